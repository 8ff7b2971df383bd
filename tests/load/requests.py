"""What members do all day, as signed requests: mostly commands, some typing in menus, some looks at Home."""

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from string import ascii_lowercase
from urllib.parse import urlencode

from bot.localslack.signed import FORM, JSON, signature
from tests.bench.bare import SECRET

TEAM = "T1"


@dataclass(frozen=True)
class Request:
    """One signed request, made when it is sent."""

    kind: str
    body: str
    content_type: str = FORM

    def headers(self) -> dict[str, str]:
        """With the signature of this moment."""
        now = str(int(time.time()))
        signed = signature(SECRET, now, self.body.encode())
        return {
            "Content-Type": self.content_type,
            "X-Slack-Request-Timestamp": now,
            "X-Slack-Signature": signed,
        }


@dataclass
class Members:
    """So many members, and the names that each has in the book so far."""

    many: int
    response_url: str
    names: dict[int, list[str]] = field(default_factory=dict)
    _chance: random.Random = field(default_factory=lambda: random.Random("load"))
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def first(self, member: int) -> Request:
        """What a member does first: add somebody."""
        return self._add(member)

    def any(self) -> Request:
        """What some member does next."""
        [kind] = self._chance.choices(list(KINDS), weights=list(KINDS.values()))
        return _DEEDS[kind](self, self._chance.randrange(self.many))

    def _add(self, member: int) -> Request:
        name = self._name()
        self.names.setdefault(member, []).append(name)
        what = f"met {name} (CTO at {self._word()}) at PyCon, follow up in 2 weeks about the pilot"
        return self._command("a line about somebody new", member, what)

    def _card(self, member: int) -> Request:
        return self._command("a card", member, self._known(member))

    def _note(self, member: int) -> Request:
        return self._command("a note", member, f"note {self._known(member)}: her budget is with her boss")

    def _follow_up(self, member: int) -> Request:
        return self._command("a follow-up", member, f"followup {self._known(member)} friday about the pilot")

    def _find(self, member: int) -> Request:
        return self._command("a search", member, f"find {self._known(member).split()[0]}")

    def _due(self, member: int) -> Request:
        return self._command("what is due", member, "due")

    def _help(self, member: int) -> Request:
        return self._command("help", member, "help")

    def _types(self, member: int) -> Request:
        user = {"id": f"U{member}", "team_id": TEAM, "username": "ann", "name": "ann"}
        typed = {"type": "block_suggestion", "action_id": "introduced_by", "block_id": "b"}
        typed |= {"value": self._known(member)[:3], "user": user, "team": {"id": TEAM}, "api_app_id": "A1"}
        return Request("typing in a menu", urlencode({"payload": json.dumps(typed)}))

    def _opens_home(self, member: int) -> Request:
        event = {"type": "app_home_opened", "user": f"U{member}", "channel": f"D{member}", "tab": "home"}
        told = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A1", "event": event}
        return Request("Home", json.dumps({**told, "event_id": f"Ev{next(self._numbers)}"}), JSON)

    def _command(self, kind: str, member: int, text: str) -> Request:
        form = {"command": "/contact", "text": text, "team_id": TEAM, "user_id": f"U{member}", "channel_id": "C1"}
        more = {"trigger_id": f"{next(self._numbers)}.1", "response_url": self.response_url, "user_name": "ann"}
        return Request(kind, urlencode(form | more))

    def _known(self, member: int) -> str:
        return self._chance.choice(self.names.get(member) or ["Jane Doe"])

    def _name(self) -> str:
        return f"{self._word()} {self._word()}"

    def _word(self) -> str:
        return "".join(self._chance.choices(ascii_lowercase, k=7)).capitalize()


# Of a hundred requests, how many are which.
KINDS: Mapping[str, int] = {
    "add": 25,
    "card": 20,
    "note": 12,
    "find": 10,
    "follow_up": 8,
    "due": 8,
    "types": 8,
    "home": 6,
    "help": 3,
}
_DEEDS: Mapping[str, Callable[[Members, int], Request]] = {
    "add": Members._add,
    "card": Members._card,
    "note": Members._note,
    "find": Members._find,
    "follow_up": Members._follow_up,
    "due": Members._due,
    "types": Members._types,
    "home": Members._opens_home,
    "help": Members._help,
}
