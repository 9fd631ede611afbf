"""Requests are read as strictly as programs: every fault at once, each with its line."""

import pytest

from model.inputs.faults import InputError
from model.inputs.load import program_of, read_program
from model.inputs.request_file import read_request
from model.inputs.scenario import applied, read_scenarios
from model.inputs.writing import written
from model.spreadsheet import book_of, program_of_book
from tests.requests.asking import line, small_file
from tests.small import grant, lead, peer, tree

FAULTY = """\
id: new
title: New
flavour: nih
start: 2026-07
years: 1
personel: []
personnel:
  - {position: peer, effort: 1.5}
  - {position: peer, salary: {value: 3}}
award_date: 2026-13-01
"""
UNFIT = """\
id: new
title: New
flavour: hrsa
start: 2026-01
years: 1
grant: other
personnel:
  - {position: pear}
  - {salary: 100}
  - {position: peer, salary: 100}
  - {title: Clerk, hourly: 9}
other:
  - {id: rent, line: rant}
  - {id: rent}
contractual:
  - {id: sub, kind: subaward, unit_cost: 1, parts: [{id: a, unit_cost: 1, objectives: [first]}]}
indirect: {kind: negotiated}
"""


def refused(text: str) -> list[str]:
    """Every sentence of a refusal."""
    with pytest.raises(InputError) as error:
        read_request(text.encode(), "request.yaml", small_file(costs={"program_month": {"rent": 1}}))
    return str(error.value).splitlines()


def test_every_fault_of_a_field_is_told_with_its_line() -> None:
    said = refused(FAULTY)
    assert [s.split(": ", 2)[1] for s in said] == [
        "flavour (line 3)",
        "award_date (line 10)",
        "personnel[0].effort (line 8)",
        "personnel[1].salary (line 9)",
        "personel (line 6)",
    ]
    assert said[2] == "request.yaml: personnel[0].effort (line 8): found 1.5; a number from 0 to 1 is needed (share)."
    assert said[1] == (
        "request.yaml: award_date (line 10): found '2026-13-01'; a day is written YYYY-MM-DD, such as 2026-09-30."
    )
    assert said[4].endswith("did you mean 'personnel'?")


def test_what_does_not_fit_the_program_is_told_all_at_once() -> None:
    assert [s.removeprefix("request.yaml: ") for s in refused(UNFIT)] == [
        "start (line 4): found 2026-01, before the program's first month; "
        "begin in a budget year that starts in 2026-07 or later: the program knows no earlier pay.",
        "grant (line 6): no grant 'other'; defined: none.",
        "personnel[0].position (line 8): no position 'pear'; defined: peer; did you mean 'peer'?",
        "personnel[1] (line 9): found no `title`; name the job: typed staff have none otherwise.",
        "personnel[2] (line 10): found position and salary; "
        "give one of `position` (of the program), `salary` or `hourly` with `hours`.",
        "personnel[3].hourly (line 11): found no `hours`; give the hours a year that are paid.",
        "contractual[0].parts (line 16): found `parts` beside an amount; "
        "the parts are the amount: leave the other out.",
        "contractual[0].parts[0].objectives[0] (line 16): no objective 'first'; defined: none.",
        "other (line 12): 2 items have the id 'rent'; each id may be used once.",
        "other[0].line (line 13): no cost line 'rant'; defined: mileage, rent; did you mean 'rent'?",
        "other[1] (line 14): found no amount; give `unit_cost`, or `line` for a cost line of the program.",
        "indirect (line 17): found no `rate`; give the agreement's rate as a share, such as 0.15.",
    ]


def request(**changes: object) -> dict:
    """A request as a file holds it."""
    return {"id": "new", "title": "New", "flavour": "samhsa", "start": "2026-07", "years": 1, **changes}


def test_a_request_in_a_program_file_is_checked_with_it() -> None:
    wrong = written(tree(requests=[request(personnel=[{"position": "pear"}])]))
    with pytest.raises(InputError) as error:
        read_program(wrong, "program.yaml")
    assert "program.yaml: requests[0].personnel[0].position" in str(error.value)


def test_a_seat_and_a_grant_that_a_scenario_removes_leave_the_request_too() -> None:
    asked = [request(personnel=[{"position": "peer"}, {"position": "lead"}]), request(id="again", grant="grant")]
    file = program_of(tree(positions=[peer(), lead()], grants=[grant()], requests=asked), "program.yaml")
    changes = b"""\
- name: Fewer
  why: invented
  changes:
    - remove: positions[id=lead]
    - remove: grants[id=grant]
"""
    [fewer] = read_scenarios(changes, "fewer.yaml")
    changed = applied(file, [fewer])
    assert [[s.position for s in r.personnel] for r in changed.program.requests] == [["peer"]]


def test_a_workbook_carries_the_requests() -> None:
    given = tree(requests=[request(about="- # : 'x'\n\n  two lines", other=[line("kits", 5)])])
    assert program_of_book(book_of(given), "book.xlsx").tree["requests"] == given["requests"]
