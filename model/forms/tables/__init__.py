"""All tables of a program, in the order in which people think of them; those of a funding request beside them."""

from model.forms.shapes import Table
from model.forms.tables.care import CAPS, LIMITS, PAYERS, RATES, SERVICES
from model.forms.tables.evidence import BASIS
from model.forms.tables.money import CONTRACTS, COST_LINES, COSTS, COVERS, GRANTS, MONEY
from model.forms.tables.people import CREDENTIALS, DIFFERENTIALS, EXCEPTIONS, LADDERS, MIX, PAY, POSITIONS, PROGRAM
from model.forms.tables.request import NOT_IN_TABLES, REQUEST_TABLES
from model.forms.tables.staying import BENEFITS, HIRE_CREDENTIALS, LEAVE, STAFFING, SUPPORTS, TIME

TABLES: tuple[Table, ...] = (
    PROGRAM,
    LADDERS,
    DIFFERENTIALS,
    PAY,
    POSITIONS,
    MIX,
    CREDENTIALS,
    EXCEPTIONS,
    SERVICES,
    PAYERS,
    RATES,
    CAPS,
    GRANTS,
    COVERS,
    CONTRACTS,
    MONEY,
    COSTS,
    COST_LINES,
    BENEFITS,
    LEAVE,
    STAFFING,
    HIRE_CREDENTIALS,
    TIME,
    SUPPORTS,
    LIMITS,
    BASIS,
)

# Fields of a program that no table shows, and why.
ELSEWHERE = {
    "schema": "the version of the file's form; whoever writes the file puts it there",
    **dict.fromkeys(
        (
            *("events.*.name", "events.*.probability", "correlations.*.between", "correlations.*.rank"),
            *("events.*.probability.annual_change", "correlations.*.rank.annual_change"),
            *(f"events.*.changes.*.{key}" for key in ("set", "scale", "remove", "add", "to", "by", "item", "from")),
        ),
        "what is said of chance is edited where chances are shown; a workbook carries it as text",
    ),
    "requests": "funding requests have a page of their own; a workbook carries them as text",
}

__all__ = ["ELSEWHERE", "NOT_IN_TABLES", "REQUEST_TABLES", "TABLES"]
