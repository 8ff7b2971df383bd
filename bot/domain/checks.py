"""The triple check: what may be wrong with a message, before it goes out. It advises; it never forbids."""

from collections.abc import Mapping, Sequence

from bot.domain.checking import blanks, companies, greetings, manners, people, places, sameness
from bot.domain.checking.findings import Case, Check, Finding, Known, News, Rule, Sent

__all__ = ["RULES", "Finding", "Known", "News", "Rule", "Sent", "check", "mended"]

RULES: Mapping[Rule, Check] = {
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
    found = [finding for rule in RULES.values() for finding in rule(case)]
    return sorted(_apart(found), key=lambda finding: not finding.sure)


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
