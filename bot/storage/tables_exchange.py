"""The tables behind files that come in and go out."""

from sqlalchemy import JSON, Boolean, Column, Integer, Text, text

from bot.domain.jobs import JobKind, JobState
from bot.storage.columns import Id, Instant, Word
from bot.storage.schema import index_on, index_where, needed, owned, part_of

imports = owned(
    "imports",
    needed("name"),
    Column("file_id", Text),
    needed("mapping", JSON),
    Column("format", Text),
    needed("columns", JSON),
    needed("taken", Integer),
    Column("total", Integer),
    needed("new", Integer),
    needed("known", Integer),
    needed("merged", Integer),
    needed("moved", Integer),
    needed("unread", Integer),
    needed("unreadable", JSON),
    Column("channel", Text),
    Column("ts", Text),
    Column("begun_at", Instant),
    Column("finished_at", Instant),
    Column("undone_at", Instant),
    needed("created_at", Instant),
)

# What an import put into the book, piece by piece: the numbers of the rows it added, and those it changed as they were.
imported = owned(
    "imported",
    needed("import_id", Id),
    needed("rows", JSON),
    part_of("imports", "import_id"),
)

jobs = owned(
    "jobs",
    needed("kind", Word(JobKind)),
    Column("import_id", Id),
    needed("then_forget", Boolean),
    needed("state", Word(JobState)),
    Column("leased_until", Instant),
    Column("retry_at", Instant),
    needed("attempts", Integer),
    Column("error", Text),
    Column("channel", Text),
    Column("ts", Text),
    needed("created_at", Instant),
    part_of("imports", "import_id"),
)

# Pairs of contacts of which the member said that they are two people; the lower number comes first.
distinct_pairs = owned(
    "distinct_pairs",
    needed("contact_id", Id),
    needed("other_id", Id),
    part_of("contacts", "contact_id"),
    part_of("contacts", "other_id"),
)

index_on(imported, "member_id", "import_id")
index_on(imports, "member_id", "created_at")
index_where("ix_jobs_waiting", text("state = 'waiting'"), jobs.c.id)
index_on(jobs, "member_id", "import_id")
index_on(distinct_pairs, "member_id", "contact_id")
index_on(distinct_pairs, "member_id", "other_id")
