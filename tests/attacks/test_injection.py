"""What people write is words: never SQL, never Slack's markup, wherever it is shown again."""

import json
import re
from typing import Any

import pytest

from tests.attacks.payloads import command, suggestion
from tests.attacks.victim import SECRETS, Target

SQL = (
    "Robert'); DROP TABLE contacts;--",
    "x' OR '1'='1",
    'x" OR ""="',
    "%' UNION SELECT name FROM contacts --",
    "_%\\",
    "1; DELETE FROM members",
)
MARKUP = ("<!channel>", "<!here|x>", "<@U0LOC00002>", "<https://evil.example|Open>", "</b>&lt;!everyone&gt;", "*_~`")
EVERYWHERE = ("add Zed {}", "note Zed: {}", "find {}", "followup Zed {}", "thank Zed for {}", "win Zed {}", "{}")
ALIVE = re.compile(r"<(!|@U|#C)")


@pytest.mark.parametrize("words", [*SQL, *MARKUP])
def test_words_are_words(target: Target, words: str) -> None:
    before = target.bens_rows()
    target.begins_anew()
    said = [target.told(command(target.rig, form.format(words))) for form in EVERYWHERE]
    said.append(target.told(suggestion(target.rig, "introduced_by", words)))
    said.append(target.told(command(target.rig, "find")))
    for told in said:
        assert "the fault is mine" not in told
        assert [text for text in _markup(json.loads(told)) if ALIVE.search(text)] == []
    assert target.bens_rows() == before
    assert [secret for secret in SECRETS if secret in "".join(said)] == []


def _markup(told: Any) -> list[str]:
    """Every piece of mrkdwn in what was said."""
    if isinstance(told, list):
        return [text for each in told for text in _markup(each)]
    if not isinstance(told, dict):
        return []
    if told.get("type") == "mrkdwn":
        return [str(told["text"])]
    texts = [str(told["text"])] if isinstance(told.get("text"), str) and "blocks" in told else []
    return texts + [text for each in told.values() for text in _markup(each)]
