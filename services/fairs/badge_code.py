"""Badge codes: unguessable, signed for their fair, and readable by a person at a gate whose camera does not work.

The signature tells a gate without network whether a code that is not in its list can be genuine: a badge made after
the list was taken, or none of ours. What counts is the database.

Crockford's base 32 has neither I, L, O nor U; whoever types one of the first three meant the digit.
"""

import hashlib
import hmac
import secrets
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
"""Characters of 5 bits each."""
SECRET = 10
"""Of them, at random: 50 bits. The others are the start of its HMAC-SHA256 by the fair's key."""
GROUP = 4

_MEANT = str.maketrans("OIL", "011", " -\u2010\u2011\u2013")


def new_code(key: UUID) -> str:
    secret = "".join(secrets.choice(ALPHABET) for _ in range(SECRET))
    return secret + _signature(secret, key)


def is_signed(code: str, key: UUID) -> bool:
    """Whether it was made for the fair of that key."""
    secret, signature = code[:SECRET], code[SECRET:]
    return hmac.compare_digest(signature.encode(), _signature(secret, key).encode())


def mark(code: str) -> str:
    """By which a gate knows a badge again without holding its code."""
    return hashlib.sha256(code.encode()).hexdigest()[:24]


def _signature(secret: str, key: UUID) -> str:
    digest = hmac.digest(key.bytes, secret.encode(), "sha256")
    number = int.from_bytes(digest[:4]) >> 2
    return "".join(ALPHABET[number >> shift & 31] for shift in range(25, -1, -5))


def printed(code: str) -> str:
    """In groups, as on the badge and in its QR code."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def understood(typed: str) -> str:
    """What was read or typed, in the form that is kept."""
    return typed.strip().upper().translate(_MEANT)
