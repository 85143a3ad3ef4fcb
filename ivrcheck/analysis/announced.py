"""When in a prompt each key is named."""

from __future__ import annotations

from collections.abc import Mapping

from ivrcheck.callgraph.seconds import spoken_seconds, text_seconds
from ivrcheck.config import Pace
from ivrcheck.menu.prompt import Prompt, Spoken
from ivrcheck.menu.spoken import Announced, announced_keys, may_name


class Announcements:
    """Reads prompts, each once."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._kept: dict[tuple[int, str], tuple[Prompt, Mapping[str, float]]] = {}

    def named(self, prompt: Prompt, language: str) -> Mapping[str, float]:
        """The keys a caller hears named, in order, each with the seconds until its naming is over.

        Empty where nothing of the prompt is understood, as with a recording that has no text.
        """
        kept = self._kept.get((id(prompt), language))
        if kept is None:
            kept = self._kept[id(prompt), language] = (prompt, self._read(prompt, language))
        return kept[1]

    def may_name(self, prompt: Prompt, language: str, key: str) -> bool:
        """Whether a caller may hear a key named that was not understood, as in a recording without text."""
        parts = prompt.heard(language)
        return any(part.text is None or may_name(part.text, part.language or language, key) for part in parts)

    def _read(self, prompt: Prompt, language: str) -> Mapping[str, float]:
        before, found = 0.0, dict[str, float]()
        for part in prompt.heard(language):
            for one in announced_keys(part.text or "", part.language or language):
                found.setdefault(one.key, before + self._until(part, one))
            before += spoken_seconds(part, self.pace)
        return found

    def _until(self, part: Spoken, announced: Announced) -> float:
        """How long a part has been heard when a key has been named, with what it is for."""
        text, end = part.text or "", announced.end
        if announced.key_first and announced.purpose:
            place = text.find(announced.purpose, announced.end)
            end = place + len(announced.purpose) if place >= 0 else end
        if part.seconds is not None:
            return part.seconds * end / len(text)
        return text_seconds(text[:end].rstrip(" .!?") + ".", self.pace)
