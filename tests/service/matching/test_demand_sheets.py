"""Many demands of a buyer at once."""

from datetime import date

from msgspec.structs import replace

from shared.contracts.demand_sheets import ImportDemands, ImportedDemand
from shared.contracts.importing import Refusal
from shared.contracts.matching import DemandPosted, GetDemand
from shared.contracts.suggestions import GetSuggestions
from shared.ids import uuid7
from tests.service.matching.builders import a_card, a_product, known, published, speaker
from tests.support.surroundings import Surroundings, account


def a_line(number: int, what: str) -> ImportedDemand:
    return ImportedDemand(id=uuid7(), line=number, what=what, destination="JP")


async def test_a_file_is_tried_taken_and_changes_nothing_the_second_time(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    await matching.tell(published(a_card(product, coop)))
    await matching.settled()
    good, other = a_line(2, product), a_line(3, a_product())
    late = replace(a_line(4, product), deadline=date(2020, 1, 1))
    twice = replace(other, line=5)
    command = ImportDemands(organisation_id=buyer.id, items=[good, other, late, twice], rehearsal=True)

    tried = await matching.ask(command, speaker(buyer))
    assert (tried.created, [it.line for it in tried.lines]) == (2, [2, 3])
    assert tried.rejected == [
        Refusal(line=4, reason="deadline: in_the_past", faults={"deadline": "in_the_past"}),
        Refusal(line=5, reason="id: duplicate", faults={"id": "duplicate"}),
    ]
    assert (await matching.refusal(GetDemand(demand_id=good.id), speaker(buyer))).code == "demand_unknown"

    taken = await matching.ask(replace(command, rehearsal=False), speaker(buyer))
    assert replace(taken) == tried, "what was told is what happens"
    page = await matching.ask(GetSuggestions(demand_id=good.id), speaker(buyer))
    assert page.total == 1

    again = await matching.ask(replace(command, rehearsal=False), speaker(buyer))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    await matching.settled()
    assert len(matching.told(DemandPosted, good.id)) == 1

    changed = replace(command, items=[replace(good, note="soon", expected_version=1)], rehearsal=False)
    assert (await matching.ask(changed, speaker(buyer))).updated == 1
    stale = replace(command, items=[replace(good, note="later", expected_version=1)], rehearsal=False)
    assert [it.reason for it in (await matching.ask(stale, speaker(buyer))).rejected] == ["version_stale"]


async def test_only_the_buyer_may_and_only_for_its_own(matching: Surroundings) -> None:
    buyer, other, coop = [await known(matching, kind) for kind in ("buyer", "buyer", "coop")]
    line = a_line(2, a_product())
    command = ImportDemands(organisation_id=buyer.id, items=[line])
    await matching.ask(command, speaker(buyer))
    for actor in (speaker(other), speaker(coop), account("officer"), None):
        assert (await matching.refusal(command, actor)).code in {"forbidden", "unauthenticated"}
    taken_over = await matching.ask(replace(command, organisation_id=other.id), speaker(other))
    assert [it.reason for it in taken_over.rejected] == ["forbidden"]
    sells = ImportDemands(organisation_id=coop.id, items=[a_line(2, a_product())])
    assert (await matching.refusal(sells, speaker(coop))).code == "forbidden"
