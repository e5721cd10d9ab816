"""Numbers written with digits and marks: the two meanings of the point, and mixed forms (2万, 1,5 triệu, 5 אלף)."""

import re
from collections.abc import Mapping
from decimal import Decimal

from shared.contracts.values import Language


def decimal(written: str, language: Language) -> Decimal:
    """The value of digits with points and commas. A group of exactly three after the last mark is thousands,
    but for a lone point outside Vietnamese and a Vietnamese comma before anything else.
    """
    marks = [it for it in written if it in ".,"]
    if not marks:
        return Decimal(written)
    thousands = "." if language == "vi" else ","
    head, _, tail = written.rpartition(marks[-1])
    grouped = len(tail) == 3 and (marks[-1] == thousands or len(marks) > 1 or language == "vi")  # noqa: PLR2004
    if len(set(marks)) > 1:
        grouped = False
    if grouped and not head.startswith("0"):
        return Decimal(re.sub(r"[.,]", "", written))
    return Decimal(re.sub(r"[.,]", "", head) + "." + tail)


def plain(number: Decimal) -> str:
    """Digits that every language here reads alike: a point only for a fraction (a comma in Vietnamese)."""
    return format(number.normalize(), "f")


def grouped(written: str, digits: Mapping[str, int], sizes: Mapping[str, int]) -> int:
    """Han and Sino-Korean numerals: 二百五十 → 250."""
    total, part, digit = 0, 0, 0
    for it in written:
        if it in digits:
            digit = digit * 10 + digits[it]
        elif sizes[it] >= 10_000:  # noqa: PLR2004
            total, part, digit = (total + part + digit or 1) * sizes[it], 0, 0
        else:
            part, digit = part + (digit or 1) * sizes[it], 0
    return total + part + digit


def multiplied(text: str, language: Language, sizes: Mapping[str, int]) -> str:
    """2万, 5 nghìn, 1만 2천 as digits."""
    names = "|".join(sorted(map(re.escape, sizes), key=len, reverse=True))
    end = "" if language in {"ja", "ko"} else r"(?![^\W\d_])"
    part = rf"(\d+(?:[.,]\d+)*) ?({names}){end}"

    def value(match: re.Match[str]) -> str:
        total = sum(
            (decimal(number, language) * sizes[name] for number, name in re.findall(part, match[0])), Decimal(0)
        )
        last = re.search(r"\d$", match[0]) and re.search(r"\d+$", match[0])
        number = plain(total + (Decimal(last[0]) if last else 0))
        return number.replace(".", ",") if language == "vi" else number

    rest = r"(?:(?<=[億万억만]) ?\d{1,4}(?= ?(?:円|원|本|個|枚|병|개|장|kg|박스|箱|袋)))?"
    run = rf"{part}(?: ?{part})*{rest}"
    return re.sub(rf"(?<![a-z\d.,]){run}", value, text)
