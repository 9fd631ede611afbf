"""Tables on the screen: amounts stand to the right under their heads, words to the left, and cells as typed."""

from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.show import of_amounts


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        (["$1,200", "−$90", "$12.50"], True),
        (["12 %", "3.5%", "+4"], True),
        ([1, 2.5], True),
        (["7", "", "—"], True),
        (["", "—"], False),
        ([], False),
        (["$90", "$90 a month"], False),
        (["July 2026"], False),
        (["2026-07"], False),
        (["H0038"], False),
    ],
)
def test_a_column_of_amounts_holds_numbers_and_blanks_alone(cells: list[object], amounts: bool) -> None:
    assert amounts == of_amounts(pd.Series(cells, dtype=object))


def _drawn() -> None:
    import pandas as pd

    from pages.parts.show import plain_table

    frame = pd.DataFrame({"Item": ["Pay", "Pay"], "Said": ["*a*", "b"], "Asked": ["$1,200", "$90"], "Left": ["1", ""]})
    plain_table(frame)
    plain_table(frame[["Item", "Said"]])
    plain_table(frame[["Item", "Asked"]])
    plain_table(pd.DataFrame())


def styled(table: Any) -> Any:
    """What the browser is told of the looks of a table."""
    return table.proto.arrow_data.styler


def test_amounts_stand_right_and_the_table_is_the_same_at_each_run() -> None:
    app = AppTest.from_function(_drawn).run()
    assert not app.exception
    first, words, second, _ = (styled(table) for table in app.table)
    # the columns after the one that names the rows are counted from 0: Asked and Left are the second and the third
    assert [f"#T_{first.uuid} .col{place} {{ text-align: right !important }}" for place in (1, 2)] == [
        rule.strip() for rule in first.styles.splitlines() if rule.strip()
    ]
    shown = app.table[0].value
    assert ["\\*a\\*", "b"] == list(shown["Said"]) and "Item" == shown.index.name
    assert not words.styles and second.uuid != first.uuid
    assert first.uuid == styled(app.run().table[0]).uuid
