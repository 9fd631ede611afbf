"""Pay on the screen: the sentence, the tables and the ladders hold the model's numbers; each standard can be asked."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from model.exports import ladder_frames, pay_frames
from model.exports.standards_offered import first_amount
from model.inputs.load import ProgramFile, load_program, program_of
from model.inputs.scenario import applied, load_scenarios
from model.questions.fair_pay import BENEFITS_CLIFF, fair_pay
from model.questions.highest_wage import highest_wage
from model.questions.solving import dollars
from model.questions.standards import Amount, Competitor
from pages.parts.pay_standard import EMPLOYER, LADDER, LIVING, MARKET, PARITY
from pages.parts.standing import SCENARIOS, examples
from pages.parts.words import plain
from tests.small import UNPAID, grant, lead, peer, tree
from tests.test_app import charts, first, opened, with_own, words

EXAMPLE = "Prairie recovery"
PATH = examples()[EXAMPLE]


def page(**changes: object) -> AppTest:
    """The page for the small program, with what is otherwise."""
    return with_own("pay", **changes)


def small(**changes: object) -> ProgramFile:
    return program_of(tree(**changes), "mine.yaml")


def asked(app: AppTest, wage: float) -> AppTest:
    return next(n for n in app.number_input if n.label == "Dollars an hour").set_value(wage).run()


def tables(app: AppTest, index: str) -> list[pd.DataFrame]:
    return [table.value for table in app.main.table if table.value.index.name == index]


def test_the_sentence_is_worked_by_hand() -> None:
    # 2 dollars for 52 hours a month are 104, or 1,248 a year; 208 units a month make 0.50 a unit
    app = asked(page(), 22.0)
    assert not app.exception and not app.error
    assert first(app) == plain("Fair pay at $22 costs $1,250 a year; that is $0.50 a unit of Medicaid rate.")


def test_tables_hold_the_numbers_of_the_model() -> None:
    app = opened("pay", program=EXAMPLE)
    assert not app.exception and not app.error
    file = load_program(PATH)
    begun = first_amount(file, file.program.start).wage
    assert first(app) == plain(
        pay_frames.headline(fair_pay(file, Amount(wage=begun)), dollars(begun).removesuffix(".00"))
    )
    app = asked(app, 24.0)
    found = fair_pay(file, Amount(wage=24.0))
    assert first(app) == plain(pay_frames.headline(found, "$24"))
    behind = pay_frames.position_table(pay_frames.first_year(found.plain)).map(plain).set_index("Position")
    assert any(table.equals(behind) for table in tables(app, "Position"))
    side = pay_frames.side_by_side(found).map(plain).set_index("What")
    assert tables(app, "What")[0].equals(side)
    for option in pay_frames.options(found).values():
        dates = pay_frames.date_table(option).map(plain).set_index("Position")
        assert any(table.equals(dates) for table in tables(app, "Position"))
    ladders = ladder_frames.ladder_table(ladder_frames.ladder_points(file, file.program.start))
    assert tables(app, "Ladder")[0].equals(ladders.map(plain).set_index("Ladder"))
    assert plain(BENEFITS_CLIFF) in words(app)


def test_every_kind_of_standard_can_be_asked_and_names_its_source() -> None:
    app = page()
    for kind in (LADDER, EMPLOYER, LIVING, MARKET, PARITY):
        app.selectbox(key="pay_kind").set_value(kind).run()
        assert not app.exception and not app.error, kind
        assert app.title[0].value.startswith("Fair pay at"), kind
        sources = [caption.value for caption in app.caption if "Source:" in caption.value]
        assert len(sources) == 1
        assert kind != MARKET or "](http" in sources[0], kind


def test_a_sourced_standard_is_the_models() -> None:
    app = page()
    app.selectbox(key="pay_kind").set_value(EMPLOYER).run()
    name = str(app.selectbox(key="pay_employer").value)
    grows = float(next(n for n in app.number_input if n.label == "Rising a year (%)").value or 0.0)
    found = fair_pay(small(), Competitor(name=name, annual_change=grows / 100))
    assert first(app) == plain(pay_frames.headline(found, f"what others pay ({name})"))
    assert any(plain(found.source.partition(", ")[2]) in caption.value for caption in app.caption)


def test_steps_that_are_no_numbers_are_told() -> None:
    app = page()
    app.selectbox(key="pay_kind").set_value(LADDER).run()
    next(t for t in app.text_input if t.label.startswith("Its steps")).set_value("many").run()
    assert not app.exception
    assert plain("found 'many' as steps; dollars an hour parted by commas are needed, such as 18, 18.75.") in words(app)


def test_without_a_unit_rate_the_answer_is_a_grant() -> None:
    # 104 dollars a month, which a grant has to bring: 1,248 a year
    app = asked(page(payers=UNPAID), 22.0)
    assert not app.exception and not app.error
    assert first(app) == plain(
        "Fair pay at $22 costs $1,250 a year; no payer pays by the unit here, so it takes a new grant of $1,250 a year."
    )
    assert "no wage can be put as a rate" in words(app)


def test_a_scenario_keeps_the_baseline_in_sight() -> None:
    scenario = load_scenarios(PATH.with_name(PATH.stem + SCENARIOS))[0]
    app = opened("pay", program=EXAMPLE, scenario=scenario.name)
    app = asked(app, 24.0)
    file = load_program(PATH)
    before, after = fair_pay(file, Amount(wage=24.0)), fair_pay(applied(file, [scenario]), Amount(wage=24.0))
    assert first(app) == plain(pay_frames.headline(after, "$24"))
    assert f"**Without the scenario:** {plain(pay_frames.headline(before, '$24'))}" in words(app)


def test_the_highest_affordable_wage_is_the_models_when_asked_for() -> None:
    ladder = {"peer": {"steps": [20.0, 21.0]}}
    changes = {"months": 6, "grants": [grant(award=[3_300])], "ladders": ladder}
    app = page(**changes)
    assert not tables(app, "Months")
    next(button for button in app.button if button.label == "Work out the highest affordable wage").click().run()
    assert not app.exception and not app.error
    found = highest_wage(small(**changes), together=False)
    assert tables(app, "Months")[0].equals(ladder_frames.affordable_table(found.answers).map(plain).set_index("Months"))


def test_a_raise_becomes_a_scenario_that_is_laid_on() -> None:
    app = asked(page(), 22.0)
    next(button for button in app.button if button.label == "Save it and lay it on").click().run()
    assert not app.exception and not app.error
    assert [name for name in app.session_state["laid"] if "Fair pay at $22" in name]
    assert first(app) == plain("Fair pay at $22 costs nothing more: nobody is paid less.")


def test_a_large_program_is_asked_only_when_somebody_wants_it() -> None:
    many = {"months": 60, "positions": [peer(f"peer-{n}") for n in range(24)]}
    app = page(**many)
    assert first(app).startswith("What does fair pay")
    assert len(charts(app)) == 1
    next(button for button in app.button if button.label == "Work out what it costs").click().run()
    assert not app.exception
    assert first(app).startswith("Fair pay at")


def test_nobody_below_costs_nothing_and_draws_the_ladders_only() -> None:
    app = asked(page(positions=[peer(), lead()]), 10.0)
    assert first(app) == plain("Fair pay at $10 costs nothing more: nobody is paid less.")
    assert len(charts(app)) == 1


@pytest.mark.parametrize("wage", [0.01, 500.0])
def test_absurd_amounts_are_answered(wage: float) -> None:
    app = asked(page(), wage)
    assert not app.exception and not app.error


def test_what_was_asked_is_kept_on_other_pages() -> None:
    app = asked(page(), 22.0)
    app.switch_page("pages/where_we_stand.py").run()
    app.switch_page("pages/pay.py").run()
    assert first(app).startswith(plain("Fair pay at $22 costs"))
