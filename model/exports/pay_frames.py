"""What a standard of pay costs, as tables: shortfalls, costs, the same money in other words, dates."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from model.inputs.months import MONTHS_PER_YEAR, Month
from model.questions.equivalents import Equivalent
from model.questions.fair_pay_result import FairPay, PayOption
from model.questions.pay_costs import PositionYear
from model.questions.solving import Solved, dollars
from model.sentences import rounded, spoken

LIKE_BEGINNERS, SPREAD = "Only those below it rise", "The spread is kept"
NONE, CANNOT, FUNDED = "–", "no value reaches it", "paid for to the end"
A_CENT = 0.005
IN_OTHER_WORDS = {
    "rate": "The same as rate: more a unit",
    "hours": "or hours paid for: more a worker and week",
    "no_show": "or points of no-show: fewer",
    "grant": "or a grant, a year",
    "fundraising": "or fundraising: more a year",
}
PARTS = {"wages": "Wages", "fringe": "Fringe", "indirect": "Indirect", "other": "Other that follows pay"}


def headline(found: FairPay, short: str) -> str:
    """The answer in one sentence: what it costs a year, and what that is in rate.

    Args:
        short: the standard in a few words, as in "fair pay at …".
    """
    option = found.plain
    if not option.below:
        return f"Fair pay at {short} costs nothing more: nobody is paid less."
    net = a_year(option.net, found.months)
    word = "costs" if net >= 0 else "brings in"
    effect = option.effect
    after = "" if effect is None else f" after what lower turnover {'saves' if effect.saved >= 0 else 'costs'}"
    return f"Fair pay at {short} {word} {rounded(abs(net))} a year{after}; {_in_rate(found)}."


def _in_rate(found: FairPay) -> str:
    by_lever = {one.lever: one for one in found.plain.equivalents}
    rate = by_lever.get("rate")
    if rate is None:
        grant = by_lever.get("grant")
        amount = sum(grant.amounts.values()) if grant else 0.0
        return f"no payer pays by the unit here, so it takes a new grant of {rounded(amount)} a year"
    payer = found.wage_to_rate.payer if found.wage_to_rate else "the payer"
    if not isinstance(rate.answer, Solved):
        return f"no rate of {payer} that was looked at pays for it"
    return f"that is {_listed_rates(rate.amounts)} of {'Medicaid' if payer == 'medicaid' else payer} rate"


def _listed_rates(amounts: Mapping[str, float]) -> str:
    if len(amounts) == 1:
        return f"{dollars(next(iter(amounts.values())))} a unit"
    return " and ".join(f"{dollars(more)} a unit ({name})" for name, more in amounts.items())


def a_year(amount: float, months: int) -> float:
    """Dollars through some months as dollars a year."""
    return amount * MONTHS_PER_YEAR / months


def position_table(rows: Sequence[PositionYear]) -> pd.DataFrame:
    """Each position and fiscal year: pay, shortfall an hour and what closing it costs; the last row adds up.

    Where all rows are of one year it is left out.
    """
    many = len({row.begins for row in rows}) > 1
    records = [({"Fiscal year from": spoken(row.begins)} if many else {}) | _position_row(row) for row in rows]
    if len(rows) > 1:
        sums = [sum(getattr(row, part) for row in rows) for part in ("wages", "fringe", "indirect")]
        cells = {name: rounded(value) for name, value in zip(("Wages", "Fringe", "Indirect"), sums, strict=True)}
        records.append({"Position": "All", **cells, "In all": rounded(sum(sums))})
    frame = pd.DataFrame.from_records(records).fillna("")
    return frame[["Position", *(name for name in frame if name != "Position")]]


def _position_row(row: PositionYear) -> dict[str, str]:
    return {
        "Position": row.position,
        "Paid now": dollars(row.paid_now),
        "Should be": dollars(row.should_be),
        "Short by": dollars(row.shortfall) if row.shortfall > A_CENT else NONE,
        "Wages": rounded(row.wages),
        "Fringe": rounded(row.fringe),
        "Indirect": rounded(row.indirect),
        "In all": rounded(row.wages + row.fringe + row.indirect),
    }


def first_year(option: PayOption) -> list[PositionYear]:
    """The first year in which each position has somebody in it."""
    found: dict[str, PositionYear] = {}
    for row in option.positions:
        found.setdefault(row.position, row)
    return list(found.values())


def options(found: FairPay) -> dict[str, PayOption]:
    """The raise in its forms, by name."""
    first = SPREAD if found.plain.keep_spread else LIKE_BEGINNERS
    return {first: found.plain} | ({} if found.kept is None else {SPREAD: found.kept})


def year_parts(option: PayOption) -> pd.DataFrame:
    """The cost by fiscal year and part: `group`, `part`, `dollars`."""
    return pd.DataFrame.from_records(
        [
            {"group": spoken(year.begins), "part": part, "dollars": getattr(year, part)}
            for year in option.years
            for part in PARTS
        ]
    )


def year_table(found: FairPay) -> pd.DataFrame:
    """The cost by fiscal year, each form of the raise."""
    records = []
    for name, option in options(found).items():
        for year in option.years:
            cells = {label: rounded(getattr(year, part)) for part, label in PARTS.items()}
            records.append(
                {"Fiscal year from": spoken(year.begins), "Raise": name, **cells, "Cost": rounded(year.full)}
            )
    return pd.DataFrame.from_records(records)


def side_by_side(found: FairPay) -> pd.DataFrame:
    """What the raise costs in each form, and the same money in other words."""
    forms = options(found)
    costs = {name: dict(_costs(option, found.months)) for name, option in forms.items()}
    labels = list(next(iter(costs.values())))
    cells = {name: [column[label] for label in labels] for name, column in costs.items()}
    for lever, words in IN_OTHER_WORDS.items():
        asked = {name: _equivalent(option, lever) for name, option in forms.items()}
        if None in asked.values():
            continue
        amounts = list(dict.fromkeys(place for one in asked.values() if one for place in one.amounts)) or [""]
        labels += [_label(words, place, len(amounts)) for place in amounts]
        for name, one in asked.items():
            cells[name] += [_amount(one, place) for place in amounts]
    return pd.DataFrame({"What": labels, **cells})


def _costs(option: PayOption, months: int) -> Iterator[tuple[str, str]]:
    for part, label in PARTS.items():
        yield f"{label}, all months", rounded(sum(getattr(year, part) for year in option.years))
    yield "Cost, all months", rounded(option.cost)
    if option.effect is not None:
        yield "What lower turnover saves", rounded(option.effect.saved)
        yield "Net cost, all months", rounded(option.net)
    yield "Net cost a year", rounded(a_year(option.net, months))


def _equivalent(option: PayOption, lever: str) -> Equivalent | None:
    return next((one for one in option.equivalents if one.lever == lever), None)


def _label(words: str, place: str, of: int) -> str:
    """The words of a lever, with its service where it has several."""
    return f"{words} ({place})" if of > 1 else words


def _amount(one: Equivalent | None, place: str) -> str:
    if one is None or place not in one.amounts:
        return CANNOT
    amount = one.amounts[place]
    if one.lever == "rate":
        return dollars(amount)
    return f"{amount:.1f}" if one.lever in ("hours", "no_show") else rounded(amount)


def effect_table(found: FairPay) -> pd.DataFrame:
    """With turnover as it is, and with pay's effect on it; empty where a program assumes none."""
    records = []
    for name, option in options(found).items():
        effect = option.effect
        if effect is None:
            continue
        ends = sorted((effect.net_at_low, effect.net_at_high))
        records.append(
            {
                "Raise": name,
                "Net cost, turnover as it is": rounded(effect.without),
                "Net cost, turnover answers": rounded(effect.net),
                f"At {effect.low:g} to {effect.high:g}": f"{rounded(ends[0])} to {rounded(ends[1])}",
                "People who stay": f"{effect.fewer_separations:.1f}",
                "Empty months fewer": f"{effect.fewer_vacant_months:.1f}",
                "Earned more": rounded(effect.more_earned),
            }
        )
    return pd.DataFrame.from_records(records)


def date_table(option: PayOption) -> pd.DataFrame:
    """The month from which each position has lost its funding: today, with the raise, and with the rate too."""
    records = []
    for one in option.dates:
        cells = {"Position": one.position, "Today": _when(one.today), "With the raise": _when(one.raised)}
        if option.rate_reaches:
            cells["With the rate too"] = _when(one.paid)
        records.append(cells)
    return pd.DataFrame.from_records(records)


def _when(month: Month | None) -> str:
    return FUNDED if month is None else spoken(month)
