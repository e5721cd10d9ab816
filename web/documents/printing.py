"""Printing: typst in a process of its own, which holds its fonts and its memory only while it prints."""

import asyncio

import msgspec

from shared.errors import Unavailable
from web.children import answered

PATIENCE = 30.0  # seconds

_at_once = asyncio.Semaphore(2)


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """`page` is the data of the template, as JSON; `qr` an SVG, for papers with one code."""

    template: str
    page: str
    qr: str = ""


async def printed(job: Job) -> bytes:
    """The PDF. A printer that dies or takes too long is ended; asking again is safe."""
    async with _at_once:
        pdf = await answered("web.documents", sent=msgspec.json.encode(job), patience=PATIENCE)
    if pdf is None:
        raise Unavailable("printer")
    return pdf
