"""Bringing a database up to this version of Goodword, all of it or nothing, one process at a time."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from bot.errors import SchemaBehind
from bot.storage.engine import reading, translated

LOCK_WAIT = 60  # seconds
_LOCK_NUMBER = 4_736_277_003  # any number, as long as nobody else in the database takes it


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Migrate a database, empty or of an earlier version; two processes may try at once.

    Raises:
        Busy: somebody else held the database for a minute.
        SchemaBehind: the database is of a later version than this one.
    """
    with translated(), _alone(engine) as connection:
        _check_known(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def is_current(engine: Engine) -> bool:
    """Whether a database has just the tables that this version expects."""
    with reading(engine) as connection:
        return _revision(connection) == _scripts().get_current_head()


def check(engine: Engine) -> None:
    """Refuse to work on a database of another version.

    Raises:
        SchemaBehind: with what to do about it.
    """
    with reading(engine) as connection:
        _check_known(connection)
    if not is_current(engine):
        raise SchemaBehind


def revisions() -> list[str]:
    """Every version there was, the first one first."""
    return [script.revision for script in _scripts().walk_revisions()][::-1]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _check_known(connection: Connection) -> None:
    if _revision(connection) not in (None, *revisions()):
        raise SchemaBehind("The database is of a later version of Goodword. Install that version.")


def _alone(engine: Engine) -> AbstractContextManager[Connection]:
    return _alone_on_sqlite(engine) if engine.dialect.name == "sqlite" else _alone_on_postgresql(engine)


@contextmanager
def _alone_on_sqlite(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        connection.detach()  # how it is set up here must not get back into the pool
        connection.execution_options(lock_wait=LOCK_WAIT)
        # With them on, rebuilding a table to alter it would empty those that cascade from it.
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            yield connection
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"the migration left rows that point nowhere: {broken[:5]}")


@contextmanager
def _alone_on_postgresql(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        connection.execute(text(f"SET LOCAL lock_timeout = {LOCK_WAIT * 1000}"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK_NUMBER})
        yield connection
