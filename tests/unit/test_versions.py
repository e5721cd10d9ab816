import pytest

from shared.errors import Rejected
from shared.versions import outcome_of_put


@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize("expected", [None, 1, 7])
def test_what_is_not_there_is_created_whatever_was_expected(expected: int | None, same: bool) -> None:  # noqa: FBT001
    assert outcome_of_put(None, expected, same=same) == "created"


@pytest.mark.parametrize("expected", [None, 1, 3, 4])
def test_the_same_again_changes_nothing_whatever_was_expected(expected: int | None) -> None:
    assert outcome_of_put(3, expected, same=True) == "unchanged"


def test_a_revision_of_the_version_there_is() -> None:
    assert outcome_of_put(3, 3, same=False) == "revised"


@pytest.mark.parametrize(
    ("expected", "code"), [(None, "version_required"), (2, "version_stale"), (4, "version_stale"), (0, "version_stale")]
)
def test_a_revision_of_another_version_is_told_the_present_one(expected: int | None, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        outcome_of_put(3, expected, same=False)
    assert (refused.value.code, refused.value.details) == (code, {"version": 3})
