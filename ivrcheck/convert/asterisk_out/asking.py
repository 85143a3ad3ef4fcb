"""Steps in which the caller is asked for something: menus, directories, numbers to type, calls back."""

from __future__ import annotations

from ivrcheck.callgraph.keypad import PAUSE, keypad
from ivrcheck.callgraph.move import Deed
from ivrcheck.callgraph.seconds import USUAL_RING, USUAL_WAIT, again, tries_of
from ivrcheck.convert.asterisk_out.desk import TYPING, Desk
from ivrcheck.convert.asterisk_out.dialplan import Context, Extension
from ivrcheck.convert.asterisk_out.ringing import ring
from ivrcheck.convert.asterisk_out.sounds import Said
from ivrcheck.convert.ways import Ways
from ivrcheck.menu.kinds import AnyStep, Callback, Collect, Directory, Menu

_SILENT, _WRONG = "IVR_SILENT", "IVR_WRONG"


def menu(desk: Desk, ways: Ways, context: Context, body: Menu | Directory) -> None:
    """A menu or a directory: extensions for all that can be dialled, and the two counters."""
    if isinstance(body, Menu) and any(option.says for option in body.keys.values()):
        desk.lost(ways.step, "Asterisk does not listen to words; the keys beside them work.")
    start = context.exten("s")
    _begin(desk, start)
    said = desk.said(ways, ("", body.prompt))
    listening = not isinstance(body, Menu) or body.barge_in
    desk.hear(start, said, "Background" if listening else "Playback", "ask")
    _wait(desk, ways, start, body)
    _wrong(desk, ways, context.exten("i"), body)
    for code, (deed, detail) in keypad(desk.menu, body).codes.items():
        if deed is Deed.KEY:
            desk.key(context, code, ways.place(deed, detail))
        else:
            context.exten(code).add(desk.quiet(TYPING)).add(f"Goto(dial-{detail},1)")
            _dial(desk, ways, context.exten(f"dial-{detail}"), detail, body)


def _begin(desk: Desk, start: Extension) -> None:
    start.add(f"Set({_SILENT}=0)").add(f"Set({_WRONG}=0)")
    start.add(f"Set(TIMEOUT(digit)={desk.seconds(PAUSE)})")


def _dial(desk: Desk, ways: Ways, exten: Extension, who: str, body: Menu | Directory) -> None:
    """Somebody who is dialled: their phone rings, once for all the ways to dial them."""
    if not exten.lines:
        seconds = body.for_ if isinstance(body, Directory) else USUAL_RING
        unanswered = ways.place(Deed.NO_ANSWER, who) or ways.place(Deed.OFF_DUTY, who)
        ring(desk, exten, who, seconds, desk.to(unanswered))


def _wait(desk: Desk, ways: Ways, start: Extension, body: AnyStep) -> None:
    """Wait for a key; a silent try where none comes."""
    start.add(f"WaitExten({desk.seconds(getattr(body, 'wait', USUAL_WAIT))})")
    _try_again(desk, ways, start, body, silent=True, ask="ask")


def _wrong(desk: Desk, ways: Ways, exten: Extension, body: AnyStep) -> None:
    """A wrong try; keys without a pause are one together."""
    exten.add(desk.quiet(PAUSE))
    _try_again(desk, ways, exten, body, silent=False, ask="s,ask")


def _try_again(desk: Desk, ways: Ways, exten: Extension, body: AnyStep, silent: bool, ask: str) -> None:
    """Count a try; the last of them moves the call on, after the others the caller is asked again."""
    counter, deed = (_SILENT, Deed.SILENCE) if silent else (_WRONG, Deed.WRONG)
    place, tries = desk.to(ways.place(deed)), tries_of(body, silent)
    if tries <= 1:
        exten.add(f"Goto({place})")
        return
    exten.add(f"Set({counter}=$[${{{counter}}} + 1])")
    exten.add(f"GotoIf($[${{{counter}}} >= {tries}]?{place})")
    if any(again(body, each)[0] for each in (True, False)):
        desk.put(exten, _repeated(desk, ways, body, silent))
    exten.add(f"Goto({ask})")


def _repeated(desk: Desk, ways: Ways, body: AnyStep, silent: bool) -> Said:
    """What is heard before a further try."""
    extra, replaces = again(body, silent)
    part = "no-input" if silent else "no-match"
    own = ("", None if replaces else getattr(body, "prompt", None))
    return desk.said(ways, (part, extra), own)


def callback(desk: Desk, ways: Ways, context: Context, body: Callback) -> None:
    """Asks whether to call back: 1 is yes, and kept in the switch's own database."""
    start = context.exten("s")
    desk.hear(start, desk.said(ways, ("", body.prompt)), "Background", "ask")
    start.add(f"WaitExten({desk.seconds(USUAL_WAIT)})")
    start.add(f"Goto({desk.to(ways.place(Deed.SILENCE))})")
    context.exten("i").add(desk.quiet(TYPING)).add(f"Goto({desk.to(ways.place(Deed.DECLINE))})")
    book = context.exten("1").add(desk.quiet(TYPING))
    kept = f"DB({desk.names.own('calls')}/{ways.step}/${{UNIQUEID}})"
    book.add(
        f"Set({kept}=${{IVR_NOW}} ${{FILTER(0-9+,${{CALLERID(num)}})}})",
        note=f"{desk.menu.name_of(body.owner)} calls back" if body.owner else "nobody is named to call back",
    )
    afterwards(desk, ways, book)


def afterwards(desk: Desk, ways: Ways, exten: Extension) -> None:
    """What is heard after a message or a call back."""
    then = desk.graph.afterwards(ways.step)
    exten.add(f"Goto({desk.names.step(then)},s,1)" if then else "Hangup()")


def collect(desk: Desk, ways: Ways, context: Context, body: Collect) -> None:
    """Asks for a number, key by key: the finish key, the shortest and the longest are the step's own."""
    start = context.exten("s").add(f"Set({_SILENT}=0)").add(f"Set({_WRONG}=0)")
    desk.put(start, desk.said(ways, ("", body.prompt)))
    digits = body.digits
    wait = desk.seconds(body.wait)
    start.add(f"Gosub({_typing(desk)},s,1({digits.fewest},{digits.most},{body.finish},{wait}))", "ask")
    start.add('GotoIf($["${GOSUB_RETVAL}" = "wrong"]?wrong)')
    start.add('GotoIf($["${GOSUB_RETVAL}" = "silent"]?silent)')
    if body.secret:
        start.add("Set(IVR_TYPED=)", note="a secret is not kept")
    start.add(f"Goto({desk.to(ways.place(Deed.TYPE))})")
    start.add("NoOp()", "silent")
    _try_again(desk, ways, start, body, silent=True, ask="ask")
    start.add("NoOp()", "wrong")
    _try_again(desk, ways, start, body, silent=False, ask="ask")


def _typing(desk: Desk) -> str:
    """The context in which a number is typed. What it returns is ``right``, ``wrong`` or ``silent``."""
    context = desk.context(
        desk.names.own("type"),
        "Somebody types a number: ARG1 digits at least, ARG2 at most, ended by the key ARG3;",
        "ARG4 seconds for the first key. It stands in IVR_TYPED.",
    )
    if not context.extensions:
        start = context.exten("s").add("Set(IVR_TYPED=)")
        start.add("Read(IVR_KEY,${IVR_SAY},1,,1,${ARG4})")
        start.add('GotoIf($["${READSTATUS}" != "OK"]?silent)')
        start.add(
            'Set(IVR_KEY=${IF($["${IVR_KEY}" = ""]?#:${IVR_KEY})})', "key", "a pound sign reads as nothing"
        )
        start.add('GotoIf($["${IVR_KEY}" = "${ARG3}"]?finished)')
        start.add('GotoIf($["${FILTER(0-9,${IVR_KEY})}" = ""]?wrong)')
        start.add("Set(IVR_TYPED=${IVR_TYPED}${IVR_KEY})")
        start.add("GotoIf($[${LEN(${IVR_TYPED})} >= ${ARG2}]?right)")
        start.add(f"Read(IVR_KEY,,1,,1,{desk.seconds(PAUSE)})")
        start.add('GotoIf($["${READSTATUS}" = "OK"]?key)')
        start.add("GotoIf($[${LEN(${IVR_TYPED})} >= ${ARG1}]?right)")
        start.add("Return(wrong)")
        start.add("GotoIf($[${LEN(${IVR_TYPED})} >= ${ARG1}]?right)", "finished")
        start.add(desk.quiet(PAUSE), "wrong").add("Return(wrong)")
        start.add(desk.quiet(TYPING), "right").add("Return(right)")
        start.add("Return(silent)", "silent")
    return context.name
