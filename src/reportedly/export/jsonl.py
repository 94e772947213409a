"""JSON Lines: one read report a line, in the order of the input."""

from __future__ import annotations

from typing import TextIO

from reportedly.model import Reading, dumps


class JsonLines:
    """Writes each reading as one line of JSON."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def one(self, reading: Reading) -> None:
        """Write one line."""
        self._out.write(dumps(reading.to_dict()) + "\n")

    def close(self) -> None:
        """Nothing follows the last line."""
