"""Where Goodword meets people: Bolt listeners and Block Kit views. No SQL here."""
