"""A co-op registers itself, is verified by an officer, lists a product, publishes and withdraws it."""

import io
from http import HTTPStatus

from PIL import Image

from shared.ids import uuid7
from tests.support.browser import People, Reader
from tests.support.letters import letters_to
from tests.support.market import Market

PASSWORD = "một chiều chợ phiên"
PLACE, CAMERA = {1: "N", 2: (21.0, 3.0, 0.0)}, "Kamera 3000"
GPS, MODEL = 0x8825, 0x0110


def a_photo() -> bytes:
    """A JPEG as a telephone makes it: with its place and its camera."""
    exif = Image.Exif()
    exif[MODEL] = CAMERA
    exif.get_ifd(GPS).update(PLACE)
    target = io.BytesIO()
    Image.effect_mandelbrot((1600, 1200), (-2, -1.2, 1, 1.2), 30).convert("RGB").save(target, "JPEG", exif=exif)
    return target.getvalue()


async def register(reader: Reader, name: str, email: str) -> None:
    await reader.open("")
    await reader.follow("Register")
    await reader.type("Name of the organisation", name)
    await reader.choose("Legal form", "HTX")
    await reader.choose("Sector", "NN")
    await reader.choose("Province", "24")
    await reader.type("Your name", "Nguyễn Thị Sen")
    await reader.type("E-mail", email)
    await reader.type("Telephone", "0912 345 678")
    await reader.type("Password", PASSWORD)
    await reader.press("Register")
    await reader.sees(reader.text("You are registered"))


async def sign_in(reader: Reader, email: str) -> None:
    await reader.open("sign-in")
    await reader.type("E-mail", email)
    await reader.type("Password", PASSWORD)
    await reader.page.locator("main").get_by_role("button", name=reader.text("Sign in")).click()
    await reader.page.wait_for_url("**/desk")


async def list_a_product(reader: Reader, name: str) -> None:
    """With everything that the form can say."""
    await reader.open("listings/new")
    await reader.type("Name in Vietnamese", name)
    await reader.choose("Product group", "food")
    await reader.type("Description in Vietnamese", "Trồng ở đầm sen.\nSấy ở 60 °C.")
    await reader.page.get_by_text(reader.text("Names and descriptions in other languages")).click()
    await reader.type("Name in %(language)s", "Dried lotus root", language="English")
    await reader.type("Name in %(language)s", "乾燥れんこん", language="日本語")
    await reader.type("Price", "185.000,5")
    await reader.choose("per", "KGM")
    await reader.choose("Incoterm 2020", "FOB")
    await reader.type("Named place", "Hải Phòng")
    await reader.type("Minimum order", "200")
    await reader.choose("Unit", "KGM", within="Price and quantity")
    await reader.choose("Unit", "KGM", within="What you can supply each month")
    await reader.page.get_by_text(reader.text("Another amount in some months")).click()
    for month in range(1, 13):
        await reader.type("Month %(number)s", f"{month}.000", number=month)
    await reader.page.get_by_text(reader.text("Codes, quality, ingredients")).click()
    await reader.type("Your product code", "SEN-01")
    await reader.page.get_by_text(reader.text("OCOP stars")).click()
    await reader.choose("Stars", "4")
    await reader.type("Certificate number", "OCOP-4-BN-0001")
    await reader.type("Date of issue", "2026-01-15")
    await reader.page.get_by_text(reader.text("Other certificates")).click()
    await reader.choose("Certificate", "HACCP")
    await reader.type("Number", "HACCP-77")
    await reader.type("Valid until", "2028-01-15")
    await reader.press("Save as a draft")
    await reader.sees(name, "SEN-01", "乾燥れんこん", "185.000,5", "FOB Hải Phòng", "200 kg", "OCOP-4-BN-0001")


async def test_from_registration_to_the_catalogue_and_out_of_it(people: People, market: Market) -> None:
    key = uuid7().hex[-8:]
    coop_name, product, email = f"HTX Sen {key}", f"Củ sen sấy {key}", f"sen-{key}@chophien.test"
    coop, officer = await people.guest("vi"), await people.signed_in("officer")

    await register(coop, coop_name, email)
    await sign_in(coop, email)
    await coop.sees(coop.text("The Alliance is checking your registration"))
    await list_a_product(coop, product)
    await coop.press("Publish")
    await coop.sees(coop.text("Your organisation is not verified yet. The Alliance has been told and will check it."))

    await officer.open("desk")
    await officer.page.get_by_role("article").filter(has_text=coop_name).get_by_role("link").click()
    await officer.sees(coop_name, "Nguyễn Thị Sen", email)
    await officer.press("Verify")
    await officer.sees(officer.text("verified"))

    await coop.open("desk")
    await coop.sees(product)
    await coop.page.get_by_role("article").filter(has_text=product).get_by_role("link").click()
    await send_a_photo(coop, market)
    await coop.press("Publish")
    await coop.button("Withdraw").wait_for()
    anybody = await people.guest("en")
    await anybody.open(f"listings?q=cu+sen+say+{key}")
    await anybody.page.get_by_role("link", name="Dried lotus root").click()
    await anybody.sees("Dried lotus root", "₫185,000.5", coop_name, "January 15, 2026", "HACCP-77")
    await anybody.sees_not(email, "Nguyễn Thị Sen")

    await coop.press("Withdraw")
    await coop.sees(coop.text("Withdrawn"))
    await anybody.page.reload()
    await anybody.sees(anybody.text("There is no such product, or it is no longer shown."))
    await both_are_told(people, market, coop_name, email)


OFFERED = """img => [img.getAttribute("src"),
  ...[...img.parentElement.querySelectorAll("source")].flatMap(
    source => source.srcset.split(", ").map(one => one.split(" ")[0]))]"""
"""The addresses of a picture in all its sizes and formats."""


async def send_a_photo(reader: Reader, market: Market) -> None:
    """What is kept of it shows neither where nor with what it was taken."""
    photo = a_photo()
    with Image.open(io.BytesIO(photo)) as sent:
        assert sent.getexif()[MODEL] == CAMERA, "the check below could not fail"
    await reader.page.get_by_label(reader.text("Add a photo")).set_input_files(
        {"name": "sen.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
    await reader.type("What the photo shows, for those who cannot see it", "Củ sen đã sấy")
    await reader.press("Send the photo")
    shown = reader.page.get_by_role("img", name="Củ sen đã sấy").first
    await shown.wait_for()
    stranger = await market.stranger()
    for path in await shown.evaluate(OFFERED):
        assert (await stranger.get(path)).status_code == HTTPStatus.NOT_FOUND, "a draft's photo is its co-op's"
        content = await (await reader.page.request.get(path)).body()
        with Image.open(io.BytesIO(content)) as kept:
            assert kept.format in {"AVIF", "WEBP", "JPEG"}
            assert dict(kept.getexif()) == {}
        assert CAMERA.encode() not in content
    await the_original_has_lost_its_place(market, str(await shown.get_attribute("src")).split("/")[2])
    assert await shown.evaluate("img => img.decode().then(() => img.naturalWidth > 0)")


async def the_original_has_lost_its_place(market: Market, photo_id: str) -> None:
    connection = await market.connection("web")
    photos = await connection.jetstream().object_store("photos")
    kept = (await photos.get(photo_id)).data or b""
    await connection.close()
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((1600, 1200), {})


async def both_are_told(people: People, market: Market, coop_name: str, email: str) -> None:
    """Officers that it waits, the co-op that it was verified; its letter is a file and on the page of operations."""
    officer = await people.signed_in("officer")
    await officer.open("inbox")
    await officer.sees(coop_name)
    assert await letters_to(market, email)
    admin = await people.signed_in("admin", "en")
    await admin.open(f"operations/letters?q={email}")
    await admin.sees(email, "sent")
