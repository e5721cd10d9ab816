"""Badge codes: unguessable, and readable by a person at a gate whose camera does not work.

Crockford's base 32 has neither I, L, O nor U; whoever types one of the first three meant the digit.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
"""Characters of 5 bits each: 80 bits."""
GROUP = 4

_MEANT = str.maketrans("OIL", "011", " -\u2010\u2011\u2013")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def printed(code: str) -> str:
    """In groups, as on the badge and in its QR code."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def understood(typed: str) -> str:
    """What was read or typed, in the form that is kept."""
    return typed.strip().upper().translate(_MEANT)
