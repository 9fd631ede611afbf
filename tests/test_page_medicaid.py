"""Medicaid on the screen: the sentence, levers, maps, rates and notes hold the model's numbers."""

from typing import Any

import pandas as pd
import pyarrow as pa
from streamlit.testing.v1 import AppTest

from model.exports import fiscal_note_frames, rate_frames
from model.exports.medicaid_telling import cover, headline
from model.inputs.load import ProgramFile, load_program, program_of
from model.inputs.scenario import applied, load_scenarios
from model.questions.break_even import LEVERS, break_even_table
from model.questions.fiscal_note import Blend, NoteTerms, fiscal_note
from model.questions.goals import Wanted
from model.questions.rate_build_up import Asked, rate_build_up
from model.questions.trying import made_up
from pages.parts.build_up import CONVENTIONS, GIVEN
from pages.parts.levers_alone import QUICK
from pages.parts.standing import SCENARIOS, examples
from pages.parts.words import plain
from tests.small import UNPAID, grant, medicaid, peer, tree
from tests.test_app import first, opened, with_own, words

EXAMPLE = "Prairie recovery"
PATH = examples()[EXAMPLE]
# a payer of 2.50 a unit pays 520 of the 1,040 dollars that the peer costs a month, under a cap that does not bind
HALF: dict[str, Any] = {
    "payers": {"medicaid": medicaid(2.5)},
    "caps": [{"name": "weekly", "per": "worker", "period": "week", "limit": 100.0, "unit": "units"}],
}


def page(**changes: Any) -> AppTest:
    """The page for the small program, with what is otherwise."""
    return with_own("medicaid", **changes)


def small(**changes: Any) -> ProgramFile:
    return program_of(tree(**changes), "mine.yaml")


def tables(app: AppTest, index: str) -> list[pd.DataFrame]:
    return [table.value for table in app.main.table if table.value.index.name == index]


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def drawn(app: AppTest) -> list[pd.DataFrame]:
    """The rows of every layer of every chart, as they are sent to a browser."""
    sent = [part for chart in app.get("vega_lite_chart") for part in chart.proto.datasets]
    return [pa.ipc.open_stream(part.data.data).read_pandas() for part in sent]


def cells(app: AppTest) -> pd.DataFrame:
    """Cells of the map."""
    return next(frame for frame in drawn(app) if {"left", "value"} <= set(frame.columns))


def test_the_sentence_is_worked_by_hand() -> None:
    app = page(payers={"medicaid": medicaid(2.5)})
    assert not app.exception and not app.error
    assert first(app) == plain(
        "At $2.50 a unit billing covers 50 % of cost over all 3 months; $5.00 would cover it all, and there is no cap "
        "in the way."
    )


def test_the_example_says_what_the_model_does() -> None:
    app = opened("medicaid", program=EXAMPLE)
    assert not app.exception and not app.error
    file, wanted = load_program(PATH), Wanted(after_grants=True)
    told = headline(cover(file, wanted), "after the grants end (October 2027 to June 2030)")
    assert first(app) == plain(told)
    able = rate_frames.able_table(break_even_table(file, wanted, QUICK).rows).map(plain).set_index("Lever")
    assert tables(app, "Lever")[0].equals(able)
    found = rate_build_up(file, Asked(payer="medicaid"))
    assert tables(app, "Service")[0].equals(rate_frames.rate_table(found).map(plain).set_index("Service"))
    lines = rate_frames.build_up_table(found.services[0]).map(plain).set_index("Line")
    assert any(table.equals(lines) for table in tables(app, "Line"))


def test_the_other_levers_are_asked_when_somebody_wants_them() -> None:
    app = page(payers={"medicaid": medicaid(2.5)})
    before = sum(len(table) for table in tables(app, "Lever"))
    press(app, "Ask the other levers too")
    assert not app.exception and not app.error
    rows = break_even_table(small(payers={"medicaid": medicaid(2.5)}), Wanted()).rows
    assert sum(len(table) for table in tables(app, "Lever")) == len(rows) > before
    told = words(app)
    assert all(plain(row.sentence) in told for row in rows)
    assert len(LEVERS) > len(QUICK)


def test_the_map_marks_today_and_the_scenario_where_the_model_puts_them() -> None:
    # scenario: from July 2027 the rate is 25.69 instead of 15.02, under the same cap of 56
    scenario = next(p for p in load_scenarios(PATH.with_name(PATH.stem + SCENARIOS)) if "New Hampshire" in p.name)
    app = opened("medicaid", program=EXAMPLE, scenario=scenario.name)
    assert not app.exception and not app.error
    marks = next(frame for frame in drawn(app) if "place" in frame.columns).set_index("letter")
    assert list(marks.loc["T", ["first", "second"]]) == [15.02, 56]
    assert list(marks.loc["P", ["first", "second"]]) == [25.69, 56]
    file = load_program(PATH)
    when = "after the grants end (October 2027 to June 2030)"
    assert first(app) == plain(headline(cover(applied(file, [scenario]), Wanted(after_grants=True)), when))
    assert plain(headline(cover(file, Wanted(after_grants=True)), when)) in words(app)
    note = fiscal_note([(file, [scenario])], NoteTerms(payers=("medicaid",)))
    assert plain(" ".join(note.sentences)) in words(app)
    years = fiscal_note_frames.note_table(note).map(plain).set_index("State fiscal year")
    assert tables(app, "State fiscal year")[0].equals(years)


def test_many_points_are_drawn_when_asked_for() -> None:
    app = page(**HALF)
    coarse = cells(app)
    assert len(coarse) == 121
    press(app, next(button.label for button in app.button if button.label.startswith("Draw it with")))
    assert not app.exception and not app.error
    assert len(cells(app)) == 10_000
    # from 5.00 a unit on the peer is paid for, whatever the cap allows above 208 units for 52 hours
    found = cells(app)
    paid = found.loc[found["value"] == 1, "first"]
    assert 4.9 < paid.min() <= 5.1


def test_administration_as_a_share_is_more_than_the_same_share_on_top() -> None:
    app = page(payers={"medicaid": medicaid(2.5)})
    app.selectbox(key="rate_admin").set_value(GIVEN).run()
    app.number_input(key="rate_share").set_value(20.0).run()
    # 5.00 a unit before it: 20 % on top make 6.00; as a share of the rate 5 / 0.8 = 6.25
    assert tables(app, "Service")[0].iloc[0]["For everybody served"] == plain("$6.00")
    app.selectbox(key="rate_convention").set_value(list(CONVENTIONS)[1]).run()
    assert tables(app, "Service")[0].iloc[0]["For everybody served"] == plain("$6.25")


def test_a_note_on_a_rate_typed_here_foots_and_follows_the_blend() -> None:
    app = page(payers={"medicaid": medicaid(2.5)})
    app.number_input(key="note_value_rate_medicaid, individual").set_value(3.5).run()
    assert not app.exception and not app.error
    file = small(payers={"medicaid": medicaid(2.5)})
    start = next(box for box in app.selectbox if box.label == "From").value
    change = {"set": "payers.medicaid.services.individual.rate", "to": 3.5, "from": start}
    placed = [made_up("typed", "a test", [change])]
    note = fiscal_note([(file, placed)], NoteTerms(payers=("medicaid",)))
    assert note.total > 0
    shown = tables(app, "State fiscal year")[0].iloc[-1]
    assert shown["Paid by Medicaid"] == plain(f"${note.total:,.0f}")
    assert shown["Federal"] == plain(f"${note.federal:,.0f}")
    app.number_input(key="note_expansion").set_value(50.0).run()
    blended = fiscal_note([(file, placed)], NoteTerms(payers=("medicaid",), blend=Blend(expansion=0.5)))
    assert blended.federal > note.federal
    assert tables(app, "State fiscal year")[0].iloc[-1]["Federal"] == plain(f"${blended.federal:,.0f}")


def test_a_lever_that_does_it_alone_becomes_a_scenario() -> None:
    app = page(payers={"medicaid": medicaid(2.5)})
    press(app, "Save it and lay it on")
    assert not app.exception and not app.error
    assert any("$5.00 a unit" in name for name in app.session_state["laid"])
    assert "covers 100" in first(app)


def test_a_position_and_chosen_months_can_be_asked_about() -> None:
    changes = {"months": 24, "grants": [grant()], "positions": [peer(), peer("peer-2")], "payers": HALF["payers"]}
    app = page(**changes)
    assert "after the grants end" in first(app)
    app.multiselect(key="rates_for").set_value(["peer-2"]).run()
    app.selectbox(key="rates_when").set_value("Chosen months").run()
    assert not app.exception and not app.error
    assert "from July 2026 to June 2028" in first(app)
    told = headline(cover(small(**changes), Wanted(positions=("peer-2",), months=24)), "from July 2026 to June 2028")
    # the window's first month is named on the page, which is the program's own
    assert first(app) == plain(told)


def test_all_secured_funding_can_be_asked_about() -> None:
    app = page(months=6, grants=[grant()], payers=HALF["payers"])
    app.selectbox(key="rates_by").set_value("By all secured funding").run()
    assert not app.exception and not app.error
    assert "$5.00 would leave nothing unpaid in any month" in first(app).replace("\\", "")


def test_a_program_without_medicaid_is_told_so_and_stands() -> None:
    app = page(payers=UNPAID)
    assert not app.exception and not app.error
    assert first(app) == plain(
        "No payer of this program pays by the unit; billing covers 0 % of cost over all 3 months."
    )
    assert "This cannot be asked here" in words(app)


def test_a_large_program_waits_with_what_is_dear() -> None:
    app = page(months=60, positions=[peer(f"peer-{n}") for n in range(24)], payers=HALF["payers"])
    assert not app.exception and not app.error
    assert not tables(app, "Lever") and not tables(app, "Service")
    assert "Ask every lever" in [button.label for button in app.button]
    press(app, "Build the rate up")
    assert not app.exception
    assert len(tables(app, "Service")) == 1
