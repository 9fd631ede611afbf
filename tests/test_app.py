"""The first page without a browser: numbers on the screen are the model's, and bad files are told, not thrown."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from model.compare import compare, in_words, outcome
from model.exports import frames
from model.exports.tables import as_object
from model.inputs.assumptions import load_assumptions
from model.inputs.load import load_program, read_program
from model.inputs.scenario import applied, load_scenarios
from model.sentences import PAID_ALL_THE_SAME
from model.workspace import Workspace, default_path
from pages.parts.menu import entries
from pages.parts.standing import PROGRAMS, SCENARIOS, examples
from pages.parts.words import MAY_BREAK, breakable, file_stem, link, plain
from tests.hostile import KEYS, ODD
from tests.small import grant, peer, tree

APP = Path(__file__).parents[1] / "app.py"
FIRST_PAGE = APP.parent / "pages" / "where_we_stand.py"
IMPORTS = re.compile(r"(from|import) \S")
SECONDS = 60
WHEN = "2026-11-26T20:00:00+00:00"
PLAIN = "**x** $a$ [l](http://x.org) <b>bold</b> :smile: ~~s~~ `c` -> www.x.org me@x.org"


def opened(at: str = "", **query: str) -> AppTest:
    """The app as someone finds it who follows a link, to the page of a file where one is named."""
    app = AppTest.from_file(str(APP), default_timeout=SECONDS)
    for key, value in query.items():
        app.query_params[key] = value
    if at:
        # what `switch_page` finds out by running the first page, which takes as long as the page that is asked for
        app._page_hash = calc_hash(next(e.address for there in entries().values() for e in there if e.file == at))
    return app.run()


def with_own(at: str = "", **changes: Any) -> AppTest:
    """The app opened again, on a program of one's own that was kept before: the small one, with what is otherwise."""
    workspace = Workspace.open(default_path())
    kept = workspace.create("", tree(**changes)["name"], written(**changes).encode(), None, "from mine.yaml", WHEN)
    return opened(at, program=kept.program_id)


def told(path: Path, *scenarios: str) -> dict[str, Any]:
    """An example as one object, with scenarios laid on it."""
    file = load_program(path)
    if scenarios:
        laid = [s for s in load_scenarios(path.with_name(path.stem + SCENARIOS)) if s.name in scenarios]
        file = applied(file, laid)
    result = outcome(file)
    return as_object(result.projection, result.findings)


def first(app: AppTest) -> str:
    return app.title[0].value


def words(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.title, *app.markdown])


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def upload(app: AppTest, text: str | bytes, name: str = "mine.yaml") -> AppTest:
    content = text if isinstance(text, bytes) else text.encode()
    app.file_uploader[0].set_value((name, content, "application/yaml"))
    return app.run()


def written(**changes: Any) -> str:
    return yaml.safe_dump(tree(**changes), sort_keys=False)


@pytest.mark.parametrize("name", list(examples()))
def test_each_example_shows_the_numbers_of_the_model(name: str) -> None:
    app = opened(example=name)
    assert not app.exception and not app.error
    data = told(examples()[name])
    found = data["findings"]["program"]
    assert first(app) == plain(found["sentences"][0])
    shown = words(app)
    for sentence in [*found["sentences"][1:], *data["warnings"]]:
        assert plain(sentence) in shown
    assert app.selectbox(key="choice").value == name


def test_tables_of_the_page_hold_the_numbers_of_the_model() -> None:
    name, path = next(iter(examples().items()))
    app, data = opened(example=name), told(path)
    program = load_program(path).program
    becomes = frames.first_months(data).map(plain).set_index("Position")
    assert any(table.value.equals(becomes) for table in app.table)
    shown = [table.value for table in app.dataframe]
    dollars, money = (next(table for table in shown if column in table) for column in ("Position", "Cash"))
    assert list(dollars["Full cost"]) == [round(row["full_cost"]) for row in data["rows"]]
    assert list(dollars["Nobody pays"]) == [round(row["gap"]) for row in data["rows"]]
    assert list(money["Cash"]) == [round(row["cash"]) for row in data["months"]]
    assert list(money["Reserve"]) == [round(row["reserve"]) for row in data["months"]]
    summary = app.sidebar.table[0].value["As the file says"]
    runway, last = data["findings"]["program"]["runway_months"], data["months"][-1]["positions_sustained"]
    funded = sum(row["positions_sustained"] for row in data["months"])
    expected = ["no gap" if runway is None else str(runway), f"{last} of {len(program.positions)}", f"{funded:,}"]
    assert list(summary) == expected


def test_the_sentence_is_the_first_element_of_the_page() -> None:
    app = opened()
    assert next(iter(app.main.children.values())) is app.title[0]


def test_a_scenario_says_its_sentence_first_and_the_baseline_s_beside_it() -> None:
    app = opened(example="Prairie recovery")
    name = app.multiselect(key="scenario").options[0]
    app.multiselect(key="scenario").select(name).run()
    path = examples()["Prairie recovery"]
    before, after = told(path), told(path, name)
    assert first(app) == plain(after["findings"]["program"]["sentences"][0])
    baseline = plain(" ".join(before["findings"]["program"]["sentences"][:2]))
    assert f"**Without it:** {baseline}" in words(app)
    assert list(app.sidebar.table[0].value) == ["As the file says", "With the scenario"]


def test_what_a_scenario_changes_is_said_before_the_baseline() -> None:
    path = examples()["Prairie recovery"]
    laid = load_scenarios(path.with_name(path.stem + SCENARIOS))[:1]
    app = opened(example="Prairie recovery", scenario=laid[0].name)
    comparison = compare(load_program(path), laid)
    said = [element.value for element in app.main.markdown]
    place = said.index(plain(in_words(comparison)))
    assert said[place + 1].startswith("**Without it:**")
    funded = app.sidebar.table[0].value.loc["Position-months funded"]
    added = int(funded["With the scenario"]) - int(funded["As the file says"])
    assert added == round(comparison.totals["position_months_sustained"])


def test_which_program_is_shown_is_said_also_after_a_refused_upload() -> None:
    app = opened(example="Prairie recovery")
    program = load_program(examples()["Prairie recovery"]).program
    whose = plain(f"{program.name}, {program.state}, an invented example")
    assert app.main.caption[0].value == whose
    assert upload(app, "schema: 1").main.caption[0].value == whose
    upload(app, written(name=PLAIN))
    assert app.main.caption[0].value == plain(f"{PLAIN}, {tree()['state']}")


def test_scenarios_stack_in_the_order_of_their_file_whatever_was_chosen_first() -> None:
    app = opened(example="Prairie recovery")
    names = app.multiselect(key="scenario").options[:2]
    app.multiselect(key="scenario").set_value(list(reversed(names))).run()
    expected = told(examples()["Prairie recovery"], *names)
    assert first(app) == plain(expected["findings"]["program"]["sentences"][0])
    assert app.session_state["laid"] == tuple(names)


def test_a_link_carries_the_example_and_the_scenario() -> None:
    app = opened(example="Prairie recovery")
    name = app.multiselect(key="scenario").options[1]
    app = opened(example="Prairie recovery", scenario=name)
    assert app.multiselect(key="scenario").value == [name]
    assert first(app) == plain(told(examples()["Prairie recovery"], name)["findings"]["program"]["sentences"][0])


def test_a_link_with_names_that_are_not_there_opens_the_first_example() -> None:
    app = opened(example="No such program", scenario="No such scenario")
    assert not app.exception
    assert app.selectbox(key="choice").value == next(iter(examples()))
    assert app.multiselect(key="scenario").value == []


def test_another_example_drops_the_scenarios_of_the_one_before() -> None:
    app = opened(example="Prairie recovery")
    app.multiselect(key="scenario").select(app.multiselect(key="scenario").options[0]).run()
    other = next(name for name in examples() if name != "Prairie recovery")
    app.selectbox(key="choice").select(other).run()
    assert not app.exception and not app.error
    assert app.multiselect(key="scenario").value == []
    assert first(app) == plain(told(examples()[other])["findings"]["program"]["sentences"][0])


def test_a_program_of_one_s_own_is_kept_and_found_again_after_a_reload() -> None:
    app = upload(opened(), written())
    result = outcome(read_program(written(), "mine.yaml"))
    sentence = plain(as_object(result.projection, result.findings)["findings"]["program"]["sentences"][0])
    assert first(app) == sentence
    assert app.selectbox(key="choice").options[0] == tree()["name"]
    address = dict(app.query_params.items())
    assert (
        first(opened(**{key: value if isinstance(value, str) else value[0] for key, value in address.items()}))
        == sentence
    )


def test_the_bare_address_opens_what_was_open_last() -> None:
    sentence = first(upload(opened(), written()))
    assert first(opened()) == sentence


def test_the_same_file_opened_twice_is_kept_once() -> None:
    app = upload(upload(opened(), written()), written())
    assert not app.error
    assert app.selectbox(key="choice").options.count(tree()["name"]) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (written(months=0, keep_spread="often", colour="red"), ["months", "keep_spread", "colour"]),
        ("schema: 1\nname: [", ["this is not YAML"]),
        ("", ["the file is empty"]),
        ("just text", ["a program is a mapping"]),
        (b"\xff\xfe\x00\x01", ["mine.yaml"]),
        (written(positions=[peer(ladder="nowhere")]), ["nowhere"]),
    ],
    ids=["three faults", "not yaml", "empty", "text", "not text", "dangling reference"],
)
def test_a_bad_program_is_told_fault_by_fault_and_the_one_before_stays(content: str | bytes, said: list[str]) -> None:
    app = opened()
    before = first(app)
    upload(app, content)
    assert not app.exception
    lines = [line for line in app.error[0].value.splitlines() if line.startswith("- ")]
    for word in said:
        assert any(plain(word) in line for line in lines), (word, lines)
    assert len(lines) >= len(said)
    assert first(app) == before


def test_a_bad_program_after_a_good_one_leaves_the_good_one() -> None:
    app = opened()
    good = first(upload(app, written()))
    upload(app, "schema: 1", name="worse.yaml")
    assert plain("worse.yaml") in app.error[0].value
    assert first(app) == good
    upload(app, written())
    assert not app.error


def test_a_scenario_file_of_one_s_own_is_laid_on_a_program_of_one_s_own() -> None:
    app = upload(opened(), written(months=24, grants=[grant()]))
    assert app.multiselect(key="scenario").options == []
    scenarios = [{"name": "No grant", "why": "not renewed", "changes": [{"remove": "grants[id=grant]"}]}]
    upload(app, yaml.safe_dump(scenarios), name="plans.yaml")
    before = first(app)
    app.multiselect(key="scenario").select("No grant").run()
    assert not app.exception and not app.error
    assert "**Without it:**" in words(app)
    without = outcome(read_program(written(months=24), "mine.yaml"))
    expected = as_object(without.projection, without.findings)["findings"]["program"]["sentences"][0]
    assert first(app) == plain(expected) or first(app) == before


def test_a_bad_scenario_file_is_told_and_the_program_stays() -> None:
    app = upload(opened(), written())
    before = first(app)
    upload(app, "- {name: Half}", name="plans.yaml")
    assert plain("plans.yaml") in app.error[0].value
    assert not app.exception
    assert first(app) == before


def test_a_scenario_that_fits_nothing_is_told_and_left_out() -> None:
    app = upload(opened(), written())
    before = first(app)
    scenarios = [{"name": "Cap gone", "why": "a bill", "changes": [{"remove": "caps[name=yearly]"}]}]
    upload(app, yaml.safe_dump(scenarios), name="plans.yaml")
    app.multiselect(key="scenario").select("Cap gone").run()
    assert plain("Cap gone") in app.error[0].value
    assert not app.exception
    assert first(app) == before
    assert list(app.sidebar.table[0].value) == ["As the file says"]


def test_names_from_files_are_escaped_wherever_markup_is_read() -> None:
    app = upload(opened(), written(name=PLAIN, about=PLAIN, positions=[peer(PLAIN)], months=24))
    assert not app.exception
    becomes = next(table.value for table in app.table if table.value.index.name == "Position")
    assert becomes.index[0] == plain(PLAIN)
    assert plain(PLAIN) in words(app)


def test_plain_text_has_no_sign_left_that_markup_reads() -> None:
    escaped = plain("# a_b *c* [d](e) `f` $g$ <h>\n- i :j: ~k~")
    assert "\n" not in escaped
    bare = escaped
    for sign in "\\`*_{}[]()#+-.!|<>~$:&=^@/":
        bare = bare.replace(f"\\{sign}", "")
    assert not set("`*_{}[]()#<>~$:") & set(bare)


def test_a_long_word_may_break_and_keeps_its_letters() -> None:
    assert plain("x" * 70).replace(MAY_BREAK, "") == "x" * 70
    assert plain("x" * 70).split(MAY_BREAK) == ["x" * 30, "x" * 30, "x" * 10]


def test_a_file_name_holds_letters_digits_and_hyphens() -> None:
    assert file_stem("../Ärger & Co: <b>") == "rger-co-b"
    assert file_stem("***") == "program"


def test_where_the_numbers_come_from_names_each_source() -> None:
    name, path = next((n, p) for n, p in examples().items() if load_program(p).program.basis)
    app, program = opened(example=name), load_program(path).program
    assert plain(program.about.strip()) in words(app)
    table = next(table.value for table in app.table if table.value.index.name == "Place in the file")
    assert list(table.index) == [breakable(place) for place in program.basis]
    assert not (table["Comes from"] == "").any()


def test_a_number_of_a_table_leads_to_the_source_of_its_row() -> None:
    path = examples()["Prairie recovery"]
    basis = frames.basis_table(load_program(path).program, load_assumptions()).set_index("place")
    said = load_program(path).program.basis["wage_floor"]
    assert said.startswith("payroll.csv: ")
    cited = basis["sources"]["wage_floor"]
    assert len(cited) == 1 and all(title for title, _ in cited)
    assert basis["sources"]["reserve"] == []


def test_only_web_addresses_become_links() -> None:
    assert link("A [b]", "https://x.org/a") == "[A \\[b\\]](https://x.org/a)"
    assert link("A", "javascript:alert(1)") == "A"
    assert link("A", "https://x.org/a) <b>") == "A"
    assert link("A", None) == "A"


def test_downloads_hold_the_tables_and_the_file() -> None:
    app = opened()
    assert [button.label for button in app.get("download_button")] == [
        "Positions by month (CSV)",
        "The program by month (CSV)",
        "The program file, as given (YAML)",
        "The page (Word)",
        "The page (PDF)",
    ]


def test_the_chart_of_the_page_is_that_of_the_program() -> None:
    app = opened(example="Prairie recovery")
    board, *_ = charts(app)
    assert board["title"]["text"]
    # the board, three of the purse, three of unpaid hours, what holds billing down
    assert len(charts(app)) == 8
    assert PAID_ALL_THE_SAME in [caption.value for caption in app.main.caption]
    app.multiselect(key="scenario").select(app.multiselect(key="scenario").options[0]).run()
    # and the board without the scenario
    assert len(charts(app)) == 9


def test_addresses_of_pages_are_not_the_names_of_their_files() -> None:
    source = APP.read_text()
    for file in (APP.parent / "pages").glob("*.py"):
        assert f'url_path="{file.stem}"' not in source


def test_pages_are_thin() -> None:
    for file in (APP.parent / "pages").glob("*.py"):
        assert len(file.read_text().splitlines()) < 120


def test_the_first_page_waits_for_no_library_that_only_others_need() -> None:
    read = [line for page in (APP, FIRST_PAGE) for line in page.read_text().splitlines() if IMPORTS.match(line)]
    asks = "import sys; print([name for name in ('openpyxl', 'scipy.stats', 'docx', 'duckdb') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", "\n".join([*read, asks])], capture_output=True, text=True, check=True, cwd=APP.parent
    )
    assert done.stdout == "[]\n"


def test_every_example_is_offered() -> None:
    offered = {path.name for path in examples().values()}
    assert offered == {path.name for path in PROGRAMS.glob("*.yaml") if not path.name.endswith(SCENARIOS)}


@pytest.mark.parametrize("value", ODD)
def test_no_address_brings_the_app_down(value: str) -> None:
    app = opened(**dict.fromkeys(KEYS, value))
    assert not app.exception
    assert first(app)
    assert "root:" not in words(app)
