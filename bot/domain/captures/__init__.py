"""How lines about people are written: one module of rules for each subject, joined by `bot.domain.capture`."""
