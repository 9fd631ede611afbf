"""From the request to the projection: each step between them is named, and is what hand arithmetic gives."""

import pytest

from model.requests.computing import budget_of
from model.requests.granting import as_grant
from model.requests.reconciling import NAMES, reconciled
from tests.requests.asking import asked, line, small_file

COSTS = {
    "program_month": {"rent": 500, "bookkeeping": 300},
    "indirect_rate": 0.15,
    "indirect_excludes": ["rent"],
}


def steps(file, **changes) -> list[dict[str, float]]:
    """Dollars of every step that is not 0, by how its name begins, year by year."""
    found = budget_of(file, asked(file, program_income={"method": "additive"}, **changes))
    years = reconciled(file, found)
    for year in years:
        assert year.request + sum(step.cents for step in year.differences) == year.projection
    return [{d.name.split(",")[0].split(":")[0]: d.cents / 100 for d in year.differences if d.cents} for year in years]


def test_an_hourly_wage_rounded_to_the_cent_has_a_step_of_its_own_and_so_has_its_fringe() -> None:
    # 20.004 an hour prints as 20.00: 12 x 52 x 0.004 = 2.496 a year; 10 % fringe on 12,480 and on 12,482.496
    benefits = {"components": [{"name": "FICA", "share_of_wages": 0.1}]}
    file = small_file(ladders={"peer": {"steps": [20.004]}}, benefits=benefits)
    [year] = steps(file, personnel=[{"position": "peer"}])
    assert year == {
        "Hourly wages rounded to the cent": 2.5,
        "Fringe on wages as they are printed": 0.25,
        "What the award cannot pay any more": -2.75,
    }


def test_a_new_grant_covers_what_is_asked_for_year_by_year() -> None:
    # shares of rent and effort that change by year: nothing is left between what is asked for and what is covered
    file = small_file(costs=COSTS)
    changes = {
        "years": 2,
        "personnel": [{"position": "peer", "effort": [1.0, 0.5]}],
        "other": [{"id": "rent", "line": "rent", "share": [0.6, 0.2]}],
        "indirect": {"kind": "de_minimis", "rate": 0.1},
    }
    assert steps(file, **changes) == [{}, {}]
    grant = as_grant(file, asked(file, **changes), budget_of(file, asked(file, **changes)))
    # 500 x 12 x 60 % of (500 + 300) x 12, then 20 %; the charge of 1,248 stands on 12,480 of pay and 37.5 % of 3,600,
    # since a grant covers one share of all shared costs; then 624 on 6,240 and 12.5 %
    months = [file.program.start, file.program.start.plus(12)]
    assert [grant.program_costs.at(month) for month in months] == pytest.approx([0.375, 0.125])
    rates = [1248 / (12480 + 1350), 624 / (6240 + 450)]
    assert [grant.indirect_rate.at(month) for month in months] == pytest.approx(rates)


def test_what_only_the_request_has_and_what_it_asks_otherwise_are_steps() -> None:
    # typed kits of 450.40 print 450; 5 % indirect of 12,480 + 450 = 646.50 prints 647, of it 624 on what is projected
    file = small_file(costs={"indirect_rate": 0.15})
    [year] = steps(
        file,
        personnel=[{"position": "peer"}],
        supplies=[line("kits", 450.4)],
        indirect={"kind": "de_minimis", "rate": 0.05},
    )
    assert year["Lines rounded to whole dollars"] == 0.4
    assert year["Lines that only the request has"] == -450.4
    assert year["Indirect"] == pytest.approx(-23 + 12480 * (647 / 12930 - 0.05), abs=0.01)
    assert len(year) == 3


def test_every_step_has_one_name() -> None:
    assert len(set(NAMES)) == len(NAMES) == 12
