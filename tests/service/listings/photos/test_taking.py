"""From what somebody uploads to pictures that are safe to show."""

import io

import pytest
from PIL import Image

from shared.contracts.listings import PutListing
from tests.support.listings import a_picture, add_photo, seen, speaker_of
from tests.support.pictures import stored
from tests.support.surroundings import Surroundings

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def a_photograph(size: tuple[int, int] = (1600, 1200)) -> bytes:
    """Taken with a camera held upright: stored lying, to be turned; says where and by whom."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Kamera"
    exif.get_ifd(GPS)[1] = "N"
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif, comment=b"secret")
    return target.getvalue()


async def test_a_photograph_is_turned_upright_and_tells_nothing(listings: Surroundings, put: PutListing) -> None:
    photo = await add_photo(listings, put, a_photograph(), alt=" Chả\u202e lụa ")
    pictures = await stored(listings, photo.photo_id)
    assert {name: picture.size for name, picture in pictures.items()} == {
        "original": (1200, 1600),
        "1280": (960, 1280),
        "640": (480, 640),
        "320": (240, 320),
        **dict.fromkeys(("1280.avif", "1280.jpg"), (960, 1280)),
        **dict.fromkeys(("640.avif", "640.jpg"), (480, 640)),
        **dict.fromkeys(("320.avif", "320.jpg"), (240, 320)),
    }
    for name, picture in pictures.items():
        assert picture.format == {"avif": "AVIF", "jpg": "JPEG"}.get(name.rpartition(".")[2], "WEBP")
        assert not {"exif", "xmp", "icc_profile", "comment"} & picture.info.keys()
        upper, lower = [picture.convert("RGB").getpixel((100, y)) for y in (20, picture.height - 20)]
        assert isinstance(upper, tuple)
        assert isinstance(lower, tuple)
        assert (upper[0] > 200, upper[1] < 60) == (True, True), "orientation 6: what was left is on top"
        assert min(lower) > 200
    [shown] = (await seen(listings, put.listing_id, speaker_of(put))).photos
    assert (shown.id, shown.width, shown.height, shown.alt) == (photo.photo_id, 1200, 1600, "Chả lụa")


async def test_large_ones_are_made_smaller_and_small_ones_stay(listings: Surroundings, put: PutListing) -> None:
    large = await add_photo(listings, put, a_picture(size=(4000, 1000)))
    small = await add_photo(listings, put, a_picture(size=(30, 20)))
    assert {name: picture.size for name, picture in (await stored(listings, large.photo_id)).items()} == {
        "original": (2048, 512),
        "1280": (1280, 320),
        "640": (640, 160),
        "320": (320, 80),
        **dict.fromkeys(("1280.avif", "1280.jpg"), (1280, 320)),
        **dict.fromkeys(("640.avif", "640.jpg"), (640, 160)),
        **dict.fromkeys(("320.avif", "320.jpg"), (320, 80)),
    }
    assert {picture.size for picture in (await stored(listings, small.photo_id)).values()} == {(30, 20)}


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
async def test_what_is_transparent_becomes_white(listings: Surroundings, put: PutListing, kind: str) -> None:
    """A cut-out product whose hidden pixels are black."""
    content = a_picture(kind, mode="RGBA", colour=(0, 0, 0, 0), lossless=True, exact=True)
    photo = await add_photo(listings, put, content)
    pixel = (await stored(listings, photo.photo_id))["original"].convert("RGB").getpixel((5, 5))
    assert pixel == (255, 255, 255)


KINDS = [("PNG", "P"), ("PNG", "L"), ("PNG", "1"), ("JPEG", "CMYK"), ("JPEG", "L"), ("WEBP", "RGB")]


@pytest.mark.parametrize(("kind", "mode"), KINDS)
async def test_other_kinds_of_pictures(listings: Surroundings, put: PutListing, kind: str, mode: str) -> None:
    photo = await add_photo(listings, put, a_picture(kind, mode=mode, colour=0))
    assert (await stored(listings, photo.photo_id))["original"].format == "WEBP"
