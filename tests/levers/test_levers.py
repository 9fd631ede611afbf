"""Levers: each moves what it names, in every example and in random programs, by a change that scenarios accept."""

from typing import Any

import pytest
import yaml
from pytest import approx

from model.inputs.changes import UNBOUNDED
from model.inputs.faults import InputError
from model.inputs.fields import Steps
from model.inputs.load import ProgramFile, load_program, program_of
from model.inputs.months import Month
from model.inputs.scenario import applied, read_scenarios
from model.inputs.selectors import fits, value_at
from model.levers import GROUPS, LEVERS, Lever, Target, by_key, change_of, in_words, targets
from model.levers.reading import as_file
from pages.parts.standing import PROGRAMS, SCENARIOS
from tests.random_programs import random_program
from tests.small import grant, lead, medicaid, peer, tree

EXAMPLES = sorted(path for path in PROGRAMS.glob("*.yaml") if not path.name.endswith(SCENARIOS))
FILES = {path.stem: load_program(path) for path in EXAMPLES}
RANDOM = {f"random {seed}": program_of(random_program(seed), f"random {seed}") for seed in range(5)}
# A tenth less is valid nearly everywhere; a grant's indirect holds the program's from below, other payers' shares from
# above.
MOVED, OTHERWISE = 0.9, {"indirect": 1.05, "client_share": 0.05}


def laid(file: ProgramFile, *changes: dict[str, Any]) -> ProgramFile:
    """The program with one scenario of these changes, read from the file that a person would save."""
    text = yaml.safe_dump([{"name": "test", "why": "a test", "changes": list(changes)}], sort_keys=False)
    return applied(file, read_scenarios(text, "draft.yaml"))


def later(file: ProgramFile) -> str:
    """A month after the first, inside the horizon."""
    return str(file.program.start.plus(min(6, file.program.months - 1)))


def new_value(lever: Lever, target: Target, file: ProgramFile) -> Any:
    """A valid value that differs from what stands there."""
    made = {
        "nothing": lambda: None,
        "factor": lambda: 1.1,
        "numbers": lambda: [20.0 + n for n in range(len(target.value))],
        "month": lambda: str(file.program.last) if "end" in lever.key else later(file),
        "choice": lambda: next((value for value, _ in target.options if value != target.value), target.value),
        "item": lambda: {ask.key: answer(ask, file) for ask in target.asks},
        "number": lambda: new_number(lever, target.value),
    }
    return made[lever.form]()


def new_number(lever: Lever, value: float | None) -> float:
    if lever.spec.whole:
        return max(lever.low or 0.0, (value or 0.0) - 1.0)
    if not value:
        return 0.05 if lever.high == 1 else 1.0
    return value * OTHERWISE.get(lever.key, MOVED)


def answer(ask: Any, file: ProgramFile) -> Any:
    return str(file.program.last) if ask.form == "month" else ask.default


def cases(files: dict[str, ProgramFile]) -> list[tuple[str, str]]:
    return [(name, lever.key) for name in files for lever in LEVERS]


@pytest.mark.parametrize(("name", "key"), cases(FILES | RANDOM))
def test_each_lever_moves_what_it_names_and_scenarios_accept_it(name: str, key: str) -> None:
    file, lever = (FILES | RANDOM)[name], by_key(key)
    for target in targets(lever, file)[:3]:
        value = new_value(lever, target, file)
        months = [None, later(file)] if target.dated else [None]
        for month in months:
            if lever.key == "position_ended" and month is None and len(file.program.positions) == 1:
                continue  # a program has at least one position
            change = change_of(lever, target, value, month)
            check(lever, target, change, file, laid(file, change))


def check(lever: Lever, target: Target, change: dict[str, Any], before: ProgramFile, after: ProgramFile) -> None:
    """What the change names holds afterwards, read from the changed program and not from the lever."""
    month = Month.of(change["from"]) if "from" in change else before.program.start
    if target.action == "remove":
        assert gone(target, after, month), (lever.key, change)
        return
    if target.action == "add":
        names = change["item"].get("id", change["item"].get("name", next(iter(change["item"]))))
        held = value_at(after.tree, tuple(target.selector.split(".")))
        known = list(held) if isinstance(held, dict) else [item.get("id", item.get("name")) for item in held]
        assert names in known
        return
    for loc in fits(after.tree, target.selector):
        old, new = value_at(before.tree, loc), value_at(after.tree, loc)
        if target.action == "scale":
            assert first_number(new, month) == approx(change["by"] * first_number(old, month))
        elif isinstance(change["to"], int | float) and not isinstance(change["to"], bool):
            assert first_number(new, month) == approx(change["to"])
        else:
            assert as_file(new) == change["to"] or isinstance(new, Steps)
            if isinstance(new, Steps):
                assert [step.at(month) for step in new.in_force(month)] == approx(change["to"])


def first_number(raw: Any, month: Month) -> float:
    """A number as it stands in a month; the first of a list or of a ladder."""
    if isinstance(raw, Steps):
        return raw.in_force(month)[0].at(month)
    if isinstance(raw, list) and not (raw and isinstance(raw[0], dict)):
        raw = raw[0]
    return UNBOUNDED.read(raw).at(month)


def gone(target: Target, after: ProgramFile, month: Month) -> bool:
    try:
        locs = fits(after.tree, target.selector)
    except ValueError:
        return True
    raw = value_at(after.tree, locs[0])
    return raw is None or str(raw.get("end", raw.get("until"))) < str(month)


@pytest.mark.parametrize("name", FILES)
def test_every_lever_says_its_change_in_words(name: str) -> None:
    file = FILES[name]
    for lever in LEVERS:
        for target in targets(lever, file)[:2]:
            change = change_of(lever, target, new_value(lever, target, file))
            said = in_words(change, file)
            assert not said.startswith(("payers.", "positions.", "ladders.", "grants.")), said


def test_levers_have_keys_of_their_own_and_stand_in_known_groups() -> None:
    assert len({lever.key for lever in LEVERS}) == len(LEVERS)
    assert {lever.group for lever in LEVERS} == set(GROUPS)
    assert all(lever.label and lever.help.endswith(".") for lever in LEVERS)


def test_every_lever_moves_something_in_some_program() -> None:
    files = [*FILES.values(), *RANDOM.values()]
    unused = [lever.key for lever in LEVERS if not any(targets(lever, file) for file in files)]
    assert unused == []


def test_bounds_and_percent_are_those_of_the_schema() -> None:
    share, wage = by_key("no_show"), by_key("pay_floor")
    assert (share.low, share.high, share.percent) == (0.0, 1.0, True)
    assert (wage.low, wage.high, wage.percent) == (0.0, None, False)
    assert by_key("hire_step").spec.whole


def test_what_stands_there_is_said_with_what_is_dated_later() -> None:
    rate = [{"from": "2026-01", "value": 5}, {"from": "2026-09", "value": 7.5}]
    file = program_of(tree(payers={"medicaid": medicaid(rate)}), "small.yaml")
    (target,) = targets(by_key("rate"), file)
    assert (target.label, target.value) == ("medicaid, individual", 5.0)
    assert "$5.00 a unit, $7.50 a unit from September 2026" == target.text


def test_a_starting_wage_moves_every_step_by_as_many_dollars_in_the_dollars_of_its_month() -> None:
    # 20 and 22 rise by 10 % in January: 22.00 and 24.20; starting at 25 adds 3.00 to each
    increase = {"share": 0.1, "month": 1}
    ladder = {"steps": [20.0, 22.0], "annual_increase": increase}
    file = program_of(tree(months=12, ladders={"peer": ladder}), "small.yaml")
    (together,), (alone,) = (targets(by_key(key), file) for key in ("starting_wage", "starting_wage_alone"))
    assert change_of(by_key("starting_wage"), together, 25.0, "2027-01")["to"] == [25.0, 27.2]
    # alone: the second step stays at 24.20, but not below the first
    assert change_of(by_key("starting_wage_alone"), alone, 25.0, "2027-01")["to"] == [25.0, 25.0]
    assert change_of(by_key("starting_wage_alone"), alone, 21.0)["to"] == [21.0, 22.0]


def test_a_renewal_is_a_new_award_on_the_same_terms_as_far_as_nobody_else_pays() -> None:
    other = grant("other", start="2026-10", end="2027-03", covers={"peer": 0.25})
    renewed = grant(covers={"peer": 1.0}, renewal={"probability": 0.5, "months": 6, "award": 900})
    file = program_of(tree(months=24, grants=[renewed, other]), "small.yaml")
    target = targets(by_key("grant_renewed"), file)[0]
    answers = {ask.key: ask.default for ask in target.asks}
    assert answers == {"months": 6.0, "award": 900.0}
    item = change_of(by_key("grant_renewed"), target, answers)["item"]
    # three quarters of the peer are free while the other grant pays a quarter
    assert (item["id"], item["start"], item["end"]) == ("grant-renewed", "2026-10", "2027-03")
    assert item["covers"] == {"peer": 0.75}
    assert "renewal" not in item


def test_a_seat_like_another_is_filled_by_someone_new_who_is_certified_in_time() -> None:
    staffing = {"hire": {"step": 1, "credentials": {"certified": 3}}}
    seat = peer(credentials={"certified": "2020-01"}, caseload=10, priority=1)
    file = program_of(tree(months=24, positions=[seat], staffing=staffing), "small.yaml")
    target = targets(by_key("position_added"), file)[0]
    change = change_of(by_key("position_added"), target, {"id": "second", "hours_per_week": 20}, "2027-01")
    # hired in January 2027, certified three months later
    assert change["item"]["credentials"] == {"certified": "2027-04"}
    assert (change["item"]["caseload"], change["item"]["filled"], "priority" in change["item"]) == (10, "new", False)
    added = laid(file, change).program.position("second")
    assert (str(added.start), added.hours_per_week.value) == ("2027-01", 20)


def test_everyone_who_sees_clients_moves_at_once() -> None:
    file = program_of(tree(positions=[peer("a"), peer("b", hours_per_week=20), lead()]), "small.yaml")
    everyone = targets(by_key("hours"), file)[0]
    assert (everyone.label, everyone.text) == ("everyone who sees clients", "12 to 20 hours a week")
    after = laid(file, change_of(by_key("hours"), everyone, 16.0)).program
    assert [p.hours_per_week.value for p in after.positions] == [16, 16, 6]


def test_a_bump_for_a_credential_that_pays_nothing_today_is_added() -> None:
    seat = peer(credentials={"trainer": "2026-07"})
    file = program_of(tree(positions=[seat]), "small.yaml")
    (target,) = targets(by_key("bump"), file)
    change = change_of(by_key("bump"), target, 0.75, "2026-08")
    assert change == {"add": "ladders.peer.differentials", "item": {"trainer": 0.75}, "from": "2026-08"}
    assert "Bump for a certification or for training others (peer): trainer from August 2026" == in_words(change, file)


def test_a_limit_of_units_is_not_said_in_dollars() -> None:
    caps = [
        {"name": "weekly", "per": "worker", "period": "week", "limit": 100},
        {"name": "most", "per": "program", "period": "year", "limit": 400_000, "unit": "dollars", "starts": 7},
    ]
    texts = [target.text for target in targets(by_key("cap"), program_of(tree(caps=caps), "small.yaml"))]
    assert texts == ["100 units a worker and week", "$400,000 a program and year"]


def test_what_no_selector_names_is_no_target() -> None:
    payers = {"medicaid": medicaid(), "a.b": {"client_share": 0.0}}
    file = program_of(tree(payers=payers), "small.yaml")
    assert [target.label for target in targets(by_key("denial"), file)] == ["medicaid"]


def test_a_month_for_what_cannot_be_dated_is_refused() -> None:
    file = program_of(tree(), "small.yaml")
    (target,) = targets(by_key("reserve_opening"), file)
    with pytest.raises(ValueError) as error:
        change_of(by_key("reserve_opening"), target, 100.0, "2026-08")
    said = "Reserve at the start (the whole program) cannot change by month: leave the month out"
    assert said == str(error.value)


def test_a_value_of_another_kind_is_refused() -> None:
    file = program_of(tree(), "small.yaml")
    (target,) = targets(by_key("pay_floor"), file)
    with pytest.raises(ValueError) as error:
        change_of(by_key("pay_floor"), target, "18")
    assert "Pay floor (the whole program): a number is needed" == str(error.value)


def test_a_value_out_of_bounds_is_said_by_the_strict_reader() -> None:
    file = program_of(tree(), "small.yaml")
    (target,) = targets(by_key("no_show"), file)
    with pytest.raises(InputError) as error:
        laid(file, change_of(by_key("no_show"), target, 22.0))
    assert "services.individual.no_show: found 22; a number from 0 to 1 is needed (share)." in str(error.value)


def test_levers_read_a_program_that_scenarios_have_changed() -> None:
    file = program_of(tree(months=12), "small.yaml")
    (target,) = targets(by_key("rate"), file)
    changed = laid(file, change_of(by_key("rate"), target, 6.0, "2026-10"))
    (again,) = targets(by_key("rate"), changed)
    assert again.text == "$5.00 a unit, $6.00 a unit from October 2026"
    halved = laid(file, {"scale": "positions.peer.hours_per_week", "by": 0.5, "from": "2026-10"})
    seat = targets(by_key("position_added"), halved)[0]
    item = change_of(by_key("position_added"), seat, {"id": "second", "hours_per_week": 8})["item"]
    assert item["hours_per_week"] == 8
    assert yaml.safe_load(yaml.safe_dump(item)) == item
