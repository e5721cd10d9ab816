"""Lists whose services count pages: the number of the next page is the cursor."""

from collections.abc import Sequence

from litestar import Response

from shared.errors import Invalid
from web.api.put import answer

LONGEST = 6  # digits


def page_number(cursor: str | None) -> int:
    if cursor is None:
        return 1
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= LONGEST and int(cursor)):
        raise Invalid({"cursor": "malformed"})
    return int(cursor)


def list_answer(items: Sequence[object], *, total: int, page: int, page_size: int) -> Response[bytes]:
    more = page * page_size < total
    return answer({"items": items, "total": total, "next_cursor": str(page + 1) if more else None})
