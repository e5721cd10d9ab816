"""Pictures that people sent: what is one, turned upright, made small, written anew without what else was in the file.

The file's own content decides what it is, not its name. Decoding costs memory: 40 megapixels are 120 MB, so whoever
calls `decoded` does it one at a time.
"""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from shared.errors import Rejected

MOST_PIXELS = 40_000_000
Image.MAX_IMAGE_PIXELS = None  # Pillow's own bound is wider and warns before it refuses
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 80


def decoded(data: bytes, side: int) -> Image.Image:
    """At most `side` pixels long. Raises `Rejected` for what is no picture, broken or too large."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Rejected("picture_too_large", megapixels=MOST_PIXELS // 1_000_000)
            opened.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except UnidentifiedImageError as error:
        raise Rejected("picture_unreadable") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Rejected("picture_broken") from error
    picture.thumbnail((side, side))
    picture = _on_white(picture)
    picture.info = {}  # what the file said of itself; JPEG would take its comment along
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """Done when it is small: what is transparent is often black underneath."""
    if picture.mode != "RGBA":
        return picture
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def webp(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=QUALITY, method=4)
    return target.getvalue()
