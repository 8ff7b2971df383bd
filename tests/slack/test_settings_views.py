"""What the settings say in words."""

import pytest

from bot.slack.settings_views import days


@pytest.mark.parametrize(
    ("workdays", "said"),
    [
        ("12345", "Mon–Fri"),
        ("1234567", "every day"),
        ("135", "Mon, Wed, Fri"),
        ("67", "Sat, Sun"),
        ("7", "Sun"),
        ("54321", "Mon–Fri"),
        ("234", "Tue–Thu"),
    ],
)
def test_workdays_are_said_as_one_says_them(workdays: str, said: str) -> None:
    assert days(workdays) == said
