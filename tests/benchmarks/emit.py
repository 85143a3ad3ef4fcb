"""Steps as YAML text, in the mix of block and flow style people write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from textwrap import wrap
from typing import TypeAlias

Value: TypeAlias = "str | list[str] | dict[str, Value]"


@dataclass
class Step:
    """A step of the generated file; ``fields`` includes its ``kind``."""

    id: str
    fields: dict[str, Value] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What kind of step it is."""
        return str(self.fields["kind"])


def write_steps(steps: list[Step], seed: int) -> str:
    """The map ``steps``. The style of a step depends on the seed and its place only."""
    return "steps:\n" + "".join(_step(step, Random(f"{seed}/{i}").random()) for i, step in enumerate(steps))


def _step(step: Step, luck: float) -> str:
    if luck < 0.6 and not step.fields.keys() & {"prompt", "question", "note"}:
        return f"  {step.id}: {_flow(step.fields)}\n"
    lines = "".join(_field(name, value, luck) for name, value in step.fields.items())
    return f"  {step.id}:\n{lines}\n"


def _field(name: str, value: Value, luck: float) -> str:
    if name == "prompt" and isinstance(value, str) and luck > 0.8:
        return "    prompt: >-\n" + "".join(f"      {line}\n" for line in wrap(value, 90))
    if name in ("keys", "answers") and isinstance(value, Mapping) and len(value) > 1:
        return f"    {name}:\n" + "".join(f"      {_key(key)}: {_flow(to)}\n" for key, to in value.items())
    return f"    {name}: {_flow(value)}\n"


def _flow(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    return "{" + ", ".join(f"{_key(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"


def _key(key: str) -> str:
    return f'"{key}"' if key in ("*", "#") else key
