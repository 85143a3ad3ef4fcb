"""The queues of FreeSWITCH: those of mod_callcenter, and its older fifos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivrcheck.convert import freeswitch_known as known
from ivrcheck.menu.todo import TODO

if TYPE_CHECKING:
    from ivrcheck.convert.freeswitch_apps import Apps, Here


def callcenter(apps: Apps, id: str, here: Here) -> None:
    """A queue of mod_callcenter: its settings are in a file of its own, which may be given."""
    name = apps.data(here).partition("@")[0]
    team = apps.switch.draft.team(name, here.act.at, name)
    settings = apps.switch.queues.get(name)
    wait: str | None = TODO
    closed = None
    if settings is not None:
        _members(apps, name, team)
        wait = known.seconds(known.parameter(settings, "max-wait-time"))
        if known.seconds(known.parameter(settings, "max-wait-time-with-no-agent")):
            closed = apps.next(here)
    apps.switch.understood(here.act.at)
    timeout = apps.next(here) if wait else None
    apps.switch.draft.step(id, "queue", here.act.at, team=team, max_wait=wait, timeout=timeout, closed=closed)


def _members(apps: Apps, queue: str, team: str) -> None:
    """The agents that the settings of a queue name."""
    members = []
    for root in apps.switch.roots:
        for one in root.walk():
            if one.tag == "tier" and apps.switch.text(one.get("queue")).partition("@")[0] == queue:
                agent = apps.switch.text(one.get("agent")).partition("@")[0]
                if agent:
                    members.append(apps.switch.draft.extension(agent, one.at))
                    apps.switch.understood(one.at)
    if members:
        apps.switch.draft.tree["teams"][team] = {"members": list(dict.fromkeys(members))}


def fifo(apps: Apps, id: str, here: Here) -> None:
    words = apps.data(here).split()
    if len(words) < 2 or words[1] != "in":
        why = "Whoever answers a queue calls this, not a caller."
        apps.switch.somewhere(id, here.act.at, f"fifo {here.act.data}", why)
        return
    apps.switch.understood(here.act.at)
    name = words[0].partition("@")[0]
    team = apps.switch.draft.team(name, here.act.at, name)
    orbit = dict(here.call.known).get("fifo_orbit_exten") or ""
    number, _, wait = orbit.partition(":")
    call = type(here.call)(number.split("@")[0], here.call.context, here.call.known)
    to = apps.switch.plan.hunt(call, None, here.act.at, here.act.name) if number else None
    apps.switch.draft.step(
        id,
        "queue",
        here.act.at,
        team=team,
        max_wait=known.seconds(wait or "60") if to else None,
        timeout=to,
    )
