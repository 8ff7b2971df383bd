"""What a listener answers with; `delivery` brings it to where the member is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from slack_sdk.models.blocks import Option

from bot.slack.kit import Message, Modal


@dataclass(frozen=True)
class Reply:
    """A message of its own, where the member acted (or in Goodword's DM, where there is no such place).

    `then` is what takes longer, and comes once the message is there: pictures, say.
    """

    message: Message
    then: Callable[[], None] | None = None


@dataclass(frozen=True)
class Replace:
    """A message in place of the one acted on."""

    message: Message


@dataclass(frozen=True)
class Open:
    """A modal; on top of the one that is open, if there is one.

    `filled` is for what takes a look-up: the modal opens at once as "Loading" and is filled when it is known.
    """

    modal: Modal
    filled: Callable[[], Modal] | None = None


@dataclass(frozen=True)
class Update:
    """A modal in place of the one acted on."""

    modal: Modal


@dataclass(frozen=True)
class Say:
    """A message in Goodword's DM, wherever the member is, and the modal it was asked for in as it is now."""

    message: Message
    modal: Modal


@dataclass(frozen=True)
class Errors:
    """Sentences on the fields of a form, which stays open with what was typed."""

    fields: dict[str, str]


@dataclass(frozen=True)
class Redraw:
    """A nudge as it is now, whatever this press changed."""

    delivery_id: int


@dataclass(frozen=True)
class Suggest:
    """The options of a type-ahead menu."""

    options: Sequence[Option] = field(default_factory=list)


@dataclass(frozen=True)
class Nothing:
    """No answer is owed."""


Outcome = Reply | Replace | Open | Update | Say | Errors | Redraw | Suggest | Nothing
