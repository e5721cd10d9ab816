"""How large a file may be that somebody sends, in bytes: who keeps it refuses more, and web reads no more of it."""

from shared.errors import Rejected

MEGABYTE = 2**20
LARGEST_PICTURE = 20 * MEGABYTE
LARGEST_EVIDENCE = 10 * MEGABYTE
"""A scan of a certificate, decoded when it is judged."""
LARGEST_SCAN = 20 * MEGABYTE
"""Of a signed agreement."""


def must_fit(size: int, largest: int) -> None:
    if size > largest:
        raise Rejected("file_too_large", megabytes=largest // MEGABYTE)
