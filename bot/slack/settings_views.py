"""How the settings look: the form, and in one line what holds now."""

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    ExternalDataSelectElement,
    Option,
    StaticSelectElement,
    TimePickerElement,
)

from bot.domain import words
from bot.domain.model import Member
from bot.domain.preferences import AS_IN_SLACK, LOCALES, PEOPLE_CHOICES
from bot.slack import kit
from bot.slack.drafts_views import TEMPLATES
from bot.slack.kit import Message, Modal, actions, button, option, section
from bot.slack.suggestions_views import OPEN_CADENCES

OPEN_SETTINGS = "open_settings"
SETTINGS_FORM = "settings_form"
ZONE = "zone"

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HIDE = Option(value="hide", label="Hide names", description="The phone then shows how many people, not who")
_NOBODY_ELSE = "Only you can see and change these."


def form(member: Member, metadata: str) -> Modal:
    """The settings as they are, to be changed."""
    blocks: list[Block] = [
        kit.field("digest_time", "Reminders come at", _time(member), optional=False),
        kit.field("workdays", "On these days", _workdays(member)),
        kit.field("digest_people", "People in one reminder, at most", _people(member), optional=False),
        kit.field(ZONE, "Time zone", _zone(member), hint="Type a city: “berlin”, “new york”"),
        kit.field(
            "locale",
            "You write days and times as in",
            _locale(member),
            hint="So that 12/5 and “nächsten Freitag” are read as you mean them",
            optional=False,
        ),
        kit.field("hide_names", "Notifications on the phone", _hide(member)),
        actions(
            button("Templates", TEMPLATES, label="Templates of messages"),
            button("How often?", OPEN_CADENCES, label="How often to keep in touch, by circle"),
        ),
        kit.context(_NOBODY_ELSE),
    ]
    return Modal("Settings", blocks, SETTINGS_FORM, "Save", "Cancel", metadata)


def saved(member: Member) -> Message:
    """What holds now."""
    said = f"Saved. {summary(member)}"
    return Message(said, [section(said)])


def offer() -> Message:
    """A message can't open the form; its button does."""
    text = "What shall be different?"
    return Message(text, [section(text), actions(button("Settings", OPEN_SETTINGS))])


def summary(member: Member) -> str:
    """ "Reminders: Mon-Fri at 08:30 (Europe/Berlin), at most 5 people." """
    at, people = words.clock(member.digest_time, member.locale), words.count(member.digest_people, "person", "people")
    zone = member.zone if member.own_zone or member.profile_at else "as in Slack"
    hidden = " No names on the phone." if member.hide_names else ""
    return f"Reminders: {days(member.workdays)} at {at} ({zone}), at most {people}.{hidden}"


def days(workdays: str) -> str:
    """ISO weekdays as one says them: "Mon–Fri", "Tue, Thu", "every day"."""
    numbers = sorted(int(each) for each in set(workdays) & set("1234567"))
    shorts = [_DAYS[number - 1][:3] for number in numbers]
    if len(numbers) == len(_DAYS):
        return "every day"
    in_a_row = len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1
    return f"{shorts[0]}–{shorts[-1]}" if in_a_row else ", ".join(shorts)


def as_in_slack(zone: str = "") -> Option:
    """The choice to go by Slack's profile."""
    return option(f"As in Slack ({zone})" if zone else "As in Slack", AS_IN_SLACK)


def zone_option(zone: str) -> Option:
    """A time zone, as a choice."""
    return option(zone.replace("_", " "), zone)


def _time(member: Member) -> TimePickerElement:
    return TimePickerElement(initial_time=f"{member.digest_time:%H:%M}")


def _workdays(member: Member) -> CheckboxesElement:
    options = {str(number): option(name, str(number)) for number, name in enumerate(_DAYS, start=1)}
    chosen = [options[each] for each in sorted(set(member.workdays) & options.keys())]
    return CheckboxesElement(options=list(options.values()), initial_options=chosen)


def _people(member: Member) -> StaticSelectElement:
    options = {number: option(str(number), str(number)) for number in PEOPLE_CHOICES}
    return StaticSelectElement(options=list(options.values()), initial_option=options.get(member.digest_people))


def _zone(member: Member) -> ExternalDataSelectElement:
    chosen = zone_option(member.zone) if member.own_zone else as_in_slack(member.zone)
    return ExternalDataSelectElement(placeholder="Type a city", min_query_length=1, initial_option=chosen)


def _locale(member: Member) -> StaticSelectElement:
    options = {AS_IN_SLACK: as_in_slack("" if member.own_locale else member.locale)}
    options |= {locale: option(name, locale) for locale, name in LOCALES.items()}
    chosen = options.get(member.locale if member.own_locale else AS_IN_SLACK)
    return StaticSelectElement(options=list(options.values()), initial_option=chosen)


def _hide(member: Member) -> CheckboxesElement:
    return CheckboxesElement(options=[HIDE], initial_options=[HIDE] if member.hide_names else None)
