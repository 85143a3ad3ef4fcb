"""Places calls to original dialplans on switches, one switch a dialplan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import monotonic

from tests.switch.original_board import MODULES, Room, Watched, difference, settings
from tests.switch.original_calls import Asking, random_calls
from tests.switch.original_recorded import FILE, written_down
from tests.switch.originals import CASES, FOLDER, Original, files_of, original
from tests.switch.server import Switch

_SOUND = re.compile(r"[a-z][a-z-]*/[a-z-]+(?:\\?;[a-z]+)?|no-valid[a-z-]+|exited-vm[a-z-]+|ss-noservice")

_SWITCHS_OWN = ("vm-theperson", "vm-isunavail", "vm-isonphone", "vm-intro", "agent-pass",
                *(f"digits/{digit}" for digit in range(10)))  # fmt: skip


def placed(originals: Iterable[Original], calls: Sequence[Asking], most: int = 30) -> list[Watched]:
    """Place calls; those that went otherwise a second time, a few at once: keys can come too late."""

    def one_of(one: Original) -> list[Watched]:
        own = [call for call in calls if call.file == one.name]
        sounds = {*_SWITCHS_OWN, *_sounds(one)}
        with Switch(settings(one, own), sounds, MODULES) as switch:
            seen = Room(switch, one, most).place(own)
            wrong = [each.plan for each in seen if difference(each)]
            calm = Room(switch, one, 4).place(wrong) if wrong else []
        return [replace(each, twice=True) for each in calm] + [e for e in seen if e.plan not in wrong]

    called = [one for one in originals if any(call.file == one.name for call in calls)]
    with ThreadPoolExecutor(8) as pool:
        return [seen for some in pool.map(one_of, called) for seen in some]


def _sounds(one: Original) -> set[str]:
    text = "".join((FOLDER / name).read_text("utf-8") for name in files_of(one.name))
    return {found.replace("\\", "") for found in _SOUND.findall(text)}


def table(seen: Sequence[Watched]) -> str:
    """How many calls were placed to each dialplan, how they ended, and how many otherwise than said."""
    rows = []
    for name in sorted({one.plan.file for one in seen}):
        some = [one for one in seen if one.plan.file == name]
        told = ", ".join(f"{n} {end}" for end, n in sorted(Counter(one.plan.end for one in some).items()))
        wrong = sum(bool(difference(one)) for one in some)
        twice = sum(one.twice for one in some)
        rows.append(f"{name}.conf: {len(some)} calls ({told}), differences: {wrong or 'none'}"
                    + (f"; placed twice: {twice}" if twice else ""))  # fmt: skip
    return "\n".join(rows)


def main(count: int, seed: int, record: bool) -> int:
    """Place random calls and print the table; 1 where anything was otherwise."""
    originals = [original(case.name) for case in CASES]
    began = monotonic()
    seen = placed(originals, list(random_calls(originals, count, seed)))
    different = [text for one in seen if (text := difference(one))]
    for text in different:
        print(text)
    if record and not different:
        FILE.write_text(written_down(seen), encoding="utf-8")
    print(table(seen))
    print(f"{monotonic() - began:.0f} s")
    return 1 if different else 0
