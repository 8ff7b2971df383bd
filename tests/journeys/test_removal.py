"""One workspace, whose token is set from outside: it removes Goodword, and installs it again."""

from datetime import timedelta

import pytest

from bot import wiring
from bot.domain.model import Who
from bot.errors import WorkspaceLocked
from tests.rig import MONDAY, Rig

TUESDAY = MONDAY + timedelta(days=1)


def is_locked(rig: Rig) -> bool:
    try:
        return rig.books.member(Who(rig.slack.team_id, rig.ada.id)) is None
    except WorkspaceLocked:
        return True


@pytest.mark.parametrize("backwards", [False, True], ids=["revoked first", "uninstalled first"])
def test_removed_it_is_locked_and_installed_again_it_is_open(rig: Rig, in_trouble: None, backwards: bool) -> None:
    rig.ada.types("/contact add Jane Doe, CTO at Acme, follow up tomorrow")
    rig.slack.settle()
    told = len(rig.ada.notifications)
    rig.slack.uninstall(backwards)
    assert is_locked(rig)
    assert rig.ada.types("/contact Jane").message is None
    rig.moves_to(TUESDAY)
    assert len(rig.ada.notifications) == told
    wiring.open_again(rig.settings, rig.books)  # its token is still the old one
    assert is_locked(rig)
    rig.slack._api.tokens.void.clear()
    rig.slack._api.tokens.bots.add(rig.slack.bot_token)
    wiring.open_again(rig.settings, rig.books)
    assert not is_locked(rig)
    rig.moves_to(TUESDAY + timedelta(minutes=5))
    rig.ada.sees("Goodword is installed again")
    assert any("Jane" in said for said in rig.ada.notifications[told:])
    assert "Jane Doe" in str(rig.ada.types("/contact Jane").message)


def test_a_member_who_takes_back_what_they_allowed_locks_nothing(rig: Rig) -> None:
    rig.ada.types("/contact add Jane Doe")
    with rig.slack.workspace.reading():
        event = {"type": "tokens_revoked", "tokens": {"oauth": [rig.ada.id], "bot": []}}
        payload = rig.slack._stage.payloads.event(event)
    rig.slack._courier.event(payload)
    assert not is_locked(rig)
