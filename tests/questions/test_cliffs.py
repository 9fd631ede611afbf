"""Grants and other money: who pays until when, cliffs and concentration, by hand and over random programs."""

import numpy as np
import pytest

from model.compare import Outcome, outcome
from model.inputs.load import program_of
from model.inputs.months import Month
from model.questions.cliffs import Cliff, grants_and_other_money
from model.questions.spans import Money, Span
from tests.questions.given import EXAMPLES, example, small_file
from tests.random_programs import random_program
from tests.small import grant, lead, medicaid, peer

# the peer costs 1,040 dollars a month and earns 624; a grant pays the other 416 for three months
ON_A_GRANT = {"months": 6, "payers": {"medicaid": medicaid(3.0)}, "grants": [grant()]}


def bars(found: tuple[Span, ...], position: str = "peer") -> list[tuple[str, str, str, float]]:
    return [(s.source, str(s.first), str(s.last), round(s.dollars, 2)) for s in found if s.position == position]


def only_cliff(result: Outcome) -> Cliff:
    (cliff,) = grants_and_other_money(result).cliffs
    return cliff


def test_who_pays_until_when_by_hand() -> None:
    found = grants_and_other_money(outcome(small_file(**ON_A_GRANT, reserve={"opening": 500}))).spans
    # 500 dollars of reserve pay all of October's 416 and 84 of November's
    assert bars(found) == [
        ("grant", "2026-07", "2026-09", 1248.0),
        ("billing", "2026-07", "2026-12", 3744.0),
        ("reserve", "2026-10", "2026-11", 500.0),
        ("nobody", "2026-11", "2026-12", 748.0),
    ]


def test_a_supervisor_shows_the_grant_that_names_it_and_is_counted_with_the_seats() -> None:
    file = small_file(
        months=4, positions=[peer(), lead()], grants=[grant(end="2026-08", covers={"lead": 1.0}, award=[10_000])]
    )
    found = grants_and_other_money(outcome(file)).spans
    # the supervisor costs 520 dollars a month, which the grant pays for two months
    assert bars(found, "lead") == [("grant", "2026-07", "2026-08", 1040.0)]
    assert [s.counted for s in found if s.position == "lead"] == [False]
    assert ("grant", "2026-07", "2026-08", 1040.0) in bars(found)


def test_contracts_are_told_apart_in_the_order_of_the_file() -> None:
    first = {"id": "county", "start": "2026-07", "per_month": 300}
    second = {"id": "city", "start": "2026-07", "end": "2026-08", "per_month": 900}
    found = outcome(small_file(payers={"medicaid": medicaid(3.0)}, contracts=[first, second]))
    # of 416 a month the county pays 300 and the city the other 116, until it ends
    assert bars(grants_and_other_money(found).spans)[:2] == [
        ("county", "2026-07", "2026-09", 900.0),
        ("city", "2026-07", "2026-08", 232.0),
    ]
    cliff = only_cliff(found)
    assert (cliff.source, cliff.may_pay_for, cliff.dollars_a_month) == ("city", "any cost", pytest.approx(116))


def test_a_cliff_by_hand() -> None:
    cliff = only_cliff(outcome(small_file(**ON_A_GRANT)))
    assert ("grant", "grant", Month.of("2026-09"), ("peer",)) == (cliff.kind, cliff.source, cliff.last, cliff.seats)
    assert cliff.dollars_a_month == pytest.approx(416)
    assert cliff.share_of_cost == pytest.approx(0.4)
    # 100,000 less three months
    assert cliff.left == pytest.approx(100_000 - 1248)
    assert cliff.unpaid_after == pytest.approx(416)
    assert cliff.may_pay_for == "direct cost of peer; no cost after 2026-09"
    assert cliff.sentence == (
        "The grant 'grant' ends with September 2026: $416 a month toward one seat, 40 % of what the program costs. "
        "$98,800 of the award would be left and lapse; ask early whether it may run on."
    )


def test_income_kept_by_a_grant_outlives_it() -> None:
    file = small_file(months=6, grants=[grant(program_income="additive")])
    # the grant pays all of 1,040, so three months of earnings are kept
    assert only_cliff(outcome(file)).income_left == pytest.approx(3 * 1040)


def test_a_payer_that_ends_is_a_cliff() -> None:
    fund = {"client_share": 0.25, "end": "2026-08", "services": {"individual": {"rate": 5.0}}}
    cliff = only_cliff(outcome(small_file(payers={"medicaid": {**medicaid(), "client_share": 0.75}, "fund": fund})))
    # a quarter of 1,040
    assert ("payer", "fund", ("peer",)) == (cliff.kind, cliff.source, cliff.seats)
    assert cliff.dollars_a_month == pytest.approx(260)


def test_what_runs_out_early_says_the_even_spending_that_would_not() -> None:
    file = small_file(**{**ON_A_GRANT, "grants": [grant(award=[600], program_income="additive")]})
    # 600 dollars are gone in July; spread over the three months of the award they are 200
    found = grants_and_other_money(outcome(file))
    assert found.awards[0].runs_out == Month.of("2026-07")
    assert (
        found.sentences[1] == "'grant' runs out in July 2026; $200 a month would have lasted through its budget year."
    )


def test_concentration_by_hand() -> None:
    (year,) = grants_and_other_money(outcome(small_file(**ON_A_GRANT))).years
    # of 6,240 dollars Medicaid pays 3,744, the grant 1,248, nobody 1,248
    assert list(year.by_source) == ["medicaid (billing)", "grant"]
    assert (year.cost, year.nobody) == pytest.approx((6240, 1248))
    assert year.largest_share == pytest.approx(0.6)
    # shares of what is paid: 3/4 and 1/4
    assert year.index == pytest.approx(9 / 16 + 1 / 16)
    assert year.as_if_sources == pytest.approx(1.6)


def test_fiscal_years_part_the_months() -> None:
    years = grants_and_other_money(outcome(small_file(months=9, fiscal_year_starts=10))).years
    assert [(str(y.year), y.months) for y in years] == [("2025-10", 3), ("2026-10", 6)]
    assert [y.cost for y in years] == pytest.approx([3 * 1040, 6 * 1040])


def results() -> list[Outcome]:
    random = [program_of(random_program(seed), f"random-{seed}") for seed in range(40)]
    return [outcome(file) for file in (*random, *map(example, EXAMPLES))]


def test_spans_add_up_to_full_cost_and_contracts_to_what_contracts_pay() -> None:
    for result in results():
        funding, found = result.projection.funding, grants_and_other_money(result)
        paid = Money(result.projection).by_source
        assert sum(paid.values()) == pytest.approx(funding.full[0], abs=1e-6)
        contracts = sum((d for (kind, _), d in paid.items() if kind == "contract"), np.zeros(funding.full[0].shape))
        assert contracts == pytest.approx(funding.sources["contracts"][0], abs=1e-6)
        # what is below half a cent makes no bar
        cells = funding.full[0].size * len(paid)
        counted = sum(s.dollars for s in found.spans if s.counted)
        assert counted == pytest.approx(funding.full[0].sum(), abs=0.005 * cells)
        for year in found.years:
            paid_in_year = sum(year.by_source.values()) + year.reserve + year.nobody
            assert paid_in_year == pytest.approx(year.cost, abs=1e-6)
