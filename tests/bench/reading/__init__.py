"""How well strangers' texts are read: the held-out rounds, each language on a line of its own."""
