"""Who and what is there from the start."""

from __future__ import annotations

from .workspace import Workspace

# who wrote it, and what
INTROS = (
    (
        "Ben",
        "Everyone, meet Jane Doe, CTO at Acme. We worked together at Initech and she is looking for somebody "
        "to run a data pilot. She's happy to hear from you: <mailto:jane@acme.example|jane@acme.example> or "
        "+1 212 555 0142.",
    ),
    (
        "Ada",
        "I have two free afternoons this month. If anybody wants a second pair of eyes on a proposal or a "
        "portfolio, write to me, glad to help.",
    ),
    (
        "Ben",
        "Does anyone know somebody in logistics in Rotterdam? A friend of mine is moving there for a new job.",
    ),
    (
        "Ada",
        "For Rotterdam: Pieter de Vries, head of operations at Havenlijn, is the kindest person I know there. "
        "<mailto:pieter@havenlijn.example|pieter@havenlijn.example>. Tell him I sent you.",
    ),
    (
        "Ben",
        "Thank you! One good turn: Maria Santos of Globex wants to hear from consultants who have done pricing "
        "work. I can introduce whoever is interested.",
    ),
    (
        "Ben",
        "And I'm hosting a breakfast for designers and founders in Berlin next month. Bring somebody you think "
        "the rest of us should meet.",
    ),
)


def fill(workspace: Workspace) -> None:
    """Two people, two channels, and what was said."""
    workspace.add_channel("general", [])
    workspace.add_channel("intros", [])
    workspace.add_user("Ada Lovett", "America/New_York", "en-US", "Independent consultant")
    workspace.add_user("Ben Okafor", "Europe/Berlin", "en-GB", "Product designer")
    talk(workspace)


def talk(workspace: Workspace) -> None:
    """What was said in the channels before anybody came to look; the two have read it."""
    intros = workspace.channel("intros")
    for name, text in INTROS:
        author = workspace.user_called(name)
        workspace.post(intros, {"user": author.id, "team": workspace.team_id, "text": text})
    for user_id in intros.members:
        workspace.mark_read(user_id, intros)
