"""Ladders beside a standard, and what closing the distance costs by fiscal year."""

from dataclasses import replace

import altair as alt
import pandas as pd

from model.exports.charts.axes import title
from model.exports.charts.stacks import Stack, groups
from model.exports.ladder_frames import tenure
from model.exports.palette import LINE, LINE_BEFORE, LINE_LIMIT, STATUS_TONES
from model.exports.pay_frames import PARTS
from model.questions.solving import dollars
from model.sentences import rounded

ROW, FEW_ROWS = 64, 12
HOURLY = "$,.2f"
AXIS = "Dollars an hour"
# the order of the parts is that of the tones, from dark to light
PART_TONES = tuple(
    replace(tone, name=part, label=label, letter=label[0])
    for tone, (part, label) in zip(STATUS_TONES, PARTS.items(), strict=False)
)


def ladders(points: pd.DataFrame, standard: float | None, named: str, month: str) -> alt.LayerChart:
    """Steps of each ladder by tenure, the limits of its job code and what is paid elsewhere; the standard as a line.

    Args:
        points: `ladder_frames.ladder_points`.
        standard: dollars an hour, where the standard is one wage.
        named: the standard in a few words.
        month: whose dollars these are, in words.
    """
    order = list(dict.fromkeys(points["ladder"]))
    shown = points.assign(
        said=[tenure(int(months)) for months in points["tenure"]],
        short=[_short(int(months)) for months in points["tenure"]],
    )
    rows = alt.Y("ladder:N", sort=order, title="Ladder", axis=alt.Axis(labelLimit=180, ticks=False, grid=True))
    across = alt.X("wage:Q", title=AXIS, scale=_scale(points, standard), axis=alt.Axis(format=HOURLY, tickCount=6))
    layers: list[alt.Chart] = [*_limits(points, rows), *_steps(shown, rows, across), *_elsewhere(points, rows)]
    if len(order) > FEW_ROWS:
        # words of one row would stand on the next
        layers = [layer for layer in layers if not isinstance(layer.mark, alt.MarkDef) or layer.mark.type != "text"]
    if standard is not None:
        layers.append(_standard(standard))
    step = ROW if len(order) <= FEW_ROWS else ROW // 2
    finding = title(_finding(points, standard, named, month))
    return alt.LayerChart(layer=layers, height=alt.Step(step), title=finding)


def _scale(points: pd.DataFrame, standard: float | None) -> alt.Scale:
    known = points[["wage", "least", "most", "outside"]].melt()["value"].dropna().tolist()
    known += [] if standard is None else [standard]
    room = max((max(known) - min(known)) * 0.06, 0.5)
    return alt.Scale(domain=[min(known) - room, max(known) + room], zero=False, nice=False)


def _short(months: int) -> str:
    years, rest = divmod(months, 12)
    return "start" if not months else f"{months} mo" if rest else f"{years} yr"


def _steps(shown: pd.DataFrame, rows: alt.Y, across: alt.X) -> list[alt.Chart]:
    base = alt.Chart(shown).encode(x=across, y=rows)
    ends = shown.groupby("ladder", sort=False)["step"].transform("max")
    marked = shown[(shown["step"] == 1) | (shown["step"] == ends)]
    tooltip = [
        alt.Tooltip("ladder:N", title="Ladder"),
        alt.Tooltip("said:N", title="Tenure"),
        alt.Tooltip("wage:Q", title="An hour", format=HOURLY),
    ]
    words = alt.Chart(marked).mark_text(dy=-13, fontSize=12, color=LINE_BEFORE).encode(x=across, y=rows, text="short:N")
    return [
        base.mark_line(color=LINE, strokeWidth=2).encode(detail="ladder:N"),
        base.mark_circle(size=90, color=LINE, opacity=1).encode(tooltip=tooltip),
        words,
    ]


def _limits(points: pd.DataFrame, rows: alt.Y) -> list[alt.Chart]:
    """A tick at each limit of a job code, with words."""
    found = []
    for column, words in (("least", "code from"), ("most", "code to")):
        part = points.drop_duplicates("ladder").dropna(subset=[column]).assign(words=words)
        if len(part):
            base = alt.Chart(part).encode(x=alt.X(f"{column}:Q", title=AXIS), y=rows)
            tooltip = [alt.Tooltip(f"{column}:Q", title="Job code", format=HOURLY)]
            found.append(base.mark_tick(color=LINE_LIMIT, thickness=3, size=34).encode(tooltip=tooltip))
            found.append(base.mark_text(dy=25, fontSize=11, color=LINE_LIMIT).encode(text="words:N"))
    return found


def _elsewhere(points: pd.DataFrame, rows: alt.Y) -> list[alt.Chart]:
    part = points.drop_duplicates("ladder").dropna(subset=["outside"]).assign(words="elsewhere")
    if not len(part):
        return []
    base = alt.Chart(part).encode(x=alt.X("outside:Q", title=AXIS), y=rows)
    tooltip = [alt.Tooltip("outside:Q", title="Elsewhere", format=HOURLY)]
    return [
        base.mark_point(shape="diamond", size=110, filled=False, strokeWidth=2, color=LINE_LIMIT).encode(
            tooltip=tooltip
        ),
        base.mark_text(dy=25, fontSize=11, color=LINE_LIMIT).encode(text="words:N"),
    ]


def _standard(standard: float) -> alt.Chart:
    data = pd.DataFrame({"standard": [standard]})
    tooltip = [alt.Tooltip("standard:Q", title="The standard", format=HOURLY)]
    rule = alt.Chart(data).mark_rule(color=LINE_BEFORE, strokeWidth=2, strokeDash=[6, 3])
    return rule.encode(x=alt.X("standard:Q", title=AXIS), tooltip=tooltip)


def _finding(points: pd.DataFrame, standard: float | None, named: str, month: str) -> str:
    starts = points[points["step"] == 1]
    if standard is None:
        low = starts.sort_values("wage", kind="stable").iloc[0]
        return f"In {month} the ladder {low['ladder']} starts lowest, at {dollars(low['wage'])} an hour"
    below = starts[starts["wage"] < standard]
    how_many = f"{len(below)} of {len(starts)} ladders start" if len(starts) > 1 else "the ladder starts"
    if not len(below):
        return f"In {month} every ladder starts at {named} an hour or above it"
    tops = points.groupby("ladder", sort=False)["wage"].max()
    never = int((tops < standard).sum())
    who = "" if len(starts) == 1 else f"{never} "
    more = f", and {who}never {'reaches' if never == 1 else 'reach'} it" if never else ""
    return f"In {month} {how_many} below {named} an hour (the dashed line){more}"


def cost_by_year(frame: pd.DataFrame, named: str) -> alt.LayerChart:
    """The cost of a raise by fiscal year, in parts.

    Args:
        frame: `pay_frames.year_parts`.
        named: the raise in a few words.
    """
    tones = {tone.name: tone for tone in PART_TONES}
    shown = frame.assign(
        told=[tones[part].legend for part in frame["part"]],
        letter=[tones[part].letter for part in frame["part"]],
        ink=[tones[part].ink for part in frame["part"]],
        order=[list(PARTS).index(part) for part in frame["part"]],
    )
    tooltip = (
        alt.Tooltip("group:N", title="Fiscal year from"),
        alt.Tooltip("told:N", title="Part"),
        alt.Tooltip("dollars:Q", title="Dollars", format="$,.0f"),
    )
    look = Stack(measure="dollars", axis="Dollars more", form="$,.0f", tones=PART_TONES, tooltip=tooltip)
    totals = frame.groupby("group", sort=False)["dollars"].sum()
    wages = float(frame.loc[frame["part"] == "wages", "dollars"].sum())
    share = f", {100 * wages / totals.sum():.0f} cents of each dollar in wages" if totals.sum() > 0 else ""
    finding = f"{named}: {rounded(float(totals.sum()))} in all{share}"
    return groups(shown, look, finding, "Fiscal year from")
