"""Tax codes (mã số thuế). The Vietnamese one has a check digit (Circular 105/2020/TT-BTC, annex 1)."""

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.vn import mst

from shared.text import clean


def standard_tax_code(text: str, country: str) -> tuple[str | None, str | None]:
    """The code in its standard writing and what is wrong with it: one of the two, or neither when none is given.

    Codes of other countries are kept as they are told.
    """
    told = clean(text).upper()
    if not told:
        return None, None
    if country != "VN":
        return told, None
    try:
        return mst.format(mst.validate(told)), None
    except InvalidChecksum:
        return None, "check_digit"
    except ValidationError:
        return None, "malformed"
