"""Printing: typst in a process of its own, which holds its fonts and its memory only while it prints."""

import asyncio
import sys

import msgspec

from shared.errors import Unavailable

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
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "web.documents", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        try:
            async with asyncio.timeout(PATIENCE):
                pdf, _ = await process.communicate(msgspec.json.encode(job))
        except TimeoutError as error:
            raise Unavailable("printer") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode:
        raise Unavailable("printer")
    return pdf
