"""How the page draws what apps send (every block, every element, mrkdwn, none of it as markup), and for whom."""

from typing import Any

import pytest
from slack_sdk import WebClient

from . import chromium, gallery
from .visitor import Visitor

chromium.insist()

HERE = "{names: {U1: 'Ada', C1: 'intros'}, me: 'U1'}"
MRKDWN = [
    ("*bold* _italic_ ~struck~ `code`", "<strong>bold</strong> <em>italic</em> <s>struck</s> <code>code</code>"),
    ("*bold _and italic_*", "<strong>bold <em>and italic</em></strong>"),
    ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
    ("`*not bold* <@U1>`", "<code>*not bold* &lt;@U1&gt;</code>"),
    ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c"),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("<javascript:alert(1)|press me>", "press me"),
    ("> said\n&gt; twice\nthen", "<blockquote>said\ntwice</blockquote>then"),
    ("```\nx = *1*\n```", "<pre>x = *1*</pre>"),
    ("• one\n• two", '<ul class="bullets"><li>one</li><li>two</li></ul>'),
    ("hi <@U1>", '<span class="mention mention-me" dir="auto">@Ada</span>'),
    ("in <#C1|>", '<a class="mention" href="#/C1">#intros</a>'),
    ("<!here>", '<span class="mention mention-me">@here</span>'),
    (":wave: :nothing_known:", "👋 :nothing_known:"),
    ("<!date^1796050800^on {date_num}^https://x.example/|then>", 'on 2026-11-30'),
    ("<!date^1796050800^{nonsense}|then>", "<time>then</time>"),
    ("<tel:+12125550142|call>", 'href="tel:+12125550142"'),
    ("see https://x.example/a_b_c.", 'href="https://x.example/a_b_c"'),
]  # fmt: skip


def api(visitor: Visitor) -> WebClient:
    slack = visitor.local.slack
    return WebClient(slack.bot_token, base_url=slack.api_url)


def say(visitor: Visitor, **message: Any) -> None:
    api(visitor).chat_postMessage(channel=visitor.local.slack.person("Ada").id, **message)


@pytest.fixture
def form(visitor: Visitor) -> Any:
    """A modal with one of each input before Ada."""
    workspace = visitor.local.slack.workspace
    with workspace.changing():
        workspace.views.open(visitor.local.slack.person("Ada").id, gallery.FORM)
    modal = visitor.modal("Every input")
    modal.wait_for()
    return modal


def state(visitor: Visitor) -> dict[str, Any]:
    """What the form holds, as Slack would tell the app."""
    modal = visitor.local.slack.person("Ada").modal
    assert modal is not None
    return {name: block[name] for name, block in modal.view["state"]["values"].items()}


def test_mrkdwn_reads_as_in_slack(visitor: Visitor) -> None:
    draw = f"""async (text) => {{ const {{mrkdwn}} = await import('/page/mrkdwn.js');
        const box = document.createElement('div'); box.append(...mrkdwn(text, {HERE})); return box.innerHTML; }}"""
    for text, expected in MRKDWN:
        assert expected in visitor.page.evaluate(draw, text), text


def test_words_never_become_markup(visitor: Visitor) -> None:
    visitor.writes("<img src=x onerror=document.title='gone'> & <b>bold</b>")
    visitor.message("<img src=x onerror").wait_for()
    assert visitor.page.locator(".message b, .message img").count() == 0


def test_every_block_is_drawn(visitor: Visitor) -> None:
    say(visitor, text="Everything", blocks=gallery.MESSAGE)
    message = visitor.message("A header 👋")
    message.wait_for()
    shown = message.inner_text()
    for words in ("PyCon", "A cat on a keyboard", "bold and struck🎉", "first", "one bold", "small print"):
        assert words in shown, words
    assert "draw" not in shown
    message.get_by_role("button", name="Danger").click()
    question = visitor.page.get_by_role("alertdialog", name="Sure?")
    question.get_by_role("button", name="No").click()
    message.get_by_role("button", name="More actions").first.click()
    visitor.page.get_by_role("menuitem", name="Archive").wait_for()


def test_every_input_keeps_what_it_is_given(visitor: Visitor, form: Any) -> None:
    form.get_by_label("Line").fill("a line")
    form.get_by_label("Paragraph").fill("two\nlines")
    form.get_by_role("combobox", name="Teas").click()
    visitor.page.get_by_role("option", name="Black").click()
    visitor.page.get_by_role("option", name="Mint").click()
    visitor.page.keyboard.press("Escape")
    form.get_by_role("combobox", name="Person").click()
    visitor.page.get_by_role("option", name="Ben Okafor").click()
    form.get_by_role("radio", name="Mint").check()
    form.get_by_role("checkbox", name="Green").check()
    form.get_by_label("Day").fill("2026-12-01")
    form.get_by_label("Moment").fill("2026-12-01T09:00")
    form.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b"})
    form.get_by_text("a.csv").wait_for()
    visitor.page.wait_for_timeout(400)
    held = state(visitor)
    assert (held["line"]["value"], held["paragraph"]["value"]) == ("a line", "two\nlines")
    assert [each["value"] for each in held["teas"]["selected_options"]] == ["black", "mint"]
    assert held["person"]["selected_user"] == visitor.local.slack.person("Ben").id
    assert held["choice"]["selected_option"]["value"] == "mint"
    assert [each["value"] for each in held["choices"]["selected_options"]] == ["green"]
    assert held["day"]["selected_date"] == "2026-12-01"
    assert held["moment"]["selected_date_time"] == 1796133600  # nine in New York
    assert [each["name"] for each in held["papers"]["files"]] == ["a.csv"]
    assert form.get_by_label("Line").input_value() == "a line"


def test_files_are_shown_and_can_be_sent(visitor: Visitor) -> None:
    visitor.page.locator(".composer input[type=file]").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": b"name\nJane"}
    )
    visitor.page.locator(".composer .chip", has_text="people.csv").wait_for()
    visitor.box.fill("here they are")
    visitor.button("Send now").click()
    sent = visitor.page.locator(".message", has_text="here they are").first  # Goodword's answer quotes the words
    sent.get_by_role("link", name="people.csv").wait_for()


def test_text_from_right_to_left_and_long_names_fit(visitor: Visitor) -> None:
    say(visitor, text="مرحبا بالعالم")
    assert visitor.message("مرحبا").locator(".words").evaluate("node => getComputedStyle(node).direction") == "rtl"
    say(visitor, text="W" * 400)
    visitor.message("WWWW").wait_for()
    pane = visitor.page.locator(".message-pane .scroller")
    assert pane.evaluate("node => node.scrollWidth <= node.clientWidth")


# -- for everybody

NAMELESS = """() => [...document.querySelectorAll('button, a[href], input:not([hidden]), textarea, [role=combobox]')]
    .filter((node) => node.checkVisibility()).filter((node) => !(node.ariaLabel || node.innerText?.trim() ||
    node.labels?.length || node.getAttribute('aria-labelledby') || node.placeholder)).map((node) => node.outerHTML)"""
DANGLING = """() => [...document.querySelectorAll('[aria-labelledby], [aria-controls], [for]')].flatMap((node) =>
    ['aria-labelledby', 'aria-controls', 'for'].map((name) => node.getAttribute(name)).filter(Boolean))
    .filter((id) => !document.getElementById(id))"""
PALE = """() => {
    const number = (text) => text.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map((each) => each / 255).map((each) => each <= 0.03928 ? each / 12.92
        : ((each + 0.055) / 1.055) ** 2.4).reduce((sum, each, n) => sum + each * [0.2126, 0.7152, 0.0722][n], 0);
    const ground = (node) => { for (; node; node = node.parentElement) {
        const colour = number(getComputedStyle(node).backgroundColor);
        if (colour.length < 4 || colour[3] > 0.5) return colour; } return [255, 255, 255]; };
    const contrast = (node) => { const [a, b] = [light(number(getComputedStyle(node).color)), light(ground(node))];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); };
    return [...document.querySelectorAll('body *')].filter((node) => node.checkVisibility({opacityProperty: true}) &&
        [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
        .filter((node) => contrast(node) < 4.5).map((node) => `${contrast(node)} ${node.outerHTML.slice(0, 120)}`);
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_use_it(options: dict[str, Any], theme: str, request: pytest.FixtureRequest) -> None:
    options["color_scheme"] = theme
    visitor: Visitor = request.getfixturevalue("visitor")
    visitor.writes("/contact nobody known")
    say(visitor, text="Everything", blocks=gallery.MESSAGE)
    visitor.message("A header").wait_for()
    visitor.opens_what_happened()
    request.getfixturevalue("form")
    for look in (NAMELESS, DANGLING, PALE):
        assert visitor.page.evaluate(look) == []
    visitor.page.keyboard.press("Escape")
    visitor.modal("Every input").wait_for(state="hidden")
    for role in ("banner", "navigation", "main", "complementary"):
        assert visitor.page.get_by_role(role).first.is_visible(), role


def test_focus_goes_through_the_page_in_the_order_it_is_read(visitor: Visitor) -> None:
    parts = ["#bar", ".sidebar", ".strip", ".place-head", ".message-pane", ".composer"]
    where = "(parts) => parts.find((each) => document.activeElement.closest(each))"
    visitor.page.get_by_role("link", name="Skip to the conversation").focus()
    met: list[str] = []
    while not met or met[-1] != parts[-1]:
        visitor.page.keyboard.press("Tab")
        part = visitor.page.evaluate(where, parts)
        if part not in met:
            met.append(part)
    assert met == parts
