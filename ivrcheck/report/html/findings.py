"""What was found in a menu, each with the call that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Accepted, Call, Finding, Gone, Held
from ivrcheck.report.aside import gone_words
from ivrcheck.report.html.diagram import parts_of
from ivrcheck.report.html.markup import Html, joined, listed, sentence, table, tag, words
from ivrcheck.report.material import folded_lines, try_it
from ivrcheck.report.text import span_of


def findings_section(found: Sequence[Finding], id: str, facts: Facts | None = None) -> Html:
    """All findings, the worst first. ``facts``: those of the picture, if there is one to show them on."""
    ordered = sorted(found, key=lambda one: -one.severity)
    title = tag("h3", "What was found", id=f"{id}-found")
    if not found:
        inside = [tag("p", "Nothing to mend.")]
    else:
        inside = [_finding(one, f"{id}-f{number}", id, facts) for number, one in enumerate(ordered, start=1)]
    return tag("section", title, *inside)


def _finding(finding: Finding, id: str, menu: str, facts: Facts | None) -> Html:
    level = finding.severity.word
    at = span_of(finding)
    where = f"{at.file}, line {at.line} · {finding.code} {finding.name}"
    return tag(
        "section",
        tag(
            "h4",
            tag("span", level.capitalize(), class_=f"level {level}"),
            " ",
            sentence(finding.message),
            id=id,
        ),
        tag("p", words(where), class_="where"),
        *_related(finding),
        *(_show(finding, id, menu, facts) if facts is not None else ()),
        *(_call(finding.call) if finding.call else ()),
        tag("p", tag("b", "What to do: "), sentence(finding.help)) if finding.help else None,
        *_also(finding),
        class_=f"finding {level}",
    )


def _related(finding: Finding) -> Iterator[Html]:
    if finding.labels:
        lines = (
            joined(sentence(label.text), f" ({label.at.file}{_line(label.at)})") for label in finding.labels
        )
        yield listed("ul", *lines, class_="related")


def _line(place: object) -> str:
    line = getattr(place, "line", None)
    return f", line {line}" if line else ""


def _show(finding: Finding, id: str, menu: str, facts: Facts) -> Iterator[Html]:
    """A button that lights up the finding on the picture; a script brings it to life."""
    if parts := parts_of(finding, facts):
        yield tag(
            "button",
            "Show it on the picture",
            type="button",
            class_="show",
            data_menu=menu,
            data_show=" ".join(parts),
            aria_describedby=id,
            hidden="",
        )


def _call(call: Call) -> Iterator[Html]:
    yield tag("p", "The call that shows it:", class_="lead")
    yield listed("ol", *map(sentence, call.lines), class_="call")
    if command := try_it(call):
        yield tag("p", tag("b", "Try it: "), tag("code", words(command)), class_="again")


def _also(finding: Finding) -> Iterator[Html]:
    if finding.folded:
        yield tag("p", "The same fault also shows as:", class_="lead")
        yield listed("ul", *map(sentence, folded_lines(finding)), class_="also")


def accepted_table(accepted: Sequence[Accepted], id: str) -> Html:
    """What somebody has decided to live with."""
    rows: list[tuple[str, ...]] = [
        (
            joined(f"{one.finding.code} {one.finding.name}: ", sentence(one.finding.message)),
            words(one.reason),
            words(one.by),
            one.until.isoformat(),
        )
        for one in accepted
    ]
    made = table(
        ("What", "Why", "Who", "Until"), rows, "Somebody has looked at these and decided to live with them"
    )
    return tag("section", tag("h3", "Accepted", id=f"{id}-accepted"), made)


def held_table(held: Sequence[Held], id: str) -> Html:
    """What was found before, is written down, and has to be mended some day."""
    rows = [(_told(one.finding), _where(one.finding), words(one.baseline)) for one in held]
    made = table(
        ("What", "Where", "Written down in"), rows, "These are known, and do not count until they get worse"
    )
    return tag("section", tag("h3", "In the baseline", id=f"{id}-baseline"), made)


def _told(finding: Finding) -> Html:
    """A finding with the others that have the same cause."""
    also = listed("ul", *map(sentence, folded_lines(finding))) if finding.folded else None
    return joined(f"{finding.code} {finding.name}: ", sentence(finding.message), also)


def _where(finding: Finding) -> Html:
    return words(f"{finding.at.file}, line {span_of(finding).line}")


def gone_section(gone: Sequence[Gone]) -> Html:
    """What can be taken out of the baselines."""
    lines = (joined(sentence(gone_words(one)), " (", words(one.baseline), ")") for one in gone)
    title = tag("h2", "In the baseline, and no longer found", id="gone")
    return tag("section", title, listed("ul", *lines))
