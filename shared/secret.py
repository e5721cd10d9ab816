"""Opaque secrets: handed out once, kept as a hash. They are random enough that a plain SHA-256 cannot be guessed."""

import hashlib
import secrets


def new_secret(prefix: str = "") -> str:
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
