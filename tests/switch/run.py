"""Places random calls on a real switch and prints how many ended as the simulator says.

python -m tests.switch.run --calls 2000
python -m tests.switch.run --in --calls 420

With ``--in``, the dialplans of the importer's tests are called, and the menus that are made of them.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from time import monotonic

from tests.judges.random_menus import moments
from tests.switch import original_run
from tests.switch.board import Board, Seen
from tests.switch.calls import Planned, random_call
from tests.switch.compare import difference
from tests.switch.dialplan import files_for
from tests.switch.menus import Menu, examples, random_ones
from tests.switch.recorded import FILE, written_down
from tests.switch.server import Switch

_CALM = 4
"""How many calls are under way at a time where some are placed once more."""


def some_calls(menus: Sequence[Menu], count: int, seed: int) -> Iterator[Planned]:
    """Random calls, the same number to each menu as far as they go."""
    rng = Random(seed)
    for number in range(count):
        menu = menus[number % len(menus)]
        [moment] = moments(rng, 1)
        local = moment.replace(tzinfo=menu.phone.system.calendar.zone)
        yield random_call(rng, menu.phone, f"c{number}", menu.name, local)


def placed(menus: Sequence[Menu], calls: Sequence[Planned], most: int = 60, show: bool = False) -> list[Seen]:
    """Place calls on a switch that runs for as long as they last.

    Where a call is otherwise than planned it is placed once more, among few others: on a machine that is busy
    with something else, keys can come too late. What an export does wrong, it does wrong again.
    """
    needed = {call.menu for call in calls}
    menus = [menu for menu in menus if menu.name in needed]
    sounds = {file for menu in menus for file in menu.sounds}

    def told(done: int) -> None:
        if show:
            print(f"\r{done} of {len(calls)} calls", end="", file=sys.stderr)

    with Switch(files_for(menus, calls), sounds) as switch:
        seen = Board(switch, menus, most).place(calls, told)
        again = [one.plan for one in seen if difference(one)]
        calmly = Board(switch, menus, _CALM).place(again, lambda done: None) if again else []
    return [replace(one, twice=True) for one in calmly] + [one for one in seen if one.plan not in again]


def main() -> int:
    """Print the table; 1 where anything was otherwise."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--calls", type=int, default=2000)
    options.add_argument("--menus", type=int, default=200, help="random menus beside the examples")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--at-once", type=int, default=60, help="calls under way at a time")
    options.add_argument("--record", action="store_true", help="keep the calls for other tests")
    options.add_argument("--in", dest="originals", action="store_true", help="call original dialplans")
    said = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the switch is stopped too
    if said.originals:
        return original_run.main(said.calls, said.seed, said.record)
    menus = [*examples(), *random_ones(said.seed * 1000, said.menus)]
    calls = list(some_calls(menus, said.calls, said.seed))
    began = monotonic()
    seen = placed(menus, calls, said.at_once, sys.stderr.isatty())
    different = [text for one in seen if (text := difference(one))]
    for text in different:
        print(text)
    if said.record and not different:
        FILE.write_text(written_down(seen), encoding="utf-8")
    print(table(menus, seen))
    print(f"{monotonic() - began:.0f} s")
    return 1 if different else 0


def table(menus: Sequence[Menu], seen: Sequence[Seen]) -> str:
    """How many calls were placed, how they ended, and how many of them otherwise than the simulator says."""
    rows = []
    examples = {menu.name for menu in menus if not menu.title.startswith("random")}
    for title, names in (("example menus", examples), ("random menus", {m.name for m in menus} - examples)):
        some = [one for one in seen if one.plan.menu in names]
        ends = Counter(one.plan.end for one in some)
        told = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
        wrong = sum(bool(difference(one)) for one in some)
        called = len({one.plan.menu for one in some})
        twice = sum(one.twice for one in some)
        rows.append(
            f"{called} {title}: {len(some)} calls ({told}), differences: {wrong or 'none'}"
            + (f"; placed twice: {twice}" if twice else "")
        )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
