"""Funding of a month: model.md, section 9, steps 2 to 7. The peer costs 1,040 dollars a month."""

import pytest
from pytest import approx

from tests.small import UNPAID, by_month, grant, lead, medicaid, peer, purses, row, small

SOURCES = ("grants", "program_income", "earned", "contracts", "surplus", "fundraising", "reserve")


def contract(per_month, **changes):
    """A contract from the program's start, with what is otherwise."""
    return {"id": "county", "start": "2026-07", "per_month": per_month, **changes}


def certified(rate):
    """A payer that pays for work of certified people only."""
    return {"medicaid": medicaid(rate, requires="certified")}


BILLS = {"credentials": {"certified": "2020-01"}}


def test_each_source_pays_what_the_one_before_it_left():
    # a tenth covered: earned 208, of which 20.80 is income of the grant, asked 104 - 20.80
    # own 187.20, contract 100, fundraising 50, reserve 300 - 200, and the rest of 1,040 is missing
    projection = small(
        payers={"medicaid": medicaid(1.0)},
        grants=[grant(covers={"peer": 0.1})],
        contracts=[contract(100)],
        fundraising={"per_month": 50},
        reserve={"opening": 300, "floor": 200},
    )
    result = row(projection)
    assert [83.2, 20.8, 187.2, 100.0, 0.0, 50.0, 100.0] == approx([result[f"from_{s}"] for s in SOURCES])
    assert 498.8 == approx(result["gap"])


@pytest.mark.parametrize(
    ("rate", "own", "kept"), [(4.0, 832.0, 0.0), (5.0, 1040.0, 0.0), (6.0, 1040.0, 208.0)], ids=["below", "at", "above"]
)
def test_earnings_pay_their_own_position_first(rate, own, kept):
    # 208 units: 832, 1,040 or 1,248 of 1,040; what is over joins the reserve
    projection = small(payers={"medicaid": medicaid(rate)})
    assert own == approx(row(projection)["from_earned"])
    assert kept == approx(purses(projection, "reserve")[0], abs=1e-9)


def test_earnings_pay_the_shared_cost_and_indirect_of_their_row():
    # full cost (1,040 + 520) x 1.1 = 1,716; 1,560 earned
    projection = small(payers={"medicaid": medicaid(7.5)}, positions=[peer(), lead()], costs={"indirect_rate": 0.1})
    assert (1560.0, 156.0) == approx((row(projection)["from_earned"], row(projection)["gap"]))


def test_surplus_earnings_pay_other_rows():
    # the first earns 1,560 and needs 1,040; the second cannot bill
    projection = small(payers=certified(7.5), positions=[peer(**BILLS), peer("second")])
    assert (520.0, 520.0) == approx(
        (row(projection, position="second")["from_surplus"], row(projection, position="second")["gap"])
    )


def test_contracts_pay_before_surplus_and_surplus_before_fundraising():
    # of the second's 1,040: contract 300, surplus 520, fundraising 220 of 400; 180 are left and join the reserve
    projection = small(
        payers=certified(7.5),
        positions=[peer(**BILLS), peer("second")],
        contracts=[contract(300)],
        fundraising={"per_month": 400},
    )
    result = row(projection, position="second")
    assert (300.0, 520.0, 220.0) == approx(
        (result["from_contracts"], result["from_surplus"], result["from_fundraising"])
    )
    assert 180.0 == approx(purses(projection, "reserve")[0])


def test_a_contract_pays_any_row_by_priority():
    # 1,500: 1,040 to the first in the file, 460 to the second
    projection = small(payers=UNPAID, positions=[peer(), peer("second")], contracts=[contract(1500)])
    assert [1040.0, 460.0] == approx([row(projection, position=p)["from_contracts"] for p in ("peer", "second")])


def test_priority_comes_before_the_place_in_the_file():
    positions = [peer(priority=2), peer("second", priority=1)]
    projection = small(payers=UNPAID, positions=positions, contracts=[contract(1500)])
    assert [460.0, 1040.0] == approx([row(projection, position=p)["from_contracts"] for p in ("peer", "second")])


def test_a_contract_pays_only_what_it_covers():
    # 1,500 for the second: 1,040, and 460 join the reserve while the first is missing 1,040
    projection = small(
        payers=UNPAID, positions=[peer(), peer("second")], contracts=[contract(1500, covers=["second"])], months=1
    )
    assert [0.0, 1040.0] == approx([row(projection, position=p)["from_contracts"] for p in ("peer", "second")])
    # of the 460 left over the reserve pays the first, in the same month
    assert (460.0, 580.0) == approx((row(projection)["from_reserve"], row(projection)["gap"]))


def test_contracts_pay_in_the_order_of_the_file():
    # the first, open to any row, pays the peer's 1,040; the second, for the peer alone, finds nothing to pay
    contracts = [contract(1040), {**contract(500, covers=["peer"]), "id": "city"}]
    projection = small(payers=UNPAID, positions=[peer(), peer("second")], contracts=contracts)
    assert [1040.0, 0.0] == approx([row(projection, position=p)["from_contracts"] for p in ("peer", "second")])
    assert [1540.0] * 3 == approx(purses(projection, "contracts"))


def test_a_contract_pays_from_its_start_to_its_end():
    projection = small(payers=UNPAID, months=4, contracts=[contract(500, start="2026-08", end="2026-09")])
    assert [0.0, 500.0, 500.0, 0.0] == approx(by_month(projection, "from_contracts"))


def test_fundraising_pays_any_row_by_priority():
    projection = small(payers=UNPAID, positions=[peer(), peer("second")], fundraising={"per_month": 1500})
    assert [1040.0, 460.0] == approx([row(projection, position=p)["from_fundraising"] for p in ("peer", "second")])


@pytest.mark.parametrize(
    ("opening", "paid"),
    [(900, [0, 0, 0]), (1000, [0, 0, 0]), (1500, [500, 0, 0]), (3000, [1040, 960, 0])],
    ids=["below", "at", "above", "far above"],
)
def test_the_reserve_pays_down_to_its_floor(opening, paid):
    projection = small(payers=UNPAID, reserve={"opening": opening, "floor": 1000})
    assert paid == approx(by_month(projection, "from_reserve"))
    assert [opening - sum(paid[: m + 1]) for m in range(3)] == approx(purses(projection, "reserve"))
    assert [1040 - p for p in paid] == approx(by_month(projection, "gap"))


def test_the_reserve_pays_by_priority():
    projection = small(payers=UNPAID, positions=[peer(), peer("second")], reserve={"opening": 1500})
    assert [1040.0, 460.0] == approx([row(projection, position=p)["from_reserve"] for p in ("peer", "second")])


def test_the_floor_of_the_reserve_may_change():
    floor = [{"from": "2026-07", "value": 1000}, {"from": "2026-09", "value": 600}]
    projection = small(payers=UNPAID, reserve={"opening": 1000, "floor": floor})
    assert [0.0, 0.0, 400.0] == approx(by_month(projection, "from_reserve"))


def test_a_gap_accumulates_and_is_repaid_before_the_reserve_grows():
    # July and August missing 1,040 each; from September a contract of 3,000 leaves 1,960 a month
    # September repays 1,960 of 2,080; October the other 120 and puts 1,840 aside
    projection = small(months=4, payers=UNPAID, contracts=[contract(3000, start="2026-09")])
    assert [1040.0, 2080.0, 120.0, 0.0] == approx(purses(projection, "accumulated_gap"), abs=1e-9)
    assert [0.0, 0.0, 0.0, 1840.0] == approx(purses(projection, "reserve"), abs=1e-9)


@pytest.mark.parametrize(
    ("per_month", "owed", "reserve"),
    [(2000, 80.0, 0.0), (2080, 0.0, 0.0), (2100, 0.0, 20.0)],
    ids=["below", "at", "above"],
)
def test_what_is_left_over_repays_the_gap_first(per_month, owed, reserve):
    # July missing 1,040; August leaves 960, 1,040 or 1,060
    projection = small(months=2, payers=UNPAID, contracts=[contract(per_month, start="2026-08")])
    assert owed == approx(purses(projection, "accumulated_gap")[1], abs=1e-9)
    assert reserve == approx(purses(projection, "reserve")[1], abs=1e-9)


def test_surplus_and_fundraising_left_over_repay_the_gap_too():
    # July: nothing earned, 1,040 missing; August earns 1,560 and raises 100: 520 + 100 repay 620
    rate = [{"from": "2026-07", "value": 0}, {"from": "2026-08", "value": 7.5}]
    raised = [{"from": "2026-07", "value": 0}, {"from": "2026-08", "value": 100}]
    projection = small(months=2, payers={"medicaid": medicaid(rate)}, fundraising={"per_month": raised})
    assert [1040.0, 420.0] == approx(purses(projection, "accumulated_gap"))


def test_the_reserve_does_not_repay_a_gap():
    # the floor holds back 500 while 1,040 a month are missing; when it falls, 500 pay September and nothing older
    floor = [{"from": "2026-07", "value": 500}, {"from": "2026-09", "value": 0}]
    projection = small(payers=UNPAID, reserve={"opening": 500, "floor": floor})
    assert [1040.0, 2080.0, 2620.0] == approx(purses(projection, "accumulated_gap"))


def test_the_programs_own_row_is_paid_as_any_other():
    # no seat before August: rent of 1,000 from contract 300, fundraising 200, reserve 100; 400 missing
    projection = small(
        payers=UNPAID,
        positions=[peer(start="2026-08")],
        costs={"program_month": {"rent": 1000}},
        contracts=[contract(300)],
        fundraising={"per_month": 200},
        reserve={"opening": 100},
    )
    result = row(projection, position="(program)")
    assert (300.0, 200.0, 100.0, 400.0) == approx(
        (result["from_contracts"], result["from_fundraising"], result["from_reserve"], result["gap"])
    )


def test_in_every_row_the_sources_and_the_gap_make_up_full_cost():
    projection = small(
        months=12,
        payers=certified([{"from": "2026-07", "value": 1.0}, {"from": "2026-10", "value": 8.0}]),
        positions=[peer(**BILLS), peer("second", start="2026-09"), lead()],
        costs={"program_month": {"rent": 300}, "indirect_rate": 0.1},
        grants=[grant(award=[2000], covers={"peer": 0.5, "lead": 0.5}, program_costs=0.5)],
        contracts=[contract(200, end="2026-12"), {**contract(100, covers=["second"]), "id": "city"}],
        fundraising={"per_month": 100},
        reserve={"opening": 2500, "floor": 500},
    )
    for month in range(12):
        for position in ("peer", "second"):
            result = row(projection, month=month, position=position)
            paid = sum(result[f"from_{source}"] for source in SOURCES)
            assert result["full_cost"] == approx(paid + result["gap"], abs=1e-9)
            assert all(result[f"from_{source}"] >= 0 for source in SOURCES)
