"""Brackets and quotation marks in pieces of YAML that are not finished: which groups are open at the end."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Group:
    """A group or a list in brackets that is open at the place."""

    sign: str
    key: str = ""
    count: int = 0
    """How many items of a list are done."""
    word: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    in_value: bool = False

    @property
    def takes_value(self) -> bool:
        """Whether a colon would end a name here."""
        return self.sign == "{" and not self.in_value

    def begin_value(self) -> None:
        """A colon: what was written is a name."""
        self.key, self.word, self.in_value = self.word.strip().strip("\"'"), "", True

    def done(self) -> None:
        """A comma: the next field or item begins."""
        if self.sign == "{" and self.key:
            self.fields[self.key] = self.word.strip().strip("\"'")
        self.key, self.word, self.in_value = "", "", False
        self.count += 1


def in_note(here: str) -> bool:
    quote = ""
    for place, sign in enumerate(here):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and (place == 0 or here[place - 1] in " {[,"):
            quote = sign
        elif sign == "#" and (place == 0 or here[place - 1].isspace()):
            return True
    return False


def open_count(line: str) -> int:
    """How many brackets a line opens more than it closes; words in quotation marks and notes aside."""
    count, quote = 0, ""
    for place, sign in enumerate(line):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and (place == 0 or line[place - 1] in " {[,:"):
            quote = sign
        elif sign == "#" and (place == 0 or line[place - 1].isspace()):
            break
        elif sign in "{[":
            count += 1
        elif sign in "}]":
            count -= 1
    return count


def open_groups(body: str) -> list[Group]:
    """The groups that are open at the end of a text that begins with a bracket."""
    groups: list[Group] = []
    quote = ""
    for place, sign in enumerate(body):
        top = groups[-1] if groups else None
        begins = top is not None and not top.word.strip()
        if quote or (sign in "\"'" and begins):
            quote = "" if sign == quote else quote or sign
            if top:
                top.word += sign
        else:
            _take(groups, sign, body[place + 1 : place + 2])
    return groups


def _take(groups: list[Group], sign: str, following: str) -> None:
    """One sign outside of quotation marks."""
    if sign in "{[":
        groups.append(Group(sign))
    elif not groups:
        return
    elif sign in "}]":
        groups.pop()
    elif sign == ",":
        groups[-1].done()
    elif sign == ":" and groups[-1].takes_value and not following.strip():
        groups[-1].begin_value()
    else:
        groups[-1].word += sign


def fields_after(rest: str) -> dict[str, str]:
    """The fields of a group in braces that stand behind a place, up to the end of the group or the line."""
    groups = [Group("{")]
    for place, sign in enumerate(rest):
        if sign in "}]" and len(groups) == 1:
            break
        _take(groups, sign, rest[place + 1 : place + 2])
    groups[0].done()
    return groups[0].fields
