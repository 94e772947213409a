"""What stands beside a time and narrows it: hours, parts, "the end of", "no later than"."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.resolve.calendar import Stretch, around, third
from reportedly.resolve.relative import so_far
from reportedly.resolve.timewords import Value
from reportedly.resolve.told import DAYLIKE, NOWHERE, Scene, Told


def clock(scene: Scene) -> tuple[Told, ...]:
    """An hour with no day beside it: on the day told just before in its sentence."""
    marked = scene.has("q") or scene.has("c")
    if not marked and (scene.before not in "@~bAB" or not scene.has("C") or scene.after[:1] == "%"):
        return ()
    granularity = "minute" if scene.has("CHY") and scene.number("C") is None else "hour"
    if scene.has("C") and scene.words.first("C", scene.left, scene.right) == "hour":
        granularity = "hour"
    base, words = scene.base, scene.words
    rough = any(v == "rough" for v in words.values[scene.left : scene.right])
    told = replace(scene.told(None, granularity), approximate=rough)
    if base is None or base.granularity not in DAYLIKE or base.right > scene.left:
        return (told,)
    between = words.text[words.ends[base.right - 1] : words.starts[scene.left]]
    if re.search(r"[.!?;:]\s|\n", between):
        return (told,)
    return (replace(told, stretch=base.stretch, anchor=scene.base_words),)


def parted(told: Told, scene: Scene) -> Told:
    """The time narrowed by what stands before it: "late", "the end of", "shortly before noon"."""
    pre, words = scene.pre, scene.words
    left = scene.left - len(pre)
    beside_core = [*range(left, scene.left), *range(scene.right, told.right)]
    rough = any(words.values[i] == "rough" for i in beside_core if words.kinds[i] == "~")
    told = replace(told, left=min(left, told.left), approximate=told.approximate or rough)
    parts = [words.values[i] for i in range(left, scene.left) if words.kinds[i] in "eEm"]
    if "m~" in pre:
        return _bounded(told, str(parts[0]), parts[1:], scene)
    if "u" in pre:
        return _unit_of(told, words.unit(left, scene.left), scene)
    if told.granularity in DAYLIKE:
        return replace(told, granularity=_hour_of(scene, left, told.right) or told.granularity)
    if not parts or not told.closed:
        return told
    if "m" in pre or parts[0] == "rest":
        return replace(told, stretch=so_far(scene, told.stretch))
    return replace(told, stretch=third(told.stretch, str(parts[0])), approximate=True)


def _bounded(told: Told, side: str, parts: list[Value], scene: Scene) -> Told:
    """As in "no later than June 1"; without its "no" the comparison tells nothing."""
    words, left = scene.words, scene.left - len(scene.pre)
    while words.kinds[left] != "m":
        left += 1
    stretch = third(told.stretch, str(parts[0])) if parts else told.stretch
    before = words.text[max(0, words.starts[left] - 4) : words.starts[left]].lower()
    if not before.endswith(("no ", "not ")):
        return replace(told, left=scene.left, stretch=stretch, approximate=bool(parts))
    late = side == "late"
    ends = Stretch(None, stretch.last) if late else Stretch(stretch.first, None)
    return replace(told, left=left, stretch=ends, approximate=False)


def _unit_of(told: Told, unit: str, scene: Scene) -> Told:
    """As in "the week of March 2", "the weekend of July 4": the one that holds the day."""
    first = told.stretch.first
    if told.granularity not in DAYLIKE or unit not in ("week", "weekend"):
        return replace(told, left=scene.left)
    return replace(told, stretch=around(first, unit) if first else NOWHERE, granularity=unit)


def _hour_of(scene: Scene, left: int, right: int) -> str | None:
    """By what a day is told more narrowly, or None."""
    kinds, words = scene.words.kinds, scene.words
    around_core = [i for i in range(left, right) if i < scene.left or i >= scene.right]
    spelled = "".join(kinds[i] for i in around_core)
    if "C" in spelled:
        values = {words.values[i] for i in around_core if kinds[i] == "C"}
        return "minute" if "minute" in values else "hour"
    if "q" in spelled:
        return "minute" if set(spelled) & set("HY") else "hour"
    if "c" in spelled:
        return "hour"
    return "part of day" if set(spelled) & set("peEmz") else None
