"""From vCards to people."""

from collections.abc import Iterator

from bot.exchange import dates, texts, vcards
from bot.exchange.gathering import Gathered
from bot.exchange.records import Field, Format, Item, Reading, Record, Unreadable

# What our own vCards say besides, by the names of their properties.
OWN = {
    Field.CIRCLE: "X-GOODWORD-CIRCLE",
    Field.WHERE_MET: "X-GOODWORD-WHERE-MET",
    Field.INTRODUCED_BY: "X-GOODWORD-INTRODUCED-BY",
    Field.FORMER: "X-GOODWORD-FORMER-EMPLOYER",
    Field.CONNECTED_ON: "X-GOODWORD-CONNECTED-ON",
    Field.SLACK: "X-GOODWORD-SLACK-USER",
    Field.DO_NOT_CONTACT: "X-GOODWORD-DO-NOT-CONTACT",
    Field.ARCHIVED: "X-GOODWORD-ARCHIVED",
}
_WHOLE = {
    "FN": Field.NAME, "EMAIL": Field.EMAIL, "URL": Field.LINK, "TITLE": Field.TITLE, "NOTE": Field.NOTE,
    **{name: field for field, name in OWN.items()},
}  # fmt: skip
_A_GROUP = "it is a group, not a person"
_NOT_CALLED = ("FAX", "PAGER")
_APPLES_NO_YEAR = "1604"


def read_cards(source: texts.Source, locale: str) -> Reading:
    """The people in a file of vCards of version 2.1, 3.0 or 4.0.

    Args:
        source: opens its bytes.
        locale: the member's, for code pages, phone numbers and bare dates.

    Raises:
        FileUnknown: it is no text.
    """
    encoding = texts.encoding(source, locale)
    return Reading(Format.VCARD, _items(texts.Lines(source, encoding), encoding, locale))


def _items(lines: texts.Lines, encoding: str, locale: str) -> Iterator[Item]:
    for card in vcards.cards(lines, encoding):
        yield card if isinstance(card, Unreadable) else _person(card, locale)


def _person(card: vcards.Card, locale: str) -> Record | Unreadable:
    version = card.version
    gathered = Gathered(card.line, locale)
    roles: list[str] = []
    for one in card.properties:
        if field := _WHOLE.get(one.name):
            gathered.add(field, vcards.plain(one.value, version))
        elif one.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND") and one.value.strip().lower() == "group":
            return Unreadable.at(card.line, _A_GROUP, _called(card))
        elif one.name == "ROLE":
            roles.append(vcards.plain(one.value, version))
        else:
            _gather(gathered, one, version, locale)
    if roles and not any(one.name == "TITLE" and one.value.strip() for one in card.properties):
        gathered.add(Field.TITLE, roles[0])
    gathered.add(Field.NOTE, "\n".join(card.stray))
    return gathered.record()


def _called(card: vcards.Card) -> str:
    return next((one.value for one in card.properties if one.name == "FN"), "")


def _gather(gathered: Gathered, one: vcards.Property, version: str, locale: str) -> None:
    """What has parts, or parameters that matter."""
    if one.name == "N":
        _names(gathered, vcards.parts(one.value, ";", version))
    elif one.name == "ORG":
        gathered.add(Field.COMPANY, vcards.parts(one.value, ";", version)[0])
    elif one.name == "TEL" and not any(one.has("TYPE", kind) for kind in _NOT_CALLED):
        gathered.add(Field.PHONE, vcards.plain(one.value, version))
    elif one.name in ("CATEGORIES", "NICKNAME"):
        field = Field.TAGS if one.name == "CATEGORIES" else Field.NICKNAME
        for part in vcards.parts(one.value, ",", version):
            gathered.add(field, part)
    elif one.name == "BDAY":
        yearless = one.value.startswith(tuple(one.params.get("X-APPLE-OMIT-YEAR", (_APPLES_NO_YEAR,))))
        gathered.remark("Birthday", dates.birthday(vcards.plain(one.value, version), locale, yearless))
    elif one.name in ("X-SOCIALPROFILE", "SOCIALPROFILE") and "://" in one.value:
        gathered.add(Field.LINK, vcards.plain(one.value, version))


def _names(gathered: Gathered, parts: list[str]) -> None:
    last, first, middle, _prefix, suffix = (*parts, "", "", "", "", "")[:5]
    fields = (Field.LAST, Field.FIRST, Field.MIDDLE, Field.SUFFIX)
    for field, text in zip(fields, (last, first, middle, suffix), strict=True):
        gathered.add(field, text.replace(",", " ") if field != Field.SUFFIX else text)
