"""From the cells of a list to people who can be registered; what cannot be understood keeps its reasons."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from shared.contracts.fairs.attendee_groups import MOST_PEOPLE, GroupMember, GroupOutcome
from shared.contracts.fairs.attendees import AttendeeKind, Particulars
from shared.errors import Rejected
from shared.phone import e164
from shared.text import clean
from web.forms.account import is_email
from web.sheets.people_tables import OF_NAME, table_in
from web.sheets.people_words import Field, PeopleWords
from web.sheets.rows import Cell, Row

LONGEST_NAME, LONGEST_EMAIL, LONGEST_WISH = 200, 254, 500
"""Characters; a line with more is shown and not sent."""
SEVERAL = re.compile(r"[/;,\n]| - ")
"""Between two telephone numbers in one cell."""


@dataclass
class Line:
    """Of a list; `row` is the sheet's. `faults`: field → code; `places`: field → its cell."""

    number: int
    sheet: str
    row: int
    member: GroupMember
    faults: dict[str, str]
    places: Mapping[str, str]
    outcome: GroupOutcome | None = None
    namesake: bool = False


@dataclass
class PeopleList:
    """`unread`: headings of columns that nothing was taken from; `strange`: sheets in which there is no list;
    `passed`: how many rows are titles, totals and signatures.
    """

    lines: list[Line] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    passed: int = 0


class Numbering:
    """Gives each person of a list the id that they have whenever it is sent again. Namesakes whom something else than
    the name tells apart are numbered in their order.
    """

    def __init__(self, fair_id: UUID, sender: str) -> None:
        self._fair_id, self._sender = fair_id, sender
        self._known: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)

    def id_of(self, name: str, organisation: str, particulars: Particulars) -> UUID:
        who, reached = (name.casefold(), organisation.casefold()), (particulars.phone, particulars.email)
        namesakes = self._known[who]
        if reached not in namesakes:
            namesakes.append(reached)
        return uuid5(self._fair_id, "\n".join(("person", self._sender, *who, str(namesakes.index(reached)))))


def people_in(
    sheets: Mapping[str, Sequence[Row]], words: PeopleWords, usual: AttendeeKind, numbering: Numbering
) -> PeopleList:
    """`usual`: as what they come where the list does not say."""
    found, reader = PeopleList(), Reader(words, usual, numbering)
    for sheet, rows in sheets.items():
        table = table_in(rows, words)
        if table is None:
            found.strange += [sheet] if rows else []
            continue
        found.unread += table.unread
        found.passed += len(table.passed)
        several = sheet if len(sheets) > 1 else ""
        found.lines += [
            reader.line(len(found.lines) + at, several, row, cells) for at, (row, cells) in enumerate(table.lines, 1)
        ]
    if not found.lines:
        raise Rejected("no_list_of_people")
    if len(found.lines) > MOST_PEOPLE:
        raise Rejected("too_many_people", most=MOST_PEOPLE)
    return found


@dataclass(frozen=True)
class Reader:
    words: PeopleWords
    usual: AttendeeKind
    numbering: Numbering

    def line(self, number: int, sheet: str, row: int, cells: Mapping[Field, Sequence[Cell]]) -> Line:
        faults: dict[str, str] = {
            one: "formula" for one, many in cells.items() if any(cell.is_formula for cell in many)
        }
        said = {one: clean(" ".join(_text(cell) for cell in many)) for one, many in cells.items()}
        name = as_on_a_badge(" ".join(said[one] for one in OF_NAME if one in said))
        organisation = said.get("organisation", "")
        if not name:
            faults["name"] = "required"
        named = {"name": name, "organisation": organisation}
        faults |= {one: "too_long" for one, text in named.items() if len(text) > LONGEST_NAME}
        particulars = self._particulars(said, faults)
        member = GroupMember(
            line=number,
            registration_id=self.numbering.id_of(name, organisation, particulars),
            kind=self._kind(said.get("kind", ""), faults),
            person_name=name,
            organisation_name=organisation,
            particulars=particulars,
        )
        return Line(number, sheet, row, member, faults, {one: many[0].place for one, many in cells.items()})

    def _kind(self, word: str, faults: dict[str, str]) -> AttendeeKind:
        kind = self.words.kind(word) if word else self.usual
        if kind is None:
            faults["kind"] = "unknown"
        return kind or self.usual

    def _particulars(self, said: Mapping[Field, str], faults: dict[str, str]) -> Particulars:
        """A language that is none of ours is told in the wishes, so that somebody finds an interpreter."""
        email, wishes = said.get("email", "").lower(), said.get("wishes", "")
        phones = [one for one in (e164(number, "VN") for number in SEVERAL.split(said.get("phone", ""))) if one]
        if email and (len(email) > LONGEST_EMAIL or not is_email(email)):
            faults["email"] = "not_an_email"
        if said.get("phone") and not phones:
            faults["phone"] = "not_a_phone"
        language = self.words.language(said.get("language", ""))
        if said.get("language") and language is None:
            wishes = "; ".join(filter(None, (said["language"], wishes)))
        if len(wishes) > LONGEST_WISH:
            faults["wishes"] = "too_long"
        return Particulars(email=email, phone=next(iter(phones), ""), language=language, wishes=wishes)


def _text(cell: Cell) -> str:
    """A number as it was typed, but for what the spreadsheet took from its front."""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return "" if cell.value is None else str(cell.value)


def as_on_a_badge(name: str) -> str:
    """Names in capitals, or in small letters, as names are written. Titles such as TS. stay."""
    if not (name.isupper() or name.islower()) or " " not in name:
        return name
    return " ".join(word if "." in word else _capitalised(word) for word in name.split(" "))


def _capitalised(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
