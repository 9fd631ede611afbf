"""What is said of a person's pay: of wages what is published, of who else pays what holds while the award runs."""

from model.inputs.assumptions import load_assumptions
from model.inputs.load import load_program
from model.requests.computing import budget_of
from model.requests.paragraphs import paragraphs
from model.requests.wage_facts import NEAREST, wage_facts
from pages.parts.standing import examples
from tests.requests.asking import asked, small_file
from tests.small import grant


def test_the_market_is_what_the_bureau_published_not_what_was_carried_past_it() -> None:
    """Minnesota's assistants: 18.33 at the 10th and 23.49 at the 50th percentile in May 2024.

    21.93 lies 3.60 of 5.16 of the way from one to the other: 10 + 40 x 0.698 = 37.9. The row carried to May 2025 is
    ours, and would have said 36.
    """
    file, assumptions = load_program(examples()["Prairie recovery"]), load_assumptions()
    carried = [
        r for r in assumptions.wage_table if (r.area, r.soc, r.status) == ("Minnesota", NEAREST[True], "projected")
    ]
    assert carried and max(r.vintage for r in carried) == 2025
    post = next(p.id for p in file.program.positions if p.direct_service)
    fact = next(f for f in wage_facts(file, post, 21.93, file.program.start, assumptions) if f.key == "market")
    assert fact.sentence == (
        "The wage is about the 38th percentile of what social and human service assistants earned in Minnesota "
        "(Occupational Employment and Wage Statistics, May 2024, states)."
    )


def test_parts_of_a_wage_that_do_not_add_up_as_printed_say_when_they_were_rounded() -> None:
    """After one rise of 1.5 % the step of 20.50 is 20.8075 and the 1.11 more for certified 1.12665.

    Together they are 21.93415, printed as 21.93; the parts as printed, 20.81 and 1.13, would be 21.94.
    """
    file, assumptions = load_program(examples()["Prairie recovery"]), load_assumptions()
    # the program begins in July 2026, so 15 months on is October 2027
    facts = wage_facts(file, "coach-1", 21.93, file.program.start.plus(15), assumptions)
    said = next(fact.sentence for fact in facts if fact.key == "ladder")
    assert "$20.81 an hour, with $1.13 more for certified (the wage is their sum before each is rounded" in said
    whole = small_file(ladders={"peer": {"steps": [20.0, 20.8], "differentials": {"certified": 1.15}}})
    said = next(f.sentence for f in wage_facts(whole, "peer", 21.95, whole.program.start, assumptions))
    assert said.endswith("$20.00, $20.80 an hour, with $1.15 more for certified.")


def test_who_else_pays_is_told_of_the_months_of_the_award_only() -> None:
    """A grant that ended before says nothing about double payment; one of 40 % beside half makes 90 %."""
    ended = grant("old", covers={"peer": 1.0})
    beside = grant("county", start="2026-10", end="2027-09", covers={"peer": 0.4})
    file = small_file(months=36, grants=[ended, beside])
    half = {"personnel": [{"position": "peer", "effort": 0.5}]}
    during, after = (
        {p.id: p.text for p in paragraphs(file, budget_of(file, asked(file, **half, start=start)))}["personnel.peer"]
        for start in ("2027-07", "2027-10")
    )
    assert (
        "While the award runs, time is also paid by County (up to 40 %); with this request no month exceeds 90 %."
        in during
    )
    assert "While the award runs" not in after
