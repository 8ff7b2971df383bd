"""Tokens: renewed before they expire, for a workspace or an organisation, sealed under keys that change."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread
from time import sleep

import pytest
from sqlalchemy import Engine, select

from bot import wiring
from bot.errors import KeysWrong, NotInstalled
from bot.localslack import LocalSlack
from bot.storage.engine import LOCK_WAIT, reading
from bot.storage.installations import Installation, Installations
from bot.storage.tables import members
from bot.storage.tables_installations import installations
from bot.storage.vault import Vault, new_key
from tests.rig import MONDAY
from tests.town import Town

TOKEN, REFRESH = "xoxb-secret", "xoxe-secret"


def kept(town: Town) -> dict[str, str | None]:
    with reading(town.books.engine) as connection:
        row = connection.execute(select(installations)).mappings().one()
        return dict(row)


def in_force(slack: LocalSlack) -> set[str]:
    return slack._api.tokens.bots


def renewals(town: Town) -> int:
    return sum(entry.name == "oauth.v2.access" for entry in town.acme.log) - 1  # but for that of the installation


def test_a_worker_renews_what_expires_within_two_hours(town: Town) -> None:
    town.acme.oauth.lifetime = 3600
    town.installs("Acme")
    before = town.worker.poster.installations.find("T0ACME")
    town.acme.oauth.lifetime = 12 * 3600
    town.acme.trouble.slow(2.5, "oauth.v2.access", after_taking=True)
    town.worker.poster.renew()
    after = town.worker.poster.installations.find("T0ACME")
    assert after.bot_token != before.bot_token and after.refresh_token != before.refresh_token
    town.worker.poster.renew()
    assert renewals(town) == 1


def test_a_new_token_is_kept_though_the_database_is_busy(town: Town, town_url: str) -> None:
    """The old refresh token is used up by then: there would be no other way back in than to install it again."""
    town.acme.oauth.lifetime = 3600
    town.installs("Acme")
    town.acme.oauth.lifetime = 12 * 3600
    town.acme.trouble.slow(0.5, "oauth.v2.access")
    renewing = Thread(target=town.worker.poster.renew)
    other = sqlite3.connect(town_url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    renewing.start()
    sleep(0.2)  # it has begun, and waits for Slack
    other.execute("BEGIN IMMEDIATE")
    sleep(LOCK_WAIT + 1)
    other.execute("ROLLBACK")
    renewing.join()
    other.close()
    assert {town.worker.poster.installations.find("T0ACME").bot_token} < in_force(town.acme)
    town.worker.poster.renew()
    assert renewals(town) == 1


def test_whoever_comes_while_an_expired_token_is_renewed_gets_the_new_one(town: Town) -> None:
    town.acme.oauth.lifetime = -1
    town.installs("Acme")
    town.acme.oauth.lifetime = 12 * 3600
    town.acme.trouble.slow(0.5, "oauth.v2.access")
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(town.worker.poster.find, ["T0ACME"] * 3))
    kept_now = town.worker.poster.installations.find("T0ACME")
    assert {each.bot_token for each in found} == {kept_now.bot_token}
    assert renewals(town) == 1


def test_a_token_that_is_about_to_expire_is_renewed_when_it_is_used(town: Town) -> None:
    town.acme.oauth.lifetime = 60
    town.installs("Acme")
    before = town.worker.poster.installations.find("T0ACME")
    town.acme.oauth.lifetime = 12 * 3600
    answer = town.acme.person("Ada").types("/contact help")
    assert "Three things" in str(answer.message)
    after = town.worker.poster.installations.find("T0ACME")
    assert after.bot_token != before.bot_token and after.refresh_token != before.refresh_token
    assert {before.bot_token, after.bot_token} == in_force(town.acme)
    town.acme.person("Ada").types("/contact due")
    assert sum(entry.name == "oauth.v2.access" for entry in town.acme.log) == 2


def test_a_token_that_can_not_be_renewed_serves_as_long_as_it_may(town: Town) -> None:
    town.acme.oauth.lifetime = 60
    town.installs("Acme")
    before = town.worker.poster.installations.find("T0ACME")
    town.acme.oauth._refresh.clear()
    assert "Three things" in str(town.acme.person("Ada").types("/contact help").message)
    assert town.worker.poster.of("T0ACME").client.token == before.bot_token


def test_only_one_renews_at_a_time(store: Installations) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    old = replace(installation(refresh_token=REFRESH), expires_at=now + timedelta(hours=1))
    store.save(old, now)
    until = now + timedelta(seconds=60)
    assert store.begin_renewal(old, now, until)
    assert not store.begin_renewal(old, now + timedelta(seconds=59), until)
    assert store.begin_renewal(old, until, until + timedelta(seconds=60))
    new = replace(old, bot_token="xoxb-newer", refresh_token="xoxe-newer", expires_at=now + timedelta(hours=12))
    store.renewed(old, new)
    assert not store.begin_renewal(old, until, until), "its refresh token is used up"
    assert store.find("T1").bot_token == "xoxb-newer"


def test_what_was_installed_anew_is_not_overwritten_by_an_older_renewal(store: Installations) -> None:
    old = installation()
    store.save(old, MONDAY)
    store.save(replace(old, bot_token="xoxb-newer", installed_at=MONDAY + timedelta(minutes=1)), MONDAY)
    store.renewed(old, replace(old, bot_token="xoxb-renewed"))
    assert store.find("T1").bot_token == "xoxb-newer"


def test_in_an_organisation_a_member_has_one_book_in_all_its_workspaces(town: Town) -> None:
    town.acme.workspace.enterprise = {"id": "E0GRID", "name": "The Grid"}
    assert "Goodword is installed in The Grid" in town.installs("The Grid")
    ada = town.acme.person("Ada")
    ada.types("/contact add Jane Doe")
    town.settle()
    assert "Jane Doe" in str(ada.types("/contact Jane").message)
    with reading(town.books.engine) as connection:
        assert set(connection.scalars(select(members.c.team_id))) == {"E0GRID"}
    assert (kept(town)["is_org"], kept(town)["team_id"]) == (True, "E0GRID")
    town.acme.uninstall()
    assert kept(town)["locked_at"] is not None


def test_what_is_kept_is_unreadable_without_the_key(store: Installations) -> None:
    store.save(installation(refresh_token=REFRESH), MONDAY)
    with reading(store._engine) as connection:
        row = dict(connection.execute(select(installations)).mappings().one())
    assert TOKEN not in str(row) and REFRESH not in str(row)
    found = store.find("T1")
    assert (found.bot_token, found.refresh_token) == (TOKEN, REFRESH)
    assert TOKEN not in repr(found) and REFRESH not in repr(found)


def test_keys_are_changed_without_losing_a_token(engine: Engine) -> None:
    old, new = new_key(), new_key()
    Installations(engine, Vault([old])).save(installation(), MONDAY)
    both = Installations(engine, Vault([new, old]))
    assert both.find("T1").bot_token == TOKEN
    with pytest.raises(KeysWrong):
        Installations(engine, Vault([new])).check_keys()
    assert both.rotate_keys() == 1
    assert Installations(engine, Vault([new])).find("T1").bot_token == TOKEN
    with pytest.raises(KeysWrong):
        Installations(engine, Vault([old])).check_keys()


def test_a_rotation_that_fails_changes_nothing(engine: Engine) -> None:
    one, two = new_key(), new_key()
    Installations(engine, Vault([one])).save(installation(), MONDAY)
    Installations(engine, Vault([two])).save(installation(team_id="T2"), MONDAY)
    with pytest.raises(KeysWrong):
        Installations(engine, Vault([new_key(), one])).rotate_keys()
    assert Installations(engine, Vault([one])).find("T1").bot_token == TOKEN
    assert Installations(engine, Vault([two])).find("T2").bot_token == TOKEN


@pytest.mark.parametrize("keys", [[], ["short"], ["ä" * 44]])
def test_no_vault_without_a_good_key(keys: list[str]) -> None:
    with pytest.raises(KeysWrong):
        Vault(keys)


def test_it_refuses_to_start_with_a_key_that_opens_nothing(town: Town) -> None:
    town.installs("Acme")
    with pytest.raises(KeysWrong):
        wiring.check_keys(replace(town.settings, token_encryption_keys=new_key()), town.books)
    wiring.check_keys(town.settings, town.books)


def test_nothing_posts_where_it_is_not_installed(town: Town) -> None:
    with pytest.raises(NotInstalled):
        town.worker.poster.of("T0ACME")


def installation(team_id: str = "T1", refresh_token: str | None = None) -> Installation:
    return Installation(team_id, TOKEN, name="Acme", refresh_token=refresh_token, installed_at=MONDAY)


@pytest.fixture
def store(engine: Engine) -> Installations:
    """On either database."""
    return Installations(engine, Vault([new_key()]))
