"""Whether `bot web` keeps up with a workspace that is busy all at once: `make load`."""
