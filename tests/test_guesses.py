"""Guesses: what counts as one, and what the answer does when each moves alone, worked by hand on the small program."""

import time
from typing import Any

import pytest

from model.compare import measures, outcome
from model.guesses import Input, inputs_of, meter, swings
from model.inputs.assumptions import load_assumptions
from model.inputs.load import ProgramFile, load_program, program_of
from model.inputs.scenario import applied, read_scenarios
from model.inputs.selectors import fits
from pages.parts.standing import PROGRAMS
from tests.random_programs import random_program
from tests.small import peer, tree

ASSUMPTIONS = load_assumptions()
EXAMPLES = sorted(p for p in PROGRAMS.glob("*.yaml") if not p.name.endswith(".scenarios.yaml"))


def small(**changes: Any) -> ProgramFile:
    return program_of(tree(**changes), "small.yaml")


def inputs(file: ProgramFile) -> dict[str, Input]:
    return {f"{found.path} {found.kind}": found for found in inputs_of(file, ASSUMPTIONS)}


def kind_of(path: str, **changes: Any) -> str:
    return next(found.kind for found in inputs_of(small(**changes), ASSUMPTIONS) if found.path == path)


def with_no_show(value: Any, basis: str = "judgement", **changes: Any) -> ProgramFile:
    services = {"individual": {"session_minutes": 60, "no_show": value}}
    return small(services=services, basis={"services.individual.no_show": basis}, **changes)


def test_a_guess_moved_alone_changes_the_gap_and_the_position_months_as_worked_by_hand() -> None:
    # 52 sessions a month at 20 dollars: 1,040 dollars, and the peer costs 1,040. No-shows of 0.2 leave 832, and
    # fundraising pays the other 208: no gap in any of the three months.
    # At 0.1 billing leaves 104 to pay: no gap either. At 0.4 it leaves 416, of which nobody pays 208 a month: 624.
    file = with_no_show({"value": 0.2, "low": 0.1, "high": 0.4}, fundraising={"per_month": 208.0})
    (swing,) = [s for s in swings(file, inputs_of(file, ASSUMPTIONS)) if s.ranked]
    assert (0.0, 624.0) == pytest.approx(swing.gap)
    assert (0.0, -3.0) == pytest.approx(swing.position_months)
    assert (0.1, 0.4, "the program") == (swing.guess.low, swing.guess.high, swing.guess.range_from)


def test_swings_equal_programs_with_the_end_typed_in() -> None:
    for path in EXAMPLES:
        file = load_program(path)
        start = measures(outcome(file))
        for swing in [s for s in swings(file, inputs_of(file, ASSUMPTIONS)) if s.ranked][:3]:
            if swing.guess.path.startswith("positions[*]") or len(swing.guess.numbers) > 1:
                continue
            for end, change, months in zip(
                (swing.guess.low, swing.guess.high), swing.gap, swing.position_months, strict=True
            ):
                after = measures(outcome(typed_in(file, swing.guess.path, end)))
                assert after["gap"] - start["gap"] == pytest.approx(change, abs=0.01)
                assert after["position_months_sustained"] - start["position_months_sustained"] == pytest.approx(months)


def typed_in(file: ProgramFile, path: str, value: float | None) -> ProgramFile:
    text = f"- {{name: x, why: y, changes: [{{set: '{path}', to: {value}}}]}}"
    return applied(file, read_scenarios(text.encode(), "s.yaml"))


def test_a_number_keeps_its_growth_and_its_later_entries_keep_their_distance() -> None:
    # fundraising of 100 dollars that doubles after a year: 12 x 100 + 12 x 200 = 3,600; half of it is 1,800.
    grows = {"value": 100.0, "low": 50.0, "high": 100.0, "annual_change": 1.0}
    later = [{"from": "2026-07", "value": 100.0, "low": 50.0, "high": 100.0}, {"from": "2027-07", "value": 200.0}]
    for number, lost in ((grows, 1800.0), (later, 600.0)):  # the second entry has no range of its own: it stays
        file = small(
            months=24,
            payers={"medicaid": {"client_share": 1.0}},
            fundraising={"per_month": number},
            basis={"fundraising.per_month": "a guess"},
        )
        (swing,) = [s for s in swings(file, inputs_of(file, ASSUMPTIONS)) if s.guess.path == "fundraising.per_month"]
        assert (lost, 0.0) == pytest.approx(swing.gap)


def test_the_range_of_an_assumption_scales_what_is_dated_later() -> None:
    # turnover.annual is 0.33 between 0.20 and 0.45: an entry of 0.66 from 2026-09 moves to 0.40 and to 0.90.
    dated = {"staffing": {"annual_turnover": [{"from": "2026-07", "value": 0.33}, {"from": "2026-09", "value": 0.66}]}}
    basis = {"basis": {"staffing.annual_turnover": "turnover.annual"}}
    cost = {"staffing": {**dated["staffing"], "replacement": {"dollars": 1000.0}}}
    file = small(**cost, **basis)
    (swing,) = [s for s in swings(file, inputs_of(file, ASSUMPTIONS)) if s.ranked]
    low = small(
        staffing={
            "annual_turnover": [{"from": "2026-07", "value": 0.20}, {"from": "2026-09", "value": 0.40}],
            "replacement": {"dollars": 1000.0},
        }
    )
    change = measures(outcome(low))["gap"] - measures(outcome(file))["gap"]
    assert change < 0
    assert change == pytest.approx(swing.gap[0])


def test_shape_numbers_are_moved_in_projections_of_their_own() -> None:
    # of a ramp every month moves with its own range: 0.59 to 0.55 and 0.64, 0.77 to 0.66 and 0.90
    staffing = {"annual_turnover": 3.0, "ramp": [0.59, 0.77], "months_vacant": 0.0}
    basis = {"staffing.ramp[0]": "ramp.month_1", "staffing.ramp[1]": "ramp.month_2"}
    file = small(staffing=staffing, basis=basis, months=12)
    (swing,) = [s for s in swings(file, inputs_of(file, ASSUMPTIONS)) if s.guess.path == "staffing.ramp"]
    for end, ramp in enumerate(([0.55, 0.66], [0.64, 0.90])):
        typed = small(staffing={**staffing, "ramp": ramp}, months=12)
        assert swing.gap[end] == pytest.approx(measures(outcome(typed))["gap"] - measures(outcome(file))["gap"])
    assert swing.gap[0] > 0 > swing.gap[1]


def test_guesses_come_in_the_order_in_which_they_move_the_measure_and_those_without_a_range_come_last() -> None:
    file = load_program(PROGRAMS / "prairie-recovery.yaml")
    found = inputs_of(file, ASSUMPTIONS)
    by_gap = [s.size("gap") for s in swings(file, found, measure="gap") if s.ranked]
    assert by_gap == sorted(by_gap, reverse=True)
    ranked = [s.ranked for s in swings(file, found)]
    assert ranked == sorted(ranked, reverse=True)
    assert {s.guess.path for s in swings(file, found)} == {f.path for f in found if f.kind == "guess"}
    unranked = next(s for s in swings(file, found) if not s.ranked)
    assert unranked.note == "nobody states a range, so it is not known how much it matters"


def test_an_end_that_leaves_no_program_is_told_and_the_others_are_still_ranked() -> None:
    # both shares of clients are of one program and add up to 1.1 at the first one's high end
    payers = {
        "medicaid": {"client_share": {"value": 0.5, "low": 0.4, "high": 0.7}, "services": {"individual": {"rate": 5}}},
        "county": {"client_share": 0.4, "services": {"individual": {"rate": 5}}, "denial": 0.1},
    }
    services = {"individual": {"session_minutes": 60, "no_show": {"value": 0.2, "low": 0.1, "high": 0.4}}}
    file = small(payers=payers, services=services)
    found = {s.guess.path: s for s in swings(file, inputs_of(file, ASSUMPTIONS))}
    assert found["payers.medicaid.client_share"].note == "at an end of its range the program no longer holds together"
    assert found["services.individual.no_show"].ranked


def test_progress_ends_with_all_done_and_never_falls() -> None:
    told: list[float] = []
    file = load_program(PROGRAMS / "prairie-recovery.yaml")
    swings(file, inputs_of(file, ASSUMPTIONS), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_the_meter_of_an_example_takes_less_than_two_seconds() -> None:
    file = load_program(PROGRAMS / "prairie-recovery.yaml")
    begun = time.perf_counter()
    swings(file, inputs_of(file, ASSUMPTIONS))
    assert time.perf_counter() - begun < 2.0


@pytest.mark.parametrize(
    ("basis", "kind"),
    [
        ("turnover.annual", "guess"),  # an entry whose confidence is judgement
        ("turnover.direct_support_2023", "guess"),  # it says 0.397, and the file says 0.33
        ("turnover.direct_support_2024", "cited"),
        ("judgement: after the county's survey", "guess"),
        ("Invented", "guess"),
        ("our exit interviews of 2025", "own"),
    ],
)
def test_what_a_basis_makes_of_a_number(basis: str, kind: str) -> None:
    value = 0.37 if basis.endswith("2024") else 0.33
    said = {"staffing.annual_turnover": basis}
    assert kind == kind_of("staffing.annual_turnover", staffing={"annual_turnover": value}, basis=said)


def test_without_a_basis_what_stands_in_ones_papers_is_own_and_what_must_be_estimated_is_a_guess() -> None:
    assert "own" == kind_of("positions[*].hours_per_week")
    assert "own" == kind_of("payers.medicaid.services.individual.rate")
    assert "guess" == kind_of("staffing.annual_turnover", staffing={"annual_turnover": 0.3})
    assert "guess" == kind_of("payers.medicaid.client_share")


def test_what_is_left_out_is_a_default_only_where_leaving_it_out_says_something() -> None:
    found = inputs(small())
    assert found["staffing.annual_turnover default"].basis == "nobody leaves"
    assert found["services.individual.no_show default"].basis == "every booked session takes place"
    assert not [path for path in found if path.startswith(("supports", "client_variation"))]


def test_like_numbers_count_once_and_where_some_are_cited_once_for_each_kind() -> None:
    seats = [peer(f"peer-{n}", hours_per_week=10 + n) for n in range(9)]
    found = inputs(small(positions=seats))
    assert len([path for path in found if path.startswith("positions")]) == 2  # hours a week, and time on each service
    assert found["positions[*].hours_per_week own"].values == tuple(float(10 + n) for n in range(9))
    ladders = {"peer": {"steps": [13.0, 20.0, 21.0]}}
    mixed = inputs(small(ladders=ladders, basis={"ladders.peer.steps[0]": "pay.entry_iowa_low", "ladders": "invented"}))
    assert (13.0,) == mixed["ladders.peer.steps cited"].values
    assert (20.0, 21.0) == mixed["ladders.peer.steps guess"].values


def test_what_only_warns_or_is_never_read_is_no_input() -> None:
    ladders = {"peer": {"steps": [20.0], "outside_wage": 17.0}}
    paths = {f.path for f in inputs_of(small(limits={"caseload": 9}, ladders=ladders, grace_months=2), ASSUMPTIONS)}
    assert not paths & {"limits.caseload", "ladders.peer.outside_wage", "grace_months"}
    answering = {"annual_turnover": 0.3, "wage_elasticity": 1.0}
    read = {f.path for f in inputs_of(small(ladders=ladders, staffing=answering, when_unfunded="end"), ASSUMPTIONS)}
    assert "ladders.peer.outside_wage" in read


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_single_inputs_are_named_as_scenarios_name_them(path: Any) -> None:
    file = load_program(path)
    for found in inputs_of(file, ASSUMPTIONS):
        if found.kind != "default" and "[*]" not in found.path:
            assert fits(file.tree, found.path), found.path
        assert found.label
        assert all(key in ASSUMPTIONS.sources for key in found.sources)


@pytest.mark.parametrize("seed", range(6))
def test_random_programs_have_inputs_and_swings(seed: int) -> None:
    file = program_of(random_program(seed), "random.yaml")
    found = inputs_of(file, ASSUMPTIONS)
    assert meter(found, swings(file, found))


def test_the_meter_in_words() -> None:
    # given: hours, mix, pay by step, session length, rate, share of clients, no-shows; left out: eight more below
    file = with_no_show({"value": 0.2, "low": 0.1, "high": 0.4}, fundraising={"per_month": 208.0})
    found = inputs_of(file, ASSUMPTIONS)
    guesses = [f.label for f in found if f.kind == "guess"]
    assert ["No-shows (individual)", "Share of clients (medicaid)", "Fundraising a month"] == guesses
    assert f"3 of {len(found)} inputs are guesses." == meter(found)
    said = f"3 of {len(found)} inputs are guesses; this one moves the answer most: no-shows (individual)."
    assert said == meter(found, swings(file, found))


def test_a_number_that_a_scenario_set_is_the_scenarios_own() -> None:
    file = typed_in(with_no_show(0.2), "services.individual.no_show", 0.3)
    found = next(f for f in inputs_of(file, ASSUMPTIONS) if f.path == "services.individual.no_show")
    assert found.kind == "own"
    assert found.why == "changed by a scenario"
