"""Random YAML trees, and random ways to write each down."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

Tree = dict[str, "Tree"] | list["Tree"] | str

_KEY = st.text(alphabet="abcxyz019_- .é中", min_size=1, max_size=8)
_SCALAR = st.text(alphabet="ab yz019:#-,'\"é中😀{}[]*&!|>%@`?\t\n", max_size=24)


def trees() -> st.SearchStrategy[dict[str, Tree]]:
    """Maps of texts, lists and maps, some levels deep."""
    inner: st.SearchStrategy[Tree] = st.recursive(
        _SCALAR,
        lambda below: st.lists(below, max_size=4) | st.dictionaries(_KEY, below, max_size=4),
        max_leaves=12,
    )
    return st.dictionaries(_KEY, inner, min_size=1, max_size=5)


class Writer:
    """Writes a tree as YAML: block or flow, plain, quoted or over several lines, with comments between."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def write(self, tree: dict[str, Tree]) -> str:
        """The whole text."""
        return "".join(f"{line}{self._line_end()}" for line in self._block(tree, 0))

    def _line_end(self) -> str:
        return self.random.choice(["\n", "\n", "\n", "\r\n"])

    def _block(self, tree: dict[str, Tree] | list[Tree], indent: int) -> list[str]:
        pad = " " * indent
        lines: list[str] = []
        for key, value in tree.items() if isinstance(tree, dict) else [("", one) for one in tree]:
            if self.random.random() < 0.2:
                lines.append(f"{pad}# a note: with, [signs] * & 中")
            head = f"{pad}{self._scalar(key, key=True)}:" if isinstance(tree, dict) else f"{pad}-"
            lines += self._value(head, value, indent + self.random.randint(1, 4))
        return lines

    def _value(self, head: str, value: Tree, indent: int) -> list[str]:
        if isinstance(value, dict | list) and value and self.random.random() < 0.6:
            return [head, *self._block(value, indent)]
        if isinstance(value, dict | list):
            return [f"{head} {self._flow(value)}"]
        if self.random.random() < 0.2 and self._fits_a_block(value):
            return [f"{head} |-", *(" " * indent + line for line in value.split("\n"))]
        note = "   # behind" if self.random.random() < 0.2 else ""
        return [f"{head} {self._scalar(value)}{note}"]

    def _flow(self, value: Tree) -> str:
        if isinstance(value, dict):
            items = (f"{self._scalar(key, key=True)}: {self._flow(one)}" for key, one in value.items())
            return "{" + f",{self._gap()}".join(items) + "}"
        if isinstance(value, list):
            return "[" + f",{self._gap()}".join(map(self._flow, value)) + "]"
        return self._scalar(value, flow=True)

    def _gap(self) -> str:
        return self.random.choice(["", " ", "  "])

    def _fits_a_block(self, value: str) -> bool:
        lines = value.split("\n")
        return "\t" not in value and all(line.strip() for line in lines) and not value.startswith(" ")

    def _scalar(self, text: str, key: bool = False, flow: bool = False) -> str:
        plain = text.isalnum() and text.isascii()
        if plain and self.random.random() < 0.7:
            return text
        if "\n" not in text and "\t" not in text and self.random.random() < 0.5:
            return "'" + text.replace("'", "''") + "'"
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        if not key and not flow and " x" in text and self.random.random() < 0.5:
            escaped = escaped.replace(" x", "\n                    x")
        return f'"{escaped}"'
