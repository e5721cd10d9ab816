import io

import pytest
from PIL import Image

from services.listings.pictures import render
from shared.errors import Rejected


def png(mode: str, size: tuple[int, int]) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size).save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize("side", [6_400, 9_800, 14_200])
def test_too_many_megapixels_are_called_so(side: int) -> None:
    """Pillow itself warns at 90 and stops at 179 of them."""
    with pytest.raises(Rejected) as refused:
        render(png("1", (side, side)))
    assert refused.value.code == "picture_too_large"


def test_what_is_transparent_becomes_white() -> None:
    rendition = render(png("RGBA", (8, 8)))
    assert Image.open(io.BytesIO(rendition.original)).getpixel((4, 4)) == (255, 255, 255)
