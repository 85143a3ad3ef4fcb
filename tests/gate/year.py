"""Twenty commits of a year in a repository with three menus, and what has to be said of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.gate.repository import ROOT, Repository

Edit = Callable[[Repository], object]
CLINIC, DENTIST, PLUMBER, SHOP = (f"menus/{name}.yaml" for name in ("clinic", "dentist", "plumber", "shop"))
KNOWN = "ivrcheck-baseline.json"

SAME = "Nothing is different for callers"
FINE = "nothing got worse for callers"
WORSE = "got worse for callers"


@dataclass(frozen=True, slots=True)
class Step:
    """One commit."""

    day: str
    what: str
    edit: Edit
    status: int
    """The exit status of the review, which looks at the pinned year."""
    says: tuple[str, ...]
    """What the comment on the pull request holds."""
    night: int = 0
    """The exit status of the check in the following night, which looks from its day on."""


def put(file: str, old: str, new: str) -> Edit:
    """Replace what stands once in a file."""
    return lambda office: office.change(file, old, new)


def both(*edits: Edit) -> Edit:
    """One after the other."""
    return lambda office: [edit(office) for edit in edits]


def accept(until: str) -> str:
    """The key 0 that repeats the menu, accepted for a while."""
    why = "reason: The desk moves, by: grace"
    rules = ("zero-loops-back", "prompt-leads-elsewhere", "zero-caller-lost")
    return "    accept:\n" + "".join(f"      - {{rule: {rule}, {why}, until: {until}}}\n" for rule in rules)


_OWNED = "    owner: front_desk\n    backup: wendy\n    callback_within: 4 working hours\n"
_AWAY = "  moses: {name: Moses Adeyemi, role: Receptionist, extension: 412"
_ZERO = "      0: desk\n    no_input: desk\n    no_match: desk\n\n"
_LOOP = "      0: main\n    no_input: desk\n    no_match: desk\n"


def _write_baseline(office: Repository) -> None:
    assert office.run("ivrcheck", "check", "menus", "--write-baseline", KNOWN).status == 0
    office.write("ivrcheck.toml", f'start = 2026-11-23\nbaseline = "{KNOWN}"\n')


def _prune(office: Repository) -> None:
    assert office.run("ivrcheck", "check", "menus", "--baseline", KNOWN, "--prune-baseline").status == 0


def _rename(office: Repository) -> None:
    office.write(CLINIC, office.text(CLINIC).replace("nurse_line", "line_of_the_nurses"))


YEAR = (
    Step(
        "2026-11-24",
        "A comment",
        put(CLINIC, "languages: [en]", "languages: [en]  # Spanish soon"),
        0,
        (SAME,),
    ),
    Step("2026-12-01", "Fewer words", put(DENTIST, "For a bill or insurance,", "For a bill,"), 0, (FINE,)),
    Step(
        "2026-12-07", "0 repeats the menu", put(CLINIC, _ZERO, _LOOP + "\n"), 1, (WORSE, "zero-loops-back"), 1
    ),
    Step(
        "2026-12-08", "0 rings the desk again", put(CLINIC, _LOOP + "\n", _ZERO), 0, (FINE, "zero-loops-back")
    ),
    Step(
        "2026-12-14",
        "A step has another name",
        _rename,
        0,
        ("“nurse_line” is now called “line_of_the_nurses”",),
    ),
    Step(
        "2026-12-15",
        "Nobody owns the messages",
        put(DENTIST, _OWNED, "    callback_within: 4 working hours\n"),
        1,
        (WORSE, "voicemail-without-owner"),
        1,
    ),
    Step(
        "2026-12-16",
        "The desk owns them",
        put(DENTIST, "    callback_within: 4 working hours\n", _OWNED),
        0,
        (FINE, "voicemail-without-owner"),
    ),
    Step(
        "2027-01-11",
        "0 repeats the menu, and that is accepted",
        put(CLINIC, _ZERO, _LOOP + accept("2027-05-31") + "\n"),
        1,
        (WORSE, "accepted"),  # it is worse for callers all the same; the check itself is green
    ),
    Step("2027-01-12", "A comment in it", put(CLINIC, "# Spanish soon", "# Spanish in May"), 0, (SAME,)),
    Step(
        "2027-02-01",
        "A shop with old faults",
        lambda office: office.write(SHOP, _trapped()),
        1,
        ("got worse for callers", "menus/shop.yaml"),
        1,
    ),
    Step("2027-02-02", "What was always so is written down", _write_baseline, 0, (SAME, "baseline")),
    Step("2027-02-15", "Other words in the shop", put(SHOP, "\nname: ", "\nname: Old "), 0, (SAME,)),
    Step(
        "2027-03-01",
        "A promise is longer",
        put(PLUMBER, "callback_within: 4 working hours", "callback_within: 3 business days"),
        1,
        (WORSE,),
        1,
    ),
    Step(
        "2027-03-02",
        "The promise as before",
        put(PLUMBER, "callback_within: 3 business days", "callback_within: 4 working hours"),
        0,
        (FINE,),
    ),
    Step(
        "2027-04-01",
        "A receptionist is away in June",
        put(DENTIST, _AWAY, _AWAY + ", away: [2027-06-14/2027-06-25]"),
        0,
        ("What changes",),
    ),
    Step(
        "2027-05-03", "Fridays until noon", put(DENTIST, "fri: 08:00-14:00", "fri: 08:00-12:00"), 1, (WORSE,)
    ),
    Step("2027-05-31", "The last day of what is accepted", put(CLINIC, "in May", "in June"), 0, (SAME,)),
    Step("2027-06-01", "A comment the day after", put(CLINIC, "in June", "in July"), 0, (SAME,), 1),
    Step(
        "2027-06-02",
        "0 rings the desk again",
        put(CLINIC, _LOOP + accept("2027-05-31") + "\n", _ZERO),
        0,
        (FINE,),
    ),
    Step(
        "2027-11-23",
        "The pinned year moves on, and the baseline is pruned",
        both(put("ivrcheck.toml", "2026-11-23", "2027-11-23"), _prune),
        0,
        (SAME,),
    ),
)


def _trapped() -> str:
    """The example of a plumber's trapped menu, as a shop that was always like that."""
    return (ROOT / "menus" / "plumber-trapped.yaml").read_text("utf-8")
