"""Where books are kept: SQLite or PostgreSQL, through SQLAlchemy. Knows nothing of Slack."""
