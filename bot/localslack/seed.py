"""Who and what is there from the start."""

from __future__ import annotations

from .workspace import Workspace

_INTRODUCTION = (
    "Everyone, meet Jane Doe, CTO at Acme. We worked together at Initech and she is looking for somebody "
    "to run a data pilot. She's happy to hear from you: <mailto:jane@acme.example|jane@acme.example> or "
    "+1 212 555 0142."
)
_OFFER = (
    "I have two free afternoons this month. If anybody wants a second pair of eyes on a proposal or a "
    "portfolio, write to me, glad to help."
)
_QUESTION = "Does anyone know somebody in logistics in Rotterdam? A friend of mine is moving there for a new job."


def fill(workspace: Workspace) -> None:
    """Two people, two channels, three messages."""
    workspace.add_channel("general", [])
    intros = workspace.add_channel("intros", [])
    ada = workspace.add_user("Ada Lovett", "America/New_York", "en-US", "Independent consultant")
    ben = workspace.add_user("Ben Okafor", "Europe/Berlin", "en-GB", "Product designer")
    for author, text in ((ben, _INTRODUCTION), (ada, _OFFER), (ben, _QUESTION)):
        workspace.post(intros, {"user": author.id, "team": workspace.team_id, "text": text})
