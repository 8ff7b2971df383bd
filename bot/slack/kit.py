"""Block Kit in few words, and the two things a view builder makes: messages and modals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks.block_elements import BlockElement, InputInteractiveElement
from slack_sdk.models.views import View

from bot.domain.words import shorten
from bot.slack.mrkdwn import entities, escape, fit

BLOCKS_IN_MESSAGE = 50
SECTION_LIMIT = 3000
BUTTON_LIMIT = 75
OPTION_LIMIT = 75


@dataclass(frozen=True)
class Message:
    """Blocks, and the text that notifications and screen readers get: plain, since it is escaped here.

    Without blocks the text is all there is, just as it was written: to be copied.
    """

    text: str
    blocks: Sequence[Block]

    def payload(self) -> dict[str, Any]:
        """The arguments of chat.postMessage, chat.update, an acknowledgement or a response_url."""
        if not self.blocks:
            return {"text": entities(self.text), "mrkdwn": False, "unfurl_links": False}
        return {
            "text": escape(shorten(self.text, SECTION_LIMIT)),
            "blocks": [block.to_dict() for block in self.blocks],
        }


@dataclass(frozen=True)
class Modal:
    """A form, or something to read with no more than a Close."""

    title: str
    blocks: Sequence[Block]
    callback_id: str | None = None
    submit: str | None = None
    close: str = "Close"
    metadata: str = ""

    def payload(self) -> dict[str, Any]:
        """The `view` of views.open, views.update or a response_action."""
        view = View(
            type="modal",
            title=plain(shorten(self.title, 24)),
            submit=plain(self.submit) if self.submit else None,
            close=plain(self.close),
            callback_id=self.callback_id,
            private_metadata=self.metadata,
            blocks=self.blocks,
        )
        return view.to_dict()


@dataclass(frozen=True)
class Home:
    """A member's Home tab."""

    blocks: Sequence[Block]

    def payload(self) -> dict[str, Any]:
        """The `view` of views.publish."""
        return View(type="home", blocks=self.blocks).to_dict()


def value(**parts: Any) -> str:
    """A button's value: what it is about. Whoever reads it back looks every id up in the book."""
    return urlencode({name: part for name, part in parts.items() if part is not None})


def parts(text: str) -> dict[str, str]:
    """What `value` was made of; empty for anything else."""
    return dict(parse_qsl(text)) if isinstance(text, str) else {}


def plain(text: str) -> PlainTextObject:
    """A plain text object."""
    return PlainTextObject(text=text, emoji=True)


def section(text: str, accessory: BlockElement | None = None, block_id: str | None = None) -> SectionBlock:
    """A paragraph of mrkdwn (already escaped), with an element beside it."""
    return SectionBlock(
        text=MarkdownTextObject(text=fit(text, SECTION_LIMIT) if text.strip() else "…"),
        accessory=accessory,
        block_id=block_id,
    )


def context(*texts: str) -> ContextBlock:
    """Small print."""
    return ContextBlock(elements=[MarkdownTextObject(text=fit(text, 2000)) for text in texts])


def actions(*elements: BlockElement, block_id: str | None = None) -> ActionsBlock:
    """A row of buttons and menus."""
    return ActionsBlock(elements=list[Any](elements), block_id=block_id)


def button(
    text: str,
    action_id: str,
    about: str = "",
    *,
    label: str | None = None,
    style: str | None = None,
    confirm: ConfirmObject | None = None,
    url: str | None = None,
) -> ButtonElement:
    """A button; `label` says deed and person for those who cannot see what stands around it.

    Args:
        url: what it opens; the app hears of the press all the same.
    """
    return ButtonElement(
        text=plain(shorten(text, BUTTON_LIMIT)),
        action_id=action_id,
        value=about or None,
        accessibility_label=shorten(label, BUTTON_LIMIT) if label else None,
        style=style,
        confirm=confirm,
        url=url,
    )


def confirm(title: str, text: str, yes: str, no: str = "Cancel", *, danger: bool = False) -> ConfirmObject:
    """The question asked before a deed."""
    return ConfirmObject(
        title=shorten(title, 100),
        text=plain(shorten(text, 300)),
        confirm=shorten(yes, 30),
        deny=shorten(no, 30),
        style="danger" if danger else None,
    )


def option(text: str, value: str) -> Option:
    """One choice of a menu."""
    return Option(text=plain(shorten(text, OPTION_LIMIT)), value=value)


def overflow(action_id: str, options: Sequence[Option]) -> OverflowMenuElement:
    """The ⋯ menu; Slack allows five options."""
    return OverflowMenuElement(action_id=action_id, options=options)


def menu(placeholder: str, action_id: str, options: Sequence[Option]) -> StaticSelectElement:
    """A menu that reads its placeholder until something is chosen."""
    return StaticSelectElement(placeholder=plain(placeholder), action_id=action_id, options=options)


def field(
    name: str,
    label: str,
    element: InputInteractiveElement,
    *,
    optional: bool = True,
    hint: str | None = None,
    dispatch: bool = False,
    version: str = "",
) -> InputBlock:
    """One input of a form.

    Args:
        name: what the listeners call it; errors name it too.
        version: changes the block's id, so that Slack takes the new initial value instead of keeping the old.
    """
    element.action_id = name
    return InputBlock(
        block_id=f"{name}{version}",
        label=plain(label),
        element=element,
        optional=optional,
        hint=plain(hint) if hint else None,
        dispatch_action=dispatch or None,
    )
