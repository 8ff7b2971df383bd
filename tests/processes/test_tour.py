"""`bot tour` ends by itself, and has shown what Goodword is for."""

from tests.processes.conftest import Start


def test_it_shows_the_digest_and_what_became_of_it(start: Start) -> None:
    tour = start("tour")
    assert tour.ends() == 0, tour.logged
    shown = tour.printed.splitlines()
    greeting = next(place for place, line in enumerate(shown) if "Three people" in line)
    digest = "\n".join(shown[greeting : next(p for p in range(greeting, len(shown)) if shown[p].startswith("╰"))])
    for words in ("Jane Doe", "about the pilot", "Bob Marsh", "the tip on rates", "Sam Lee", "[Done]", "[Thanked]"):
        assert words in digest
    after = tour.printed[tour.printed.index(digest) + len(digest) :]
    assert "✓ Followed up with Jane" in after and "✓ Thanked Bob" in after and "✓ Put off Sam" in after
    for words in ("Jane Doe introduced you to Kim Ode", "Hi Jane, Kim and I have talked.", "You ← Jane Doe"):
        assert words in after
    assert "Thank Jane for their part in your win" in after
    assert tour.logged == ""
