"""The SF-424A as figures: every cell with its section, line, column, amount and the element of its XML.

Element names and the layout are those of form version 1.0 (key `sf-424a-schema` of `sources.yaml`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from model.inputs.request import Flavour
from model.requests.budget import DIRECT, LINES_OF_FORM, TITLES, Budget, PaidBy
from model.requests.factors import percent
from model.requests.resources import line_7, resources
from model.requests.spending import Spending

# Funders that ask for the sum of all years in sections A and B; with the others they hold the first year only.
ALL_YEARS: tuple[Flavour, ...] = ("acl",)
LAST_YEARS_OF_E = 4
LONGEST = {"activity": 120, "listing": 15, "21": 50, "22": 50, "23": 250}
ELEMENTS = {
    "6a": "BudgetPersonnelRequestedAmount",
    "6b": "BudgetFringeBenefitsRequestedAmount",
    "6c": "BudgetTravelRequestedAmount",
    "6d": "BudgetEquipmentRequestedAmount",
    "6e": "BudgetSuppliesRequestedAmount",
    "6f": "BudgetContractualRequestedAmount",
    "6g": "BudgetConstructionRequestedAmount",
    "6h": "BudgetOtherRequestedAmount",
    "6i": "BudgetTotalDirectChargesAmount",
    "6j": "BudgetIndirectChargesAmount",
    "6k": "BudgetTotalAmount",
    "7": "ProgramIncomeAmount",
}
QUARTERS = ("BudgetFirstQuarterAmounts", "BudgetSecondQuarterAmounts", "BudgetThirdQuarterAmounts")
QUARTERS = (*QUARTERS, "BudgetFourthQuarterAmounts")
YEARS_OF_E = ("BudgetFirstYearAmount", "BudgetSecondYearAmount", "BudgetThirdYearAmount", "BudgetFourthYearAmount")
COLUMNS: tuple[tuple[str, tuple[PaidBy, ...], str], ...] = (
    ("1", ("grant",), "CategorySet[1]"),
    ("2", ("cash", "in_kind"), "CategorySet[2]"),
    ("5", ("grant", "cash", "in_kind"), "CategoryTotals"),
)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of the form.

    Attributes:
        section: A to F; line: such as `6a`; column: as the form letters or numbers it.
        label: the line in words.
        amount: whole dollars; None for a cell left blank or a text.
        text: of a text cell.
        xml: path of the element under `BudgetInformation`.
    """

    section: str
    line: str
    column: str
    label: str
    amount: int | None = None
    text: str = ""
    xml: str = ""

    @property
    def key(self) -> str:
        """Such as `B.6a.1`."""
        return f"{self.section}.{self.line}.{self.column}"


@dataclass(frozen=True, kw_only=True)
class Form:
    """All cells, section after section; `years` says what sections A and B hold."""

    cells: tuple[Cell, ...]
    years: str

    def amount(self, key: str) -> int | None:
        """The amount of a cell by its key, such as `B.6a.1`; None where it is blank."""
        return next((cell.amount for cell in self.cells if cell.key == key), None)


def sf424a(budget: Budget, spent: Spending) -> Form:
    """The form of a budget."""
    year = None if budget.request.flavour in ALL_YEARS else 0
    cells = (*_a(budget, year), *_b(budget, year), *_c(budget, year), *_d(budget, spent), *_e(budget), *_f(budget))
    return Form(cells=cells, years="all years" if year is None else "the first year")


def _cells(section: str, line: str, label: str, values: dict[str, tuple[int | None, str]]) -> Iterator[Cell]:
    for column, (amount, xml) in values.items():
        yield Cell(section=section, line=line, column=column, label=label, amount=amount, xml=xml)


def _a(budget: Budget, year: int | None) -> Iterator[Cell]:
    request, match = budget.request, budget.match(year)
    where = "BudgetSummary/SummaryLineItem"
    title, listing = request.title[: LONGEST["activity"]], request.assistance_listing[: LONGEST["listing"]]
    yield Cell(section="A", line="1", column="a", label="Activity", text=title, xml=f"{where}/@activityTitle")
    yield Cell(section="A", line="1", column="b", label="Assistance listing", text=listing, xml=f"{where}/CFDANumber")
    for line, place in ("1", where), ("5", "BudgetSummary/SummaryTotals"):
        values: dict[str, tuple[int | None, str]] = {
            "c": (None, f"{place}/BudgetFederalEstimatedUnobligatedAmount"),
            "d": (None, f"{place}/BudgetNonFederalEstimatedUnobligatedAmount"),
            "e": (budget.asked(year), f"{place}/BudgetFederalNewOrRevisedAmount"),
            "f": (match, f"{place}/BudgetNonFederalNewOrRevisedAmount"),
            "g": (budget.total(year), f"{place}/BudgetTotalNewOrRevisedAmount"),
        }
        yield from _cells("A", line, "Budget summary" if line == "1" else "Totals", values)


def _b(budget: Budget, year: int | None) -> Iterator[Cell]:
    income = line_7(budget, year)
    for column, payers, place in COLUMNS:
        amounts = {LINES_OF_FORM[name]: (TITLES[name], budget.of(name).total(year, payers)) for name in DIRECT}
        amounts |= {
            "6i": ("Total direct charges", budget.direct(year, payers)),
            "6j": ("Indirect charges", budget.indirect(year, payers)),
            "6k": ("Totals", budget.total(year, payers)),
            "7": ("Program income", 0 if column == "2" else income),
        }
        for line, (label, amount) in amounts.items():
            xml = f"BudgetCategories/{place}/{ELEMENTS[line]}"
            yield Cell(section="B", line=line, column=column, label=label, amount=amount, xml=xml)


def _c(budget: Budget, year: int | None) -> Iterator[Cell]:
    found = resources(budget, year)
    for line, place in ("8", "ResourceLineItem"), ("12", "ResourceTotals"):
        where = f"NonFederalResources/{place}"
        values: dict[str, tuple[int | None, str]] = {
            "b": (found.applicant or None, f"{where}/BudgetApplicantContributionAmount"),
            "c": (found.state or None, f"{where}/BudgetStateContributionAmount"),
            "d": (found.others or None, f"{where}/BudgetOtherContributionAmount"),
            "e": (found.total or None, f"{where}/BudgetTotalContributionAmount"),
        }
        yield from _cells("C", line, "Non-federal resources" if line == "8" else "Totals", values)


def _d(budget: Budget, spent: Spending) -> Iterator[Cell]:
    quarters = spent.quarters(0)
    totals = (budget.asked(0), budget.match(0))
    sums = [("total", "BudgetFirstYearAmounts", totals)]
    sums += [(f"quarter {n}", name, pair) for n, (name, pair) in enumerate(zip(QUARTERS, quarters, strict=True), 1)]
    for column, name, (grant, match) in sums:
        rows = (
            ("13", "Federal", grant, "BudgetFederalForecastedAmount"),
            ("14", "Non-federal", match, "BudgetNonFederalForecastedAmount"),
            ("15", "Total", grant + match, "BudgetTotalForecastedAmount"),
        )
        for line, label, amount, element in rows:
            xml = f"BudgetForecastedCashNeeds/{name}/{element}"
            yield Cell(section="D", line=line, column=column, label=label, amount=amount, xml=xml)


def _e(budget: Budget) -> Iterator[Cell]:
    later = range(1, budget.request.years)
    for line, place in ("16", "FundsLineItem"), ("20", "FundsTotals"):
        for number, element in enumerate(YEARS_OF_E):
            amount = budget.asked(later[number]) if number < len(later) else None
            xml, column = f"FederalFundsNeeded/{place}/{element}", "bcde"[number]
            label = "Federal funds, later years" if line == "16" else "Totals"
            yield Cell(section="E", line=line, column=column, label=label, amount=amount, xml=xml)


def _f(budget: Budget) -> Iterator[Cell]:
    beyond = budget.years[LAST_YEARS_OF_E + 1 :]
    remarks = "; ".join(f"Year {year.number}: {budget.asked(year.number - 1):,}" for year in beyond)
    texts = (
        ("21", "Direct charges", "", "OtherDirectChargesExplanation"),
        ("22", "Indirect charges", indirect_words(budget), "OtherIndirectChargesExplanation"),
        ("23", "Remarks", remarks, "Remarks"),
    )
    for line, label, text, element in texts:
        cut = text[: LONGEST[line]]
        yield Cell(section="F", line=line, column="", label=label, text=cut, xml=f"OtherInformation/{element}")


def indirect_words(budget: Budget) -> str:
    """Line 22 in its fifty characters: the type of rate, the base, the amount."""
    if not budget.base:
        return ""
    first, indirect = budget.base[0], budget.request.indirect
    kind = {"de_minimis": "De minimis", "funder_cap": "Funder's cap"}.get(indirect.kind, indirect.type or "Negotiated")
    return f"{kind.capitalize()} {percent(first.rate)} x {first.base:,} = {budget.indirect(0):,}"
