"""Why a wage: what is published, never what was carried forward."""

from model.inputs.assumptions import load_assumptions
from model.inputs.load import load_program
from model.requests.wage_facts import NEAREST, wage_facts
from pages.parts.standing import examples


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
        "That is about percentile 38 of what social and human service assistants earned in Minnesota "
        "(Occupational Employment and Wage Statistics, May 2024, states)."
    )
