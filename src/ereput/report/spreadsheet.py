"""Findings, listings and reviews as one workbook: days as days, numbers as numbers, texts as texts and never formulas.

Needs the extra `xlsx`.
"""

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any

from ereput.errors import UsageError
from ereput.report.tables import Value, sheets
from ereput.report.view import View
from ereput.report.view.details import ReviewRow
from ereput.report.view.shapes import Number

_WIDEST = 60  # characters of a column
_LONGEST = 32_000  # characters of a cell; Excel refuses 32,768


def render(view: View, reviews: Iterable[ReviewRow]) -> bytes:
    """The workbook; the same bytes for the same audit. UsageError without the library that writes it."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise UsageError("a workbook needs the extra xlsx: pip install 'ereput[xlsx]'") from None
    out = BytesIO()
    book = Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties(
        {
            "title": view.captions.title,
            "comments": view.head.tool,
            "created": datetime.combine(view.head.made_on, datetime.min.time()),
        }
    )
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for name, headings, rows in sheets(view, reviews):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, headings, bold)
        sheet.freeze_panes(1, 0)
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values):
                _write(sheet, row, column, value, day)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, min(_WIDEST, max(10, len(heading) + 2)))
    book.close()
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Value, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, Number):
        sheet.write_number(row, column, value.value)
    elif isinstance(value, float):
        sheet.write_number(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, datetime.min.time()), day)
    else:
        sheet.write_string(row, column, value[:_LONGEST])
