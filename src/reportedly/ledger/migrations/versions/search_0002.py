"""Full-text search in reports and mentions: FTS5 in SQLite, GIN indexes in PostgreSQL."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE VIRTUAL TABLE report_words USING fts5(headline, text, content='reports',"
    " content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE mention_words USING fts5(words, content='mentions',"
    " content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER reports_indexed AFTER INSERT ON reports BEGIN"
    " INSERT INTO report_words(rowid, headline, text) VALUES (new.seq, new.headline, new.text);"
    " END",
    "CREATE TRIGGER mentions_indexed AFTER INSERT ON mentions BEGIN"
    " INSERT INTO mention_words(rowid, words) VALUES (new.seq, new.words); END",
    "INSERT INTO report_words(report_words) VALUES ('rebuild')",
    "INSERT INTO mention_words(mention_words) VALUES ('rebuild')",
)
# PostgreSQL indexes a megabyte of words at most; 200,000 characters stay below it
POSTGRES = (
    "CREATE INDEX report_words ON reports USING gin (to_tsvector('english',"
    " left(coalesce(headline, '') || ' ' || text, 200000)))",
    "CREATE INDEX mention_words ON mentions USING gin (to_tsvector('english',"
    " left(words, 200000)))",
)


def upgrade() -> None:
    """Make the indexes and fill them with what is there."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if sqlite else POSTGRES:
        op.execute(statement)
