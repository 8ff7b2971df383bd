"""Opening databases, and writers in each other's way."""

import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.clock import MovableClock
from bot.domain.model import Member, Who
from bot.errors import Busy, DatabaseUnavailable
from bot.storage import engine as engine_module
from bot.storage.book import Books
from bot.storage.engine import make_engine, reading, writing


@pytest.fixture
def hasty(database_url: str, clock: MovableClock, monkeypatch: pytest.MonkeyPatch):
    """The same books, opened by somebody with an engine of their own who waits a tenth of a second only."""
    monkeypatch.setattr(engine_module, "LOCK_WAIT", 0.1)
    engine = make_engine(database_url)
    yield Books(engine, clock)
    engine.dispose()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_is_understood(postgresql, scheme):
    url = postgresql.create()
    engine = make_engine(url.replace("postgresql+psycopg", scheme))
    assert engine.dialect.driver == "psycopg"
    engine.dispose()
    postgresql.drop(url)


def test_a_relative_file_is_in_the_working_directory_and_its_folder_is_made(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make_engine("sqlite:///data/books/goodword.db").dispose()
    assert (tmp_path / "data/books/goodword.db").exists()


def test_sqlite_is_set_up_on_every_connection(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/book.db", threads=3)
    with ExitStack() as stack:
        for connection in [stack.enter_context(engine.connect()) for _ in range(3)]:
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert connection.scalar(text("PRAGMA synchronous")) == 2
            connection.rollback()
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite://", "it must name a file."),
        ("sqlite:///:memory:", "it must name a file."),
        ("mysql://root:secret@localhost/book", "it must be SQLite or PostgreSQL."),
        ("not an address, secret", "that is not a database address."),
        ("sqlite:////dev/null/secret/book.db", "Not a directory."),
        ("postgresql://ann:secret@127.0.0.1:1/book", "refused"),
        ("postgresql://ann@127.0.0.1:1/book?password=secret", "refused"),
    ],
)
def test_what_cannot_be_opened_is_explained_without_the_password(url, reason):
    with pytest.raises(DatabaseUnavailable) as raised:
        make_engine(url)
    assert reason in raised.value.facts["reason"]
    assert "\n" not in raised.value.sentence
    assert "secret" not in raised.value.sentence.replace("/dev/null/secret", "")


def test_a_file_that_is_no_database_is_explained(tmp_path: Path):
    path = tmp_path / "book.db"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(DatabaseUnavailable, match=r"file is not a database\."):
        make_engine(f"sqlite:///{path}")


def test_every_thread_has_its_connection(database_url):
    engine = make_engine(database_url, threads=12)
    with ExitStack() as stack:
        for _ in range(12):
            stack.enter_context(reading(engine))
    engine.dispose()


def test_no_connection_left_is_busy(database_url, monkeypatch):
    monkeypatch.setattr(engine_module, "LOCK_WAIT", 0.05)
    engine = make_engine(database_url, threads=1)
    with ExitStack() as stack, pytest.raises(Busy):
        for _ in range(10):
            stack.enter_context(reading(engine))
    engine.dispose()


def test_a_second_writer_in_this_process_is_busy(hasty: Books, member: Member):
    with hasty.open(member), pytest.raises(Busy), hasty.open(member):
        pass


def test_a_second_writer_in_another_process_is_busy(books: Books, hasty: Books, member: Member):
    with books.open(member), pytest.raises(Busy), hasty.open(member):
        pass


def test_after_busy_the_next_one_is_served(hasty: Books, member: Member):
    with hasty.open(member), pytest.raises(Busy), hasty.open(member):
        pass
    with hasty.open(member) as book:
        book.member.dm_channel = "D1"
    assert hasty.member(Who("T1", "U1")).dm_channel == "D1"


def test_readers_do_not_wait_for_a_writer(books: Books, member: Member):
    with books.open(member) as book:
        book.member.name = "Anna"
        book._flush()
        with books.read(member) as other_book:
            assert other_book.member.name == "Ann"


def test_an_error_lets_the_next_writer_in(engine: Engine):
    with pytest.raises(ZeroDivisionError), writing(engine):
        raise ZeroDivisionError
    with writing(engine) as connection:
        connection.execute(text("SELECT 1"))


def test_threads_take_turns(books: Books, member: Member):
    def rename() -> None:
        for _ in range(10):
            with books.open(member) as book:
                book.member.name += "!"

    threads = [threading.Thread(target=rename) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert books.member(Who("T1", "U1")).name == "Ann" + "!" * 60


def test_only_what_must_outlive_a_power_cut_waits_for_the_disk(tmp_path: Path):
    engine = make_engine(f"sqlite:///{tmp_path}/book.db")
    for lasting, synchronous in ((False, 1), (True, 2), (False, 1)):
        with writing(engine, lasting=lasting) as connection:
            assert connection.scalar(text("PRAGMA synchronous")) == synchronous
    engine.dispose()


def test_connections_that_lay_idle_while_the_server_was_restarted_are_replaced(
    migrated_postgresql: str, monkeypatch: pytest.MonkeyPatch
):
    engine, admin = make_engine(migrated_postgresql), make_engine(migrated_postgresql)
    with reading(engine), reading(engine):
        pass
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with writing(admin) as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
    monkeypatch.setattr(engine_module, "IDLE", 0.0)
    for _ in range(2):
        with reading(engine) as connection:
            assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()
    admin.dispose()
