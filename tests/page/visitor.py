"""Somebody at the page: what they do with mouse and keyboard, and what they see."""

from typing import Any
from urllib.parse import urlsplit

from bot.local import LocalBot

HERE = ("127.0.0.1", "")  # an address without a host is the page's own data


class Visitor:
    """A browser's page, and who sits before it. `page` is Playwright's."""

    def __init__(self, page: Any, local: LocalBot) -> None:
        self.page, self.local = page, local
        self.complaints: list[str] = []
        self.outside: list[str] = []
        page.set_default_timeout(15_000)
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._notes(request.url))
        page.on("websocket", lambda socket: self._notes(socket.url))

    def _notes(self, url: str) -> None:
        if (urlsplit(url).hostname or "") not in HERE:
            self.outside.append(url)

    # -- doing

    def arrives(self, address: str = "") -> None:
        """Open the page, and wait for the welcome."""
        self.page.goto(f"{self.local.slack.url}/{address}")
        self.message("Tell me who you met").wait_for()
        self.local.slack.settle()

    def goes_to(self, place: str) -> None:
        """Press a channel or the app in the sidebar."""
        self.page.get_by_role("navigation", name="Channels and people").get_by_role("link", name=place).click()
        self.page.get_by_role("heading", level=1, name=place).wait_for()

    def writes(self, text: str) -> None:
        """Write into the message box and send it."""
        self.box.fill(text)
        self.box.press("Enter")

    def does(self, deed: str, message: Any) -> None:
        """Choose from a message's menu."""
        message.hover()
        message.get_by_role("button", name="More actions").click()
        self.page.get_by_role("menuitem", name=deed).click()

    def uses(self, shortcut: str) -> None:
        """Use a global shortcut."""
        self.button("Attach a file or use a shortcut").click()
        self.page.get_by_role("menuitem", name=shortcut).click()

    def moves_clock(self, jump: str) -> None:
        """Move the clock by one of its buttons."""
        self.button("The clock:").click()
        self.button(jump).click()
        self.page.get_by_role("dialog", name="Move the clock").wait_for(state="detached")

    def switches_to(self, name: str) -> None:
        """Become somebody else."""
        self.page.get_by_role("group", name="Whose screen this is").get_by_role("button", name=name).click()
        self.page.get_by_role("button", name=name, pressed=True).wait_for()

    def turns_on(self, trouble: str) -> None:
        """Ask for trouble."""
        self.button("Trouble").click()
        self.page.get_by_role("switch", name=trouble).check()
        self.page.keyboard.press("Escape")

    def opens_what_happened(self) -> Any:
        """Open the panel of what happened."""
        self.button("What happened").first.click()
        return self.page.get_by_role("complementary", name="What happened")

    def tabs_to(self, target: Any, most: int = 60) -> None:
        """Press Tab until something has focus."""
        for _ in range(most):
            if target.evaluate("node => node === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to it; focus is on {self.focus}")

    # -- seeing

    @property
    def box(self) -> Any:
        """The message box."""
        return self.page.get_by_role("textbox", name="Message ")

    @property
    def messages(self) -> Any:
        """All messages on screen."""
        return self.page.locator(".message")

    def message(self, words: str) -> Any:
        """The newest message with these words."""
        return self.messages.filter(has_text=words).last

    def button(self, name: str) -> Any:
        """A button by its name."""
        return self.page.get_by_role("button", name=name)

    def modal(self, title: str) -> Any:
        """A modal by its title."""
        return self.page.get_by_role("dialog", name=title)

    def sees_value(self, field: Any, value: str, patience: int = 50) -> None:
        """Wait until a field holds this."""
        while field.input_value() != value:
            patience -= 1
            assert patience, f"the field holds {field.input_value()!r}"
            self.page.wait_for_timeout(50)

    @property
    def focus(self) -> str:
        """What has focus, in words."""
        return self.page.evaluate("document.activeElement.outerHTML.slice(0, 2000)")

    def is_in(self, place: str) -> bool:
        """Whether focus is inside a part of the page."""
        return self.page.evaluate("place => Boolean(document.activeElement.closest(place))", place)
