"""Where a funder's format wants a line under another object class, it is printed and added up there."""

import pytest

from model.exports.budget.workbook import budget_workbook
from model.requests.computing import budget_of
from model.requests.paragraphs import paragraphs
from model.requests.sf424a import sf424a
from model.requests.spending import spending
from tests.requests.asking import asked, line, small_file

MILES = {"services": {"individual": {"session_minutes": 60, "miles": 6}}, "costs": {"mileage_rate": 0.5}}
# consultant 75 x 10 = 750; firm 2,000; flight 400; miles 52 x 12 x 6 = 3,744 x 0.50 = 1,872; kits 100
LINES = {
    "personnel": [{"position": "peer"}],
    "travel": [{"id": "miles", "line": "mileage"}, line("flight", 400)],
    "contractual": [line("adviser", 75, 10, kind="consultant"), line("firm", 2000, kind="services")],
    "other": [line("kits", 100)],
}


def made(flavour: str, **changes: object):
    file = small_file(**MILES)
    request = asked(file, flavour=flavour, **{**LINES, **changes})
    return file, budget_of(file, request)


@pytest.mark.parametrize(
    ("flavour", "travel", "contractual", "other"),
    [
        ("samhsa", 1872 + 400, 750 + 2000, 100),
        ("acl", 1872 + 400, 2000, 100 + 750),
        ("acf", 400, 750 + 2000, 100 + 1872),
        ("cdc", 1872 + 400, 750 + 2000, 100),
        ("hrsa", 1872 + 400, 750 + 2000, 100),
        ("foundation", 1872 + 400, 750 + 2000, 100),
    ],
)
def test_consultants_and_local_travel_stand_where_the_funder_wants_them(
    flavour: str, travel: int, contractual: int, other: int
) -> None:
    file, found = made(flavour)
    assert {name: found.of(name).total(0) for name in ("travel", "contractual", "other")} == {
        "travel": travel,
        "contractual": contractual,
        "other": other,
    }
    form = sf424a(found, spending(file, found))
    assert [form.amount(f"B.{row}.1") for row in ("6c", "6f", "6h")] == [travel, contractual, other]
    written = budget_workbook(file, found, years=())
    places = [written.names[f"SF424A_{row}_federal"] for row in ("6c", "6f", "6h")]
    assert [written.expected[place] for place in places] == [travel, contractual, other]
    assert found.asked(0) == 12480 + 1872 + 400 + 750 + 2000 + 100


def test_a_moved_line_keeps_its_name_its_place_and_its_text_and_says_why() -> None:
    texts = {"travel.miles": {"text": "Coaches drive to people."}}
    file, found = made("acf", texts=texts)
    moved = found.line("travel.miles")
    assert (moved.cls, moved.place) == ("other", "travel[0]")
    [why] = moved.notes
    assert why == "ACF asks for local travel under Other (notice of 2023), so it stands there and not under Travel"
    told = {paragraph.id: paragraph for paragraph in paragraphs(file, found)}
    assert told["travel.miles"].text == "Coaches drive to people."
    assert why in told["travel.miles"].written
    cited = {use.name: (use.source, use.since) for use in found.rules.printed}
    assert cited["local_travel_in_other"] == ("acf-nofo-2023", "2023-01-01")
    assert "consultants_in_other" not in cited


def test_a_request_says_what_travel_is_local() -> None:
    travel = [{"id": "miles", "line": "mileage", "local": False}, line("buses", 2, 50, local=True)]
    _, found = made("acf", travel=travel)
    assert [each.id for each in found.of("travel").lines] == ["travel.miles"]
    assert [each.id for each in found.of("other").lines] == ["other.kits", "travel.buses"]


def test_a_consultant_with_a_budget_of_its_own_moves_whole() -> None:
    parts = [line("days", 500, 2), line("trips", 40)]
    _, found = made("acl", contractual=[{"id": "adviser", "kind": "consultant", "parts": parts}])
    assert {part.cls for part in found.line("contractual.adviser").parts} == {"other"}
    assert (found.of("contractual").lines, found.of("other").total(0)) == ((), 100 + 1000 + 40)
