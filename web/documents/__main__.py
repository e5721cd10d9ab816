"""`python -m web.documents`: read a job as JSON, write the PDF. The only process that imports typst and the fonts."""

import sys
from pathlib import Path

import fontpkg_noto_sans
import msgspec
import pylopdf_fonts_he
import pylopdf_fonts_jp
import pylopdf_fonts_ko
import typst

from web.documents.printing import Job

HERE = Path(__file__).parent
FONTS = (
    Path(fontpkg_noto_sans.ROOT),
    *(Path(str(package.__file__)).parent for package in (pylopdf_fonts_jp, pylopdf_fonts_ko, pylopdf_fonts_he)),
)


def compiled(job: Job) -> bytes:
    pdf = typst.compile(
        HERE / job.template,
        root=HERE,
        font_paths=list(FONTS),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": job.page, "qr": job.qr},
    )
    if not isinstance(pdf, bytes):
        raise TypeError("one document is one file")
    return pdf


if __name__ == "__main__":
    sys.stdout.buffer.write(compiled(msgspec.json.decode(sys.stdin.buffer.read(), type=Job)))
