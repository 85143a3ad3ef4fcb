"""What is known of FreeSWITCH's applications, sounds and settings without following a call."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ivrcheck.convert.xmltree import Element
from ivrcheck.menu.todo import TODO

UNNOTICED = frozenset(
    [
        "answer",
        "pre_answer",
        "ring_ready",
        "sleep",
        "set",
        "export",
        "multiset",
        "unset",
        "log",
        "info",
        "event",
        "hash",
        "hash_dump",
        "db",
        "enum",
        "limit",
        "limit_execute",
        "limit_hash",
        "bind_meta_app",
        "bind_digit_action",
        "clear_digit_action",
        "record_session",
        "stop_record_session",
        "mask",
        "unmask",
        "set_user",
        "set_global",
        "set_profile_var",
        "set_audio_level",
        "set_mute",
        "set_name",
        "set_zombie_exec",
        "start_dtmf",
        "stop_dtmf",
        "start_dtmf_generate",
        "stop_dtmf_generate",
        "start_tone_detect",
        "stop_tone_detect",
        "spandsp_start_dtmf",
        "spandsp_stop_dtmf",
        "presence",
        "privacy",
        "sched_heartbeat",
        "enable_heartbeat",
        "sched_broadcast",
        "flush_dtmf",
        "queue_dtmf",
        "send_dtmf",
        "send_display",
        "send_info",
        "delay_hangup",
        "capture",
        "verbose_events",
        "acknowledge_call",
        "media_reset",
        "bgsystem",
        "system",
        "push",
        "unshift",
        "cng_plc",
        "jitterbuffer",
        "displace_session",
        "stop_displace_session",
        "remove_bugs",
        "check_acl",
        "wait_for_answer",
        "wait_for_silence",
        "block_dtmf",
        "unblock_dtmf",
        "digit_action_set_realm",
        "unloop",
        "sound_test",
        "stop_video_write_overlay",
        "prevent_bridge",
        "keepalive",
        "session_loglevel",
        "dump",
        "sip_replaces",
        "break",
        "enable_keepalive",
    ]
)
"""Applications of which callers notice nothing that matters to a menu."""

PROGRAMS = frozenset(
    [
        "lua",
        "javascript",
        "python",
        "python3",
        "perl",
        "java",
        "managed",
        "socket",
        "httapi",
        "curl",
        "spawn_stream",
    ]
)
"""Programs outside the dialplan that are given the call."""

AWAY = {
    "conference": "The call joins a conference; who is there these files do not say.",
    "park": "The call is parked; who takes it up these files do not say.",
    "valet_park": "The call is parked; who takes it up these files do not say.",
    "redirect": "The call is sent on to another switch.",
    "deflect": "The call is sent on to another switch.",
    "echo": "Callers hear themselves there; it is a test.",
    "delay_echo": "Callers hear themselves there; it is a test.",
    "rxfax": "A fax is received there.",
    "txfax": "A fax is sent there.",
    "t38_gateway": "A fax is passed on there.",
    "eavesdrop": "Colleagues use this, not callers.",
    "three_way": "Colleagues use this, not callers.",
    "intercept": "Colleagues use this, not callers.",
    "pickup": "Colleagues use this, not callers.",
    "att_xfer": "Colleagues use this, not callers.",
    "record": "Something is recorded there; it is no mailbox.",
    "detect_speech": "What callers say there is understood by a program.",
    "play_and_detect_speech": "What callers say there is understood by a program.",
    "directory": "Callers spell a name there; whose names it has these files do not say.",
    "disa": "Callers get a dial tone there.",
}
"""Applications after which these files do not say what becomes of a call."""

APPLICATIONS = sorted(
    {
        *UNNOTICED, *PROGRAMS, *AWAY, "transfer", "execute_extension", "ivr", "hangup", "respond", "playback",
        "endless_playback", "loop_playback", "speak", "phrase", "say", "gentones", "bridge", "voicemail",
        "callcenter", "fifo", "play_and_get_digits", "read", "sched_transfer", "sched_hangup",
        "fifo_track_call", "erlang",
    }
)  # fmt: skip
"""All applications that are known by name."""

_PLACE = re.compile(r"\$?\$\{([^{}]*)\}")
_LONGEST = 1_000


def prompt(sound: str) -> Any:
    """What a caller hears: words, a recording, or several in a row."""
    sound = _PLACE.sub(r"‹\1›", sound).strip()
    if sound.startswith("file_string://"):
        parts = [part.strip() for part in sound.removeprefix("file_string://").split("!")]
        made = [{"audio": part} for part in parts if part]
        return made if len(made) > 1 else made[0] if made else TODO
    if sound.startswith("say:"):
        words = sound.removeprefix("say:").strip()
        match = re.fullmatch(r"[a-z_]+:[\w.]+:(.+)", words, re.DOTALL)  # say:engine:voice:words
        return (match[1] if match else words).strip() or TODO
    return {"audio": sound[:_LONGEST]} if sound else TODO


def parts(*prompts: Any) -> Any:
    """Several prompts heard one after the other, as one."""
    there = [one for one in prompts if one not in ("", TODO)]
    made = [piece for one in there for piece in (one if isinstance(one, list) else [one])]
    if len(made) < 2:
        return made[0] if made else TODO
    return [one if isinstance(one, dict) else {"text": one} for one in made]


def whole(text: str, otherwise: int) -> int:
    """A number as the switch reads it: what begins the text; a number below 1 gives ``otherwise``."""
    found = re.match(r"\s*(\d{1,9})", text)
    number = int(found[1]) if found else 0
    return number if number > 0 else otherwise


def seconds(text: str) -> str | None:
    """Seconds as a length of time; None for none."""
    number = whole(text, 0)
    return f"{number}s" if number else None


def from_milliseconds(text: str, otherwise: int) -> str:
    """Milliseconds as a length of time, in whole seconds that are not shorter."""
    return f"{-(-whole(text, otherwise) // 1000)}s"


def parameter(element: Element, name: str) -> str:
    """The value of a ``<param>``."""
    return next((one.get("value") for one in element.all("param") if one.get("name") == name), "")


class Digits(NamedTuple):
    """What an application asks callers to type."""

    fewest: int
    most: int
    tries: str
    wait: str
    finish: str | None
    """The key that ends the number."""
    sound: str
    variable: str
    """Where the number is kept."""


def asked_digits(app: str, data: str) -> Digits:
    """What ``read`` or ``play_and_get_digits`` asks for."""
    words = [*data.split(), *[""] * 8]
    if app == "read":
        (fewest, most, sound, name, wait, ends), tries = words[:6], 1
    else:
        fewest, most, asked, wait, ends, sound, _, name = words[:8]
        tries = whole(asked, 1)
    least = min(whole(fewest, 1), 50)
    finish = next((sign for sign in ends if sign in "0123456789*#"), None)
    highest, pause = max(least, min(whole(most, 20), 50)), from_milliseconds(wait, 5000)
    return Digits(least, highest, str(tries), pause, finish, sound, name)
