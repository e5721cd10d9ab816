"""QR codes for print, as SVG."""

from io import BytesIO

import segno


def qr_code(content: str, *, quiet_zone: int = 0) -> str:
    """`quiet_zone` in modules: 4 by ISO/IEC 18004 where the page does not leave as much by itself. A quarter of it may
    be damaged.
    """
    drawing = BytesIO()
    segno.make(content, error="q", micro=False).save(drawing, kind="svg", border=quiet_zone, light="#fff")
    return drawing.getvalue().decode()
