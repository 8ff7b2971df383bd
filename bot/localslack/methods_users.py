"""users.*, team.*, bots.*, auth.*, api.*: who is who."""

from __future__ import annotations

from .call import Call
from .methods_conversations import paged
from .refusal import Json, Refusal, missing
from .workspace import User


def auth_test(call: Call) -> Json:
    """auth.test."""
    workspace = call.workspace
    return {
        "url": f"https://{workspace.team_domain}.slack.com/",
        "team": workspace.team_name,
        "team_id": workspace.team_id,
        "user": workspace.users[workspace.bot_user_id].handle,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "app_id": workspace.app_id,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Json:
    """api.test: the arguments come back."""
    if error := call.text("error"):
        raise Refusal(error, args=call.arguments)
    return {"args": call.arguments}


def info(call: Call) -> Json:
    """users.info."""
    return {"user": _user_object(call, call.user())}


def list_users(call: Call) -> Json:
    """users.list."""
    members, cursor = paged(call, list(call.workspace.users.values()), 100)
    return {"members": [_user_object(call, each) for each in members], "cache_ts": 0, **cursor}


def profile_get(call: Call) -> Json:
    """users.profile.get."""
    if not call.text("user"):
        raise missing("user")
    return {"profile": _profile(call, call.user())}


def team_info(call: Call) -> Json:
    """team.info."""
    workspace = call.workspace
    team = {"id": workspace.team_id, "name": workspace.team_name, "domain": workspace.team_domain}
    return {"team": team | {"email_domain": "local-slack.example", "icon": {"image_default": True}}}


def bots_info(call: Call) -> Json:
    """bots.info."""
    workspace = call.workspace
    if call.text("bot") not in (None, workspace.bot_id):
        raise Refusal("bot_not_found")
    bot = {"id": workspace.bot_id, "name": workspace.app_name, "app_id": workspace.app_id}
    return {"bot": bot | {"user_id": workspace.bot_user_id, "deleted": False, "updated": 0, "icons": {}}}


def _user_object(call: Call, user: User) -> Json:
    described: Json = {
        "id": user.id,
        "team_id": call.workspace.team_id,
        "name": user.handle,
        "real_name": user.real_name,
        "deleted": not call.workspace.is_active(user.id),
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.tz_offset(call.workspace.now()),
        "updated": 0,
        "profile": _profile(call, user),
    }
    return described | ({"locale": user.locale} if call.flag("include_locale") else {})


def _profile(call: Call, user: User) -> Json:
    first, _, last = user.real_name.partition(" ")
    profile: Json = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.display_name,
        "display_name_normalized": user.display_name,
        "first_name": first,
        "last_name": last,
        "title": user.title,
        "phone": "",
        "status_text": "",
        "status_emoji": "",
        "team": call.workspace.team_id,
    }
    may_see_email = "users:read.email" in call.manifest.scopes and not user.is_bot
    return profile | ({"email": user.email} if may_see_email else {})
