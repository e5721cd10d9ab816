"""What a new fair takes over from last year's."""

from datetime import timedelta
from decimal import Decimal

from shared.contracts.fairs.copying import CopyParts
from shared.contracts.fairs.fees import (
    BasePrice,
    GetFees,
    GetPrices,
    PriceBody,
    PriceRule,
    ProgrammeBody,
    PutPrices,
    PutProgramme,
)
from shared.contracts.fairs.team import GetTeam
from shared.ids import uuid7
from tests.service.fairs.test_teams import joined
from tests.support.fairs import EVENING, NOON, Stage, organizer, refusal

YEAR = timedelta(days=365)


async def test_prices_programmes_and_team_are_taken_over_once(stage: Stage) -> None:
    former, owner = await stage.fair(), organizer()
    keeper, _ = await joined(stage, former, owner, "money")
    early = PriceRule(kind="early", percent=Decimal(10), until=NOON - timedelta(days=30))
    body = PriceBody(bases=[BasePrice(amount=Decimal(2_000_000))], rules=[early])
    await stage.ask(PutPrices(fair_id=former, body=body), owner)
    sponsor = ProgrammeBody(name="Quỹ hỗ trợ", budget=Decimal(50_000_000))
    await stage.ask(PutProgramme(programme_id=uuid7(), fair_id=former, body=sponsor), owner)
    fair = await stage.fair(starts_at=NOON + YEAR, ends_at=EVENING + YEAR)
    copying = CopyParts(fair_id=fair, former_id=former, parts=["prices", "programmes", "team"])
    assert await refusal(stage, copying, organizer()) == "right_required"
    assert await refusal(stage, copying, keeper) == "right_required"

    assert [(await stage.ask(copying, owner)).outcome for _ in range(2)] == ["created", "repeated"]

    [rule] = (await stage.ask(GetPrices(fair_id=fair), owner)).body.rules
    assert rule.until == early.until + YEAR if early.until else None
    programmes = (await stage.ask(GetFees(fair_id=fair), owner)).programmes
    assert [(one.body.name, one.body.budget, one.committed) for one in programmes] == [
        (sponsor.name, sponsor.budget, Decimal(0))
    ]
    team = await stage.ask(GetTeam(fair_id=fair), owner)
    assert {one.account_id: one.rights for one in team.items} == {
        owner.account_id: ["owner"],
        keeper.account_id: ["money"],
    }
