"""Sorted lists of half-open stretches of time, in minutes, that do not touch each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

Interval = tuple[int, int]
"""The first minute, and the first minute after."""

Intervals = Sequence[Interval]


def merge(pieces: Iterable[Interval]) -> list[Interval]:
    """The same time with overlapping and touching pieces joined, in order."""
    merged: list[Interval] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        elif start < end:
            merged.append((start, end))
    return merged


def window(intervals: Intervals, first: int, last: int) -> list[Interval]:
    """What lies between the minutes ``first`` and ``last`` (not included), cut off at both."""
    begin = bisect_right(intervals, first, key=lambda one: one[1])
    end = bisect_left(intervals, last, key=lambda one: one[0])
    return [(max(a, first), min(b, last)) for a, b in intervals[begin:end]]


def around(minute: int, intervals: Intervals) -> Interval:
    """The one interval a minute lies in; there must be one."""
    return intervals[bisect_right(intervals, minute, key=lambda one: one[0]) - 1]


def shared(one: Intervals, other: Intervals) -> list[Interval]:
    """The time that lies in both."""
    return [piece for start, end in one for piece in window(other, start, end)]


def complement(intervals: Intervals, first: int, last: int) -> list[Interval]:
    """The time between the minutes ``first`` and ``last`` that lies in none of them."""
    inside = window(intervals, first, last)
    starts = [first, *(end for _, end in inside)]
    ends = [*(start for start, _ in inside), last]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def length(intervals: Intervals) -> int:
    """How long it all is, in minutes."""
    return sum(end - start for start, end in intervals)
