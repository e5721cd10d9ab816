"""A sent workbook is read in a process of its own: one that means harm takes its share of memory and time, no more."""

import msgspec

from shared.errors import Rejected
from web.children import answered
from web.sheets.rows import MOST_LINES, Row, Which


class Bounds(msgspec.Struct, frozen=True):
    """`memory` in bytes of address space, `cpu` in seconds."""

    memory: int = 768 * 2**20
    cpu: int = 20


class Answer(msgspec.Struct, frozen=True):
    """`refused`: the code of the refusal; then there are no sheets."""

    sheets: dict[str, list[Row]] = {}
    refused: str = ""


async def rows_apart(content: bytes, bounds: Bounds = Bounds()) -> list[Row]:  # noqa: B008 - frozen
    """As `reading.rows`; a workbook on which the process perishes is refused as too large."""
    [found] = (await _apart(content, "first", bounds)).values()
    return found


async def sheets_apart(content: bytes) -> dict[str, list[Row]]:
    """As `reading.visible_sheets`."""
    return await _apart(content, "visible", Bounds())


async def _apart(content: bytes, which: Which, bounds: Bounds) -> dict[str, list[Row]]:
    arguments = (which, str(bounds.memory), str(bounds.cpu))
    said = await answered("web.sheets", *arguments, sent=content, patience=bounds.cpu * 2.0)
    answer = msgspec.json.decode(said, type=Answer) if said else Answer(refused="sheet_too_large")
    if answer.refused:
        raise Rejected(answer.refused, most=MOST_LINES)
    return answer.sheets
