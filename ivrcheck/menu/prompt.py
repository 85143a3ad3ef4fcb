"""What a caller hears: words or a recording, in one language or several."""

from __future__ import annotations

from typing import Annotated, Any, NoReturn

from pydantic import AfterValidator, BeforeValidator

from ivrcheck.menu.fields import Language, Number, Text, Words, model
from ivrcheck.menu.scalars import wrong


@model
class Spoken:
    """One thing said: a text, a recording, or a recording with its text. ``seconds`` is its length."""

    text: Words | None = None
    audio: Text | None = None
    seconds: Number | None = None
    language: Language | None = None


def _says_something(spoken: Spoken) -> Spoken:
    return spoken if spoken.text or spoken.audio else _empty()


SpokenField = Annotated[Spoken, AfterValidator(_says_something)]


@model
class Prompt:
    """What a caller hears. ``any`` is for every language; ``by_language`` for one; ``parts`` in a row."""

    any: SpokenField | None = None
    by_language: dict[Language, SpokenField] | None = None
    parts: tuple[SpokenField, ...] = ()

    def heard(self, language: str) -> tuple[Spoken, ...]:
        """What a caller in a language hears, in order; nothing where it is not spoken in that language."""
        if self.any:
            return (self.any,)
        if self.by_language:
            return (self.by_language[language],) if language in self.by_language else ()
        return self.parts

    def words(self, language: str) -> str:
        """The text a caller in a language hears; a recording without a text counts by its file name."""
        heard = self.heard(language)
        return " ".join(one.text or f"({one.audio})" for one in heard)

    def everything(self) -> tuple[Spoken, ...]:
        """All that may be heard, in every language."""
        first = (self.any,) if self.any else ()
        return (*first, *(self.by_language or {}).values(), *self.parts)


def _spoken(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _read_prompt(value: Any) -> Any:
    """The shapes a prompt may be written in, brought to one."""
    if isinstance(value, str):
        return {"any": {"text": value}} if value.strip() else _empty()
    if isinstance(value, list):
        return {"parts": [_spoken(part) for part in value]} if value else _empty()
    if isinstance(value, dict):
        if not value:
            return _empty()
        if value.keys() & {"text", "audio", "seconds", "language"}:
            return {"any": value}
        return {"by_language": {key: _spoken(part) for key, part in value.items()}}
    return _empty() if value is None else value


def _empty() -> NoReturn:
    raise wrong("nothing is said here; write the words the caller hears")


PromptField = Annotated[Prompt, BeforeValidator(_read_prompt)]
