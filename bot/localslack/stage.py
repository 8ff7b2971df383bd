"""What everything a person does goes through."""

from __future__ import annotations

from dataclasses import dataclass

from .delivery import Courier
from .journal import Entry, Journal
from .manifest import Manifest
from .payloads import Payloads
from .refusal import Json, Refusal
from .workspace import Workspace


@dataclass(frozen=True)
class Stage:
    """The workspace and the ways from it to the app."""

    workspace: Workspace
    manifest: Manifest
    payloads: Payloads
    courier: Courier
    journal: Journal

    def refuse(self, name: str, answer: Json, refusal: Refusal, user_id: str) -> None:
        """Write down that an acknowledgement carried something Slack does not take."""
        self.journal.add(Entry("answer", name, answer, refusal.answer(), refusal.error, concerns=user_id))
