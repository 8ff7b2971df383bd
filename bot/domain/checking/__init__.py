"""The triple check, rule by rule; `domain.checks` puts them together."""
