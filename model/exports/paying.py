"""Who pays for a position, by name, and until when."""

from collections.abc import Sequence

from model.exports.seats import Seat


def listed(names: Sequence[str]) -> str:
    """Names in a row: a, b and c."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def verb(names: Sequence[str], one: str, more: str) -> str:
    """The verb that goes with so many names."""
    return more if len(names) > 1 or names == ["grants"] else one


def payers(seat: Seat, first: int, until: int) -> list[str]:
    """Who pays more than materiality of it in these months, the largest first; the reserve is not among them."""
    if not seat.serves:
        return _payers_of_carried(seat, first, until)
    span = slice(first, until + 1)
    sources = {
        name: float(part[0, seat.place, span].sum()) for name, part in seat.result.projection.funding.sources.items()
    }
    amounts = {
        "billing": sources["earned"] + sources["surplus"],
        "fundraising": sources["fundraising"],
        **_of_contracts(seat, sources["contracts"], first, until),
        **_of_grants(seat, sources["grants"] + sources["program_income"], first, until),
    }
    cost = float(seat.result.projection.funding.full[0, seat.place, span].sum())
    least = max(seat.program.materiality.value * cost, 0.005)
    ordered = sorted(amounts.items(), key=lambda item: -item[1])
    return [name for name, dollars in ordered if dollars > least]


def _payers_of_carried(seat: Seat, first: int, until: int) -> list[str]:
    """Of a position that sees no clients: grants that pay for it, and the positions that carry the rest."""
    grants = [name for name, dollars in _of_grants(seat, 0.0, first, until).items() if dollars > 0]
    return [*grants, "what pays for the positions that see clients"]


def _of_grants(seat: Seat, total: float, first: int, until: int) -> dict[str, float]:
    """Dollars by grant that pays toward the position itself; of grants that pay only costs it shares, in one."""
    paid = {
        f"the grant {seat.named(grant.id)}": float(
            seat.result.projection.funding.grants[grant.id].by_position[0, seat.place, first : until + 1].sum()
        )
        for grant in seat.grants()
    }
    paid = {name: dollars for name, dollars in paid.items() if dollars > 0}
    return paid or {"grants": total}


def _of_contracts(seat: Seat, total: float, first: int, until: int) -> dict[str, float]:
    """What contracts pay, under the names of those that run in these months."""
    months = seat.program.start.plus(first), seat.program.start.plus(until)
    names = [
        seat.named(contract.id)
        for contract in seat.contracts()
        if contract.start <= months[1] and (contract.end is None or contract.end >= months[0])
    ]
    return {f"the {'contract' if len(names) == 1 else 'contracts'} {listed(names)}": total} if names else {}
