"""What can go wrong in ways Goodword can explain.

A class's docstring is the sentence the member sees, with the facts it was raised with filled in. The
sentences are plain text: whoever shows one escapes it for where it is shown.
"""

from typing import Any


class GoodwordError(Exception):
    """Something went wrong."""

    def __init__(self, sentence: str | None = None, /, *, field: str | None = None, **facts: Any) -> None:
        """Raise with the facts the docstring names.

        Args:
            sentence: said instead of the docstring, when one class needs two sentences.
            field: the form field at fault (a name such as "follow_up"), if there is one.
            facts: what the docstring's braces stand for.
        """
        self.field = field
        self.facts = facts
        self.sentence = sentence if sentence is not None else (type(self).__doc__ or "").format(**facts)
        super().__init__(self.sentence)


class NotInBook(GoodwordError):
    """That isn't in your book any more. It may have been deleted or undone."""


class NameMissing(GoodwordError):
    """A name is needed, everything else can wait."""


class NameTooLong(GoodwordError):
    """That name has {length} characters; I can keep {limit}. Put the rest in a note?"""


class NoteMissing(GoodwordError):
    """There is nothing to note yet: what should I remember?"""


class TextTooLong(GoodwordError):
    """That has {length} characters; I can keep {limit} at a time. Could you send it in two parts?"""


class ColleagueUnknown(GoodwordError):
    """Slack didn't tell me who that is just now. Please try that once more, or write the name without the @."""


class NotAnEmail(GoodwordError):
    """“{text}” doesn't look like an email address. One looks like jane@acme.com."""


class NotAPhone(GoodwordError):
    """“{text}” doesn't look like a phone number. One looks like +1 650 555 0100."""


class UnreadableDay(GoodwordError):
    """I couldn't read “{words}” as a day. Try “tomorrow”, “in 2 weeks” or “friday”."""


class DayInDoubt(GoodwordError):
    """Which day did you mean?"""


class PastDay(DayInDoubt):
    """{day} has passed. Which day did you mean?"""


class UnclearDay(DayInDoubt):
    """“{words}” could be {days}. Which one did you mean?"""


class ChangedSince(GoodwordError):
    """I can't undo that any more: {what} changed since."""


class AlreadyUndone(GoodwordError):
    """That was undone already."""


class TooLateToUndo(GoodwordError):
    """That was more than {days} days ago, so I can't undo it any more."""


class AskedToBeLeftAlone(GoodwordError):
    """{name} is marked “do not contact”, so I won't plan anything. You can change that on the card."""


class IntroducedToThemself(GoodwordError):
    """{name} can't be introduced to {name}. Who else was it?"""


class WinMissing(GoodwordError):
    """What came of it? A few words will do: “signed a contract”."""


class MessageMissing(GoodwordError):
    """There is nothing in it yet. What would you like to say?"""


class TemplateUnreadable(GoodwordError):
    """I can't read that template: {problem}."""


class SituationMissing(GoodwordError):
    """What is new? A few words will do: “leaving Acme, looking for two clients”."""


class UnreadableCadence(GoodwordError):
    """I couldn't read “{words}” as how often. Try “every 6 weeks”, “monthly” or “never”."""


class PauseTooLong(GoodwordError):
    """I can pause for a year at most. Until when shall I be quiet?"""


class NoWorkdays(GoodwordError):
    """Pick at least one day. To hear nothing for a while, write `pause`."""


class UnknownZone(GoodwordError):
    """I don't know that time zone. Type a city near you, such as “berlin” or “new york”."""


class BackupRefused(GoodwordError):
    """I can't make the backup: {reason}."""


class Busy(GoodwordError):
    """I'm busy with something else just now. Nothing was saved: please try that once more."""


class Repeated(GoodwordError):
    """That is done already."""

    def __init__(self, change_id: str | None = None) -> None:
        """Say which change was made when it was done, if it changed anything."""
        super().__init__()
        self.change_id = change_id


class SettingsWrong(GoodwordError):
    """{problems}"""


class WorkspaceLocked(GoodwordError):
    """Goodword was removed from this workspace."""


class NotInstalled(GoodwordError):
    """Goodword isn't installed in {team}."""


class NoSuchWorkspace(GoodwordError):
    """Nothing is known of a workspace {team}. Workspaces are named like T0123ABCD, organisations like E0123ABCD."""


class AddressWrong(GoodwordError):
    """Slack won't take {url}. An address looks like https://goodword.example.com"""


class KeysWrong(GoodwordError):
    """None of TOKEN_ENCRYPTION_KEYS opens a token in the database. Put back the key it was sealed with."""


class DatabaseUnavailable(GoodwordError):
    """I can't open the database at {url}: {reason}"""


class SchemaBehind(GoodwordError):
    """The database is behind this version of Goodword. Run: python -m bot migrate"""


class SlackUnavailable(GoodwordError):
    """I can't connect to Slack: {reason}. To see what is wrong, run: python -m bot doctor"""


class WorkerRunning(GoodwordError):
    """A worker is running on this database ({workers}); pretending another time would confuse it. Stop it first."""


class FileRefused(GoodwordError):
    """I can't read that file."""


class FileEmpty(FileRefused):
    """That file is empty."""


class FileTooBig(FileRefused):
    """That file is larger than {limit} MB, which is as much as I take. Could you send it in parts?"""


class FileUnknown(FileRefused):
    """I can't find any contacts in that file. I read CSV, vCard, a LinkedIn zip and Goodword's own exports."""


class FileOfOtherKind(FileRefused):
    """That is {what}, which I can't read. {instead}"""


class FileDamaged(FileRefused):
    """That file is damaged or cut off. Could you download or export it once more?"""


class FileLocked(FileRefused):
    """That zip is locked with a password. Could you unpack it and send me the file inside?"""


class FileUnpacksTooBig(FileRefused):
    """That zip unpacks to far more than contacts need; I take {limit} MB at most."""


class NothingInside(FileRefused):
    """There are no contacts in that zip. I look for Connections.csv, another CSV or a vCard file."""


class SeveralInside(FileRefused):
    """There are {count} files in that zip that could be your contacts: {names}. Which one? Please send just that."""


class FromNewerGoodword(FileRefused):
    """That was exported by a newer Goodword than this one, so I might misread it."""


class ColumnsUnknown(FileRefused):
    """I can't tell which column of that table holds the names. Its columns are {columns}."""


class FileUnreadable(GoodwordError):
    """I can't open {path}: {reason}"""


class FileGone(FileRefused):
    """That file isn't in Slack any more. Could you send it once more?"""


class NoSuchMember(GoodwordError):
    """There is no member {whose}. A member is named by workspace and user, like T0123ABCD/U0123ABCD."""


class TooManyAtOnce(GoodwordError):
    """That finds {total} people; I take {most} at once. Could you narrow the search?"""


class TagMissing(GoodwordError):
    """Which tag?"""


class CadenceMissing(GoodwordError):
    """How often? Such as “every 6 weeks”, or “never”."""
