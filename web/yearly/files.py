"""The report's tables as files: CSV, and the data of the printed page."""

import csv
import io
from collections.abc import Iterable, Sequence

from web.spreadsheets import harmless
from web.yearly.cells import Table, as_lines
from web.yearly.drawing import Drawing


def as_csv(tables: Iterable[Table]) -> bytes:
    """One table below the other, each with its title. With a byte order mark: without one Excel takes Vietnamese for
    something else.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for table in tables:
        writer.writerow([table.title])
        writer.writerows([harmless(str(value)) for value in line] for line in as_lines(table))
        writer.writerow([])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_page(
    title: str, tables: Iterable[Table], drawn: Sequence[Drawing], checked: Sequence[str], link: str
) -> dict[str, object]:
    """What `report.typ` is given; keys as it calls them."""
    return {
        "title": title,
        "link": link,
        "checks": list(checked),
        "drawings": [{"title": one.legend, "svg": str(one.svg)} for one in drawn],
        "tables": [
            {
                "name": table.name,
                "title": table.title,
                "note": table.note,
                "head": table.head,
                "rows": [[cell.text for cell in row] for row in table.rows],
                "numbers": [any(row[place].is_number for row in table.rows) for place in range(len(table.head))],
                "totals": table.totals,
            }
            for table in tables
            if table.rows
        ],
    }
