"""The workspaces that Goodword is installed in by a link: who is answered there, and with which token."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from time import monotonic, sleep

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Installation as Installed
from slack_sdk.web import SlackResponse

from bot.clock import Clock, SystemClock
from bot.errors import NotInstalled
from bot.slack.faults import logged
from bot.slack.nudges import Poster
from bot.storage.engine import patiently
from bot.storage.installations import Installation, Installations

log = logging.getLogger(__name__)

REAL = SystemClock()  # tokens expire in Slack's time

RENEW_BEFORE = timedelta(hours=2)  # by a worker
URGENT = timedelta(minutes=5)  # by whoever needs it, should no worker run
RENEWING = timedelta(seconds=60)  # after which another may try
PATIENCE = 30  # seconds: a refresh token works once, so an answer that is given up loses the workspace
AWAITED = 2.0  # seconds until somebody else has renewed what has expired; Slack gives three
MOMENT = 0.1


@dataclass
class Workspaces:
    """Knows every installation; used by many threads at once."""

    installations: Installations
    clock: Clock
    client_id: str
    client_secret: str = field(repr=False)
    api_url: str
    make_poster: Callable[[str], Poster]  # for a token
    _posters: dict[str, tuple[str, Poster]] = field(default_factory=dict)  # by workspace, with the token it posts with
    _turn: Lock = field(default_factory=Lock)

    def find(self, team_id: str) -> Installation | None:
        """The installation in a workspace, with a token that has not expired; none if there is none.

        Raises:
            KeysWrong: its token can't be opened.
        """
        found = self.installations.find(team_id)
        if found and found.expires_at and found.refresh_token and found.expires_at - REAL.now() < URGENT:
            return self._renewed(found)
        return found

    def renew(self) -> None:
        """Renew every token that soon expires, before anybody waits for it.

        Raises:
            KeysWrong: one can't be opened.
        """
        for installation in self.installations.expiring(REAL.now() + RENEW_BEFORE):
            self._renewed(installation)

    def of(self, team_id: str) -> Poster:
        """What posts in a workspace, with its own token.

        Raises:
            NotInstalled: Goodword was removed from it.
        """
        found = self.find(team_id)
        if found is None:
            raise NotInstalled(team=team_id)
        with self._turn:
            token, poster = self._posters.get(team_id, ("", None))
            if poster is None or token != found.bot_token:
                poster = self.make_poster(found.bot_token)
                self._posters[team_id] = found.bot_token, poster
            return poster

    def save(self, installed: Installed) -> None:
        """Keep what Slack said of an installation, in place of an earlier one.

        Raises:
            NotInstalled: Slack gave no bot's token, or did not say where.
        """
        installation = read(installed)
        was_locked = self.installations.save(installation, self.clock.now())
        log.info("workspace %s installed Goodword%s", installation.team_id, " again" if was_locked else "")

    def _renewed(self, old: Installation) -> Installation:
        """With another token in the place of one that expires soon; the old one while somebody else sees to it."""
        now = REAL.now()
        if not self.installations.begin_renewal(old, now, now + RENEWING):
            return self._awaited(old)
        try:
            answer = self._exchanged(old)
        except (SlackApiError, OSError) as problem:
            log.warning("token of %s not renewed: see reference %s", old.team_id, logged(problem))
            return old
        new = replace(
            old,
            bot_token=str(answer["access_token"]),
            refresh_token=answer.get("refresh_token") or old.refresh_token,
            expires_at=now + timedelta(seconds=int(answer["expires_in"])),
        )
        patiently(lambda: self.installations.renewed(old, new))
        return new

    def _exchanged(self, old: Installation) -> SlackResponse:
        """Slack's answer to a refresh token. It is asked once: what it gave it takes for used."""
        client = WebClient(base_url=self.api_url, timeout=PATIENCE, retry_handlers=[])
        return client.oauth_v2_access(
            client_id=self.client_id,
            client_secret=self.client_secret,
            grant_type="refresh_token",
            refresh_token=old.refresh_token,
        )

    def _awaited(self, old: Installation) -> Installation:
        """What somebody else is renewing: the old one while it is good, otherwise the new one, if it comes in time."""
        deadline = monotonic() + AWAITED
        while old.expires_at and old.expires_at <= REAL.now() and monotonic() < deadline:
            sleep(MOMENT)
            found = self.installations.find(old.team_id)
            if found and found.expires_at != old.expires_at:
                return found
        return old


def read(installed: Installed) -> Installation:
    """Slack's account of an installation, as it is kept: a member's own token, if any came with it, is not.

    Raises:
        NotInstalled: there is no bot's token, or it is not said where.
    """
    is_org = bool(installed.is_enterprise_install)
    team_id = installed.enterprise_id if is_org else installed.team_id
    if not team_id or not installed.bot_token:
        raise NotInstalled(team=team_id or "that workspace")
    return Installation(
        team_id=team_id,
        bot_token=installed.bot_token,
        is_org=is_org,
        name=installed.enterprise_name if is_org else installed.team_name,
        enterprise_id=installed.enterprise_id,
        app_id=installed.app_id,
        bot_id=installed.bot_id,
        bot_user_id=installed.bot_user_id,
        scopes=",".join(installed.bot_scopes or ()),
        user_id=installed.user_id,
        refresh_token=installed.bot_refresh_token,
        expires_at=_instant(installed.bot_token_expires_at),
        installed_at=_instant(installed.installed_at) or REAL.now(),
    )


def _instant(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
