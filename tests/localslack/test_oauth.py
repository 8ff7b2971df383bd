"""Installing at the local Slack: what it asks, what a code is worth, what is refused."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.localslack import LocalSlack
from tests.localslack.workshop import MANIFEST

BACK = "http://127.0.0.1:9/back"


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """The app is not installed yet."""
    with LocalSlack(MANIFEST, installed=False) as slack:
        yield slack


def code(slack: LocalSlack, **asked: str) -> str:
    address = slack.oauth.allowed({"team": slack.team_id, "redirect_uri": BACK, "state": "s", **asked})
    assert address.startswith(f"{BACK}?") and parse_qs(urlsplit(address).query)["state"] == ["s"]
    return parse_qs(urlsplit(address).query)["code"][0]


def access(slack: LocalSlack, **more: str):
    told = {"client_id": slack.client_id, "client_secret": slack.client_secret, **more}
    return WebClient(base_url=slack.api_url).oauth_v2_access(**told)


def refusal(slack: LocalSlack, **more: str) -> str:
    with pytest.raises(SlackApiError) as refused:
        access(slack, **more)
    return str(refused.value.response["error"])


def test_a_code_is_worth_a_token(slack: LocalSlack) -> None:
    answer = access(slack, code=code(slack))
    assert (answer["team"]["id"], answer["is_enterprise_install"]) == (slack.team_id, False)
    assert "refresh_token" not in answer.data
    client = WebClient(answer["access_token"], base_url=slack.api_url)
    assert client.auth_test()["team_id"] == slack.team_id


def test_what_is_refused(slack: LocalSlack) -> None:
    good = code(slack)
    assert refusal(slack, code="none") == "invalid_code"
    assert refusal(slack, code=good, client_secret="wrong") == "bad_client_secret"
    assert refusal(slack, code=good, client_id="wrong") == "invalid_client_id"
    assert refusal(slack, grant_type="refresh_token", refresh_token="none") == "invalid_refresh_token"
    access(slack, code=good)
    assert refusal(slack, code=good) == "code_already_used"


def test_a_refresh_token_works_once(slack: LocalSlack) -> None:
    slack.oauth.lifetime = 60
    first = access(slack, code=code(slack))
    assert first["expires_in"] == 60
    second = access(slack, grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert second["access_token"] != first["access_token"]
    assert refusal(slack, grant_type="refresh_token", refresh_token=first["refresh_token"]) == "invalid_refresh_token"


def test_a_token_of_before_the_removal_is_void(slack: LocalSlack) -> None:
    client = WebClient(access(slack, code=code(slack))["access_token"], base_url=slack.api_url)
    slack.uninstall()
    with pytest.raises(SlackApiError, match="account_inactive"):
        client.auth_test()


def test_workspaces_side_by_side_share_an_address_and_nothing_else(slack: LocalSlack) -> None:
    with LocalSlack(MANIFEST, installed=False, beside=slack, team_id="T0NEXT", name="Next") as beside:
        for each in (slack, beside):
            answer = access(slack, code=code(each))
            client = WebClient(answer["access_token"], base_url=slack.api_url)
            assert client.auth_test()["team_id"] == each.team_id
            client.chat_postMessage(channel=each.person("Ada").id, text=f"only in {each.team_id}")
        assert "only in T0NEXT" in beside.person("Ada").screen()
        assert "only in T0NEXT" not in slack.person("Ada").screen()


def test_the_page_asks_where(slack: LocalSlack) -> None:
    slack.workspace.enterprise = {"id": "E1", "name": "Grid <&>"}
    with urlopen(f"{slack.url}/oauth/v2/authorize?client_id={slack.client_id}&state=s&redirect_uri={BACK}") as page:
        text = page.read().decode()
    assert "Allow in Local Slack" in text and "Allow in Grid &lt;&amp;&gt;" in text and "access_denied" in text


def test_no_secret_is_in_the_log(slack: LocalSlack) -> None:
    access(slack, code=code(slack))
    assert slack.client_secret not in str([entry.arguments for entry in slack.log])
