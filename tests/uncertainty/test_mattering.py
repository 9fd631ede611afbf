"""What matters in the futures of a program: indices and the value of finding out, on the real model."""

from pytest import approx

from model.inputs.load import program_of
from model.uncertainty.futures import futures
from model.uncertainty.mattering import Action, decide, sobol, usual_actions
from tests.small import medicaid, peer, tree


def program(**changes):
    payers = {"medicaid": medicaid({"value": 5, "low": 4, "high": 6, "distribution": "uniform"})}
    return program_of(tree(payers=payers, **{"reserve": {"opening": 5000}, **changes}), "small.yaml")


def test_of_two_inputs_that_add_up_each_has_the_share_of_its_variance():
    # 624 units at 4 to 6 dollars: uniform over 1,248; fundraising of 0 to 208 a month: uniform over 624 in all;
    # variances go with the squares of widths, 4 to 1
    gifts = {"per_month": {"value": 104, "low": 0, "high": 208, "distribution": "uniform"}}
    file = program(fundraising=gifts)
    found = sobol(futures(file, draws=1, seed=1), points=128, seed=2)["money"]
    assert [0.8, 0.2] == approx([one.first for one in found.inputs], abs=0.02)
    assert [0.8, 0.2] == approx([one.total for one in found.inputs], abs=0.02)
    assert found.runs == 128 * 4


def test_what_knowing_the_rate_gains_a_choice_worked_by_hand():
    # keep: 624 x (rate - 5), from -624 to 624 and 0 on average. Cut: the seat that costs as much as it earns on average
    # is gone, and so are its earnings: 0. Knowing the rate, one keeps above 5: E[max(0, U)] = 624/4 = 156
    file = program(positions=[peer("one"), peer("two")], reserve={"opening": 50_000})
    found = decide(file, usual_actions(file, raise_by=0.1), objective="money", draws=512, seed=1)
    assert found.actions == ("Keep as it is", "Raise pay by 10 %", "Cut two")
    rate = found.inputs[0]
    assert rate.name == "payers.medicaid.services.individual.rate"
    assert rate.value == approx(156, abs=6)
    assert found.all_known == approx(156, abs=6)


def test_an_event_can_be_found_out_too():
    # with the bill 208 dollars a month more for three months, half of the time; keep or raise pay by a fifth for 624
    bill = {"name": "bill", "probability": 0.5, "changes": [{"set": "fundraising.per_month", "to": 208}]}
    file = program_of(tree(events=[bill], reserve={"opening": 5000}), "small.yaml")
    found = decide(file, usual_actions(file, raise_by=0.2), objective="money", draws=64, seed=1)
    assert [one.name for one in found.inputs] == ["bill"]
    assert found.all_known == 0.0


def test_the_last_seat_with_clients_by_priority_is_the_one_that_is_cut_and_the_only_seat_never_is():
    seats = [peer("first", priority=2), peer("second", priority=1)]
    assert [a.name for a in usual_actions(program(positions=seats), raise_by=0.05)][-1] == "Cut first"
    assert len(usual_actions(program(), raise_by=0.05)) == 2


def test_one_action_leaves_nothing_to_find_out_and_progress_runs_to_the_end():
    told: list[float] = []
    found = decide(program(), [Action(name="keep")], objective="sustained", draws=64, seed=1, progress=told.append)
    assert found.all_known == 0.0
    assert told[-1] == approx(1.0)
