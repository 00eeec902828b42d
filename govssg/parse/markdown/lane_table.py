"""The fast lane's tables: rows of cells between bars, with as many cells as the head has."""

import re

from govssg.parse.markdown.dialect import CAPTION, table_closing, table_opening
from govssg.parse.markdown.lane_inline import DoubtError

CAPTION_START = ("Table:", "表")
"""How a line below a table begins that may be its caption."""

_RULER = re.compile(r"\|(?: *:?-+:? *\|)+")
_ALIGNMENTS = {(False, False): "", (True, False): "left", (False, True): "right",
               (True, True): "center"}  # fmt: skip


def columns(head: str, ruler: str) -> list[str]:
    """Give the alignment of each column, empty where none is asked for.

    Raises:
        DoubtError: the two lines do not plainly begin a table.
    """
    if not _RULER.fullmatch(ruler.rstrip(" ")):
        raise DoubtError
    marks = [mark.strip(" ") for mark in ruler.rstrip(" ")[1:-1].split("|")]
    body_row(head, len(marks))
    return [_ALIGNMENTS[mark[0] == ":", mark[-1] == ":"] for mark in marks]


def body_row(line: str, count: int) -> list[str]:
    """Give the contents of a row's cells.

    Raises:
        DoubtError: it has not ``count`` cells, or may be the table's caption.
    """
    line = line.rstrip(" ")
    cells = [cell.strip(" ") for cell in line[1:-1].split("|")]
    if line[0] != "|" or line[-1] != "|" or len(cells) != count:
        raise DoubtError
    if cells[0].startswith(CAPTION_START) and CAPTION.fullmatch(cells[0]):
        raise DoubtError
    return cells


def table_html(aligned: list[str], rows: list[list[str]], caption: str, number: int) -> str:
    """Give a table's HTML.

    Args:
        aligned: alignment of each column.
        rows: rendered cells, the head's first.
        caption: its caption, or nothing.
        number: its number in the document, from 1.
    """
    classes = [f' class="align-{side}"' if side else "" for side in aligned]
    head = "".join(
        f'<th scope="col"{extra}>{cell}</th>\n'
        for extra, cell in zip(classes, rows[0], strict=True)
    )
    body = "".join(_row(classes, row) for row in rows[1:])
    return (
        f"{table_opening(caption, number)}<thead>\n<tr>\n{head}</tr>\n</thead>\n"
        f"<tbody>\n{body}</tbody>\n{table_closing()}"
    )


def _row(classes: list[str], row: list[str]) -> str:
    if not any(classes):
        return "<tr>\n<td>" + "</td>\n<td>".join(row) + "</td>\n</tr>\n"
    cells = [f"<td{extra}>{cell}</td>\n" for extra, cell in zip(classes, row, strict=True)]
    return f"<tr>\n{''.join(cells)}</tr>\n"
