"""Reads a file of answers for a first menu."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from ivrcheck.config import DEFAULT
from ivrcheck.editor.answers import Answers
from ivrcheck.editor.questions import QUESTIONS
from ivrcheck.finding import Finding, Unchecked
from ivrcheck.menu.files import Loaded, read_text, read_tree
from ivrcheck.menu.locate import locate
from ivrcheck.menu.near import did_you_mean, nearest
from ivrcheck.place import with_spans
from ivrcheck.source import Span

_NAMES = [one.name for one in QUESTIONS]


def read_answers(path: Path) -> Answers:
    """The answers in a file. Raises ``Unchecked`` with all that is wrong, a sentence a line."""
    shown = path.as_posix()
    text = read_text(path, shown, DEFAULT.limits)
    loaded = Loaded(shown, texts={shown: text})
    tree = read_tree(loaded, shown, text, DEFAULT.limits)
    if loaded.problems or not isinstance(tree, dict):
        placed = with_spans(loaded.problems, loaded.texts)
        raise Unchecked(
            "\n".join(_sentence(one) for one in placed) or f"{shown}: there are no answers in it."
        )
    known: dict[str, Any] = {}
    wrong = [*_unknown(tree), *_read(tree, known)]
    if wrong:
        places = locate(shown, text, [(name,) for name, _ in wrong])
        lines = {name: f":{places[name,].key.line}" if (name,) in places else "" for name, _ in wrong}
        raise Unchecked("\n".join(f"{shown}{lines[name]}: {sentence}" for name, sentence in wrong))
    return Answers(**known)


def _sentence(finding: Finding) -> str:
    line = f":{finding.at.line}" if isinstance(finding.at, Span) else ""
    return f"{finding.at.file}{line}: {finding.message} {finding.help}".rstrip()


def _unknown(tree: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in tree:
        if name not in _NAMES:
            hint = did_you_mean(name, _NAMES) or f"The answers are {', '.join(_NAMES)}."
            yield name, f"“{name}” is not asked for. {hint}"


def _read(tree: Mapping[str, Any], known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with the answers; the right ones are put into ``known``."""
    for question in QUESTIONS:
        try:
            given = tree.get(question.name)
            if given is None and question.name not in tree:
                given = question.usual(known)
            if not given and any(nearest(name, _NAMES) == question.name for name in {*tree} - {*_NAMES}):
                continue  # it is there under a name about which something is said already
            if not given:
                yield question.name, f"the answer “{question.name}” is missing. {question.asked(known)}"
            else:
                known[question.name] = question.read(given, known)
        except PydanticCustomError as error:
            sentence = str((error.context or {})["sentence"])
            yield question.name, f"“{question.name}”: {sentence}."
        except KeyError:  # it goes by an earlier answer, about which something is said already
            continue
