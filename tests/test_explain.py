"""Numbers opened: every equation gives the number it stands under, and every input says where it stands."""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from model.explain import EquationError, Node, as_dict, as_text, check, evaluate, explain, quantities
from model.exports.tables import month_rows, position_findings, rows
from model.findings import Findings, findings
from model.inputs.assumptions import FOLDER
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile, load_program, program_of, read_program
from model.inputs.scenario import applied, read_scenarios
from model.projection import Projection, project
from tests.random_programs import random_program
from tests.small import grant, lead, medicaid, peer, tree

EXAMPLES = sorted(
    path
    for path in (Path(__file__).parents[1] / "assumptions" / "programs").glob("*.yaml")
    if ".scenarios" not in path.name
)
FINDINGS = (
    "unsustainable_from",
    "recovers",
    "first_gap",
    "ended",
    "grant_ends",
    "notice_by",
    "self_sustaining",
    "self_sustaining_after_grant",
)
TOTALS = {"gap_total": "gap", "full_cost_total": "full_cost"}

# One peer: 12 x 52/12 = 52 hours a month at 20 dollars, so 1,040 dollars of wages; 52 sessions of 4 units at 5 dollars.
TEXT = """schema: 1
name: Small
state: NC
start: 2026-07
months: 14
basis:
  ladders.peer.steps: payroll list
  staffing.annual_turnover: turnover.annual
  positions.peer: "invented: the seat"
reserve: {opening: 5000, floor: 1000}
ladders:
  peer:
    steps: [20.0]
staffing:
  annual_turnover: 0.33
  months_vacant: 1.0
services:
  individual: {session_minutes: 60}
payers:
  medicaid:
    client_share: 1.0
    services:
      individual: {rate: [{from: 2026-01, value: 4.0}, {from: 2027-01, value: 5.0}]}
positions:
  - {id: peer, ladder: peer, hours_per_week: 12, direct_service: true, mix: {individual: 1.0}}
costs:
  program_month: {rent: 100}
  annual_change: 0.03
"""


class Opened:
    """A program projected, and its numbers opened by name."""

    def __init__(self, file: ProgramFile) -> None:
        self.file = file
        self.projection: Projection = project(file.program)
        self.found: Findings = findings(self.projection)

    def __call__(self, quantity: str, *, position: str = "peer", month: int = 0) -> Node:
        when = self.file.program.start.plus(month)
        return explain(self.file, self.projection, self.found, position, when, quantity)


def opened(**changes: Any) -> Opened:
    """The small program of the other tests, with what is otherwise."""
    return Opened(program_of(tree(**changes), "small.yaml"))


@pytest.fixture(scope="module")
def written() -> Opened:
    return Opened(read_program(TEXT, "small.yaml"))


def nodes(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for child in node.children:
        yield from nodes(child)


def named(node: Node, name: str) -> Node:
    """The first node of a tree that an equation would call so."""
    return next(each for each in nodes(node) if each.name == name)


def cell(row: dict[str, Any], quantity: str) -> Any:
    """A value of a table by its key, inside a group of columns too."""
    if quantity in row:
        return row[quantity]
    head, _, rest = quantity.partition(".")
    identity, _, what = rest.rpartition(".")
    return row[head][identity][what] if head == "grants" else row[head][rest]


def told(opened: Opened) -> dict[tuple[str, str], dict[str, Any]]:
    """Every value of the projection's tables by position and month, or only position for findings."""
    rowed = {(row["position"], row["month"]): row for row in rows(opened.projection, opened.found)}
    for month in month_rows(opened.projection, opened.found):
        totals = {total: month[key] for total, key in TOTALS.items()}
        own = {key: value for key, value in month.items() if key not in ("month", "full_cost", "gap")}
        for position in (*(p.id for p in opened.file.program.positions), "(program)"):
            rowed[position, month["month"]] = {**rowed.get((position, month["month"]), {}), **own, **totals}
    for position, found in position_findings(opened.projection, opened.found).items():
        rowed[position, "findings"] = found
    return rowed


def faults_of(opened: Opened, months: list[int]) -> list[str]:
    """What does not add up in these months: trees whose equations fail, and numbers that the tables tell otherwise."""
    program, tables, faults = opened.file.program, told(opened), []
    for month in months:
        for position in (*(p.id for p in program.positions), "(program)"):
            for quantity in quantities(program):
                if quantity in FINDINGS and (position == "(program)" or month != months[0]):
                    continue
                node = opened(quantity, position=position, month=month)
                faults += [f"{position} {program.start.plus(month)}: {fault}" for fault in check(node)]
                table = tables[position, "findings" if quantity in FINDINGS else str(program.start.plus(month))]
                known = quantity.partition(".")[0] in table
                if known and not same(cell(table, quantity), node.value):
                    faults.append(
                        f"{position} {month} {quantity}: {node.value}, but {cell(table, quantity)} in the table"
                    )
    return faults


def same(told: Any, shown: Any) -> bool:
    if isinstance(told, float | int) and isinstance(shown, float):
        return math.isclose(told, shown, rel_tol=1e-12, abs_tol=1e-9)
    return told == shown


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_number_of_an_example_follows_from_its_parts(path: Path) -> None:
    example = Opened(load_program(path))
    last = example.file.program.months - 1
    assert faults_of(example, [0, 1, last // 3, 2 * last // 3, last]) == []


@pytest.mark.parametrize("seed", range(12))
def test_every_number_of_a_random_program_follows_from_its_parts(seed: int) -> None:
    program = Opened(program_of(random_program(seed), "random.yaml"))
    last = program.file.program.months - 1
    assert faults_of(program, [0, last // 2, last]) == []


def test_what_can_be_explained_is_every_number_of_the_tables() -> None:
    example = Opened(load_program(EXAMPLES[0]))
    known, row = quantities(example.file.program), rows(example.projection, example.found)[0]
    month = month_rows(example.projection, example.found)[0]
    keys = {
        f"{key}.{part}" if part else key for key in row for part in (row[key] if isinstance(row[key], dict) else [""])
    }
    grants = {f"grants.{name}.{what}" for name, parts in month["grants"].items() for what in parts}
    named_otherwise = {"month", "position", "grants", "gap", "full_cost"}
    assert keys - {"month", "position"} <= set(known)
    assert grants | (set(month) - named_otherwise) | set(TOTALS) <= set(known)
    assert len(known) == len(set(known))
    assert {"qualified.PAYER", "booked.SERVICE", "grants.GRANT.left"} <= set(quantities())


def test_earnings_are_opened_to_sessions_units_and_the_rate(written: Opened) -> None:
    # 52 hours make 52 sessions of 4 units: 52 x 4 x 4 dollars = 832
    node = written("earned")
    assert node.value == pytest.approx(832)
    billed = named(node, "billed_individual_medicaid")
    assert billed.equation == "billable * left_by_program_caps * rate"
    assert named(node, "kept_individual").value == pytest.approx(52)
    assert named(node, "units_a_session").value == 4
    assert named(node, "delivered").equation == "kept_individual * client_share * units_a_session"


def test_an_input_says_its_file_path_line_and_basis(written: Opened) -> None:
    step = named(written("wage"), "step_1")
    assert step.place is not None and step.basis is not None
    assert ("small.yaml", "ladders.peer.steps[0]", 13) == (step.place.file, step.place.path, step.place.line)
    assert step.basis.text == "payroll list"
    hours = named(written("paid_hours"), "hours_per_week")
    assert hours.basis is not None and hours.basis.text == "invented: the seat"


def test_a_basis_that_is_an_assumption_shows_its_range_and_source(written: Opened) -> None:
    turnover = named(written("separations"), "annual_turnover")
    assert turnover.basis is not None
    assert turnover.basis.label == "Annual turnover of peer workers"
    assert (0.2, 0.33, 0.45) == (turnover.basis.low, turnover.basis.value, turnover.basis.high)
    assert turnover.basis.title and turnover.basis.vintage == 2024


def test_an_input_that_the_file_leaves_out_is_a_default_of_the_model(written: Opened) -> None:
    denial = named(written("earned"), "denial")
    assert denial.value == 0 and denial.place is not None
    assert denial.place.path == "payers.medicaid.denial" and denial.place.line is None and denial.basis is None
    assert "default of the model" in denial.note


def test_a_dated_value_names_the_entry_in_force(written: Opened) -> None:
    early, late = (named(written("billed", month=month), "rate") for month in (5, 6))
    assert (4.0, 5.0) == (early.value, late.value)
    assert early.place is not None and late.place is not None
    assert early.place.path.endswith("rate[0].value") and late.place.path.endswith("rate[1].value")


def test_growth_is_opened_to_the_stated_value_the_share_and_the_years(written: Opened) -> None:
    # 100 dollars of rent x 1.03 after one year
    rent = named(written("shared_cost", month=12), "line_rent")
    assert rent.value == pytest.approx(103)
    assert rent.equation == "stated * (1 + annual_change) ** years"
    assert [100, 0.03, 1] == [child.value for child in rent.children]


def test_what_a_scenario_changed_says_so_and_loses_its_basis() -> None:
    changes = "- {name: Raise, why: test, changes: [{set: staffing.annual_turnover, to: 0.2, from: 2026-09}]}"
    file = applied(read_program(TEXT, "small.yaml"), read_scenarios(changes, "s.yaml"))
    before, after = (named(Opened(file)("separations", month=m), "annual_turnover") for m in (1, 2))
    assert (0.33, 0.2) == (before.value, after.value)
    assert after.note.startswith("changed by Raise: ") and after.basis is None
    scaled = "- {name: Cheaper, why: test, changes: [{scale: costs.program_month.rent, by: 0.5, from: 2026-08}]}"
    file = applied(read_program(TEXT, "small.yaml"), read_scenarios(scaled, "s.yaml"))
    rent = named(Opened(file)("shared_cost", month=1), "line_rent")
    assert rent.value == pytest.approx(50) and rent.equation == "stated * scaled_1"


def test_last_month_is_a_leaf_that_says_where_it_is_opened(written: Opened) -> None:
    before = named(written("reserve", month=3), "reserve_before")
    assert before.see is not None and not before.children
    assert ("2026-09", "reserve") == (before.see.month, before.see.quantity)
    assert before.value == written("reserve", month=2).value
    assert before.see.text == "explain reserve of (program) in 2026-09 for more"


def test_what_is_taken_from_elsewhere_is_what_is_explained_there() -> None:
    example = Opened(load_program(EXAMPLES[0]))
    leaves = [node for node in nodes(example("gap", position="peer-1", month=10)) if node.see]
    assert leaves
    for node in leaves:
        assert node.see is not None
        month = example.file.program.start
        there = example(node.see.quantity, position=node.see.position, month=type(month).of(node.see.month) - month)
        if node.name in (there.name, f"{there.name}_before", "left_before"):
            assert node.value == there.value


def test_an_item_that_moved_up_in_its_list_has_no_line_and_keeps_its_basis() -> None:
    text = (
        TEXT
        + """  per_position_month: {phone: 10}
caps:
  - {name: first, per: client, period: day, limit: 2}
  - {name: second, per: client, period: day, limit: 3}
"""
    )
    text = text.replace("basis:\n", 'basis:\n  "caps[name=second]": state manual\n')
    file = applied(
        read_program(text, "small.yaml"),
        read_scenarios("- {name: Fewer, why: test, changes: [{remove: 'caps[name=first]'}]}", "s.yaml"),
    )
    limit = named(Opened(file)("units.over_client_cap"), "limit")
    assert limit.place is not None and limit.basis is not None
    assert ("caps[name=second].limit", None, 3) == (limit.place.path, limit.place.line, limit.value)
    assert limit.basis.text == "state manual" and limit.note == ""


def test_the_wage_is_the_mean_over_the_person_of_the_start_and_the_people_hired() -> None:
    # a step of 20, then 24; everybody there is paid by when they came
    climbing = opened(
        months=16, ladders={"peer": {"steps": [20.0, 24.0]}}, staffing={"annual_turnover": 0.6, "months_vacant": 1}
    )
    people = named(climbing("wage", month=14), "pay_of_people")
    assert ["original * original_pay", "share * pay", "share * pay"] == [row.equation for row in people.children]
    assert [24, 24, 20] == [row.children[1].value for row in people.children]
    shares = sum(row.children[0].value for row in people.children if isinstance(row.children[0].value, float))
    assert shares == pytest.approx(climbing("filled", month=14).value)


def test_funding_shows_what_rows_before_it_were_paid() -> None:
    # each seat costs 1,040 and earns nothing; the contract's 1,500 pay the first and 460 of the second
    paid = opened(
        payers={}, positions=[peer("a"), peer("b")],
        contracts=[{"id": "county", "start": "2026-07", "per_month": 1500}],
    )  # fmt: skip
    node = paid("from_contracts", position="b")
    assert node.value == pytest.approx(460)
    flow = named(node, "contract_county")
    assert flow.equation == "min(need, max(0, available_money - paid_before))"
    assert [1040, 1500, 1040] == [pytest.approx(child.value) for child in flow.children]
    assert [("paid to a", pytest.approx(1040))] == [(c.label, c.value) for c in flow.children[2].children]
    assert paid("gap", position="b").value == pytest.approx(580)


def test_a_grant_shows_its_share_of_direct_cost_the_award_left_and_income() -> None:
    # the peer costs 1,040 and earns 1,040, all program income of a grant that covers half: 520 less 520 leave no ask
    half = opened(grants=[grant(covers={"peer": 0.5})])
    asked = half("grants.grant.asked")
    assert asked.value == pytest.approx(0)
    assert [520, 520] == [pytest.approx(child.value) for child in named(asked, "asked_peer").children]
    assert named(asked, "income_peer").equation.startswith("earned * (covered /")
    assert named(half("grants.grant.paid"), "left_before").value == 100_000


def test_a_cap_shows_its_limit_what_reaches_it_and_the_share_left() -> None:
    # 208 units for 10 clients are 20.8 each and month; within 10.4, half of them
    capped = opened(
        positions=[peer(caseload=10)],
        caps=[{"name": "monthly", "per": "client", "period": "month", "limit": 10.4}],
    )
    node = capped("units.over_client_cap")
    assert node.value == pytest.approx(104)
    assert named(node, "units_a_client").value == pytest.approx(20.8)
    assert named(node, "limit").value == 10.4
    assert named(node, "left_by_monthly").value == pytest.approx(0.5)


def test_cost_that_other_rows_carry_is_opened_in_their_rows() -> None:
    # the lead costs 6 x 52/12 x 20 = 520 dollars, all of it in the peer's row
    led = opened(positions=[peer(), lead()])
    assert led("full_cost", position="lead").value == 0
    assert "rows of direct-service positions carry" in led("full_cost", position="lead").note
    pooled = named(led("shared_cost"), "pooled")
    assert ["lead: direct cost"] == [child.label for child in pooled.children if child.name == "direct_cost"]
    assert pooled.value == pytest.approx(520)


def test_a_seat_that_is_not_there_says_why() -> None:
    short = opened(positions=[peer(), peer("later", start="2026-09"), peer("brief", end="2026-07")])
    assert short("wages", position="later").note == "the seat is not there before 2026-09"
    assert short("wages", position="brief", month=1).note == "the seat's last month is 2026-07"
    assert short("wages", position="brief", month=1).value == 0


def test_findings_are_read_from_runs_of_months() -> None:
    # a grant of two months, no payer, no reserve: the third month and those after it have a gap
    ends = opened(months=6, payers={}, grants=[grant(end="2026-08")])
    first = ends("first_gap")
    assert first.value == "2026-09" and first.equation == "first(children)"
    assert [None, "2026-09"] == [run.value for run in first.children]
    assert ends("unsustainable_from").value == "2026-09"
    assert ends("grant_ends").value == "2026-08"
    # four weeks are 0.92 months; a month and 0.92 before September lies in July
    assert ends("notice_by").value == "2026-07"
    # nothing is earned
    assert ends("self_sustaining").value == 0


@pytest.mark.parametrize("quantity", ["full_cost", "earned", "gap", "cash", "unused_hours"])
def test_an_altered_value_anywhere_fails_the_check(written: Opened, quantity: str) -> None:
    node = written(quantity, month=13)
    assert check(node) == ()
    altered = [path for path in paths(node) if decisive(node, path)]
    assert len(altered) >= 8
    unseen = [path for path in altered if not check(changed(node, path, 1.01 * number_at(node, path)))]
    assert unseen == []


def number_at(node: Node, path: tuple[int, ...]) -> float:
    """The number at the end of a path; 0 where there is a word."""
    value = at_path(node, path).value
    return value if isinstance(value, float) else 0.0


def paths(node: Node) -> Iterator[tuple[int, ...]]:
    """The place of every node of a tree, as turns to take from the top; a subtree that comes twice counts once."""
    seen: set[int] = set()

    def walk(at: Node, path: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        yield path
        if id(at.children) in seen:
            return
        seen.add(id(at.children))
        for place, child in enumerate(at.children):
            yield from walk(child, (*path, place))

    return walk(node, ())


def at_path(node: Node, path: tuple[int, ...]) -> Node:
    """The node at the end of a path."""
    for place in path:
        node = node.children[place]
    return node


def changed(node: Node, path: tuple[int, ...], value: float) -> Node:
    """The tree with another value at the end of a path."""
    if not path:
        return replace(node, value=value)
    children = list(node.children)
    children[path[0]] = changed(children[path[0]], path[1:], value)
    return replace(node, children=tuple(children))


def decisive(node: Node, path: tuple[int, ...]) -> bool:
    """Whether a number enters its parent's: not the losing side of a min, nor one that is multiplied by 0."""
    value, at = number_at(node, path), at_path(node, path)
    if value == 0 or at.equation or not path:
        return value != 0
    parent = at_path(node, path[:-1])
    children = list(parent.children)
    children[path[-1]] = replace(at, value=value * 1.01)
    return evaluate(parent.equation, children) != evaluate(parent.equation, parent.children)


def leaf(name: str, value: float) -> Node:
    return Node(quantity=name, label=name, value=value)


@pytest.mark.parametrize(
    ("equation", "said"),
    [
        ("a + c", "c names no child"),
        ("b.real", "an equation may not hold b.real"),
        ("open('x')", "an equation may not call open"),
        ("__import__('os')", "an equation may not call __import__"),
        ("(lambda: 1)()", "an equation may not call lambda: 1"),
        ("a if not b else a", "an equation may not hold not b"),
        ("a // b", "an equation may not hold FloorDiv"),
        ("[a]", "an equation may not hold [a]"),
        ("sum(children, start=1)", "an equation may not call sum"),
        ("a / (b - b)", "a / (b - b): float division by zero"),
        ("a +", "a +: invalid syntax"),
    ],
)
def test_an_equation_can_do_arithmetic_and_nothing_else(equation: str, said: str) -> None:
    with pytest.raises(EquationError) as error:
        evaluate(equation, [leaf("a", 1.0), leaf("b", 2.0)])
    assert str(error.value).startswith(said)


def test_two_children_of_one_name_can_be_added_up_but_not_named() -> None:
    twins = [leaf("a", 1.0), leaf("a", 2.0)]
    assert evaluate("sum(children)", twins) == 3
    with pytest.raises(EquationError, match="a names several children"):
        evaluate("a * 2", twins)


def test_check_tells_children_without_an_equation() -> None:
    assert check(Node(quantity="x", label="x", value=1.0, children=(leaf("a", 1.0),))) == (
        "x has children, but no equation",
    )


@pytest.mark.parametrize(
    ("position", "month", "quantity", "said"),
    [
        ("peeer", "2026-07", "wage", "small.yaml: found position 'peeer'; positions are peer; did you mean 'peer'?"),
        ("peer", "2027-09", "wage", "small.yaml: found month '2027-09'; the projection runs from 2026-07 to 2027-08."),
        ("peer", "2026-7", "wage", "small.yaml: found month '2026-7'; a month is written YYYY-MM, such as 2027-01."),
        (
            "(program)",
            "2026-07",
            "notice_by",
            "small.yaml: found position '(program)' for notice_by; positions are peer.",
        ),
    ],
)
def test_a_wrong_name_is_refused_with_the_right_one(
    written: Opened, position: str, month: str, quantity: str, said: str
) -> None:
    with pytest.raises(InputError) as error:
        explain(written.file, written.projection, written.found, position, month, quantity)
    assert str(error.value) == said


def test_a_wrong_quantity_is_refused_with_the_nearest(written: Opened) -> None:
    with pytest.raises(InputError) as error:
        written("units.over_client_caps")
    sentence = str(error.value)
    assert sentence.startswith("small.yaml: found quantity 'units.over_client_caps'; known are wage, filled,")
    assert sentence.endswith("did you mean 'units.over_client_cap'?")


def test_text_is_rounded_for_people_and_stops_at_a_depth(written: Opened) -> None:
    text = as_text(written("wages"), depth=1)
    assert text.splitlines()[:2] == [
        "wages: $1,040.00 - peer: wages, 2026-07",
        "  = filled * wage * paid_hours + covered_wages   [model.md, section 6: costs]",
    ]
    assert "  filled: 100 % - peer: share of the seat that is filled" in text
    assert "  wage: $20.00 an hour - peer: mean pay of the people in the seat" in text
    assert "  paid_hours: 52.0 hours - peer: paid hours of the whole seat" in text
    assert "hours_per_week" not in text


def test_text_gives_place_and_source_of_leaves_and_opens_each_part_once(written: Opened) -> None:
    text = as_text(written("direct_cost", month=2))
    assert "[small.yaml: ladders.peer.steps[0] (line 13); payroll list]" in text
    assert "turnover.annual: Annual turnover of peer workers 0.33 (0.2 to 0.45) - " in as_text(written("separations"))
    assert "left out of the file: the default of the model" in text
    assert text.count("= filled_before - separations_before + hires") == 1
    assert "peer: share of the seat that is filled  [opened above]" in text


def test_an_object_is_plain_and_unrounded(written: Opened) -> None:
    node = written("wages", month=2)
    plain = json.loads(json.dumps(as_dict(node)))
    assert plain["value"] == node.value
    assert plain["equation"] == node.equation and plain["source"] == "model.md, section 6: costs"
    assert [child["name"] for child in plain["children"]] == ["filled", "wage", "paid_hours", "covered_wages"]
    hours = plain["children"][2]["children"][0]
    assert hours["place"] == {"file": "small.yaml", "path": "positions[id=peer].hours_per_week", "line": 25}
    assert hours["basis"]["text"] == "invented: the seat"


def test_opening_a_number_changes_nothing(written: Opened) -> None:
    before = rows(written.projection, written.found)
    first = as_dict(written("gap", month=5))
    assert as_dict(written("gap", month=5)) == first
    assert rows(written.projection, written.found) == before


def test_a_payer_by_client_and_month_is_opened_to_its_clients() -> None:
    # 4 clients, each with more than one of the 52 sessions: 4 x 60 dollars
    monthly = {"individual": {"per": "client_month", "rate": 60, "minimum_sessions": 1}}
    node = opened(positions=[peer(caseload=4)], payers={"home": medicaid(services=monthly)})("earned")
    assert node.value == pytest.approx(240)
    assert named(node, "minimum_sessions").value == 1
    assert named(node, "caseload").value == 4


def test_an_input_from_a_table_names_the_source_of_its_row() -> None:
    file = load_program(next(path for path in EXAMPLES if path.stem == "prairie-recovery"))
    projection = project(file.program)
    text = as_text(explain(file, projection, findings(projection), "coach-1", "2027-12", "earned"))
    assert "medicaid_rates.csv: MN; H0038; 2018-07 - " in text


def test_units_of_every_fate_are_counted_in_units() -> None:
    file = load_program(FOLDER / "programs" / "piedmont-peer-center.yaml")
    projection = project(file.program)
    found = findings(projection)
    for fate in ("paid", "denied", "no_payer"):
        node = explain(file, projection, found, "peer-1", "2026-07", f"units.{fate}")
        assert {"units"} == {part.unit for part in (node, *node.children)}
