"""Citations: the rows of the assumptions' tables that a program's `basis` names, such as `fmap.csv: IA; 2026`."""

from model.inputs.assumption_records import Cited
from model.inputs.assumptions import Assumptions


def rows_named(text: str, assumptions: Assumptions) -> tuple[Cited, ...]:
    """The rows that a text names by table and cells, several joined by ` + `; none where it names no table.

    A column's name among the cells says which number is meant, and `x 4` makes hours into units of 15 minutes; neither
    is a cell.
    """
    found: list[Cited] = []
    for part in text.split(" + "):
        table, named, cells = part.partition(".csv: ")
        if named:
            rows = assumptions.tables().get(table.strip(), ())
            found += [row for row in rows if _is_named(row, [cell.strip() for cell in cells.split(";")])]
    return tuple(found)


def _is_named(row: Cited, cells: list[str]) -> bool:
    held = {str(value) for value in row.model_dump().values()}
    return all(cell in held or cell in type(row).model_fields or cell.startswith("x ") for cell in cells)
