"""``python -m tests.rules.update``: writes down what a check of each bad example prints.

Names of rules as arguments limit it to these. Read what changed before you commit it.
"""

from __future__ import annotations

import sys

from ivrcheck.rules.registry import rule_named
from tests.rules.cases import cases, printed


def main(words: list[str]) -> int:
    if unknown := [word for word in words if rule_named(word) is None]:
        sys.stderr.write(f"There is no rule {unknown[0]}.\n")
        return 2
    wanted = {rule.name for word in words if (rule := rule_named(word))}
    for case in cases("bad"):
        if wanted and case.rule.name not in wanted:
            continue
        text = printed(case.path)
        if not case.golden.exists() or case.golden.read_text("utf-8") != text:
            case.golden.write_text(text, "utf-8")
            sys.stdout.write(f"wrote {case.rule.name}/{case.golden.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
