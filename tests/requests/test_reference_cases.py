"""Published sample budgets, reproduced line by line; two of them print totals that their lines do not give."""

import pytest

from model.inputs.request import Request
from model.requests.checking import checks
from model.requests.computing import budget_of
from tests.requests.asking import asked, budget, line, rates, small_file, typed

CASE_MANAGER = [
    line("salary", 27000),
    line("fringe", 6750),
    line("miles", 0.5, 3124),
    line("training", 175),
    line("supplies", 47.54, months=12),
    line("telephone", 60, months=12),
    line("indirect", 9390),
]


def samhsa_sample() -> dict:
    """A SAMHSA sample without match: personnel, fringe, travel and contracts as printed; the rest from memory."""
    return {
        "personnel": [
            typed("Project Director", 64890, 0.10),
            typed("Grant Coordinator", 46276),
            typed("Clinical Director", 0, 0.2, paid_by="in_kind"),
        ],
        "fringe": rates(FICA=0.0765, Compensation=0.025, Insurance=0.105),
        "travel": [
            line("airfare", 200, times={"persons": 2}),
            line("hotel", 180, times={"persons": 2, "nights": 2}),
            line("per-diem", 46, times={"persons": 2, "days": 2}),
            line("mileage", 0.38, 3000),
        ],
        "supplies": [line("supplies", 3796)],
        "contractual": [
            line("training", 250, 3, kind="services"),
            line("treatment", 1040, 27, kind="services"),
            {"id": "case-manager", "kind": "services", "parts": CASE_MANAGER},
            line("evaluator", 40, 225, unit="hours", kind="consultant"),
            line("marketing", 30000, 1.0, share=0.1, kind="services"),
        ],
        "other": [line("other", 15815)],
        "indirect": {"kind": "negotiated", "rate": 0.08, "base": "salaries_and_fringe"},
    }


def test_the_samhsa_sample_comes_out_as_printed() -> None:
    found = budget(**samhsa_sample())
    assert [each.total for each in found.of("personnel").paid_by("grant")] == [6489, 46276]
    assert [each.total for each in found.of("fringe").paid_by("grant")] == [4037, 1319, 5540]
    totals = {c.name: c.total(0) for c in found.classes}
    assert totals["personnel"] == 52765
    assert totals["fringe"] == 10896
    assert totals["travel"] == 400 + 720 + 184 + 1140 == 2444
    assert totals["contractual"] == 750 + 28080 + 46167 + 9000 + 3000 == 86997
    # 8 % of 52,765 + 10,896 = 63,661 is 5,092.88
    assert (found.base[0].base, totals["indirect"]) == (63661, 5093)
    assert (found.direct(0), found.asked(0)) == (172713, 177806)


def test_the_arithmetic_prints_as_people_repeat_it() -> None:
    found = budget(**samhsa_sample())
    assert found.line("personnel.project-director").years[0].text == "64,890 × 10 % × 12/12 = 6,489"
    assert found.line("fringe.FICA").years[0].text == "52,765 × 7.65 % = 4,037"
    assert found.line("travel.hotel").years[0].text == "180 × 2 × 2 = 720"


def test_the_sample_with_match_prints_a_travel_total_that_its_lines_do_not_give() -> None:
    file = small_file()
    request = asked(
        file,
        personnel=[
            typed("Project Director", 64890, 0.07, paid_by="cash"),
            typed("Prevention Specialist", 26000, 0.25, paid_by="cash"),
            typed("Peer Helper", 23000, 0.4, paid_by="cash"),
            {"id": "clerk", "title": "Clerical", "hourly": 13.38, "hours": 100, "paid_by": "cash"},
        ],
        travel=[line("airfare", 1200), line("hotel", 2160), line("per-diem", 828), line("mileage", 0.38, 3000)],
        printed=[
            {"class": "travel", "paid_by": "grant", "dollars": 6453},
            {"class": "personnel", "paid_by": "cash", "dollars": 21580},
        ],
    )
    found = budget_of(file, request)
    assert [each.total for each in found.of("personnel").lines] == [4542, 6500, 9200, 1338]
    [e1] = [c for c in checks(file, found) if c.code == "E1"]
    assert e1.sentence == (
        "E1 printed[0]: travel of the grant in year 1 prints 6,453, and its lines add up to 5,328; "
        "print 5,328, or mend the line that is 1,125 off."
    )


def acl_sample() -> Request:
    """The ACL sample: dollars cut off, 36.65 % fringe, 21.5 % of all salaries and fringe, in the federal column."""
    cash = {"paid_by": "cash"}
    return asked(
        flavour="acl",
        whole_dollars="down",
        award_date="2023-07-01",
        personnel=[typed("Project Director", 95401, 0.5), typed("Office Manager", 47108, 0.5, **cash)],
        fringe=rates(Fringe=0.3665),
        travel=[
            line("mileage", 0.585, 6, times={"miles": 700}),
            line("lodging", 110, 15),
            line("per-diem", 40, 15),
            line("airfare", 1500, **cash),
            line("hotel", 1080, **cash),
            line("meals", 360, **cash),
        ],
        equipment=[line("equipment", 10000)],
        supplies=[line("supplies", 3700), line("supplies-cash", 5670, **cash)],
        contractual=[line("care", 1682, 11, kind="services"), line("volunteers", 11669, kind="services")],
        other=[
            line("consultants", 24.5, 100, times={"consultants": 2}),
            line("brochures", 500),
            line("registration", 200),
            line("volunteer-time", 8, 15, times={"hours": 49}, paid_by="in_kind"),
        ],
        indirect={
            "kind": "negotiated",
            "rate": 0.215,
            "base": "salaries_and_fringe",
            "base_of": "grant_and_cash",
            "agreed": "2022-01-01",
            "type": "predetermined",
        },
        printed=[{"class": "total", "dollars": 187060}, {"class": "total", "paid_by": "cash", "dollars": 40866}],
    )


def test_the_acl_sample_comes_out_column_by_column_and_its_printed_total_is_refused() -> None:
    file, request = small_file(), acl_sample()
    found = budget_of(file, request)
    assert [each.total for each in found.of("fringe").lines] == [17482, 8632]
    assert (found.base[0].base, found.indirect(0)) == (71254 + 26114, 20934)
    assert found.asked(0) == 140294
    assert found.total(0, ("cash",)) == 40796
    assert found.total(0, ("in_kind",)) == 5880
    assert found.total(0) == 186970
    said = [c.found for c in checks(file, found) if c.code == "E1"]
    assert said == [
        "total in year 1 prints 187,060, and its lines add up to 186,970",
        "total of cash match in year 1 prints 40,866, and its lines add up to 40,796",
    ]


def test_the_older_sample_is_within_a_dollar_a_line() -> None:
    found = budget(
        personnel=[typed("Staff", 45000)],
        fringe=rates(FICA=0.0765, Health=0.12, Dental=0.05, Life=0.02, Compensation=0.0075, Unemployment=0.006),
        travel=[
            line("car", 0.365, 3, times={"people": 2, "miles": 350}),
            line("lodging", 50, 3, times={"people": 2, "nights": 1}),
            line("per-diem", 40, 3, times={"people": 2, "days": 2}),
        ],
    )
    printed = [3442, 5400, 2250, 900, 338, 270]
    assert [each.total for each in found.of("fringe").lines] == pytest.approx(printed, abs=1)
    # 766.50 + 300 + 480 = 1,546.50, printed as 1,547
    assert found.of("travel").total(0) == 1547


def test_six_lines_of_a_personnel_table_add_up() -> None:
    lines = [31800, 125000, 90000, 115000, 62500, 50000]
    found = budget(flavour="hrsa", personnel=[typed(f"Staff {n}", pay) for n, pay in enumerate(lines)])
    assert found.of("personnel").total(0) == 474300


def test_modified_total_direct_cost_counts_subawards_to_their_part_and_leaves_rent_and_equipment_out() -> None:
    # 200,000 + 50,000 + 8,000 + 7,000 + 10,000 + 30,000 + 50,000 = 355,000; 15 % is 53,250
    found = budget(
        personnel=[typed("Staff", 200000)],
        fringe=rates(Fringe=0.25),
        travel=[line("trips", 8000)],
        equipment=[line("vehicle", 12000)],
        supplies=[line("supplies", 7000)],
        contractual=[
            line("services", 10000, kind="services"),
            line("small", 30000, kind="subaward"),
            line("large", 120000, kind="subaward"),
        ],
        other=[line("rent", 18000, in_base=False), line("stipends", 5000, in_base=False)],
        indirect={"kind": "de_minimis"},
    )
    base = found.base[0]
    assert (base.base, base.excluded, found.direct(0)) == (355000, 105000, 460000)
    assert (found.indirect(0), found.asked(0)) == (53250, 513250)


def test_pay_above_the_salary_limit_is_charged_at_the_limit() -> None:
    # 228,000 x 5 % = 11,400 in place of 260,000 x 5 % = 13,000
    limited = budget(personnel=[typed("Director", 260000, 0.05)])
    assert limited.of("personnel").total(0) == 11400
    foundation = budget(flavour="foundation", personnel=[typed("Director", 260000, 0.05)])
    assert foundation.of("personnel").total(0) == 13000
