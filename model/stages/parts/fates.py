"""The fates of a delivered unit, in the order in which they are decided. Every unit has one."""

from dataclasses import dataclass

from model.inputs.numbers import Array

FATES = (
    "no_payer",
    "not_qualified",
    "not_billed",
    "over_client_cap",
    "over_worker_cap",
    "over_program_cap",
    "denied",
    "paid",
)
# what a grant forbids to bill it pays for itself: the fates left are those of work that nobody paid for by the unit
UNPAID = tuple(fate for fate in FATES if fate not in ("not_billed", "paid"))


@dataclass(frozen=True, kw_only=True, eq=False)
class Billing:
    """The final fate of every unit, and dollars: (draws, positions, services, payers, months), unless said otherwise.

    Attributes:
        delivered: the sum of all fates.
        denied: units whose denial stands.
        paid: units paid for.
        billed: dollars billed; earned: what is paid of them in the end.
    """

    delivered: Array
    no_payer: Array
    not_qualified: Array
    not_billed: Array
    over_client_cap: Array
    over_worker_cap: Array
    over_program_cap: Array
    denied: Array
    paid: Array
    billed: Array
    earned: Array
