"""What single steps and the files beside the dialplan become."""

from __future__ import annotations

import csv
from io import StringIO

from tests.convert.build import ROOT, asterisk, dialplan, graph_at, graph_of
from tests.convert.dialplan import read

TOP = """
ivrcheck: 1
name: Small
country: US
timezone: America/New_York
people:
  ann: {name: "Ann, Bell", extension: 201, phone: "+1 845 555 0111", email: ann@small.example}
  bob: {name: Bob Coe, extension: "2 0 2; x", email: "bob <bob@small.example>"}
  cat: {name: Cat Dee, extension: 203, hours: day}
teams: {desk: {members: [ann, cat], hours: day}}
hours: {day: {mon-fri: 09:00-17:00, holidays: none}}
entry: {"+1 (845) 555-0134": start}
steps:
"""


def lines(text: str, context: str, exten: str = "s") -> list[str]:
    """The lines of an extension, each as it is run."""
    return [f"{line.app}({line.data})" for line in read(text)[f"ivrcheck-menu{context}"][exten].lines]


def test_calls_come_in_by_the_number_with_and_without_its_plus() -> None:
    text = dialplan(TOP + "  start: {kind: hangup}\n")
    assert lines(text, "", "+18455550134")[-1] == "Goto(ivrcheck-menu-start,s,1)"
    assert lines(text, "", "18455550134") == ["Goto(+18455550134,1)"]


def test_going_round_for_ever_is_not_done_at_full_speed() -> None:
    round_and_round = "  start: {kind: hours, hours: day, open: other, closed: end}\n"
    round_and_round += "  other: {kind: language, set: en, then: start}\n  end: {kind: hangup}\n"
    text = dialplan(TOP + round_and_round)
    assert lines(text, "-start")[0] == lines(text, "-other")[0] == "Wait(1)"
    assert lines(text, "-end") == ["Hangup()"]
    counted = "  start: {kind: ring, who: desk, no_answer: more}\n"
    counted += "  more: {kind: retry, times: 2, again: start, then: end}\n  end: {kind: hangup}\n"
    assert "Wait(1)" not in dialplan(TOP + counted)


def test_a_secret_is_not_kept() -> None:
    steps = (
        "  start: {kind: collect, prompt: PIN., digits: 4, secret: %s, then: end}\n  end: {kind: hangup}\n"
    )
    assert "Set(IVR_TYPED=)" in lines(dialplan(TOP + steps % "yes"), "-start")
    assert "Set(IVR_TYPED=)" not in lines(dialplan(TOP + steps % "no"), "-start")


def test_a_phone_is_what_its_administrator_says_or_the_usual() -> None:
    text = dialplan(TOP + "  start: {kind: ring, who: desk}\n")
    assert lines(text, ".phone", "ann") == [
        "Set(IVR_PHONE=${PHONE_menu_ann})",
        'ExecIf($["${IVR_PHONE}" = ""]?Set(IVR_PHONE=PJSIP/201&PJSIP/+18455550111@${IVR_TRUNK}))',
        "Return()",
    ]


def test_an_extension_that_no_device_has_is_named() -> None:
    made = asterisk(graph_of(TOP + "  start: {kind: ring, who: bob}\n"))
    assert [loss.reason for loss in made.losses] == [
        "The extension of Bob Coe has signs in it that no device is named with."
    ]


def test_a_queue_and_a_mailbox_in_their_own_files() -> None:
    steps = """\
  start:
    kind: queue
    team: desk
    keys: {1: mail}
    capacity: 4
    full: mail
    announce: {position: yes, every: 45s}
  mail: {kind: voicemail, prompt: Speak., owner: desk, notify: bob, capacity: 30, full: end}
  end: {kind: hangup}
"""
    files = asterisk(graph_of(TOP + steps)).files
    queue = files["queues.conf"].split("[ivrcheck-menu-start]\n")[1].splitlines()
    assert queue[0] == "context=ivrcheck-menu-start"
    assert {"maxlen=4", "announce-position=yes", "announce-holdtime=no", "announce-frequency=45"} <= {*queue}
    assert queue[-2:] == [
        "member => Local/ann@ivrcheck-menu.member/n,0,Ann Bell,PJSIP/201",
        "member => Local/cat@ivrcheck-menu.member/n,0,Cat Dee,PJSIP/203",
    ]
    [mailbox] = [line for line in files["voicemail.conf"].splitlines() if "=>" in line]
    assert mailbox == "mail => CHANGE-ME,the team “desk”,ann@small.example,,maxmsg=30"


def test_prompts_are_listed_in_each_language_once() -> None:
    text = asterisk(graph_at(ROOT / "menus" / "vet.yaml"), "vet").files["prompts.csv"]
    rows = list(csv.DictReader(StringIO(text)))
    files = [row["file"] for row in rows]
    assert len(files) == len({*files})
    assert {"ivrcheck/vet/main-en", "ivrcheck/vet/main-es", "ivrcheck/vet/choose_language-2-es"} <= {*files}
    assert {row["language"] for row in rows} == {"en", "es"}


def test_steps_whose_prompts_would_share_a_file_do_not() -> None:
    steps = "  start: {kind: play, prompt: {es-mx: Uno.}, then: start-es}\n"
    steps += "  start-es: {kind: play, prompt: {mx: Dos.}, then: end}\n  end: {kind: hangup}\n"
    top = TOP.replace("people:", "languages: [es-mx, mx]\npeople:")
    second = (
        steps.replace("then: start-es", "then: tongue")
        + "  tongue: {kind: language, set: mx, then: start-es}\n"
    )
    rows = list(csv.DictReader(StringIO(asterisk(graph_of(top + second)).files["prompts.csv"])))
    assert len({row["file"] for row in rows}) == len(rows) == 2
