"""Who pays for whom until when: the sentence about the next cliff, rows and charts, without a browser."""

from typing import Any

import pytest

from model.compare import Outcome, outcome
from model.exports import money_spans, money_years
from model.exports.charts import Mark, gantt, title_of
from model.exports.palette import STATUS_TONES
from model.questions.cliffs import Grants, grants_and_other_money
from tests.questions.given import EXAMPLES, example, small_file
from tests.small import grant, lead, peer

UNBILLED = {"program_income": "not_billed"}


def found(**changes: Any) -> tuple[Outcome, Grants]:
    result = outcome(small_file(**changes))
    return result, grants_and_other_money(result)


def months_of(result: Outcome) -> list[str]:
    program = result.file.program
    return [str(program.start.plus(n)) for n in range(program.months)]


def test_the_next_cliff_names_month_source_dollars_seats_and_what_billing_covers() -> None:
    # 1,040 dollars a month; billing of 208 units at 2.50 is 520 of 1,040
    payers = {"medicaid": {"client_share": 1.0, "services": {"individual": {"rate": 2.5}}}}
    said = money_spans.next_cliff(*found(months=24, payers=payers, grants=[grant(**UNBILLED)]))
    assert said == (
        "The next cliff is October 2026, when the grant 'grant' stops paying $1,040 a month for one seat; billing then "
        "covers 50 % of what it costs."
    )


def test_what_billing_then_covers_is_of_those_under_the_cliff_that_see_clients() -> None:
    # billing of 208 units at 2.50 is 520 a month; the peer costs 1,040 and bears the 520 of the lead, who sees nobody
    payers = {"medicaid": {"client_share": 1.0, "services": {"individual": {"rate": 2.5}}}}
    both = grant(covers={"peer": 1.0, "lead": 1.0}, **UNBILLED)
    said = money_spans.next_cliff(*found(months=24, payers=payers, positions=[peer(), lead()], grants=[both]))
    assert said.endswith(
        "stops paying $1,560 a month for two seats; billing then covers 33 % of what the one of them that sees clients "
        "costs."
    )


def test_sources_that_end_together_are_one_cliff() -> None:
    two = [peer("a"), peer("b")]
    grants = [grant("one", covers={"a": 1.0}, **UNBILLED), grant("two", covers={"b": 1.0}, **UNBILLED)]
    said = money_spans.next_cliff(*found(months=24, positions=two, grants=grants))
    assert "when the grant 'one' and the grant 'two' stop paying $2,080 a month for two seats" in said


def test_without_a_cliff_it_says_what_most_hangs_on() -> None:
    said = money_spans.next_cliff(*found(months=12))
    assert said == (
        "No grant, contract or payer that pays for anything ends before June 2027; most hangs on billing 'medicaid', "
        "which pays 100 % of the first year's cost."
    )
    assert money_spans.next_cliff(*found(payers={})).endswith("and none pays: what is spent comes from the reserve, or "
                                                              "from nobody.")  # fmt: skip


def test_sources_of_one_kind_are_told_apart_by_number() -> None:
    signs = money_spans.codes([("grant", "a"), ("billing", "billing"), ("grant", "b"), ("reserve", "reserve")])
    assert signs == {
        ("grant", "a"): "G1",
        ("grant", "b"): "G2",
        ("billing", "billing"): "B",
        ("reserve", "reserve"): "R",
    }


def test_each_position_has_a_lane_for_each_source_and_its_dollars_are_the_spans() -> None:
    result, all_of_it = found(months=24, grants=[grant(**UNBILLED)])
    frame = money_spans.by_position(all_of_it.spans, months_of(result))
    # three months of the grant, then 21 of billing
    assert list(frame["row"]) == ["peer G", "peer B"]
    assert list(frame["label"]) == ["peer", ""]
    assert list(frame["months"]) == [3, 21]
    assert frame["dollars"].tolist() == pytest.approx([3 * 1040, 21 * 1040])
    chart = gantt.positions_paid(frame, months_of(result), [Mark("2026-10", "grant has stopped")])
    assert title_of(chart) == "Billing pays most toward this position: $21,800 of $25,000, through June 2028"


def test_a_supervisor_whom_a_grant_names_is_counted_among_its_seats() -> None:
    both = {"peer": 1.0, "lead": 1.0}
    result, _ = found(months=12, positions=[peer(), lead()], grants=[grant("sor", covers=both, **UNBILLED)])
    frame = money_spans.by_source(result.projection, months_of(result))
    first = frame[frame["row"] == "G sor"].iloc[0]
    assert first["seats"] == 2
    # the peer's 1,040 and the lead's 520 dollars, three months
    assert first["dollars"] == pytest.approx(3 * (1040 + 520))


@pytest.mark.parametrize("name", EXAMPLES)
def test_of_every_example_the_years_add_up_to_the_cost_and_the_charts_are_drawn(name: str) -> None:
    result = outcome(example(name))
    all_of_it = grants_and_other_money(result)
    frame = money_years.by_year(all_of_it.years, result.file.program)
    assert frame["dollars"].sum() == pytest.approx(result.projection.funding.full[0].sum())
    months, fills = months_of(result), {tone.fill for tone in STATUS_TONES}
    marks = [Mark(str(cliff.last.plus(1)), cliff.source) for cliff in all_of_it.cliffs]
    for chart in (
        gantt.positions_paid(money_spans.by_position(all_of_it.spans, months), months, marks),
        gantt.sources_paying(money_spans.by_source(result.projection, months), months, marks),
    ):
        drawn = chart.to_dict()["layer"]
        assert set(drawn[0]["encoding"]["color"]["scale"]["range"]) <= fills
        assert title_of(chart)
    assert title_of(gantt.sources_by_year(frame, money_years.year_sentence(all_of_it.years))).startswith("Most hangs")


def test_dollars_by_source_add_up_to_what_is_spent() -> None:
    result = outcome(example(EXAMPLES[0]))
    frame = money_spans.by_source(result.projection, months_of(result))
    assert frame["dollars"].sum() == pytest.approx(result.projection.funding.full[0].sum(), rel=1e-6)


def test_an_award_that_runs_out_says_the_even_spending() -> None:
    # 2,080 dollars for three months of 1,040: two months are paid, 1,040 is not; 2,080 / 3 is 693
    _, all_of_it = found(months=12, grants=[grant(award=[2080], **UNBILLED)])
    assert money_years.award_sentences(all_of_it) == [
        "'grant' runs out in September 2026: $1,040 that it is asked for in all is not paid. Even spending of $693 a "
        "month would last through that budget year.",
        "No grant asks for a match.",
    ]


def test_a_match_is_held_against_what_could_count() -> None:
    # of 3 x 1,040 = 3,120 paid, a match rate of 0.25 needs 1,040; nine months of billing could count, 9,360
    _, all_of_it = found(months=12, grants=[grant(match_rate=0.25, **UNBILLED)])
    assert money_years.award_sentences(all_of_it)[1] == (
        "Match needed is $1,040; $9,360 could count toward it, enough."
    )


def test_a_year_in_which_hardly_anything_is_spent_is_not_the_most_concentrated() -> None:
    result = outcome(example("piedmont-peer-center"))
    years = grants_and_other_money(result).years
    assert min(year.cost for year in years) < 0.1 * max(year.cost for year in years)
    assert "July 2026" in money_years.year_sentence(years)
