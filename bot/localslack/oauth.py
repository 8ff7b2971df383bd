"""Installing the app: Slack's page that asks whether it may, the code, and the tokens a code is worth."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from html import escape
from time import time
from urllib.parse import urlencode

from .api import Api
from .refusal import Json, Refusal

CLIENT_ID, CLIENT_SECRET = "111.222", "local-client-secret"
ACCESS = "oauth.v2.access"
AUTHORIZE = "/oauth/v2/authorize"


@dataclass
class _Code:
    """What somebody allowed, until the app fetches its token."""

    api: Api
    user_id: str
    org_wide: bool
    used: bool = False


@dataclass
class OAuth:
    """The app's installations in all workspaces of one local Slack.

    `lifetime` is how long a token lasts in seconds; none for ever, and then there are no refresh tokens.
    """

    apis: list[Api] = field(default_factory=list)
    redirect_uri: str = ""
    lifetime: int | None = None
    _codes: dict[str, _Code] = field(default_factory=dict)
    _refresh: dict[str, Api] = field(default_factory=dict)

    def api_of(self, token: str | None) -> Api | None:
        """The workspace that a bot's token is for."""
        return next((api for api in self.apis if token in api.tokens.bots), None)

    def page(self, asked: dict[str, str]) -> str:
        """Where may it be installed? A link for each workspace, and one to decline."""
        self._insist(asked.get("client_id"))
        links = [(api.workspace.team_name, {"team": api.workspace.team_id}) for api in self.apis]
        links += [
            (api.workspace.enterprise["name"], {"team": api.workspace.team_id, "org": "1"})
            for api in self.apis
            if api.workspace.enterprise
        ]
        carried = {name: asked.get(name, "") for name in ("state", "redirect_uri", "scope")}
        shown = [f'<a href="{escape(self._allow(carried | more))}">Allow in {escape(name)}</a>' for name, more in links]
        shown.append(f'<a href="{escape(self._back(asked, error="access_denied"))}">Cancel</a>')
        return "<!doctype html><title>Install</title>" + "<br>".join(shown)

    def allowed(self, asked: dict[str, str]) -> str:
        """Somebody allowed it: the address that takes a code to the app."""
        api = next(each for each in self.apis if each.workspace.team_id == asked.get("team"))
        with api.workspace.reading():
            user = next(each for each in api.workspace.users.values() if not each.is_bot)
        code = secrets.token_urlsafe(12)
        self._codes[code] = _Code(api, user.id, bool(asked.get("org")))
        return self._back(asked, code=code)

    def access(self, arguments: Json, client_id: str | None, client_secret: str | None) -> Json:
        """oauth.v2.access: a token for a code, or another one for a refresh token."""
        self._insist(client_id or arguments.get("client_id"))
        if (client_secret or arguments.get("client_secret")) != CLIENT_SECRET:
            raise Refusal("bad_client_secret")
        kind = arguments.get("grant_type") or "authorization_code"
        if kind == "refresh_token":
            return self._renewed(str(arguments.get("refresh_token")))
        if kind != "authorization_code":
            raise Refusal("invalid_grant_type")
        return self._granted(str(arguments.get("code")))

    def revoke(self, api: Api) -> None:
        """The app was removed from a workspace: its tokens are worth nothing."""
        api.tokens.void.update(api.tokens.bots)
        api.tokens.bots.clear()
        self._refresh = {token: each for token, each in self._refresh.items() if each is not api}

    def _granted(self, given: str) -> Json:
        code = self._codes.get(given)
        if code is None:
            raise Refusal("invalid_code")
        if code.used:
            raise Refusal("code_already_used")
        code.used = True
        workspace = code.api.workspace
        workspace.org_wide = code.org_wide
        team = {"id": workspace.team_id, "name": workspace.team_name}
        return {
            "ok": True,
            "app_id": workspace.app_id,
            "authed_user": {"id": code.user_id},
            "team": None if code.org_wide else team,
            "enterprise": workspace.enterprise,
            "is_enterprise_install": code.org_wide,
            **self._token(code.api),
        }

    def _renewed(self, refresh_token: str) -> Json:
        api = self._refresh.pop(refresh_token, None)
        if api is None:
            raise Refusal("invalid_refresh_token")
        workspace = api.workspace
        return {"ok": True, "app_id": workspace.app_id, "team": {"id": workspace.team_id}, **self._token(api)}

    def _token(self, api: Api) -> Json:
        token = f"xoxb-{api.workspace.team_id}-{secrets.token_hex(8)}"
        api.tokens.bots.add(token)
        told: Json = {"access_token": token, "token_type": "bot", "scope": ",".join(sorted(api.scopes))}
        told["bot_user_id"] = api.workspace.bot_user_id
        if self.lifetime is not None:
            refresh = f"xoxe-1-{secrets.token_hex(8)}"
            self._refresh[refresh] = api
            told |= {"refresh_token": refresh, "expires_in": self.lifetime}
        return told

    def _insist(self, client_id: str | None) -> None:
        if client_id != CLIENT_ID:
            raise Refusal("invalid_client_id")

    def _allow(self, carried: dict[str, str]) -> str:
        return f"{AUTHORIZE}/allow?{urlencode(carried)}"

    def _back(self, asked: dict[str, str], **more: str) -> str:
        where = asked.get("redirect_uri") or self.redirect_uri
        return f"{where}?{urlencode({**more, 'state': asked.get('state', '')})}"


def removed(api: Api) -> list[Json]:
    """The events that tell the app it was removed, in the order Slack happens to send them here."""
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [api.workspace.bot_user_id]}}
    return [revoked | {"event_ts": f"{time():.6f}"}, {"type": "app_uninstalled"}]
