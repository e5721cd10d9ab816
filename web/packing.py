"""What many read goes out compressed: a page of 50 kB is 9 kB on a slow line.

Public pages and assets only, each once for all readers. What is made for one reader would cost anew each time, and the
length of a compressed page can tell of the secrets in it (BREACH).
"""

import gzip

CODING = b"gzip"
SHORTEST = 1000
"""Bytes below which there is nothing to be won."""


def packed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def takes_gzip(accepted: str) -> bool:
    """RFC 9110 §12.5.3: named, and not with the weight 0."""
    for coding in accepted.lower().split(","):
        name, _, weight = coding.partition(";")
        if name.strip() == "gzip":
            return weight.strip().removeprefix("q=").strip("0.") != "" or not weight.strip()
    return False
