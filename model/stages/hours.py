"""Hours by fate: what became of the hours of peer support that were given."""

import numpy as np

from model.inputs.numbers import Array
from model.stages.parts.fates import FATES, Billing


def hours_by_fate(session_hours: Array, client_share: Array, billing: Billing) -> dict[str, Array]:
    """A worker's hours of session time by fate of the units: (draws, positions, months) each.

    A payer's clients take their share of the hours; within it hours follow units. Sharing all hours by units at once
    would give a payer with shorter units more of them than its clients had. Sessions too short for any unit are hours
    that no payer pays.

    Args:
        session_hours: (draws, positions, services, months) of seats that are there.
        client_share: (draws, payers, months), nobody last.
        billing: units by fate.
    Source:
        model.md, section 8, step 8.
    """
    given = session_hours[:, :, :, None] * client_share[:, None, None]
    shares = {
        fate: np.divide(
            getattr(billing, fate), billing.delivered, out=np.zeros_like(billing.delivered), where=billing.delivered > 0
        )
        for fate in FATES
    }
    shares["no_payer"] = np.where(billing.delivered > 0, shares["no_payer"], 1.0)
    return {fate: (given * share).sum(axis=(2, 3)) for fate, share in shares.items()}
