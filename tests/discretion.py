"""Whatever the tests make Goodword do, its log holds no secret and nothing that people wrote."""

import logging
import re

# Whom the tests' books are about, with their companies and words; and what tokens of Slack look like.
PERSONAL = re.compile(
    r"\b(?:Jane|Doe|Bob|Marsh|Acme|Ann Chovy|Sam Lee|Tom Roe|Kim Possible|PyCon|Ada|Lovett|Okafor)\b|jane@"
    r"|xox[a-z]-\w|xapp-\w|signing-secret|client-secret"
)


class Eavesdropper(logging.Handler):
    """Hears every line of Goodword's own log, at its most talkative, and keeps those that tell too much."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        super().__init__(logging.DEBUG)
        self.indiscreet: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line that names somebody or something it should not."""
        line = logging.Formatter("%(name)s: %(message)s").format(record)
        if PERSONAL.search(line) and not record.name.startswith("bot.localslack"):
            self.indiscreet.append(line)

    def listen(self) -> None:
        """Hear everything from now on, also after a test ran a command in this process, which sets its own level."""
        self.indiscreet.clear()
        log = logging.getLogger("bot")
        log.setLevel(logging.DEBUG)
        log.addHandler(self)
