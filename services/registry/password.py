"""Passwords, kept as argon2id hashes with OWASP's parameters for it: 19 MiB and about 20 CPU-ms each."""

import asyncio
import secrets
import unicodedata
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
"""More at once would be no faster and keep the memory of each."""

_of_nobody = _hasher.hash(secrets.token_urlsafe())


async def hashed(password: str) -> str:
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, _same_on_every_keyboard(password))


async def matches(password_hash: str | None, password: str) -> bool:
    """Without a hash the same effort, and no."""
    told = _same_on_every_keyboard(password)
    return await asyncio.get_running_loop().run_in_executor(_threads, _matches, password_hash or _of_nobody, told)


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except VerifyMismatchError:
        return False


def _same_on_every_keyboard(password: str) -> str:
    """Keyboards write ế in one, two or three characters (RFC 8265 §4.2 asks for NFC)."""
    return unicodedata.normalize("NFC", password)
