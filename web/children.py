"""Work in a process of its own: its memory is given back with its end, and what goes wrong in it ends with it."""

import asyncio
import sys


async def answered(module: str, *arguments: str, sent: bytes, patience: float) -> bytes | None:
    """What `python -m module` writes; None when it fails, or is ended for taking longer than `patience` seconds."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(patience):
            answer, _ = await process.communicate(sent)
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return None if process.returncode else answer
