"""Works on many things in several processes. None of them can hang the run or spoil it by dying.

What is done to a thing is the same in whatever process, and the order in which they end is nobody's business:
results come as they are ready, each with the number of its thing.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")
Make = Callable[[], Callable[[T], R]]
"""Gives, in the process that is to work, what works. Where processes do not fork, it has to be picklable."""

IS_CHEAP = sys.platform == "linux"
"""Whether a further process is a copy of this one, with all it has imported, rather than a new Python."""

_MOST_DEATHS = 20
"""After so many processes have died, the machine is not one on which to start yet another."""


@dataclass(slots=True, eq=False)
class _Worker(Generic[T]):
    process: BaseProcess
    pipe: Connection
    given: deque[int] = field(default_factory=deque)
    """The numbers of the things it has not answered for; it works on the first."""


def spread(
    make: Make[T, R], things: Sequence[T], chunks: Sequence[Sequence[int]], count: int
) -> Iterator[tuple[int, R | None]]:
    """The results of working on things, in the order in which they come; None: the process died of it.

    ``chunks`` says by their numbers which things are handed out together, ``count`` how many processes there
    are at most. Ends early, with results missing, only where no process can be started at all.
    """
    pool = _Pool(make, things, deque(chunks))
    try:
        pool.fill(count)
        while pool.workers:
            for pipe in wait(list(pool.workers)):
                yield from pool.answer(cast(Connection, pipe))
    finally:
        pool.end()


class _Pool(Generic[T, R]):
    """The processes at work, and what is still to be handed out."""

    def __init__(self, make: Make[T, R], things: Sequence[T], todo: deque[Sequence[int]]) -> None:
        work = make() if IS_CHEAP else None
        self.make: Make[T, R] = (lambda: work) if work else make
        self.things = things
        self.todo = todo
        self.deaths = 0
        self.workers: dict[Connection, _Worker[T]] = {}

    def fill(self, count: int) -> None:
        """Start processes, as many as there is work for and as the machine allows."""
        while self.todo and len(self.workers) < count and self._start():
            pass

    def answer(self, pipe: Connection) -> Iterator[tuple[int, R | None]]:
        """What a process has to say: a result, or nothing any more."""
        worker = self.workers[pipe]
        try:
            number, result = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._bury(worker)
            return
        worker.given.remove(number)
        if not worker.given:
            self._give(worker)
        yield number, result

    def end(self) -> None:
        """End all processes at once, whatever they do."""
        for worker in self.workers.values():
            worker.process.kill()
        for worker in self.workers.values():
            self._close(worker)

    def _start(self) -> bool:
        context = get_context("fork") if IS_CHEAP else get_context("spawn")
        ours, theirs = context.Pipe()
        copied = [ours, *self.workers] if IS_CHEAP else []
        process = context.Process(target=_serve, args=(theirs, self.make, copied), daemon=True)
        try:
            with _undisturbed():
                process.start()
        except OSError:  # no room for a further process
            ours.close()
            return False
        finally:
            theirs.close()
        worker: _Worker[T] = _Worker(process, ours)
        self.workers[ours] = worker
        self._give(worker)
        return True

    def _give(self, worker: _Worker[T]) -> None:
        """Hand out more work, or say that there is none."""
        worker.given = deque(self.todo.popleft() if self.todo else ())
        with suppress(OSError):  # it has died; that is noticed when its answer is read
            worker.pipe.send([(number, self.things[number]) for number in worker.given])
        if not worker.given:
            del self.workers[worker.pipe]
            self._close(worker)

    def _bury(self, worker: _Worker[T]) -> Iterator[tuple[int, None]]:
        """What a process that has died leaves: one thing it died of, and others that it did not come to."""
        del self.workers[worker.pipe]
        self._close(worker)
        self.deaths += 1
        yield worker.given.popleft(), None
        if worker.given:
            self.todo.appendleft(worker.given)
        if self.deaths < _MOST_DEATHS:
            self.fill(len(self.workers) + 1)
        else:
            yield from ((number, None) for chunk in self.todo for number in chunk)
            self.todo.clear()

    def _close(self, worker: _Worker[T]) -> None:
        worker.pipe.close()
        worker.process.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start a process in which Ctrl-C means nothing: this one ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, make: Make[T, R], copied: Sequence[Connection]) -> None:
    """Work on what is handed out until there is no more, or nobody is there any more to hand it out.

    ``copied`` are the other ends of pipes that came with a copy: while any is open, nobody seems to be gone.
    """
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for end in copied:
            end.close()
        work = make()
        while things := pipe.recv():
            for number, thing in things:
                pipe.send((number, work(thing)))
    finally:  # at once: what is left in buffers came with the copy and is the other process's to print
        os._exit(0)
