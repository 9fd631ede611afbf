"""What people are told: dates from the findings, conditions and doubts in words, and no pay anywhere, on any paper."""

import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
from docx import Document

from model.compare import Outcome, outcome
from model.exports.keeping import Beside
from model.exports.people_letter import people_letter
from model.exports.script import script, supposing, worked_out
from model.exports.seats import LEFT_OUT, pay_of, without_money
from model.exports.telling import Telling, answer, telling
from model.inputs.load import load_program, program_of
from model.inputs.scenario import Placed, applied, load_scenarios, read_scenarios
from model.sentences import rounded
from tests.random_programs import random_program
from tests.small import grant, lead, medicaid, peer, tree

PROGRAMS = Path(__file__).parents[1] / "assumptions" / "programs"
EXAMPLES = sorted(path for path in PROGRAMS.glob("*.yaml") if ".scenarios" not in path.name)
HOSTILE = "**x** <w:p>{{7*7}}</w:p> =cmd|' /C calc'!A0"


def small(**changes: Any) -> Outcome:
    return outcome(program_of(tree(**changes), "small.yaml"))


def words_of(paper: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(paper)).paragraphs)


def said_of(told: Telling) -> str:
    return "\n".join([told.title, told.paid_by, told.then, told.notice, told.binds, *told.keep, *told.unknown])


def laid_on(path: Path) -> list[Placed]:
    beside = path.with_name(path.stem + ".scenarios.yaml")
    return list(load_scenarios(beside)) if beside.exists() else []


# A grant pays all of the peer for 3 months; then billing at 2.5 a unit pays 520 of 1,040 and the reserve 520, 480.
CLIFF = {
    "months": 24,
    "grants": [grant()],
    "payers": {"medicaid": medicaid(2.5)},
    "reserve": {"opening": 1000},
    "cash": {"opening": 100_000},
}


def test_who_pays_until_when_and_what_then() -> None:
    told = telling(small(**CLIFF), "peer")
    assert told.paid_by == "The grant “grant” pays for it through September 2026."
    then = "From October 2026 on it lasts on the reserve; from November 2026 on nobody pays for part of it."
    assert told.then == then
    # four weeks before October 2026, the month before the first gap: 0.92 months, rounded down
    assert told.notice == "Notice would be given in September 2026, 4 weeks ahead."
    assert told.keep == ("The grant “grant” is renewed beyond September 2026, or other money takes its place.",)
    assert told.unknown == (
        "Whether the grant “grant” is renewed after September 2026.",
        "How much of the reserve the board is willing to use.",
        "Whether clients come and payers pay as assumed.",
        "Who will leave by then of their own accord: this speaks of the position, not of the person in it.",
    )


def test_a_position_that_is_paid_for_to_the_end() -> None:
    told = telling(small(payers={"medicaid": medicaid(9.0)}, cash={"opening": 100_000}), "peer")
    assert told.paid_by == "Billing pays for it through September 2026."
    assert told.then == "Nothing is lost through September 2026, the last month that was looked at."
    assert told.notice == "There is no month in these in which notice would have to be given (4 weeks ahead)."
    assert told.keep == ("The money named above comes as the program file says; nothing has to change.",)


def test_a_position_never_paid_for_in_full() -> None:
    told = telling(small(payers={"medicaid": medicaid(2.5)}, cash={"opening": 100_000}), "peer")
    expected = "From its first month on, the money that is sure does not pay for all of it; billing pays part of it."
    assert told.paid_by == expected
    assert told.notice.startswith("Notice, 4 weeks ahead, would have been due in May 2026, before these months begin.")
    assert told.keep == ("More comes in, or it costs less, from July 2026 on.",)


def test_cash_that_runs_out_first_is_said_and_notice_in_time_too() -> None:
    ending = {**CLIFF, "when_unfunded": "end", "cash": {"opening": 500}}
    result = small(**ending)
    told = telling(result, "peer")
    # 500 - 1,040 paid + 520 billed; the grant pays a month later
    assert result.projection.cash[0, 0] == pytest.approx(-20)
    assert told.paid_by.endswith("through September 2026 on paper.")
    assert told.then.startswith("Cash runs out in July 2026: nothing after that month can be counted on.")
    # money is out in July, so the last month with money is June, and four weeks before that is in May
    assert told.notice.endswith("in July 2026: to give notice while it is still paid for, do it by May 2026.")


def test_a_position_that_sees_no_clients_is_paid_with_those_that_do() -> None:
    told = telling(small(positions=[peer(), lead()], payers={"medicaid": medicaid(9.0)}), "lead")
    assert told.paid_by.startswith("What pays for the positions that see clients pays for it through ")
    assert told.binds == ""


def test_a_payer_that_ends_is_what_would_have_to_go_on() -> None:
    told = telling(small(months=12, payers={"medicaid": medicaid(9.0, end="2026-09")}), "peer")
    assert "The payer “medicaid” goes on paying beyond September 2026, or other money takes its place." in told.keep


def test_scenarios_laid_on_and_those_that_would_help() -> None:
    file = program_of(tree(**CLIFF), "small.yaml")
    text = "- {name: Renewed, why: asked, changes: [{set: 'grants[id=grant].end', to: 2026-12}]}"
    renewed = read_scenarios(text.encode(), "s.yaml")
    before, after = outcome(file), outcome(applied(file, renewed))
    told = telling(before, "peer", Beside(others={"Renewed": after}))
    assert "Or: “Renewed” comes true; it would then be paid for through December 2026." in told.keep
    told = telling(after, "peer", Beside(before=before, laid=("Renewed",)))
    expected = "All this takes “Renewed” to come true; without that it is paid for through September 2026, "
    assert f"{expected}and with it through December 2026." in told.keep
    assert supposing(("Renewed",), after) == "All this supposes that “Renewed” comes true."
    assert worked_out(after) == "As things stand today, worked out from July 2026 through June 2028."


def test_what_to_say_to_everybody() -> None:
    said = script(small(**CLIFF))
    assert said.known == (
        "peer is paid for through September 2026.",
        "Nobody would be given notice before September 2026.",
    )
    assert said.more[-1] == "In any case we tell you where we stand by August 2026, before any notice."
    assert "Whether the grant “grant” is renewed after September 2026." in said.unknown


def test_the_answer_is_the_first_sentence_of_the_first_page() -> None:
    said = answer(small(**CLIFF))
    assert said.startswith("As things stand today: the one position loses its funding in October 2026, when the grant")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_pay_and_no_dollar_stands_on_any_paper(path: Path) -> None:
    file = load_program(path)
    scenarios = laid_on(path)
    before = outcome(file)
    others = {placed.name: outcome(applied(file, [placed])) for placed in scenarios}
    for name, result in {"": before, **others}.items():
        beside = Beside(before=before, laid=(name,) if name else (), others={} if name else others)
        for slips in (False, True):
            assert_no_pay(words_of(people_letter(result, beside, slips=slips)), result)


@pytest.mark.parametrize("seed", range(6))
def test_no_pay_stands_on_the_paper_of_a_random_program(seed: int) -> None:
    result = outcome(program_of(random_program(seed), "random.yaml"))
    assert_no_pay(words_of(people_letter(result)), result)


def assert_no_pay(text: str, result: Outcome) -> None:
    """No dollar sign, and no number that is a wage, a step of a ladder, or any dollar of the positions' money."""
    assert "$" not in text
    assert "dollar" not in text.lower()
    numbers = {number.replace(",", "") for number in re.findall(r"\d[\d,]*\.?\d*", text)}
    amounts = result.projection.costs.wages, result.projection.staffing.wage, result.projection.funding.full
    dollars = {f"{value:.2f}" for each in amounts for value in np.unique(each) if value >= 5}
    assert not numbers & dollars
    # whole dollars, as people would say them: years and counts of weeks and months are all that may stand here
    assert not {n for n in numbers if n.isdigit() and not 1900 < int(n) < 2200} & {
        rounded(float(value)).strip("$").replace(",", "")
        for each in amounts
        for value in np.unique(each)
        if value >= 61
    }
    wages = {f"{value:g}" for value in pay_of(result)} | {f"{value:.2f}" for value in pay_of(result)}
    told = [n for n in re.findall(r"(?<![\w.])\d+\.\d+", text) if n in wages]
    assert told == []


def test_amounts_in_names_are_left_out() -> None:
    assert without_money("Start at $18.50 an hour") == f"Start at {LEFT_OUT} an hour"
    assert without_money("A gift of $50k, or US$ 1,200.00.") == f"A gift of {LEFT_OUT}, or {LEFT_OUT}."
    assert without_money("Start at 18.5 in 2027", [18.5]) == f"Start at {LEFT_OUT} in 2027"
    assert without_money("peer-20 and 20", [20.0]) == f"peer-20 and {LEFT_OUT}"


def test_a_scenario_that_names_a_wage_does_not_give_it_away() -> None:
    file = program_of(tree(**CLIFF), "small.yaml")
    text = "- {name: 'Start at $21.50, not 20', why: pay, changes: [{set: wage_floor, to: 21.5}]}"
    after = outcome(applied(file, read_scenarios(text.encode(), "s.yaml")))
    words = words_of(people_letter(after, Beside(before=outcome(file), laid=("Start at $21.50, not 20",))))
    assert "21.50" not in words and "not 20”" not in words
    assert LEFT_OUT in words


def test_the_paper_has_real_styles_and_a_heading_for_each_position() -> None:
    result = small(**{**CLIFF, "positions": [peer("a", title="First"), peer("b", title="Second")], "grants": []})
    paper = Document(io.BytesIO(people_letter(result)))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in paper.paragraphs if paragraph.style is not None]
    assert styles[0] == ("Title", "What becomes of our positions")
    headings = [text for style, text in styles if style == "Heading 1"]
    expected = ["What we know", "What we do not know", "When we will tell you more", "First (a)", "Second (b)"]
    assert headings == expected
    assert ("List Bullet", "More comes in, or it costs less, from July 2026 on.") in styles


def test_slips_begin_a_page_each() -> None:
    result = small(**{**CLIFF, "positions": [peer("a"), peer("b")], "grants": []})
    paper = Document(io.BytesIO(people_letter(result, slips=True)))
    heads = [p for p in paper.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert [head.paragraph_format.page_break_before for head in heads] == [False, True]


def test_names_from_files_are_text_in_the_paper_and_nothing_else() -> None:
    seat, cliff = peer(HOSTILE, title=HOSTILE), grant(HOSTILE, covers={HOSTILE: 1.0})
    result = small(**{**CLIFF, "name": HOSTILE, "positions": [seat], "grants": [cliff]})
    paper = people_letter(result)
    assert f"the grant “{HOSTILE}” is renewed" in words_of(paper).replace("The grant", "the grant")
    with ZipFile(io.BytesIO(paper)) as parts:
        body = parts.read("word/document.xml").decode()
        assert "&lt;w:p&gt;" in body
        for active in ("w:fldSimple", "w:instrText", "w:hyperlink", "w:object", "TargetMode"):
            assert active not in body
        assert not any("vba" in name.lower() or "external" in name.lower() for name in parts.namelist())


def test_a_program_of_one_month_has_a_paper_too() -> None:
    words = words_of(people_letter(small(months=1, positions=[peer(direct_service=False, mix={})])))
    assert "Position (peer)" in words
