"""A real Slack on loopback, to run the whole app and its tests against.

    with LocalSlack(manifest) as slack:
        ...  # connect a Bolt app to slack.api_url
        ada = slack.person("Ada")
        ada.types("/contact add Jane Doe")
        ada.sees("Saved Jane Doe")
        ada.press("Add note")
        ada.sees_modal("Note").fill("Note", "likes tea")
        ada.modal.submit()

Whoever opens `slack.url` in a browser sees the workspace and acts in it, as a person by hand.

It speaks the Web API and delivers by Socket Mode or signed HTTP; it refuses what Slack refuses, in Slack's
words; `LocalSlack.covers` lists what it knows. It imports nothing of the app.
"""

from .journal import Entry
from .localslack import LocalSlack
from .modal import Modal
from .onlooker import Home
from .person import Person
from .screen import Answer, NotSeen
from .timing import MovableClock, Timing
from .trouble import Trouble

__all__ = [
    "Answer",
    "Entry",
    "Home",
    "LocalSlack",
    "Modal",
    "MovableClock",
    "NotSeen",
    "Person",
    "Timing",
    "Trouble",
]
