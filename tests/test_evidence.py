"""Cited numbers in words, searched, counted, exported; published results beside ours."""

import csv
import io
from dataclasses import replace

import pytest

from model.exports.cited import KINDS, NO_NUMBER, amount, lines, words_of
from model.exports.evidence import (
    COLUMNS,
    USES,
    Evidence,
    Wanted,
    beside,
    evidence_csv,
    headline,
    not_known,
    reproduced,
    table,
)
from model.exports.published import agreeing, compared, in_short
from model.gallery import gallery, not_expressed
from model.inputs.assumption_records import Entry, Wage
from model.inputs.assumptions import FOLDER, load_assumptions
from model.inputs.load import load_program, program_of
from model.inputs.uses import NOT_USED, Uses
from tests.small import tree

KNOWN = load_assumptions()
LINES = lines(KNOWN)
DELTA = beside(LINES, Uses(load_program(FOLDER / "programs" / "delta-mental-health.yaml"), KNOWN))
RESULTS = gallery()


def line(key):
    return next(one for one in LINES if isinstance(one.number, Entry) and one.number.key == key)


def fitting(**wanted):
    return [one for one in DELTA if Wanted(**wanted).fits(one)]


def told(key, **changes):
    use = Uses(program_of(tree(**changes), "small.yaml"), KNOWN).of(KNOWN.entries[key])
    return Evidence(line(key), use).told


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.0765, "share of wages", "7.65 % of wages"),
        (0.33, "share", "33 %"),
        (0.036, "share a year", "3.6 % a year"),
        (17.75, "dollars an hour", "$17.75 an hour"),
        (9.0, "dollars an hour", "$9.00 an hour"),
        (137700, "dollars a year", "$137,700 a year"),
        (0.725, "dollars a mile", "$0.725 a mile"),
        (303826.2500001, "dollars", "$303,826.25"),
        (-8614.0, "dollars", "-$8,614"),
        (1.2, "million dollars", "$1.20 million"),
        (0.95, "multiplier", "times 0.95"),
        (270, "units", "270 units"),
    ],
)
def test_an_amount_is_read_with_its_unit(value, unit, said):
    assert said == amount(value, unit)


def test_each_entry_and_each_row_is_one_line_with_a_label_and_a_kind():
    rows = sum(len(table_) for table_ in KNOWN.tables().values())
    assert len(KNOWN.entries) + rows == len(LINES)
    assert all(one.label and one.kind in KINDS.values() for one in LINES)
    assert all(one.value or one.note for one in LINES)


def test_a_line_holds_what_the_entry_says():
    entry, one = KNOWN.entries["turnover.annual"], line("turnover.annual")
    assert (entry.label, "0.33 separations a filled seat and year", "0.2 to 0.45, our judgement", "2024") == (
        one.label,
        one.value,
        one.between,
        one.dated,
    )
    assert ("our judgement", KNOWN.sources["project-judgement"]) == (one.confidence, one.source)


def test_entries_are_of_the_kind_of_their_file():
    first = {"labor": "turnover.annual", "medicaid": "no_show.peers", "grants": "indirect.de_minimis"}
    for file, key in first.items():
        text = (FOLDER / f"{file}.yaml").read_text()
        assert f"\n{key}:" in text
        assert KINDS[file] == line(key).kind
        keys = [found[:-1] for found in text.splitlines() if found.endswith(":") and not found.startswith((" ", "#"))]
        assert {KINDS[file]} == {line(found).kind for found in keys}


def test_what_nobody_has_published_says_that_the_product_asks():
    asked = [one for one in LINES if isinstance(one.number, Entry) and one.number.value is None]
    assert 25 == len(asked)
    assert {NO_NUMBER} == {one.value for one in asked}
    assert line("rate.iowa_h0038").number.ask in line("rate.iowa_h0038").note


def test_projected_values_are_marked():
    wages = [one for one in LINES if isinstance(one.number, Wage)]
    assert {one.number.status for one in wages if one.marked == "projected"} == {"projected"}
    assert 26 == sum(one.marked == "projected" for one in wages)
    payroll = [one for one in LINES if one.kind == KINDS["payroll"] and one.marked]
    assert ["projected"] == [one.marked for one in payroll]
    # of the whole file no entry is of a year that its source could not know
    assert not any(one.marked for one in LINES if isinstance(one.number, Entry))


def test_an_entry_of_a_year_past_what_its_source_could_know_is_marked_projected():
    old = KNOWN.sources["eby-2010"].published
    assert "2010" == old
    entries = {**KNOWN.entries}
    entries["turnover.sud_counselors"] = entries["turnover.sud_counselors"].model_copy(update={"vintage": 2012})
    marked = {
        one.number.key for one in lines(replace(KNOWN, entries=entries)) if isinstance(one.number, Entry) and one.marked
    }
    assert {"turnover.sud_counselors"} == marked


def test_words_are_found_in_labels_notes_sources_and_states():
    assert "turnover.annual" in {getattr(one.line.number, "key", "") for one in fitting(words="Turnover peer")}
    assert {"Iowa"} == {one.line.place for one in fitting(words="h0038 iowa")}
    assert fitting(words="MIT Research")
    # the label says "that nobody comes to"; the field is called no_show
    assert "no_show.peers" in {getattr(one.line.number, "key", "") for one in fitting(words="no-show peer")}
    assert [] == fitting(words="urnover")
    assert len(DELTA) == len(fitting())
    assert ["h0038", "hq", "17.75", "an"] == words_of("H0038-HQ: $17.75 an")


def test_filters_hold_together():
    found = fitting(kind=KINDS["medicaid_rates"], place="North Carolina", confidence="the document itself")
    assert found
    assert {("NC", "medicaid_rates")} == {(one.line.state, "medicaid_rates") for one in found}
    assert len(KNOWN.rates("NC")) >= len(found)


def test_a_departure_shows_both_values():
    (one,) = fitting(how=USES["another value"])
    whole = "of modified total direct cost"
    assert f"departs: says 10 % {whole} (costs.indirect_rate) in place of 15 % {whole}" == one.told


def test_a_departure_outside_the_range_says_so():
    said = told("turnover.annual", staffing={"annual_turnover": 0.6})
    unit = "separations a filled seat and year"
    assert f"departs: says 0.6 {unit} (staffing.annual_turnover) in place of 0.33 {unit}, outside the range" == said


def test_the_rest_is_told_in_words():
    unit = "separations a filled seat and year"
    place = "staffing.annual_turnover"
    staffing = {"staffing": {"annual_turnover": 0.33}}
    assert f"takes it as it stands: 0.33 {unit} ({place})" == told("turnover.annual", **staffing)
    assert f"has chosen otherwise: 0.33 {unit} ({place})" == told("turnover.all_employers", **staffing)
    assert "does not use it" == told("vacancy.months")
    assert "leaves it out" == told("no_show.peers")


def test_many_places_are_told_by_number_and_the_first_three():
    positions = [{**tree()["positions"][0], "id": f"peer-{n}", "caseload": 12} for n in range(5)]
    said = told("clients.caseload_yours", positions=positions)
    assert (
        "says 12 clients a peer (positions[id=peer-0].caseload, positions[id=peer-1].caseload, "
        "positions[id=peer-2].caseload and 2 more)"
    ) == said


def test_the_table_and_the_file_hold_every_number():
    frame = table(DELTA)
    assert (len(LINES), list(COLUMNS)) == (len(frame), list(frame.columns))
    rows = list(csv.DictReader(io.StringIO(evidence_csv(DELTA))))
    assert list(frame["What"]) == [row["What"] for row in rows]


def test_a_formula_in_a_label_is_neutralised_in_the_file():
    hostile = replace(line("turnover.annual"), label='=HYPERLINK("http://x")')
    text = evidence_csv([Evidence(hostile, NOT_USED)])
    assert "'=HYPERLINK" in text


def test_the_headline_counts_what_it_says():
    numbers = [one for one in LINES if not (isinstance(one.number, Entry) and one.number.confidence is None)]
    documents = {one.number.source for one in numbers}
    published = reproduced(RESULTS)
    expected = (
        f"You can check it: {len(numbers):,} cited numbers from {len(documents)} documents, 2002 to 2026; this program "
        f"departs from 1 of them; {published.agree} of {published.of} published results are reproduced."
    )
    assert expected == headline(DELTA, published)
    assert "25 that it would need nobody has published" in not_known(DELTA)


def test_constructed_figures_are_not_counted_as_published():
    constructed = sum(given == "constructed" for result in RESULTS for given in result.given)
    figures = sum(len(result.ours) for result in RESULTS)
    assert constructed == 8
    # 5 must differ, and each says why
    assert (figures - constructed - 5, figures - constructed) == reproduced(RESULTS)
    assert "5 must differ, and each says why." in in_short(RESULTS, not_expressed())


def test_a_figure_that_differs_without_a_reason_is_said_plainly():
    first = RESULTS[0]
    wrong = replace(first, ours=(first.ours[0] + 5_000, *first.ours[1:]))
    assert "1 differ for no reason that is known." in in_short((wrong,), ())
    assert "3 of 4" == agreeing(wrong)
    row = compared(wrong).iloc[0]
    assert ("$520,845", "$525,845", "+$5,000", "no") == (
        row["Published"],
        row["Ours"],
        row["Difference"],
        row["Agrees"],
    )


def test_what_floating_point_misses_is_no_difference():
    assert "none" == compared(RESULTS[0]).iloc[0]["Difference"]
