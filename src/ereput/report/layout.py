"""Lines of a terminal page: cells, wrapped paragraphs and tables, measured in columns as a terminal counts them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console
from rich.text import Text
from wcwidth import iter_graphemes, width, wrap

ELLIPSIS = "…"
GAP = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text, and how it is painted."""

    text: str
    style: str = ""


Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; one of the columns stretches and wraps."""

    heading: str
    width: int = 0
    is_right: bool = False
    stretches: bool = False


def line(*parts: Cell | str) -> Line:
    return tuple(part if isinstance(part, Cell) else Cell(part) for part in parts)


def clipped(text: str, columns: int) -> str:
    """The text in at most so many columns, with an ellipsis where something went."""
    if width(text) <= columns:
        return text
    kept, taken = [], 0
    for grapheme in iter_graphemes(text):
        taken += width(grapheme)
        if taken > columns - 1:
            break
        kept.append(grapheme)
    return "".join(kept).rstrip(f" \u00a0\u202f{ELLIPSIS}") + ELLIPSIS if columns > 0 else ""


def padded(text: str, columns: int, *, is_right: bool = False) -> str:
    """The text in exactly so many columns."""
    text = clipped(text, columns)
    blank = " " * (columns - width(text))
    return blank + text if is_right else text + blank


def wrapped(text: str, columns: int, most: int | None = None) -> list[str]:
    """The text in lines of at most so many columns; of more than `most` lines the rest is an ellipsis."""
    lines = wrap(text, max(1, columns), break_on_hyphens=False, propagate_sgr=False) or [""]
    if most is None or len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut_at_word(f"{lines[most - 1]} {lines[most]}", columns)]


def _cut_at_word(text: str, columns: int) -> str:
    cut = clipped(text, columns)
    at_word, _, rest = cut.rpartition(" ")
    return at_word.rstrip(" ,;:«“(–") + ELLIPSIS if cut != text and len(rest) < columns // 3 else cut


def ends(left: Sequence[Cell], right: Cell, columns: int) -> Line:
    """Something at the left end and something at the right."""
    taken = sum(width(cell.text) for cell in left)
    return (*left, Cell(" " * max(1, columns - taken - width(right.text))), right)


def paragraph(label: str, text: str, columns: int, indent: int, most: int | None = None) -> list[Line]:
    """A label in the margin, and a text beside it that hangs from there; without a margin the label leads the text."""
    if not indent:
        return [line(part) for part in wrapped(f"{label} {text}".strip(), columns)]
    lines = wrapped(text, columns - indent, most)
    first = line(Cell(padded(label, indent), "bold"), lines[0])
    return [first, *(line(" " * indent, rest) for rest in lines[1:])]


def bar(share: float | None, columns: int) -> str:
    """A share as a bar of eighths, filled up with dots."""
    if share is None:
        return ""
    eighths = round(share * columns * 8)
    full, rest = divmod(eighths, 8)
    drawn = "█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else "")
    return drawn + "·" * (columns - len(drawn))


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], total: int, most: int = 2, title: str = ""
) -> list[Line]:
    """A heading line and the rows; the stretching column takes what is left, in at most `most` lines a row.

    Where the page is too narrow for columns, each row is a paragraph of its cells.
    """
    fixed = sum(column.width for column in columns) + GAP * (len(columns) - 1)
    left = total - fixed
    if left < (12 if any(column.stretches for column in columns) else 0):
        return _listed(columns, rows, total, title)
    sized = [left if column.stretches else column.width for column in columns]
    lines = [_row(columns, sized, [Cell(column.heading, "dim") for column in columns])]
    if title:
        lines[0] = line(Cell(padded(title, sized[0]), "bold"), *lines[0][1:])
    for row in rows:
        lines += _rows(columns, sized, row, most)
    return lines


def painted(lines: Iterable[Line], columns: int, *, colour: bool) -> str:
    """The lines as text, with escape sequences of our own when colour is wanted."""
    out = StringIO()
    console = Console(
        file=out,
        width=columns,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for cells in lines:
        text = Text.assemble(*((cell.text, cell.style) for cell in cells), no_wrap=True, overflow="ignore")
        text.rstrip()
        console.print(text, soft_wrap=True)
    return out.getvalue()


def _listed(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], total: int, title: str) -> list[Line]:
    lines = [line(Cell(part, "bold")) for part in (wrapped(title, total) if title else [])]
    for row in rows:
        told = [f"{c.heading} {cell.text.strip()}".strip() for c, cell in zip(columns, row, strict=True) if cell.text]
        first, *rest = wrapped(" · ".join(told), total - 2)
        lines += [line(first), *(line("  ", part) for part in rest)]
    return lines


def _rows(columns: Sequence[Column], sized: Sequence[int], row: Sequence[Cell], most: int) -> list[Line]:
    """A row, and the lines that its stretching cell hangs below it."""
    stretching = next((i for i, column in enumerate(columns) if column.stretches), None)
    if stretching is None:
        return [_row(columns, sized, row)]
    texts = wrapped(row[stretching].text, sized[stretching], most)
    lines = []
    for number, text in enumerate(texts):
        cells = [Cell("") if number else cell for cell in row]
        cells[stretching] = Cell(text, row[stretching].style)
        lines.append(_row(columns, sized, cells))
    return lines


def _row(columns: Sequence[Column], sized: Sequence[int], cells: Sequence[Cell]) -> Line:
    parts: list[Cell] = []
    for number, (column, size, cell) in enumerate(zip(columns, sized, cells, strict=True)):
        if number:
            parts.append(Cell(" " * GAP))
        parts.append(Cell(padded(cell.text, size, is_right=column.is_right), cell.style))
    return tuple(parts)
