"""`bot web` and `bot remind` for workspaces that install it by a link, as processes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.localslack import LocalSlack
from bot.storage.vault import new_key
from bot.wiring import manifest
from tests.processes.conftest import Start
from tests.processes.test_web import serve
from tests.town import Browser, followed


def test_installed_by_one_process_and_reminded_by_another(book_url: str, start: Start, tmp_path: Path) -> None:
    with LocalSlack(manifest(), installed=False) as slack:
        env = {
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_CLIENT_ID": slack.client_id,
            "SLACK_CLIENT_SECRET": slack.client_secret,
            "TOKEN_ENCRYPTION_KEYS": new_key(),
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": book_url,
        }
        web, address = serve(tmp_path, env)
        try:
            slack.oauth.redirect_uri = f"{address}/slack/oauth_redirect"
            slack.deliver_to(f"{address}/slack/events")
            browser = Browser()
            status, page, _ = browser.get(followed(browser, address, slack.url, "Allow in Local Slack"))
            assert status == 200 and "Goodword is installed in Local Slack" in page
            slack.person("Ada").types("/contact add Jane Doe, follow up tomorrow")
            slack.settle()
            reminded = start("remind", "--once", "--now", next_tuesday().isoformat(), **env)
            assert reminded.ends() == 0
            assert any("Jane" in said for said in slack.person("Ada").notifications)
            assert web.stop() == 0
            tokens = slack._api.tokens.bots | {slack.client_secret, env["TOKEN_ENCRYPTION_KEYS"]}
            assert not [token for token in tokens if token in web.logged + reminded.logged]
        finally:
            web.kill()


def next_tuesday() -> datetime:
    """The afternoon of a Tuesday that is two days away at least; in New York it is morning."""
    day = datetime.now(UTC).replace(hour=15, minute=0, second=0, microsecond=0) + timedelta(days=2)
    return day + timedelta(days=(1 - day.weekday()) % 7)
