"""`python -m bot`."""

import gc

# What is made while the modules load stays: to look through it for garbage again and again takes a fifth of the start.
gc.set_threshold(50_000)

from bot.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
