"""`bot backup`: a copy that serves as well as the database itself."""

from pathlib import Path

from bot.localslack import LocalSlack
from tests.processes.books import names
from tests.processes.conftest import Start
from tests.processes.test_web import serve


def test_a_backup_taken_under_load_can_be_served(
    start: Start, env: dict[str, str], slack: LocalSlack, tmp_path: Path
) -> None:
    program, address = serve(tmp_path, env)
    slack.deliver_to(f"{address}/slack/events")
    slack.person("Ada").types("/contact add Jane Doe")
    copying = start("backup", "copy.db", **env)
    assert copying.ends() == 0 and copying.printed == "Backed up to copy.db\n", copying.logged
    assert names(f"sqlite:///{tmp_path / 'copy.db'}") == ["Jane Doe"]
    assert program.stop() == 0


def test_without_a_database_there_is_nothing_to_copy(start: Start, tmp_path: Path) -> None:
    program = start("backup", "copy.db", DATABASE_URL=f"sqlite:///{tmp_path / 'empty.db'}")
    assert program.ends() == 2 and "migrate" in program.logged
    assert not (tmp_path / "copy.db").exists()
