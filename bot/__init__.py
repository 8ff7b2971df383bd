"""Goodword: the networking assistant that lives in Slack."""
