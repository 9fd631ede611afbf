"""A request begun from a grant of the program, or new: it fits, all of it is drawn, and it asks for what is there."""

from functools import cache
from typing import get_args

import pytest

from model.inputs.assumptions import FOLDER
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile, load_program, program_of
from model.inputs.request import Flavour
from model.inputs.request_file import read_request, request_of
from model.inputs.writing import written
from model.requests.checking import checks
from model.requests.computing import budget_of
from model.requests.reconciling import NAMES, reconciled
from model.requests.starting import free_id, new_request, request_from_grant
from tests.random_programs import random_program
from tests.requests.asking import small_file
from tests.small import grant, peer, tree

FLAVOURS: tuple[Flavour, ...] = get_args(Flavour)
EXAMPLES = [path.stem for path in sorted((FOLDER / "programs").glob("*.yaml")) if "." not in path.stem]
COSTS = {
    "mileage_rate": 0.5,
    "per_position_month": {"phone": 40},
    "per_position_year": {"license": 60},
    "program_month": {"rent": 500},
    "indirect_excludes": ["rent"],
}


@cache
def example(name: str) -> ProgramFile:
    return load_program(FOLDER / "programs" / f"{name}.yaml")


GRANTS = [(name, each.id) for name in EXAMPLES for each in example(name).program.grants]


@pytest.mark.parametrize(("name", "own"), GRANTS)
def test_every_grant_of_every_example_can_be_asked_for_in_every_format(name: str, own: str) -> None:
    file = example(name)
    for flavour in FLAVOURS:
        begun = request_from_grant(file, own, flavour)
        request = read_request(written(begun), "request.yaml", file)
        assert (request.grant, request.flavour) == (own, flavour)
        found = budget_of(file, request)
        assert all(line.tied for line in found.lines() if line.cls != "indirect")
        assert found.asked(None) > 0
        assert all(year.ceiling for year in found.years)


@pytest.mark.parametrize(("name", "own"), GRANTS)
def test_what_is_drawn_is_all_that_the_projection_charges_to_the_grant(name: str, own: str) -> None:
    # lines of the seats, levels of effort and shared costs are those of the projection: only rounding parts them
    file = example(name)
    found = budget_of(file, request_of(request_from_grant(file, own), "begun", file))
    exact = [place for place, step in enumerate(NAMES) if step.startswith(("Cost lines of the seats", "Levels of"))]
    for year in reconciled(file, found):
        assert all(abs(year.differences[place].cents) < 100 for place in exact)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_new_request_fits_every_example_in_every_format(name: str) -> None:
    file = example(name)
    for flavour in FLAVOURS:
        request = read_request(written(new_request(file, flavour)), "new.yaml", file)
        found = budget_of(file, request)
        assert (request.flavour, found.asked(0) > 0) == (flavour, True)
    assert {"D2", "E9"} & {c.code for c in checks(file, found)} <= {"D2"}


@pytest.mark.parametrize("seed", range(8))
def test_grants_of_random_programs_are_asked_for_or_refused_in_a_sentence(seed: int) -> None:
    file = program_of(random_program(seed), "random.yaml")
    for each in file.program.grants:
        try:
            begun = request_from_grant(file, each.id)
        except InputError as refused:
            assert "no budget year of" in str(refused)
            assert each.end < file.program.start.plus(12)
            continue
        assert budget_of(file, request_of(begun, "begun", file)).asked(None) >= 0


def test_a_grant_is_asked_for_with_its_efforts_awards_shares_and_terms() -> None:
    # the grant began a year before the program: its third year is the first that the program sees whole
    own = grant(
        "big",
        start="2025-01",
        end="2028-12",
        award=[1, 2, 3000, 4000],
        covers={"peer": [{"from": "2025-01", "value": 0.5}, {"from": "2028-01", "value": 0.25}]},
        program_costs=[{"from": "2025-01", "value": 0.4}, {"from": "2028-07", "value": 0.2}],
        indirect_rate=0.1,
        match_rate=0.2,
    )
    file = small_file(months=36, costs={**COSTS, "indirect_rate": 0.1}, grants=[own])
    assert request_from_grant(file, "big", "hrsa") == {
        "id": "big-budget",
        "title": "Big",
        "flavour": "hrsa",
        "start": "2027-01",
        "years": 2,
        "grant": "big",
        "ceiling": [3000.0, 4000.0],
        "personnel": [{"position": "peer", "paid_now_by": "Big", "effort": [0.5, 0.25]}],
        "other": [
            {"id": "phone", "line": "phone"},
            {"id": "license", "line": "license"},
            # half a year of 40 % and half a year of 20 %
            {"id": "rent", "line": "rent", "in_base": False, "share": [0.4, 0.3]},
        ],
        "travel": [{"id": "mileage", "line": "mileage"}],
        "indirect": {"kind": "funder_cap", "rate": 0.1, "base": "total_direct"},
        "match": {"share": 0.2},
    }


def test_supports_that_cost_money_are_asked_for_too() -> None:
    supports = [{"name": "Day together", "per_position_month": 35}, {"name": "Free coffee"}]
    file = small_file(supports=supports, grants=[grant(end="2027-06")])
    begun = request_from_grant(file, "grant")
    assert begun["other"] == [{"id": "Day together", "line": "Day together"}]
    assert budget_of(file, request_of(begun, "begun", file)).line("other.Day together").total == 35 * 12


def test_a_grant_that_ends_inside_a_year_asks_for_no_month_after_it() -> None:
    # 18 months: the peer's 12,480 a year, then half of it; rent 500 x 12, then 500 x 12 x 50 %
    file = small_file(costs=COSTS, grants=[grant(end="2027-12", award=9000, program_costs=1.0)])
    found = budget_of(file, request_of(request_from_grant(file, "grant"), "begun", file))
    assert [year.printed for year in found.line("personnel.peer").years] == [12480, 6240]
    assert [year.printed for year in found.line("other.rent").years] == [6000, 3000]


def test_a_grant_that_began_and_ends_before_a_year_begins_is_refused() -> None:
    file = small_file(grants=[grant(start="2025-10", end="2026-09", award=9000)])
    with pytest.raises(InputError, match="no budget year of 'grant' begins after 2026-07") as refused:
        request_from_grant(file, "grant")
    assert "start a new request" in str(refused.value)
    with pytest.raises(InputError, match=r"no grant is called 'grand'.*grant"):
        request_from_grant(file, "grand")


def test_ids_are_free_and_short_enough() -> None:
    request = {"title": "R", "flavour": "samhsa", "start": "2026-07", "years": 1}
    requests = [{"id": "grant-budget", **request}, {"id": "new-request", **request}, {"id": "a-2", **request}]
    file = small_file(grants=[grant(), grant("a", covers={})], requests=requests)
    assert request_from_grant(file, "grant")["id"] == "grant-budget-2"
    assert new_request(file)["id"] == "new-request-2"
    assert [free_id(file, name) for name in ("b", "a", "grant-budget")] == ["b", "a-3", "grant-budget-2"]
    long = "g" * 200
    file = small_file(grants=[grant(long)])
    assert len(request_of(request_from_grant(file, long), "begun", file).id) < 200


def test_a_started_request_can_stand_in_the_program() -> None:
    held = tree(months=24, positions=[peer()], grants=[grant(covers={"peer": 0.5})])
    begun = request_from_grant(program_of(held, "small.yaml"), "grant")
    kept = program_of({**held, "requests": [begun]}, "small.yaml")
    assert [each.id for each in kept.program.requests] == ["grant-budget"]
    assert request_from_grant(kept, "grant")["id"] == "grant-budget-2"
