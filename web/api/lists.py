"""Lists whose services count pages: the number of the next page is the cursor."""

from shared.errors import Invalid

LONGEST = 6  # digits


def page_number(cursor: str | None) -> int:
    if cursor is None:
        return 1
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= LONGEST and int(cursor)):
        raise Invalid({"cursor": "malformed"})
    return int(cursor)


def next_cursor(total: int, page: int, page_size: int) -> str | None:
    return str(page + 1) if page * page_size < total else None
