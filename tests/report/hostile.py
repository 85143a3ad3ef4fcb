"""Menus whose words try to get out of a report, and what to look for if they do."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from tests.menu.mutations import dumped

MARK = "zqx"
"""Stands in everything that tries to get out, so that it can be found again."""

TRICKS = (
    f"<script>{MARK}()</script>",
    f"<img src=x onerror={MARK}()>",
    f"</title></style></script><b>{MARK}</b>",
    f'"><a href="javascript:{MARK}()">here</a>',
    f"' onmouseover='{MARK}()",
    f"]]><{MARK}/><![CDATA[",
    f"<!--{MARK}-->",
    f"&lt;{MARK}&gt; &amp; &#60;{MARK}&#62;",
    f"::error file={MARK}::out",
    f"\n::error::{MARK}",
    f"%0A::error::{MARK}",
    f"a,b:c=d%25 {MARK}",
    f"[{MARK}](https://{MARK}.example)",
    f"![{MARK}](https://{MARK}.example/x.png)",
    f"| {MARK} | `{MARK}` | **{MARK}** _{MARK}_ ~~{MARK}~~",
    f"@{MARK} #12 https://{MARK}.example www.{MARK}.example :{MARK}:",
    f"</details></summary><h1>{MARK}</h1>",
    f"# {MARK}",
    f"\\{MARK}\\n\\\\ {{0}} {{{{{MARK}}}}} $x^2$",
    f"\u202e{MARK}\u202c \u2066{MARK} \u200b\ufeff",
    f"שלום {MARK} مرحبا “{MARK}” ‘x’",
    f"{MARK}\x1b[31m\x07\x85\u2028\u2029",
    MARK * 3_400,
    f"😀 {MARK} 中文 é",
)
FIELDS = ("name", "person", "role", "topic", "prompt", "label", "reason", "said", "question", "hours")

words = st.fixed_dictionaries({field: st.sampled_from(TRICKS) for field in FIELDS})
"""A trick for each field of a menu that holds free text."""


def hostile(said: dict[str, str]) -> str:
    """A menu with a few faults and with these words in it; what YAML cannot hold is written as it can be."""
    return dumped(
        {
            "ivrcheck": "1",
            "name": said["name"],
            "country": "US",
            "timezone": "America/New_York",
            "people": {
                "ann": {"name": said["person"], "role": said["role"], "extension": said["role"]},
                "bob": {"name": "Bob", "email": said["person"], "phone": "+1 845 555 0111"},
            },
            "teams": {"desk": {"members": ["ann", "bob"], "hours": "office"}},
            "hours": {"office": {"mon-fri": "08:00-12:00"}},
            "topics": {"bill": said["topic"], "other": f"{said['said']}?"},
            "entry": {"+1 845 555 0134": "main"},
            "steps": {
                "main": {
                    "kind": "menu",
                    "label": said["label"],
                    "note": said["said"],
                    "prompt": said["prompt"],
                    "keys": {
                        "1": {"to": "ring_desk", "topics": ["bill"], "label": said["label"]},
                        "2": {"to": "box", "topics": ["other"]},
                        "3": "ask",
                        "0": "main",
                    },
                },
                "ring_desk": {"kind": "ring", "who": "desk", "no_answer": "box"},
                "ask": {"kind": "lookup", "question": said["question"], "answers": {said["said"]: "main"}},
                "box": {
                    "kind": "voicemail",
                    "prompt": said["prompt"],
                    "label": said["label"],
                    "accept": [
                        {"rule": "IVR301", "reason": said["reason"], "by": "ann", "until": "2027-03-31"}
                    ],
                },
            },
        }
    )


def written(folder: Path, said: dict[str, str]) -> Path:
    """Such a menu as a file."""
    path = folder / "menu.yaml"
    path.write_text(hostile(said), encoding="utf-8")
    return path
