"""JSON for people and for programs that want one document: an object, or an array of several."""

from __future__ import annotations

import re
from typing import TextIO

from reportedly.model import Reading, dumps

# A line break never stands inside a JSON string, so this finds pairs of offsets only.
_PAIR = re.compile(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]")


class Json:
    """Writes one reading as an object, several as an array; no reading is an empty array."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._first: str | None = None
        self._count = 0

    def one(self, reading: Reading) -> None:
        """Write the reading; the first is held back until it is known whether it is alone."""
        text = _PAIR.sub(r"[\1, \2]", dumps(reading.to_dict(), indent=2))
        self._count += 1
        if self._count == 1:
            self._first = text
            return
        if self._first is not None:
            self._out.write("[\n" + self._first)
            self._first = None
        self._out.write(",\n" + text)

    def close(self) -> None:
        """Write the only object, or close the array."""
        if self._count > 1:
            self._out.write("\n]\n")
        else:
            self._out.write((self._first or "[]") + "\n")
