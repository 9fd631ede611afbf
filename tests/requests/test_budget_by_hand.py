"""Lines drawn from the program, by hand: the peer works 12 hours a week for 20 dollars an hour."""

from model.requests.computing import budget_of
from tests.requests.asking import asked, budget, line, small_file, typed
from tests.small import lead, peer

STEPS = {"peer": {"steps": [20.0, 21.0], "months_per_step": 8}}


def printed(found, identity: str) -> list[int]:
    """What a line prints, year by year."""
    return [year.printed for year in found.line(identity).years]


def test_pay_is_hours_times_wage_times_effort_stretch_by_stretch() -> None:
    # 12 x 52 = 624 hours a year: 8/12 at 20 and 4/12 at 21, half of them: (8,320 + 4,368) / 2 = 6,344
    file = small_file(ladders=STEPS)
    found = budget(file, personnel=[{"position": "peer", "effort": 0.5}])
    year = found.line("personnel.peer").years[0]
    assert year.text == "12 × 52 × 20 × 50 % × 8/12 + 12 × 52 × 21 × 50 % × 4/12 = 6,344"
    assert [term.label for term in year.terms] == ["2026-07 to 2027-02", "2027-03 to 2027-06"]


def test_pay_begins_and_ends_with_the_entry_and_with_the_position() -> None:
    # 624 x 20 x 3/12 = 3,120 and, of a position from 2027-04 on, likewise
    assert printed(budget(personnel=[{"position": "peer", "from": "2027-04"}]), "personnel.peer") == [3120]
    file = small_file(positions=[peer(start="2027-04")])
    assert printed(budget(file, personnel=[{"position": "peer"}]), "personnel.peer") == [3120]


def test_a_budget_asks_for_the_full_seat_whoever_leaves() -> None:
    file = small_file(staffing={"annual_turnover": 1.0, "months_vacant": 3})
    assert printed(budget(file, personnel=[{"position": "peer"}]), "personnel.peer") == [12480]


def test_effort_and_ceiling_go_by_year_and_the_last_one_holds_on() -> None:
    file = small_file(months=36)
    found = budget(file, years=3, ceiling=[9000, 8000], personnel=[{"position": "peer", "effort": [0.5, 0.25]}])
    assert printed(found, "personnel.peer") == [6240, 3120, 3120]
    assert [year.ceiling for year in found.years] == [9000, 8000, 8000]


def test_a_request_may_go_beyond_the_months_that_are_projected() -> None:
    found = budget(small_file(months=3), years=2, personnel=[{"position": "peer"}])
    assert printed(found, "personnel.peer") == [12480, 12480]


def test_typed_salaries_rise_with_the_cost_of_living_and_ladder_pay_does_not() -> None:
    # 40,000 x 1.03 = 41,200 and x 1.0609 = 42,436
    found = budget(years=3, cost_of_living=0.03, personnel=[typed("Clerk", 40000), {"position": "peer"}])
    assert printed(found, "personnel.clerk") == [40000, 41200, 42436]
    assert printed(found, "personnel.peer") == [12480] * 3


def test_pay_by_cost_of_living_stands_still_in_the_year_and_rises_after_it() -> None:
    # 624 x 20, then 624 x 20.60; the step after eight months is not taken
    file = small_file(ladders=STEPS)
    found = budget(file, years=2, pay="cost_of_living", cost_of_living=0.03, personnel=[{"position": "peer"}])
    assert printed(found, "personnel.peer") == [12480, 12854]


def test_fringe_under_a_yearly_base_is_asked_once_a_calendar_year() -> None:
    # 1,040 a month; base 3,000: July to September and January to March, each 3,000 x 6 % = 180; half of it is asked
    benefits = {"components": [{"name": "Unemployment", "share_of_wages": 0.06, "wage_base": 3000}]}
    found = budget(small_file(benefits=benefits), personnel=[{"position": "peer", "effort": 0.5}])
    assert printed(found, "fringe.Unemployment") == [180]


def test_fringe_by_the_month_goes_with_the_level_of_effort_and_with_who_takes_it_up() -> None:
    # 100 x 70 % x 12 x 50 % = 420
    benefits = {"components": [{"name": "Health", "per_month": 100, "take_up": 0.7}]}
    found = budget(small_file(benefits=benefits), personnel=[{"position": "peer", "effort": 0.5}])
    assert found.line("fringe.Health").years[0].text == "100 × 70 % × 12 × 50 % = 420"


def test_fringe_follows_who_pays_the_wage() -> None:
    benefits = {"components": [{"name": "FICA", "share_of_wages": 0.0765}]}
    entries = [
        {"position": "peer", "effort": 0.5},
        {"id": "more", "position": "peer", "effort": 0.1, "paid_by": "in_kind"},
    ]
    found = budget(small_file(benefits=benefits), personnel=entries)
    # 6,240 x 7.65 % = 477.36 and 1,248 x 7.65 % = 95.47
    assert printed(found, "fringe.FICA") == [477]
    assert printed(found, "fringe.FICA.in_kind") == [95]
    assert (found.asked(0), found.match(0)) == (6717, 1343)


def test_cost_lines_and_miles_are_drawn_for_the_seats_asked_for() -> None:
    # 52 sessions of 6 miles a month are 3,744 miles a year: 3,744 x 0.50 x 50 % = 936; phone 40 x 12 x 50 % = 240;
    # certification 60 a year x 50 % = 30; rent 500 x 12 x 25 % = 1,500
    file = small_file(
        services={"individual": {"session_minutes": 60, "miles": 6}},
        costs={
            "mileage_rate": 0.5,
            "per_position_month": {"phone": 40},
            "per_position_year": {"certification": 60},
            "program_month": {"rent": 500},
            "indirect_rate": 0.1,
            "indirect_excludes": ["rent"],
        },
    )
    found = budget(
        file,
        personnel=[{"position": "peer", "effort": 0.5}],
        travel=[{"id": "miles", "line": "mileage"}],
        other=[
            {"id": "phone", "line": "phone"},
            {"id": "certification", "line": "certification"},
            {"id": "rent", "line": "rent", "share": 0.25},
        ],
        indirect={"kind": "de_minimis", "rate": 0.1},
    )
    lines = ("travel.miles", "other.phone", "other.certification", "other.rent")
    assert [printed(found, name) for name in lines] == [[936], [240], [30], [1500]]
    # rent earns none: 6,240 + 936 + 240 + 30 = 7,446
    assert found.base[0].base == 7446
    assert found.indirect(0) == 745


def test_a_changed_wage_changes_every_line_that_is_tied_to_it() -> None:
    benefits = {"components": [{"name": "FICA", "share_of_wages": 0.10}]}
    before, after = (
        budget(
            small_file(benefits=benefits, ladders={"peer": {"steps": [wage]}}),
            personnel=[{"position": "peer"}],
            indirect={"kind": "de_minimis", "rate": 0.1},
        )
        for wage in (20.0, 21.0)
    )
    # 12,480 + 1,248 + 1,373, and 13,104 + 1,310 + 1,441
    assert (before.asked(0), after.asked(0)) == (15101, 15855)


def test_a_request_for_a_grant_of_the_program_asks_for_what_the_grant_covers() -> None:
    grant = {"id": "grant", "start": "2026-07", "end": "2028-06", "award": 9000, "covers": {"peer": 0.25}}
    file = small_file(positions=[peer(), lead()], grants=[grant])
    found = budget(file, grant="grant", personnel=[{"position": "peer"}, {"position": "lead"}])
    assert (printed(found, "personnel.peer"), printed(found, "personnel.lead")) == ([3120], [0])


def test_income_of_covered_time_is_looked_up_in_the_projection() -> None:
    # 1,040 a month of Medicaid x 12 x half of the time
    found = budget(personnel=[{"position": "peer", "effort": 0.5}], program_income={"method": "additive"})
    assert found.income == (6240,)
    given = budget(personnel=[{"position": "peer"}], program_income={"method": "additive", "expected": 500})
    assert given.income == (500,)


def test_a_contract_with_parts_adds_up_what_they_print() -> None:
    parts = [line("a", 10.4), line("b", 10.4)]
    file = small_file()
    found = budget_of(file, asked(file, contractual=[{"id": "c", "kind": "subaward", "parts": parts}]))
    assert found.line("contractual.c").total == 20
    assert found.line("contractual.c.a").total == 10


def test_typed_wages_under_a_yearly_base_rise_with_the_cost_of_living() -> None:
    # a base above the pay taxes all of it: 30,000 x 6 % = 1,800, then 30,900 x 6 % = 1,854
    high = {"components": [{"name": "Unemployment", "share_of_wages": 0.06, "wage_base": 40_000}]}
    asked_for = {"years": 2, "cost_of_living": 0.03, "personnel": [typed("Clerk", 30000)]}
    assert printed(budget(small_file(benefits=high), **asked_for), "fringe.Unemployment") == [1800, 1854]
    # a base below it taxes the base and no more: 20,000 x 6 %
    low = {"components": [{"name": "Unemployment", "share_of_wages": 0.06, "wage_base": 20_000}]}
    assert printed(budget(small_file(benefits=low), **asked_for), "fringe.Unemployment") == [1200, 1200]


def test_a_component_that_begins_inside_a_year_is_taken_of_pay_as_it_is_charged() -> None:
    # year 2 from January on: 6/12 of 30,900 at 2 % = 309; pay held to 228,000 is taxed as held: 6/12 x 10 % x 2 % = 228
    benefits = {"components": [{"name": "Leave", "share_of_wages": 0.02, "from": "2028-01"}]}
    file = small_file(benefits=benefits)
    clerk = budget(file, years=2, cost_of_living=0.03, personnel=[typed("Clerk", 30000)])
    assert printed(clerk, "fringe.Leave") == [0, 309]
    held = budget(file, years=2, personnel=[typed("Director", 300000, 0.1)])
    assert printed(held, "fringe.Leave") == [0, 228]
