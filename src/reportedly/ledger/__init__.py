"""The ledger: claims of many reports, kept in SQLite or PostgreSQL."""
