"""What headings and cells of lists of people mean, in the ways in which such lists are written."""

import re
from collections.abc import Callable, Mapping
from typing import Literal, get_args

from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.values import Language
from shared.i18n import N_
from web.formats import locale
from web.languages import LANGUAGE_NAMES, SPOKEN
from web.sheets.headings import meant, plain
from web.vocabulary import WORDS

Field = Literal["name", "family", "given", "organisation", "kind", "email", "phone", "language", "wishes", "number"]

OFFERED: Mapping[Field, str] = {
    "name": N_("Full name"),
    "organisation": N_("Organisation"),
    "kind": N_("Comes as"),
    "email": N_("E-mail"),
    "phone": N_("Telephone"),
    "language": N_("Language"),
    "wishes": N_("Wishes"),
}
"""Headings of the list that we give out."""

EXACT: Mapping[str, Field] = {
    **dict.fromkeys(("ten", "given name", "first name", "名"), "given"),
    **dict.fromkeys(
        ("ho", "ho dem", "ho va dem", "ho va ten dem", "surname", "family name", "last name", "姓"), "family"
    ),
    **dict.fromkeys(("stt", "tt", "so tt", "so thu tu", "no", "nr", "#"), "number"),
    "loai": "kind",
    "tel": "phone",
    "tieng": "language",
}
PARTS: Mapping[str, Field] = {
    **dict.fromkeys(("ho va ten", "ho ten", "ho & ten", "full name", "ten dai bieu", "ten hoc vien", "name"), "name"),
    **dict.fromkeys(("氏名", "名前", "성명", "이름", "שם מלא", "שם"), "name"),
    **dict.fromkeys(("don vi", "to chuc", "co quan", "hop tac xa", "htx", "cong ty", "doanh nghiep"), "organisation"),
    **dict.fromkeys(
        ("organisation", "organization", "company", "会社", "会社名", "所属", "회사", "소속"), "organisation"
    ),
    **dict.fromkeys(("ארגון", "חברה"), "organisation"),
    **dict.fromkeys(("tu cach", "thanh phan", "doi tuong", "vai tro", "comes as", "参加区分", "구분"), "kind"),
    **dict.fromkeys(("email", "e mail", "thu dien tu", "メール", "이메일", "דואל"), "email"),
    **dict.fromkeys(("dien thoai", "sdt", "so dt", "di dong", "phone", "mobile", "電話", "전화", "טלפון"), "phone"),
    **dict.fromkeys(("ngon ngu", "phien dich", "language", "言語", "언어", "שפה"), "language"),
    **dict.fromkeys(("nguyen vong", "mong muon", "yeu cau", "ghi chu", "wishes", "notes", "備考", "비고"), "wishes"),
}
KIND_WORDS: Mapping[str, AttendeeKind] = {
    **dict.fromkeys(("khach tham quan", "tham quan", "nguoi tham du", "tham du"), "visitor"),
    **dict.fromkeys(("nguoi mua", "nha mua hang", "doanh nghiep thu mua"), "buyer"),
    **dict.fromkeys(("trung bay", "gian hang", "nhan vien gian hang", "staff"), "exhibitor"),
    **dict.fromkeys(("bao chi", "phong vien", "nha bao", "truyen thong"), "press"),
    **dict.fromkeys(("dai bieu", "lanh dao", "can bo"), "official"),
    **dict.fromkeys(("hoc vien", "sinh vien", "student"), "trainee"),
    **dict.fromkeys(("khach moi", "khach"), "guest"),
}
NO_PERSON = re.compile(
    r"(người lập|tổng cộng|tổng số|tổng|cộng|ghi chú|ký tên|xác nhận|thủ trưởng|giám đốc|chủ tịch|total)\b|(tm|kt)\."
)
"""Totals and signatures below a list; marks tell them from the family name Tống."""


class PeopleWords:
    """With what our own pages call things, in every language."""

    def __init__(self, texts: Mapping[Language, Callable[[str], str]]) -> None:
        self._headings: dict[str, Field] = dict(EXACT)
        self._kinds: dict[str, AttendeeKind] = dict(KIND_WORDS)
        self._languages: dict[str, Language] = {}
        kinds: tuple[AttendeeKind, ...] = get_args(AttendeeKind)
        for text in texts.values():
            self._headings |= {plain(text(heading)): field for field, heading in OFFERED.items()}
            self._kinds |= {plain(text(WORDS["attendee_kind"][kind])): kind for kind in kinds}
        self._kinds |= {kind: kind for kind in kinds}
        for spoken in SPOKEN:
            names = {spoken, LANGUAGE_NAMES[spoken], *(str(locale(one).languages[spoken]) for one in SPOKEN)}
            self._languages |= {_bare(name): spoken for name in names}

    def field(self, heading: str) -> Field | None:
        said = plain(heading)
        return self._headings[said] if said in self._headings else meant(said, PARTS)

    def kind(self, word: str) -> AttendeeKind | None:
        return self._kinds.get(plain(word))

    def language(self, word: str) -> Language | None:
        return self._languages.get(_bare(word))


def _bare(word: str) -> str:
    return plain(word).removeprefix("tieng ").removesuffix(" language")
