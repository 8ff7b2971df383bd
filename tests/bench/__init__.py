"""How fast, and how heavy, against the bare libraries in the same run: `make bench`. Not collected by pytest."""
