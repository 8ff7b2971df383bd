"""Files in and out: text to records and back; no database, no Slack."""
