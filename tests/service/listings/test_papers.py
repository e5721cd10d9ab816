"""Papers: a star goes out at its minute, reminders come once, scans are private, checks count for what was checked."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from nats.js.errors import ObjectNotFoundError

from services.listings.papers import midnight
from services.listings.reminding import remind_due
from services.listings.sweeping import sweep
from shared import home
from shared.actor import Actor
from shared.contracts.listings import ListingRevised, PutListing, WithdrawListing
from shared.contracts.message import Request
from shared.contracts.papers import (
    AddEvidence,
    CheckPaper,
    DiscloseEvidence,
    FindEndingPapers,
    FindPapersToCheck,
    GetEvidence,
    GetPapers,
    Paper,
    PaperChecked,
    PaperExpiring,
    RemoveEvidence,
)
from shared.contracts.values import Certificate, Ocop
from shared.file_sizes import LARGEST_EVIDENCE
from shared.ids import uuid7
from shared.ocop import last_day
from tests.support.listings import a_picture, a_product, a_put, found, known, published, revision, told_of, uploaded
from tests.support.surroundings import Surroundings, account

TODAY = home.today()
ISSUED = TODAY - timedelta(days=400)
LAST = last_day(ISSUED)
FOUR_STARS = Ocop(stars=4, certificate="OCOP-4-BN-7", issued=ISSUED)
VIETGAP = Certificate(scheme="VIETGAP", number="VG-1", expires=TODAY + timedelta(days=500))
SCAN = a_picture()
A_PDF = b"%PDF-1.7\n" + b"x" * 5000 + b"\n%%EOF\n"


def owner(put: PutListing) -> Actor:
    return account("coop", speaks_for=[put.organisation_id])


async def papers(listings: Surroundings, put: PutListing, actor: Actor | None = None) -> dict[str, Paper]:
    return {one.scheme: one for one in (await listings.ask(GetPapers(listing_id=put.listing_id), actor)).items}


async def days_left(listings: Surroundings, put: PutListing) -> list[int]:
    await listings.settled()
    return [one.days_left for one in listings.told(PaperExpiring) if one.listing_id == put.listing_id]


async def with_scan(listings: Surroundings, put: PutListing, content: bytes = SCAN, **changes: Any) -> AddEvidence:
    scan = AddEvidence(
        evidence_id=uuid7(),
        listing_id=put.listing_id,
        scheme="VIETGAP",
        number="VG-1",
        name="giấy.jpg",
        upload=await uploaded(listings, content),
    )
    scan = replace(scan, **changes)
    await listings.ask(scan, owner(put))
    return scan


async def test_a_star_goes_out_at_the_minute_at_which_its_certificate_ends(listings: Surroundings) -> None:
    word = a_product()
    put = a_put(await known(listings), names={"vi": word}, ocop=FOUR_STARS)
    await published(listings, put)
    engine, end = listings.running.engine, midnight(LAST + timedelta(days=1))
    following = await remind_due(engine, end - timedelta(seconds=1))
    assert following is not None
    assert following <= end
    assert await found(listings, word, stars=[4]) == [put.listing_id]
    for _ in range(2):
        await remind_due(engine, end)
    assert await found(listings, word, stars=[4]) == []
    assert await found(listings, word) == [put.listing_id]
    [told] = await told_of(listings, ListingRevised, put.listing_id)
    assert (told.version, told.listing.stars, told.listing.ocop) == (3, None, FOUR_STARS)


async def test_a_renewed_certificate_keeps_its_star(listings: Surroundings) -> None:
    word = a_product()
    put = a_put(await known(listings), names={"vi": word}, ocop=FOUR_STARS)
    await published(listings, put)
    renewed = replace(FOUR_STARS, certificate="OCOP-4-BN-8", issued=TODAY)
    await listings.ask(revision(put, 2, ocop=renewed), owner(put))
    await remind_due(listings.running.engine, midnight(LAST + timedelta(days=1)))
    assert await found(listings, word, stars=[4]) == [put.listing_id]


async def test_a_co_op_is_reminded_three_times_and_once_at_the_end(listings: Surroundings) -> None:
    put = a_put(await known(listings), ocop=FOUR_STARS)
    await published(listings, put)
    engine = listings.running.engine
    for before in (181, 180, 180, 179, 90, 31, 30, 1, 0, -1, -2):
        await remind_due(engine, midnight(LAST - timedelta(days=before)) + timedelta(hours=9))
    assert await days_left(listings, put) == [180, 90, 30, -1]


async def test_what_ends_soon_waits_for_its_co_op_the_first_to_end_first(listings: Surroundings) -> None:
    coop = await known(listings)
    soon = replace(VIETGAP, expires=TODAY + timedelta(days=20))
    ended = Certificate(scheme="HACCP", number="H-1", expires=TODAY - timedelta(days=1))
    later = Certificate(scheme="HALAL", expires=TODAY + timedelta(days=91))
    put = a_put(coop, certificates=[soon, ended, later, Certificate(scheme="KOSHER")])
    await published(listings, put)
    withdrawn = a_put(coop, certificates=[soon])
    await published(listings, withdrawn)
    await listings.ask(WithdrawListing(listing_id=withdrawn.listing_id), owner(put))

    query = FindEndingPapers(organisation_id=coop.id, by=TODAY + timedelta(days=90))
    found = (await listings.ask(query, owner(put))).items
    assert [(one.listing_id, one.scheme, one.number) for one in found] == [
        (put.listing_id, "HACCP", "H-1"),
        (put.listing_id, "VIETGAP", "VG-1"),
    ]
    assert found[0].names == put.body.names
    stranger = account("coop", speaks_for=[uuid7()])
    assert (await listings.refusal(query, stranger)).code == "forbidden"


async def test_who_was_down_on_a_day_reminds_once_with_the_days_that_are_left(listings: Surroundings) -> None:
    put = a_put(await known(listings), ocop=FOUR_STARS)
    await published(listings, put)
    for before in (85, 84, 20):
        await remind_due(listings.running.engine, midnight(LAST - timedelta(days=before)))
    assert await days_left(listings, put) == [85, 20]


async def test_another_date_begins_the_reminders_anew_and_the_same_does_not(listings: Surroundings) -> None:
    put = a_put(await known(listings), certificates=[VIETGAP])
    await published(listings, put)
    assert VIETGAP.expires
    soon = midnight(VIETGAP.expires - timedelta(days=90))
    await remind_due(listings.running.engine, soon)
    await listings.ask(revision(put, 2, sku="other"), owner(put))
    await remind_due(listings.running.engine, soon)
    assert await days_left(listings, put) == [90]
    longer = replace(VIETGAP, expires=VIETGAP.expires + timedelta(days=10))
    await listings.ask(revision(put, 3, certificates=[longer]), owner(put))
    await remind_due(listings.running.engine, soon + timedelta(days=10))
    assert await days_left(listings, put) == [90, 90]


async def test_scans_are_seen_by_their_owner_officers_and_whom_he_shows_them(listings: Surroundings) -> None:
    put = a_put(await known(listings), certificates=[VIETGAP])
    await published(listings, put)
    scan = await with_scan(listings, put)
    buyer = account("buyer", speaks_for=[(await known(listings, kind="buyer")).id])
    [buyer_id] = buyer.organisations
    asked = GetEvidence(evidence_id=scan.evidence_id)
    for actor in (owner(put), account("officer"), account("auditor")):
        assert (await listings.ask(asked, actor)).media_type == "image/jpeg"
    for stranger in (buyer, account("coop", speaks_for=[uuid7()]), account("organizer")):
        assert (await listings.refusal(asked, stranger)).code == "evidence_unknown"
    assert (await listings.refusal(asked)).code == "unauthenticated"
    seen_by_buyer = (await papers(listings, put, buyer))["VIETGAP"]
    assert (seen_by_buyer.has_evidence, seen_by_buyer.evidence) == (True, [])

    disclose = DiscloseEvidence(evidence_id=scan.evidence_id, organisation_id=buyer_id)
    await listings.ask(disclose, owner(put))
    shown = await listings.ask(asked, buyer)
    assert (shown.name, shown.shared_with) == ("giấy.jpg", [])
    assert (await papers(listings, put, owner(put)))["VIETGAP"].evidence[0].shared_with == [buyer_id]
    await listings.ask(replace(disclose, withdrawn=True), owner(put))
    assert (await listings.refusal(asked, buyer)).code == "evidence_unknown"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90 not a paper", "scan_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "scan_unreadable"),
        (b"", "scan_unreadable"),
        (A_PDF[:3000], "scan_broken"),
        (a_picture(size=(900, 900), kind="PNG", colour="red")[:-300], "scan_broken"),
        (a_picture(size=(20_000, 10_000), kind="PNG", mode="1", colour=0), "picture_too_large"),
        (b"%PDF-" + b"\0" * LARGEST_EVIDENCE, "file_too_large"),
    ],
    ids=["program", "script", "empty", "cut PDF", "cut picture", "200 megapixels", "too large"],
)
async def test_what_is_no_scan_is_not_kept(listings: Surroundings, content: bytes, code: str) -> None:
    put = a_put(await known(listings), certificates=[VIETGAP])
    await published(listings, put)
    upload = await uploaded(listings, content)
    scan = AddEvidence(
        evidence_id=uuid7(), listing_id=put.listing_id, scheme="VIETGAP", number="VG-1", name="x", upload=upload
    )
    assert (await listings.refusal(scan, owner(put))).code == code
    assert not (await papers(listings, put, owner(put)))["VIETGAP"].has_evidence


async def test_a_scan_is_kept_once_for_a_paper_that_is_stated(listings: Surroundings) -> None:
    put = a_put(await known(listings), certificates=[VIETGAP])
    await published(listings, put)
    scan = await with_scan(listings, put, A_PDF)
    assert await listings.outcome(scan, owner(put)) == "repeated"
    assert await listings.outcome(replace(scan, number="VG-2"), owner(put)) == "id_reused"
    other = replace(scan, evidence_id=uuid7(), scheme="HALAL")
    assert await listings.outcome(other, owner(put)) == "paper_unknown"
    kept = (await papers(listings, put, owner(put)))["VIETGAP"].evidence
    assert [(one.media_type, one.size) for one in kept] == [("application/pdf", len(A_PDF))]
    for _ in range(2):
        await listings.ask(RemoveEvidence(evidence_id=scan.evidence_id), owner(put))
    assert not (await papers(listings, put))["VIETGAP"].has_evidence


async def test_nobody_else_touches_a_scan(listings: Surroundings) -> None:
    put = a_put(await known(listings), certificates=[VIETGAP])
    await published(listings, put)
    scan = await with_scan(listings, put)
    commands: list[tuple[Request[Any], str]] = [
        (replace(scan, evidence_id=uuid7()), "forbidden"),
        (RemoveEvidence(evidence_id=scan.evidence_id), "evidence_unknown"),
        (DiscloseEvidence(evidence_id=scan.evidence_id, organisation_id=uuid7()), "evidence_unknown"),
    ]
    for actor in (account("coop", speaks_for=[uuid7()]), account("officer"), account("buyer")):
        for command, code in commands:
            assert (await listings.refusal(command, actor)).code == code
    assert (await papers(listings, put))["VIETGAP"].has_evidence


async def test_an_officers_check_counts_until_something_else_is_stated(listings: Surroundings) -> None:
    put = a_put(await known(listings), certificates=[VIETGAP])
    await published(listings, put)
    await with_scan(listings, put)
    officer = account("officer")
    waiting = [one.listing_id for one in (await listings.ask(FindPapersToCheck(page_size=100), officer)).items]
    assert put.listing_id in waiting
    check = CheckPaper(listing_id=put.listing_id, scheme="VIETGAP", number="VG-1", verdict="confirmed")
    for actor in (owner(put), account("auditor"), account("buyer")):
        assert (await listings.refusal(check, actor)).code == "forbidden"
    for _ in range(2):
        await listings.ask(check, officer)
    seen = (await papers(listings, put))["VIETGAP"].check
    assert seen is not None
    assert (seen.verdict, seen.checked_by) == ("confirmed", officer.account_id)
    await listings.settled()
    assert [one.verdict for one in listings.told(PaperChecked) if one.listing_id == put.listing_id] == ["confirmed"]
    await listings.ask(revision(put, 2, sku="other"), owner(put))
    assert (await papers(listings, put))["VIETGAP"].check is not None
    await listings.ask(revision(put, 3, certificates=[replace(VIETGAP, expires=date(2040, 1, 1))]), owner(put))
    assert (await papers(listings, put))["VIETGAP"].check is None
    waiting = [one.listing_id for one in (await listings.ask(FindPapersToCheck(page_size=100), officer)).items]
    assert put.listing_id in waiting
    assert (await listings.refusal(FindPapersToCheck(), owner(put))).code == "forbidden"


async def is_stored(listings: Surroundings, scan: AddEvidence) -> bool:
    bucket = await listings.running.ports.jetstream.object_store("evidence")
    try:
        return (await bucket.get_info(str(scan.evidence_id))).size == len(SCAN)
    except ObjectNotFoundError:
        return False


async def test_a_removed_scan_leaves_the_bucket_and_others_stay(listings: Surroundings) -> None:
    put = a_put(await known(listings), certificates=[VIETGAP])
    await published(listings, put)
    kept, removed = [await with_scan(listings, put) for _ in range(2)]
    await listings.ask(RemoveEvidence(evidence_id=removed.evidence_id), owner(put))
    await sweep(listings.running.ports, datetime.now(UTC))
    assert await is_stored(listings, removed), "younger than an hour: it could be on its way to its commit"
    await sweep(listings.running.ports, datetime.now(UTC) + timedelta(hours=2))
    assert [await is_stored(listings, scan) for scan in (kept, removed)] == [True, False]
    await sweep(listings.running.ports, datetime.now(UTC) + timedelta(hours=2))
    again = replace(removed, upload=await uploaded(listings, SCAN))
    assert await listings.outcome(again, owner(put)) == "created"
    assert await is_stored(listings, again)
