"""The fiscal note of a state: a portfolio of one is the program's own note, and sums and shares are added by hand."""

import numpy as np
import pandas as pd
import pytest

from model import load_program
from model.inputs.assumptions import load_assumptions
from model.inputs.writing import written
from model.portfolio.fiscal import EVERY, StateNoteTerms, state_notes, together
from model.portfolio.reading import read_results
from model.questions.federal_match import Blend, match_of_year
from model.questions.fiscal_note import NoteTerms, fiscal_note
from tests.portfolio.sets import program, run_set, terms, write_set

BLEND = Blend(expansion=0.3, enhanced=0.1)


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    folder = tmp_path_factory.mktemp("note")
    run_set(write_set(folder / "programs", 6), folder / "out", terms(draws=5), batch=6)
    with read_results(folder / "out") as found:
        yield found


def test_a_portfolio_of_one_has_the_programs_own_fiscal_note_to_the_cent(tmp_path):
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / "one.yaml").write_bytes(written(program(1, months=20)))
    run_set(folder, tmp_path / "out")
    bill = terms().scenarios[:1]
    own = fiscal_note([(load_program(folder / "one.yaml"), bill)], NoteTerms(blend=BLEND))
    with read_results(tmp_path / "out") as results:
        note = state_notes(results, terms=StateNoteTerms(blend=BLEND), least=1)[0]
    assert len(own.paid) == 2
    found = note.years.set_index("year")
    for year in own.paid:
        row = found.loc[str(year.year)]
        assert [row[part] for part in ("dollars", "federal", "state")] == [year.dollars, year.federal, year.state]
        assert bool(row.projected) == year.projected
    total = found.loc[EVERY]
    assert [total[part] for part in ("dollars", "federal", "state")] == [own.total, own.federal, own.state_dollars]
    assert total.position_months == pytest.approx(own.position_months)
    assert own.state_dollars_per_position_year == pytest.approx(note.state_dollars_per_position_year)
    assert (note.pay, note.gap) == pytest.approx((own.pay, own.gap))


def test_dollars_and_their_bounds_are_those_added_up_by_hand_draw_by_draw(state):
    note = state_notes(state, terms=StateNoteTerms(blend=BLEND), least=1)[0]
    known, dollars, federal = load_assumptions(), np.zeros(5), np.zeros(5)
    rows = state.rows("SELECT scenario, state, federal_year, medicaid_paid_by_draw FROM years")
    for scenario, where, year, by_draw in rows:
        sign = {"The rate bill": 1, "as it stands": -1}.get(scenario, 0)
        dollars += sign * np.array(by_draw)
        federal += sign * np.array(by_draw) * match_of_year(known, where, year, BLEND, {}).blended
    total = note.total
    assert total.dollars == pytest.approx(dollars.mean(), abs=0.01)
    assert total.federal == pytest.approx(federal.mean(), abs=0.01)
    assert (total.state_low, total.state_middle, total.state_high) == pytest.approx(
        tuple(np.sort(dollars - federal)[[0, 2, 4]]), abs=0.01
    )  # of five draws, 10 % do not pass the first, 50 % the third, 90 % the fifth
    assert total.state_low < total.state_high
    assert f"{note.total.dollars:.2f}" == f"{note.years.dollars.iloc[:-1].sum():.2f}"


def test_groups_add_up_to_the_whole(state):
    note = state_notes(state, by="region", least=1)[0]
    assert list(note.groups.group) == ["east", "west"]
    for part in ("dollars", "federal", "state", "earned", "position_months"):
        assert note.groups[part].sum() == pytest.approx(note.total[part], abs=0.02)
    assert note.groups.programs.sum() == note.total.programs == 6


def test_a_reform_that_reaches_a_few_has_no_note(state):
    # the grant goes on in three programs of six; the bill reaches all
    assert [note.scenario for note in state_notes(state, least=4)] == ["The rate bill"]


def test_years_in_which_the_dollars_of_a_few_change_stand_together():
    # 2027: one program; 2028: the same and five others; 2029: five; 2030: nobody; 2031: one
    changed = {2027: "a", 2028: "abcdef", 2029: "bcdef", 2031: "f"}
    rows = [{"group": "all", "program": one, "year": year} for year, held in changed.items() for one in held]
    found = together([2027, 2028, 2029, 2030, 2031], pd.DataFrame(rows), 5)
    assert found == {"2027 to 2028": [2027, 2028], "2029 to 2031": [2029, 2030, 2031]}


def test_how_many_programs_change_is_said_of_none_and_of_all(state):
    # the bill changes all six; the other three of the six, and so leaves three that would be told by subtraction
    bill, goes_on = state_notes(state, by="region", least=1)
    assert [6] * len(bill.years) == bill.years.programs.tolist()
    assert [3, 3] == bill.groups.programs.tolist()
    assert goes_on.total.programs is pd.NA
