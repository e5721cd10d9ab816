"""On a telephone, without scripts: a co-op takes its products home, changes them in a spreadsheet and sends it back."""

import io
from pathlib import Path

from openpyxl import load_workbook
from playwright.async_api import FilePayload

from tests.support.browser import PHONE, People
from tests.support.goods import a_word, publish
from tests.support.market import Market
from web.sheets.columns import COLUMNS

AT = {column.field: place for place, column in enumerate(COLUMNS, 1)}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def filled_in(path: Path, word: str) -> bytes:
    """One product costs more, one is new, one has a price that nobody can read."""
    book = load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book.worksheets[0]
    [known] = [row for row in range(2, sheet.max_row + 1) if word in str(sheet.cell(row, AT["name_vi"]).value)]
    sheet.cell(known, AT["price_amount"]).value = 201_000
    below = sheet.max_row + 1
    for row, facts in (
        (below, {"sku": f"M-{word}", "name_vi": f"Mật ong {word}", "category": "Thực phẩm"}),
        (below + 1, {"sku": f"X-{word}", "name_vi": f"Trà {word}", "price_amount": "rẻ lắm"}),
    ):
        for name, value in facts.items():
            sheet.cell(row, AT[name]).value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


async def test_a_spreadsheet_goes_home_and_comes_back(people: People, market: Market) -> None:
    word = a_word()
    listing_id = await publish(await market.program("coop13"), f"Củ sen {word}")
    coop = await people.signed_in("coop13", viewport=PHONE, java_script_enabled=False)
    await coop.open("my/listings")
    await coop.follow("Change many in a spreadsheet")
    async with coop.page.expect_download() as download:
        await coop.follow("Spreadsheet (.xlsx)")
    content = filled_in(await (await download.value).path(), word)
    file: FilePayload = {"name": "hang.xlsx", "mimeType": XLSX, "buffer": content}

    async def send() -> None:
        await coop.open("my/listings/import")
        await coop.page.get_by_label(coop.text("Your file")).set_input_files(file)
        await coop.press("Look at what will change")

    await send()
    await coop.sees(*(coop.text(f"%(count)s {what}", count=1) for what in ("new", "changed", "refused")))
    await coop.sees(f"Trà {word}", coop.text("Please give an amount: digits, not below zero."))
    assert await coop.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert (await (await market.stranger()).get(f"/api/v1/listings/{listing_id}")).json()["price"]["amount"] == "185000"
    await coop.press("Take it over")
    await coop.sees(coop.text("Taken over"))
    assert (await (await market.stranger()).get(f"/api/v1/listings/{listing_id}")).json()["price"]["amount"] == "201000"

    await send()
    await coop.sees(coop.text("There is nothing to take over."))
    file["buffer"] = b"%PDF-1.7"
    await send()
    await coop.sees(coop.text("This is no spreadsheet that we can read. Save it as .xlsx and send it again."))
    await coop.open("my/listings")
    await coop.sees(f"Mật ong {word}")


async def test_a_buyer_sends_many_demands_and_takes_them_home(people: People) -> None:
    word = a_word()
    text = f"what;destination;quantity_amount;quantity_unit\nXoài {word};Nhật Bản;1.200;kg\nSen {word};;5;kg\n"
    file: FilePayload = {"name": "mua.csv", "mimeType": "text/csv", "buffer": text.encode()}
    buyer = await people.signed_in("buyer-vn", viewport=PHONE, java_script_enabled=False)

    async def send() -> None:
        await buyer.open("demands")
        await buyer.follow("Many from a spreadsheet")
        await buyer.page.get_by_label(buyer.text("Your file")).set_input_files(file)
        await buyer.press("Look at what will change")

    await send()
    await buyer.sees(*(buyer.text(f"%(count)s {what}", count=1) for what in ("new", "refused")))
    await buyer.sees("B3", buyer.text("Destination"))
    assert await buyer.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await buyer.press("Take it over")
    await buyer.follow("My demands")
    await buyer.sees(f"Xoài {word}")

    await send()
    await buyer.sees(buyer.text("There is nothing to take over."))
    await buyer.open("demands/import")
    async with buyer.page.expect_download() as download:
        await buyer.follow("Spreadsheet (.xlsx)")
    file |= {"name": "mua.xlsx", "mimeType": XLSX, "buffer": (await (await download.value).path()).read_bytes()}
    await send()
    await buyer.sees(buyer.text("There is nothing to take over."), buyer.text("%(count)s refused", count=0))
