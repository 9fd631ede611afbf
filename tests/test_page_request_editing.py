"""Looking at tables changes nothing; a request is changed by its form, told what is wrong with it, and kept."""

from pages.parts.sections import SECTIONS
from tests.test_app import opened

PROGRAM = "Prairie recovery"


def test_looking_at_every_part_of_the_program_keeps_no_new_version() -> None:
    app = opened(program=PROGRAM).switch_page("pages/our_program.py").run()
    for part in SECTIONS:
        app.main.radio(key="part").set_value(part).run()
        assert not app.exception and PROGRAM == app.selectbox(key="choice").value, part
