"""Futures of a small program: the same draws in every scenario, events in their places, nothing lost on the way."""

from typing import Any

import numpy as np
import pytest

from model.inputs.faults import InputError
from model.inputs.load import ProgramFile, program_of, read_program
from model.inputs.scenario import Placed, scenarios_of
from model.inputs.writing import written
from model.projection import Projection, project
from model.uncertainty.futures import Futures, futures
from model.uncertainty.running import Stopped
from tests.small import grant, medicaid, peer, tree

RATE, HOURS = "payers.medicaid.services.individual.rate", "positions[id=peer].hours_per_week"
BILL = {"name": "bill", "probability": 0.5, "changes": [{"scale": RATE, "by": 1.5, "from": "2026-09"}]}


def program(**changes: Any) -> ProgramFile:
    said = {
        "months": 9,
        "positions": [peer(hours_per_week={"value": 12, "low": 10, "high": 14})],
        "payers": {"medicaid": medicaid(rate={"value": 5, "low": 4, "high": 6})},
    }
    return program_of(tree(**said | changes), "small.yaml")


def eventful(**changes: Any) -> ProgramFile:
    renewal = {"probability": 0.6, "months": 3, "award": {"value": 900, "low": 500, "high": 1200}}
    once = grant(award=[3000], renewal=renewal, loss={"probability": 0.3, "month": "2026-07"})
    return program(grants=[once], events=[BILL], **changes)


def drawn(file: ProgramFile, number: int = 48, **more: Any) -> Futures:
    return futures(file, draws=number, seed=5, **more)


def scenario(*changes: dict[str, Any]) -> tuple[Placed, ...]:
    return scenarios_of([{"name": "other", "why": "test", "changes": list(changes)}], "s.yaml", {})


def money(projection: Projection) -> dict[str, Any]:
    return {"gap": projection.funding.gap.sum(axis=(1, 2)), "reserve": projection.funding.reserve}


def test_a_program_without_a_range_has_one_future() -> None:
    file = program_of(tree(), "small.yaml")
    found = drawn(file, 8)
    assert () == found.inputs and () == found.events
    assert (found.measured(money)["gap"] == money(project(file.program))["gap"]).all()


def test_each_draw_is_the_program_with_that_draws_numbers() -> None:
    found = drawn(eventful())
    whole = found.measured(money)["gap"]
    alone = [money(project(found.single(draw).program))["gap"][0] for draw in range(48)]
    assert whole == pytest.approx(alone)
    assert len(found.groups()) > 3


def test_a_future_written_out_by_hand() -> None:
    # 12 hours a week for 5 dollars a unit: 1,040 dollars a month earned and spent; with the rate of the draw the gap
    # of nine months is 9 x 1,040 x (1 - rate / 5), where the rate is below 5
    found = drawn(program(positions=[peer()]), 16)
    rate = found.input(RATE).values
    assert found.measured(money)["gap"] == pytest.approx(9 * 1040 * np.maximum(0, 1 - rate / 5))


def test_chunks_and_parts_do_not_change_the_answer() -> None:
    whole = drawn(eventful(), 40).measured(money)
    small = drawn(eventful(), 40).measured(money, chunk=3)
    parts = [drawn(eventful(), 25).measured(money), drawn(eventful(), 15, start=25).measured(money)]
    for name in whole:
        assert (whole[name] == small[name]).all()
        assert whole[name] == pytest.approx(np.concatenate([part[name] for part in parts]))


def test_simulated_seats_have_the_same_luck_in_every_variant() -> None:
    file = eventful(seats="simulated", staffing={"annual_turnover": 0.9, "months_vacant": 2})
    whole = drawn(file, 40).measured(lambda p: {"filled": p.staffing.filled.sum(axis=(1, 2))})["filled"]
    quiet = drawn(file, 40).fixing(events=True).measured(lambda p: {"f": p.staffing.filled.sum(axis=(1, 2))})["f"]
    assert (whole == quiet).all() and len(np.unique(whole)) > 2


def test_another_uncertain_input_or_scenario_changes_no_draw() -> None:
    base = drawn(eventful())
    more = drawn(eventful(fundraising={"per_month": {"value": 50, "low": 0, "high": 90}}))
    other = drawn(eventful(), scenarios=scenario({"scale": RATE, "by": 2.0}))
    for found in (more, other):
        assert (found.input(HOURS).values == base.input(HOURS).values).all()
        assert all((a.happens == b.happens).all() for a, b in zip(found.events, base.events, strict=True))
    assert other.input(RATE).values == pytest.approx(2 * base.input(RATE).values)


def test_a_number_that_a_scenario_sets_has_the_range_it_brings_or_none() -> None:
    plain = drawn(program(), scenarios=scenario({"set": RATE, "to": 5.5}))
    ranged = drawn(
        program(), scenarios=scenario({"set": RATE, "to": {"value": 7, "low": 6, "high": 8}, "from": "2027-01"})
    )
    assert [HOURS] == [one.name for one in plain.inputs]
    assert [RATE, f"{RATE} from 2027-01", HOURS] == [one.name for one in ranged.inputs]


def test_a_range_holds_for_its_entry_and_grows_with_it() -> None:
    rates = [{"from": "2026-07", "value": 5, "low": 4, "high": 6}, {"from": "2026-10", "value": 7}]
    found = drawn(
        program(positions=[peer()], payers={"medicaid": medicaid(rate={"values": rates, "annual_change": 0.1})}), 4
    )
    assert [RATE] == [one.name for one in found.inputs]
    by_month = (
        found.program((), np.arange(4))
        .payers["medicaid"]
        .services["individual"]
        .rate.by_month(found.file.program.start, 6)
    )
    assert by_month[:, 2] == pytest.approx(found.inputs[0].values)
    assert (by_month[:, 3:] == 7).all()


def test_events_happen_as_often_as_they_say_and_a_lost_grant_is_not_renewed() -> None:
    found = drawn(eventful(), 1024)
    loss, renewal, bill = (event.happens for event in found.events)
    assert [1024 * 0.3, 512] == pytest.approx([loss.sum(), bill.sum()], abs=1)
    # renewed with 0.6, of those not lost, 0.7: 0.42
    assert renewal.mean() == pytest.approx(0.42, abs=0.03)
    assert not (loss & renewal).any()


def test_a_lost_grant_ends_and_a_renewed_one_goes_on() -> None:
    found = drawn(eventful())
    lost, renewed = found.variant((True, False, False)).program, found.variant((False, True, False)).program
    assert ["2026-07"] == [str(g.end) for g in lost.grants]
    assert [("grant", "2026-09"), ("grant-renewed", "2026-12")] == [(g.id, str(g.end)) for g in renewed.grants]


def test_an_event_counts_from_its_date_on() -> None:
    # a peer earns its cost, 1,040 dollars a month, at a rate of 5; half as much again from September, the third month
    # of nine, leaves 520 dollars in each of seven months in the reserve, and nothing where the bill does not pass
    found = drawn(program(positions=[peer()], payers={"medicaid": medicaid()}, events=[BILL]), 16)
    (bill,) = (event.happens for event in found.events)
    assert 8 == bill.sum()
    reserve = found.measured(money)["reserve"]
    assert np.where(bill, 7 * 520, 0) == pytest.approx(reserve[:, -1], abs=1e-6)
    assert [0, 0, 520] == pytest.approx(reserve[bill][0, :3], abs=1e-6)


def test_fixed_inputs_stay_at_their_values() -> None:
    found = drawn(eventful())
    assert (found.fixing(events=True).measured(money)["gap"] == money(project(found.file.program))["gap"][0]).all()
    only_rate = found.fixing([HOURS], events=True).measured(money)["gap"]
    assert len(np.unique(only_rate)) > 10
    with pytest.raises(KeyError, match="no uncertain input is called 'nothing'"):
        found.fixing(["nothing"])


def test_chances_of_a_design_take_the_place_of_the_draws() -> None:
    half = drawn(program()).at({RATE: np.array([0.5, 0.5]), HOURS: np.array([0.1, 0.9])})
    # a symmetric PERT has its most likely value for its median
    assert half.input(RATE).values == pytest.approx([5, 5])
    assert 2 == len(half.measured(money)["gap"])


def test_correlated_inputs_move_together() -> None:
    found = drawn(program(correlations=[{"between": [RATE, "positions.peer.hours_per_week"], "rank": 0.9}]), 512)
    rate, hours = (one.values for one in found.inputs)
    assert np.corrcoef(rate, hours)[0, 1] > 0.85


def test_a_whole_number_with_a_range_stays_and_says_so() -> None:
    found = drawn(program(wind_down_months={"value": 3, "low": 2, "high": 5}))
    assert [("wind_down_months", True)] == [(h.name, "stays at its value" in h.reason) for h in found.held]


REFUSED = {
    "a correlation with nothing drawn": (
        {"correlations": [{"between": [RATE, "months"], "rank": 0.5}]},
        "small.yaml: correlations[0].between: 'months': no number with a range that is drawn; name two numbers of the "
        "program that carry a range, as scenarios name them.",
    ),
    "a correlation of 1": (
        {"correlations": [{"between": [RATE, HOURS], "rank": 1}]},
        "small.yaml: correlations: these rank correlations cannot hold at the same time; lower some of them until the "
        "matrix is positive definite; -1 and 1 are never possible.",
    ),
    "an event that fits nothing": (
        {"events": [{"name": "bill", "probability": 0.5, "changes": [{"scale": "payers.medicad.denial", "by": 2}]}]},
        "small.yaml: [0].changes[0] (bill): nothing in the program fits 'payers.medicad' (nearest: 'medicaid'); a "
        "selector names places of the program as the file writes them.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused_with_a_sentence(case: str) -> None:
    changes, expected = REFUSED[case]
    with pytest.raises(InputError) as refused:
        drawn(program(**changes))
    assert [expected] == [fault.sentence for fault in refused.value.faults]


def test_a_loss_before_the_grant_and_two_events_of_one_name_are_refused() -> None:
    lost = grant(loss={"probability": 0.1, "month": "2026-05"})
    with pytest.raises(InputError) as refused:
        program(grants=[lost], events=[BILL, BILL])
    assert [
        "small.yaml: events: 2 items have the name 'bill'; each name may be used once.",
        "small.yaml: grants[0].loss.month: a loss after 2026-05 of a grant that starts in 2026-07; give the last "
        "month in which it would pay.",
    ] == [fault.sentence for fault in refused.value.faults]


def test_draws_that_leave_what_numbers_may_be_together_are_refused() -> None:
    mix = {"individual": {"value": 0.6, "low": 0.5, "high": 0.9}, "other": 0.4}
    services = {"individual": {"session_minutes": 60}, "other": {"session_minutes": 60}}
    file = program(positions=[peer(mix=mix)], services=services)
    with pytest.raises(InputError, match=r"with what may be drawn, .* add up to"):
        drawn(file).measured(money)


def test_a_stop_stops_and_progress_reaches_the_end() -> None:
    told: list[float] = []
    drawn(program()).measured(money, chunk=16, progress=told.append)
    assert told == pytest.approx([1 / 3, 2 / 3, 1, 1])
    with pytest.raises(Stopped):
        drawn(program()).measured(money, chunk=16, stop=lambda: len(told) > 0)


def test_ranges_events_and_correlations_are_written_and_read_without_loss() -> None:
    normal = {"value": 5, "sd": 1, "low": 3, "high": 8, "distribution": "normal"}
    file = eventful(
        payers={"medicaid": medicaid(rate=normal)}, correlations=[{"between": [RATE, HOURS], "rank": -0.25}]
    )
    again = read_program(written(file.tree), "again.yaml")
    assert file.tree == again.tree
    ours, theirs = drawn(file), drawn(again)
    assert (ours.measured(money)["gap"] == theirs.measured(money)["gap"]).all()


GROWING = {"value": 5, "annual_change": {"value": 0.02, "low": 0.0, "high": 0.04}}


def test_the_growth_of_a_number_is_drawn_like_any_other_input() -> None:
    # 208 units a month at 5 dollars pay the 1,040 dollars of the seat in the first year; in the second the rate is
    # 5 x (1 + growth), and what is earned beyond the cost stays in the reserve: 12 x 1,040 x growth
    file = program(months=24, positions=[peer()], payers={"medicaid": medicaid(rate=GROWING)})
    found = drawn(file, 32)
    assert [f"{RATE}.annual_change"] == [one.name for one in found.inputs]
    assert "Yearly growth of rate (medicaid, individual)" == found.inputs[0].label
    growth = found.inputs[0].values
    for compiled_chunk in (5, 64):
        at_the_end = found.measured(money, chunk=compiled_chunk)["reserve"][:, -1]
        assert at_the_end == pytest.approx(12 * 1040 * growth)
    alone = [money(project(found.single(draw).program))["reserve"][0, -1] for draw in range(3)]
    assert alone == pytest.approx(12 * 1040 * growth[:3])
    assert () == found.held


def test_the_growth_of_a_list_is_one_number_and_may_move_together_with_another() -> None:
    rates = [{"from": "2026-07", "value": 5}, {"from": "2026-10", "value": 6}]
    growth = {"value": 0.02, "sd": 0.01, "low": -0.1, "high": 0.1, "distribution": "normal"}
    tied = {"between": [f"{RATE}.annual_change", HOURS], "rank": 0.9}
    payers = {"medicaid": medicaid(rate={"values": rates, "annual_change": growth})}
    found = drawn(program(payers=payers, correlations=[tied], months=30), 256)
    one, other = (found.input(name).values for name in (f"{RATE}.annual_change", HOURS))
    assert np.corrcoef(one, other)[0, 1] > 0.85
    number = found.program((), np.arange(256)).payers["medicaid"].services["individual"].rate
    # October 2027 is a year after the second entry
    assert 6 * (1 + one) == pytest.approx(number.by_month(found.file.program.start, 30)[:, 15])


def test_a_growth_that_a_number_may_not_have_is_refused_with_its_place() -> None:
    wild = {"value": 5, "annual_change": {"value": 0.02, "low": 0.0, "high": 3}}
    with pytest.raises(InputError) as refused:
        program(payers={"medicaid": medicaid(rate=wild)})
    assert [
        "small.yaml: payers.medicaid.services.individual.rate.annual_change: found 3; a number from -0.5 to 1 is "
        "needed (share a year)."
    ] == [fault.sentence for fault in refused.value.faults]
