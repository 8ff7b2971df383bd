"""Installing Goodword by a link: Bolt's OAuth flow, on our database, with our pages."""

import logging
import re
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from slack_bolt import BoltContext, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.error import BoltError
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import Installation, InstallationStore
from slack_sdk.oauth.state_store import OAuthStateStore
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import SystemClock
from bot.errors import GoodwordError
from bot.settings import Settings
from bot.slack import install_views, removal
from bot.slack.faults import logged
from bot.slack.install_views import INSTALL, REDIRECT
from bot.storage import installations
from bot.workspaces import Workspaces

log = logging.getLogger(__name__)

LASTS = timedelta(minutes=10)  # from the install page to Slack's answer
GONE = "Goodword was removed from this workspace. Ask whoever looks after its apps to install it again."

REAL = SystemClock()  # a browser waits in real time

HEADERS = {
    "Content-Type": ["text/html; charset=utf-8"],
    "Content-Security-Policy": ["default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"],
    "Cache-Control": ["no-store"],
    "Referrer-Policy": ["no-referrer"],
    "X-Content-Type-Options": ["nosniff"],
}


class ByInstallation(Authorize):
    """Lets a request in if Goodword is installed where it comes from; asks the database each time, and Slack never."""

    def __init__(self, workspaces: Workspaces) -> None:
        """Look installations up among these workspaces."""
        self._workspaces = workspaces

    def __call__(self, *, context: BoltContext, user_id: str | None, **_: Any) -> AuthorizeResult | None:
        """What Slack's `auth.test` would answer, as it was when installed; none if it is not."""
        team_id = removal.workspace(context)
        found = self._workspaces.find(team_id) if team_id else None
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=found.enterprise_id,
            team_id=context.team_id,
            team=found.name,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
            bot_token=found.bot_token,
            bot_scopes=found.scopes,
            user_id=user_id,
        )


class Store(InstallationStore):
    """Where Bolt puts an installation; what it looks up, `ByInstallation` does."""

    def __init__(self, workspaces: Workspaces) -> None:
        """Keep installations among these workspaces."""
        self._workspaces = workspaces

    def save(self, installation: Installation) -> None:
        """Keep it, in place of an earlier one.

        Raises:
            BoltError: it can't be kept, which Bolt turns into the page that says so.
        """
        try:
            self._workspaces.save(installation)
        except (GoodwordError, SQLAlchemyError) as problem:
            raise BoltError(f"it could not be kept: see reference {logged(problem)}") from problem


class States(OAuthStateStore):
    """What an installation has to show when it comes back from Slack: good for ten minutes, in one browser, once."""

    def __init__(self, engine: Engine) -> None:
        """Keep them in a migrated database, so that another process may take up the thread."""
        self._engine = engine

    def issue(self, *_: Any, **__: Any) -> str:
        """A new one."""
        state, now = secrets.token_urlsafe(32), REAL.now()
        installations.issue_state(self._engine, state, now, now + LASTS)
        return state

    def consume(self, state: str) -> bool:
        """Whether it is good; it no longer is."""
        return installations.consume_state(self._engine, state, REAL.now())


class Flow(OAuthFlow):
    """Bolt's flow, with our page to begin on."""

    def build_install_page_html(self, url: str, request: BoltRequest) -> str:
        """The page with the link to Slack's."""
        return install_views.install(url)

    def handle_installation(self, request: BoltRequest) -> BoltResponse:
        """The page to begin on, for this browser only."""
        response = super().handle_installation(request)
        response.headers.update({name.lower(): values for name, values in HEADERS.items()})
        return response

    def run_installation(self, code: str) -> Installation | None:
        """What Slack gives for a code; none if it gives nothing, or can't be reached."""
        try:
            return super().run_installation(code)
        except OSError as problem:
            log.warning("Slack gave nothing for a code: see reference %s", logged(problem))
            return None


def _without_code(record: logging.LogRecord) -> bool:
    """Bolt quotes the code that Slack would not take; it may be good yet."""
    record.msg = re.sub(r"with code: \S+", "", str(record.msg))
    return True


def flow(settings: Settings, client: WebClient, scopes: Sequence[str], workspaces: Workspaces, engine: Engine) -> Flow:
    """The flow for these settings.

    Args:
        scopes: what the bot asks to be allowed.
    """
    asked = OAuthSettings(
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret,
        scopes=scopes,
        user_scopes=[],
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        authorization_url=urljoin(settings.slack_api_url, "../oauth/v2/authorize"),
        callback_options=CallbackOptions(success=_succeeded, failure=_failed),
        installation_store=Store(workspaces),
        state_store=States(engine),
        state_expiration_seconds=int(LASTS.total_seconds()),
    )
    made = Flow(client=client, settings=asked)
    made.logger.addFilter(_without_code)
    return made


def _succeeded(args: SuccessArgs) -> BoltResponse:
    done = args.installation
    name = done.enterprise_name if done.is_enterprise_install else done.team_name
    return _answer(200, install_views.installed(name, done.app_id, done.team_id), args.settings)


def _failed(args: FailureArgs) -> BoltResponse:
    return _answer(args.suggested_status_code, install_views.failed(args.reason), args.settings)


def _answer(status: int, page: str, settings: OAuthSettings) -> BoltResponse:
    """A page; the cookie that tied the installation to the browser has done its duty."""
    gone = {"Set-Cookie": [settings.state_utils.build_set_cookie_for_deletion()]}
    return BoltResponse(status=status, body=page, headers={**HEADERS, **gone})
