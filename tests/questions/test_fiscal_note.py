"""The fiscal note: two years by hand across fiscal years, footing to the cent, several programs, refusals."""

from dataclasses import replace
from typing import Any

import pytest

from model.compare import compare
from model.inputs.load import ProgramFile
from model.inputs.scenario import Placed, load_scenarios
from model.questions.federal_match import federal_year
from model.questions.fiscal_note import Blend, FiscalNote, NoteTerms, fiscal_note
from model.questions.solving import QuestionError
from model.questions.trying import made_up
from tests.questions.given import EXAMPLES, example, small_file
from tests.small import medicaid, peer

# North Carolina's regular match by federal fiscal year, fmap.csv: 2025, 2026; later years stand on 2026
NC_2025, NC_2026 = 0.6506, 0.6462


def rate_rise(to: float = 6.0, start: str | None = None) -> list[Placed]:
    change = {"set": "payers.medicaid.services.individual.rate", "to": to, **({"from": start} if start else {})}
    return [made_up("A rise", "asked for", [change])]


def two_years(**changes: Any) -> ProgramFile:
    """208 units a month from July 2025, paid a month later."""
    return small_file(start="2025-07", months=24, payers={"medicaid": medicaid(payment_lag=[0.0, 1.0])}, **changes)


def by_year(note: FiscalNote, what: str = "paid") -> dict[int, tuple[float, float, float]]:
    return {row.year: (row.dollars, row.federal, row.state) for row in getattr(note, what)}


def test_two_years_across_fiscal_years_by_hand() -> None:
    # a dollar more for 208 units: 208 a month from July 2025 to June 2027, paid from August 2025 to July 2027
    note = fiscal_note([(two_years(), rate_rise())])
    first = round(208 * (3 * NC_2025 + 9 * NC_2026), 2)  # July to September in federal 2025, then federal 2026
    second = round(208 * 12 * NC_2026, 2)
    assert by_year(note, "earned") == {
        2026: (2496, first, round(2496 - first, 2)),
        2027: (2496, second, round(2496 - second, 2)),
    }
    paid_first = round(208 * (2 * NC_2025 + 9 * NC_2026), 2)
    assert by_year(note)[2026] == (2288, paid_first, round(2288 - paid_first, 2))
    assert by_year(note)[2027] == (2496, second, round(2496 - second, 2))
    # July 2027 is paid after the last month projected, in state fiscal year 2028
    assert by_year(note)[2028] == (208, round(208 * NC_2026, 2), 73.59)
    assert (2026, 12) == (note.paid[0].year, note.paid[0].months)
    assert (str(note.first_earned), str(note.first_paid)) == ("2025-07", "2025-08")


def test_years_past_the_table_stand_on_the_last_and_say_so() -> None:
    note = fiscal_note([(two_years(), rate_rise())])
    assert [(m.year, m.regular, m.projected) for m in note.matches] == [
        (2025, NC_2025, False),
        (2026, NC_2026, False),
        (2027, NC_2026, True),
    ]
    assert [row.projected for row in note.paid] == [False, True, True]
    said = "The match of federal fiscal year 2027 is projected: 0.6462, the last one known, stands in."
    assert [a for a in note.assumed if a.startswith(said)]
    assert "What is your state's federal match from October 2026" in " ".join(note.assumed)


def test_ones_own_match_takes_the_place_of_the_tables() -> None:
    note = fiscal_note([(two_years(), rate_rise())], NoteTerms(fmap={2027: 0.6}))
    assert [(m.regular, m.source, m.projected) for m in note.matches][2] == (0.6, "given", False)
    # July to September 2026 in federal 2026, October to June in federal 2027
    assert by_year(note, "earned")[2027][1] == pytest.approx(208 * (3 * NC_2026 + 9 * 0.6), abs=0.011)


def test_expansion_and_enhanced_shares_are_blended() -> None:
    note = fiscal_note([(two_years(), rate_rise())], NoteTerms(blend=Blend(expansion=0.5, enhanced=0.25)))
    # half at 0.90, a quarter at 0.7554 as the table has it, a quarter at the regular match
    assert note.matches[0].blended == pytest.approx(0.5 * 0.90 + 0.25 * 0.7554 + 0.25 * NC_2025)


def test_a_fiscal_year_begins_where_it_is_said_to() -> None:
    note = fiscal_note([(two_years(), rate_rise())], NoteTerms(year_starts=10))
    assert {2025: 3, 2026: 12, 2027: 9} == {row.year: row.months for row in note.earned}
    assert by_year(note, "earned")[2025][0] == 3 * 208
    named = "The state's fiscal year begins in October (as asked) and is named by the year it ends in."
    assert named in note.assumed
    july = fiscal_note([(two_years(), rate_rise())])
    named = "The state's fiscal year begins in July (assumed; ask the state) and is named by the year it ends in."
    assert named in july.assumed
    iowa = fiscal_note([(two_years(state="IA"), rate_rise())])
    assert any("begins in July (by the table of federal match) and" in said for said in iowa.assumed)


def test_a_rise_that_begins_later_is_told_with_its_months() -> None:
    note = fiscal_note([(two_years(), rate_rise(start="2026-05"))])
    assert by_year(note, "earned")[2026][0] == 2 * 208
    assert note.changes == ("payers.medicaid.services.individual.rate = 6.0 from 2026-05",)
    assert note.sentences[1] == "The first of it is earned in May 2026 and paid in June 2026."


def test_positions_kept_and_what_each_costs_the_state() -> None:
    # at 4 a unit 832 of 1,040 are earned and the seat is in the gap throughout; at 5 it is paid for
    file = small_file(start="2025-10", months=12, payers={"medicaid": medicaid(4.0)})
    note = fiscal_note([(file, rate_rise(5.0))])
    assert (1, 12) == (note.positions_at_end, note.position_months)
    assert note.position_months_by_year == {2026: 9, 2027: 3}
    assert note.total == 12 * 208
    # the seat is kept for one year: all the state's dollars
    assert note.state_dollars_per_position_year == pytest.approx(round(2496 * (1 - NC_2026), 2), abs=0.02)
    assert note.share_to_pay == 0  # the same wage as before: the gap closes
    assert note.gap == pytest.approx(-2496)
    assert note.sentences[3] == "Of each added dollar, 0 cents reach wages and fringe; what nobody pays is $2,500 less."


def test_the_share_that_reaches_pay() -> None:
    # 208 dollars more; two dollars an hour for 52 hours are 104, with fringe of a quarter 130
    benefits = {"components": [{"name": "Fringe", "share_of_wages": 0.25}]}
    file = small_file(start="2025-10", months=12, benefits=benefits)
    pay = made_up("Pay", "asked for", [{"set": "ladders.peer.steps", "to": [22.0]}])
    note = fiscal_note([(file, [*rate_rise(), pay])])
    assert note.share_to_pay == pytest.approx(130 / 208)


def test_several_programs_add_up() -> None:
    one, other = two_years(), two_years(positions=[peer(), peer("second")])
    both = fiscal_note([(one, rate_rise()), (other, rate_rise())])
    assert both.total == 3 * 24 * 208
    alone = [fiscal_note([(file, rate_rise())]) for file in (one, other)]
    assert both.federal == pytest.approx(sum(note.federal for note in alone), abs=0.02)
    assert len(both.changes) == 1  # one bill, said once


@pytest.mark.parametrize("name", EXAMPLES)
def test_rows_foot_to_the_cent_and_to_the_model(name: str) -> None:
    file = example(name)
    payers = tuple(file.program.payers)
    raised = [
        {"scale": f"payers.{p}.services.{s}.rate", "by": 1.17} for p in payers for s in file.program.payers[p].services
    ]
    scenario = [made_up("Raised", "asked for", raised)]
    years = {federal_year(file.program.start): 0.6}
    note = fiscal_note([(file, scenario)], NoteTerms(payers=payers, fmap=years, blend=Blend(expansion=0.37)))
    for rows in (note.earned, note.paid):
        for row in rows:
            assert row.dollars == round(row.federal + row.state, 2)
        assert round(sum(row.dollars for row in rows), 2) == pytest.approx(note.total, abs=0.05)
    assert note.total == round(sum(row.dollars for row in note.paid), 2)
    assert note.total == pytest.approx(compare(file, scenario).totals["earned"], abs=0.05)
    assert note.total == round(note.federal + note.state_dollars, 2)


def test_a_change_that_does_nothing_adds_nothing() -> None:
    note = fiscal_note([(two_years(), rate_rise(5.0))])
    assert (0, 0, None, None) == (note.total, note.state_dollars, note.share_to_pay, note.first_paid)
    assert note.sentences == ("Medicaid spends as much as before.", "As many positions are paid for, for as long.")


def test_a_higher_rate_costs_more() -> None:
    costs = [fiscal_note([(two_years(), rate_rise(rate))]).state_dollars for rate in (5.5, 6, 8)]
    assert costs == sorted(costs)


def test_a_cap_lifted_is_a_cost_too() -> None:
    file = example("piedmont-peer-center")
    lifted = made_up("Lifted", "asked for", [{"remove": "caps[name=authorization]"}])
    assert fiscal_note([(file, [lifted])]).total > 0


def test_scenarios_of_the_examples_can_be_noted() -> None:
    file = example("prairie-recovery")
    scenarios = load_scenarios("assumptions/programs/prairie-recovery.scenarios.yaml")
    bill = [s for s in scenarios if s.name == "The rate bill passes" or "bills" in s.name]
    payers = tuple(file.program.payers)
    assert fiscal_note([(file, bill[-1:])], NoteTerms(payers=payers)).total > 0


@pytest.mark.parametrize(
    ("file", "terms", "said"),
    [
        (
            two_years(state="PR"),
            NoteTerms(),
            "no federal match for PR; the fifty states and DC have one, by postal code",
        ),
        (
            small_file(start="2020-07"),
            NoteTerms(),
            "no federal match for NC in 2020: the table begins in 2024; give your own",
        ),
        (
            two_years(),
            NoteTerms(payers=("plan",)),
            "none of the payers medicaid is called Medicaid; name those that are",
        ),
        (
            two_years(),
            NoteTerms(blend=Blend(expansion=0.8, enhanced=0.3)),
            "found shares of 0.8 expansion and 0.3 enhanced; they lie from 0 to 1 together",
        ),
        (
            two_years(),
            NoteTerms(fmap={2025: 64.6}),
            "found a federal match of 64.6 for 2025; a share from 0 to 1 is needed",
        ),
        (
            two_years(),
            NoteTerms(year_starts=13),
            "found month 13 for the start of the state's fiscal year; a month is 1 to 12",
        ),
    ],
)
def test_what_cannot_be_noted_is_refused(file: ProgramFile, terms: NoteTerms, said: str) -> None:
    with pytest.raises(QuestionError) as error:
        fiscal_note([(file, rate_rise())], terms)
    assert str(error.value) == said


def test_a_note_is_one_states() -> None:
    with pytest.raises(QuestionError) as error:
        fiscal_note([(two_years(), rate_rise()), (two_years(state="IA"), rate_rise())])
    assert str(error.value) == "found programs of IA, NC; a fiscal note is one state's"
    with pytest.raises(QuestionError):
        fiscal_note([])


def test_a_frozen_note_can_be_copied() -> None:
    note = fiscal_note([(two_years(), rate_rise())])
    assert replace(note, gap=0.0).total == note.total
