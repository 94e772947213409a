"""Everything that can go wrong, as one tree.

::

    ReportedlyError
    ├── ReadError            a report could not be read (carries its path)
    │   ├── UnsupportedFormat    the input is not text, a page or JSON Lines
    │   └── DecodeError          its bytes are not text in any encoding tried
    ├── SpanError            a span does not hold in its report's text
    ├── LedgerError          a ledger cannot be opened, read or written
    │   └── NotFound             it holds nothing of that id
    ├── FormatError          data in one of our own formats is malformed
    ├── ModelError           the extraction model is missing or broken
    ├── ConfigError          an option has a value that cannot be used
    └── MissingExtra         an optional package is needed (also an ImportError)

Each message is one line that says what, where and what to do.
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Any error raised on purpose by reportedly."""


class ReadError(ReportedlyError):
    """A report could not be read.

    Args:
        where: the path, URL or record that failed.
        what: what is wrong and what to do, without a final stop.
    """

    def __init__(self, where: str, what: str) -> None:
        super().__init__(where, what)
        self.where = where
        self.what = what

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class UnsupportedFormat(ReadError):
    """The input is not plain text, an HTML page or JSON Lines."""


class DecodeError(ReadError):
    """The bytes are not text in any encoding that was tried."""


class SpanError(ReportedlyError, ValueError):
    """A span lies outside its text, or its words are not what it says they are."""


class FormatError(ReportedlyError, ValueError):
    """Data in one of our own formats is malformed."""


class LedgerError(ReportedlyError):
    """A ledger cannot be opened, read or written; what it holds is as it was."""


class NotFound(LedgerError, KeyError):
    """The ledger holds no claim, report, story or judgement of that id."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class ModelError(ReportedlyError):
    """The extraction model is missing, broken or of another version."""


class ConfigError(ReportedlyError, ValueError):
    """An option has a value that cannot be used."""


class MissingExtra(ReportedlyError, ImportError):
    """An optional package is needed for what was asked.

    Args:
        extra: the extra that installs it, as in ``pip install reportedly[extra]``.
        purpose: what it is needed for.
    """

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs an optional package: pip install 'reportedly[{extra}]'")
        self.extra = extra
