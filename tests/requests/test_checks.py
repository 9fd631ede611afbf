"""What the checks find, each with its place and how to mend it; and what they let pass."""

import re
from pathlib import Path
from typing import Any

import pytest

from model.exports.budget_frames import against_award, effort_table
from model.requests import errors as errors_module
from model.requests.checking import checks
from model.requests.computing import budget_of
from model.requests.naming import fund_names
from model.requests.sf424a import Cell, Form, sf424a
from model.requests.spending import spending
from tests.requests.asking import asked, line, small_file, typed
from tests.small import grant, lead, medicaid, peer

PAID = {"paid_now_by": "a grant that ends", "after_that": "That grant is over"}


def found(file: Any = None, **changes: Any) -> dict[str, str]:
    """What is found, by code; the last sentence of a code that is found twice."""
    file = file or small_file()
    return {c.code: c.sentence for c in checks(file, budget_of(file, asked(file, **changes)))}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"award_date": "2024-09-30", "indirect": {"kind": "de_minimis", "rate": 0.15}},
            "E5 indirect.rate: found 15 %, above the de minimis rate of awards of 2024-09-30; charge 10 % or less.",
        ),
        (
            {
                "indirect": {
                    "kind": "negotiated",
                    "rate": 0.2,
                    "agreed": "2020-01-01",
                    "type": "final",
                    "until": "2026-01",
                }
            },
            "E5 indirect.until: the agreement ends in 2026-01, before the award begins; "
            "ask for an extension, or use the de minimis rate.",
        ),
        (
            {"personnel": [typed("Director", 260000, 0.1, salary_limited=False)]},
            "E6 personnel[0].salary_limited: Director is charged at 260,000 a year full time, above the limit of "
            "228,000; take out `salary_limited: false`, and pay what is above it from other money.",
        ),
        (
            {"supplies": [line("server", 12000, 2)]},
            "E8 supplies[0].unit_cost: server costs 12,000 each, 10,000 or more; "
            "move it to equipment, or say what one unit costs.",
        ),
        (
            {"ceiling": 5000, "supplies": [line("kits", 2600, 2)]},
            "E9 ceiling: year 1 asks for 5,200, and the ceiling is 5,000; take 200 out, or move it to match.",
        ),
        (
            {
                "supplies": [line("survey", 20, 100, counts="data_collection"), line("kits", 8000)],
                "limits": [{"name": "data collection", "counts": "data_collection", "share": 0.15}],
            },
            # 15 % of 10,000
            "E10 limits[0]: year 1 has 2,000 for data collection, and the limit is 1,500; "
            "take 500 out of the lines that count to it.",
        ),
        (
            {"supplies": [line("shirts", 12, 50, title="Promotional shirts")]},
            "E11 supplies[0]: 'Promotional' is not paid by federal awards; "
            "let other money pay it, or name it for what it is.",
        ),
        (
            {"match": {"share": 0.2}, "supplies": [line("kits", 80, 100), line("room", 1500, paid_by="in_kind")]},
            # 8,000 x 20 / 80
            "E12 match: year 1 has 1,500 of match, and 20 % of the project is 2,000; "
            "add 500 of cash or in kind, or ask for less.",
        ),
        (
            {
                "match": {"share": 0.2},
                "program_income": {"method": "matching", "expected": 300},
                "supplies": [line("kits", 80, 100), line("room", 1500, paid_by="in_kind")],
            },
            # 2,000 less 1,500 of lines and 300 that the award lets count
            "E12 match: year 1 has 1,500 of match and 300 of program income that counts to it, and 20 % of the project "
            "is 2,000; add 200 of cash or in kind, or ask for less.",
        ),
        (
            {
                "match": {"share": 0.2},
                "program_income": {"method": "additive", "expected": 300},
                "supplies": [line("kits", 80, 100), line("room", 1500, paid_by="in_kind")],
            },
            # income that is added to the award is no match
            "E12 match: year 1 has 1,500 of match, and 20 % of the project is 2,000; "
            "add 500 of cash or in kind, or ask for less.",
        ),
        (
            {"supplies": [{"id": "supplies", "unit_cost": 5000}]},
            "W1 supplies[0]: supplies is the round sum of 5,000 without a basis; "
            "give quantity and unit cost, or say how it was estimated in `basis`.",
        ),
        (
            {"other": [line("rent", 900, months=12)], "indirect": {"kind": "de_minimis"}},
            "W2 other[0].in_base: rent stands in the base; set `in_base: false`: rent earns no indirect.",
        ),
        (
            {"personnel": [typed("Clerk", 40000)]},
            "W3 fringe: fringe is 0 % of wages in year 1; check the components, and say in `fringe.basis` why.",
        ),
        (
            {"personnel": [typed("Clerk", 40000)], "narrative_staff": ["Cook"]},
            "W4 narrative_staff[0]: Cook is in the project narrative and not in the budget; "
            "ask for the job, or say who pays it.",
        ),
        (
            {"years": 2, "personnel": [typed("Clerk", 40000)]},
            "W8 cost_of_living: pay rises in no year after the first; give `cost_of_living`, or say that awards are "
            "level and what then becomes smaller.",
        ),
        (
            {"other": [line("audit", 410)], "indirect": {"kind": "de_minimis", "pool": ["audit"]}},
            "W10 other[0]: audit is charged directly and stands in the indirect pool too; "
            "take it out of one of the two: a cost is direct or indirect, never both.",
        ),
        (
            {"contractual": [line("trainer", 40, 1200, unit="hours", kind="consultant")]},
            "W11 contractual[0]: the consultant trainer works 1,200 hours a year; "
            "put an employee under personnel, or say what makes it a contract.",
        ),
        (
            {"required_travel": ["meeting of grantees"]},
            "W12 required_travel[0]: the notice requires meeting of grantees, and no trip answers it; "
            "add a trip with `meets`, or say why it is not needed.",
        ),
    ],
    ids=lambda value: value.split(" ")[0] if isinstance(value, str) else "",
)
def test_a_fault_of_a_request_is_found_with_its_place(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in found(**changes).values()


def test_nobody_is_paid_for_more_than_all_of_their_time() -> None:
    file = small_file(grants=[grant(end="2027-06", covers={"peer": 0.7})])
    assert found(file, personnel=[{"position": "peer", "effort": 0.5}])["E7"] == (
        "E7 personnel[0].effort: peer is paid 120 % of full time (Grant 70 %, this request 50 %), first in 2026-07; "
        "ask for 20 % less, or end what another fund pays."
    )
    assert "E7" not in found(file, personnel=[{"position": "peer", "effort": 0.3}])
    assert "E7" not in found(file, grant="grant", personnel=[{"position": "peer", "effort": 1.0}])


def test_double_payment_says_the_names_that_people_use_and_the_id_only_where_two_have_the_same() -> None:
    positions = [peer("coach-1", title="Coach"), peer("coach-2", title="Coach"), peer("coach-3", title="Coach, jail")]
    covers = {"coach-1": 0.7, "coach-3": 0.7}
    wanted = [{"position": name, "effort": 0.5} for name in ("coach-1", "coach-3")]
    contract = {"id": "county-jail", "start": "2026-07", "per_month": 100, "covers": ["coach-3"]}
    file = small_file(
        positions=positions,
        grants=[grant("bcor-grant", end="2027-06", covers=covers), grant("bcor", covers={}, program_income="additive")],
        contracts=[contract],
    )
    request = asked(file, personnel=wanted)
    budget = budget_of(file, request)
    said = {f"{c.code} {c.where}": c.found for c in checks(file, budget)}
    paid = "is paid 120 % of full time (BCOR grant 70 %, this request 50 %), first in 2026-07"
    assert f"Coach (coach-1) {paid}" == said["E7 personnel[0].effort"]
    assert f"Coach, jail {paid}" == said["E7 personnel[1].effort"]
    assert said["D2 program_income.method"].startswith("the grant pays time of Coach (coach-1); Coach, jail, which")
    assert said["D3 personnel[1].effort"].startswith("the contract “County jail” pays for Coach, jail, and")
    shown = effort_table(file, budget)
    assert ["Coach (coach-1)", "Coach, jail"] == list(shown["Position"])
    assert ["BCOR grant 70 %; this request 50 %"] * 2 == list(shown["By"])
    own = found(file, grant="bcor", program_income={"method": "deductive"})["D2"]
    assert own.startswith("D2 program_income.method: the request says deductive, and the grant “BCOR” additive; take")


def test_funds_whose_names_read_alike_are_told_apart_by_their_ids() -> None:
    file = small_file(grants=[grant(name, covers={}) for name in ("block-grant", "block_grant", "h0038")])
    wanted = {"block-grant": "Block grant (block-grant)", "block_grant": "Block grant (block_grant)", "h0038": "h0038"}
    assert wanted == fund_names(file.program)


def test_a_request_is_held_against_its_grant_by_the_name_people_call_it() -> None:
    # 12,480 dollars a year of one peer, of 9,000 awarded; and of 12,480
    ask = {"grant": "county-fund", "personnel": [{"position": "peer", "effort": 1.0}], "years": 1}
    short, exact = (
        small_file(grants=[grant("county-fund", end="2028-06", award=award)], months=24) for award in (9000, 12480)
    )
    said = against_award(short, budget_of(short, asked(short, **ask)))
    assert said.startswith("The grant “County fund” awards $9,000 for these years, and the full cost of what it is to")
    assert "$12,480: $3,480 more than there is" in said
    said = against_award(exact, budget_of(exact, asked(exact, **ask)))
    assert "The grant “County fund” awards $12,480 for these years: exactly what is asked for." == said


def test_a_shared_cost_is_not_charged_twice() -> None:
    costs = {"program_month": {"rent": 500}}
    file = small_file(costs=costs, grants=[grant(covers={}, program_costs=0.8)])
    rent = {"id": "rent", "line": "rent", "share": 0.3}
    assert found(file, other=[rent])["D1"] == (
        "D1 other[0].share: 30 % of rent is asked for and other grants pay 80 % of it; ask for 20 % or less."
    )


def test_billing_for_time_that_an_award_pays_needs_a_word_of_the_award() -> None:
    assert found(personnel=[{"position": "peer"}])["D2"].startswith(
        "D2 program_income.method: the grant pays time of peer, which payers are billed for too"
    )
    assert "D2" not in found(personnel=[{"position": "peer"}], program_income={"method": "additive"})


def test_people_who_are_employed_now_raise_the_question_of_supplanting() -> None:
    wanted = {"program_income": {"method": "additive"}}
    assert "W5" in found(personnel=[{"position": "peer"}], **wanted)
    assert "W5" not in found(personnel=[{"position": "peer", **PAID}], **wanted)
    assert "W5" not in found(small_file(positions=[peer(filled="new")]), personnel=[{"position": "peer"}], **wanted)


def test_peers_without_hours_of_supervision_are_told() -> None:
    file = small_file(positions=[peer(), lead()])
    assert "W6" in found(file, personnel=[{"position": "peer"}])
    timed = small_file(positions=[peer(), lead()], time={"supervision_hours_per_week": 1})
    assert "W6" not in found(timed, personnel=[{"position": "peer"}])


def test_pay_below_the_living_wage_of_the_state_is_told() -> None:
    assert "20.04" in found(small_file(state="IA"), personnel=[{"position": "peer"}])["W7"]
    assert "W7" not in found(
        small_file(state="IA", ladders={"peer": {"steps": [21.0]}}), personnel=[{"position": "peer"}]
    )


def test_billing_that_brings_nothing_is_told() -> None:
    file = small_file(payers={"medicaid": medicaid(0.0)})
    assert "W9" in found(file, personnel=[{"position": "peer"}], program_income={"method": "additive"})


def test_rules_of_federal_awards_do_not_stop_a_foundation() -> None:
    wanted = {"supplies": [line("shirts", 12, 50, title="Promotional shirts"), line("server", 12000, 2)]}
    assert found(flavour="foundation", **wanted) == {}


def test_a_form_that_says_something_else_is_caught() -> None:
    file = small_file()
    made = budget_of(file, asked(file, years=2, supplies=[line("kits", 800, 10)]))
    form = sf424a(made, spending(file, made))

    def codes(key: str) -> list[str]:
        cells = tuple(
            Cell(**{**cell.__dict__, "amount": (cell.amount or 0) + 1}) if cell.key == key else cell
            for cell in form.cells
        )
        return [c.code for c in checks(file, made, Form(cells=cells, years=form.years)) if c.severity == "error"]

    assert codes("none") == []
    assert codes("B.6e.1") == ["E2"]
    assert codes("A.5.e") == ["E3"]
    assert codes("D.13.quarter 1") == ["E3"]
    assert codes("E.20.b") == ["E4"]


def test_every_check_of_the_list_is_made_and_no_other() -> None:
    sources = " ".join(path.read_text() for path in Path(errors_module.__file__).parent.glob("*.py"))
    made = set(re.findall(r'(?:error|warning|make|_equal)\(\s*"([EWD]\d+)"', sources))
    wanted = {*(f"E{n}" for n in range(1, 13)), *(f"W{n}" for n in range(1, 13)), "D1", "D2", "D3"}
    assert wanted == made


def test_a_contract_that_pays_for_time_that_grants_pay_whole_is_told() -> None:
    contract = {"id": "county", "start": "2026-07", "per_month": 100, "covers": ["peer"]}
    file = small_file(contracts=[contract])
    wanted = {"program_income": {"method": "additive"}}
    assert found(file, personnel=[{"position": "peer"}], **wanted)["D3"] == (
        "D3 personnel[0].effort: the contract “County” pays for peer, and grants pay all of its time; "
        "say what the contract buys beside that time, or ask for less."
    )
    assert "D3" not in found(file, personnel=[{"position": "peer", "effort": 0.5}], **wanted)


def test_one_name_in_two_entries_is_one_person_and_equipment_below_the_threshold_is_supplies() -> None:
    twice = [typed("Lead", 50000, 0.7, name="Ann"), typed("Trainer", 50000, 0.5, name="Ann")]
    assert found(personnel=twice)["E7"] == (
        "E7 personnel[1].effort: Ann is asked for with 120 % of full time; nobody works more than all of their time."
    )
    assert found(equipment=[line("laptop", 900, 2)])["E8"] == (
        "E8 equipment[0].unit_cost: laptop costs 900 each, below 10,000; move it to supplies."
    )
    assert "construction is asked for" in found(construction=[line("ramp", 900, 2)])["E11"]
