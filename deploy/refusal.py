"""The one way in which a command says no."""


class Refusal(Exception):  # noqa: N818 -- what the operator is told, not a fault of the program
    """A sentence for the operator; it ends the command with exit code 1."""
