"""One position by month: money by source, hours by fate, pay."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from model.exports.charts.axes import DOLLARS, months_axis, title
from model.exports.charts.stacks import WITHOUT, Mark, Stack, stack
from model.exports.frames import in_words
from model.exports.palette import FATE_TONES, LINE, LINE_BEFORE, STATUS_TONES
from model.sentences import rounded

SHORT_HOURS = ",.0f"
# how a source is spoken of after an amount: $1,200 by billing
SAID = {
    "earned": "billing",
    "contract": "contracts",
    "grant": "grants",
    "fundraising": "fundraising",
    "reserve": "the reserve",
    "gap": "nobody",
}
FATES_SAID = {
    "not_billed": "a grant forbids to bill {}",
    "no_payer": "{} are for people whom no payer covers",
    "not_qualified": "{} are by workers who could not bill yet",
    "over_client_cap": "{} are over a cap per client",
    "over_worker_cap": "{} are over a cap per worker",
    "over_program_cap": "{} are over a cap of the program",
    "denied": "{} are denied",
}


def money_by_source(
    frame: pd.DataFrame,
    whose: str,
    *,
    before: pd.DataFrame | None = None,
    marks: Sequence[Mark] = (),
    compact: bool = False,
) -> alt.LayerChart:
    """Money of a position or of the program by month, sources stacked in the order of security, with the full cost.

    Args:
        frame: `position_frames.money_by_month`.
        whose: a position's id, or words for the whole program.
        before: the same without the scenario, for the line of its full cost.
        marks: months to point out, such as that of notice.
        compact: low and without a legend, for the chart without the scenario beside the one with it.
    """
    tooltip = (
        alt.Tooltip("month:O", title="Month"),
        alt.Tooltip("told:N", title="Source"),
        alt.Tooltip("dollars:Q", title="It pays", format=DOLLARS),
        alt.Tooltip("full_cost:Q", title="Full cost", format=DOLLARS),
    )
    look = Stack(measure="dollars", axis="Dollars a month", form=DOLLARS, tones=STATUS_TONES, tooltip=tooltip)
    parts = [_cost_line(frame, "Full cost")]
    if before is not None:
        parts.append(_cost_line(before, f"Full cost {WITHOUT}"))
    finding = ("Without the scenario: " if compact else "") + _money_finding(frame, whose)
    lines = pd.concat(parts, ignore_index=True)
    return stack(frame, look, finding, lines=lines, marks=marks, compact=compact)


def _cost_line(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    cost = frame[frame["full_cost"] > 0].groupby("month", sort=False)["full_cost"].first()
    return pd.DataFrame({"month": cost.index, "line": name, "dollars": cost.to_numpy()})


def _money_finding(frame: pd.DataFrame, whose: str) -> str:
    """What it costs in all, and who pays how much of that, the most first."""
    cost = frame.groupby("month")["full_cost"].first().sum()
    if cost < 0.5:
        return f"{whose} costs $0 in these months"
    paid = frame.groupby("source", sort=False)["dollars"].sum().sort_values(ascending=False, kind="stable")
    listed = ", ".join(
        f"{rounded(dollars)} by {SAID[str(source)]}" for source, dollars in paid.items() if dollars >= 0.5
    )
    count = frame["month"].nunique()
    span = "one month" if count == 1 else f"{count} months"
    return f"{whose} costs {rounded(cost)} in {span}; paid {listed}"


def hours_by_fate(
    frame: pd.DataFrame, whose: str, *, before: pd.DataFrame | None = None, marks: Sequence[Mark] = ()
) -> alt.LayerChart:
    """Hours of peer support by month, paid ones first, then by what kept them from being paid.

    Args:
        frame: `position_frames.hours_by_month`.
        whose: a position's id, or words for the whole program.
        before: the same without the scenario, for the line of its paid hours.
        marks: months to point out.
    """
    tooltip = (
        alt.Tooltip("month:O", title="Month"),
        alt.Tooltip("told:N", title="What becomes of them"),
        alt.Tooltip("hours:Q", title="Hours", format=",.1f"),
    )
    axis = "Hours of peer support a month"
    look = Stack(measure="hours", axis=axis, form=SHORT_HOURS, tones=FATE_TONES, tooltip=tooltip)
    lines = None
    if before is not None:
        paid = before[before["fate"] == "paid"][["month", "hours"]]
        lines = paid.assign(line=f"Paid hours {WITHOUT}").reset_index(drop=True)
    return stack(frame, look, _hours_finding(frame, whose), lines=lines, marks=marks)


def _hours_finding(frame: pd.DataFrame, whose: str) -> str:
    """How many hours payers pay for, and the largest cause of the rest."""
    hours = frame.groupby("fate", sort=False)["hours"].sum()
    total, paid = hours.sum(), hours["paid"]
    said = f"Payers pay for {paid:,.0f} of {total:,.0f} hours of peer support that {whose} gives"
    rest = hours.drop("paid")
    most = str(rest.idxmax())
    return said if rest[most] < 0.5 else f"{said}; {FATES_SAID[most].format(f'{rest[most]:,.0f}')}"


def pay(frame: pd.DataFrame, whose: str, *, before: pd.DataFrame | None = None) -> alt.LayerChart:
    """Mean pay an hour of the people in a seat.

    Args:
        frame: `position_frames.pay_by_month`, with at least one month.
        whose: the position's id.
        before: the same without the scenario.
    """
    parts = [frame.assign(line="Pay")]
    if before is not None:
        parts.append(before.assign(line=f"Pay {WITHOUT}"))
    rows = pd.concat(parts, ignore_index=True)
    names = list(dict.fromkeys(rows["line"]))
    legend = alt.Legend(title=None, orient="bottom", symbolType="stroke") if before is not None else None
    base = alt.Chart(rows).encode(
        x=months_axis(sorted(set(rows["month"]))),
        y=alt.Y("wage:Q", title="Dollars an hour", scale=alt.Scale(zero=False), axis=alt.Axis(format="$,.2f")),
        color=alt.Color(
            "line:N", scale=alt.Scale(domain=names, range=[LINE, LINE_BEFORE][: len(names)]), legend=legend
        ),
        strokeDash=alt.StrokeDash(
            "line:N", scale=alt.Scale(domain=names, range=[[1, 0], [2, 3]][: len(names)]), legend=legend
        ),
    )
    tooltip = [
        alt.Tooltip("month:O", title="Month"),
        alt.Tooltip("line:N", title="What"),
        alt.Tooltip("wage:Q", title="Dollars an hour", format="$,.2f"),
    ]
    dots = base.mark_circle(size=90, opacity=0 if len(frame) > 2 else 1).encode(tooltip=tooltip)
    drawn = [base.mark_line(strokeWidth=2), dots]
    return alt.LayerChart(layer=drawn, height=260, title=title(_pay_finding(frame, whose)))


def _pay_finding(frame: pd.DataFrame, whose: str) -> str:
    first, last = frame.iloc[0], frame.iloc[-1]
    start = f"${first['wage']:,.2f} an hour in {in_words(first['month'])}"
    if f"{first['wage']:.2f}" == f"{last['wage']:.2f}":
        return f"Pay of {whose} is {start} and at the end"
    return f"Pay of {whose} goes from {start} to ${last['wage']:,.2f} in {in_words(last['month'])}"


__all__ = ["Mark", "hours_by_fate", "money_by_source", "pay"]
