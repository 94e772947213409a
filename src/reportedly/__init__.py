"""Reads news reports and shows who says what, on whose word.

>>> reading = reportedly.read(text="The dam is safe, the mayor said.")
>>> [span.text for a in reading.attributions for span in a.source]
['the mayor']

What is named here is public and stays; everything else may change (``docs/public-api.md``).
Importing is light: a model is loaded at the first reading, nothing is fetched.
"""

from __future__ import annotations

from reportedly.errors import ConfigError as ConfigError
from reportedly.errors import DecodeError as DecodeError
from reportedly.errors import FormatError as FormatError
from reportedly.errors import LedgerError as LedgerError
from reportedly.errors import MissingExtra as MissingExtra
from reportedly.errors import ModelError as ModelError
from reportedly.errors import NotFound as NotFound
from reportedly.errors import ReadError as ReadError
from reportedly.errors import ReportedlyError as ReportedlyError
from reportedly.errors import SpanError as SpanError
from reportedly.errors import UnsupportedFormat as UnsupportedFormat
from reportedly.ledger.answers import ClaimQuery as ClaimQuery
from reportedly.ledger.ledger import Ledger as Ledger
from reportedly.model import Attribution as Attribution
from reportedly.model import Evidence as Evidence
from reportedly.model import Failure as Failure
from reportedly.model import Figure as Figure
from reportedly.model import Form as Form
from reportedly.model import Hop as Hop
from reportedly.model import Kind as Kind
from reportedly.model import Location as Location
from reportedly.model import Party as Party
from reportedly.model import Place as Place
from reportedly.model import Reading as Reading
from reportedly.model import Report as Report
from reportedly.model import Span as Span
from reportedly.model import Stance as Stance
from reportedly.model import When as When
from reportedly.reading import Options as Options
from reportedly.reading import read as read
from reportedly.reading import read_many as read_many

__version__ = "0.1.0"
