"""The Web API: one table from a method's name to its function and scopes, and the way to a method."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field

from . import methods_chat as chat
from . import methods_conversations as conversations
from . import methods_files as files
from . import methods_users as users
from . import methods_views as views
from .call import Call, Function, lacking
from .manifest import Manifest
from .refusal import Json, Refusal
from .workspace import Workspace


@dataclass(frozen=True)
class Method:
    """What a call does, and the scopes any one of which lets it in (none: a token is enough)."""

    function: Function
    scopes: tuple[str, ...] = ()


_READ = ("channels:read", "im:read")
_HISTORY = ("channels:history", "im:history")

METHODS: Mapping[str, Method] = {
    "api.test": Method(users.api_test),
    "auth.test": Method(users.auth_test),
    "bots.info": Method(users.bots_info, ("users:read",)),
    "chat.delete": Method(chat.delete, ("chat:write",)),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("chat:write",)),
    "chat.postMessage": Method(chat.post_message, ("chat:write",)),
    "chat.scheduleMessage": Method(chat.schedule_message, ("chat:write",)),
    "chat.update": Method(chat.update, ("chat:write",)),
    "conversations.history": Method(conversations.history, _HISTORY),
    "conversations.info": Method(conversations.info, _READ),
    "conversations.list": Method(conversations.list_conversations, _READ),
    "conversations.members": Method(conversations.members, _READ),
    "conversations.open": Method(conversations.open_conversation, ("im:write",)),
    "conversations.replies": Method(conversations.replies, _HISTORY),
    "files.completeUploadExternal": Method(files.complete_upload, ("files:write",)),
    "files.delete": Method(files.delete, ("files:write",)),
    "files.getUploadURLExternal": Method(files.get_upload_url, ("files:write",)),
    "files.info": Method(files.info, ("files:read",)),
    "reactions.add": Method(chat.add_reaction, ("reactions:write",)),
    "team.info": Method(users.team_info, ("team:read",)),
    "users.info": Method(users.info, ("users:read",)),
    "users.list": Method(users.list_users, ("users:read",)),
    "users.profile.get": Method(users.profile_get, ("users.profile:read",)),
    "views.open": Method(views.open_view),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}

# The one method that takes the app's token, not the bot's; the server answers it, for it hands out sockets.
CONNECT = "apps.connections.open"
NO_TOKEN = frozenset({"api.test"})


@dataclass(frozen=True)
class Tokens:
    """What the app has to prove who it is."""

    bots: set[str]  # those in force: none where it is not installed
    app: str
    void: set[str] = field(default_factory=set)  # of where it was removed


class Api:
    """Answers calls: who asks, whether they may, and then the method's own function."""

    def __init__(self, workspace: Workspace, manifest: Manifest, tokens: Tokens) -> None:
        self.workspace = workspace
        self._manifest = manifest
        self.tokens = tokens
        self.scopes = manifest.scopes

    def answer(self, name: str, token: str | None, arguments: Json) -> Json:
        """Answer a call or raise the `Refusal` it gets."""
        method = METHODS.get(name)
        if method is None:
            raise Refusal("unknown_method", req_method=name)
        if name not in NO_TOKEN:
            self._insist_on_token(token)
        self._insist_on_scope(method)
        with self.workspace.changing():
            call = Call(self.workspace, arguments, self._manifest)
            return {"ok": True, **copy.deepcopy(method.function(call))}

    def insist_on_app_token(self, token: str | None) -> None:
        """Refuse any but the app-level token."""
        if token in self.tokens.bots:
            raise Refusal("not_allowed_token_type")
        if token != self.tokens.app:
            raise Refusal("invalid_auth" if token else "not_authed")

    def knows(self, token: str | None) -> bool:
        """Whether a token is this workspace's, or was."""
        return token in self.tokens.bots or token in self.tokens.void

    def may_download(self, token: str | None) -> bool:
        """Whether private files open to this token."""
        return token in self.tokens.bots and "files:read" in self.scopes

    def _insist_on_token(self, token: str | None) -> None:
        if not token:
            raise Refusal("not_authed")
        if token == self.tokens.app:
            raise Refusal("not_allowed_token_type")
        if token in self.tokens.void:
            raise Refusal("account_inactive")
        if token not in self.tokens.bots:
            raise Refusal("invalid_auth")

    def _insist_on_scope(self, method: Method) -> None:
        if method.scopes and not self.scopes.intersection(method.scopes):
            raise lacking(",".join(method.scopes), self.scopes)
