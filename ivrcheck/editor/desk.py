"""Keeps what is said of open menus up to date while somebody types.

Typing is waited out; what is open is then checked away from the loop that answers the editor. What was found
in a text that has changed since is thrown away: a later check is already on its way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from ivrcheck.analysis.facts import Facts
from ivrcheck.editor.project import Checked, Opened, Project, Texts

T = TypeVar("T")
Publish = Callable[[Path, "list[Checked]", Texts], None]
"""Shows what was found in a file, in the checks of its menus; nothing, where these are none."""
Failed = Callable[[str, Exception], None]
"""Told what was being done when something went wrong."""


class Desk:
    """The open texts, and the checks of the menus they belong to."""

    def __init__(self, publish: Publish, failed: Failed, delay: float) -> None:
        """``delay``: how many seconds nobody may type before a check begins."""
        self.project = Project()
        self.delay = delay
        self.texts: dict[Path, Opened] = {}
        self.checked: dict[Path, Checked] = {}
        """The last check of each menu that is still true of the texts."""
        self.facts: dict[Path, Facts] = {}
        """What was last known of each menu that could be understood, though it may have changed since."""
        self._publish = publish
        self._failed = failed
        self._shown: set[Path] = set()
        self._changed: set[Path] = set()
        self._waiting: asyncio.Task[None] | None = None
        self._going: set[asyncio.Task[None]] = set()
        self._pool = ThreadPoolExecutor(1, "check")

    def opened(self, path: Path, text: str, version: int | None) -> None:
        """A text was opened, and is checked at once."""
        self.texts[path] = Opened(text, version)
        self.look_again([path], 0.0)

    def typed(self, path: Path, text: str, version: int | None) -> None:
        """A text has changed."""
        self.texts[path] = Opened(text, version)
        self.look_again([path], self.delay)

    def closed(self, path: Path) -> None:
        """A text was closed: what is on disk counts again."""
        self.texts.pop(path, None)
        for menu, checked in list(self.checked.items()):
            if not self.texts.keys() & {menu, *checked.files}:
                self._forget(menu)
        self.look_again([path, *self.texts], 0.0)

    def look_again(self, paths: Iterable[Path], delay: float = 0.0) -> None:
        """Check the menus of some files once nobody has typed for so many seconds."""
        self._changed.update(paths)
        if self._waiting:
            self._waiting.cancel()
        self._waiting = asyncio.create_task(self._wait(delay))

    async def settled(self) -> None:
        """Wait until everything that is open has been checked as it stands now."""
        while self._waiting or self._going:
            tasks = [*self._going, *([self._waiting] if self._waiting else [])]
            await asyncio.wait(tasks)

    def close(self) -> None:
        """Let no further check begin."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _wait(self, delay: float) -> None:
        await asyncio.sleep(delay)
        task = asyncio.create_task(self._go())
        self._going.add(task)
        task.add_done_callback(self._going.discard)
        self._waiting = None

    async def _go(self) -> None:
        try:
            await self._look()
        except Exception as error:
            self._failed("checking", error)

    async def _look(self) -> None:
        changed, self._changed = self._changed, set()
        texts: Texts = dict(self.texts)
        menus = await self._away(partial(self._menus, changed, texts))
        for path in changed:
            if path in self.checked and path not in menus:
                self._forget(path)
        for menu in menus:
            checked = await self._away(partial(self._check, menu, texts))
            if checked and not self._is_stale(checked.files, texts):
                self._accept(checked, texts)
        for path in changed & texts.keys():
            if path not in self._shown and not self._is_stale([path], texts):
                self._show(path, texts)

    def _away(self, work: Callable[[], T]) -> Awaitable[T]:
        return asyncio.get_running_loop().run_in_executor(self._pool, work)

    def _menus(self, changed: Iterable[Path], texts: Texts) -> list[Path]:
        """The menus that changes have to do with, of those that are open or have a part that is."""
        found: dict[Path, None] = {}
        for path in sorted(changed):
            for menu in self.project.menus_of(path, texts):
                if texts.keys() & {menu, *self.project.included_by(menu, texts)}:
                    found[menu] = None
        return list(found)

    def _check(self, menu: Path, texts: Texts) -> Checked | None:
        """A check, unless the menu has changed since; runs away from the loop."""
        return None if self._is_stale([menu], texts) else self.project.check(menu, texts)

    def _is_stale(self, files: Iterable[Path], texts: Texts) -> bool:
        return any(self.texts.get(path) is not texts.get(path) for path in files)

    def _accept(self, checked: Checked, texts: Texts) -> None:
        before = self.checked.get(checked.menu)
        self.checked[checked.menu] = checked
        if checked.facts:
            self.facts[checked.menu] = checked.facts
        for path in dict.fromkeys([*checked.files, *(before.files if before else ())]):
            self._show(path, texts)

    def _forget(self, menu: Path) -> None:
        checked = self.checked.pop(menu, None)
        self.facts.pop(menu, None)
        for path in checked.files if checked else ():
            self._show(path, self.texts)

    def _show(self, path: Path, texts: Texts) -> None:
        """Publish what all checks say of a file."""
        about = [one for one in self.checked.values() if path in one.files]
        if about or path in self._shown or path in texts:
            self._shown = self._shown | {path} if about else self._shown - {path}
            self._publish(path, about, texts)
