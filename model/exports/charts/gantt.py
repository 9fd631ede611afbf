"""A Gantt of money: who pays for whom until when, positions or sources by months, with the cliffs marked."""

import json
from collections.abc import Sequence

import altair as alt
import pandas as pd

from model.exports.charts.axes import DOLLARS, month, months_axis, title
from model.exports.charts.stacks import NOTE_LINE, Mark, Stack, groups
from model.exports.frames import in_words
from model.exports.money_spans import NO_SEAT, TONES
from model.exports.palette import LINE_BEFORE, LINE_LIMIT
from model.sentences import rounded

LANE, LOW_LANE, MANY_LANES = 20, 14, 45
LETTER_SIZE, LOW_LETTER_SIZE = 11, 9


def positions_paid(
    frame: pd.DataFrame, months: Sequence[str], marks: Sequence[Mark] = (), *, before: str = ""
) -> alt.LayerChart:
    """Positions by months, each with a lane for every source that pays toward it.

    Args:
        frame: `money_spans.by_position`, with at least one stretch.
        months: all months projected.
        marks: cliffs.
        before: words before the title.
    """
    totals = frame.groupby("source", sort=False)["dollars"].sum().sort_values(ascending=False, kind="stable")
    most, who = str(totals.index[0]), frame.loc[frame["who"] != NO_SEAT, "who"].nunique()
    whom = "this position" if who == 1 else f"these {who} positions"
    finding = f"{_quoted(most)} pays most toward {whom}: {rounded(totals.iloc[0])} of {rounded(totals.sum())}"
    until = in_words(frame.loc[frame["source"] == most, "last"].max())
    return _gantt(frame, months, marks, f"{before}{finding}, through {until}", "Position")


def sources_paying(
    frame: pd.DataFrame, months: Sequence[str], marks: Sequence[Mark] = (), *, before: str = ""
) -> alt.LayerChart:
    """Sources by months, each stretch with the number of seats it pays toward: `money_spans.by_source`."""
    given = frame[~frame["code"].str[0].isin([TONES["reserve"].letter, TONES["nobody"].letter])]
    last = given.groupby("row", sort=False)["last"].max()
    ending = int((last < months[-1]).sum())
    sources = "Every source stops" if ending == len(last) else f"{ending} of {len(last)} sources stop"
    finding = f"{sources} paying before {in_words(months[-1])}" if ending else "Every source pays to the end"
    return _gantt(frame, months, marks, before + (finding if len(last) else "No source pays anything"), "Source")


def _gantt(
    frame: pd.DataFrame, months: Sequence[str], marks: Sequence[Mark], finding: str, what: str
) -> alt.LayerChart:
    rows = list(dict.fromkeys(frame["row"]))
    lane = LANE if len(rows) <= MANY_LANES else LOW_LANE
    lanes = _lanes(frame, rows, what)
    layers: list[alt.Chart] = [_bars(frame, months, lanes)]
    written = frame[frame["said"] != ""]
    if len(written):
        layers.append(_words(written, lanes, LETTER_SIZE if lane == LANE else LOW_LETTER_SIZE))
    layers += _cliffs([mark for mark in marks if mark.month in set(months)], months)
    return alt.LayerChart(layer=layers, height=alt.Step(lane), title=title(finding))


def _lanes(frame: pd.DataFrame, rows: Sequence[str], what: str) -> alt.Y:
    """The axis of lanes; only the first lane of a position is named."""
    labels = list(frame.drop_duplicates("row").set_index("row").loc[list(rows), "label"])
    named = f"{json.dumps(labels)}[indexof({json.dumps(list(rows))}, datum.value)]"
    axis = alt.Axis(labelExpr=named, labelLimit=150, labelOverlap=False, ticks=False, grid=False)
    return alt.Y("row:N", sort=list(rows), title=what, axis=axis)


def _bars(frame: pd.DataFrame, months: Sequence[str], lanes: alt.Y) -> alt.Chart:
    shown = [tone for tone in TONES.values() if tone.legend in set(frame["told"])]
    scale = alt.Scale(domain=[tone.legend for tone in shown], range=[tone.fill for tone in shown])
    legend = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=200, symbolStrokeWidth=0)
    told = frame.assign(first_word=frame["month"].map(in_words), last_word=frame["last"].map(in_words))
    return (
        alt.Chart(told)
        .mark_bar(height=alt.RelativeBandSize(0.86), stroke=LINE_BEFORE, strokeWidth=0.5)
        .encode(
            x=months_axis(months).bandPosition(0),
            x2=alt.X2("last:O", bandPosition=1),
            y=lanes,
            color=alt.Color("told:N", scale=scale, legend=legend),
            tooltip=[
                alt.Tooltip("who:N", title="Who"),
                alt.Tooltip("source:N", title="Source"),
                alt.Tooltip("first_word:N", title="From"),
                alt.Tooltip("last_word:N", title="Through"),
                alt.Tooltip("dollars:Q", title="Dollars in these months", format=DOLLARS),
                alt.Tooltip("seats:Q", title="Seats"),
            ],
        )
    )


def _words(written: pd.DataFrame, lanes: alt.Y, size: int) -> alt.Chart:
    at = written.assign(month=written["middle"])
    ink = alt.Color("ink:N", scale=None)
    words = alt.Chart(at).mark_text(fontSize=size, fontWeight="bold")
    return words.encode(x=alt.X("month:O"), y=lanes, text="said:N", color=ink)


def _cliffs(marks: Sequence[Mark], months: Sequence[str]) -> list[alt.Chart]:
    """Rules where months begin and so bars end, with words above on lines of their own, on the side with more room."""
    layers = []
    half = months[len(months) // 2]
    # words of late months run to the left, of early ones to the right: in this order few rules cross them
    late = sorted((mark for mark in marks if mark.month >= half), key=lambda mark: mark.month)
    soon = sorted((mark for mark in marks if mark.month < half), key=lambda mark: mark.month, reverse=True)
    for place, mark in enumerate([*late, *soon]):
        early = mark.month < half
        at = pd.DataFrame({"month": [mark.month], "note": [mark.words]})
        base = alt.Chart(at).encode(x=month().bandPosition(0))
        above = -6 - NOTE_LINE * place
        words = base.mark_text(
            align="left" if early else "right", baseline="bottom", dx=4 if early else -4, color=LINE_LIMIT, fontSize=12
        )
        rule = base.mark_rule(color=LINE_LIMIT, strokeWidth=2, strokeDash=[4, 3])
        layers += [rule.encode(y=alt.value(above - NOTE_LINE), y2=alt.value("height"))]
        layers += [words.encode(y=alt.value(above), text="note:N")]
    return layers


def sources_by_year(frame: pd.DataFrame, finding: str) -> alt.LayerChart:
    """Who pays in each fiscal year: `money_years.by_year`.

    Args:
        frame: one row for each year and source.
        finding: the title.
    """
    tooltip = (
        alt.Tooltip("group:N", title="Fiscal year"),
        alt.Tooltip("source:N", title="Source"),
        alt.Tooltip("dollars:Q", title="It pays", format=DOLLARS),
    )
    tones = tuple(TONES.values())
    look = Stack(measure="dollars", axis="Dollars of the year's cost", form="$~s", tones=tones, tooltip=tooltip)
    return groups(frame, look, finding, "Fiscal year")


def _quoted(source: str) -> str:
    """A source at the beginning of a sentence: ids as they are written."""
    return source if source in {tone.label for tone in TONES.values()} else repr(source)
