"""The only room with SQL: one SQLite file, an append-only journal. It decides nothing."""
