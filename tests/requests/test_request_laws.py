"""What holds for every request: tables foot at every level, the form agrees, two budgets reconcile to the cent."""

from functools import lru_cache

import pytest

from model.inputs.load import ProgramFile, program_of
from model.inputs.request_file import request_of
from model.requests.budget import DIRECT, PAYERS, Budget
from model.requests.checking import checks
from model.requests.computing import budget_of
from model.requests.paragraphs import paragraphs
from model.requests.reconciling import reconciled
from model.requests.sf424a import sf424a
from model.requests.spending import spending
from model.requests.sustaining import sustaining
from tests.random_requests import random_request

SEEDS = range(12)


@lru_cache(maxsize=32)
def made(seed: int) -> tuple[ProgramFile, Budget]:
    program, request = random_request(seed)
    file = program_of(program, "random.yaml")
    return file, budget_of(file, request_of(request, "request.yaml", file))


@pytest.mark.parametrize("seed", SEEDS)
def test_totals_are_sums_of_printed_lines_at_every_level(seed: int) -> None:
    _, found = made(seed)
    for year in range(found.request.years):
        printed = [line.years[year].printed for line in found.lines()]
        assert found.total(year) == sum(printed) == found.asked(year) + found.match(year)
        assert found.direct(year) == sum(found.of(name).total(year) for name in DIRECT)
        assert found.total(year) == sum(found.total(year, (payer,)) for payer in PAYERS)
    assert found.total(None) == sum(found.total(year) for year in range(found.request.years))
    for line in found.lines():
        assert not line.parts or [y.printed for y in line.years] == [
            sum(part.years[y.year].printed for part in line.parts) for y in line.years
        ]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_amount_is_what_its_printed_factors_give_by_hand(seed: int) -> None:
    _, found = made(seed)
    for line in found.lines():
        for year in line.years:
            for factor in (factor for term in year.terms for factor in term.factors):
                shown = factor.shown.replace(",", "")
                if shown.endswith(" %"):
                    value = float(shown[:-2]) / 100
                else:
                    over, _, under = shown.partition("/")
                    value = float(over) / float(under or 1)
                assert value == pytest.approx(factor.value, rel=1e-9)
                if factor.of:
                    total = sum(found.line(other).years[year.year].printed for other in factor.of)
                    assert factor.value <= total if factor.source == "base" else factor.value == total
            # one rounding, of less than a dollar
            assert abs(year.exact - year.printed) < 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_base_of_indirect_is_no_larger_than_direct_cost_and_says_why_something_is_out(seed: int) -> None:
    _, found = made(seed)
    for base in found.base:
        assert 0 <= base.base <= found.direct(base.year)
        assert all(part.why or part.included == part.amount for part in base.parts)
    for line in found.of("contractual").lines:
        if line.kind == "subaward" and found.request.indirect.base == "mtdc":
            counted = sum(part.included for base in found.base for part in base.parts if part.line == line.id)
            assert counted <= 50000


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sections_of_the_form_agree(seed: int) -> None:
    file, found = made(seed)
    spent = spending(file, found)
    form = sf424a(found, spent)
    assert not [c for c in checks(file, found, form) if c.code in ("E1", "E2", "E3", "E4")]
    for year in range(found.request.years):
        quarters = spent.quarters(year)
        assert (sum(q[0] for q in quarters), sum(q[1] for q in quarters)) == (found.asked(year), found.match(year))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_request_becomes_the_projection_to_the_cent_and_what_is_tied_stays_within_rounding(seed: int) -> None:
    file, found = made(seed)
    for year in reconciled(file, found):
        assert year.request == 100 * found.asked(year.number - 1)
        assert year.request + sum(step.cents for step in year.differences) == year.projection
        assert sum(part.cents for part in year.fiscal) == year.projection
        rounding = year.differences[0]
        assert abs(rounding.cents) <= 100 * sum(1 for _ in found.lines())


@pytest.mark.parametrize("seed", SEEDS)
def test_every_line_has_a_paragraph_and_the_plan_is_no_less_than_nothing(seed: int) -> None:
    file, found = made(seed)
    told = {p.id: p for p in paragraphs(file, found)}
    assert {line.id for line in found.lines() if line.cls != "indirect"} <= set(told)
    assert all(p.text and not p.edited and not p.stale for p in told.values() if p.id != "cost_of_living")
    plan = sustaining(file, found)
    assert plan.gap >= 0
    assert plan.closes == (plan.gap < 0.005)
