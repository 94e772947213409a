"""The tables of a ledger, the same in SQLite and PostgreSQL.

Nouns with many parts are kept whole, as JSON, beside the columns that are searched and counted.
Reports and their mentions never change; what linking makes of them (claims, origins, derivations,
loops, stories) is replaced; judgements are only ever appended. Every row that the product made
names the run that made it. Full-text indexes are the migration's (``search.py`` says how).
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = "0002"
"""What this code reads and writes: the last migration's number."""

VERSION_TABLE = "reportedly_version"

tables = MetaData()

state = Table(
    "state",
    tables,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),  # goes up whenever linking or judging writes
)

runs = Table(
    "runs",
    tables,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("settings", Text, nullable=False),
)


def _run(nullable: bool = False) -> Column[int]:
    return Column("run", Integer, ForeignKey("runs.id"), nullable=nullable)


stories = Table(
    "stories",
    tables,
    Column("id", Text, primary_key=True),
    Column("label", Text, nullable=False),
    _run(),
)

reports = Table(
    "reports",
    tables,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),  # the id it came with
    Column("digest", Text, nullable=False),  # of its text, outlet and address
    Column("version_key", Text, nullable=False),  # what its versions have in common
    Column("supersedes", Text, ForeignKey("reports.id")),
    Column("outlet", Text),
    Column("url", Text),
    Column("headline", Text),
    Column("published", Text),  # as the report gives it
    Column("moment", Text),  # the same in UTC: sorts by time
    Column("language", Text),
    Column("words", Integer, nullable=False),
    Column("story", Text, ForeignKey("stories.id")),
    Column("linked", Boolean, nullable=False, default=False),
    _run(),
    Column("text", Text, nullable=False),
    Column("reading", Text, nullable=False),
    UniqueConstraint("id", name="reports_id"),
    UniqueConstraint("digest", name="reports_digest"),
    Index("reports_by_version", "version_key", "seq"),
    Index("reports_by_story", "story"),
    Index("reports_by_outlet", "outlet"),
    Index("reports_by_link", "linked", "moment"),
)

keys = Table(
    "keys",
    tables,
    Column("key", Text, primary_key=True),
    Column("report", Integer, ForeignKey("reports.seq"), primary_key=True),
    Column("weight", Float, nullable=False),
    Index("keys_by_report", "report"),
    sqlite_with_rowid=False,  # so that the weight stands in the index
)

claims = Table(
    "claims",
    tables,
    Column("id", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("story", Text, ForeignKey("stories.id")),
    Column("mentions", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("denials", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("first", Text),
    Column("last", Text),
    _run(),
    Index("claims_by_story", "story"),
)

answers = Table(  # apart from the claims, so that listing them reads little
    "answers",
    tables,
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("data", Text, nullable=False),
)

mentions = Table(
    "mentions",
    tables,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("source_name", Text),
    Column("origin", Text),
    Column("claim", Text, ForeignKey("claims.id")),
    _run(),
    Column("linked_by", Integer, ForeignKey("runs.id")),
    Column("data", Text, nullable=False),  # as it was made ready
    Column("linked", Text),  # as linking left it, where that differs
    UniqueConstraint("id", name="mentions_id"),
    Index("mentions_by_report", "report"),
    Index("mentions_by_claim", "claim", "report", "stance"),
    Index("mentions_by_origin", "origin", "report", "claim", "stance"),
    Index("mentions_by_source", "source_name", "claim"),
)

vectors = Table(  # apart from the mentions, so that looking for near ones reads vectors only
    "vectors",
    tables,
    Column("mention", Integer, ForeignKey("mentions.seq"), primary_key=True, autoincrement=False),
    Column("vector", LargeBinary, nullable=False),  # float16, little-endian
)

origins = Table(
    "origins",
    tables,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("outlet", Text),
    _run(),
)

derivations = Table(
    "derivations",
    tables,
    Column("report", Text, ForeignKey("reports.id"), primary_key=True),
    Column("source", Text, ForeignKey("reports.id"), primary_key=True),
    Column("debt", Text, primary_key=True),
    Column("data", Text, nullable=False),
    _run(),
    Index("derivations_by_source", "source"),
)

loops = Table(
    "loops",
    tables,
    Column("id", Text, primary_key=True),  # the ids of its reports, from the smallest on
    Column("data", Text, nullable=False),
    _run(),
)

judgements = Table(
    "judgements",
    tables,
    Column("id", Integer, primary_key=True),
    Column("verb", Text, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text, nullable=False),
)
