"""The dialplans of the importer's tests as they are put on a switch: themselves, not what an export makes.

Only what a telephone exchange would have around them is replaced: phones are those of the harness, queues,
mailboxes and the database are those of the call, and seconds last a fifth.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ivrcheck.convert.asterisk.conf import read_configuration
from ivrcheck.convert.asterisk.entries import entries
from ivrcheck.convert.asterisk.plan import Line, Plan
from ivrcheck.convert.source import Source
from ivrcheck.simulate.phone import Phone, load
from tests.switch.menus import START, lasting

FOLDER = Path(__file__).parents[1] / "convert" / "asterisk"
STUBS = Path(__file__).parent / "around.conf"
ZONE = "UTC"
"""That of the switch: a dialplan is read by the clock of the machine."""
_BESIDE = f"timezone: {ZONE}\n"


@dataclass(frozen=True, slots=True)
class Case:
    """One dialplan to be called."""

    name: str
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By step that asks what is not in the files: how the switch is told each answer."""
    avoid: Mapping[str, str] = field(default_factory=dict)
    """Steps that calls do not come to, with the reason."""
    instead: Mapping[str, str] = field(default_factory=dict)
    """What a switch needs in place of a text of the file."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Files it includes that do not matter."""


CASES = (
    Case(
        "clock",
        answers={"incoming_8455550134": {"yes": "__SOMETIME=*,*,*,*", "no": "__SOMETIME=*,*,31,feb"}},
        # one line with a zone of its own beside others without: the report says that it is taken for the same
        instead={"*,America/Chicago?": "*?"},
    ),
    Case("counters"),
    Case(
        "odd",
        answers={
            "incoming_3_way": {name: f"__WHERE={name}" for name in ("incoming", "round", "deep")},
            "incoming_4_way": {"keys-mon": "__DAY=mon", "keys-tue": "__DAY=tue"},
            "incoming_6_question": {"yes": "CALLERID(num)=8455550100", "no": "CALLERID(num)=8455550199"},
        },
        avoid={
            "nothing_is_heard": "goes round without a pause, and would take the whole processor",
            "no_such_place_s_1": "is not in the file",
            "call_ends": "is for a place that is not in the file",
            "deep": "calls itself until the switch has had enough",
        },
        instead={"AGI(what.php)": "NoOp(program)", "said.wav,3,60": "said.wav,0,1",
                 "SomethingNew(1)": "NoOp(not known)",
                 "Macro(not-given,1)": "NoOp(not given)"},
    ),
    Case(
        "reads",
        answers={"number_question": {"yes": "__STATUS=late", "no": "__STATUS=paid"}},
        avoid={"code": "only the right code leads on there, and a menu does not hold it"},
        instead={"AGI(accounts.agi,${ACCOUNT})": "NoOp(program)"},
    ),
    Case(
        "rings",
        answers={"incoming_9_question": {"yes": "__AVAILCHAN=", "no": "__AVAILCHAN=PJSIP/204-1"}},
        avoid={
            "confbridge": "leads out of the files",
            "call_8455550188": "Transfer is the telephone company's part",
        },
        instead={"ChanIsAvail(PJSIP/204)": "NoOp(free or not)",
                 "Dial(${WHOEVER}": "Dial(Local/whoever@h-office/n"},
    ),
    Case("words", beside={"missing.conf": ""}, 
         instead={"1(202,15)": "1(202,2)", "SECONDS=25": "SECONDS=2",
                  "SIP/trunk/${EXTEN:1}": "Local/trunk@h-office/n",
                  # arguments without brackets, as up to Asterisk 1.4; the switch here is a later one
                  "NoOp , the old form": "NoOp(the old form)"}),
    Case("freepbx",
         answers={"night_switch_0_question": {"yes": "DB(${IVRCALL}/DAYNIGHT/C0)=NIGHT", "no": "NIGHT=no"}},
         beside={"globals_custom.conf": ""}, instead={":90)": ":2)", "dial,20,": "dial,2,"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Original:
    """A dialplan with the menu that is made of it."""

    case: Case
    phone: Phone
    plan: Plan
    lines: Mapping[str, tuple[str, int]]
    """By step, the file and the line it is made of."""

    @property
    def name(self) -> str:
        return self.case.name

    @property
    def entries(self) -> dict[str, tuple[str, str]]:
        """Where on the switch the call to each number begins."""
        return {
            number: (context, "8455550000" if exten.startswith("_") else exten)
            for number, context, exten in entries(self.plan)
        }

    def line_of(self, step: str) -> Line | None:
        """The line of the dialplan that a step is made of."""
        where = self.lines.get(step)
        return next((one for one in self.plan.lines if (one.at.file, one.at.line) == where), None)


@cache
def original(name: str, old: str = "", new: str = "") -> Original:
    """A dialplan by its name. With ``old`` and ``new``, the menu is read of another text: a wrong reading."""
    [case] = [one for one in CASES if one.name == name]
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for path in FOLDER.glob("*.conf"):
            text = path.read_text(encoding="utf-8")
            if old and path.stem == name:
                assert old in text, old
                text = text.replace(old, new, 1)
            (here / path.name).write_text(text, encoding="utf-8")
        (here / f"{name}.ivrcheck.yaml").write_text(_BESIDE, encoding="utf-8")
        phone = load(here / f"{name}.conf", start=START)
    sources = [
        Source(one, (FOLDER / one).read_text(encoding="utf-8"), FOLDER / one) for one in files_of(name)
    ]
    places = phone.facts.loaded.places or {}
    lines = {
        step: (Path(places["steps", step].file).name, places["steps", step].line)
        for step in phone.menu.steps
        if ("steps", step) in places
    }
    return Original(case, phone, Plan(read_configuration(sources)), lines)


def files_of(name: str) -> list[str]:
    """The files a dialplan consists of."""
    return [f"{name}.conf", *(["with-more.conf"] if name == "words" else [])]


_PHONE = re.compile(r"\b(?:PJSIP|SIP|IAX2|DAHDI)/((?:\$\{\w+\}|[^\s,&()|])+)")
_SECONDS = (
    re.compile(r"(WaitExten\()(\d+)(?=[,)])"),
    re.compile(r"(TIMEOUT\((?:response|digit)\)=)(\d+)"),
    re.compile(r"(\bWait\()(\d+)(?=\))"),
    re.compile(r"(\bRead\([^()]*,)(\d+)(?=\))"),
    re.compile(r"((?:Busy|Congestion)\()(\d+)"),
)
_WHOLE_SECONDS = (re.compile(r"(\bDial\([^,()]*,)(\d+)"), re.compile(r"(\bQueue\([^()]*,)(\d+)(?=\))"))


def on_the_switch(case: Case, text: str) -> str:
    """A dialplan with the harness's phones, the call's own queues and mailboxes, and short seconds."""
    for old, new in case.instead.items():
        text = text.replace(old, new)
    text = _PHONE.sub(lambda found: f"Local/{_plain(found[1])}@h-office/n", text)
    for one in _SECONDS:
        text = one.sub(lambda found: f"{found[1]}{lasting(float(found[2])):.1f}", text)
    for one in _WHOLE_SECONDS:
        text = one.sub(lambda found: f"{found[1]}2", text)
    text = re.sub(r"\bQueue\(", "Queue(${IVRCALL}-", text)
    text = re.sub(r"\bVoiceMail\((\w+)(?:@default)?", r"VoiceMail(\1@${IVRCALL}", text)
    return text.replace("DB(", "DB(${IVRCALL}/").replace("QueueLog(", "NoOp(")


def _plain(phone: str) -> str:
    """A phone's name without what an exchange outside would want to know."""
    return phone if "$" in phone else phone.replace("/", "-").split("@")[0].replace(":", "-")
