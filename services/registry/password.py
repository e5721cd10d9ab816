"""Passwords, kept as argon2id hashes with OWASP's parameters for it; 19 MiB for each sign-in under way."""

import asyncio
import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_of_nobody = _hasher.hash(secrets.token_urlsafe())


async def hashed(password: str) -> str:
    return await asyncio.to_thread(_hasher.hash, _same_on_every_keyboard(password))


async def matches(password_hash: str | None, password: str) -> bool:
    """Without a hash the same effort, and no."""
    return await asyncio.to_thread(_matches, password_hash or _of_nobody, _same_on_every_keyboard(password))


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except VerifyMismatchError:
        return False


def _same_on_every_keyboard(password: str) -> str:
    """Keyboards write ế in one, two or three characters (RFC 8265 §4.2 asks for NFC)."""
    return unicodedata.normalize("NFC", password)
