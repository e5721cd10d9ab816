"""What a photo from a telephone costs: decoded once, written as WebP, AVIF and JPEG in three sizes."""

import io
import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor

from PIL import Image, ImageFilter

from services.listings.pictures import render

TWELVE_MEGAPIXELS = (4000, 3000)
ROUNDS = 5


def photo_costs() -> str:
    """Measured in a process of its own, whose memory is nothing else's."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_rendered).result()


def _rendered() -> str:
    """With detail everywhere, as no drawn picture has it."""
    target = io.BytesIO()
    noise = Image.effect_noise((1000, 750), 60).filter(ImageFilter.GaussianBlur(1)).resize(TWELVE_MEGAPIXELS)
    noise.convert("RGB").save(target, "JPEG", quality=88)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    for _ in range(ROUNDS):
        render(target.getvalue())
    seconds = (time.process_time() - began) / ROUNDS
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    size = len(target.getvalue()) / 2**20
    return f"a photo of 12 megapixels ({size:.1f} MB): {seconds * 1000:.0f} CPU-ms, {more:.0f} MB more at most"
