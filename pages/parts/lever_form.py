"""Controls for one lever: where it moves, the value today, the new one beside it, and from when."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import streamlit as st

from model.inputs.load import ProgramFile
from model.inputs.spec import Spec
from model.levers import GROUPS, LEVERS, Ask, Lever, Target, change_of, targets
from model.levers.words import spoken
from pages.parts.words import plain

THROUGHOUT = "throughout"
FEWEST_DECIMALS, MOST_DECIMALS = {True: 1, False: 2}, 4
STEPS_WANTED = "write dollars an hour parted by commas, such as 15.50, 16.25"


class Chosen(NamedTuple):
    """A lever, where it moves, its new value and the month it holds from."""

    lever: Lever
    target: Target
    value: Any
    month: str | None

    def change(self) -> dict[str, Any]:
        """The change a scenario file would hold.

        Raises:
            ValueError: when the value cannot be read.
        """
        return change_of(self.lever, self.target, self.value, self.month)


def choose(file: ProgramFile, turn: int) -> Chosen:
    """Draw the controls, group first; the answer is what they hold.

    Raises:
        ValueError: when steps of a ladder are not a list of dollars.
    """
    first, second, third = st.columns(3)
    group = first.selectbox("What to change", GROUPS, key="lever_group")
    there = {lever.key: lever for lever in LEVERS if lever.group == group and targets(lever, file)}
    key = second.selectbox("Lever", list(there), format_func=lambda key: there[key].label, key=f"lever_{group}_{turn}")
    lever = there[key]
    places = targets(lever, file)
    place = third.selectbox(
        "Of what", range(len(places)), format_func=lambda n: places[n].label, key=f"target_{key}_{len(places)}_{turn}"
    )
    target = places[place]
    st.markdown(f"{plain(lever.help)} **Now:** {plain(target.text or target.value)}.")
    at = f"{key}_{target.label}_{turn}"
    value = _value(lever, target, file, at)
    return Chosen(lever, target, value, _from_month(file, at) if target.dated else None)


def _from_month(file: ProgramFile, at: str) -> str | None:
    month = st.selectbox(
        "From when",
        [THROUGHOUT, *_months(file)[1:]],
        format_func=lambda month: "Throughout" if month == THROUGHOUT else spoken(month),
        key=f"from_{at}",
        help="Throughout: in every month. From a month: earlier months stay as they are.",
    )
    return None if month == THROUGHOUT else month


def _months(file: ProgramFile) -> list[str]:
    return [str(file.program.start.plus(number)) for number in range(file.program.months)]


def _value(lever: Lever, target: Target, file: ProgramFile, at: str) -> Any:
    """The new value, in the unit of the file."""
    if lever.form == "number":
        unit = target.unit or ("" if lever.percent else lever.spec.unit)
        return _number(f"New value{_in_brackets(unit, lever.spec)}", lever.spec, target.value, f"value_{at}")
    if lever.form == "factor":
        percent = st.number_input("By how many percent", -100.0, None, 10.0, 1.0, "%.1f", key=f"value_{at}")
        return 1 + float(percent) / 100
    if lever.form == "numbers":
        said = ", ".join(f"{step:.2f}" for step in target.value)
        return _steps(st.text_input("New steps, dollars an hour", said, key=f"value_{at}"))
    if lever.form == "item":
        return {ask.key: _answer(ask, file, f"{ask.key}_{at}") for ask in target.asks}
    return _picked(lever, target, file, at)


def _picked(lever: Lever, target: Target, file: ProgramFile, at: str) -> Any:
    """A month or a choice; nothing for what is taken away."""
    if lever.form == "month":
        return _month("New month", file, target.value, f"value_{at}")
    if lever.form == "choice":
        return _option("New choice", target.options, target.value, f"value_{at}")
    return None


def _in_brackets(unit: str, spec: Spec) -> str:
    words = f"% {unit}" if spec.unit.startswith("share") else unit
    return f" ({words.strip()})" if words.strip() else ""


def _number(label: str, spec: Spec, value: float | None, key: str) -> float:
    """A number within what the schema allows; shares are shown as percents, and only here."""
    percent = spec.unit.startswith("share")
    by = 100.0 if percent else 1.0
    shown = round((value or 0.0) * by, 6)
    low, high = (None if abs(bound) == float("inf") else bound * by for bound in (spec.low, spec.high))
    shown = shown if low is None else max(shown, low)
    places = 0 if spec.whole else _decimals(shown, percent=percent)
    step = 1.0 if percent or spec.whole or abs(shown) >= 10 else 0.25
    given = st.number_input(label, low, high, float(shown), step, f"%.{places}f", key=key)
    return round(float(given) / by, 9)


def _decimals(value: float, *, percent: bool) -> int:
    fewest = FEWEST_DECIMALS[percent]
    return next((n for n in range(fewest, MOST_DECIMALS) if round(value, n) == round(value, 6)), MOST_DECIMALS)


def _steps(text: str) -> list[float]:
    try:
        return [float(part.strip().removeprefix("$")) for part in text.split(",")]
    except ValueError:
        raise ValueError(f"found {text!r}; {STEPS_WANTED}") from None


def _answer(ask: Ask, file: ProgramFile, key: str) -> Any:
    """The answer to one question about what is added."""
    if ask.form == "number":
        return _number(f"{ask.label}{_in_brackets(ask.unit, ask.spec)}", ask.spec, ask.default, key)
    if ask.form == "month":
        return _month(ask.label, file, str(file.program.last), key)
    if ask.form == "choice":
        return _option(ask.label, ask.options, ask.default, key)
    if ask.form == "positions":
        return st.multiselect(ask.label, [position.id for position in file.program.positions], key=key)
    return st.text_input(ask.label, str(ask.default), key=key).strip()


def _month(label: str, file: ProgramFile, value: str | None, key: str) -> str:
    months = _months(file)
    if value is not None and value not in months:
        months = sorted([*months, value])
    return st.selectbox(label, months, months.index(value or months[-1]), format_func=spoken, key=key)


def _option(label: str, options: Sequence[tuple[Any, str]], value: Any, key: str) -> Any:
    values = [option for option, _ in options]
    words = dict(options)
    start = values.index(value) if value in values else 0
    return st.selectbox(label, values, start, format_func=lambda option: words[option], key=key)
