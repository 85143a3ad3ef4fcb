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
    begun = last = -1
    for start, end in sorted(pieces):
        if start > last:
            if begun < last:
                merged.append((begun, last))
            begun, last = start, end
        elif end > last:
            last = end
    if begun < last:
        merged.append((begun, last))
    return merged


def window(intervals: Intervals, first: int, last: int) -> list[Interval]:
    """What lies between the minutes ``first`` and ``last`` (not included), cut off at both."""
    begin = bisect_right(intervals, first, key=lambda one: one[1])
    end = bisect_left(intervals, last, key=lambda one: one[0])
    inside = list(intervals[begin:end])
    if inside:
        inside[0] = (max(inside[0][0], first), inside[0][1])
        inside[-1] = (inside[-1][0], min(inside[-1][1], last))
    return inside


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
