"""A PUT of a record: states the whole, creates it or revises the version that the caller has seen."""

from typing import Literal

from shared.errors import Rejected

Outcome = Literal["created", "revised", "unchanged"]


def outcome_of_put(current: int | None, expected: int | None, *, same: bool) -> Outcome:
    """`current` is the version there is, `expected` the one that the caller has seen (`If-Match`).

    Saying the same again needs no version and changes nothing. Raises `version_required` or `version_stale`.
    """
    if current is None:
        return "created"
    if same:
        return "unchanged"
    if expected is None:
        raise Rejected("version_required", version=current)
    if expected != current:
        raise Rejected("version_stale", version=current)
    return "revised"
