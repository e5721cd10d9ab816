"""Lists of people as co-ops and schools write them, read for a fair."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook, load_workbook

from shared.contracts.fairs.attendees import AttendeeKind
from shared.errors import Rejected
from shared.ids import uuid7
from web.languages import SPOKEN
from web.render import Pages
from web.sheets.apart import sheets_apart
from web.sheets.csv_files import rows_of_csv
from web.sheets.people import Line, Numbering, PeopleList, as_on_a_badge, people_in
from web.sheets.people_words import OFFERED, PeopleWords
from web.sheets.people_writing import empty_list
from web.sheets.reading import visible_sheets
from web.sheets.rows import BEGINNING

PAGES = Pages()
WORDS = PeopleWords({code: PAGES.texts(code) for code in SPOKEN})
FAIR = uuid7()
Rows = Sequence[Sequence[object]]


def a_book(**sheets: Rows) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(content: bytes, kind: AttendeeKind = "visitor") -> PeopleList:
    sheets = visible_sheets(content) if content.startswith(BEGINNING) else {"": rows_of_csv(content)}
    return people_in(sheets, WORDS, kind, Numbering(FAIR, "organizers"))


def names(found: PeopleList) -> list[str]:
    return [line.member.person_name for line in found.lines]


def only(found: PeopleList) -> Line:
    [line] = found.lines
    return line


def test_a_list_of_the_provincial_kind() -> None:
    """Titles above, headings in two rows, a name in two columns, capitals, numbers for telephones, signatures below."""
    content = a_book(
        Lop1=[
            ["LIÊN MINH HỢP TÁC XÃ TỈNH BẮC NINH"],
            ["DANH SÁCH HỌC VIÊN LỚP QUẢN TRỊ HTX"],
            [],
            ["STT", "Họ và tên", None, "Đơn vị công tác", "Liên hệ", None, "Ngày sinh"],
            [None, None, None, None, "Số ĐT", "E-mail", None],
            ["I", "Thành phố Bắc Ninh"],
            [1, "NGUYỄN THỊ", "ĐÀO", "HTX Thắng Thủy", 912345678.0, "DAO@htx.vn", "01/02/1980"],
            [2, "Tống Văn", "An", "HTX Thắng Thủy", "0120.345.6789 / 0225 3842 111", None, "3-4-1979"],
            [None, "Tổng cộng: 2"],
            [None, "NGƯỜI LẬP DANH SÁCH"],
        ]
    )

    found = read(content, "trainee")

    assert names(found) == ["Nguyễn Thị Đào", "Tống Văn An"]
    first, second = found.lines
    assert (first.row, first.member.kind, first.member.organisation_name) == (7, "trainee", "HTX Thắng Thủy")
    assert (first.member.particulars.phone, first.member.particulars.email) == ("+84912345678", "dao@htx.vn")
    assert second.member.particulars.phone == "+84703456789"
    assert (found.unread, found.passed) == (["Ngày sinh"], 3)
    assert not any(line.faults for line in found.lines)


def test_sheets_without_a_list_are_named_and_all_others_read() -> None:
    content = a_book(
        Bìa=[["Kế hoạch hội chợ"], ["Ngày 5/12"]],
        Báo=[["Full name", "Comes as", "Language"], ["Sato Ken", "Phóng viên", "Tiếng Nhật"]],
        Khách=[["氏名", "所属"], ["山田 太郎", "株式会社やまと"]],
    )

    found = read(content)

    assert (names(found), found.strange) == (["Sato Ken", "山田 太郎"], ["Bìa"])
    assert [(line.sheet, line.member.kind) for line in found.lines] == [("Báo", "press"), ("Khách", "visitor")]
    assert found.lines[0].member.particulars.language == "ja"


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffHọ tên;Điện thoại\nTrần Văn Bình;0912 345 678\n".encode(),
        "Họ tên\tĐiện thoại\r\nTrần Văn Bình\t0912345678\r\n".encode("utf-16"),
        "Ho ten,Dien thoai\nTrần Văn Bình,+84 912 345 678\n".encode(),
    ],
)
def test_text_files_of_every_country(content: bytes) -> None:
    line = only(read(content))
    assert (line.member.person_name, line.member.particulars.phone) == ("Trần Văn Bình", "+84912345678")


def test_a_numbered_line_of_an_organisation_that_names_nobody_yet_is_not_passed_over() -> None:
    content = a_book(
        A=[
            ["STT", "Họ tên", "Đơn vị"],
            ["I", None, "Huyện Tiên Du"],
            [1, "Lê An", "HTX Thắng Thủy"],
            [2, None, "HTX Chi Lăng"],
            [3, None, None],
        ]
    )

    found = read(content)

    assert [(line.row, line.faults) for line in found.lines] == [(3, {}), (4, {"name": "required"})]
    assert found.passed == 1


def test_each_fault_stands_at_its_cell() -> None:
    content = a_book(
        A=[
            ["Họ tên", "Loại", "Email", "Điện thoại", "Ngôn ngữ", "Ghi chú"],
            ["Lê An", "khách vũ trụ", "an-htx.vn", "9.12E+08", "Tiếng Trung", "ăn chay"],
            [None, None, None, "0912345678", None, None],
            ['=HYPERLINK("http://x","An")', None, None, None, None, None],
        ]
    )

    first, nameless, formula = read(content).lines

    assert first.faults == {"kind": "unknown", "email": "not_an_email", "phone": "not_a_phone"}
    assert (first.places["phone"], first.member.particulars.wishes) == ("D2", "Tiếng Trung; ăn chay")
    assert (nameless.faults, formula.faults["name"]) == ({"name": "required"}, "formula")


def test_the_same_person_has_the_same_id_and_a_namesake_another() -> None:
    heading = ["Họ tên", "Đơn vị", "Điện thoại"]
    an, other = ["Lê Văn An", "HTX A", "0912345678"], ["LÊ VĂN AN", "HTX A", "0912345679"]

    def ids(*rows: Sequence[object]) -> list[object]:
        return [line.member.registration_id for line in read(a_book(A=[heading, *rows])).lines]

    first, second, repeated = ids(an, other, an)
    assert (first != second, first == repeated) == (True, True)
    corrected = [*an[:2], "0912345670"]
    assert ids(corrected) == [first]


def test_names_are_written_as_on_a_badge() -> None:
    written = {"NGUYỄN VĂN A": "Nguyễn Văn A", "TS. LÊ ĐỨC": "TS. Lê Đức", "trần bình": "Trần Bình", "Kim MINSU": None}
    assert {name: as_on_a_badge(name) for name in written} == {name: new or name for name, new in written.items()}


@pytest.mark.parametrize("language", SPOKEN)
def test_our_own_list_is_read_in_every_language(language: str) -> None:
    text = PAGES.texts(next(code for code in SPOKEN if code == language))
    book = load_workbook(io.BytesIO(empty_list(("visitor", "press"), text)))
    book.worksheets[0].append(
        ["Kim Minsu", "Hansalim", text("Press"), "kim@hansalim.kr", "+82 2 3498 3700", "한국어", "Halal"]
    )
    target = io.BytesIO()
    book.save(target)

    line = only(read(target.getvalue()))

    assert (set(line.places), line.faults) == (set(OFFERED), {})
    assert (line.member.kind, line.member.particulars.language) == ("press", "ko")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (a_book(A=[["Ngày", "Số"], ["1", "2"]]), "no_list_of_people"),
        (a_book(A=[["Họ tên"], *([f"Lê Văn An {n}"] for n in range(501))]), "too_many_people"),
        (b"PK\x03\x04nothing", "sheet_unreadable"),
        (b"", "no_list_of_people"),
    ],
)
def test_what_is_no_list(content: bytes, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        read(content)
    assert refused.value.code == code


async def test_every_sheet_that_is_seen_comes_back_from_the_process_that_read_it() -> None:
    content = a_book(Đoàn=[["Họ và tên"], ["Trần Văn Nam"]], Khách=[["Họ và tên", None], ["Kim Minsu", None]])
    sheets = await sheets_apart(content)
    assert sheets == visible_sheets(content)
    assert [[[cell.value for cell in cells] for _, cells in rows] for rows in sheets.values()] == [
        [["Họ và tên"], ["Trần Văn Nam"]],
        [["Họ và tên"], ["Kim Minsu"]],
    ]
