"""What the migrations make is what the tables declare, and what people wrote survives them."""

from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Inspector, inspect, text

from bot.errors import SchemaBehind
from bot.storage.engine import make_engine, reading, writing
from bot.storage.migrate import check, is_current, revisions, upgrade
from bot.storage.tables import metadata

pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index")

# For every revision, something people wrote while it was the latest: statements to run, and what must still
# be found when all later revisions have passed over it.
WRITTEN: dict[str, tuple[list[str], list[tuple[str, object]]]] = {
    "0001": (
        [
            """INSERT INTO members
               (id, team_id, user_id, name, zone, locale, digest_time, workdays, created_at)
               VALUES (1, 'T1', 'U1', 'Ann', 'UTC', 'en-US', '08:30:00.000000', '12345',
                       '2026-11-23 09:00:00.000000')""",
            """INSERT INTO contacts (id, member_id, name, name_key, search_text, do_not_contact, created_at)
               VALUES (1, 1, 'Jane Doe', 'jane doe', 'jane doe', false, '2026-11-23 09:00:00.000000')""",
            """INSERT INTO contacts (id, member_id, name, name_key, search_text, do_not_contact, created_at)
               VALUES (2, 1, 'Bob Marsh', 'bob marsh', 'bob marsh', false, '2026-11-23 09:00:00.000000')""",
            "UPDATE contacts SET introduced_by_id = 2 WHERE id = 1",
            """INSERT INTO contact_details (id, member_id, contact_id, kind, value, key, search_text)
               VALUES (1, 1, 1, 'email', 'Jane@Acme.com', 'jane@acme.com', 'jane@acme.com')""",
            """INSERT INTO interactions (id, member_id, kind, "on", text, direction, created_at)
               VALUES (1, 1, 'note', '2026-11-23', 'Likes jazz', 'mutual', '2026-11-23 09:00:00.000000')""",
            """INSERT INTO interaction_contacts (id, member_id, interaction_id, contact_id)
               VALUES (1, 1, 1, 1)""",
            """INSERT INTO tasks
               (id, member_id, kind, contact_id, due_on, state, shown, interaction_id, created_at)
               VALUES (1, 1, 'follow_up', 1, '2026-12-07', 'open', 0, 1, '2026-11-23 09:00:00.000000')""",
        ],
        [
            ("SELECT name FROM contacts WHERE id = 1", "Jane Doe"),
            ("SELECT value FROM contact_details WHERE contact_id = 1", "Jane@Acme.com"),
            ("SELECT text FROM interactions", "Likes jazz"),
            ("SELECT count(*) FROM interaction_contacts WHERE interaction_id = 1", 1),
            ("SELECT state FROM tasks WHERE contact_id = 1", "open"),
            ("SELECT gift FROM tasks", False),
            ("SELECT introducer_id FROM introductions WHERE contact_id = 1", 2),
            ("SELECT introducer_name FROM introductions WHERE state = 'met'", "Bob Marsh"),
            ("SELECT count(*) FROM introductions", 1),
        ],
    ),
    "0002": (
        [
            """INSERT INTO members
               (id, team_id, user_id, name, zone, locale, digest_time, workdays, created_at)
               VALUES (1, 'T1', 'U1', 'Ann', 'UTC', 'en-US', '08:30:00.000000', '12345',
                       '2026-11-23 09:00:00.000000')""",
            """INSERT INTO contacts (id, member_id, name, name_key, search_text, do_not_contact, created_at)
               VALUES (1, 1, 'Jane Doe', 'jane doe', 'jane doe', false, '2026-11-23 09:00:00.000000')""",
            """INSERT INTO contacts (id, member_id, name, name_key, search_text, do_not_contact, created_at)
               VALUES (2, 1, 'Bob Marsh', 'bob marsh', 'bob marsh', false, '2026-11-23 09:00:00.000000')""",
            """INSERT INTO introductions
               (id, member_id, kind, contact_id, "on", introducer_id, introducer_name, state, asked, created_at)
               VALUES (1, 1, 'received', 1, '2026-11-23', 2, 'Bob Marsh', 'introduced', 0,
                       '2026-11-23 09:00:00.000000')""",
            """INSERT INTO wins (id, member_id, contact_id, what, "on", created_at)
               VALUES (1, 1, 1, 'a contract', '2026-11-23', '2026-11-23 09:00:00.000000')""",
            """INSERT INTO tasks
               (id, member_id, kind, contact_id, due_on, state, shown, gift, given, introduction_id, win_id, created_at)
               VALUES (1, 1, 'thank_you', 2, '2026-12-07', 'done', 0, true, 'a book', 1, 1,
                       '2026-11-23 09:00:00.000000')""",
        ],
        [
            ("SELECT introducer_name FROM introductions WHERE contact_id = 1", "Bob Marsh"),
            ("SELECT what FROM wins", "a contract"),
            ("SELECT given FROM tasks WHERE introduction_id = 1", "a book"),
            ("SELECT fade FROM tasks", 0),
            ("SELECT untouched FROM members", 0),
        ],
    ),
    "0003": (
        [
            """INSERT INTO members
               (id, team_id, user_id, name, zone, locale, digest_time, workdays, paused_until, untouched, created_at)
               VALUES (1, 'T1', 'U1', 'Ann', 'UTC', 'en-US', '08:30:00.000000', '12345', '2026-12-07', 2,
                       '2026-11-23 09:00:00.000000')""",
            """INSERT INTO contacts (id, member_id, name, name_key, search_text, do_not_contact, created_at)
               VALUES (1, 1, 'Jane Doe', 'jane doe', 'jane doe', false, '2026-11-23 09:00:00.000000')""",
            """INSERT INTO tasks
               (id, member_id, kind, contact_id, due_on, state, shown, gift, repeat, shown_on, fade, kept, tries,
                created_at)
               VALUES (1, 1, 'follow_up', 1, '2026-12-07', 'open', 3, false, 'every 6 weeks', '2026-12-07', 2, true, 1,
                       '2026-11-23 09:00:00.000000')""",
        ],
        [
            ("SELECT untouched FROM members", 2),
            ("SELECT fade FROM tasks WHERE kept", 2),
            ("SELECT repeat FROM tasks", "every 6 weeks"),
        ],
    ),
    "0004": (
        ["""INSERT INTO rests (team_id, "until", history_pace) VALUES ('T1', '2026-11-23 09:00:00.000000', 2.4)"""],
        [("SELECT history_pace FROM rests WHERE team_id = 'T1'", 2.4)],
    ),
    "0005": (
        [
            """INSERT INTO members
               (id, team_id, user_id, name, zone, locale, digest_time, workdays, untouched, created_at)
               VALUES (1, 'T1', 'U1', 'Ann', 'UTC', 'en-US', '08:30:00.000000', '12345', 0,
                       '2026-11-23 09:00:00.000000')""",
            """INSERT INTO contacts (id, member_id, name, name_key, search_text, do_not_contact, created_at)
               VALUES (1, 1, 'Jane Doe', 'jane doe', 'jane doe', false, '2026-11-23 09:00:00.000000')""",
            """INSERT INTO drafts (id, member_id, contact_id, occasion, text, kept_at, sent_on, created_at)
               VALUES (1, 1, 1, 'thank_you', 'Hi Jane, thank you!', '2026-11-23 09:00:00.000000', '2026-11-23',
                       '2026-11-23 09:00:00.000000')""",
            """INSERT INTO drafts (id, member_id, contact_id, occasion, text, kept_at, created_at)
               VALUES (2, 1, 1, 'thank_you', 'Hi Jane, thank', '2026-11-23 09:00:00.000000',
                       '2026-11-23 09:00:00.000000')""",
            """INSERT INTO member_templates (id, member_id, occasion, circle, text, created_at)
               VALUES (1, 1, 'reconnect', 'friend', 'Yo {first}!', '2026-11-23 09:00:00.000000')""",
        ],
        [
            ("SELECT text FROM drafts WHERE sent_on IS NOT NULL", "Hi Jane, thank you!"),
            ("SELECT text FROM drafts WHERE sent_on IS NULL", "Hi Jane, thank"),
            ("SELECT text FROM member_templates WHERE circle = 'friend'", "Yo {first}!"),
        ],
    ),
    "0006": (
        [
            """INSERT INTO members
               (id, team_id, user_id, name, zone, locale, digest_time, workdays, untouched, cadences, suggest_on,
                unpressed, created_at)
               VALUES (1, 'T1', 'U1', 'Ann', 'UTC', 'en-US', '08:30:00.000000', '12345', 0,
                       '{"friend": "FREQ=MONTHLY"}', '2026-12-08', 2, '2026-11-23 09:00:00.000000')""",
            """INSERT INTO contacts
               (id, member_id, name, name_key, search_text, do_not_contact, cadence, never_suggested, rests_until,
                closeness, created_at)
               VALUES (1, 1, 'Jane Doe', 'jane doe', 'jane doe', false, 'FREQ=WEEKLY;INTERVAL=6', false, '2027-05-22',
                       'close', '2026-11-23 09:00:00.000000')""",
            """INSERT INTO situations (id, member_id, text, "on", audience, created_at)
               VALUES (1, 1, 'leaving Acme', '2026-11-23', 'talked', '2026-11-23 09:00:00.000000')""",
            """INSERT INTO tellings (id, member_id, situation_id, contact_id, "on")
               VALUES (1, 1, 1, 1, '2026-11-24')""",
        ],
        [
            ("SELECT unpressed FROM members", 2),
            ("SELECT cadence FROM contacts", "FREQ=WEEKLY;INTERVAL=6"),
            ("SELECT closeness FROM contacts", "close"),
            ("SELECT s.text FROM situations s JOIN tellings t ON t.situation_id = s.id", "leaving Acme"),
        ],
    ),
    "0007": (
        [
            """INSERT INTO members
               (id, team_id, user_id, name, zone, locale, digest_time, workdays, untouched, unpressed, exported_on,
                created_at)
               VALUES (1, 'T1', 'U1', 'Ann', 'UTC', 'en-US', '08:30:00.000000', '12345', 0, 0, '2026-11-23',
                       '2026-11-23 09:00:00.000000')""",
            """INSERT INTO contacts
               (id, member_id, name, name_key, search_text, do_not_contact, never_suggested, connected_on,
                created_at)
               VALUES (1, 1, 'Jane Doe', 'jane doe', 'jane doe', false, false, '2024-03-05',
                       '2026-11-23 09:00:00.000000')""",
            """INSERT INTO imports (id, member_id, name, mapping, columns, taken, new, known, merged, moved, unread,
                                    unreadable, created_at)
               VALUES (1, 1, 'Connections.csv', '{}', '[]', 1, 1, 0, 0, 0, 0, '[]', '2026-11-23 09:00:00.000000')""",
            """INSERT INTO imported (id, member_id, import_id, "rows") VALUES (1, 1, 1, '{"added": {}}')""",
            """INSERT INTO jobs (id, member_id, kind, import_id, then_forget, state, attempts, created_at)
               VALUES (1, 1, 'import', 1, false, 'waiting', 0, '2026-11-23 09:00:00.000000')""",
            "INSERT INTO distinct_pairs (id, member_id, contact_id, other_id) VALUES (1, 1, 1, 1)",
        ],
        [
            ("SELECT new FROM imports", 1),
            ("SELECT count(*) FROM imported WHERE import_id = 1", 1),
            ("SELECT state FROM jobs", "waiting"),
            ("SELECT other_id FROM distinct_pairs", 1),
            ("SELECT digest_people FROM members", 5),
            ("SELECT hide_names FROM members", False),
        ],
    ),
    "0008": (
        [
            """INSERT INTO installations (team_id, is_org, name, bot_token, installed_at, locked_at)
               VALUES ('T1', false, 'Acme', 'sealed', '2026-11-23 09:00:00.000000', '2026-11-24 09:00:00.000000')""",
            "INSERT INTO oauth_states (state, expires_at) VALUES ('abc', '2026-11-23 09:10:00.000000')",
        ],
        [
            ("SELECT bot_token FROM installations WHERE team_id = 'T1' AND locked_at IS NOT NULL", "sealed"),
            ("SELECT count(*) FROM oauth_states WHERE state = 'abc'", 1),
        ],
    ),
    "0009": (
        [
            """INSERT INTO members
               (id, team_id, user_id, name, zone, own_zone, locale, own_locale, digest_time, workdays, digest_people,
                hide_names, untouched, unpressed, created_at)
               VALUES (1, 'T1', 'U1', 'Ann', 'Europe/Berlin', true, 'de-DE', true, '08:30:00.000000', '135', 3,
                       true, 0, 0, '2026-11-23 09:00:00.000000')""",
        ],
        [
            ("SELECT workdays FROM members WHERE own_zone AND own_locale AND hide_names", "135"),
            ("SELECT digest_people FROM members", 3),
        ],
    ),
}


@pytest.fixture
def empty_engine(empty_url: str):
    engine = make_engine(empty_url)
    yield engine
    engine.dispose()


def test_every_revision_has_something_written_in_it():
    assert list(WRITTEN) == revisions()


@pytest.mark.parametrize("revision", revisions())
def test_what_was_written_survives_every_later_revision(empty_engine: Engine, revision: str):
    statements, expected = WRITTEN[revision]
    upgrade(empty_engine, revision)
    with writing(empty_engine) as connection:
        for statement in statements:
            connection.execute(text(statement))
    upgrade(empty_engine)
    with reading(empty_engine) as connection:
        for query, value in expected:
            assert connection.scalar(text(query)) == value
    assert is_current(empty_engine)


def test_migrated_is_declared(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrated_is_declared_to_the_letter(engine: Engine, empty_engine: Engine):
    """Alembic compares neither conditions of indexes nor, on SQLite, indexes over expressions."""
    with empty_engine.begin() as connection:
        metadata.create_all(connection)
    assert described(engine) == described(empty_engine)


def test_a_new_database_is_behind_until_it_is_migrated(empty_engine: Engine):
    assert not is_current(empty_engine)
    with pytest.raises(SchemaBehind, match="python -m bot migrate"):
        check(empty_engine)
    upgrade(empty_engine)
    assert is_current(empty_engine)
    check(empty_engine)


def test_a_database_of_a_later_version_is_left_alone(engine: Engine):
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        for refuse in (check, upgrade):
            with pytest.raises(SchemaBehind, match="later version"):
                refuse(engine)
    finally:
        with writing(engine) as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{revisions()[-1]}'"))


def test_two_may_migrate_at_once(empty_url: str):
    engines = [make_engine(empty_url) for _ in range(4)]
    threads = [Thread(target=upgrade, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(is_current(engine) for engine in engines)
    for engine in engines:
        engine.dispose()


def test_a_migration_that_fails_leaves_nothing(empty_engine: Engine, monkeypatch):
    def interrupted(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("alembic.operations.Operations.create_index", interrupted)
        with pytest.raises(ZeroDivisionError):
            upgrade(empty_engine)
    assert inspect(empty_engine).get_table_names() == []
    upgrade(empty_engine)


def test_foreign_keys_are_on_again_after_migrating(empty_engine: Engine):
    upgrade(empty_engine)
    if empty_engine.dialect.name == "sqlite":
        with reading(empty_engine) as connection:
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_migration_may_not_leave_rows_that_point_nowhere(tmp_path, monkeypatch):
    """PostgreSQL sees to that by itself."""
    engine = make_engine(f"sqlite:///{tmp_path}/book.db")
    upgrade(engine)

    def orphan(config: Config, _revision: str) -> None:
        config.attributes["connection"].execute(text(WRITTEN["0001"][0][1]))

    with monkeypatch.context() as patch, pytest.raises(RuntimeError, match="point nowhere"):
        patch.setattr("bot.storage.migrate.command.upgrade", orphan)
        upgrade(engine)
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM contacts")) == 0
    engine.dispose()


def described(engine: Engine) -> object:
    """All that a database knows of its tables, but for Alembic's own, in an order of no importance."""
    with engine.connect() as connection:
        found = inspect(connection)
        names = set(found.get_table_names()) - {"alembic_version"}
        return {name: _table(found, name) for name in names}, _indexes(connection)


def _table(found: Inspector, name: str) -> dict[str, object]:
    return {
        "columns": {
            c["name"]: (str(c["type"]), c["nullable"], c.get("autoincrement")) for c in found.get_columns(name)
        },
        "primary key": found.get_pk_constraint(name),
        "foreign keys": {key["name"]: key for key in found.get_foreign_keys(name)},
        "unique": {key["name"]: key["column_names"] for key in found.get_unique_constraints(name)},
        "checks": found.get_check_constraints(name),
    }


def _indexes(connection: Connection) -> set[str]:
    """As the database writes them itself."""
    query = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE tablename NOT LIKE 'alembic%' AND schemaname = 'public'",
    }
    return {" ".join(sql.split()) for sql in connection.scalars(text(query[connection.dialect.name]))}
