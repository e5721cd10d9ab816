"""On a telephone: trade facts, a certificate with its scan, the Alliance's check, and who may open what."""

import json
from http import HTTPStatus

from playwright.async_api import FilePayload, expect

from shared.ids import uuid7
from tests.support.browser import PHONE, People, Reader
from tests.support.goods import publish
from tests.support.listings import a_picture
from tests.support.market import Market

NUMBER = "VG-24-0007"


async def list_a_product(coop: Reader, name: str) -> None:
    await coop.open("listings/new")
    await coop.type("Name in Vietnamese", name)
    await coop.choose("Unit", "TNE", within="What you can supply each month")
    await coop.type("In every month", "12")
    await coop.page.get_by_text(coop.text("Other certificates")).click()
    await coop.choose("Certificate", "VIETGAP")
    await coop.type("Number", NUMBER)
    await coop.page.get_by_text(coop.text("Codes, quality, ingredients")).click()
    await coop.type("HS code, six digits", "0810.90")
    await coop.type("Barcode (GTIN)", "893 4563 13816 4")
    await coop.page.get_by_text(coop.text("Price lists for larger orders")).click()
    await coop.type("one costs", "2,15")
    await coop.choose("Money", "USD")
    await coop.choose("for one", "KGM")
    await coop.choose("Term (Incoterm 2020)", "FOB")
    await coop.type("Place of the term", "Hải Phòng")
    await coop.type("These prices hold until", "2031-03-31")
    await coop.press("Save and show to buyers")


async def test_what_is_false_is_refused_at_its_field_and_what_is_there_can_be_checked(
    people: People, market: Market
) -> None:
    name = f"Vải thiều {uuid7().hex[-8:]}"
    coop = await people.signed_in("coop3", viewport=PHONE)
    await list_a_product(coop, name)
    for label, fault in (
        ("Barcode (GTIN)", "The check digit does not fit. Please compare it with the paper."),
        ("Port, for a sea term", "This term is for transport by sea: please choose the port."),
    ):
        await expect(coop.field(label).first).to_have_accessible_description(coop.text(fault))
    await coop.type("Barcode (GTIN)", "893 4563 13816 5")
    await coop.choose("Port, for a sea term", "VNHPH")
    await coop.press("Save and show to buyers")
    await coop.sees(name, "SP-", "081090", "8934563138165", "FOB Hải Phòng", "2,15", coop.text("Add a photo"))
    await coop.button("Withdraw").wait_for()
    assert await coop.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    address = coop.page.url.split("/", 4)[-1]

    coop_name = str(await coop.page.locator('main a[href*="/coops/"]').inner_text())
    await coop.follow("What is still free in the coming months")
    await coop.sees(coop.text("Still free"))
    await coop.open(f"{address}/papers")
    await coop.sees(NUMBER, coop.text("not checked yet"))
    scan: FilePayload = {"name": "vietgap.png", "mimeType": "image/png", "buffer": a_picture("PNG")}
    await coop.page.get_by_label(coop.text("Scan or photo of the certificate")).set_input_files(scan)
    await coop.press("Send the scan")
    opened = coop.page.get_by_role("link", name="vietgap.png")
    evidence = str(await opened.get_attribute("href"))

    officer = await people.signed_in("officer", viewport=PHONE)
    await officer.open("papers")
    await officer.page.get_by_role("link", name=NUMBER).first.click()
    await officer.press("It is as stated")
    await officer.sees(officer.text("confirmed by the Alliance"))

    anybody = await people.guest("en", viewport=PHONE)
    await anybody.open(address)
    told = json.loads(await anybody.page.locator('script[type="application/ld+json"]').inner_text())
    assert (told["@type"], told["gtin"], told["offers"][0]["priceSpecification"]["price"]) == (
        "Product",
        "8934563138165",
        "2.15",
    )
    code = await (await market.stranger()).get(f"/en/{address}/qr.svg")
    assert (code.headers["Content-Type"], code.content[:5]) == ("image/svg+xml", b"<?xml")
    await anybody.page.get_by_role("link", name=coop_name).click()
    await anybody.sees(name)
    await anybody.open(f"{address}/papers")
    await anybody.sees(NUMBER, "confirmed by the Alliance", "There is a scan.")
    await anybody.sees_not("vietgap.png")
    for reader, status in (
        ("coop3", HTTPStatus.OK),
        ("officer", HTTPStatus.OK),
        ("coop4", HTTPStatus.NOT_FOUND),
        ("buyer-jp", HTTPStatus.NOT_FOUND),
    ):
        answer = await (await market.reader(reader)).get(evidence)
        assert answer.status_code == status, reader
    stranger = await (await market.stranger()).get(evidence)
    assert stranger.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.SEE_OTHER}
    kept = await (await market.reader("coop3")).get(evidence)
    assert kept.content == scan["buffer"]
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in kept.headers["Cache-Control"]


async def test_a_co_op_sees_its_gaps_and_a_reader_of_a_pack_its_way(people: People, market: Market) -> None:
    word = uuid7().hex[-8:]
    listing_id = await publish(await market.program("coop4"), f"Mận khô {word}")
    coop = await people.signed_in("coop4", viewport=PHONE)
    await coop.open("my/readiness")
    await coop.page.get_by_role("link", name=word).click()
    await coop.sees(coop.text("Kosher certificate"), coop.text("missing"), "GAIN IS5009")
    assert await coop.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    await coop.open(f"listings/{listing_id}/lots")
    await coop.follow("Record a lot")
    await coop.type("Lot code", f"L-{word}")
    await coop.type("Produced on", "2026-06-02")
    await coop.type("Origin", "Mộc Châu, Sơn La")
    await coop.choose("What was done", "harvest")
    await coop.press("Save")
    await expect(coop.field("Where").first).to_have_accessible_description(coop.text("Please fill this in."))
    await coop.type("On", "2026-06-01")
    await coop.type("Where", "Đồi Mận")
    await coop.press("Save")
    await coop.sees(f"L-{word}", "Đồi Mận")

    address = coop.page.url.split("/", 4)[-1]
    await coop.open(f"listings/{listing_id}/lots/new")
    await expect(coop.field("Where").first).to_have_value("Đồi Mận")
    await expect(coop.field("On").first).to_have_value("")
    await coop.open(address)
    drawn = coop.page.get_by_role("img", name=coop.text("QR code of this page"))
    assert await drawn.evaluate("image => image.decode().then(() => image.naturalWidth)")
    scanned = await (await market.stranger()).get(f"/{address}", headers={"Accept-Language": "ja"})
    assert scanned.headers["Location"] == f"/ja/{address}"

    reader = await people.guest("en", viewport=PHONE)
    await reader.open(address)
    await reader.sees(f"L-{word}", "Mộc Châu, Sơn La", "Harvest, catch", "June 1, 2026", "Đồi Mận")
