"""Rescue after a cliff, as sentences and rows: what is at stake, levers alone and together, a bundle, seats to keep."""

from collections.abc import Sequence

import pandas as pd

from model.questions.bundle import Bundle
from model.questions.keep_set import Kept
from model.questions.keeping import Watch
from model.questions.rescue import Alone, Pair
from model.questions.solving import Solved
from model.sentences import counted, rounded, spoken

ASKED = {"nobody": "nobody new", "payers": "payers", "a funder": "a funder", "donors": "donors"}


def at_stake(watched: Watch) -> str:
    """How many of the seats are not paid for after the cliff with nothing changed, and what is missing."""
    total, kept = len(watched.seats), len(watched.kept(watched.base))
    months = "month" if watched.months == 1 else f"{watched.months} months"
    after = f"in the {months} after {spoken(watched.cliff)}"
    if watched.margin(watched.base) >= 0:
        which = "The one seat that sees clients is" if total == 1 else "Every seat that sees clients is"
        return f"{which} paid for {after} with nothing changed."
    lost = total - kept
    if total == 1:
        subject = "The one seat that sees clients is"
    else:
        subject = f"{counted(lost)} of {counted(total).lower()} seats that see clients {'is' if lost == 1 else 'are'}"
    missing = rounded(watched.missing(watched.base))
    return f"{subject} not paid for {after} with nothing changed: {missing} is missing."


def alone_sentence(found: Sequence[Alone]) -> str:
    """Which levers keep every seat by themselves."""
    enough = [f"{one.lever.label} ({one.words})" for one in found if isinstance(one.answer, Solved)]
    if not enough:
        return "No single lever keeps every seat."
    rest = len(found) - len(enough)
    cannot = "" if not rest else f" The other {'lever' if rest == 1 else f'{rest} levers'} cannot by themselves."
    return f"Each of these alone keeps every seat: {'; '.join(enough)}.{cannot}"


def alone_table(found: Sequence[Alone], seats: int) -> pd.DataFrame:
    """Each lever alone, those that keep every seat first."""
    ordered = sorted(found, key=lambda one: (not isinstance(one.answer, Solved), -len(one.kept), one.missing))
    records = [
        {
            "Lever": one.lever.label,
            "Alone it would have to go": _how_far(one),
            "Seats kept": f"all {seats}" if isinstance(one.answer, Solved) else f"{len(one.kept)} of {seats}",
            "Still missing": "nothing" if isinstance(one.answer, Solved) else rounded(one.missing),
            "Asks money of": ASKED.get(one.lever.asks, one.lever.asks),
        }
        for one in ordered
    ]
    return pd.DataFrame(records)


def _how_far(one: Alone) -> str:
    if isinstance(one.answer, Solved):
        return one.words
    if one.answer.best <= 0:
        return f"does not help the seat that lacks most (up to {one.lever.says(one.lever.most)})"
    return f"cannot do it; nearest at {one.words}"


def pair_table(found: Sequence[Pair], seats: int) -> pd.DataFrame:
    """Named pairs of levers, each moved by the same share of what it would need alone."""
    records = [
        {
            "Two levers together": pair.words,
            "Seats kept": f"all {seats}" if isinstance(pair.answer, Solved) else f"{len(pair.kept)} of {seats}",
            "Still missing": "nothing" if isinstance(pair.answer, Solved) else rounded(pair.missing),
        }
        for pair in found
    ]
    return pd.DataFrame(records)


def bundle_sentence(found: Bundle) -> str:
    """What the cheapest mix asks for, or how near all that is allowed comes."""
    if not found.keeps_all:
        return f"All that you allow together does not keep every seat: {rounded(found.missing)} is still missing."
    if not found.used:
        return "Every seat is kept with nothing changed."
    money = rounded(found.new_money)
    asks = f"It asks for {money} of new money a year." if found.new_money >= 0.5 else "It asks nobody for new money."
    return f"The cheapest mix found keeps every seat. {asks}"


def bundle_table(found: Bundle) -> pd.DataFrame:
    """Each lever of a bundle, with what it brings."""
    records = [
        {
            "Lever": used.label,
            "How far": used.words,
            "Asks money of": ASKED.get(used.asks, used.asks),
            "New money a year": rounded(used.new_money),
            "Cost as you priced it": rounded(used.cost),
        }
        for used in found.used
    ]
    return pd.DataFrame(records)


def how_checked(found: Kept) -> str:
    """Whether every better set of seats was tried."""
    if found.proven:
        return (
            "Checked exhaustively: every set that would be better was run through the model, and does not pay its way."
        )
    return (
        "Not checked exhaustively: there are too many sets to try them all, so seats were taken out one by one, and "
        f"taken back where the rest still paid its way. No set can pass {found.at_most:,.0f}."
    )


def kept_table(found: Kept, titles: dict[str, str]) -> pd.DataFrame:
    """Every seat, kept or ended."""
    rows = [*((name, "keep") for name in found.keeps), *((name, "would end") for name in found.ends)]
    return pd.DataFrame([{"Seat": name, "Title": titles[name], "Then": then} for name, then in rows])
