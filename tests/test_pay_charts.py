"""Pay without a browser: ladders and costs drawn from the model's numbers, and the sentence in all its forms."""

import pytest

from model.exports import charts, ladder_frames, pay_frames
from model.exports.charts.pay_costs import PART_TONES, cost_by_year, ladders
from model.inputs.months import Month
from model.questions.fair_pay import FairPay, fair_pay
from model.questions.standards import Amount
from model.sentences import rounded
from tests.questions.given import example, small_file
from tests.small import medicaid
from tests.test_charts import parts, rows_of

START = Month.of("2026-07")
LADDERS = {
    "peer": {"steps": [20.0, 21.0], "job_code": {"name": "PSS", "max": 22.0}, "outside_wage": 21.5},
    "lead": {"steps": [25.0], "months_per_step": 18},
}


def asked(wage: float, **changes: object) -> FairPay:
    return fair_pay(small_file(**changes), Amount(wage=wage))


def test_ladders_are_drawn_step_by_step_with_limits_and_the_wage_elsewhere() -> None:
    points = ladder_frames.ladder_points(small_file(ladders=LADDERS), START)
    peer = points[points["ladder"] == "peer"]
    assert list(peer["wage"]) == [20.0, 21.0]
    assert list(peer["tenure"]) == [0, 12]
    assert list(peer["most"]) == [22.0, 22.0]
    assert list(peer["outside"]) == [21.5, 21.5]
    table = ladder_frames.ladder_table(points).set_index("Ladder")
    assert table.loc["peer", "Steps"] == "$20.00 at the start, $21.00 after 1 year"
    assert table.loc["peer", "Job code"] == "to $22.00"
    assert (table.loc["lead", "Job code"], table.loc["lead", "Elsewhere"]) == ("no limit", "–")


def test_each_ladder_has_a_line_of_its_own_and_the_standard_one_across() -> None:
    points = ladder_frames.ladder_points(small_file(ladders=LADDERS), START)
    chart = ladders(points, 22.5, "$22.50", "July 2026")
    lines = [part for part in parts(chart.to_dict()) if part["mark"].get("type") == "line"]
    assert [part["encoding"]["detail"]["field"] for part in lines] == ["ladder"]
    assert {row["standard"] for row in rows_of(chart.to_dict()) if "standard" in row} == {22.5}
    # of two ladders one starts below, and its last step of 21 stays below too
    assert charts.title_of(chart) == (
        "In July 2026 1 of 2 ladders start below $22.50 an hour (the dashed line), and 1 never reaches it"
    )


@pytest.mark.parametrize(("months", "said"), [(0, "at the start"), (12, "after 1 year"), (18, "after 18 months")])
def test_tenure_in_words(months: int, said: str) -> None:
    assert ladder_frames.tenure(months) == said


def test_bars_of_a_year_add_up_to_its_cost() -> None:
    option = fair_pay(example("prairie-recovery"), Amount(wage=24.0)).plain
    frame = pay_frames.year_parts(option)
    assert frame["dollars"].sum() == pytest.approx(option.cost)
    chart = cost_by_year(frame, "Only those below it rise")
    drawn = {(row["group"], row["part"]): row["dollars"] for row in rows_of(chart.to_dict()) if "part" in row}
    assert sum(drawn.values()) == pytest.approx(option.cost, abs=2)
    assert {tone.name for tone in PART_TONES} == set(pay_frames.PARTS)


def test_the_sentence_where_no_rate_reaches_it() -> None:
    # nobody is served by this payer, so no rate brings a dollar
    found = asked(22.0, payers={"medicaid": medicaid(5.0, client_share=0.0)})
    assert pay_frames.headline(found, "$22") == (
        "Fair pay at $22 costs $1,250 a year; no rate of medicaid that was looked at pays for it."
    )


def test_the_sentence_with_turnover_that_answers() -> None:
    found = fair_pay(example("piedmont-peer-center"), Amount(wage=18.0))
    assert found.plain.effect is not None
    said = pay_frames.headline(found, "$18")
    word = "saves" if found.plain.effect.saved >= 0 else "costs"
    assert f" a year after what lower turnover {word}; that is $" in said
    assert len(pay_frames.effect_table(found)) == 2


def test_levers_that_reach_it_in_one_form_only_stand_beside_each_other() -> None:
    found = fair_pay(example("piedmont-peer-center"), Amount(wage=17.75))
    table = pay_frames.side_by_side(found).set_index("What")
    row = "or points of no-show: fewer (individual)"
    assert table[pay_frames.SPREAD].to_dict()[row] == pay_frames.CANNOT
    assert float(table[pay_frames.LIKE_BEGINNERS].to_dict()[row]) > 0
    assert table.index.is_unique


def test_one_ladder_is_told_in_the_singular_and_many_draw_no_words() -> None:
    one = ladder_frames.ladder_points(small_file(), START)
    assert charts.title_of(ladders(one, 22.5, "$22.50", "July 2026")) == (
        "In July 2026 the ladder starts below $22.50 an hour (the dashed line), and never reaches it"
    )
    many = {f"ladder {number}": {"steps": [20.0]} for number in range(13)} | {"peer": {"steps": [20.0]}}
    spec = ladders(ladder_frames.ladder_points(small_file(ladders=many), START), None, "", "July 2026").to_dict()
    assert "text" not in {part["mark"]["type"] for part in parts(spec)}


def test_a_year_is_named_where_there_are_several() -> None:
    option = fair_pay(example("prairie-recovery"), Amount(wage=24.0)).plain
    first = pay_frames.position_table(pay_frames.first_year(option))
    assert list(first)[:4] == ["Position", "Paid now", "Should be", "Short by"]
    every = pay_frames.position_table(option.positions)
    assert list(every)[:2] == ["Position", "Fiscal year from"]
    # the last row adds up what the others show
    assert every.iloc[-1]["Wages"] == rounded(sum(row.wages for row in option.positions))
