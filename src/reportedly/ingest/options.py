"""What a caller may choose about reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from reportedly.errors import ConfigError

Format = Literal["auto", "text", "html", "jsonl"]

MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How inputs are read, and what to say of them where they do not say it themselves.

    Attributes:
        outlet: who published the reports; where given it wins over what a report says.
        published: when they were published; where given it wins over what a report says.
        format: what the inputs are; ``auto`` tells by the content, its type and its name.
        max_bytes: the largest report, page or record that is read; JSON Lines as a whole have
            no limit.
    """

    outlet: str | None = None
    published: datetime | None = None
    format: Format = "auto"
    max_bytes: int = MAX_BYTES

    def __post_init__(self) -> None:
        if self.format not in get_args(Format):
            raise ConfigError(
                f"format is {self.format!r}: choose one of {', '.join(get_args(Format))}"
            )
        if self.max_bytes < 1:
            raise ConfigError(f"max_bytes is {self.max_bytes}: it must be 1 or more")


def megabytes(count: int) -> str:
    """A number of bytes for people.

    >>> megabytes(20_000_000), megabytes(1_500)
    ('20 MB', '1.5 kB')
    """
    unit, size = ("MB", count / 1e6) if count >= 1_000_000 else ("kB", count / 1e3)
    return f"{size:.3g} {unit}"
