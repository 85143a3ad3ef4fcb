"""Actions in which a caller hears something, presses keys, types or speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ivrcheck.convert.connect.flows import Action, Branch, group
from ivrcheck.convert.connect.languages import spoken_by
from ivrcheck.convert.connect.meaning import is_stored
from ivrcheck.convert.connect.network import Node
from ivrcheck.convert.connect.steps import Steps
from ivrcheck.convert.connect.words import SAYS, SILENCE, STORED, answer, prompt, reference, short
from ivrcheck.convert.draft import Treated
from ivrcheck.menu.todo import TODO

_KEY = re.compile(r"[0-9*#]{1,20}")


def message(make: Steps, node: Node, id: str) -> None:
    """The caller hears something; with the promise of a callback, that is the callback."""
    from ivrcheck.convert.connect.leaving import callback

    action = make.network.of(node)
    make.understood(node)
    following = make.final(make.network.follow(node, action.next))
    said = prompt(action.params, action.names)
    if following and following.part == 0 and make.network.of(following).type == "CreateCallbackContact":
        callback(make, following, id, said)
        return
    then = make.must(node, action.next, "then")
    make.draft.step(id, "play", action.at, prompt=said, then=then)


def language(make: Steps, node: Node, id: str) -> None:
    """Another voice speaks another language."""
    action = make.network.of(node)
    make.understood(node)
    spoken = spoken_by(action.text("TextToSpeechVoice"))
    make.draft.step(id, "language", action.at, set=spoken, then=make.must(node, action.next, "then"))


def ask(make: Steps, node: Node, id: str) -> None:
    """The caller presses a key, or types something."""
    make.understood(node)
    action = make.network.of(node)
    if not is_stored(action):
        _menu(make, node, id, node, action.conditions, *_asked(action))
        return
    compared = _compared(make, node, action)
    if compared is None:
        _typed(make, node, id, node, None)
        return
    test = make.network.of(compared)
    silent = next((one for one in test.conditions if one.operands == (SILENCE,)), None)
    options = [one for one in test.conditions if one is not silent]
    if options and all(map(_is_keys, options)):
        make.understood(compared)
        wrong = test.errors.get("NoMatchingCondition") or test.next
        _menu(make, node, id, compared, options, silent or wrong, wrong)
    else:
        _typed(make, node, id, compared, silent)


def _asked(action: Action) -> tuple[Branch | None, Branch | None]:
    """Where silence and a wrong key lead."""
    other = action.errors.get("NoMatchingError") or action.next
    return (
        action.errors.get("InputTimeLimitExceeded") or other,
        action.errors.get("NoMatchingCondition") or other,
    )


def _is_keys(branch: Branch) -> bool:
    """Whether a condition is about keys of a telephone."""
    return branch.operator == "Equals" and all(_KEY.fullmatch(key) for key in branch.operands)


def _compared(make: Steps, node: Node, action: Action) -> Node | None:
    """The comparison that decides right after something was typed."""
    following = make.final(make.network.follow(node, action.next))
    if following is None or following.part:
        return None
    test = make.network.of(following)
    is_it = test.type == "Compare" and test.text("ComparisonValue") == STORED
    return following if is_it else None


def _menu(
    make: Steps,
    node: Node,
    id: str,
    at: Node,
    options: Sequence[Branch],
    silent: Branch | None,
    wrong: Branch | None,
) -> None:
    """A menu: each time it is heard is one try, and what comes after decides whether there is another.

    ``at``: the action that the branches belong to.
    """
    action = make.network.of(node)
    keys: dict[str, str] = {}
    for one in options:
        if not _is_keys(one):
            why = "This is no key of a telephone; nobody can press it."
            make.note(node, f"{make.label(action)}: {answer(one)}", why, Treated.GUESSED, one.at)
            continue
        for key in one.operands:
            if key not in keys:
                keys[key] = make.must(at, one, "keys", key, into=node)
    fields = {
        "prompt": prompt(action.params, action.names),
        "wait": make.seconds(action.text("InputTimeLimitSeconds")),
        "tries": "1",
    }
    no_input = make.to(at, silent, "no_input", into=node)
    if keys:
        no_match = make.to(at, wrong, "no_match", into=node)
        make.draft.step(id, "menu", action.at, keys=keys, no_input=no_input, no_match=no_match, **fields)
    else:
        then = make.must(at, wrong, "then", into=node)
        make.draft.step(id, "collect", action.at, digits="1", then=then, no_input=no_input, **fields)


def _typed(make: Steps, node: Node, id: str, at: Node, silent: Branch | None) -> None:
    """A number that the caller types. Who types nothing goes on like everybody else, unless that is asked.

    ``at``: the action that asks it.
    """
    action = make.network.of(node)
    errors = action.errors
    then = make.must(node, action.next, "then")
    if silent is None:
        at, silent = node, errors.get("InputTimeLimitExceeded") or action.next
    wrong = errors.get("InvalidPhoneNumber") or errors.get("NoMatchingCondition")
    phone = "PhoneNumberValidation" in group(action.params.get("InputValidation"))
    end = action.text("DTMFConfiguration", "InputTerminationSequence")
    if len(end) > 1:
        why = "More than one sign ends the number; its first is taken."
        make.note(node, f"{make.label(action)}: {end}", why, Treated.GUESSED)
    make.draft.step(
        id, "collect", action.at, prompt=prompt(action.params, action.names), then=then,
        digits=_digits(action, phone), asks_for="phone number" if phone else None,
        finish=end[0] if _KEY.fullmatch(end[:1]) else None,
        secret="yes" if action.params.get("InputEncryption") else None,
        wait=make.seconds(action.text("InputTimeLimitSeconds")), tries="1",
        no_input=make.to(at, silent, "no_input", into=node) or then,
        no_match=make.to(node, wrong or errors.get("NoMatchingError"), "no_match"),
    )  # fmt: skip


def _digits(action: Action, phone: bool) -> str:
    """How many digits may be typed; Amazon Connect takes up to 20."""
    most = action.text("InputValidation", "CustomValidation", "MaximumLength")
    if most.isascii() and most.isdigit() and 1 <= int(most[:4]) <= 128:
        return f"1-{int(most)}" if int(most) > 1 else "1"
    return "4-15" if phone else "1-20"


def listen(make: Steps, node: Node, id: str) -> None:
    """The caller says something, and a bot makes one of its intents of it."""
    action = make.network.of(node)
    asked = prompt(action.params, action.names)
    answers: dict[str, str] = {}
    decides = id if asked == TODO else make.draft.own(f"{id} heard")
    for one in action.conditions:
        answers.setdefault(answer(one), make.must(node, one))
    others = {"NoMatchingCondition": "something else", "InputTimeLimitExceeded": "nothing"}
    for word, said in others.items():
        if branch := action.errors.get(word):
            answers[said] = make.must(node, branch)
    if not answers or (action.next and "NoMatchingCondition" not in action.errors):
        answers.setdefault("something else", make.must(node, action.next))
    if decides != id:
        make.draft.step(id, "play", action.at, prompt=asked, then=decides)
    bot = reference(action, "BotName") or action.text("LexBot", "Name")
    why = f"What callers say is understood by {f'the bot “{short(bot)}”' if bot else 'a bot'}."
    error = make.to(node, action.errors.get("NoMatchingError")) or list(answers.values())[-1]
    make.question(node, decides, SAYS, answers, why, error)
