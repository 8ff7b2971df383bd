"""Opening the database, and the two kinds of transaction everything runs in.

SQLite takes one writer at a time. Within a process writers queue on a lock, which is fair and cheap; between
processes they queue on SQLite's own. Together the two waits stay under the three seconds Slack gives a reply.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidatePoolError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import Busy, DatabaseUnavailable, GoodwordError, NotInBook

LOCK_WAIT = 2.0  # seconds
CONNECT_WAIT = 5  # seconds
IDLE = 1.0  # seconds
TRIES = 20  # of what must not be lost, a moment apart: the database may be restarting
MOMENT = 1.0  # seconds

T = TypeVar("T")

# Driver error codes, by what they mean for whoever asked.
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, "55P03", "40P01", "40001"}
NO_SUCH_PARENT = {sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, "23503"}
NOT_UNIQUE = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, "23505"}


def make_engine(url: str, *, threads: int = 10) -> Engine:
    """Open a database, creating the folder of a SQLite file.

    Args:
        url: `sqlite:///path` (relative to the working directory), `postgres://` or `postgresql://`.
        threads: how many threads may each hold a connection at once.

    Raises:
        DatabaseUnavailable: it can't be opened; the password is not in the error.
    """
    parsed = _parse(url)
    try:
        engine = _sqlite(parsed, threads) if parsed.drivername == "sqlite" else _postgresql(parsed, threads)
        engine.connect().close()
    except (DBAPIError, OSError) as error:
        raise _unavailable(parsed, error) from error
    return engine


@contextmanager
def writing(engine: Engine, *, lasting: bool = True) -> Iterator[Connection]:
    """A transaction that may write: committed on a clean exit, rolled back on any error.

    Args:
        lasting: it is to outlive a power cut, too, and not only this process; SQLite's others wait for the disk then.

    Raises:
        Busy: others kept writing for two seconds.
        NotInBook: a row was to point to one that isn't there or is another member's.
    """
    with translated(), _turn(engine) as seconds_left, engine.connect() as connection:
        connection.execution_options(lock_wait=seconds_left, lasting=lasting)
        with connection.begin():
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads; on SQLite it neither waits for a writer nor holds one up."""
    with translated(), engine.connect() as connection:
        connection.execution_options(reads_only=True, postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def translated() -> Iterator[None]:
    """Turn the database's own errors into Goodword's where it has one."""
    try:
        yield
    except NoConnectionLeft as error:
        raise Busy from error
    except DBAPIError as error:
        if known := _known(error):
            raise known from error
        raise


def patiently(work: Callable[[], T]) -> T:
    """Do what must not be lost, again and again for a while when the database is busy or being restarted.

    Raises:
        Busy, DBAPIError: it still is.
    """
    for _ in range(TRIES - 1):
        try:
            return work()
        except (Busy, DBAPIError):
            sleep(MOMENT)
    return work()


def is_duplicate(error: DBAPIError) -> bool:
    """Whether a unique index refused the statement."""
    return not NOT_UNIQUE.isdisjoint(_codes(error))


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnavailable(url="DATABASE_URL", reason="that is not a database address.") from error
    backend = parsed.drivername.partition("+")[0]
    if backend in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise DatabaseUnavailable(url=_shown(parsed), reason="it must be SQLite or PostgreSQL.")
    if parsed.database in (None, "", ":memory:"):
        raise DatabaseUnavailable(url=_shown(parsed), reason="it must name a file.")
    return parsed.set(drivername="sqlite")


def _sqlite(url: URL, threads: int) -> Engine:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        connect_args={"isolation_level": None, "timeout": LOCK_WAIT},
        execution_options={"turn": Lock()},
        **_pool(threads),
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: URL, threads: int) -> Engine:
    engine = create_engine(url, connect_args={"connect_timeout": CONNECT_WAIT}, **_pool(threads))
    event.listen(engine, "connect", _set_up_postgresql)
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", partial(_check_alive, engine))
    return engine


def _pool(threads: int) -> dict[str, Any]:
    """Common to both; errors go to the log, and what people wrote must not go with them."""
    return {"hide_parameters": True, "pool_size": threads, "max_overflow": 5, "pool_timeout": LOCK_WAIT}


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _set_up_postgresql(connection: Any, _record: object) -> None:
    connection.execute(f"SET lock_timeout = {int(LOCK_WAIT * 1000)}")
    connection.commit()


def _note_use(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["used_at"] = monotonic()


def _check_alive(engine: Engine, connection: Any, record: ConnectionPoolEntry, _fairy: object) -> None:
    """Ask a connection that lay idle whether the server still knows it: it may have been restarted.

    One that was used a moment ago isn't asked, since that would cost as much as many a query.
    """
    if monotonic() - record.info.get("used_at", monotonic()) < IDLE:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise InvalidatePoolError from error


def _begin_sqlite(connection: Connection) -> None:
    # The driver is in autocommit mode: left to itself it begins a transaction only at the first write, and a
    # transaction that reads first and writes later can fail without waiting.
    options = connection.get_execution_options()
    if options.get("reads_only"):
        connection.exec_driver_sql("BEGIN")
        return
    wait = int(options.get("lock_wait", LOCK_WAIT) * 1000)
    # What was confirmed outlives a killed process with NORMAL too, but a power cut only with FULL; people type
    # slowly enough for the extra sync.
    connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if options.get('lasting', True) else 'NORMAL'}")
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {wait}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _turn(engine: Engine) -> Iterator[float]:
    """Wait for this process's turn to write; gives the seconds left to wait for other processes."""
    lock: Lock | None = engine.get_execution_options().get("turn")
    if lock is None:
        yield LOCK_WAIT
        return
    begun = monotonic()
    if not lock.acquire(timeout=LOCK_WAIT):
        raise Busy
    try:
        yield max(LOCK_WAIT - (monotonic() - begun), 0.0)
    finally:
        lock.release()


def _known(error: DBAPIError) -> GoodwordError | None:
    codes = _codes(error)
    if codes & BUSY:
        return Busy()
    if codes & NO_SUCH_PARENT:
        return NotInBook()
    return None


def _codes(error: DBAPIError) -> set[int | str]:
    """The driver's codes for an error, SQLite's both as it stands and without its details."""
    extended = getattr(error.orig, "sqlite_errorcode", None) or 0
    return {extended, extended & 0xFF, getattr(error.orig, "sqlstate", None) or ""}


def _unavailable(url: URL, error: DBAPIError | OSError) -> DatabaseUnavailable:
    cause = error.orig if isinstance(error, DBAPIError) else error.strerror
    line = (str(cause).splitlines() or [""])[0]
    reason = line.rpartition(" failed: ")[2].removeprefix("FATAL:").strip().rstrip(".")
    return DatabaseUnavailable(url=_shown(url), reason=f"{reason or 'it did not answer'}.")


def _shown(url: URL) -> str:
    """An address fit for a log: no password, wherever it stood."""
    query = {name: value for name, value in url.query.items() if "pass" not in name}
    return url.set(query=query).render_as_string(hide_password=True)
