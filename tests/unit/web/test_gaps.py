from shared.contracts.readiness import Gap, Gaps
from shared.ids import uuid7
from web.gaps import questions, steps


def lacking(*gaps: Gap) -> Gaps:
    return Gaps(listing_id=uuid7(), names={"vi": "Gạo"}, marks={}, lacking=list(gaps))


LABEL = Gap(code="label", kind="legal", verdict="unknown", weeks=(1, 2), markets=["JP", "KR"])
KOSHER = Gap(code="kosher", kind="commercial", verdict="missing", weeks=(8, 26), markets=["IL"])
AREA = Gap(code="plant_health", kind="legal", verdict="unknown", weeks=(8, 26), markets=["JP"], undecided=["hs6"])


def test_the_law_comes_first_then_what_helps_most() -> None:
    rice, wine = lacking(KOSHER), lacking(KOSHER, LABEL)
    assert [(step.code, step.products) for step in steps([rice, wine])] == [("label", [wine]), ("kosher", [rice, wine])]


def test_nobody_is_sent_for_what_may_not_concern_them() -> None:
    """A growing area code takes half a year; wine needs none."""
    wine, lychee = lacking(AREA, LABEL), lacking(LABEL)
    assert [step.code for step in steps([wine, lychee])] == ["label"]
    assert [(one.fact, one.codes, one.products) for one in questions([wine, lychee])] == [
        ("hs6", ["plant_health"], [wine])
    ]
