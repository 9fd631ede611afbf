"""The 80 % band of one quantity by month, on any page: drawn when it is asked for, for each of what is shown."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from model.exports import uncertainty_frames as frames
from model.exports.charts.uncertainty import fan
from model.inputs.numbers import Array
from model.projection import Projection
from model.uncertainty import by_month
from model.uncertainty.odds import Fan
from pages.parts.chart import show_chart
from pages.parts.futures_kept import AT_ONCE, SEED, Asked
from pages.parts.here import Here
from pages.parts.long_work import Step, Tick, work_through
from pages.parts.show import figures
from pages.parts.words import plain


class Quantity(NamedTuple):
    """What the band is of: in words, by which function of a projection, and the unit on its axis."""

    words: str
    of: Callable[[Projection], Array]
    unit: str = "Dollars a month"


POSITIONS = Quantity("positions paid for without the reserve", by_month.positions, "Positions")
EARNED = Quantity("what payers pay for services", by_month.earned)
GAP = Quantity("what nobody pays", by_month.gap)
PAY = Quantity("what wages and fringe cost", by_month.pay)
FILLED = Quantity("seats with a person in them", by_month.filled, "Seats")


def band_of(quantity: Quantity, shown: Mapping[str, Here]) -> None:
    """A button, and once it is pressed, the fan of each of what is shown, in the same futures.

    Args:
        quantity: what the band is of.
        shown: programs with scenarios by what each is called; one alone needs no name.
    """
    asked = {name: Asked(here, SEED, offered=True, people=True) for name, here in shown.items()}
    steps: dict[str, Step] = {
        f"Drawing futures {name}".strip(): partial(_drawn, one, quantity) for name, one in asked.items()
    }
    label = f"Show the 80 % band of {quantity.words}"
    done = work_through(f"band_{quantity.words}", tuple(asked.items()), label, steps)
    for name in shown if done else ():
        found = (done or {}).get(f"Drawing futures {name}".strip())
        if found is not None:
            _shown(found, quantity, name, shown[name])


def _drawn(one: Asked, quantity: Quantity, tell: Tick) -> Fan:
    return by_month.band(one.futures(AT_ONCE), quantity.of, tell)


def _shown(found: Fan, quantity: Quantity, name: str, here: Here) -> None:
    start = here.result.file.program.start
    months = [str(start.plus(n)) for n in range(here.result.file.program.months)]
    frame = pd.DataFrame({"month": months, **dict(zip(frames.BAND, found.values, strict=True))})
    chart = fan(frame, f"{name}: {quantity.words}".removeprefix(": "), quantity.unit)
    show_chart(chart)
    st.caption(plain(how_sure(found, quantity)))
    with st.expander(plain(f"{name} {quantity.words} in 8 of 10 futures, as a table".strip())):
        figures(frames.fan_table(frame).round(0 if quantity.unit.startswith("Dollars") else 1))


def how_sure(found: Fan, quantity: Quantity) -> str:
    """Draws, seed, and how far the ends of the band in the last month may be off."""
    form = "${:,.0f}" if quantity.unit.startswith("Dollars") else "{:.1f}"
    ends = [
        f"{form.format(found.low[place, -1])} and {form.format(found.high[place, -1])}"
        for place in (0, len(found.levels) - 1)
    ]
    return (
        f"{found.draws:,} futures drawn with seed {SEED}; people come and go one by one. With 95 % confidence the "
        f"lower end of the last month lies between {ends[0]}, the upper between {ends[1]}."
    )
