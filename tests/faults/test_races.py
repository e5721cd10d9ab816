"""Two hundred people want one booth, each from a program of their own."""

import asyncio
from collections import Counter

from deploy.local.settled import wait_until_settled
from shared.ids import uuid7
from tests.support.market import Market
from tests.support.stated import free_booths, opened_fair
from tests.support.streams import body_of, end_of, kept_since, streams

CALLERS, COOPS = 200, 20


async def test_one_gets_the_booth_and_each_of_the_others_is_told_so(market: Market) -> None:
    programs = [await market.program(f"coop{number}") for number in range(1, COOPS + 1)]
    fair = await opened_fair(await market.program("organizer"))
    booth, *_ = await free_booths(programs[0], fair)
    async with streams(market) as jetstream:
        before = await end_of(jetstream, "FAIRS")

        answers = await asyncio.gather(
            *(
                programs[number % COOPS].put(
                    f"/api/v1/fairs/{fair}/bookings/{uuid7()}", json={"booth_id": str(booth)}, timeout=60
                )
                for number in range(CALLERS)
            )
        )

        outcomes = Counter((answer.status_code, answer.json().get("code")) for answer in answers)
        assert outcomes == {(201, None): 1, (409, "booth_taken"): CALLERS - 1}
        await wait_until_settled(market.stack)
        confirmed = [body_of(one) for one in await kept_since(jetstream, "FAIRS", before, "booking_confirmed")]
    [winner] = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    assert [event["id"] for event in confirmed if event["booth_id"] == str(booth)] == [winner]


async def test_bookings_of_different_booths_do_not_disturb_each_other(market: Market) -> None:
    programs = [await market.program(f"coop{number}") for number in range(1, COOPS + 1)]
    hall = {"code": "A", "rows": 5, "columns": 20}
    fair = await opened_fair(await market.program("organizer"), halls=[hall])
    booths = await free_booths(programs[0], fair)

    answers = await asyncio.gather(
        *(
            programs[place % COOPS].put(f"/api/v1/fairs/{fair}/bookings/{uuid7()}", json={"booth_id": str(booth)})
            for place, booth in enumerate(booths)
        )
    )

    assert Counter(answer.status_code for answer in answers) == {201: 100}
    assert await free_booths(programs[0], fair) == []
