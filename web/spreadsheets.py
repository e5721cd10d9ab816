"""What spreadsheets make of texts."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMULA_STARTS = ("=", "+", "-", "@", "\t")
"""What a spreadsheet would take for a formula."""


def harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
