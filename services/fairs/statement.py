"""What organizers state of a fair, cleaned and checked: every wrong field at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from msgspec.structs import replace

from services.fairs.plan import MOST_BOOTHS, size_of
from shared.contracts.fairs.fair import FairBody, HallBody
from shared.contracts.values import Language
from shared.errors import Invalid
from shared.text import clean, clean_lines

YEARS = range(2000, 2101)


def stated(body: FairBody) -> FairBody:
    """The body in the form that is kept; raises `Invalid` with a code for each field that cannot be."""
    tidy = replace(
        body,
        name=clean(body.name),
        venue=clean(body.venue),
        description=clean_lines(body.description),
        names=_tidy(body.names, clean),
        descriptions=_tidy(body.descriptions, clean_lines),
        questions=[replace(question, text=clean(question.text)) for question in body.questions],
        halls=[replace(hall, name=clean(hall.name)) for hall in body.halls],
    )
    wrong = {**_wrong_times(tidy), **_wrong_halls(tidy.halls)}
    wrong |= {f"questions.{at}.text": "required" for at, one in enumerate(tidy.questions) if not one.text}
    if not tidy.name:
        wrong["name"] = "required"
    if tidy.zone not in _zones():
        wrong["zone"] = "zone_unknown"
    if wrong:
        raise Invalid(wrong)
    return tidy


def _tidy(texts: Mapping[Language, str], cleaned: Callable[[str], str]) -> dict[Language, str]:
    """Languages in which nothing is said are left out."""
    return {language: text for language, told in texts.items() if (text := cleaned(told))}


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _wrong_times(body: FairBody) -> dict[str, str]:
    wrong = {
        field: code
        for field in ("starts_at", "ends_at", "opens_at", "closes_at")
        if (moment := getattr(body, field)) is not None and (code := _wrong_moment(moment))
    }
    if not wrong and body.ends_at <= body.starts_at:
        wrong["ends_at"] = "before_start"
    if not wrong and body.opens_at and body.closes_at and body.closes_at <= body.opens_at:
        wrong["closes_at"] = "before_start"
    return wrong


def _wrong_moment(moment: datetime) -> str | None:
    """Without an offset from UTC it is no moment."""
    if moment.tzinfo is None:
        return "offset_missing"
    return None if moment.year in YEARS else "out_of_range"


def _wrong_halls(halls: Sequence[HallBody]) -> dict[str, str]:
    codes = [hall.code for hall in halls]
    wrong = {f"halls.{place}.code": "duplicate" for place, code in enumerate(codes) if code in codes[:place]}
    if size_of(halls) > MOST_BOOTHS:
        wrong["halls"] = "too_many_booths"
    return wrong
