"""The sheet SF424A: sections A to F of the form, every figure a formula back to the sheet Years, each with a name."""

from collections.abc import Mapping

from model.exports.budget.workbook_cells import WHOLE, Column, Ledger, Sheet, absolute, added
from model.exports.budget.workbook_factors import Cells
from model.exports.budget.workbook_monthly import Spread
from model.exports.budget.workbook_settings import MATCH as SHARE
from model.exports.budget.workbook_settings import RATE, giver_key, setting
from model.exports.budget.workbook_years import INCOME, LINE_OF_FORM, MATCH, Summed
from model.inputs.request import PaidBy
from model.requests.budget import DIRECT
from model.requests.resources import GIVERS, INCOME_ONLY_AS_MATCH
from model.requests.sf424a import LAST_YEARS_OF_E, LONGEST, Cell, Form, indirect_words

FORM = "SF424A"
ABOUT = "The form SF-424A, sections A to F: each figure follows from Years and Monthly, and its cell has a name."
FIRST, MOST = 3, 5
SECTIONS: dict[str, tuple[str, dict[str, str]]] = {
    "A": (
        "Section A, budget summary",
        {
            "c": "(c) Unobligated, federal",
            "d": "(d) Unobligated, non-federal",
            "e": "(e) New, federal",
            "f": "(f) New, non-federal",
            "g": "(g) Total",
        },
    ),
    "B": ("Section B, budget categories", {"1": "(1) Federal", "2": "(2) Match", "5": "(5) Total"}),
    "C": (
        "Section C, non-federal resources",
        {"b": "(b) Applicant", "c": "(c) State", "d": "(d) Other sources", "e": "(e) Total"},
    ),
    "D": (
        "Section D, forecasted cash needs",
        {
            "total": "Total, first year",
            "quarter 1": "First quarter",
            "quarter 2": "Second quarter",
            "quarter 3": "Third quarter",
            "quarter 4": "Fourth quarter",
        },
    ),
    "E": (
        "Section E, federal funds for the later years",
        {"b": "(b) First", "c": "(c) Second", "d": "(d) Third", "e": "(e) Fourth"},
    ),
    "F": ("Section F, other budget information", {}),
}
NAMES = {"B.1": "federal", "B.2": "match", "B.5": "total"}
DIRECT_LINES = tuple(LINE_OF_FORM[name] for name in DIRECT)


def name_of(cell: Cell) -> str:
    """The name of a figure's cell: `SF424A_6a_federal`, `SF424A_1e`, `SF424A_13_quarter_1`."""
    if cell.section == "B":
        return f"SF424A_{cell.line}_{NAMES[f'B.{cell.column}']}"
    joint = "_" if len(cell.column) > 1 else ""
    return f"SF424A_{cell.line}{joint}{cell.column.replace(' ', '_')}"


def write_form(cells: Cells, summed: Summed, spread: Spread, form: Form) -> None:
    """Write the sheet."""
    heads = [Column("Line", 8), Column("What it is", 50)]
    heads += [Column("Figures: each section names its own columns" if n == 0 else "", 18, True) for n in range(MOST)]
    sheet = Sheet(cells.ledger, FORM, f"{ABOUT} Sections A and B hold {form.years}.", heads, frozen=2)
    places = _places(sheet, form)
    for key, cell in {cell.key: cell for cell in form.cells}.items():
        if key in places:
            cells.ledger.name(name_of(cell), places[key])
    _Formulas(cells, summed, spread, form, places).write(sheet)


def _places(sheet: Sheet, form: Form) -> dict[str, tuple[str, str]]:
    """Write titles and labels; where each figure will stand, by its key."""
    places = {}
    for section, (title, columns) in SECTIONS.items():
        sheet.row += sheet.row > FIRST + 1
        for column in range(1, FIRST + MOST):
            sheet.say(sheet.row, column, title if column == 2 else section if column == 1 else "", "Group")
        for number, text in enumerate(columns.values()):
            sheet.say(sheet.row, FIRST + number, text, "Group of numbers")
        sheet.fit(sheet.row)
        sheet.row += 1
        own = [cell for cell in form.cells if cell.section == section]
        for line, label in dict.fromkeys((cell.line, cell.label) for cell in own):
            sheet.say(sheet.row, 1, line)
            sheet.say(sheet.row, 2, label)
            for cell in (cell for cell in own if (cell.line, cell.label) == (line, label)):
                if cell.column in columns:
                    places[cell.key] = sheet.place(sheet.row, FIRST + [*columns].index(cell.column))
                else:
                    places[f"text.{cell.key}"] = sheet.place(sheet.row, FIRST)
            sheet.fit(sheet.row)
            sheet.row += 1
    return places


class _Formulas:
    """The formula of every figure, by its key."""

    def __init__(
        self, cells: Cells, summed: Summed, spread: Spread, form: Form, places: Mapping[str, tuple[str, str]]
    ) -> None:
        """Keep what the formulas refer to."""
        self.cells, self.summed, self.spread, self.form, self.places = cells, summed, spread, form, places
        self.year = 0 if form.years == "the first year" else None

    @property
    def ledger(self) -> Ledger:
        """The workbook's."""
        return self.cells.ledger

    def write(self, sheet: Sheet) -> None:
        """Write every figure and text."""
        for cell in self.form.cells:
            if cell.key in self.places:
                self._write(sheet, cell)
            else:
                self._write_text(sheet, cell)

    def _write(self, sheet: Sheet, cell: Cell) -> None:
        text, (_, at) = self._text(cell), self.places[cell.key]
        row, column = int(at[1:]), ord(at[0]) - ord("A") + 1
        total = cell.line in ("5", "6i", "6k", "12", "15", "20")
        kind = "Total" if total else "Number"
        if text is None:
            sheet.say(row, column, "", kind)
            return
        sheet.formula(row, column, text, model=cell.amount, shape=WHOLE, kind=kind)

    def _at(self, key: str) -> str:
        return self.places[key][1]

    def _text(self, cell: Cell) -> str | None:
        """The formula; none for a figure that is left blank."""
        return {"A": self._a, "B": self._b, "C": self._c, "D": self._d, "E": self._e}[cell.section](cell)

    def _a(self, cell: Cell) -> str | None:
        if cell.column in "cd":
            return None
        if cell.line == "5":
            return self._at(f"A.1.{cell.column}")
        if cell.column == "g":
            return f"{self._at('A.1.e')}+{self._at('A.1.f')}"
        payers: tuple[PaidBy, ...] = ("grant",) if cell.column == "e" else MATCH
        return self.summed.paid(payers, "total", self.year)

    def _b(self, cell: Cell) -> str | None:
        if cell.line == "6i":
            return f"SUM({self._at(f'B.6a.{cell.column}')}:{self._at(f'B.6h.{cell.column}')})"
        if cell.line == "6k":
            return f"{self._at(f'B.6i.{cell.column}')}+{self._at(f'B.6j.{cell.column}')}"
        if cell.line == "7":
            return "0" if cell.column == "2" else self._income()
        if cell.column == "5":
            return f"{self._at(f'B.{cell.line}.1')}+{self._at(f'B.{cell.line}.2')}"
        name = next(name for name, line in LINE_OF_FORM.items() if line == cell.line)
        payers: tuple[PaidBy, ...] = ("grant",) if cell.column == "1" else MATCH
        return self.summed.paid(payers, name, self.year)

    def _income(self) -> str:
        """Line 7: all income, or of some funders what the match needs of it."""
        budget = self.cells.budget
        if budget.request.flavour not in INCOME_ONLY_AS_MATCH:
            return self.summed.of(INCOME, INCOME, self.year)
        share = budget.request.match.share
        if budget.income_method != "matching" or not 0 < share < 1:
            return "0"
        rate = setting(self.ledger, SHARE)
        years = range(len(budget.years)) if self.year is None else (self.year,)
        pairs = [(self.summed.of(INCOME, INCOME, y), self.summed.of("grant", "total", y)) for y in years]
        return "+".join(f"MIN({income},ROUND({asked}*{rate}/(1-{rate}),0))" for income, asked in pairs)

    def _c(self, cell: Cell) -> str | None:
        text = self._resource(cell.column)
        return None if text == "0" else f'IF({text}=0,"",{text})'

    def _resource(self, column: str) -> str:
        """The match of a column: of the state, of others as the settings say, of the applicant what they leave."""
        years = range(len(self.cells.budget.years)) if self.year is None else (self.year,)
        others = {"c": ("state",), "d": ("local", "other")}.get(column, GIVERS if column == "b" else ())
        keys = [giver_key(name, year) for name in others for year in years]
        held = [f"ROUND({setting(self.ledger, key)},0)" for key in keys if key in self.ledger.inputs]
        if column in "cd":
            return f"({added(held)})" if held else "0"
        match = self.summed.paid(MATCH, "total", self.year)
        return f"({'-'.join((match, *held))})" if held else match

    def _d(self, cell: Cell) -> str | None:
        if cell.line == "15":
            return f"{self._at(f'D.13.{cell.column}')}+{self._at(f'D.14.{cell.column}')}"
        if cell.column == "total":
            return f"SUM({self._at(f'D.{cell.line}.quarter 1')}:{self._at(f'D.{cell.line}.quarter 4')})"
        return self.spread.quarter(int(cell.column.removeprefix("quarter ")) - 1, match=cell.line == "14")

    def _e(self, cell: Cell) -> str | None:
        year = "bcde".index(cell.column) + 1
        if year >= len(self.cells.budget.years):
            return None
        return self._at(f"E.16.{cell.column}") if cell.line == "20" else self.summed.of("grant", "total", year)

    def _write_text(self, sheet: Sheet, cell: Cell) -> None:
        row = int(self.places[f"text.{cell.key}"][1][1:])
        text = {"22": self._indirect, "23": self._remarks}.get(cell.line, lambda: "")()
        if text and cell.text:
            sheet.formula(row, FIRST, f"LEFT({text},{LONGEST[cell.line]})", model=cell.text, kind="Words")
        else:
            sheet.say(row, FIRST, cell.text, "Words")

    def _indirect(self) -> str:
        """Line 22: the type of rate as text, and the rate, the base and the charge as they now stand."""
        budget = self.cells.budget
        if not budget.base:
            return ""
        kind = indirect_words(budget).rpartition(" % x ")[0].rpartition(" ")[0]
        rate, base = setting(self.ledger, RATE), self.cells.bases[0]
        charge = self.summed.of("grant", "indirect", 0)
        return f'"{kind} "&ROUND(100*{rate},8)&" % x "&TEXT({base},"#,##0")&" = "&TEXT({charge},"#,##0")'

    def _remarks(self) -> str:
        """Line 23: what the form has no column for, the years after the fifth."""
        beyond = self.cells.budget.years[LAST_YEARS_OF_E + 1 :]
        each = [
            f'"Year {year.number}: "&TEXT({self.summed.of("grant", "total", year.number - 1)},"#,##0")'
            for year in beyond
        ]
        return '&"; "&'.join(each)


__all__ = ["FORM", "absolute", "name_of", "write_form"]
