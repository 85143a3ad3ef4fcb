"""Whom a FreeSWITCH ``bridge`` rings: extensions, groups, other numbers, in turn or all at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivrcheck.convert import freeswitch_known as known
from ivrcheck.menu.todo import TODO

if TYPE_CHECKING:
    from ivrcheck.convert.freeswitch_apps import Apps, Here

_SECONDS = 60
"""How long a bridge rings that says nothing else."""
_OPTIONS = re.compile(r"[{<\[]([^}>\]]*)[}>\]]")
_TIMES = ("leg_timeout", "originate_timeout", "call_timeout")
_OWN = re.compile(r"‹[^›]*›|")


@dataclass(frozen=True, slots=True)
class Target:
    """One of those that a bridge rings."""

    kind: str
    """``extension``, ``group``, ``number``, ``dialplan``, ``failure`` or ``other``."""
    name: str


def targets(data: str) -> tuple[list[Target], bool, str]:
    """Whom a dial string rings, whether in turn, and for how many seconds (empty where it does not say)."""
    options = dict(
        pair.partition("=")[::2] for found in _OPTIONS.findall(data) for pair in re.split(r"[,^]", found)
    )
    plain = _OPTIONS.sub("", data.replace(":_:", ","))
    made = [_target(one.strip()) for one in re.split(r"[,|]", plain) if one.strip()]
    seconds = next((options[name] for name in _TIMES if options.get(name)), "")
    return made, "|" in plain, seconds


def _target(one: str) -> Target:
    if group := re.match(r"‹group_call\(([^@)]+)", one) or re.match(r"group/([^@]+)", one):
        return Target("group", group[1])
    parts = one.split("/")
    last, _, host = parts[-1].partition("%" if "%" in parts[-1] else "@")
    if parts[0] == "error":
        return Target("failure", last)
    if parts[0] == "loopback" and len(parts) > 1:
        return Target("dialplan", parts[1])
    if "‹" in last or not last:
        return Target("other", one)
    if parts[0] in ("user", "verto.rtc"):
        return Target("extension", last)
    if parts[0] in ("sofia", "freetdm", "openzap", "pstn") and len(parts) > 2:
        if parts[1] != "gateway" and _OWN.fullmatch(host) and last.isdigit() and len(last) < 7:
            return Target("extension", last)
        number = last.lstrip("+")
        if number.isascii() and number.isdigit() and (parts[1] == "gateway" or not host):
            return Target("number", last)
    return Target("other", one)


def ring(apps: Apps, id: str, here: Here, data: str) -> None:
    """Write the step of a bridge."""
    found, in_turn, seconds = targets(data)
    switch, act, set_ = apps.switch, here.act, dict(here.call.known)
    seconds = seconds or next((value for name in reversed(_TIMES) if (value := set_.get(name))), "") or ""
    after = apps.next(here)
    wait = f"{known.whole(seconds, _SECONDS)}s"
    kinds = {one.kind for one in found}
    if not found or "other" in kinds or ("dialplan" in kinds and len(found) > 1):
        outside = any("@" in one.name for one in found)
        why = (
            "It rings an address outside."
            if outside
            else "Whom this rings, nobody can know from these files."
        )
        switch.somewhere(id, act.at, f"bridge {act.data}", why)
    elif kinds == {"failure"}:
        why = "It rings nobody; the call goes on at once."
        switch.question(id, act.at, f"bridge {act.data}", "Does it fail?", {"yes": apps.on(here)}, why)
    elif kinds == {"dialplan"}:
        _loop_back(apps, id, here, found[0].name, after)
    elif kinds == {"number"} and len(found) == 1:
        switch.understood(act.at)
        switch.draft.step(
            id, "transfer", act.at, number=found[0].name, reaches="unknown", for_=wait, no_answer=after
        )
    else:
        switch.understood(act.at)
        who = _who(apps, here, found)
        busy = None if _goes_on(set_) or after is None else switch.end(f"{act.name} busy", act.at)
        strategy = "in_turn" if in_turn and len(found) > 1 else None
        switch.draft.step(
            id, "ring", act.at, who=who, for_=wait, no_answer=after, busy=busy, strategy=strategy
        )


def _goes_on(variables: dict[str, str | None]) -> bool:
    """Whether a call goes on when the other end is busy; when nobody answers it always does."""
    return (variables.get("continue_on_fail") or "").lower() not in ("", "false", "no", "off", "0")


def _loop_back(apps: Apps, id: str, here: Here, number: str, after: str | None) -> None:
    """A call to the switch itself: what that number comes to."""
    call = type(here.call)(number, here.call.context, here.call.known)
    to = apps.switch.plan.hunt(call, after, here.act.at, here.act.name) or apps.on(here)
    why = "The switch calls itself there; what that call comes to is followed."
    what = f"bridge {here.act.data}"
    apps.switch.question(id, here.act.at, what, f"Does {number} take the call?", {"yes": to}, why)


def _who(apps: Apps, here: Here, found: list[Target]) -> str:
    """The person, or the team of all that ring."""
    draft, at = apps.switch.draft, here.act.at
    if len(found) == 1 and found[0].kind == "group":
        return draft.team(found[0].name, at, found[0].name)
    if len(found) == 1:
        return draft.extension(found[0].name, at)
    name = " ".join(one.name for one in found)
    team = draft.id("teams", name, f"{here.act.name} team")
    draft.put("teams", team, {"members": list(dict.fromkeys(_member(apps, here, one) for one in found))}, at)
    return team


def _member(apps: Apps, here: Here, one: Target) -> str:
    draft, at = apps.switch.draft, here.act.at
    if one.kind == "extension":
        return draft.extension(one.name, at)
    if one.kind == "number":
        id = draft.id("people", one.name, f"phone {one.name}")
        draft.put("people", id, {"name": f"Phone {one.name}", "phone": one.name}, at)
        return id
    id = draft.id("people", f"group {one.name}", one.name)
    draft.put("people", id, {"name": one.name, "extension": TODO}, at)
    return id
