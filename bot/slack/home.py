"""The Home tab, published when it is opened and after a press in it."""

from bot.domain import keeping, tasks, wide_net
from bot.domain.book import Book
from bot.slack import home_views, introductions_views
from bot.slack.home_views import DUE_SHOWN, LATELY_SHOWN, HomeFacts
from bot.slack.outcomes import Nothing, Outcome
from bot.slack.turn import Turn


def opened(turn: Turn) -> Outcome:
    """Somebody opened Goodword: on the Home tab, `screens.refresh` publishes it."""
    return Nothing()


def publish(turn: Turn, is_answered: bool = False) -> None:
    """Bring a member's Home tab up to date.

    Args:
        is_answered: what was pressed in it is answered in a message.
    """
    with turn.read() as book:
        facts, today = _facts(book, is_answered, turn.trigger_id or ""), book.today
    turn.client.views_publish(user_id=turn.member.user_id, view=home_views.home(facts, turn.member, today).payload())


def _facts(book: Book, is_answered: bool, version: str) -> HomeFacts:
    every = keeping.together(task for task in book.open_tasks() if not tasks.waits(task, book.today))
    shown = [owed for owed in every if owed[0].due_on <= book.today][:DUE_SHOWN]
    return HomeFacts(
        due=shown,
        later=len(every) - len(shown),
        lately=book.changes(LATELY_SHOWN),
        people=book.count_contacts(),
        intros=introductions_views.in_order(book.open_introductions()),
        to_greet=wide_net.glance(book),
        is_answered=is_answered,
        version=version,
    )
