"""The sheet Limits: ceilings, limits of the notice and of rules, thresholds and match, each beside what is asked."""

from collections.abc import Iterator

from model.exports.budget.workbook_cells import Sheet, absolute
from model.exports.budget.workbook_compared import HEADS, Compared, write_compared
from model.exports.budget.workbook_factors import Cells
from model.exports.budget.workbook_settings import EQUIPMENT, MATCH, RATE, ceiling_key, setting
from model.exports.budget.workbook_sources import DATES
from model.exports.budget.workbook_years import INCOME, Summed
from model.exports.budget.workbook_years import MATCH as MATCHERS
from model.inputs.request import Limit, Tag
from model.requests.budget import Line
from model.requests.indirect import equipment_threshold
from model.requests.items import ITEM_CLASSES, items_of
from model.requests.pay import HOURS_OF_FULL_TIME
from model.requests.resources import income_as_match
from model.requests.rules import RuleUse
from model.requests.wording import rule_name

LIMITS = "Limits"
ABOUT = "What this budget may not pass: the funder's ceiling, limits of the notice and of rules, and the match it owes."
QUARTER_OF_AWARD = 0.25  # what the rule on minor alterations says beside its dollars
USUAL: tuple[tuple[str, Tag, str], ...] = (
    ("data collection", "data_collection", "data_collection_limit"),
    ("minor alterations", "minor_alterations", "minor_alteration_limit"),
)


def write_limits(cells: Cells, summed: Summed) -> tuple[Compared, ...]:
    """Write the sheet; returns its rows."""
    rows = tuple(_Rows(cells, summed).all())
    if rows:
        sheet = Sheet(cells.ledger, LIMITS, ABOUT, HEADS, frozen=2)
        for row in rows:
            write_compared(sheet, row)
    return rows


def cited(use: RuleUse | None) -> str:
    """A rule with its source and date."""
    if use is None:
        return ""
    return f"{rule_name(use.name)}, {DATES[use.date_means]} {use.since}".strip() + "; its document stands in Sources"


class _Rows:
    """The limits of one budget as comparisons."""

    def __init__(self, cells: Cells, summed: Summed) -> None:
        """Keep what is compared."""
        self.cells, self.budget, self.summed = cells, cells.budget, summed

    def all(self) -> Iterator[Compared]:
        """Every limit, in the order of the checks."""
        yield from self._rate()
        yield from self._salaries()
        yield from self._thresholds()
        yield from self._ceilings()
        for limit, use in self._limits():
            yield from self._limit(limit, use)
        yield from self._match()

    def _rate(self) -> Iterator[Compared]:
        use = self.budget.rules.binding("de_minimis_rate")
        if self.budget.request.indirect.kind == "de_minimis" and self.budget.base and use and use.value is not None:
            yield Compared(
                code="E5",
                what="Indirect rate, and the most that needs no agreement",
                found=setting(self.cells.ledger, RATE),
                wanted=repr(use.value),
                known=(self.budget.base[0].rate, use.value),
                must="at most",
                rule=cited(use),
                share=True,
            )

    def _salaries(self) -> Iterator[Compared]:
        use = self.budget.rules.binding("salary_limit")
        for line in self.budget.of("personnel").paid_by("grant") if use and use.value is not None else ():
            found = [pay for year in line.years for pay in self._yearly(line, year.year)]
            if found and use is not None and use.value is not None:
                yield Compared(
                    code="E6",
                    what=f"{line.title}: highest pay charged, as a full-time year, and the salary limit of the award",
                    found=f"MAX({','.join(text for text, _ in found)})",
                    wanted=repr(use.value),
                    known=(max(pay for _, pay in found), use.value),
                    must="at most",
                    slack=1.0,  # an hourly wage is in whole cents, so its year misses the limit by less than a dollar
                    rule=f"{cited(use)}; months of later years may have a later limit",
                )

    def _yearly(self, line: Line, year: int) -> Iterator[tuple[str, float]]:
        for term, cells in self.cells.factors.get((line.id, year), []):
            by_name = {factor.name: factor.value for factor in term.factors}
            if "wage" in cells:
                yield f"{HOURS_OF_FULL_TIME}*{cells['wage']}", HOURS_OF_FULL_TIME * by_name["wage"]
            elif "annual salary" in cells:
                rises = by_name.get("cost of living", 1.0)
                text = cells["annual salary"] + (f"*{cells['cost of living']}" if "cost of living" in cells else "")
                yield text, by_name["annual salary"] * rises

    def _thresholds(self) -> Iterator[Compared]:
        request, use = self.budget.request, self.budget.rules.binding("equipment_threshold")
        threshold, source = equipment_threshold(request, self.budget.rules)
        for cls in ("equipment", "supplies") if use is not None else ():
            for number, item in enumerate(items_of(request, cls)):
                place = self.cells.ledger.inputs.get(f"{cls}[{number}].unit_cost")
                lump = item.quantity == (1.0,) and item.months is None and not item.unit
                if place is None or item.unit_cost is None or (cls == "supplies" and lump):
                    continue
                yield Compared(
                    code="E8",
                    what=f"{item.title or item.id}: cost of one, and the cost from which it is equipment",
                    found=absolute(place),
                    wanted=setting(self.cells.ledger, EQUIPMENT),
                    known=(item.unit_cost, threshold),
                    must="at least" if cls == "equipment" else "below",
                    rule=f"{source}; see Sources",
                )

    def _ceilings(self) -> Iterator[Compared]:
        for year in self.budget.years:
            if year.ceiling is not None:
                yield Compared(
                    code="E9",
                    what=f"Year {year.number}: asked of the funder, and the ceiling",
                    found=self.summed.of("grant", "total", year.number - 1),
                    wanted=setting(self.cells.ledger, ceiling_key(year.number - 1)),
                    known=(self.budget.asked(year.number - 1), year.ceiling),
                    must="at most",
                    rule="the notice, as typed in the request",
                )

    def _limits(self) -> Iterator[tuple[Limit, RuleUse | None]]:
        stated = {limit.counts for limit in self.budget.request.limits}
        yield from ((limit, None) for limit in self.budget.request.limits)
        for name, counts, rule in USUAL:
            use = self.budget.rules.binding(rule)
            if use is not None and use.value is not None and counts not in stated:
                if rule == "data_collection_limit":
                    yield Limit(name=name, counts=counts, share=use.value), use
                else:
                    yield Limit(name=name, counts=counts, share=QUARTER_OF_AWARD, dollars=use.value), use

    def _limit(self, limit: Limit, use: RuleUse | None) -> Iterator[Compared]:
        lines = tuple(self._counted(limit.counts))
        for year in range(len(self.budget.years)) if lines else ():
            asked = self.summed.of("grant", "total", year)
            parts = [] if limit.share is None else [(f"{limit.share!r}*{asked}", limit.share * self.budget.asked(year))]
            parts += [] if limit.dollars is None else [(repr(limit.dollars), limit.dollars)]
            if not parts:
                continue
            yield Compared(
                code="E10",
                what=f"Year {year + 1}: {limit.name}, and the most that may be asked for it",
                found=self.cells.sum_of((line.id for line in lines), year),
                wanted=f"MIN({','.join(text for text, _ in parts)})",
                known=(sum(line.years[year].printed for line in lines), min(value for _, value in parts)),
                must="at most",
                slack=0.0,
                rule=cited(use) or "the notice, as typed in the request",
            )

    def _counted(self, counts: str) -> Iterator[Line]:
        """Lines of the grant that count to a limit."""
        request = self.budget.request
        tags = {f"{cls}[{n}]": item.counts for cls in ITEM_CLASSES for n, item in enumerate(items_of(request, cls))}
        tags |= {f"personnel[{n}]": staff.counts for n, staff in enumerate(request.personnel)}
        return (ln for ln in self.budget.lines() if counts and ln.paid_by == "grant" and tags.get(ln.place) == counts)

    def _match(self) -> Iterator[Compared]:
        share = self.budget.request.match.share
        for year in range(len(self.budget.years)) if 0 < share < 1 else ():
            asked, cell = self.summed.of("grant", "total", year), setting(self.cells.ledger, MATCH)
            given, income = self.summed.paid(MATCHERS, "total", year), income_as_match(self.budget, year)
            kinds = "in cash, in kind and as program income" if income else "in cash and in kind"
            yield Compared(
                code="E12",
                what=f"Year {year + 1}: match {kinds}, and what the share of the whole project comes to",
                found=f"{given}+{self.summed.of(INCOME, INCOME, year)}" if income else given,
                wanted=f"{asked}*{cell}/(1-{cell})",
                known=(self.budget.match(year) + income, self.budget.asked(year) * share / (1 - share)),
                must="at least",
                slack=0.5,
                rule="the notice, as typed in the request",
            )
