"""Steps in which the caller is asked for something, as widgets that gather keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ivrcheck.callgraph.keypad import keypad
from ivrcheck.callgraph.move import Deed
from ivrcheck.callgraph.seconds import USUAL_RING, USUAL_WAIT, again, tries_of
from ivrcheck.convert.twilio_out.flow import Flow, key, plain, says_first
from ivrcheck.convert.twilio_out.ringing import on_duty, phones
from ivrcheck.menu.kinds import AnyStep, Callback, Collect, Directory, Menu

Match = tuple[str, str, str, str | None]
_DIFFERENT = (
    "Its keys have different lengths. Twilio waits for more after each of them, so that keys which are "
    "pressed without a pause can be one wrong try together."
)


def gather(
    flow: Flow,
    name: str,
    heard: Sequence[Mapping[str, str]],
    wait: int,
    events: Mapping[str, str | None],
    digits: int | None = None,
    finish: str = "",
) -> str:
    """A widget that takes keys while it speaks, and for some seconds after."""
    said = dict(heard[0]) if heard else {}
    more = {"number_of_digits": digits} if digits else {}
    ends = {"stop_gather": bool(finish), **({"finish_on_key": finish} if finish else {})}
    return flow.add(
        name, "gather-input-on-call", events, timeout=wait, loop=1, **ends, **more, **said,
    )  # fmt: skip


def menu(flow: Flow, step: str, language: str, body: Menu | Directory) -> None:
    """A menu or a directory: what is typed is split by its codes."""
    codes = keypad(flow.menu, body).codes
    lengths = {len(code) for code in codes}
    if len(lengths) > 1:
        flow.lost(step, _DIFFERENT)
    digits = lengths.pop() if len(lengths) == 1 else None
    matches = list(_codes(flow, step, language, codes, body))
    _asked(flow, step, language, body, body.wait, matches, digits)
    for who in {detail: None for deed, detail in codes.values() if deed is Deed.DIAL}:
        _dialled(flow, step, language, body, who)


def _codes(
    flow: Flow, step: str, language: str, codes: Mapping[str, tuple[Deed, str]], body: Menu | Directory
) -> Iterator[Match]:
    """Where each code leads, with the label of its option."""
    for code, (deed, detail) in codes.items():
        if deed is Deed.KEY:
            option = body.keys.get(code) if isinstance(body, Menu) else None
            to = flow.to(flow.ways[step].place(deed, detail), language)
            yield "equal_to", code, (option.label if option else "") or code, to
        else:
            yield "equal_to", code, code, f"{flow.name(step, language)}_Dial_{key(detail)}_Duty"


def _dialled(flow: Flow, step: str, language: str, body: Menu | Directory, who: str) -> None:
    """Somebody who is dialled: their phone rings."""
    ways, name = flow.ways[step], f"{flow.name(step, language)}_Dial_{key(who)}"
    away = flow.to(ways.place(Deed.NO_ANSWER, who) or ways.place(Deed.OFF_DUTY, who), language)
    on_duty(flow, f"{name}_Duty", who, name, away)
    phones(flow, name, who, body.for_ if isinstance(body, Directory) else USUAL_RING, away, None)


def _asked(
    flow: Flow,
    step: str,
    language: str,
    body: Menu | Directory | Collect,
    wait: int,
    matches: Sequence[Match],
    digits: int | None,
    finish: str = "",
) -> None:
    """Ask, and ask again after silence and after wrong keys, each counted for itself."""
    name = flow.name(step, language)
    own = getattr(body, "prompt", None)
    silent = _try(flow, step, language, body, True)
    wrong = _try(flow, step, language, body, False)

    def ask(at: str, heard: list[dict[str, str]]) -> None:
        events = {"keypress": f"{at}_Keys", "speech": _said(flow, step, language, body, at, wrong)}
        listens = getattr(body, "barge_in", True)
        first, last = (heard[:-1], heard[-1:]) if listens else (heard, [])
        if first:
            flow.say(f"{at}_Say", first, at)
        if first and listens:
            flow.lost(step, "While Twilio speaks the first of several languages, keys are not taken yet.")
        gather(flow, at, last, wait, {**events, "timeout": silent}, digits, finish)
        flow.split(f"{at}_Keys", f"{{{{widgets.{at}.Digits}}}}", matches, wrong)

    if tries_of(body, True) > 1 or tries_of(body, False) > 1:
        begun = name if not says_first(flow.heard(step, language, own), body) else f"{name}_Say"
        flow.put(f"{name}_Start", {f"{name}_silent": "0", f"{name}_wrong": "0"}, begun)
    ask(name, flow.heard(step, language, own))
    for is_silent in (True, False):
        extra, replaces = again(body, is_silent)
        if extra and tries_of(body, is_silent) > 1:
            heard = flow.heard(step, language, extra, None if replaces else own)
            ask(f"{name}_Again{_word(is_silent)}", heard)


def _word(silent: bool) -> str:
    return "Silent" if silent else "Wrong"


def _try(flow: Flow, step: str, language: str, body: Menu | Directory | Collect, silent: bool) -> str | None:
    """Count a try; the last of them moves the call on, after the others the caller is asked again."""
    name, word, tries = flow.name(step, language), _word(silent), tries_of(body, silent)
    deed = Deed.SILENCE if silent else Deed.WRONG
    over = flow.to(flow.ways[step].place(deed), language)
    if tries <= 1:
        return over
    extra, replaces = again(body, silent)
    own = getattr(body, "prompt", None)
    at = f"{name}_Again{word}" if extra else name
    heard = flow.heard(step, language, extra, None if replaces else own) if extra else None
    says = says_first(heard if heard is not None else flow.heard(step, language, own), body)
    counted = f"{name}_{word.lower()}"
    asked = f"{{{{flow.variables.{counted}}}}}"
    more: list[Match] = [("less_than", str(tries), "ask again", f"{at}_Say" if says else at)]
    flow.split(f"{name}_{word}_Enough", asked, more, over)
    plus = f"{{{{flow.variables.{counted} | plus: 1}}}}"
    return flow.put(f"{name}_{word}", {counted: plus}, f"{name}_{word}_Enough")


def _said(flow: Flow, step: str, language: str, body: AnyStep, at: str, wrong: str | None) -> str:
    """Where somebody who speaks goes on: by the words of an option, else they have pressed no right key."""
    matches: list[Match] = []
    for digit, option in body.keys.items() if isinstance(body, Menu) else ():
        to = flow.to(flow.ways[step].place(Deed.KEY, digit), language)
        matches += [("contains", plain(word), word, to) for word in option.says]
    if not matches:
        return f"{at}_Keys"
    return flow.split(f"{at}_Words", f"{{{{widgets.{at}.SpeechResult}}}}", matches, wrong)


def collect(flow: Flow, step: str, language: str, body: Collect) -> None:
    """A number is typed; one of another length is a wrong try."""
    fewest, most = body.digits.fewest, body.digits.most
    pattern = f"^[0-9]{{{fewest}}}$" if fewest == most else f"^[0-9]{{{fewest},{most}}}$"
    to = flow.to(flow.ways[step].place(Deed.TYPE), language)
    _asked(flow, step, language, body, body.wait, [("regex", pattern, "typed", to)], most, body.finish)


def callback(flow: Flow, step: str, language: str, body: Callback) -> None:
    """Asks whether to call back. Nobody keeps a list of it: see what is lost."""
    flow.lost(step, "Twilio Studio keeps no list of who is to be called back, so nobody would hear of it.")
    name, ways = flow.name(step, language), flow.ways[step]
    then = flow.graph.afterwards(step)
    yes: list[Match] = [("equal_to", "1", "yes", flow.head(then, language) if then else None)]
    heard = flow.heard(step, language, body.prompt)
    silent = flow.to(ways.place(Deed.SILENCE), language)
    events = {"keypress": f"{name}_Keys", "speech": f"{name}_Keys", "timeout": silent}
    gather(flow, name, heard, USUAL_WAIT, events, 1)
    no = flow.to(ways.place(Deed.DECLINE), language)
    flow.split(f"{name}_Keys", f"{{{{widgets.{name}.Digits}}}}", yes, no)
