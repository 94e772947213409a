"""The attributions of a reading as numbered rows, with the chain that each is nested in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.model import Attribution, Form, Reading


@dataclass(frozen=True, slots=True)
class Row:
    """An attribution with its number in the reading and those around it, nearest first."""

    number: int
    attribution: Attribution
    chain: tuple[Row, ...] = ()


def rows(reading: Reading) -> Iterator[Row]:
    """The rows of a reading, numbered from 1 in its order."""
    single = {a.id: Row(number, a) for number, a in enumerate(reading.attributions, 1)}
    for number, attribution in enumerate(reading.attributions, 1):
        chain: list[Row] = []
        parent = attribution.nested_in
        seen = {attribution.id}
        while parent in single and parent not in seen:  # data read back may point in a circle
            seen.add(parent)
            chain.append(single[parent])
            parent = single[parent].attribution.nested_in
        yield Row(number, attribution, tuple(chain))


def totals(reading: Reading) -> str:
    """How many attributions there are, of which forms, nested, and without a source."""
    count = len(reading.attributions)
    if not count:
        return "no attribution found"
    forms = Counter(a.form for a in reading.attributions)
    parts = [f"{forms[form]} {form.value}" for form in Form if forms[form]]
    nested = sum(1 for row in rows(reading) if row.chain)
    bare = sum(1 for a in reading.attributions if not a.source)
    parts += [f"{nested} nested"] if nested else []
    parts += [f"{bare} with no source given"] if bare else []
    return f"{count} attribution{'s' if count > 1 else ''}: {', '.join(parts)}"
