"""Photos as people send them, and one that should frighten nobody."""

import io
import struct
import zlib
from uuid import UUID

from PIL import Image

from tests.support.surroundings import Surroundings

THUMBNAILS = tuple(f"{side}{kind}" for side in (320, 640, 1280) for kind in ("", ".avif", ".jpg"))


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600)) -> bytes:
    target = io.BytesIO()
    Image.effect_mandelbrot(size, (-2, -1.2, 1, 1.2), 20).convert("RGB").save(target, kind)
    return target.getvalue()


def huge_picture() -> bytes:
    """200 megapixels in 200 kilobytes: white lines, well compressed."""
    width, height = 20_000, 10_000

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress(bytes(width + 1) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


async def stored(around: Surroundings, photo_id: UUID) -> dict[str, Image.Image]:
    """What can be shown of it, opened; the original is under `original`."""
    jetstream = around.running.ports.jetstream
    original = await (await jetstream.object_store("photos")).get(str(photo_id))
    contents = {"original": original.data or b""}
    thumbnails = await jetstream.key_value("thumbnails")
    for name in THUMBNAILS:
        contents[name] = (await thumbnails.get(f"{photo_id}.{name}")).value or b""
    pictures: dict[str, Image.Image] = {name: Image.open(io.BytesIO(content)) for name, content in contents.items()}
    for picture in pictures.values():
        picture.load()
    return pictures
