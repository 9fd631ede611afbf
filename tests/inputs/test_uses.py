"""What a program makes of cited numbers: taken, departed from, chosen otherwise, asked, or not used."""

from pathlib import Path

import pytest

from model.inputs.assumptions import FOLDER, load_assumptions
from model.inputs.citations import departures
from model.inputs.given import numbers_given
from model.inputs.load import load_program, program_of
from model.inputs.scenario import applied, read_scenarios
from model.inputs.states import state_named
from model.inputs.uses import Uses
from tests.small import peer, tree

KNOWN = load_assumptions()
EXAMPLES = sorted(path for path in (FOLDER / "programs").glob("*.yaml") if ".scenarios" not in path.name)
TURNOVER = "staffing.annual_turnover"


def uses(**changes):
    return Uses(program_of(tree(**changes), "small.yaml"), KNOWN)


def of(key, **changes):
    return uses(**changes).of(KNOWN.entries[key])


def values(use):
    return [(given.path, given.value) for given in use.given]


def staffed(turnover):
    return {"staffing": {"annual_turnover": turnover}}


def test_numbers_stand_at_the_places_that_a_basis_names():
    file = load_program(FOLDER / "programs" / "health-home-sunset.yaml")
    places = {given.path for given in numbers_given(file.program)}
    assert {"ladders.peer.steps[0]", "positions[id=lead].staffing.annual_turnover", "staffing.ramp[2]"} <= places
    mileage = [given for given in numbers_given(file.program) if given.path == "costs.mileage_rate"]
    # the file gives 70 cents and, from January 2026, 72.5
    assert [(0, 0.7), (1, 0.725)] == [(given.entry, given.value) for given in mileage]
    assert "2026-01" == mileage[1].since


def test_a_number_that_names_its_source_is_taken_as_it_stands():
    use = of("turnover.annual", **staffed(0.33), basis={TURNOVER: "turnover.annual"})
    assert ("as it stands", [(TURNOVER, 0.33)]) == (use.how, values(use))


def test_the_same_number_without_a_word_is_taken_as_it_stands_too():
    assert "as it stands" == of("turnover.annual", **staffed(0.33)).how


def test_a_number_changed_beside_its_source_departs_from_it():
    use = of("turnover.annual", **staffed(0.5), basis={TURNOVER: "turnover.annual"})
    assert ("another value", [(TURNOVER, 0.5)]) == (use.how, values(use))


def test_another_number_where_the_default_would_stand_departs():
    assert "another value" == of("turnover.annual", **staffed(0.5), basis={TURNOVER: "invented"}).how


def test_another_source_is_a_choice_and_no_departure():
    chosen = {**staffed(0.332), "basis": {TURNOVER: "turnover.sud_counselors"}}
    assert "as it stands" == of("turnover.sud_counselors", **chosen).how
    assert "another choice" == of("turnover.annual", **chosen).how


def test_a_choice_that_is_no_default_is_not_departed_from():
    assert "another choice" == of("turnover.all_employers", **staffed(0.5)).how


def test_what_is_off_by_default_is_not_departed_from():
    assert "another choice" == of("clients.sessions_per_week_michigan", services={
        "individual": {"session_minutes": 60, "sessions_per_client_per_week": 1.0}
    }, positions=[peer(caseload=10)]).how  # fmt: skip


def test_a_number_that_nobody_has_published_is_asked_and_the_answer_shown():
    services = {"individual": {"session_minutes": 60, "no_show": 0.2}}
    use = of("no_show.peers", services=services)
    assert ("asked", [("services.individual.no_show", 0.2)]) == (use.how, values(use))
    assert ("asked", []) == (of("denial.peers").how, values(of("denial.peers")))


def test_a_number_whose_place_the_program_leaves_out_is_not_used():
    assert "not used" == of("vacancy.months").how


def test_a_raise_in_percent_says_nothing_beside_a_wage_in_dollars():
    assert "not used" == of("pay.step_senior").how


def test_each_year_of_an_award_and_the_first_step_of_a_ladder_stand_for_the_entry():
    award = {"id": "g", "start": "2026-07", "end": "2028-06", "award": [300000, 300000], "covers": {"peer": 1.0}}
    use = of("award.bcor_2022", grants=[award])
    assert ("as it stands", ["grants[id=g].award[0]", "grants[id=g].award[1]"]) == (
        use.how,
        [given.path for given in use.given],
    )
    entry = of("pay.entry_iowa_low", ladders={"peer": {"steps": [13.0, 14.0]}})
    assert ("as it stands", [("ladders.peer.steps[0]", 13.0)]) == (entry.how, values(entry))


def test_what_another_state_s_law_says_is_no_choice():
    limited = {"limits": {"caseload": 12}}
    assert "another choice" == of("clients.caseload_limit_nc", **limited).how
    assert "not used" == of("clients.caseload_limit_nc", **limited, state="IA").how


def test_a_row_named_with_hours_as_units_is_taken_as_it_stands():
    # 14 hours a week are 56 units of 15 minutes
    file = load_program(FOLDER / "programs" / "prairie-recovery.yaml")
    row = next(r for r in KNOWN.caps("MN") if (r.kind, r.unit, r.period) == ("unit_limit", "hours", "week"))
    use = Uses(file, KNOWN).of(row)
    assert ("as it stands", [("caps[name=weekly].limit", 56.0)]) == (use.how, values(use))


def test_rates_of_the_program_s_own_state_and_code_lie_beside_its_rate():
    payers = {"medicaid": {"client_share": 1.0, "services": {"individual": {"code": "H0038", "rate": 10.0}}}}
    own = uses(payers=payers)
    found = {
        own.of(row).how for row in KNOWN.rates("NC") if (row.code, row.modifier, row.per) == ("H0038", None, "unit")
    }
    assert {"another choice"} == found
    assert {"not used"} == {own.of(row).how for row in KNOWN.rates("OR")}


def test_a_scenario_that_changes_a_cited_number_from_a_month_on_departs_from_its_source():
    file = program_of(tree(**staffed(0.33), basis={TURNOVER: "turnover.annual"}), "small.yaml")
    text = "[{name: Fewer leave, why: supports, changes: [{set: staffing.annual_turnover, to: 0.2, from: 2026-08}]}]"
    changed = Uses(applied(file, read_scenarios(text, "s.yaml")), KNOWN)
    use = changed.of(KNOWN.entries["turnover.annual"])
    assert ("another value", [(TURNOVER, 0.2)], "2026-08") == (use.how, values(use), use.given[0].since)


def test_a_dated_value_with_its_own_words_is_not_laid_to_another_s_source():
    # Delta: the law's 7.25, and from 2027-07 the board's own 15, said to be invented
    uses_ = Uses(load_program(FOLDER / "programs" / "delta-mental-health.yaml"), KNOWN)
    law = next(r for r in KNOWN.payroll_table if (r.parameter, r.jurisdiction) == ("minimum_wage", "MS"))
    assert ("as it stands", [("wage_floor", 7.25)]) == (uses_.of(law).how, values(uses_.of(law)))


def test_the_example_that_departs_is_told():
    uses_ = Uses(load_program(FOLDER / "programs" / "delta-mental-health.yaml"), KNOWN)
    (number,) = uses_.departures()
    assert ("indirect.de_minimis", [("costs.indirect_rate", 0.1)]) == (number.key, values(uses_.of(number)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_basis_that_names_a_number_is_a_use_of_it(path: Path):
    file = load_program(path)
    assert () == departures(file, KNOWN)
    found = Uses(file, KNOWN)
    named = {text for text in file.program.basis.values() if text in KNOWN.entries}
    assert named
    assert {"as it stands"} == {found.of(KNOWN.entries[key]).how for key in named}


def test_the_longest_name_of_a_state_is_the_one_that_a_text_names():
    assert ["WV", "VA", "AR", ""] == [
        state_named(text) for text in ("Rates in West Virginia", "Virginia, 2022", "Arkansas", "All employers")
    ]
