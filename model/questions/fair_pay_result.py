"""What a question of fair pay answers, and how it is said."""

from dataclasses import dataclass

from model.inputs.months import Month
from model.questions.equivalents import Equivalent
from model.questions.pay_costs import PositionYear, YearCost
from model.questions.pay_effect import PayEffect
from model.questions.solving import dollars
from model.questions.trying import Changed
from model.questions.wage_to_rate import WageToRate
from model.sentences import rounded, spoken

A_CENT = 0.005


@dataclass(frozen=True, kw_only=True)
class Dates:
    """The first month in which a position is no longer paid for; None where it is paid for to the end.

    Attributes:
        position: id.
        today: as the program stands.
        raised: with the raise and no new money.
        paid: with the raise and the rate that makes up for it.
    """

    position: str
    today: Month | None
    raised: Month | None
    paid: Month | None


@dataclass(frozen=True, kw_only=True)
class PayOption:
    """A raise in one of its two forms.

    Attributes:
        keep_spread: whether each ladder rises with its first step.
        positions: pay, shortfall and cost of each position and fiscal year, with turnover that does not answer to pay.
        years: cost and earnings by fiscal year, with turnover that does not answer to pay.
        effect: what lower turnover changes; None where pay is not assumed to act on it.
        equivalents: the net cost as a rate (where some payer pays by the unit), hours, no-show, a grant, fundraising.
        rate_reaches: whether some rate makes up for it, so that `paid` of the dates means something.
        dates: by position.
        lead_over_peers: pay of those who see no clients over pay of those who do, before and after, in the first month.
        warnings: of the projection with the raise that are not there without it.
        changes: the raise as changes of a scenario.
    """

    keep_spread: bool
    positions: tuple[PositionYear, ...]
    years: tuple[YearCost, ...]
    effect: PayEffect | None
    equivalents: tuple[Equivalent, ...]
    rate_reaches: bool
    dates: tuple[Dates, ...]
    lead_over_peers: tuple[float, float] | None
    warnings: tuple[str, ...]
    changes: tuple[Changed, ...]

    @property
    def cost(self) -> float:
        """Full cost through the horizon, with turnover that does not answer to pay."""
        return sum(year.full for year in self.years)

    @property
    def net(self) -> float:
        """Cost less what it brings, with pay's effect on turnover where that is on."""
        return self.cost if self.effect is None else self.effect.net

    @property
    def below(self) -> tuple[str, ...]:
        """Positions that the raise reaches."""
        return tuple(dict.fromkeys(p.position for p in self.positions if p.shortfall > A_CENT))


@dataclass(frozen=True, kw_only=True)
class FairPay:
    """The answer.

    Attributes:
        standard: in words; `source`: where it comes from; `projected`: carried past the year it describes.
        start: the raise's first month; `months`: from it to the horizon.
        plain: only those below are raised (or, where the program keeps its spread, as it does).
        kept: with the spread kept; None for a ladder, and where `plain` keeps it.
        wage_to_rate: what a dollar of wage needs; None where no payer pays by the unit.
        benefits_cliff: what is not computed, and whom to ask.
        assumed: what the answer rests on.
    """

    standard: str
    source: str
    projected: bool
    start: Month
    months: int
    positions_in_all: int
    plain: PayOption
    kept: PayOption | None
    wage_to_rate: WageToRate | None
    benefits_cliff: str
    assumed: tuple[str, ...]

    @property
    def compression(self) -> float | None:
        """What keeping the spread costs beyond the raise; None where that is not asked."""
        return None if self.kept is None else self.kept.net - self.plain.net

    @property
    def sentences(self) -> tuple[str, ...]:
        """The answer in plain words."""
        plain = self.plain
        said = [_shortfall(self), _cost(self), _spread(self), _effect(plain), _lead(plain)]
        said += [equivalent.sentence for equivalent in plain.equivalents] if plain.below else []
        said += [_dates(plain), *(self.wage_to_rate.sentences if self.wage_to_rate else ()), self.benefits_cliff]
        return tuple(sentence for sentence in said if sentence)


def _shortfall(found: FairPay) -> str:
    first = [p for p in found.plain.positions if p.begins == found.start]
    below = [p for p in first if p.shortfall > A_CENT]
    if not found.plain.below:
        return f"Against {found.standard}, nobody is paid less through the months projected."
    if not below:
        return f"Against {found.standard}, nobody is paid less at first; {len(found.plain.below)} positions are later."
    widest = max(below, key=lambda p: p.shortfall)
    count = "one position is" if len(below) == 1 else f"{len(below)} of {found.positions_in_all} positions are"
    return (
        f"Against {found.standard}, {count} paid less; {widest.position} is furthest behind, by "
        f"{dollars(widest.shortfall)} an hour."
    )


def _cost(found: FairPay) -> str:
    plain, first = found.plain, found.plain.years[0]
    if not plain.below:
        return ""
    return (
        f"Closing it costs {rounded(plain.cost)} in the {found.months} months from {found.start}; in the first fiscal "
        f"year {rounded(first.full)}, of which {rounded(first.wages)} wages, {rounded(first.fringe)} fringe and "
        f"{rounded(first.indirect)} indirect."
    )


def _spread(found: FairPay) -> str:
    if found.kept is None or found.compression is None or not found.plain.below:
        return ""
    return (
        f"Keeping the spread between steps costs {rounded(found.compression)} beyond that; without it, people with "
        "years on the ladder are paid like beginners."
    )


def _effect(option: PayOption) -> str:
    effect = option.effect
    if effect is None or not option.below:
        return ""
    ends = sorted((effect.net_at_low, effect.net_at_high))
    word = "saves" if effect.saved >= 0 else "costs"
    return (
        f"If turnover answers to pay as the file assumes (elasticity {effect.elasticity:g}), that {word} "
        f"{rounded(abs(effect.saved))}, and the net cost is {rounded(effect.net)}; from {rounded(ends[0])} to "
        f"{rounded(ends[1])} over the range {effect.low:g} to {effect.high:g}, and {rounded(effect.without)} without "
        "it."
    )


def _lead(option: PayOption) -> str:
    if option.lead_over_peers is None or not option.below:
        return ""
    before, after = option.lead_over_peers
    return (
        f"Those who see no clients are paid {before:.2f} times what those who do are paid; with the raise, "
        f"{after:.2f} times."
    )


def _dates(option: PayOption) -> str:
    """How dates move: without new money, and with the rate that makes up for it."""
    sooner = [d for d in option.dates if d.raised is not None and (d.today is None or d.raised < d.today)]
    if not option.below:
        return ""
    if not sooner:
        return "Without new money the raise moves no position's date."
    count = "one position loses its" if len(sooner) == 1 else f"{len(sooner)} positions lose their"
    said = f"Without new money {count} funding sooner, {sooner[0].position} in {_when(sooner[0].raised)} "
    said += f"instead of {_when(sooner[0].today)}" if sooner[0].today else "instead of not at all"
    if all(one.lever != "rate" for one in option.equivalents):
        return f"{said}."
    if not option.rate_reaches:
        return f"{said}; no rate that was looked at makes up for it."
    still = sum(d.paid is not None and (d.today is None or d.paid < d.today) for d in sooner)
    return f"{said}; with the rate that makes up for it, {still or 'none'} would."


def _when(month: Month | None) -> str:
    return "no month" if month is None else spoken(month)
