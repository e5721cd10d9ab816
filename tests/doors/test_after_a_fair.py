"""After a fair: what people say of it, and its report beside the report of its year."""

import re

from shared.ids import uuid7
from tests.support.finished import finish_a_fair
from tests.support.market import Market, form_token


async def a_finished_fair(market: Market) -> str:
    fair = uuid7()
    await finish_a_fair(market, fair)
    return f"fairs/{fair}"


async def test_a_buyer_says_something_and_the_report_counts_it(market: Market) -> None:
    fair = await a_finished_fair(market)
    buyer, organizer = await market.reader("buyer-kr"), await market.reader("organizer")
    form = (await buyer.get(f"/ko/{fair}/feedback/new")).text
    assert "다시 오시겠습니까?" in form
    given = {"_token": form_token(form), "feedback_id": str(uuid7()), "text": "<b>좋았습니다</b>"}
    assert (await buyer.post(f"/ko/{fair}/feedback", data=given)).status_code == 422
    assert (await buyer.post(f"/ko/{fair}/feedback", data=given | {"overall": "4"})).status_code == 303
    stranger = await market.stranger()
    assert "좋았습니다" not in (await stranger.get(f"/ko/{fair}/feedback")).text

    page = (await organizer.get(f"/vi/{fair}/feedback")).text
    [address] = re.findall(r'action="(/vi/fairs/\S+/showing)', page)
    token = {"_token": form_token(page)}
    assert (await organizer.post(address, data=token | {"show": "1"})).status_code == 303
    assert "&lt;b&gt;좋았습니다" in (await stranger.get(f"/ko/{fair}/feedback")).text

    typed = {**token, "currency": "VND", "name_0": "Thuê nhà", "planned_0": "1.500.000", "spent_0": ""}
    assert (await organizer.post(f"/vi/{fair}/budget", data=typed)).status_code == 303
    report = (await organizer.get(f"/vi/{fair}/report")).text
    assert report.count('<span class="mark yes">khớp') == 3
    lines = (await organizer.get(f"/vi/{fair}/report.csv")).text.splitlines()
    assert {"Người mua,1,0", "Người mua,Cả hội chợ,4.00", "Thuê nhà,1500000,–"} <= set(lines)
    assert (await organizer.get(f"/vi/{fair}/report.pdf")).content.startswith(b"%PDF")
    assert (await buyer.get(f"/vi/{fair}/report")).status_code == 403
    assert f'href="/vi/fairs/new?copied={fair.removeprefix("fairs/")}"' in (await organizer.get(f"/vi/{fair}")).text
