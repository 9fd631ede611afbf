"""Charts of a whole state: positions by month and group, how programs differ, whom a reform reaches, what it costs."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from model.exports.charts.axes import months_axis, title
from model.exports.charts.paper import SHARE_TONES, stacked
from model.exports.frames import in_words
from model.exports.palette import LINE, LINE_BEFORE, SIDE_DASHES, SIDE_TONES, STATUS_TONES, Tone
from model.portfolio.cells import ALL
from model.sentences import rounded

PLOT, ROW, FRAME, TILE = 330, 30, 170, 46  # a frame holds a title of two lines, the axis and its name
MOST_SIDES = len(SIDE_TONES)
LABEL_WIDTH = 260
REACH_TONES = (
    Tone(name="more", label="Keep positions for longer", letter="M", fill="#1c5a9e", ink="#ffffff"),
    Tone(name="as many", label="As long as now", letter="A", fill="#bfe3f4", ink="#1a1a1a"),
    Tone(name="fewer", label="Less long", letter="F", fill="#a3241a", ink="#ffffff"),
    Tone(name="not reached", label="Not reached", letter="N", fill="#f7e27e", ink="#1a1a1a"),
    Tone(name="hidden", label="Too few to show", letter="", fill="#d9d9d9", ink="#1a1a1a"),
)
WORST_TO_BEST = [STATUS_TONES[5].fill, STATUS_TONES[3].fill, STATUS_TONES[0].fill]


def sustained(frame: pd.DataFrame) -> alt.LayerChart:
    """Positions paid for by month, a line for each scenario with the band in which 8 of 10 futures lie.

    Args:
        frame: `portfolio_frames.sustained`.
    """
    names, months = list(dict.fromkeys(frame["scenario"])), sorted(set(frame["month"]))
    fills = alt.Scale(domain=names, range=[tone.fill for tone in SIDE_TONES[: len(names)]])
    legend = alt.Legend(title=None, orient="bottom", columns=1, labelLimit=500, symbolType="stroke", symbolOpacity=1)
    colour = alt.Color("scenario:N", scale=fills, legend=legend)
    dash = alt.Scale(domain=names, range=list(SIDE_DASHES[: len(names)]))
    top = max(float(frame["high"].max()), 1.0)
    y = alt.Y("mean:Q", title="Positions paid for", scale=alt.Scale(domain=[0, top]), axis=alt.Axis(format=",.0f"))
    base = alt.Chart(frame).encode(x=months_axis(months))
    band = base.mark_area(opacity=0.18).encode(
        y=alt.Y("low:Q", title="Positions paid for"),
        y2="high:Q",
        color=colour,
    )
    lines = base.mark_line(strokeWidth=2.5).encode(
        y=y,
        color=colour,
        strokeDash=alt.StrokeDash("scenario:N", scale=dash, legend=legend),
        tooltip=[
            alt.Tooltip("month:O", title="Month"),
            alt.Tooltip("scenario:N", title="Scenario"),
            alt.Tooltip("mean:Q", title="Positions", format=",.0f"),
            alt.Tooltip("low:Q", title="10 % of futures have no more than", format=",.0f"),
            alt.Tooltip("high:Q", title="90 % of futures have no more than", format=",.0f"),
        ],
    )
    height = PLOT + 26 * len(names)
    return alt.LayerChart(layer=[band, lines], height=height, title=title(_sustained_finding(frame, names, months)))


def _sustained_finding(frame: pd.DataFrame, names: Sequence[str], months: Sequence[str]) -> str:
    last = frame[frame["month"] == months[-1]].set_index("scenario")["mean"]
    base = f"{last[names[0]]:,.0f} positions are paid for in {in_words(months[-1])} as things stand"
    if len(names) == 1:
        return base
    best = max(names[1:], key=lambda name: last[name])
    return f"{base}, {last[best]:,.0f} under “{best}”"


def at_end(frame: pd.DataFrame, what: str) -> alt.LayerChart:
    """The share of budgeted positions that stand at the end, bars by group and scenario.

    Args:
        frame: `portfolio_frames.at_end`.
        what: what groups are, such as Region.
    """
    names, groups = list(dict.fromkeys(frame["scenario"])), list(dict.fromkeys(frame["group"]))
    scale = alt.Scale(domain=names, range=[tone.fill for tone in SIDE_TONES[: len(names)]])
    legend = alt.Legend(title=None, orient="bottom", columns=1, labelLimit=500)
    y = alt.Y("group:N", sort=groups, title=what, axis=alt.Axis(labelLimit=LABEL_WIDTH))
    base = alt.Chart(frame).encode(y=y, yOffset=alt.YOffset("scenario:N", sort=names))
    share = alt.Axis(format=".0%", tickCount=5)
    top = max(1.0, float(frame["share"].max()))
    bars = base.mark_bar().encode(
        x=alt.X("share:Q", title="Of budgeted positions", scale=alt.Scale(domain=[0, top]), axis=share),
        color=alt.Color("scenario:N", scale=scale, legend=legend),
        tooltip=[
            alt.Tooltip("group:N", title=what),
            alt.Tooltip("scenario:N", title="Scenario"),
            alt.Tooltip("programs:Q", title="Programs", format=",d"),
            alt.Tooltip("at_end:Q", title="Positions at the end", format=",.0f"),
            alt.Tooltip("share:Q", title="Of those budgeted", format=".0%"),
        ],
    )
    told = base.mark_text(align="left", dx=3, color=LINE_BEFORE).encode(
        x=alt.X("share:Q", title="Of budgeted positions"), text=alt.Text("at_end:Q", format=",.0f")
    )
    height = ROW * len(groups) * max(1, len(names)) * 0.7 + FRAME + 26 * len(names)
    return alt.LayerChart(layer=[bars, told], height=height, title=title(_ends_finding(frame, names)))


def _ends_finding(frame: pd.DataFrame, names: Sequence[str]) -> str:
    base = frame[frame["scenario"] == names[0]].sort_values("share")
    least, most = base.iloc[0], base.iloc[-1]
    if len(base) == 1:
        return f"{100 * least['share']:.0f} % of positions stand at the end as things stand"
    return (
        f"As things stand {100 * least['share']:.0f} % of positions stand at the end in {least['group']}, "
        f"{100 * most['share']:.0f} % in {most['group']}"
    )


def spread(frame: pd.DataFrame) -> alt.LayerChart:
    """How far programs differ: thin from the tenth to the ninetieth of a hundred, thick between quarters, a dot midway.

    Args:
        frame: `portfolio_frames.spread`.
    """
    shown = frame[frame["p50"].notna()]
    rows = list(dict.fromkeys(shown["row"]))
    y = alt.Y("row:N", sort=rows, title=None, axis=alt.Axis(labelLimit=LABEL_WIDTH))
    axis, domain = alt.Axis(format=".0%", tickCount=5), alt.Scale(domain=[0, max(1.0, float(shown["p90"].max()))])
    name = "Share of a program’s positions that stand at its end"
    parts = {point: shown[shown[point].notna()] for point in ("p10", "p25")}
    base = {point: alt.Chart(part).encode(y=y) for point, part in parts.items()}
    thin = base["p10"].mark_rule(strokeWidth=2, color=LINE_BEFORE).encode(x=alt.X("p10:Q", title=name), x2="p90:Q")
    thick = base["p25"].mark_bar(size=10, color=LINE).encode(x=alt.X("p25:Q", title=name), x2="p75:Q")
    dot = alt.Chart(shown).mark_point(size=90, filled=True, color="#1a1a1a", stroke="#ffffff")
    dot = dot.encode(
        y=y,
        x=alt.X("p50:Q", title=name, axis=axis, scale=domain),
        tooltip=[alt.Tooltip("row:N", title="Of"), alt.Tooltip("programs:Q", title="Programs", format=",d")]
        + [
            alt.Tooltip(f"{point}:Q", title=f"{point[1:]} % of programs have no more than", format=".0%")
            for point in ("p10", "p25", "p50", "p75", "p90")
        ],
    )
    # a layer without marks is a picture without words to a screen reader
    drawn = [layer for point, layer in (("p10", thin), ("p25", thick)) if len(parts[point])]
    height = ROW * len(rows) + FRAME
    return alt.LayerChart(layer=[*drawn, dot], height=height, title=title(_spread_finding(shown)))


def _spread_finding(shown: pd.DataFrame) -> str:
    if shown.empty:
        return "Too few programs to say how far they differ"
    base = shown[shown["scenario"] == shown["scenario"].iloc[0]].sort_values("p50")
    least, most = base.iloc[0], base.iloc[-1]
    kept = f"{100 * least['p50']:.0f} % of their positions or less" if least["p50"] else "none of their positions"
    said = f"half of the programs keep {kept}"
    if len(base) == 1:
        where = "" if least["group"] == ALL else f" in {least['group']}"
        return f"{said[0].upper()}{said[1:]}{where} as things stand"
    return f"As things stand {said} in {least['group']}, {100 * most['p50']:.0f} % in {most['group']}"


def reach(frame: pd.DataFrame) -> alt.LayerChart:
    """Whom a reform reaches: programs by what becomes of their positions.

    Args:
        frame: `portfolio_frames.reach`.
    """
    used = [tone for tone in REACH_TONES if (frame["kind"] == tone.name).any()]
    scale = alt.Scale(domain=[tone.legend.strip() for tone in used], range=[tone.fill for tone in used])
    legend = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=300)
    known = {tone.name: (n, tone) for n, tone in enumerate(used)}
    shown = frame.assign(
        told=[known[kind][1].legend.strip() for kind in frame["kind"]],
        order=[known[kind][0] for kind in frame["kind"]],
    )
    rows = list(dict.fromkeys(shown["row"]))
    bars = (
        alt.Chart(shown)
        .mark_bar()
        .encode(
            y=alt.Y("row:N", sort=rows, title=None, axis=alt.Axis(labelLimit=LABEL_WIDTH)),
            x=alt.X("programs:Q", title="Programs", axis=alt.Axis(format=",d", tickMinStep=1)),
            color=alt.Color("told:N", scale=scale, legend=legend),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("row:N", title="Of"),
                alt.Tooltip("told:N", title="Which"),
                alt.Tooltip("programs:Q", title="Programs", format=",d"),
            ],
        )
    )
    height = ROW * len(rows) + FRAME + 26 * ((len(used) + 1) // 2)
    return alt.LayerChart(layer=[bars], height=height, title=title(_reach_finding(shown, rows)))


def _reach_finding(frame: pd.DataFrame, rows: Sequence[str]) -> str:
    first = frame[frame["row"] == rows[0]].set_index("kind")["programs"]
    total = int(first.sum())
    if "hidden" in first.index:
        return f"{rows[0]}: {total:,} programs; counts of a few are not shown"
    return (
        f"{rows[0]}: of {total:,} programs {int(first.get('more', 0)):,} keep positions for longer, "
        f"{int(first.get('not reached', 0)):,} are not reached"
    )


def note(frame: pd.DataFrame) -> alt.LayerChart:
    """Added Medicaid dollars by state fiscal year of payment, federal and state.

    Args:
        frame: `portfolio_frames.note_years`.
    """
    total, state = float(frame["dollars"].sum()), float(frame.loc[frame["part"] == "state", "dollars"].sum())
    finding = (
        f"Medicaid pays {rounded(abs(total))} {'more' if total >= 0 else 'less'}, {rounded(abs(state))} the state’s"
    )
    return stacked(frame, finding, SHARE_TONES, "State fiscal year of payment")


def tile_map(frame: pd.DataFrame) -> alt.LayerChart:
    """The states as tiles of one size, coloured by the share of positions that stand at the end.

    Args:
        frame: `portfolio_frames.tiles`.
    """
    base = alt.Chart(frame).encode(
        x=alt.X("column:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
    )
    scale = alt.Scale(domain=[0, 0.5, 1], range=WORST_TO_BEST, interpolate="lab")
    legend = alt.Legend(title="Of budgeted positions", orient="bottom", format=".0%", gradientLength=260)
    tooltip = [
        alt.Tooltip("name:N", title="State"),
        alt.Tooltip("told:N", title="Positions at the end"),
        alt.Tooltip("programs:Q", title="Programs", format=",d"),
    ]
    blank = base.mark_rect(color="#e6e6e6").encode(tooltip=tooltip)
    filled = base.transform_filter("isValid(datum.share)").mark_rect()
    filled = filled.encode(color=alt.Color("share:Q", scale=scale, legend=legend), tooltip=tooltip)
    ink = alt.condition(
        "isValid(datum.share) && (datum.share < 0.25 || datum.share > 0.8)", alt.value("#ffffff"), alt.value("#1a1a1a")
    )
    names = base.mark_text(fontSize=12, fontWeight="bold").encode(text="state:N", color=ink)
    there = int(frame["share"].notna().sum())
    said = f"{there} state{'s have' if there != 1 else ' has'} programs enough to be shown; grey ones have not"
    return alt.LayerChart(layer=[blank, filled, names], height=TILE * 8 + FRAME, width=TILE * 11, title=title(said))
