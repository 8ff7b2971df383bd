"""Introductions and a win, as somebody sees them in a browser."""

from .conftest import SCREENSHOTS
from .visitor import Visitor


def chooses(visitor: Visitor, label: str, name: str) -> None:
    """Type into a menu of people, and take what it offers."""
    visitor.modal("Log an introduction").get_by_role("combobox", name=label).click()
    visitor.page.keyboard.type(name)
    visitor.page.get_by_role("option", name=name).first.click()


def photographs(visitor: Visitor, name: str) -> None:
    visitor.page.screenshot(path=SCREENSHOTS / f"introductions_{name}.png")


def test_from_the_form_to_a_win(visitor: Visitor) -> None:
    visitor.uses("Log an introduction")
    modal = visitor.modal("Log an introduction")
    chooses(visitor, "Who introduced you", "Bob Marsh")
    modal.get_by_role("radio", name="Somebody said they would").check()
    modal.get_by_text("Who offered").wait_for()
    assert modal.get_by_role("combobox", name="Who offered").inner_text() == "Add “Bob Marsh”"
    modal.get_by_role("radio", name="Somebody introduced me").check()
    modal.get_by_text("Who introduced you").wait_for()
    chooses(visitor, "To whom", "Jane Doe")
    photographs(visitor, "form")
    modal.get_by_role("button", name="Save", exact=True).click()
    visitor.goes_to("Goodword")
    said = visitor.message("Bob Marsh introduced you to Jane Doe")
    said.get_by_role("button", name="We talked").click()
    visitor.message("You two have talked.").wait_for()
    photographs(visitor, "one")
    visitor.writes("intro Ann Chovy introduced me to Bob")
    visitor.message("Ann Chovy introduced you to Bob Marsh").wait_for()
    visitor.writes("intro introduce Ann to Tom Stone about hiring")
    visitor.message("You want to introduce Ann Chovy to Tom Stone").wait_for()
    photographs(visitor, "made")
    visitor.writes("intros")
    visitor.message("To see what comes of it").wait_for()
    photographs(visitor, "all")
    visitor.writes("win Jane signed a contract")
    win = visitor.message("A win with Jane Doe")
    win.get_by_role("checkbox", name="Ann Chovy").uncheck()
    win.get_by_role("checkbox", name="Bob Marsh", checked=True).wait_for()
    photographs(visitor, "win")
    visitor.moves_clock("Tomorrow, 09:00")
    visitor.message("Thank Bob for introducing you to Jane").wait_for()
    photographs(visitor, "digest")
    assert visitor.local.slack.refusals == []
