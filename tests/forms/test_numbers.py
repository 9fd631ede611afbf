"""Numbers in cells: the small grammar, both ways."""

import random
from typing import Any

import pytest

from model.forms.numbers import number_read, number_written, split_numbers

OF_2019, OF_2026, OF_2027 = {"from": "2019-11"}, {"from": "2026-01"}, {"from": "2027-01"}
GROWING_SOMEHOW = {"value": 0.06, "low": 0.04, "high": 0.08}
SPREAD = {"value": 0.06, "distribution": "normal", "sd": 0.01, "low": -0.1, "high": 0.2}

BOTH_WAYS: list[tuple[str, str, Any]] = [
    # text, unit, what the tree holds
    ("15", "count", 15),
    ("15.50", "dollars an hour", 15.5),
    ("1,250,000", "dollars", 1250000),
    ("4,000.50", "dollars", 4000.5),
    ("22 %", "share", 0.22),
    ("7.65 %", "share", 0.0765),
    ("-5 %", "share", -0.05),
    ("-2.5 %", "share a year", -0.025),
    ("15.02 from 2018-07", "count", [{"from": "2018-07", "value": 15.02}]),
    ("9.50 from 2019-11; 16.00 from 2027-01", "dollars an hour", [OF_2019 | {"value": 9.5}, OF_2027 | {"value": 16}]),
    ("620 +6% a year", "dollars", {"value": 620, "annual_change": 0.06}),
    ("620 +0% a year", "dollars", {"value": 620, "annual_change": 0}),
    ("620 +6% (4% to 8%) a year", "dollars", {"value": 620, "annual_change": GROWING_SOMEHOW}),
    ("620 +6% (at most 8%) a year", "dollars", {"value": 620, "annual_change": {"value": 0.06, "high": 0.08}}),
    ("620 +6% (normal: sd 1 %, low -10 %, high 20 %) a year", "dollars", {"value": 620, "annual_change": SPREAD}),
    ("620 from 2026-07 -1.5% a year", "dollars", {"value": 620, "from": "2026-07", "annual_change": -0.015}),
    (
        "10 from 2026-01; 12 from 2027-01; +3% a year",
        "count",
        {"values": [OF_2026 | {"value": 10}, OF_2027 | {"value": 12}], "annual_change": 0.03},
    ),
    ("10; 12 from 2027-01", "count", [{"from": None, "value": 10}, {"from": "2027-01", "value": 12}]),
    ("22 % (15 % to 30 %)", "share", {"value": 0.22, "low": 0.15, "high": 0.3}),
    ("22 % (at least 15 %)", "share", {"value": 0.22, "low": 0.15}),
    ("8 (at most 9) from 2026-07", "count", [{"from": "2026-07", "value": 8, "high": 9}]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "value"), BOTH_WAYS)
def test_a_number_is_written_and_read_in_every_form_that_files_know(text: str, unit: str, value: Any) -> None:
    assert text == number_written(value, unit)
    read = number_read(text, unit)
    assert value == read or repr(value) == repr(read)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("$1,400", "dollars", 1400),
        ("$ 15.50", "dollars an hour", 15.5),
        ("22%", "share", 0.22),
        (".22", "share", 0.22),
        ("0.22 (0.15 to 0.30)", "share", {"value": 0.22, "low": 0.15, "high": 0.3}),
        ("22 % (15 to 30 %)", "share", {"value": 0.22, "low": 0.15, "high": 0.3}),
        ("1", "share", 1),
        ("−5 %", "share", -0.05),
        ("15.50  FROM 2026-07", "dollars", [{"from": "2026-07", "value": 15.5}]),
        ("16\u00a0from 2026-07", "dollars", [{"from": "2026-07", "value": 16}]),
    ],
)
def test_a_number_may_be_written_as_people_do(text: str, unit: str, value: Any) -> None:
    assert value == number_read(text, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("abc", "count"),
        ("22", "share"),  # 22 % or 0.22? nobody can say
        ("22 %", "dollars"),
        ("$22", "hours a week"),
        ("$22", "share"),
        ("1,4", "dollars"),
        ("1,400,000,000", "dollars"),  # a list whose spaces were forgotten
        ("15 since 2026-07", "dollars"),
        ("15 from 2026-13", "dollars"),
        ("15 from 2026-07-01", "dollars"),
        ("15 from 2026-07; abc", "dollars"),
        ("15 +6% a year; 16 from 2027-01", "dollars"),
        ("15; +3% a year; 16", "dollars"),
        ("15 +3% (normal: spread 1 %) a year", "dollars"),
        ("1e6", "dollars"),
        ("=1+1", "dollars"),
        ("٣", "count"),
        ("9" * 61, "count"),
        ("", "count"),
        ("%", "share"),
        (";", "count"),
    ],
)
def test_what_cannot_be_read_stays_as_it_was_typed(text: str, unit: str) -> None:
    assert text == number_read(text, unit)


@pytest.mark.parametrize("unit", ["share", "dollars", "dollars an hour", "count"])
def test_conversions_are_exact(unit: str) -> None:
    r = random.Random(7)
    for _ in range(500):
        value = r.choice([r.random(), r.uniform(-1, 1), round(r.random(), 4), r.random() * 1e-9])
        value *= 1 if unit == "share" else r.choice([1, 1000, 1e7])
        assert value == number_read(str(number_written(value, unit)), unit)


@pytest.mark.parametrize(
    "value", [None, "abc", True, [], {}, {"value": "x"}, [{"value": 1}], {"values": 3}, {"value": 1, "x": 2}]
)
def test_what_is_no_number_is_not_written_as_one(value: Any) -> None:
    assert None is number_written(value, "count")


def test_a_comma_before_three_digits_parts_no_dollars() -> None:
    assert ["186,000", "186,000"] == split_numbers("186,000, 186,000", "dollars")
    assert ["9000", "4000"] == split_numbers("9000,4000", "dollars")
    assert ["150,000"] == split_numbers("150,000", "dollars")
    assert ["15.50", "16.25"] == split_numbers("15.50,16.25", "dollars an hour")


def test_a_very_long_text_is_given_up_at_once() -> None:
    text = "1 (" * 20_000 + "1,111" * 20_000
    assert text == number_read(text, "dollars")
