"""The way from Goodword's page to Slack's and back: once, in one browser, and never with another's state."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from sqlalchemy import select

from bot.clock import SystemClock
from bot.storage.engine import reading, writing
from bot.storage.installations import consume_state, issue_state
from bot.storage.tables_installations import installations, oauth_states
from tests.town import Browser, Town

NOW = SystemClock().now()


def rows(town: Town) -> list[str]:
    with reading(town.books.engine) as connection:
        return list(connection.scalars(select(installations.c.team_id)))


def test_the_last_page_says_what_to_do_next(town: Town) -> None:
    page = town.installs("Acme")
    assert "met Jane Doe" in page and "/contact" in page
    assert "https://slack.com/app_redirect?app=A0LOCAL01&amp;team=T0ACME" in page


def test_the_answer_works_once(town: Town) -> None:
    address = town.allowed("Allow in Acme")
    assert town.browser.get(address)[0] == 200
    status, page, _ = town.browser.get(address)
    assert status >= 400 and "is not installed" in page and "Begin again" in page
    assert rows(town) == ["T0ACME"]


def test_another_browser_can_not_go_on_with_it(town: Town) -> None:
    """Else somebody could be made to install it in a workspace of another's choice."""
    status, page, _ = Browser().get(town.allowed("Allow in Acme"))
    assert status >= 400 and "another browser" in page
    assert rows(town) == []


def test_a_state_of_ones_own_making_is_refused(town: Town) -> None:
    parts = urlsplit(town.allowed("Allow in Acme"))
    asked = {name: value for name, [value] in parse_qs(parts.query).items()} | {"state": "mine"}
    assert town.browser.get(parts._replace(query=urlencode(asked)).geturl())[0] >= 400
    assert rows(town) == []


def test_whoever_declines_is_told_that_nothing_happened(town: Town) -> None:
    status, page, _ = town.browser.get(town.allowed("Cancel"))
    assert (status, rows(town)) == (200, [])
    assert "as you chose" in page


def test_what_stands_in_the_address_is_not_repeated(town: Town) -> None:
    _, page, _ = town.browser.get(f"{town.url}/slack/oauth_redirect?error=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "script" not in page and "Begin again" in page


def test_a_code_that_slack_does_not_know_installs_nothing(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    [state] = parse_qs(urlsplit(town.allowed("Allow in Acme")).query)["state"]
    asked = urlencode({"code": "c0de", "state": state})
    status, page, _ = town.browser.get(f"{town.url}/slack/oauth_redirect?{asked}")
    assert status >= 400 and "did not confirm" in page
    assert rows(town) == []
    [said] = [each.getMessage() for each in caplog.records if each.name.startswith("slack_bolt")]
    assert "invalid_code" in said and "c0de" not in said, "it might have been good yet"


@pytest.mark.parametrize("table", ["installations", "oauth_states"])
def test_a_database_in_trouble_is_owned_up_to(town: Town, table: str) -> None:
    link = town.allowed("Allow in Acme")
    with town.books.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO hidden")
    status, page, _ = town.browser.get(link)
    assert status >= 500 and "Begin again" in page and "keep" in page
    with town.books.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE hidden RENAME TO {table}")
    assert "Goodword is installed" in town.installs("Acme")


def test_installed_again_it_has_one_row_with_the_newer_token(town: Town) -> None:
    town.installs("Acme")
    first = set(town.acme._api.tokens.bots)
    town.installs("Acme")
    [second] = town.acme._api.tokens.bots - first
    assert rows(town) == ["T0ACME"]
    assert town.worker.poster.of("T0ACME").client.token == second
    assert town.acme.person("Ada").types("/contact help").ok


def test_slack_is_not_asked_who_it_is_with_every_request(town: Town) -> None:
    town.installs("Acme")
    ada = town.acme.person("Ada")
    for _ in range(3):
        ada.types("/contact due")
    town.settle()
    assert sum(entry.name == "auth.test" for entry in town.acme.log) == 1


def test_the_pages_let_nothing_in_from_elsewhere(town: Town) -> None:
    _, page, _ = town.browser.get(f"{town.url}/slack/install")
    assert re.findall(r"<(script|img|link|iframe)", page) == []


def test_a_state_is_used_once_and_ends(town: Town) -> None:
    engine, minute = town.books.engine, timedelta(minutes=1)
    issue_state(engine, "one", NOW, NOW + 10 * minute)
    assert not consume_state(engine, "other", NOW)
    assert not consume_state(engine, "one", NOW + 10 * minute)
    assert consume_state(engine, "one", NOW + 9 * minute)
    assert not consume_state(engine, "one", NOW + 9 * minute)


def test_states_that_ended_do_not_pile_up(town: Town) -> None:
    engine, minute = town.books.engine, timedelta(minutes=1)
    with writing(engine) as connection:
        connection.execute(oauth_states.delete())
    issue_state(engine, "one", NOW, NOW + minute)
    issue_state(engine, "two", NOW + 2 * minute, NOW + 3 * minute)
    with reading(engine) as connection:
        assert list(connection.scalars(select(oauth_states.c.state))) == ["two"]
