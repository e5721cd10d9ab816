"""The empty list that we give out to be filled in."""

import io
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from shared.contracts.fairs.attendee_groups import MOST_PEOPLE
from shared.contracts.fairs.attendees import AttendeeKind
from web.languages import LANGUAGE_NAMES
from web.sheets.people_words import OFFERED
from web.vocabulary import WORDS

WIDTHS = {"name": 30, "organisation": 30, "email": 26, "wishes": 40}
TEXT_FORMAT = "@"
"""A telephone's first zero stays."""


def empty_list(kinds: tuple[AttendeeKind, ...], text: Callable[[str], str]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = text("Attendees")
    offered = {
        "kind": [text(WORDS["attendee_kind"][kind]) for kind in kinds],
        "language": [*LANGUAGE_NAMES.values()],
    }
    for place, (field, heading) in enumerate(OFFERED.items(), 1):
        letter = get_column_letter(place)
        cell = sheet.cell(1, place, text(heading))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E4E8F1")
        sheet.column_dimensions[letter].width = WIDTHS.get(field, 18)
        sheet.column_dimensions[letter].number_format = TEXT_FORMAT
        if field in offered:
            choice = DataValidation(type="list", formula1=f'"{",".join(offered[field])}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{MOST_PEOPLE + 1}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "A2"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
