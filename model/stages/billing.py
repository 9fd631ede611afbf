"""Billing: the fate of every delivered unit, and what is earned, by position, service, payer and month.

Months are billed all at once, or one after another where last month's funding decides what is billed.
"""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.care import CapSeries, CaseSeries, Clients, PayerSeries
from model.stages.parts.caps import left_by_client_cap, left_by_worker_cap
from model.stages.parts.fates import Billing
from model.stages.parts.ratios import ratio


@dataclass(frozen=True, kw_only=True, eq=False)
class Delivered:
    """What has been delivered, and on what terms it may be billed.

    Attributes:
        kept: (draws, positions, services, months) client-sessions.
        attendance: (draws, services, months) clients who come to a session; 1 for an individual one.
        units: (draws, services, payers, months) a client-session makes.
        units_under_day_caps: those of them that caps per day leave.
        qualified: (draws, positions, payers, months) share of the work done by people the payer accepts.
        seats: (draws, positions, months) share of each seat that is filled or covered.
        active: (positions, months) 1 between a seat's start and end.
    """

    kept: Array
    attendance: Array
    units: Array
    units_under_day_caps: Array
    qualified: Array
    seats: Array
    active: Array


@dataclass(frozen=True, kw_only=True, eq=False)
class Terms:
    """Payers, caps and caseloads."""

    payers: PayerSeries
    caps: tuple[CapSeries, ...]
    cases: CaseSeries
    clients: Clients


@dataclass(frozen=True, kw_only=True, eq=False)
class Claims:
    """Units by fate before caps of the program, and dollars: (draws, positions, services, payers, months) each.

    Attributes:
        delivered: no_payer + not_qualified + not_billed + over_client_cap + over_worker_cap + billable.
        dollars: billed for what is billable.
    """

    delivered: Array
    no_payer: Array
    not_qualified: Array
    not_billed: Array
    over_client_cap: Array
    over_worker_cap: Array
    billable: Array
    dollars: Array


Running = dict[tuple[int, int], Array]


def opening_use(terms: Terms, active: Array) -> Running:
    """Units a client has used at the start of the windows under way, by cap and payer: (1, positions)."""
    return {
        (number, payer): cap.used_at_start * active[None, :, 0]
        for number, cap in enumerate(terms.caps)
        for payer in cap.payers
    }


def claims(work: Delivered, terms: Terms, not_billed: Array, months: slice, running: Running) -> Claims:
    """Take from delivered units, in order, what no payer pays, is not qualified, not billed, or over a cap.

    Args:
        work: what has been delivered.
        terms: payers, caps and caseloads.
        not_billed: (draws, positions, months) share that a grant forbids to bill.
        months: the months to bill.
        running: use of windows under way; updated to the end of these months.

    Source:
        model.md, section 8, steps 1 to 5.
    """
    payers = terms.payers
    share = payers.client_share[:, None, None, :, months]
    sessions = work.kept[:, :, :, None, months] * share
    delivered = sessions * work.units[:, None, :, :, months]
    open_units = delivered * payers.open[..., months]
    qualified = open_units * _with_nobody(work.qualified[..., months])[:, :, None]
    billed_share = 1 - not_billed[:, :, None, None]
    reaching = qualified * billed_share
    under_clients = _under_client_caps(work, terms, reaching, months, running)
    billable = _under_worker_caps(work, terms, under_clients, months)
    accepted = payers.open[..., months] * _with_nobody(work.qualified[..., months])[:, :, None] * billed_share
    return Claims(
        delivered=delivered,
        no_payer=delivered - open_units,
        not_qualified=open_units - qualified,
        not_billed=qualified - reaching,
        over_client_cap=reaching - under_clients,
        over_worker_cap=under_clients - billable,
        billable=billable,
        dollars=_dollars(work, terms, sessions * accepted, accepted, billable, months),
    )


def _with_nobody(qualified: Array) -> Array:
    nobody = np.zeros((*qualified.shape[:2], 1, qualified.shape[3]))
    return np.concatenate([qualified, nobody], axis=2)


def _under_client_caps(work: Delivered, terms: Terms, reaching: Array, months: slice, running: Running) -> Array:
    payers = terms.payers
    left = reaching * ratio(work.units_under_day_caps, work.units, 1.0)[:, None, :, :, months]
    for number, cap in enumerate(terms.caps):
        if cap.per != "client" or cap.period == "day":
            continue
        for payer in cap.payers:
            listed = [s for s in cap.services if payers.by_unit[s, payer]]
            clients = (
                terms.cases.caseload[..., months]
                * payers.client_share[:, None, payer, months]
                * work.seats[..., months]
            )
            total = left[:, :, listed, payer].sum(axis=2)
            per_client = ratio(total, clients, 0.0)
            keep, running[number, payer] = left_by_client_cap(
                cap, per_client, terms.clients, months, running[number, payer]
            )
            if len(keep) > len(left):
                left = np.repeat(left, len(keep), axis=0)
            left[:, :, listed, payer] *= keep[:, :, None]
    return left


def _under_worker_caps(work: Delivered, terms: Terms, left: Array, months: slice) -> Array:
    attendance = work.attendance[:, None, :, None, months]
    once = ratio(np.ones_like(attendance), attendance, 0.0)
    for cap in terms.caps:
        if cap.per != "worker":
            continue
        listed = np.zeros(terms.payers.by_unit.shape)
        listed[np.ix_(cap.services, cap.payers)] = 1.0
        listed = (listed * terms.payers.by_unit)[..., None]
        counted = (left * once * listed).sum(axis=(2, 3))
        keep = left_by_worker_cap(cap, counted, work.seats[..., months], months)
        left = left * np.where(listed > 0, keep[:, :, None, None], 1.0)
    return left


def _dollars(work: Delivered, terms: Terms, sessions: Array, accepted: Array, billable: Array, months: slice) -> Array:
    """Billed by unit, by session, or by client and month; caps in units do not touch the last two."""
    payers = terms.payers
    by_unit, by_month = payers.by_unit[..., None], payers.by_month[..., None]
    places = terms.cases.caseload[..., months] * work.seats[..., months]
    clients = places[:, :, None, None] * payers.client_share[:, None, None, :, months]
    enough = sessions / payers.minimum_sessions[:, None, :, :, months]
    months_paid = np.minimum(clients * accepted, enough)
    counted = np.where(by_unit > 0, billable, np.where(by_month > 0, months_paid, sessions))
    return counted * payers.rate[:, None, :, :, months]


def billing(claimed: Claims, terms: Terms, program_left: Array, present: Array) -> Billing:
    """Settle claims: caps of the program, denials, payment.

    Args:
        claimed: claims of all months.
        terms: payers, caps and caseloads.
        program_left: (draws, services, payers, months) share that caps of the program leave.
        present: (draws, positions, months) 0 for seats that have ended.

    Source:
        model.md, section 8, steps 6 and 7.
    """
    here = present[:, :, None, None]
    kept = terms.payers.kept_of_denied[:, None, None]
    billable = claimed.billable * here
    final = billable * program_left[:, None]
    billed = claimed.dollars * here * program_left[:, None]
    return Billing(
        delivered=claimed.delivered * here,
        no_payer=claimed.no_payer * here,
        not_qualified=claimed.not_qualified * here,
        not_billed=claimed.not_billed * here,
        over_client_cap=claimed.over_client_cap * here,
        over_worker_cap=claimed.over_worker_cap * here,
        over_program_cap=billable - final,
        denied=final * (1 - kept),
        paid=final * kept,
        billed=billed,
        earned=billed * kept,
    )
