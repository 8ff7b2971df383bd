"""What the local Slack covers: the list a test holds it to."""

from __future__ import annotations

from collections.abc import Mapping

from .api import CONNECT, METHODS
from .oauth import ACCESS

COVERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    # each method, and the scopes any one of which it wants
    "methods": {**{name: method.scopes for name, method in METHODS.items()}, CONNECT: (), ACCESS: ()},
    # each event type, and what a person does to cause it
    "events": {
        "message": ("types in the DM", "uploads into the DM"),
        "app_home_opened": ("opens the Home tab", "opens the Messages tab"),
        "user_change": ("moves to another time zone",),
        "file_shared": ("uploads into the DM",),
        "tokens_revoked": ("the app is removed",),
        "app_uninstalled": ("the app is removed",),
    },
    # each other payload, and what causes it
    "interactions": {
        "slash_command": ("types a command",),
        "block_actions": ("presses or chooses in a message, a modal or the Home tab",),
        "block_suggestion": ("types into an external select",),
        "view_submission": ("submits a modal",),
        "view_closed": ("closes a modal that wants to know",),
        "shortcut": ("uses a global shortcut",),
        "message_action": ("uses a message shortcut",),
    },
    # each place with blocks, and what changes it
    "surfaces": {
        "message": ("chat.postMessage", "chat.update", "chat.delete", "in_channel answers", "response_url"),
        "ephemeral message": ("chat.postEphemeral", "answers to commands", "response_url"),
        "modal": ("views.open", "views.push", "views.update", "response_action"),
        "home": ("views.publish", "views.update"),
    },
    # each other address
    "addresses": {
        "response_url": ("five uses in thirty minutes",),
        "upload": ("the bytes of a file",),
        "url_private": ("the bot's token and files:read",),
        "link": ("Socket Mode",),
        "oauth": ("a code for each workspace, an organisation, refresh tokens",),
    },
}
