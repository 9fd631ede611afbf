"""Warnings: what a careful reader would want to know before trusting a projection."""

import math
from collections.abc import Iterator

import numpy as np

from model.awards import awards, could_match
from model.findings import HALF_A_CENT, Findings
from model.inputs.numbers import Array
from model.inputs.program import Program
from model.inputs.series.horizon import Horizon
from model.inputs.series.pay import pay_series
from model.projection import Projection
from model.sentences import rounded, spoken


def warnings(projection: Projection, found: Findings) -> list[str]:
    """Every warning, each in one sentence, those that move dollars first."""
    program = projection.program
    return [
        *_notice(projection, found),
        *_awards(projection),
        *_income(projection),
        *_match(projection),
        *_pay(projection),
        *_credentials(program),
        *_limits(projection),
        *_silences(program),
    ]


def _notice(projection: Projection, found: Findings) -> Iterator[str]:
    """Notice counted back from a seat's end may fall after money for it has run out."""
    program = projection.program
    out = np.minimum(found.first_gap[0], found.cash_negative[0])
    late = np.isfinite(found.notice_by[0]) & (found.notice_by[0] >= out)
    if late.any() and program.when_unfunded == "end":
        first = int(out[late].min())
        weeks = program.weeks_of_notice.value
        in_time = program.start.plus(math.floor(first - 1 - weeks * 12 / 52))
        runs_out = spoken(program.start.plus(first))
        yield (
            "Notice dates count back from the month in which a seat ends, after its months of grace; for "
            f"{int(late.sum())} of {len(program.positions)} positions money for the seat, or cash, has run out by "
            f"then, first in {runs_out}. To give notice while everybody is still paid, do it by {spoken(in_time)}."
        )


def _awards(projection: Projection) -> Iterator[str]:
    """Awards that run out before their budget year does."""
    for award in awards(projection):
        if award.runs_out is None or award.even_spending is None:
            continue
        yield (
            f"The grant {award.grant!r} runs out in {spoken(award.runs_out)}, before its budget year ends; even "
            f"spending would have been {rounded(award.even_spending)} a month. In all it pays {rounded(award.unpaid)} "
            "less than it is asked for."
        )


def _income(projection: Projection) -> Iterator[str]:
    """Payers of last resort want billing first."""
    program, horizon = projection.program, Horizon.of(projection.program)
    earned = projection.billing.earned[0].sum(axis=(1, 2))
    for grant in program.grants:
        active = horizon.within(grant.start, grant.end)
        for place, position in enumerate(program.positions):
            if grant.program_income != "additive" or position.id not in grant.covers:
                continue
            whole = horizon.values(grant.covers[position.id])[0] * active >= 1 - 1e-9
            if (whole & (earned[place] > 0)).any():
                yield (
                    f"The grant {grant.id!r} pays all of {position.id!r}, which bills as well, and adds the earnings "
                    "to the project: most awards are payers of last resort and want billing first. Ask the grants "
                    "officer."
                )


def _match(projection: Projection) -> Iterator[str]:
    """A match that earnings, contracts and fundraising could not make up."""
    could, needing = could_match(projection), [a for a in awards(projection) if a.match_needed > 0]
    total = sum(award.match_needed for award in needing)
    if total > could + HALF_A_CENT:
        names = ", ".join(repr(award.grant) for award in needing)
        yield (
            f"The match for {names} comes to {rounded(total)}; earnings, contracts and fundraising that could count "
            f"come to {rounded(could)}. In-kind match is not in the model."
        )


def _pay(projection: Projection) -> Iterator[str]:
    program = projection.program
    series = pay_series(program)
    for name, ladder in program.ladders.items():
        code = ladder.job_code
        if code is None or name not in {p.ladder for p in program.positions}:
            continue
        over = (series.wage_floor > series.ladders[name].maximum).any(axis=0)
        if over.any():
            month = program.start.plus(int(np.argmax(over)))
            yield (
                f"From {spoken(month)} the wage floor is above the most that the job code of ladder {name!r} allows; "
                "the floor wins."
            )
        undated = any(side is not None and side.constant for side in (code.min, code.max))
        if undated and _code_binds(projection, name):
            yield (
                f"The job code of ladder {name!r} holds pay back in some months and carries no dates; job codes are "
                "revised, so say from when it holds or how it grows."
            )


def _code_binds(projection: Projection, ladder: str) -> bool:
    """Whether the pay of anybody there at the start stands at a bound of the job code."""
    program = projection.program
    series = pay_series(program).ladders[ladder]
    seats = [place for place, p in enumerate(program.positions) if p.ladder == ladder]
    here = projection.funding.present[0, seats] > 0
    pay: Array = np.broadcast_to(projection.wages.original, (projection.draws, *projection.wages.original.shape[1:]))[
        0, seats
    ]
    return bool((here & ((pay == series.maximum[0]) | (pay == series.minimum[0]))).any())


def _credentials(program: Program) -> Iterator[str]:
    held = {name for p in program.positions for name in p.credentials}
    held |= {name for p in program.positions for name in program.staffing_of(p).hire.credentials}
    for name, payer in program.payers.items():
        if payer.requires and payer.requires not in held:
            yield (
                f"The payer {name!r} requires {payer.requires!r}, which nobody holds or gains after hire: "
                "it pays nothing."
            )


def _limits(projection: Projection) -> Iterator[str]:
    program, horizon = projection.program, Horizon.of(projection.program)
    limits = program.limits
    if limits.caseload is not None:
        most = horizon.values(limits.caseload)
        for position in program.positions:
            if position.caseload is not None and (horizon.values(position.caseload) > most).any():
                yield f"The caseload of {position.id!r} is above the limit of {most.min():g} clients a worker."
    if limits.group_size is not None:
        most = horizon.values(limits.group_size)
        for name, service in program.services.items():
            if service.group_size is not None and (horizon.values(service.group_size) > most).any():
                yield f"The group size of {name!r} is above the limit of {most.min():g}."
    if limits.peers_per_supervisor is not None:
        yield from _span(projection, horizon.values(limits.peers_per_supervisor)[0])


def _span(projection: Projection, most: Array) -> Iterator[str]:
    """Direct-service hours to each hour of positions that see no clients, who supervise."""
    program = projection.program
    serves = np.array([p.direct_service for p in program.positions])
    paid = np.broadcast_to(projection.capacity.paid, (projection.draws, *projection.capacity.paid.shape[1:]))[0]
    hours = paid * projection.funding.present[0]
    peers, supervisors = hours[serves].sum(axis=0), hours[~serves].sum(axis=0)
    if ((peers > 0) & (supervisors == 0)).any():
        yield f"In some months no supervisor is in the program; the payer's limit is {most.min():g} peers to one."
    elif (peers > supervisors * most * (1 + 1e-9)).any():
        ratio = (peers[supervisors > 0] / supervisors[supervisors > 0]).max()
        yield (
            f"There are up to {ratio:.1f} full-time peers to each full-time supervisor; "
            f"the payer's limit is {most.min():g}."
        )


SILENCES = (
    ("staffing", "annual_turnover", "annual turnover", "nobody leaves"),
    ("staffing", "months_vacant", "how long a seat stays empty", "empty seats are filled at once"),
)


def _silences(program: Program) -> Iterator[str]:
    """Inputs that move the answer and were left out: the model then takes zero."""
    for part, field, label, meaning in SILENCES:
        given = field in getattr(program, part).model_fields_set
        if not given and not all(field in getattr(p, part).model_fields_set for p in program.positions):
            yield f"The file does not say {label}: as it stands, {meaning}."
    if not program.leave:
        yield "The file gives no leave: as it stands, every paid hour is worked."
    if not program.benefits.components:
        yield "The file gives no fringe benefits, not even payroll taxes: as it stands, wages are all that people cost."
    for name, service in program.services.items():
        if "no_show" not in service.model_fields_set:
            yield f"The file does not say how many sessions of {name!r} are missed: as it stands, everybody comes."
    for position in program.positions:
        if not position.direct_service and position.mix:
            yield f"{position.id!r} sees no clients, so its mix of services has no effect."
