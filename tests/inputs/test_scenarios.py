"""Scenarios: set, scale, remove and add, dated and stacked, on every kind of place."""

from typing import Any

import pytest
from pytest import approx

from model.compare import compare, in_words
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile, program_of
from model.inputs.scenario import applied, read_scenarios
from model.projection import project
from tests.small import grant, lead, medicaid, peer, tree

LATER = "2026-09"  # month 2 of programs that start in July 2026


def with_changes(file: ProgramFile, *changes: str) -> ProgramFile:
    """The program with one scenario of these changes laid on it."""
    lines = "".join(f"\n    - {{{change}}}" for change in changes)
    return applied(file, read_scenarios(f"- name: test\n  why: a test\n  changes:{lines}\n", "s.yaml"))


def small_file(**overrides: Any) -> ProgramFile:
    """The small program of the tests as a file."""
    return program_of(tree(**overrides), "small.yaml")


def hazards(file: ProgramFile, seat: int = 0) -> list[float]:
    """Separations a year of a seat, month by month."""
    return (project(file.program).staffing.hazard[0, seat] * 12).tolist()


def wages(file: ProgramFile, seat: int = 0) -> list[float]:
    """Pay of the original person, month by month."""
    return project(file.program).wages.original[0, seat].tolist()


def refused(file: ProgramFile, *changes: str) -> str:
    """What is said of changes that cannot be made."""
    with pytest.raises(InputError) as error:
        with_changes(file, *changes)
    return str(error.value)


def test_set_replaces_a_value_throughout_or_from_a_month() -> None:
    file = small_file(months=4)
    rates = [
        with_changes(file, f"set: payers.medicaid.services.individual.rate, to: 9{dated}").program
        for dated in ("", f", from: {LATER}")
    ]
    found = [p.payers["medicaid"].services["individual"].rate.by_month(p.start, 4)[0].tolist() for p in rates]
    assert [9.0] == found[0][:1]
    assert [5.0, 5.0, 9.0, 9.0] == found[1]


def test_set_from_a_month_takes_the_place_of_later_entries_of_the_file() -> None:
    rate = [{"from": "2026-07", "value": 5}, {"from": "2026-10", "value": 7}]
    file = small_file(months=5, payers={"medicaid": medicaid(services={"individual": {"rate": rate}})})
    changed = with_changes(file, f"set: payers.medicaid.services.individual.rate, to: 9, from: {LATER}").program
    found = changed.payers["medicaid"].services["individual"].rate.by_month(changed.start, 5)[0]
    assert [5.0, 5.0, 9.0, 9.0, 9.0] == found.tolist()


def test_scale_takes_every_entry_and_keeps_growth() -> None:
    # 100 grows by a tenth after twelve months: 200 and 220
    contract = {"id": "c", "start": "2026-07", "per_month": {"value": 100, "annual_change": 0.1}}
    file = with_changes(small_file(months=13, contracts=[contract]), "scale: contracts.c.per_month, by: 2")
    received = project(file.program).funding.contracts[0]
    assert [200.0, 220.0] == approx([received[0], received[12]])


def test_steps_set_from_a_month_count_increases_from_there() -> None:
    # 10 % every September: 20, 20, then 30 in September's dollars, and 33 a year later
    ladder = {"steps": [20], "annual_increase": {"share": 0.1, "month": 9}}
    file = with_changes(
        small_file(months=15, ladders={"peer": ladder}), f"set: ladders.peer.steps, to: [30], from: {LATER}"
    )
    assert [20.0, 20.0, 30.0, 33.0] == approx([wages(file)[m] for m in (0, 1, 2, 14)])


def test_an_override_that_a_position_does_not_have_yet_begins_from_the_programs_value() -> None:
    file = small_file(months=4, staffing={"annual_turnover": 0.6})
    changed = with_changes(file, f"set: positions.peer.staffing.annual_turnover, to: 0.12, from: {LATER}")
    assert [0.6, 0.6, 0.12, 0.12] == approx(hazards(changed))
    scaled = with_changes(file, "scale: positions.peer.staffing.annual_turnover, by: 2")
    assert [1.2] * 4 == approx(hazards(scaled))
    removed = with_changes(scaled, f"remove: positions.peer.staffing.annual_turnover, from: {LATER}")
    assert [1.2, 1.2, 0.6, 0.6] == approx(hazards(removed))


def test_remove_from_a_month_ends_an_item_the_month_before() -> None:
    file = small_file(months=4, contracts=[{"id": "c", "start": "2026-07", "per_month": 100}])
    changed = with_changes(file, f"remove: contracts.c, from: {LATER}")
    assert [100.0, 100.0, 0.0, 0.0] == project(changed.program).funding.contracts[0].tolist()


def test_a_grant_removed_from_the_programs_first_month_is_gone() -> None:
    file = small_file(grants=[grant(start="2026-01", end="2027-12", award=[1000, 1000], spent_at_start=100)])
    assert () == with_changes(file, "remove: grants.grant, from: 2026-07").program.grants
    shortened = with_changes(file, "remove: grants.grant, from: 2026-10").program.grants[0]
    assert ("2026-09", 1) == (str(shortened.end), len(shortened.award))


def test_add_begins_in_its_month_and_a_cost_line_costs_nothing_before() -> None:
    file = small_file(months=4)
    changed = with_changes(
        file,
        f"add: contracts, item: {{id: new, start: 2026-07, per_month: 50}}, from: {LATER}",
        f"add: costs.program_month, item: {{van: 300}}, from: {LATER}",
    )
    projection = project(changed.program)
    assert [0.0, 0.0, 50.0, 50.0] == projection.funding.contracts[0].tolist()
    assert [0.0, 0.0, 300.0, 300.0] == approx(projection.funding.shared[0, 0])


def test_a_filter_takes_what_has_the_value_by_default() -> None:
    file = small_file(positions=[peer(), peer(id="second", filled="new")])
    changed = with_changes(file, "set: 'positions[filled=filled].title', to: Changed".replace("'", '"'))
    assert ["Changed", "Position"] == [p.title.replace("Peer", "Position") for p in changed.program.positions]


def test_removing_a_position_takes_it_out_of_grants_and_contracts() -> None:
    file = small_file(
        positions=[peer(), peer(id="second")],
        grants=[grant(covers={"peer": 0.5, "second": 0.5})],
        contracts=[{"id": "c", "start": "2026-07", "per_month": 1, "covers": ["second"]}],
    )
    changed = with_changes(file, "remove: positions.second").program
    assert ["peer"] == list(changed.grants[0].covers)
    assert () == changed.contracts


def test_places_behind_a_removed_item_move_up() -> None:
    caps = [
        {"name": name, "per": "worker", "period": "week", "limit": limit}
        for name, limit in (("a", 50), ("b", 60), ("c", 70))
    ]
    changed = with_changes(small_file(caps=caps), 'set: "caps[name=c].limit", to: 65', "remove: caps.a")
    assert ("caps", 1, "limit") in changed.changed
    assert ("caps", 2, "limit") not in changed.changed


def test_scenarios_stack_in_their_order() -> None:
    file = small_file(months=3)
    changed = with_changes(
        file,
        "scale: payers.medicaid.services.individual.rate, by: 2",
        f"set: payers.medicaid.services.individual.rate, to: 7, from: {LATER}",
        "scale: payers.medicaid.services.individual.rate, by: 10",
    ).program
    found = changed.payers["medicaid"].services["individual"].rate.by_month(changed.start, 3)[0]
    assert [100.0, 100.0, 70.0] == approx(found)


def test_a_factor_that_only_holds_later_is_not_held_against_earlier_entries() -> None:
    denial = [{"from": "2026-07", "value": 0.6}, {"from": LATER, "value": 0.2}]
    file = small_file(months=4, payers={"medicaid": medicaid(denial=denial)})
    changed = with_changes(file, f"scale: payers.medicaid.denial, by: 2, from: {LATER}").program
    assert [0.6, 0.6, 0.4, 0.4] == approx(changed.payers["medicaid"].denial.by_month(changed.start, 4)[0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "set: staffing.ramp, to: [1], from: 2026-09",
            "`set` with `from` on 'staffing.ramp', which cannot change by month",
        ),
        ("set: payers.nobody.denial, to: 0.1", "nothing in the program fits 'payers.nobody'"),
        (
            "set: costs.program_month.rnet, to: 5",
            "nothing in the program fits 'costs.program_month.rnet' (nearest: 'rent')",
        ),
        ("set: positions.peer.colour, to: red", "a program has no 'positions.0.colour'"),
        ("scale: payers.medicaid, by: 2", "'medicaid' is not a number, a list of numbers or a group of amounts"),
        ("remove: caps", "there is no 'caps' to remove"),
        ("remove: positions.peer.caseload, from: 2026-09", "'caseload' cannot be left out from a month on"),
        (
            "set: ladders.peer.steps, to: [[{from: 2026-12, value: 9}]], from: 2026-09",
            "the first value is from 2026-12",
        ),
        ("set: payers.medicaid.denial, to: 4", "payers.medicaid.denial"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(change: str, said: str) -> None:
    file = small_file(costs={"program_month": {"rent": 0}}, positions=[peer(caseload=10)])
    assert said in refused(file, change)


def test_all_changes_that_cannot_be_made_are_told_at_once() -> None:
    said = refused(small_file(), "set: nowhere.at, to: 1", "set: payers.nobody.denial, to: 1", "set: state, to: ZZ")
    assert all(part in said for part in ("nowhere", "payers.nobody", "state"))


def test_contributions_of_changes_add_up_to_the_whole_difference() -> None:
    file = small_file(months=12, positions=[peer(), lead()], reserve={"opening": 100, "floor": 0})
    text = """
- name: several
  why: a law
  changes:
    - {scale: payers.medicaid.services.individual.rate, by: 1.2}
    - {set: wage_floor, to: 25, from: 2026-09}
    - {set: services.individual.no_show, to: 0.2}
"""
    comparison = compare(file, read_scenarios(text, "s.yaml"))
    for measure, total in comparison.totals.items():
        assert total == approx(sum(step.contributions[measure] for step in comparison.steps), abs=1e-9)
    assert 3 == len(comparison.steps)
    assert in_words(comparison).startswith("With it, positions are funded for ")
