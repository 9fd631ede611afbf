"""Changes of two people to one program: laid together, or told apart."""

from collections.abc import Callable
from copy import deepcopy
from itertools import permutations
from typing import Any

import pytest

from model.workspace.merging import merged
from tests.random_requests import random_request

BASE = {"name": "Harbor", "positions": [1, 2], "grants": ["sor"]}


def test_changes_to_different_parts_are_laid_together() -> None:
    mine, theirs = {**BASE, "positions": [1]}, {**BASE, "grants": []}
    assert {"name": "Harbor", "positions": [1], "grants": []} == merged(BASE, mine, theirs)


def test_one_part_changed_by_both_is_told() -> None:
    assert merged(BASE, {**BASE, "positions": [1]}, {**BASE, "positions": [2]}) is None


def test_the_same_change_by_both_is_no_conflict() -> None:
    both = {**BASE, "positions": [1]}
    assert both == merged(BASE, both, dict(both))


def test_a_part_that_one_added_and_one_that_the_other_took_away() -> None:
    mine = {**BASE, "caps": ["daily"]}
    theirs = {"name": "Harbor", "positions": [1, 2]}
    assert {"name": "Harbor", "positions": [1, 2], "caps": ["daily"]} == merged(BASE, mine, theirs)


def test_a_part_taken_away_by_one_and_changed_by_the_other_is_told() -> None:
    assert merged(BASE, {"name": "Harbor", "positions": [1, 2]}, {**BASE, "grants": ["sor", "bcor"]}) is None


def asked(identity: str = "bcor", **changes: Any) -> dict[str, Any]:
    """A request with a person, two trips and one paragraph that somebody rewrote."""
    request = {
        "id": identity,
        "title": "Coaches",
        "years": 3,
        "personnel": [{"position": "coach", "effort": 0.5}, {"title": "Evaluator", "salary": 60_000}],
        "travel": [{"id": "air", "unit_cost": 450}, {"id": "stay", "unit_cost": 170}],
        "texts": {"need": {"text": "As it was", "facts": "a1"}},
    }
    return {**request, **changes}


def of(*requests: dict[str, Any]) -> dict[str, Any]:
    return {**BASE, "requests": list(requests)}


def test_different_requests_are_laid_together() -> None:
    base = of(asked("bcor"), asked("sor"))
    mine, theirs = of(asked("bcor", years=2), asked("sor")), of(asked("bcor"), asked("sor", title="Otherwise"))
    assert of(asked("bcor", years=2), asked("sor", title="Otherwise")) == merged(base, mine, theirs)


def test_requests_that_each_added_stand_beside_one_another_also_when_they_are_the_first() -> None:
    assert of(asked("theirs"), asked("mine")) == merged(BASE, of(asked("mine")), of(asked("theirs")))
    assert merged(BASE, of(asked("one")), of(asked("one", years=2))) is None  # two requests under one name


def test_a_request_taken_out_by_one_is_told_only_where_the_other_changed_it() -> None:
    base = of(asked("bcor"), asked("sor"))
    assert of(asked("sor", years=1)) == merged(base, of(asked("sor")), of(asked("bcor"), asked("sor", years=1)))
    assert merged(base, of(asked("sor")), of(asked("bcor", years=1), asked("sor"))) is None


def test_a_request_called_otherwise_keeps_its_place() -> None:
    base = of(asked("bcor"), asked("sor"))
    mine, theirs = of(asked("renamed"), asked("sor")), of(asked("bcor"), asked("sor", years=1))
    assert of(asked("renamed"), asked("sor", years=1)) == merged(base, mine, theirs)
    assert of(asked("renamed"), asked("sor", years=1)) == merged(base, theirs, mine)


Change = Callable[[dict[str, Any]], Any]
# each touches a thing of its own, so that any two go together
CHANGES: list[Change] = [
    lambda request: request.update(years=2),
    lambda request: request.pop("title"),
    lambda request: request["personnel"][0].update(effort=0.75),
    lambda request: request["personnel"][1].update(salary=61_000),
    lambda request: request["travel"][0].update(unit_cost=500),
    lambda request: request["travel"][0].update(quantity=[2]),
    lambda request: request["travel"].pop(1),
    lambda request: request["texts"].update(plan={"text": "Mine", "facts": "b2"}),
    lambda request: request["texts"]["need"].update(text="Mine"),
    lambda request: request.update(indirect={"kind": "de_minimis"}),
    lambda request: request.update(supplies=[{"id": "laptops"}]),
]


def changed(*changes: Change) -> dict[str, Any]:
    request = deepcopy(asked())
    for change in changes:
        change(request)
    return of(request)


def test_any_two_changes_to_different_fields_or_lines_of_one_request_are_laid_together() -> None:
    for first, second in permutations(CHANGES, 2):
        assert changed(first, second) == merged(of(asked()), changed(first), changed(second))


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (lambda request: request.update(years=1), lambda request: request.update(years=2)),
        (lambda request: request.pop("title"), lambda request: request.update(title="Otherwise")),
        (
            lambda request: request["personnel"][0].update(effort=0.7),
            lambda request: request["personnel"][0].update(effort=0.8),
        ),
        (lambda request: request["travel"].pop(1), lambda request: request["travel"][1].update(unit_cost=180)),
        (lambda request: request["travel"].append({"id": "new"}), lambda r: r["travel"].append({"id": "new", "a": 1})),
        # a paragraph and the facts it was written about belong together
        (lambda r: r["texts"]["need"].update(text="Mine"), lambda r: r["texts"]["need"].update(facts="b2")),
        (lambda request: request.update(narrative_staff=["A"]), lambda request: request.update(narrative_staff=["B"])),
        # nothing tells two lines of one name apart
        (
            lambda request: request["travel"].append({"id": "air"}),
            lambda request: request["travel"][1].update(unit_cost=180),
        ),
    ],
)
def test_one_thing_changed_by_both_is_told(mine: Change, theirs: Change) -> None:
    assert merged(of(asked()), changed(mine), changed(theirs)) is None
    assert merged(of(asked()), changed(theirs), changed(mine)) is None


def test_what_one_changed_alone_is_what_comes_out_whatever_it_is() -> None:
    for seed in range(40):
        (base, one), (other, two) = random_request(seed), random_request(seed + 1)
        before, after = {**base, "requests": [one]}, {**other, "requests": [two]}
        assert after == merged(before, after, before) == merged(before, before, after) == merged(before, after, after)


def test_where_two_numbers_come_from_is_laid_together() -> None:
    base = {**BASE, "basis": {"rate": "medicaid", "wage": "oews"}}
    mine = {**base, "basis": {"rate": "own value", "wage": "oews"}}
    theirs = {**base, "basis": {"rate": "medicaid", "wage": "own value"}}
    assert {**base, "basis": {"rate": "own value", "wage": "own value"}} == merged(base, mine, theirs)
