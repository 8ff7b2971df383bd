"""Fault runs: real workers killed at random, a Slack that misbehaves, a database that restarts; `make faults`."""
