"""Compare on the screen: the figures are the model's, the bars add up, and the choice is in the address."""

from streamlit.testing.v1 import AppTest

from model.compare import compare, measures
from model.exports import compare_frames
from model.inputs.load import load_program
from model.inputs.scenario import load_scenarios
from pages.parts.standing import SCENARIOS, examples
from pages.parts.words import plain
from tests.test_app import charts, first, opened, with_own, words

PROGRAM = "Prairie recovery"
PATH = examples()[PROGRAM]
FILE, PLACED = load_program(PATH), load_scenarios(PATH.with_name(PATH.stem + SCENARIOS))
NAMES = [placed.name for placed in PLACED]


def page(**query: str) -> AppTest:
    """The page as someone finds it who follows a link."""
    return opened("compare", program=PROGRAM, **query)


def gaps(*stacks: tuple[str, ...]) -> list[float]:
    return [measures(compare(FILE, [p for p in PLACED if p.name in stack]).scenario)["gap"] for stack in stacks]


def test_the_file_and_three_scenarios_stand_side_by_side_with_the_model_s_figures() -> None:
    app = page()
    assert not app.exception and not app.error
    table = next(table.value for table in app.main.table if table.value.index.name == "Figure")
    assert list(table) == [
        "A The file as it stands",
        *(f"{letter} {name}" for letter, name in zip("BCD", NAMES[:3], strict=True)),
    ]
    shown = [cell.split(" ")[0] for cell in table.loc["Nobody pays"]]
    expected = [plain(compare_frames.amount(gap, "dollars")) for gap in gaps((), *((name,) for name in NAMES[:3]))]
    assert shown == expected


def test_the_page_opens_with_what_keeps_most_positions() -> None:
    app = page()
    months = {
        name: measures(compare(FILE, [p for p in PLACED if p.name == name]).scenario)["position_months_sustained"]
        for name in NAMES[:3]
    }
    best = max(months, key=lambda name: months[name])
    assert plain(f"“{best}” keeps most positions for longest") in first(app)
    assert plain(f"{months[best]:,.0f} of ") in first(app)


def test_the_baseline_is_always_among_them() -> None:
    app = page()
    for key in ("beside_1", "beside_2", "beside_3"):
        app.multiselect(key=key).set_value([]).run()
    assert not app.exception
    assert first(app).startswith("As the file stands")
    assert "Choose a scenario above" in words(app)


def test_a_stack_is_laid_on_in_the_order_of_the_file() -> None:
    app = page()
    app.multiselect(key="beside_1").set_value([NAMES[2], NAMES[0]]).run()
    table = next(table.value for table in app.main.table if table.value.index.name == "Figure")
    assert f"B {NAMES[0]} + {NAMES[2]}" in list(table)
    shown = table.loc["Nobody pays", f"B {NAMES[0]} + {NAMES[2]}"].split(" ")[0]
    assert shown == plain(compare_frames.amount(gaps((NAMES[0], NAMES[2]))[0], "dollars"))


def test_a_link_carries_the_choice_and_another_page_does_not_lose_it() -> None:
    app = page(beside_1=NAMES[3])
    assert app.multiselect(key="beside_1").value == [NAMES[3]]
    assert app.multiselect(key="beside_2").value == []
    app.switch_page("pages/where_we_stand.py").run()
    app.switch_page("pages/compare.py").run()
    assert app.multiselect(key="beside_1").value == [NAMES[3]]


def test_a_link_with_names_that_are_not_there_is_passed_over() -> None:
    app = page(beside_1="No such scenario")
    assert not app.exception
    assert app.multiselect(key="beside_1").value == []


def test_the_whole_of_the_bars_on_the_page_is_the_model_s_difference() -> None:
    app = page()
    app.selectbox(key="way_to").select_index(3).run()
    app.selectbox(key="way_measure").select_index(1).run()
    gap = compare_frames.change(compare(FILE, [PLACED[2]]).totals["gap"], "dollars")
    assert charts(app)[-1]["title"]["text"][0].startswith(f"What nobody pays, from A to D: {gap}")
    assert app.main.table[-1].value.iloc[-1].iloc[-1] == plain(gap)


def test_two_that_do_not_differ_are_told() -> None:
    app = page()
    app.selectbox(key="way_to").select_index(0).run()
    assert not app.exception
    assert "Nothing lies between the two" in words(app)


def test_four_boards_and_three_charts_have_their_tables() -> None:
    app = page()
    assert len(charts(app)) == 4 + 2 + 1
    assert [expander.label for expander in app.main.expander] == [
        "The boards as tables",
        "Positions by month as a table",
        "The gap by fiscal year as a table",
        "The difference as a table",
    ]


def test_a_program_without_scenarios_is_taught_what_one_is() -> None:
    app = with_own("compare")
    assert not app.exception
    assert first(app) == "Nothing to compare yet: this program has no scenarios."
    assert "Build one on the page" in words(app)
