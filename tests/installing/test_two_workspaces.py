"""Two workspaces side by side: installed, used, one of them removed, its data locked and then gone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.localslack import NotSeen
from bot.storage.engine import reading
from bot.storage.tables_installations import installations
from tests.rig import MONDAY
from tests.town import Town, files_of, names_in

DAY = timedelta(days=1)
TUESDAY = MONDAY + DAY  # 14:00 UTC: after half past eight in New York


def use(town: Town) -> None:
    """Ada, of each workspace, notes somebody to follow up with tomorrow."""
    for slack, who in ((town.acme, "Jane Doe"), (town.globex, "Sam Lee")):
        ada = slack.person("Ada")
        ada.types(f"/contact add {who}, CTO at Initech, follow up tomorrow")
        town.settle()


def known(town: Town) -> dict[str, bool]:
    """The workspaces there are, and whether each is locked."""
    with reading(town.books.engine) as connection:
        rows = connection.execute(select(installations.c.team_id, installations.c.locked_at))
        return {team_id: locked_at is not None for team_id, locked_at in rows}


@pytest.mark.parametrize("backwards", [False, True], ids=["revoked first", "uninstalled first"])
def test_a_workspace_is_installed_used_removed_locked_and_gone(town: Town, town_url: str, backwards: bool) -> None:
    assert "Goodword is installed in Acme" in town.installs("Acme")
    assert "Goodword is installed in Globex" in town.installs("Globex")
    use(town)
    assert (names_in(town, "T0ACME"), names_in(town, "T0GLOBEX")) == (["Jane Doe"], ["Sam Lee"])
    tokens = {token for slack in (town.acme, town.globex) for token in slack._api.tokens.bots}
    assert len(tokens) == 2
    assert not [token for token in tokens if token.encode() in files_of(town_url)]

    town.acme.uninstall(backwards)
    assert known(town) == {"T0ACME": True, "T0GLOBEX": False}
    requests = len([entry for entry in town.acme.log if entry.kind == "request"])
    answer = town.acme.person("Ada").types("/contact Jane")
    assert "Jane" not in str(answer.message)
    town.moves_to(TUESDAY)
    assert [entry for entry in town.acme.log if entry.kind == "request"][requests:] == []
    assert any("Sam" in said for said in town.globex.person("Ada").notifications)

    town.moves_to(MONDAY + 14 * DAY - timedelta(hours=1))
    assert names_in(town, "T0ACME") == ["Jane Doe"]
    assert b"Jane Doe" in files_of(town_url)
    town.moves_to(MONDAY + 14 * DAY + timedelta(hours=1))
    assert known(town) == {"T0GLOBEX": False}
    assert (names_in(town, "T0ACME"), names_in(town, "T0GLOBEX")) == ([], ["Sam Lee"])
    assert b"Sam Lee" in files_of(town_url)
    assert "Sam Lee" in str(town.globex.person("Ada").types("/contact Sam").message)


def test_within_fourteen_days_all_is_there_again_and_members_are_told(town: Town) -> None:
    town.installs("Acme")
    use(town)
    town.acme.uninstall()
    town.moves_to(TUESDAY)
    with pytest.raises(NotSeen):
        town.acme.person("Ada").sees("Follow up", timeout=0.2)
    town.installs("Acme")
    town.moves_to(TUESDAY + timedelta(minutes=5))
    ada = town.acme.person("Ada")
    ada.sees("Goodword is installed again")
    assert ada.screen().count("Goodword is installed again") == 1
    assert "Jane Doe" in str(ada.types("/contact Jane").message)
    assert known(town) == {"T0ACME": False}


def test_the_same_user_id_in_another_workspace_is_somebody_else(town: Town) -> None:
    town.installs("Acme")
    town.installs("Globex")
    use(town)
    acme, globex = town.acme.person("Ada"), town.globex.person("Ada")
    assert acme.id == globex.id
    assert "Jane Doe" not in str(globex.types("/contact Jane").message)
    assert "Jane Doe" in str(acme.types("/contact Jane").message)
