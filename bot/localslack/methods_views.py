"""views.*: modals and Home tabs."""

from __future__ import annotations

from . import limits
from .call import Call
from .refusal import Json, Refusal, insist


def open_view(call: Call) -> Json:
    """views.open."""
    given = _checked(call, "modal")
    trigger = call.workspace.tickets.exchange(call.required("trigger_id"))
    return {"view": call.workspace.views.open(trigger.user_id, given).shown()}


def push(call: Call) -> Json:
    """views.push."""
    given = _checked(call, "modal")
    trigger = call.workspace.tickets.exchange(call.required("trigger_id"))
    return {"view": call.workspace.views.push(trigger.user_id, given).shown()}


def update(call: Call) -> Json:
    """views.update, by either id; a `hash` has to be the present one."""
    given = _checked(call, "modal", "home")
    view = call.workspace.views.find(call.text("view_id"), call.text("external_id"))
    _insist_on_hash(call, view.raw)
    if view.raw["type"] != given["type"]:
        raise Refusal("invalid_arguments", "[ERROR] a view cannot change its type [json-pointer:/view/type]")
    return {"view": call.workspace.views.update(view, given).shown()}


def publish(call: Call) -> Json:
    """views.publish."""
    given = _checked(call, "home")
    user = call.user("user_id")
    if not call.manifest.home_tab:
        raise Refusal("not_enabled")
    before = call.workspace.views.home(user.id)
    if before is not None:
        _insist_on_hash(call, before.raw)
    return {"view": call.workspace.views.publish(user.id, given).shown()}


def _checked(call: Call, *kinds: str) -> Json:
    view = call.view(*kinds)
    insist(limits.check_view(view))
    return view


def _insist_on_hash(call: Call, present: Json) -> None:
    if call.text("hash") not in (None, present["hash"]):
        raise Refusal("hash_conflict")
