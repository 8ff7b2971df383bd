"""The triple check: what may be wrong with a message, before it goes out. It advises; it never forbids."""

from collections.abc import Mapping, Sequence
from functools import cache

from bot.domain.checking.findings import Case, Check, Finding, Known, News, Rule, Sent

__all__ = ["Finding", "Known", "News", "Rule", "Sent", "check", "has_blank", "mended", "rules"]


@cache
def rules() -> Mapping[Rule, Check]:
    """What looks for each kind of slip; loaded with the first message, as their patterns take long to compile."""
    from bot.domain.checking import blanks, companies, greetings, manners, people, places, sameness

    return {
        Rule.LEFT_ALONE: manners.left_alone,
        Rule.BLANK: blanks.check,
        Rule.GREETING: greetings.check,
        Rule.COMPANY: companies.check,
        Rule.PERSON: people.check,
        Rule.LEFT: companies.left,
        Rule.PLACE: places.check,
        Rule.COPY: sameness.check,
        Rule.ASSUMED: manners.assumed,
        Rule.SOON: manners.soon,
        Rule.LONG: manners.long,
        Rule.IMPERSONAL: manners.impersonal,
    }


def check(text: str, known: Known) -> list[Finding]:
    """Everything that may be wrong with a message, the sure ones first; of words found twice, the first rule's."""
    case = Case(text, known)
    found = [finding for rule in rules().values() for finding in rule(case)]
    return sorted(_apart(found), key=lambda finding: not finding.sure)


def has_blank(text: str) -> bool:
    """Whether something in it is still to be filled in."""
    from bot.domain.checking import blanks

    return blanks.has_blank(text)


def mended(text: str, finding: Finding) -> str:
    """The text with one finding's words replaced; as it is, if it no longer has them there, or there is no mend."""
    if finding.mend is None or text[finding.start : finding.end] != finding.words:
        return text
    return f"{text[: finding.start]}{finding.mend}{text[finding.end :]}"


def _apart(found: Sequence[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in found:
        overlaps = (each for each in kept if each.words and each.start < finding.end and finding.start < each.end)
        if not finding.words or not any(overlaps):
            kept.append(finding)
    return kept
