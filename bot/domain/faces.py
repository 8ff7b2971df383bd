"""Somebody in a book, as far as it takes to see whom they look like."""

from dataclasses import dataclass

Pair = tuple[int, int]  # ids of two people, the lower first


@dataclass(slots=True)
class Face:
    """What two people are compared by."""

    id: int
    name_key: str
    company: str | None
    keys: frozenset[str] = frozenset()  # emails, phones and profiles, each as it is compared
    company_key: str = ""  # worked out when they are compared
