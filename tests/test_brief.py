"""The brief: what is printed is the model's and adds up as it stands, one page, nobody's pay, nothing that bites."""

import io
import json
import re
import shutil
import subprocess
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from model.cli import briefing, main
from model.compare import Outcome, measures, outcome
from model.exports.brief import Brief, BriefTerms, Table, amounts, as_pdf, as_word, brief_of, sentence_of
from model.exports.brief.amounts import Row, apportioned, footing, merged, step_for
from model.exports.brief.drawn import png
from model.exports.brief.pdf import Page, fitting
from model.exports.brief.texts import inert, without_pay
from model.exports.seats import LEFT_OUT, pay_of
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile, load_program, program_of
from model.inputs.scenario import Placed, applied, load_scenarios, read_scenarios
from model.questions.fiscal_note import FiscalNote, NoteTerms, fiscal_note
from model.questions.solving import QuestionError
from model.sentences import rounded
from tests.hostile import NAMES
from tests.random_programs import random_program
from tests.small import grant, medicaid, peer, tree

PROGRAMS = Path(__file__).parents[1] / "assumptions" / "programs"
EXAMPLES = sorted(path for path in PROGRAMS.glob("*.yaml") if ".scenarios" not in path.name)
SOFFICE = shutil.which("soffice")
LETTER_POINTS, A4_POINTS = (612, 792), (595, 842)
AMOUNT = re.compile(r"-?\$[\d,]+")


@cache
def example(path: Path) -> tuple[ProgramFile, tuple[Placed, ...]]:
    return load_program(path), load_scenarios(path.with_name(f"{path.stem}.scenarios.yaml"))


def named(name: str) -> tuple[ProgramFile, tuple[Placed, ...]]:
    return example(PROGRAMS / f"{name}.yaml")


def stacks(path: Path) -> list[tuple[Placed, ...]]:
    """Nothing laid on, the first scenario alone, the last alone, and all of them."""
    placed = example(path)[1]
    return [(), placed[:1], placed[-1:], placed]


@cache
def page_of(path: Path, place: int, audience: Any, paper: Any = "letter") -> Brief:
    """The page for one of the stacks of an example."""
    file = example(path)[0]
    return brief_of(file, stacks(path)[place], replace(terms_of(file, audience), paper=paper))


@cache
def after_of(path: Path, place: int) -> Outcome:
    """The model's own answer to one of the stacks of an example."""
    return outcome(laid_on(example(path)[0], stacks(path)[place]))


def laid_on(file: ProgramFile, stack: tuple[Placed, ...]) -> ProgramFile:
    return applied(file, stack) if stack else file


def number(cell: str) -> int:
    return 0 if cell == "–" else int(cell.replace("$", "").replace(",", ""))


def printed(table: Table) -> dict[str, list[int]]:
    return {label: [number(cell) for cell in cells] for label, cells in table.rows}


def texts(brief: Brief) -> list[str]:
    """Every text of the page."""
    found: list[str] = []
    for part in fields(brief):
        value = getattr(brief, part.name)
        found += (
            [value]
            if isinstance(value, str)
            else [one for one in value if isinstance(one, str)] * (part.name not in ("table", "pictures"))
            if not isinstance(value, Table)
            else [value.title, value.note, *(label for label, _ in value.rows)]
        )
    return [*found, *(text for picture in brief.pictures for text in (picture.title, picture.alt))]


def medicaid_of(file: ProgramFile) -> NoteTerms:
    """Every payer counts where no name says which is Medicaid."""
    payers = tuple(file.program.payers)
    return NoteTerms(payers=None if any("medicaid" in name for name in payers) else payers)


def terms_of(file: ProgramFile, audience: Any) -> BriefTerms:
    return BriefTerms(audience=audience, note=medicaid_of(file))


# --- amounts


def test_what_was_cut_most_is_rounded_up_until_the_sum_is_right() -> None:
    # 33.4 + 33.3 + 33.3 = 100: floors make 99, and the one dollar left goes to .4
    assert (34, 33, 33) == apportioned([33.4, 33.3, 33.3])
    # 149 + 149 + 149 = 447: in hundreds 4, floors make 3, and of equal parts the first gets the rest
    assert (200, 100, 100) == apportioned([149, 149, 149], 100)
    # -150 floors to -200; -300 in all is -3 hundreds, so the first is -100
    assert (-100, -200) == apportioned([-150, -150], 100)


def test_rows_and_columns_foot_to_the_rounded_whole() -> None:
    rng = np.random.default_rng(11)
    for _ in range(200):
        values = {f"r{n}": rng.normal(0, 40_000, rng.integers(1, 7)).tolist() for n in range(1)}
        width = len(values["r0"])
        values |= {f"r{n}": rng.normal(0, 4_000, width).tolist() for n in range(1, rng.integers(2, 6))}
        rows = footing(values, 100)
        whole = sum(row.total for row in rows.values())
        assert whole == round(sum(sum(v) for v in values.values()) / 100) * 100
        for name, row in rows.items():
            assert all(abs(cell - value) < 100 for cell, value in zip(row.cells, values[name], strict=True))
            assert abs(row.total - sum(values[name])) < 100


def test_the_step_follows_the_largest_amount_and_late_years_become_one_column() -> None:
    assert [1, 10, 10, 100] == [step_for([v]) for v in (999.0, 1000.0, -9999.0, 10_000.0)]
    assert (1.0, 2.0, 12.0) == merged([1, 2, 3, 4, 5], 3)
    assert ("–", "$1,200", "-$300", "$900") == Row((0, 1200, -300)).dollars()


# --- the model's numbers


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_board_s_table_is_the_model_s_money_and_foots_as_printed(path: Path) -> None:
    for place, stack in enumerate(stacks(path)):
        rows = printed(page_of(path, place, "board").table)
        after, before = measures(after_of(path, place)), measures(after_of(path, 0))
        paying = {label: cells for label, cells in rows.items() if ": " not in label and label != "Full cost"}
        columns = zip(*paying.values(), strict=True)
        assert rows["Full cost"] == [sum(column) for column in columns]
        assert all(sum(cells[:-1]) == cells[-1] for cells in rows.values())
        assert rows["Full cost"][-1] == round(after["full_cost"] / 100) * 100
        model = {
            "Billing": after["from_earned"] + after["from_surplus"],
            "Contract": after["from_contracts"],
            "Grant": after["from_grants"] + after["from_program_income"],
            "Fundraising": after["from_fundraising"],
            "Reserve": after["from_reserve"],
            "Nobody pays": after["gap"],
        }
        assert all(abs(paying.get(label, [0])[-1] - value) < 100 for label, value in model.items())
        if stack:
            assert rows["As things stand: full cost"][-1] == round(before["full_cost"] / 100) * 100
            assert abs(rows["As things stand: nobody pays"][-1] - before["gap"]) < 100


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_legislator_s_table_is_the_fiscal_note_and_foots_as_printed(path: Path) -> None:
    file = example(path)[0]
    for place, stack in list(enumerate(stacks(path)))[1:]:
        brief = page_of(path, place, "legislator")
        note = fiscal_note([(file, stack)], medicaid_of(file))
        federal, state, total, months = printed(brief.table).values()
        assert total == [f + s for f, s in zip(federal, state, strict=True)]
        assert all(sum(row[:-1]) == row[-1] for row in (federal, state, total, months))
        assert f"${abs(total[-1]):,}" == rounded(abs(note.total))
        step = 100 if abs(note.total) >= 10_000 else 10 if abs(note.total) >= 1000 else 1
        assert abs(federal[-1] - note.federal) < step and abs(state[-1] - note.state_dollars) < step
        assert abs(months[-1] - note.position_months) < 1
        _every_amount_is_of_the_table_or_the_note(brief, note)


def _every_amount_is_of_the_table_or_the_note(brief: Brief, note: FiscalNote) -> None:
    known = {cell.lstrip("-") for _, cells in brief.table.rows for cell in cells}
    known.add(rounded(note.state_dollars_per_position_year or 0))
    said = {amount for text in (brief.answer, *brief.cost) for amount in AMOUNT.findall(text)}
    assert said <= known


def test_every_amount_a_board_reads_is_in_its_table() -> None:
    file, placed = named("piedmont-peer-center")
    brief = brief_of(file, placed[:1])
    amounts = {number(cell) for _, cells in brief.table.rows for cell in cells}
    totals = {row: cells[-1] for row, cells in printed(brief.table).items()}
    said = [
        number(amount) for text in (*brief.stands, *brief.proposed, brief.cost[0]) for amount in AMOUNT.findall(text)
    ]
    assert said and set(said) <= amounts
    more = number(AMOUNT.findall(brief.cost[1])[0])
    assert more == totals["Full cost"] - totals["As things stand: full cost"]


def test_the_sentence_alone_is_the_sentence_of_the_page() -> None:
    file, placed = named("piedmont-peer-center")
    for audience, stack in (("board", ()), ("board", placed[2:]), ("legislator", placed[2:])):
        terms = terms_of(file, audience)
        assert sentence_of(file, stack, terms) == brief_of(file, stack, terms).answer


# --- answers, worked by hand

# A grant pays 1,040 a month for 3 months; then billing at 2.5 a unit earns 208 x 2.5 = 520, and 520 are missing.
CLIFF = {"months": 12, "grants": [grant()], "payers": {"medicaid": medicaid(2.5)}, "cash": {"opening": 100_000}}


def proposal(*changes: str, name: str = "A better rate") -> tuple[Placed, ...]:
    text = f"- {{name: {json.dumps(name)}, why: asked, changes: [{', '.join(changes)}]}}"
    return read_scenarios(text.encode(), "s.yaml")


RATE = "{{set: payers.medicaid.services.individual.rate, to: {}, from: 2026-10}}"


def cliff(**changes: Any) -> ProgramFile:
    return program_of(tree(**{**CLIFF, **changes}), "small.yaml")


def test_a_rate_that_pays_keeps_the_position() -> None:
    brief = brief_of(cliff(), proposal(RATE.format(5)), BriefTerms(audience="legislator"))
    # from October on 208 more units x 2.5 a month for 9 months: 9 x 520 = 4,680
    assert brief.answer.startswith("With “A better rate”, the one position is paid for through June 2027.")
    assert "Medicaid would spend $4,680 more" in brief.answer
    assert [4680] == [row[-1] for label, row in printed(brief.table).items() if label == "Added Medicaid spending"]
    assert [9] == [row[-1] for label, row in printed(brief.table).items() if label.startswith("More months")]


def test_a_rate_that_does_not_reach_says_so() -> None:
    brief = brief_of(cliff(), proposal(RATE.format(3)), BriefTerms(audience="legislator"))
    # 208 x 3 = 624 of 1,040
    assert brief.answer.startswith(
        "Even with “A better rate”, the one position loses its funding, in October 2026, as many as without it and no "
        "later."
    )
    # 9 months x 208 x 0.5 = 936
    assert "Medicaid would spend $936 more" in brief.answer
    assert "None of it reaches wages and fringe" in " ".join(brief.cost)


def test_a_change_that_medicaid_does_not_feel() -> None:
    brief = brief_of(cliff(), proposal("{set: fundraising.per_month, to: 600}"), BriefTerms(audience="legislator"))
    assert brief.answer.endswith("Medicaid spends as much as before.")
    assert brief.pictures[1].title == "Medicaid spends as much as before"


def test_cash_that_runs_out_is_part_of_the_answer() -> None:
    brief = brief_of(cliff(cash={"opening": 500}), proposal(RATE.format(5)))
    # 500 - 1,040 in July; the grant pays a month later
    assert brief.answer.endswith("Cash would run out in July 2026: nothing after that can be counted on.")
    brief = brief_of(cliff(cash={"opening": 500}), proposal("{set: cash.opening, to: 50000}", RATE.format(5)))
    assert brief.answer.endswith("Without it cash would run out in July 2026; with it, it does not.")


def test_a_page_says_its_day_its_version_what_is_assumed_and_that_nobody_knows() -> None:
    file, placed = named("piedmont-peer-center")
    brief = brief_of(file, placed[2:], BriefTerms(audience="legislator", invented=True))
    assert re.fullmatch(r"Sources as read through \d{4}-\d\d-\d\d\. Worked out with Staying Power \S+\.", brief.dated)
    assert brief.whose.endswith("an invented example")
    assert any("The regular federal match is 64.62 % in 2026" in one for one in brief.assumed)
    assert any(one.startswith("The match of federal fiscal years") for one in brief.assumed)
    assert any(one.startswith("“As things stand” is the program’s file") for one in brief.assumed)
    assert brief.unknown[0].startswith("How far off these figures may be: they are one projection, not a forecast")
    assert brief.sources and all("read 20" in source for source in brief.sources)
    assert not any("?" in text for text in texts(brief))


# --- no pay


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nobody_s_pay_is_on_any_page(path: Path) -> None:
    for place, stack in enumerate(stacks(path)):
        pay = {f"{value:.2f}" for value in pay_of(after_of(path, 0)) | pay_of(after_of(path, place))}
        public = {
            f"{value:.2f}"
            for placed in stack
            for change in placed.changes
            for value in [change.to]
            if "payers" in change.target and isinstance(value, int | float)
        }
        for audience in ("board", "legislator") if stack else ("board",):
            words = " ".join(texts(page_of(path, place, audience)))
            assert not set(re.findall(r"\d+\.\d\d(?!\d)(?! %)", words)) & (pay - public)


def test_pay_in_names_is_left_out_and_other_amounts_stay() -> None:
    assert f"coach at {LEFT_OUT} of 40" == without_pay("coach at $18.33 of 40", [18.33, 40])
    assert "rate 25.69" == without_pay("rate 25.69", [18.33])
    steps = proposal("{set: ladders.peer.steps, to: [21.5]}", name="Start at $21.50")
    brief = brief_of(cliff(), steps)
    assert "21.5" not in " ".join(texts(brief))
    assert f"Start at {LEFT_OUT}" in brief.title


# --- the papers


Asked = tuple[str, int, str]


def made(name: str, place: int, audience: str, paper: str = "letter") -> Brief:
    """A page about an example with that one of its stacks."""
    return page_of(PROGRAMS / f"{name}.yaml", place, audience, paper)


@cache
def word_of(name: str, place: int, audience: str, paper: str = "letter") -> bytes:
    return as_word(made(name, place, audience, paper))


PAGES: list[Asked] = [
    *((path.stem, 0, "board") for path in EXAMPLES),
    *((path.stem, 1, "legislator") for path in EXAMPLES[1::2]),
    ("prairie-recovery", 2, "board"),
    ("piedmont-peer-center", 1, "board"),
]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_pdf_is_one_page_and_holds_what_the_model_says(page: Asked) -> None:
    brief = made(*page)
    reader = PdfReader(io.BytesIO(as_pdf(brief)))
    assert len(reader.pages) == 1
    assert LETTER_POINTS == tuple(round(float(v)) for v in reader.pages[0].mediabox[2:])
    words = " ".join(reader.pages[0].extract_text().split())
    for text in (brief.title, brief.whose, brief.answer, *brief.stands, *brief.cost, brief.dated, brief.table.title):
        assert " ".join(text.split()) in words
    for label, cells in brief.table.rows:
        assert " ".join([label, *cells]) in words
    assert reader.metadata is not None
    assert (brief.title, brief.author) == (reader.metadata.title, reader.metadata.author)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_word_file_holds_what_the_model_says_in_real_styles(page: Asked) -> None:
    brief = made(*page)
    paper = Document(io.BytesIO(word_of(*page)))
    styles = {paragraph.style.name: paragraph.text for paragraph in paper.paragraphs if paragraph.style}
    assert (brief.title, brief.whose, brief.answer) == tuple(styles[n] for n in ("Title", "Subtitle", "Intense Quote"))
    assert {"Heading 1", "List Bullet", "Caption"} <= set(styles)
    table = paper.tables[0]
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows == [("", *brief.table.heads), *((label, *cells) for label, cells in brief.table.rows)]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    shown = [shape._inline.docPr for shape in paper.inline_shapes]
    assert [picture.alt for picture in brief.pictures] == [one.get("descr") for one in shown]
    assert (brief.title, brief.author) == (paper.core_properties.title, paper.core_properties.author)
    footer = paper.sections[0].footer.paragraphs[0]
    assert brief.dated in footer.text and "PAGE" in footer._p.xml


def test_a4_is_a4_on_both() -> None:
    brief = made("prairie-recovery", 2, "board", "a4")
    page = PdfReader(io.BytesIO(as_pdf(brief))).pages[0]
    assert A4_POINTS == tuple(round(float(v)) for v in page.mediabox[2:])
    section = Document(io.BytesIO(as_word(brief))).sections[0]
    assert (210, 297) == (round(section.page_width.mm), round(section.page_height.mm))


def test_a_pdf_carries_its_letters_its_pictures_words_and_an_outline() -> None:
    brief = made("piedmont-peer-center", 2, "legislator")
    content = as_pdf(brief)
    reader = PdfReader(io.BytesIO(content))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    families = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert families and all("/FontFile2" in one.get_object() for one in families)
    told = [kid.get_object().get("/Alt") for kid in reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0]["/K"]]
    assert [picture.alt for picture in brief.pictures] == [text for text in told if text]
    assert len(reader.pages[0].images) == 2
    assert "/OpenAction" not in reader.trailer["/Root"] or b"/JavaScript" not in content
    assert b"/JavaScript" not in content and b"/URI" not in content


def test_charts_draw_the_table_and_every_colour_has_its_letter() -> None:
    brief = made("piedmont-peer-center", 2, "legislator")
    rows = [row for data in brief.pictures[1].spec["datasets"].values() for row in data]
    drawn = {(row["year"], row["part"]): row["dollars"] for row in rows if "part" in row}
    federal, state, *_ = printed(brief.table).values()
    years = brief.table.heads[:-1]
    assert [drawn[year, "federal"] for year in years] == federal[:-1]
    assert [drawn[year, "state"] for year in years] == state[:-1]
    for picture in (*brief.pictures, *made("prairie-recovery", 2, "board").pictures):
        marks = [layer["mark"]["type"] for layer in picture.spec["layer"] if "mark" in layer]
        assert "text" in marks
        assert "http" not in json.dumps({**picture.spec, "$schema": ""})


def test_charts_are_drawn_for_print_and_can_be_read_in_grey() -> None:
    for picture in made("prairie-recovery", 2, "board").pictures:
        image = Image.open(io.BytesIO(png(picture)))
        # 340 by 230 units at 3.4 dots: 1,156 dots on 3.5 inches are 330 an inch
        assert image.size == (1156, 782)
        assert len(np.unique(np.asarray(image.convert("L")))) > 3


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="soffice is not installed, and only it can set a Word file")
def test_word_files_are_one_page_where_they_are_set(tmp_path: Path) -> None:
    pages = [*(word_of(*page) for page in PAGES), word_of("prairie-recovery", 2, "board", "a4")]
    pages += [as_word(hostile(audience)) for audience in ("board", "legislator")]
    for place, page in enumerate(pages):
        (tmp_path / f"{place}.docx").write_bytes(page)
    command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--norestore"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, sorted(tmp_path.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    counts = {place: len(PdfReader(tmp_path / f"{place}.pdf").pages) for place in range(len(pages))}
    assert counts == dict.fromkeys(range(len(pages)), 1)


# --- names that nobody means well with


RATE_PLACE = "payers.medicaid.services.individual.rate"
# a program file refuses names with signs that show nothing; a page would leave them out all the same
PRINTABLE = [name for name in NAMES if name.isprintable()]


@cache
def hostile(audience: Any) -> Brief:
    """A program all of whose names are hostile, with a proposal that is too."""
    ids = [peer(f"peer-{n}", title=name) for n, name in enumerate(PRINTABLE)]
    long = " ".join(PRINTABLE) * 3
    named_so = {
        **CLIFF,
        "name": long[:190],
        "positions": ids,
        "grants": [grant("opioid", covers={"peer-0": 1.0, "peer-1": 1.0})],
    }
    text = [{"name": name, "why": long[:300], "changes": [{"scale": RATE_PLACE, "by": 1.1}]} for name in PRINTABLE]
    file = program_of(tree(**named_so), "hostile.yaml")
    return brief_of(file, read_scenarios(json.dumps(text).encode(), "s.yaml"), BriefTerms(audience=audience))


@pytest.mark.parametrize("audience", ["board", "legislator"])
def test_hostile_names_stand_as_typed_and_do_nothing(audience: str) -> None:
    brief = hostile(audience)
    assert PRINTABLE[0].split(" ")[0] in brief.title
    assert all(text == inert(text) for text in texts(brief))
    assert "evil zero width" == inert("\u202eevil\u202c \u200bzero\u200d\ufeffwidth").replace("  ", " ")
    content = as_pdf(brief)
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) == 1
    assert b"/URI" not in content and "/Annots" not in reader.pages[0]
    word = as_word(brief)
    with ZipFile(io.BytesIO(word)) as folder:
        body = folder.read("word/document.xml").decode()
        links = folder.read("word/_rels/document.xml.rels").decode()
    assert "w:hyperlink" not in body and "<script>" not in body and "w:instrText" not in body
    assert "TargetMode" not in links
    assert brief.title in [paragraph.text for paragraph in Document(io.BytesIO(word)).paragraphs]


def test_signs_that_the_typeface_lacks_are_marked_in_the_pdf_and_kept_in_word() -> None:
    brief = brief_of(program_of(tree(**CLIFF, name="Nhóm Đồng đẳng ʻōlelo 中"), "x.yaml"), ())
    words = " ".join(PdfReader(io.BytesIO(as_pdf(brief))).pages[0].extract_text().split())
    assert "Nhóm Đồng đẳng ʻōlelo ?" in words
    assert "Nhóm Đồng đẳng ʻōlelo 中, North Carolina" in [
        p.text for p in Document(io.BytesIO(as_word(brief))).paragraphs
    ]


@pytest.mark.parametrize("seed", range(4))
def test_random_programs_fit_on_a_page_and_foot(seed: int) -> None:
    brief = brief_of(program_of(random_program(seed), "random.yaml"), ())
    rows = printed(brief.table)
    assert all(sum(cells[:-1]) == cells[-1] for cells in rows.values())
    paying = [cells for label, cells in rows.items() if label != "Full cost"]
    assert rows["Full cost"] == [sum(column) for column in zip(*paying, strict=True)]
    setting = fitting(brief, 1.0)
    assert Page(brief, setting, measures=True).pages_count == 1


def test_many_positions_become_a_line_of_how_many_are_paid_for() -> None:
    file = program_of(tree(**{**CLIFF, "positions": [peer(f"p{n}") for n in range(60)], "grants": []}), "many.yaml")
    brief = brief_of(file, ())
    assert (
        brief.pictures[0].alt.count(";") == 0 and "By month, as things stand: 0 from July 2026" in brief.pictures[0].alt
    )
    assert len(PdfReader(io.BytesIO(as_pdf(brief))).pages) == 1


# --- refusals


def test_a_page_for_a_legislator_is_about_a_change() -> None:
    with pytest.raises(QuestionError) as error:
        brief_of(cliff(), (), BriefTerms(audience="legislator"))
    assert "a page for a legislator is about a change, and no scenario is laid on the program" == str(error.value)


def test_a_payer_has_to_be_medicaid() -> None:
    file, placed = named("health-home-sunset")
    with pytest.raises(QuestionError) as error:
        brief_of(file, placed[:1], BriefTerms(audience="legislator"))
    assert "none of the payers health-home, plan is called Medicaid; name those that are" == str(error.value)


def test_a_proposal_keeps_the_months_that_are_projected() -> None:
    with pytest.raises(QuestionError) as error:
        brief_of(cliff(), proposal("{set: months, to: 24}"))
    assert "the proposal changes which months are projected; a brief compares the same months" == str(error.value)


def run(*arguments: str) -> int:
    return main(["brief", *arguments])


def test_the_command_writes_both_files_and_says_the_sentence(tmp_path: Path, capfd: Any) -> None:
    out = tmp_path / "out"
    code = run("piedmont-peer-center", "--apply", "The rate bill passes", "--for", "legislator", "--out", str(out))
    assert 0 == code
    assert ["brief-legislator.docx", "brief-legislator.pdf"] == sorted(path.name for path in out.iterdir())
    file, placed = named("piedmont-peer-center")
    expected = sentence_of(file, placed[2:], BriefTerms(audience="legislator"))
    said = " ".join(capfd.readouterr().out.split())
    assert said.startswith(expected)
    words = PdfReader(out / "brief-legislator.pdf").pages[0].extract_text()
    assert "an invented example" in words


REFUSED = {
    "prairie-recovery --for legislator": "prairie-recovery: a page for a legislator is about a change, and no scenario "
    "is laid on the program.",
    "health-home-sunset --apply all --for legislator": "health-home-sunset: none of the payers health-home, plan is "
    "called Medicaid; name those that are.",
    "prairie-recovery --for mayor": "staying-power brief: Invalid value for '--for': Value error, 'mayor' is not one "
    "of 'board', 'legislator'; see staying-power brief --help.",
}


@pytest.mark.parametrize("asked", list(REFUSED))
def test_what_cannot_be_made_is_one_sentence_and_no_file(asked: str, tmp_path: Path, capfd: Any) -> None:
    out = tmp_path / "out"
    assert 2 == run(*asked.split(), "--out", str(out))
    assert REFUSED[asked] == capfd.readouterr().err.strip()
    assert not out.exists()


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    there = tmp_path / "a.pdf"
    there.write_bytes(b"edited by hand")
    with pytest.raises(InputError) as error:
        briefing.write_both(tmp_path, {"a.docx": b"new", "a.pdf": b"new"})
    said = f"{there}: this file is there already; name another folder, or move the file away."
    assert said == error.value.faults[0].sentence
    assert [("a.pdf", b"edited by hand")] == [(path.name, path.read_bytes()) for path in tmp_path.iterdir()]


def test_files_are_written_both_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renamed: list[str] = []
    rename = Path.rename

    def fails_at_the_second(self: Path, target: Path) -> Path:
        renamed.append(target.name)
        if len(renamed) == 2:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_at_the_second)
    folder = tmp_path / "new"
    with pytest.raises(InputError) as error:
        briefing.write_both(folder, {"a.docx": b"1", "a.pdf": b"2"})
    assert "the folder cannot be written: no space left on device" in error.value.faults[0].sentence
    assert ["a.docx", "a.pdf"] == renamed
    assert not folder.exists()


def test_who_bears_the_difference_is_said_beyond_rounding() -> None:
    file = cliff(fundraising={"per_month": 600})
    brief = brief_of(file, proposal("{set: fundraising.per_month, to: 100}"))
    # 9 months x 520 = 4,680 are missing, which 600 a month pays; 100 a month pays 900, which is 3,780 less, and what
    # was put by while the grant paid, 3 x 100 = 300, comes from the reserve: 4,680 - 900 - 300 = 3,480 nobody pays
    expected = "fundraising $3,800 less, reserve $300 more, nobody pays $3,500 more."
    assert f"That is about what it costs as things stand; what changes is who pays: {expected}" == brief.cost[1]
    same = brief_of(file, proposal("{set: reserve.opening, to: 0}"))
    assert "That is about what it costs as things stand, and the same pay about as much." == same.cost[1]


def test_a_cell_rounded_away_from_the_nearest_is_not_said_to_be_the_nearest():
    # of a federal share of 130,588.23 the year 2029 is 67,044.53: 313 + 670 + 322 hundreds are one too few for 1,306
    row = amounts.apportioned((31_329.78, 67_044.53, 32_213.92), 100)
    assert row == (31_300, 67_100, 32_200)
    assert amounts.in_steps(100) == "in steps of 100 dollars, rounded up or down so that it adds up"
