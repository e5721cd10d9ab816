"""What addresses say after the question mark, bounded as the services bound it; and which ones a form may name."""

from typing import Annotated

from litestar.params import Parameter

LAST_PAGE = 1_000_000
Page = Annotated[int, Parameter(ge=1, le=LAST_PAGE)]
PageSize = Annotated[int, Parameter(ge=1, le=100)]
PageSizeOrAll = Annotated[int | None, Parameter(ge=1, le=100)]
SequenceOrNone = Annotated[int | None, Parameter(ge=0, le=2**63 - 1)]
"""Bounds inside a union would not be looked at."""
LONGEST_PATH = 2500
"""Bytes, which are up to three times as many when they are escaped. A search of 200 letters with every filter fits;
programs between here and the browser take headers of 8000.
"""


def is_own_path(path: str) -> bool:
    """Whether a form may lead on to it: on this site, and of a length that fits into an answer's header."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and len(path.encode()) <= LONGEST_PATH
