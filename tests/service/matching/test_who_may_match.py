"""Who may ask, decide and read; everybody else learns no more than that it is not theirs."""

from msgspec.structs import replace

from shared.contracts.matching import FindMatches, GetMatch
from shared.contracts.registry import OrganisationChanged
from tests.service.matching.builders import known, speaker
from tests.service.matching.pairs import decision, introduced
from tests.support.surroundings import Surroundings, account


async def test_who_may_not_request(matching: Surroundings) -> None:
    pair = await introduced(matching)
    other = await known(matching, "buyer")
    request = pair.request()
    assert (await matching.refusal(request)).code == "unauthenticated"
    assert (await matching.refusal(request, speaker(other))).code == "demand_unknown"
    assert (await matching.refusal(request, speaker(pair.coop))).code == "forbidden"
    assert (await matching.refusal(request, account("officer"))).code == "forbidden"
    refused = replace(pair.buyer, version=2, status="refused")
    await matching.tell(OrganisationChanged(id=refused.id, version=2, organisation=refused))
    await matching.settled()
    assert (await matching.refusal(request, speaker(pair.buyer))).code == "forbidden"


async def test_who_may_not_decide(matching: Surroundings) -> None:
    pair = await introduced(matching)
    other = await known(matching, "coop")
    request = pair.request()
    answer = decision(request)
    assert (await matching.refusal(answer, speaker(pair.coop))).code == "match_unknown"
    await matching.ask(request, speaker(pair.buyer))
    assert (await matching.refusal(answer)).code == "unauthenticated"
    assert (await matching.refusal(answer, speaker(other))).code == "match_unknown"
    assert (await matching.refusal(answer, speaker(pair.buyer))).code == "forbidden"
    assert (await matching.refusal(answer, account("officer"))).code == "forbidden"
    stopped = replace(pair.coop, version=2, status="stopped")
    await matching.tell(OrganisationChanged(id=stopped.id, version=2, organisation=stopped))
    await matching.settled()
    assert (await matching.refusal(answer, speaker(pair.coop))).code == "not_verified"


async def test_who_may_read_a_match(matching: Surroundings) -> None:
    pair = await introduced(matching)
    request = pair.request()
    await matching.ask(request, speaker(pair.buyer))
    query = GetMatch(match_request_id=request.match_request_id)
    for actor in (speaker(pair.buyer), speaker(pair.coop), account("organizer"), account("auditor")):
        assert (await matching.ask(query, actor)).status == "requested"
    strangers = [speaker(await known(matching, kind)) for kind in ("buyer", "coop")]
    for actor in strangers:
        assert (await matching.refusal(query, actor)).code == "match_unknown"
        assert (await matching.refusal(FindMatches(organisation_id=pair.buyer.id), actor)).code == "forbidden"
