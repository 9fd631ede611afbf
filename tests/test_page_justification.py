"""Budget justification on the screen: what is asked for, what blocks it, words that are kept, as the model has them."""

from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from model.exports import budget_frames
from model.inputs.bundle import packed
from model.inputs.load import load_program, program_of, read_program
from model.requests.budget import Budget
from model.requests.checking import checks
from model.requests.computing import budget_of
from model.requests.paragraphs import paragraphs
from model.requests.reconciling import reconciled
from model.requests.spending import spending
from pages.parts.justification_chosen import NOTHING, ONLY_BLANK
from pages.parts.opening import told_apart
from pages.parts.request_editing import part_of
from pages.parts.standing import examples
from pages.parts.words import plain
from tests.small import grant, lead, peer, tree
from tests.test_app import PLAIN, first, opened, words

WRITE = "Write the narrative and the workbook"


def page(**query: str) -> AppTest:
    """The page as someone finds it who follows a link to it."""
    return opened("justification", **query)


def own(**changes: Any) -> AppTest:
    """The page of a small program, which a colleague's link brings."""
    return linked(tree(**changes))


def linked(program: dict[str, Any]) -> AppTest:
    return page(shared=packed(yaml.safe_dump(program, sort_keys=False).encode(), None))


def request(**changes: Any) -> dict[str, Any]:
    """One year of the small program's peer, 1,040 dollars a month: 12,480 dollars, with what is otherwise."""
    asked = {
        "id": "asked",
        "title": "Asked",
        "flavour": "foundation",
        "start": "2026-07",
        "years": 1,
        "personnel": [{"position": "peer", "effort": 1.0}],
        "program_income": {"method": "not_billed"},
    }
    return {**asked, **changes}


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.main.button if button.label == label).click().run()
    assert not app.exception
    return app


def table(app: AppTest, column: str) -> Any:
    return next(table.value for table in app.main.table if column in table.value)


def budget_in(app: AppTest, identity: str) -> Budget:
    """The budget of a request of the program that is open, as the model has it."""
    name, content = app.session_state["program"]
    file = read_program(content, name)
    return budget_of(file, next(one for one in file.program.requests if one.id == identity))


def field(app: AppTest, title: str) -> Any:
    return next(area for area in app.main.text_area if area.label == plain(title))


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.main.get("download_button")] + [b.label for b in app.main.button]


@pytest.mark.parametrize(
    ("program", "identity"),
    [
        ("Prairie recovery", "bcor-next"),
        ("Three valleys families", "foundation-weekends"),
        ("Piedmont peer center", "settlement-emergency"),
    ],
)
def test_each_example_opens_with_what_it_asks_for_and_shows_the_model_s_numbers(program: str, identity: str) -> None:
    app = page(program=program)
    assert not app.exception and not app.error
    file = load_program(examples()[program])
    budget = budget_of(file, next(one for one in file.program.requests if one.id == identity))
    assert first(app) == plain(budget_frames.opening(budget, checks(file, budget)))
    assert plain(budget_frames.agreement(reconciled(file, budget))) in words(app)
    shown = table(app, "All years")
    assert list(shown["All years"]) == [
        *(f"{cls.total(None, ('grant',)):,}" for cls in budget.classes),
        f"**{budget.asked(None):,}**",
    ]
    federal = table(app, plain("(1) Federal"))[plain("(1) Federal")]
    assert federal[plain("6k Totals").join(["**", "**"])] == f"**{budget.asked(0):,}**"
    # each paragraph that the narrative prints stands in a field, without the arithmetic that stands under it
    assert {plain(each.title) for each in paragraphs(file, budget)} <= {area.label for area in app.main.text_area}
    assert WRITE in labels(app) and "The form's figures (XML)" in labels(app)


def test_a_request_started_from_a_grant_says_what_it_asks_beyond_the_award_and_its_errors_withhold_the_documents() -> (
    None
):
    app = page(program="Prairie recovery")
    app.selectbox(key="justification_from").set_value("bcor").run()
    app = pressed(app, "Start it")
    budget = budget_in(app, "bcor-budget")
    assert app.selectbox(key="justification_request").value == "bcor-budget"
    asked, award = budget.asked(None), 300_000
    assert asked > award
    assert f"${asked - award:,} more than there is" in words(app).replace("\\", "")
    assert "keeps it from being exported" in first(app) and f"{asked:,}" in first(app)
    found = table(app, "How to mend it")
    assert list(found.index) == ["E9"]
    assert found.loc["E9", "How to mend it"] == plain(f"Take {asked - award:,} out, or move it to match")
    assert WRITE not in labels(app) and not app.main.get("download_button")
    assert "The documents are withheld" in words(app)


def test_a_request_removed_is_gone_and_the_other_is_shown() -> None:
    app = own(months=24, requests=[request(), request(id="other", title="Other", years=2)])
    app.selectbox(key="justification_request").set_value("other").run()
    assert "two years" in first(app)
    app = pressed(app, "Remove it")
    assert app.selectbox(key="justification_request").options == ["Asked"]
    assert "one year" in first(app)
    app = pressed(app, "Remove it")
    assert first(app) == ONLY_BLANK


@pytest.mark.parametrize(
    ("changes", "said"), [({}, ONLY_BLANK), ({"grants": [grant()]}, NOTHING)], ids=["no grant", "a grant"]
)
def test_a_program_without_a_request_offers_to_start_one(changes: dict[str, Any], said: str) -> None:
    app = own(months=12, **changes)
    assert not app.exception and not app.error
    assert first(app) == said
    app.selectbox(key="justification_from").set_value("").run()
    app.selectbox(key="justification_funder").set_value("Foundation").run()
    app = pressed(app, "Start the first request")
    # 12 hours a week at 20 dollars, 12 x 52 x 20 = 12,480
    assert "“A new request” asks for $12,480 over one year" in first(app).replace("\\", "")
    assert budget_in(app, "new-request").request.flavour == "foundation"


def test_a_paragraph_in_own_words_is_kept_and_goes_stale_when_the_wage_changes() -> None:
    app = own(months=24, requests=[request()])
    field(app, "Position").set_value("She has done this work for nine years.").run()
    assert not app.exception
    kept = budget_in(app, "asked").request.texts["personnel.peer"]
    assert kept.text == field(app, "Position").value == "She has done this work for nine years."
    assert "1 in your own wording" in words(app) and not app.main.warning
    assert "Take the written text instead" in labels(app)

    # another wage: 12 x 52 x 21 = 13,104, and the words stay
    program = yaml.safe_load(app.session_state["program"][1])
    program["ladders"]["peer"]["steps"] = [21.0]
    app = linked(program)
    assert "$13,104" in first(app)
    assert "has changed since you wrote it" in app.main.warning[0].value
    assert field(app, "Position").value == "She has done this work for nine years."

    # it is kept as another program of the same name, and stays the one that is open
    app = pressed(app, "Keep mine")
    assert not app.main.warning
    assert budget_in(app, "asked").request.texts["personnel.peer"].text == "She has done this work for nine years."
    app = pressed(app, "Take the written text instead")
    assert not budget_in(app, "asked").request.texts
    assert "21" in field(app, "Position").value


def test_the_new_text_can_be_taken_for_a_stale_one() -> None:
    texts = {"personnel.peer": {"text": "Mine.", "facts": "0123456789ab"}}
    app = own(months=24, requests=[request(texts=texts)])
    assert app.main.warning
    app = pressed(app, "Take the new text")
    assert not app.main.warning and not budget_in(app, "asked").request.texts


def test_the_arithmetic_is_that_of_the_year_chosen_and_documents_are_written_when_asked_for() -> None:
    app = own(months=24, requests=[request(years=2, pay="cost_of_living", cost_of_living=0.05)])
    assert plain("12 × 52 × 20 × 100 % × 12/12") in words(app)
    app.selectbox(key="justification_year").set_value("1").run()
    # 20 x 1.05 = 21 dollars an hour
    assert plain("12 × 52 × 21 × 100 % × 12/12") in words(app)
    app = pressed(app, WRITE)
    assert {"The narrative (Word)", "The narrative (PDF)", "The workbook (Excel)"} <= set(labels(app))


ODD: list[dict[str, Any]] = [
    {"id": "nothing", "personnel": [], "ceiling": 0},
    {"id": "long", "years": 10, "ceiling": 0, "personnel": [{"position": "peer", "effort": 0.0}]},
    {"id": PLAIN[:40], "title": PLAIN * 2, "personnel": [{"title": PLAIN, "salary": 10, "basis": PLAIN}]},
    {"id": "wide", "flavour": "acl", "years": 10},
    {
        "id": "parts",
        "flavour": "hrsa",
        "contractual": [{"id": "c", "kind": "subaward", "parts": [{"id": "p", "unit_cost": 5}]}],
    },
    {
        "id": "tests",
        "flavour": "acf",
        "indirect": {"kind": "de_minimis", "rate": 0.15},
        "personnel": [{"position": "lead"}],
    },
]


def test_odd_requests_are_shown() -> None:
    app = own(months=24, positions=[peer(), lead()], requests=[request(**changes) for changes in ODD])
    for changes in ODD:
        app.selectbox(key="justification_request").set_value(changes["id"]).run()
        assert not app.exception and not app.error
        budget = budget_in(app, changes["id"])
        assert first(app).startswith(plain(budget_frames.opening(budget, ())[:60])[:40])


def test_places_and_keys_are_called_as_on_the_screen() -> None:
    file = program_of(tree(months=24, requests=[request(travel=[{"id": "t", "title": "Trip", "unit_cost": 5}])]), "s")
    budget = budget_of(file, file.program.requests[0])
    for place, said in [
        ("travel[0].unit_cost", "Travel, Trip: Cost of one"),
        ("personnel[0].effort", "Personnel, Position: Effort"),
        ("indirect.rate", "Indirect cost: Rate"),
        ("ceiling", "The request: Ceiling"),
        ("limits[3]", "Limits, entry 4"),
        ("fringe", "Fringe"),
    ]:
        assert said == budget_frames.place_in_words(budget, place)
    assert budget_frames.in_labels("set `in_base: false` or `basis`") == "set “Earns indirect: no” or “Basis”"


def test_a_check_opens_the_part_in_which_it_is_mended() -> None:
    """5,000 without a basis is a round sum (W1): its button unfolds the tables at the supplies."""
    app = own(months=24, requests=[request(supplies=[{"id": "kits", "unit_cost": 5000}])])
    assert not app.session_state["justification_change"]
    app = pressed(app, "Go there: Equipment and supplies")
    assert app.session_state["justification_change"]
    assert app.radio(key="part_of_request").value == "Equipment and supplies"


def test_every_place_that_checks_name_lies_in_a_part() -> None:
    known = {place: part_of(place) for place in ("ceiling", "personnel[0].effort", "contractual[1]", "match", "limits")}
    assert list(known.values()) == [
        "The request",
        "People",
        "Contracts",
        "Indirect, match and income",
        "Limits and checks",
    ]
    assert part_of("sf424a.B.6k") is None


def test_the_months_of_a_budget_year_add_up_as_its_fiscal_years_do() -> None:
    file = load_program(examples()["Prairie recovery"])
    budget = budget_of(file, file.program.requests[0])
    months = budget_frames.month_table(budget, spending(file, budget)).groupby("Budget year").sum(numeric_only=True)
    for year in reconciled(file, budget):
        assert months["Asked for"][year.number] * 100 == year.request
        assert round(months["The grant pays as projected"][year.number] * 100) == year.projection


def test_with_a_scenario_the_request_without_it_stays_in_sight() -> None:
    app = page(program="Prairie recovery", scenario="Renewed for two years at two thirds")
    assert not app.exception and not app.error
    file = load_program(examples()["Prairie recovery"])
    budget = budget_of(file, file.program.requests[0])
    assert f"**Without it:** {plain(budget_frames.opening(budget, checks(file, budget)))}" in words(app)


def test_programs_of_one_name_are_told_apart() -> None:
    assert told_apart({"b": "Ours", "a": "Ours", "c": "Theirs"}) == {
        "b": "Ours (2 of 2)",
        "a": "Ours (1 of 2)",
        "c": "Theirs",
    }
