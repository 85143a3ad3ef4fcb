"""Who is on duty: shifts, absences, covers and their circles, rotas, telephones."""

from __future__ import annotations

from ivrcheck.hours.calendar import Calendar
from tests.hours.build import calendar, minutes, spans

HOURS = """
hours:
  day: {mon-fri: 09:00-17:00}
  night: {mon-sun: 22:00-06:00}
  early: {mon-fri: 07:00-12:00}
"""


def office(people: str, teams: str = "{}") -> Calendar:
    return calendar(f"{HOURS}\npeople: {people}\nteams: {teams}")


def monday(built: Calendar, who: str) -> list[str]:
    return spans(built, built.duty(who), "2026-11-23", "2026-11-24")


def test_away_covers_the_shifts_that_start_on_those_dates() -> None:
    built = office("{ana: {name: Ana, extension: 1, hours: night, away: [2026-12-24]}}")
    found = spans(built, built.person("ana"), "2026-12-23", "2026-12-26")
    assert found == ["12-23 22:00/06:00", "12-25 22:00/06:00"]


def test_away_of_somebody_always_there_is_from_midnight_to_midnight() -> None:
    built = office("{ana: {name: Ana, extension: 1, away: [2026-12-24/2026-12-26]}}")
    gone = built.everything & ~built.person("ana")
    assert spans(built, gone, "2026-11-20", "2027-11-20") == ["12-24 00:00/00:00"]
    assert minutes(built, gone, "2026-11-20", "2027-11-20") == 3 * 24 * 60


def test_two_shifts_over_each_other_and_only_one_missed() -> None:
    people = "{ana: {name: Ana, extension: 1, away: [2026-11-23]}}"
    both = "{a: {members: [ana], hours: late}, b: {members: [ana], hours: soon}}"
    built = calendar(
        f"people: {people}\nteams: {both}\n"
        "hours: {late: {mon: '20:00-10:00'}, soon: {tue: '08:00-12:00'}}"
    )
    assert spans(built, built.person("ana"), "2026-11-23", "2026-11-26") == ["11-24 08:00/12:00"]


def test_a_member_without_hours_takes_those_of_the_team_and_alone_of_all_teams() -> None:
    built = office(
        """
        {ana: {name: Ana, extension: 1},
         bo: {name: Bo, extension: 2, hours: early},
         cy: {name: Cy, extension: 3}}
        """,
        "{a: {members: [ana], hours: day}, b: {members: [ana, bo], hours: early}, c: {members: [cy]}}",
    )
    assert monday(built, "a") == ["11-23 09:00/17:00"]
    assert monday(built, "b") == ["11-23 07:00/12:00"]
    assert monday(built, "ana") == ["11-23 07:00/17:00"]
    assert built.person("cy") == built.team("c") == built.everything


def test_cover_stands_in_during_the_shift_by_its_own_hours() -> None:
    built = office("""
      {ana: {name: Ana, extension: 1, hours: day, away: [2026-11-23], cover: bo},
       bo: {name: Bo, extension: 2, hours: early}}
    """)
    assert monday(built, "ana") == ["11-23 09:00/12:00"]


def test_a_chain_of_covers_and_a_team_at_its_end() -> None:
    built = office(
        """
        {ana: {name: Ana, extension: 1, hours: day, away: [2026-11-23], cover: bo},
         bo: {name: Bo, extension: 2, hours: day, away: [2026-11-23], cover: desk},
         cy: {name: Cy, extension: 3}}
        """,
        "{desk: {members: [cy], hours: early}}",
    )
    assert monday(built, "ana") == monday(built, "bo") == ["11-23 09:00/12:00"]


def test_a_circle_of_covers_covers_nobody() -> None:
    built = office(
        """
        {ana: {name: Ana, extension: 1, hours: day, away: [2026-11-23], cover: bo},
         bo: {name: Bo, extension: 2, hours: day, away: [2026-11-23], cover: desk},
         cy: {name: Cy, extension: 3, hours: day, away: [2026-11-23], cover: cy}}
        """,
        "{desk: {members: [ana], hours: day, cover: ana}}",
    )
    for who in ("ana", "bo", "cy", "desk"):
        assert monday(built, who) == []
        assert spans(built, built.duty(who), "2026-11-24", "2026-11-25") == ["11-24 09:00/17:00"]


def test_a_long_chain_of_covers() -> None:
    away = "away: [2026-11-23]"
    chain = [f"p{n}: {{name: P, extension: 1, {away}, cover: p{n + 1}}}" for n in range(1500)]
    built = office("{" + ", ".join([*chain, "p1500: {name: P, extension: 1, hours: day}"]) + "}")
    assert monday(built, "p0") == ["11-23 09:00/17:00"]


def test_cover_of_a_team_serves_while_all_members_are_away() -> None:
    built = office(
        """
        {ana: {name: Ana, extension: 1, away: [2026-11-23/2026-11-24]},
         bo: {name: Bo, extension: 2, hours: early, away: [2026-11-23]},
         cy: {name: Cy, extension: 3}}
        """,
        "{desk: {members: [ana, bo], hours: day, cover: cy}}",
    )
    # Bo's shift of the day ends at noon, but it is a day off: the afternoon is covered as well.
    assert monday(built, "desk") == ["11-23 09:00/17:00"]
    assert spans(built, built.team("desk"), "2026-11-24", "2026-11-25") == ["11-24 09:00/12:00"]


def test_only_a_telephone_can_be_rung() -> None:
    built = office(
        """
        {ana: {name: Ana, hours: day},
         bo: {name: Bo, extension: 2, hours: day, away: [2026-11-23], cover: ana},
         cy: {name: Cy, hours: day, away: [2026-11-23], cover: dee},
         dee: {name: Dee, phone: '+1 845 555 0100'}}
        """,
        "{desk: {members: [ana, bo]}}",
    )
    assert built.person("ana") == 0
    assert spans(built, built.present("ana"), "2026-11-23", "2026-11-24") == ["11-23 09:00/17:00"]
    assert monday(built, "bo") == monday(built, "cy") == monday(built, "desk") == []
    for who in ("bo", "cy", "desk"):
        assert spans(built, built.present(who), "2026-11-23", "2026-11-24") == ["11-23 09:00/17:00"]


TURNS = "{every: 7d, from: 2026-11-23, handover: '09:30'}"
ROTA = f"{{desk: {{members: [ana, bo, cy], hours: day, cover: %s, rota: {TURNS}}}}}"


def test_rota_gives_each_member_a_turn_in_order() -> None:
    people = "{ana: {name: A}, bo: {name: B, extension: 2}, cy: {name: C}}"
    built = office(people, ROTA % "cy")
    found = spans(built, built.team("desk"), "2026-11-20", "2026-12-09")
    assert found[0] == "11-30 09:30/17:00"
    assert found[1:] == [*(f"12-0{day} 09:00/17:00" for day in (1, 2, 3, 4)), "12-07 09:00/09:30"]
    # Before its first day the rota runs backwards: in the week from 9 November it was Bo's turn.
    early = calendar(f"{HOURS}\npeople: {people}\nteams: {ROTA % 'cy'}", built.start.replace(day=9))
    assert spans(early, early.team("desk"), "2026-11-09", "2026-11-18")[-1] == "11-16 09:00/09:30"


def test_rota_with_the_member_away_falls_to_the_cover() -> None:
    built = office(
        """
        {ana: {name: A, extension: 1, away: [2026-11-24]},
         bo: {name: B, extension: 2},
         cy: {name: C, extension: 3},
         eve: {name: E, extension: 4, hours: early}}
        """,
        ROTA % "eve",
    )
    found = spans(built, built.team("desk"), "2026-11-23", "2026-11-26")
    assert found == ["11-23 09:00/17:00", "11-24 09:00/12:00", "11-25 09:00/17:00"]


def test_a_rota_across_the_change_of_clocks_keeps_to_the_wall() -> None:
    built = calendar("""
      people: {ana: {name: A, extension: 1}, bo: {name: B}}
      teams: {desk: {members: [ana, bo], rota: {every: 1d, from: 2027-03-13, handover: "08:00"}}}
    """)
    assert spans(built, built.team("desk"), "2027-03-13", "2027-03-16") == [
        "03-13 08:00/08:00",
        "03-15 08:00/08:00",
    ]
    assert minutes(built, built.team("desk"), "2027-03-13", "2027-03-14") == 23 * 60


def test_unknown_ids_are_never_on_duty() -> None:
    built = office(
        "{ana: {name: A, extension: 1, hours: gone, cover: nobody}}", "{desk: {members: [ana, who]}}"
    )
    assert built.duty("nobody") == built.present("nobody") == built.person("x") == built.team("x") == 0
    assert built.duty("ana") == built.duty("desk") == 0
