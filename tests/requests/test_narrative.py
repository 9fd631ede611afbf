"""The narrative adds up in every table, says the same in Word and PDF, and opens in LibreOffice."""

import io
import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from pypdf import PdfReader

from model.exports.budget import narrative_lines as say
from model.exports.budget.narrative import NarrativeTerms, as_pdf, as_word, narrative_paper
from model.exports.budget.narrative_after import verdict, what_pays
from model.exports.budget.paper import Heading, Paper, Row, Table, Text, footed
from model.exports.budget.paper import amounts as amounts_column
from model.exports.budget.paper import column as words_column
from model.inputs.load import ProgramFile, load_program, program_of
from model.inputs.request_file import request_of
from model.requests.budget import DIRECT, LINES_OF_FORM, Budget
from model.requests.check import error, warning
from model.requests.computing import budget_of
from model.requests.paragraphs import paragraphs
from model.requests.sf424a import sf424a
from model.requests.spending import spending
from model.requests.sustaining import sustaining
from tests.random_requests import random_request
from tests.requests.asking import asked, line, rates, small_file, typed
from tests.workbook.speed import SOFFICE

PROGRAMS = Path(__file__).parents[2] / "assumptions" / "programs"
EXAMPLES = ("prairie-recovery", "three-valleys-families", "piedmont-peer-center")
FLAVOURS = ("samhsa", "hrsa", "acf", "acl", "cdc", "opioid_settlement", "foundation")
NUMBER = re.compile(r"[\d,]+(?:\.\d+)?")


@cache
def example(name: str, flavour: str = "") -> tuple[ProgramFile, Budget]:
    file = load_program(PROGRAMS / f"{name}.yaml")
    request = file.program.requests[0]
    changed = request.model_copy(update={"flavour": flavour}) if flavour else request
    return file, budget_of(file, changed)


@cache
def made(name: str, flavour: str = "") -> Paper:
    return narrative_paper(*example(name, flavour), NarrativeTerms(date="2026-11-26"))


def small(**changes: object) -> tuple[Budget, Paper]:
    file = small_file()
    budget = budget_of(file, asked(file, **changes))
    return budget, narrative_paper(file, budget)


def texts(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Text | Heading)]


def number(cell: str) -> int:
    return int(cell.replace(",", "").replace(".", "").replace("−", "-"))


def wrong_sums(table: Table) -> list[str]:
    """Every printed sum of a table that is not what the rows above it come to."""
    wrong = []
    for place, column in enumerate(table.columns):
        if not column.number:
            continue
        plain, since = 0, 0
        for row in table.rows:
            value = number(row.cells[place])
            if row.kind == "row":
                plain, since = plain + value, since + value
                continue
            if value != (since if row.kind == "subtotal" else plain):
                wrong.append(f"{table.title}: {column.head} prints {value}")
            since = 0
    return wrong


def table_of(paper: Paper, begins: str) -> Table:
    return next(table for table in paper.tables if table.title.startswith(begins))


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_table_adds_up_in_every_format(flavour: str) -> None:
    footing = [table for table in made("prairie-recovery", flavour).tables if table.foots]
    assert len(footing) > 8
    assert [fault for table in footing for fault in wrong_sums(table)] == []


@pytest.mark.parametrize("seed", [5, 12, 17, 19])
def test_every_table_of_random_requests_adds_up_and_ends_in_what_is_asked(seed: int) -> None:
    program, tree = random_request(seed)
    file = program_of(program, "random.yaml")
    budget = budget_of(file, request_of(tree, "request.yaml", file))
    paper = narrative_paper(file, budget)
    assert [fault for table in paper.tables if table.foots for fault in wrong_sums(table)] == []
    summary = table_of(paper, "Request by year").rows[-1].cells
    assert [number(cell) for cell in summary[1:]] == [
        *(budget.asked(year) for year in range(budget.request.years)),
        budget.asked(None),
    ]


def test_a_wrong_sum_is_seen() -> None:
    rows = (Row(cells=("a", "3")), Row(cells=("b", "−1")), Row(cells=("Total", "4"), kind="total"))
    columns = (words_column("Line", 2), amounts_column("Cost"))
    assert wrong_sums(Table(title="T", columns=columns, rows=rows)) == ["T: Cost prints 4"]
    assert wrong_sums(footed("T", columns, [("a", 3), ("b", -1)])) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_stands_after_each_table_is_on_the_form(name: str) -> None:
    file, budget = example(name)
    form = sf424a(budget, spending(file, budget))
    printed = [words for words in texts(made(name)) if "(section B col." in words]
    found = {}
    for words in printed:
        at = re.search(r"col\. (\d) line (6\w)\): \$([\d,]+)", words)
        assert at is not None
        found[f"B.{at[2]}.{at[1]}"] = number(at[3])
    assert {key: form.amount(key) for key in found} == found
    asked_for = {f"B.{LINES_OF_FORM[cls]}.1" for cls in DIRECT if budget.of(cls).lines}
    assert asked_for <= set(found)
    assert {"B.6i.1", "B.6k.1"} <= set(found)


def value(factor: str) -> float:
    """A factor as printed, by hand: `17.61`, `10 %`, `3/12`."""
    if factor.endswith("%"):
        return float(factor[:-1].replace(",", "")) / 100
    over = [float(part.replace(",", "")) for part in factor.split("/")]
    return over[0] / over[1] if len(over) == 2 else over[0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_amount_is_what_its_printed_factors_come_to(name: str) -> None:
    _, budget = example(name)
    for each in budget.lines():
        for year in range(budget.request.years):
            products = list(say.worked_out(each, year))
            by_hand = 0.0
            for words in products:
                left, _, right = words.split(": ")[-1].rpartition(" = ")
                if left:
                    product = 1.0
                    for factor in left.split(" × "):
                        product *= value(factor)
                    by_hand += product
                    assert abs(product - float(right.replace(",", ""))) <= 0.5
            assert abs(by_hand - each.years[year].printed) <= 0.5 + 1e-6, each.id


def test_a_sample_prints_its_numbers() -> None:
    # 64,890 x 10 % = 6,489 and 46,276 make 52,765; 7.65 % of it is 4,036.52
    budget, paper = small(
        personnel=[typed("Project Director", 64890, 0.1), typed("Coordinator", 46276)], fringe=rates(FICA=0.0765)
    )
    personnel = table_of(paper, "Personnel, year 1")
    assert [row.cells for row in personnel.rows] == [
        ("Project Director", "not named", "64,890 a year", "10 %", "6,489"),
        ("Coordinator", "not named", "46,276 a year", "100 %", "46,276"),
        ("Total", "", "", "", "52,765"),
    ]
    assert table_of(paper, "Fringe").rows[0].cells == ("FICA", "7.65 %", "52,765", "4,037")
    assert "FEDERAL REQUEST (section B col. 1 line 6k): $56,802" in texts(paper)
    assert "Year 1: 52,765 × 7.65 % = 4,037" in texts(paper)
    assert budget.asked(0) == 56802


def test_match_stands_in_its_own_table_and_line() -> None:
    _, paper = small(personnel=[typed("Lead", 50000), typed("Helper", 30000, 0.5, paid_by="in_kind")])
    assert table_of(paper, "Personnel, year 1, in-kind").rows[-1].cells[-1] == "15,000"
    assert "NON-FEDERAL MATCH (section B col. 2 line 6a): $15,000" in texts(paper)


def test_hrsa_shows_the_salary_before_and_after_the_limit() -> None:
    # half of a salary of 300,000 held to the limit of the day of pay
    budget, paper = small(flavour="hrsa", personnel=[typed("Physician", 300000, 0.5)])
    limit = budget.rules.value("salary_limit")
    assert limit is not None and limit < 300000
    held = table_of(paper, "Personnel Justification").rows[0].cells
    assert held == ("not named", "Physician", "50 %", "300,000", f"{limit:,.0f}", f"{limit / 2:,.0f}")
    assert table_of(paper, "Revenue").rows[0].cells == ("Federal", f"{limit / 2:,.0f}")


def test_acf_gives_months_and_yearly_and_award_salary_and_its_three_tests() -> None:
    # 60,000 a year at half time for seven months: 60,000 x 50 % x 7/12 = 17,500
    staff = typed("Lead", 60000, 0.5, until="2026-07") | {"from": "2026-01"}
    file = small_file()
    start = str(file.program.start)
    staff["from"], staff["until"] = start, str(file.program.start.plus(6))
    budget = budget_of(file, asked(file, flavour="acf", personnel=[staff]))
    paper = narrative_paper(file, budget)
    table = table_of(paper, "Personnel, year 1")
    heads = [column.head for column in table.columns]
    assert heads == ["Position", "Months", "% of full time", "Yearly salary", "Award salary"]
    assert table.rows[0].cells == ("Lead", "7", "50 %", "60,000", "17,500")
    assert [words.split(".")[0] for words in texts(paper) if words.endswith(("named.", "of its cost."))][:3] == [
        "Necessity",
        "Reasonableness",
        "Allocability",
    ]


def test_cdc_keeps_consultants_apart_from_contracts() -> None:
    contracts = [line("adviser", 75, 10, kind="consultant"), line("site", 2000, kind="services")]
    _, paper = small(flavour="cdc", contractual=contracts)
    assert table_of(paper, "Consultant costs").rows[-1].cells[-1] == "750"
    assert table_of(paper, "Contractual costs").rows[-1].cells[-1] == "2,000"
    assert "FEDERAL REQUEST (section B col. 1 line 6f): $2,750" in texts(paper)


def test_acl_has_one_table_for_all_years_and_one_for_each() -> None:
    _, budget = example("prairie-recovery", "acl")
    paper = made("prairie-recovery", "acl")
    titles = [table.title for table in paper.tables if table.title.endswith("object classes (dollars)")]
    assert titles == [f"{which}: object classes (dollars)" for which in ("All years", "Year 1", "Year 2", "Year 3")]
    heads = [column.head for column in table_of(paper, "All years").columns]
    expected = ["Object class", "Federal", "Non-federal cash", "Non-federal in kind", "Total", "Justification"]
    assert heads == expected
    assert number(table_of(paper, "All years").rows[-1].cells[1]) == budget.asked(None)


def test_a_foundation_reads_the_cost_of_a_person() -> None:
    # year 2 asks 42,917 for a caseload of 9: 4,768.56 each
    table = table_of(made("three-valleys-families"), "Cost per person")
    assert [row.cells for row in table.rows] == [("Year 1", "6,820", "0", "none"), ("Year 2", "42,917", "9", "4,769")]
    assert not any("FEDERAL REQUEST" in words for words in texts(made("three-valleys-families")))


def test_a_persons_wording_is_printed_and_the_arithmetic_stays() -> None:
    _, paper = small(
        personnel=[typed("Lead", 50000)], texts={"personnel.lead": {"text": "She knows every family in the county."}}
    )
    said = texts(paper)
    place = said.index("She knows every family in the county.")
    assert said[place + 1] == "Year 1: 50,000 × 100 % × 12/12 = 50,000"


def test_every_line_has_its_paragraph() -> None:
    file, budget = example("prairie-recovery")
    said = " ".join(texts(made("prairie-recovery")))
    for paragraph in paragraphs(file, budget):
        for key, sentence in paragraph.facts.items():
            assert key == "arithmetic" or " ".join(sentence.split()) in said


def test_warnings_are_printed_only_when_asked_for() -> None:
    file, budget = example("prairie-recovery")
    found = (error("E1", "travel", "x", "y"), warning("W8", "cost_of_living", "pay does not rise", "say why"))
    quiet = narrative_paper(file, budget, found=found)
    told = narrative_paper(file, budget, NarrativeTerms(warnings=True), found=found)
    assert "What the checks point out" not in texts(quiet)
    assert [words for words in texts(told) if re.match(r"[EW]\d+ ", words)] == [found[1].sentence]


def test_a_plan_that_does_not_close_says_so_first_and_its_table_comes_to_the_same() -> None:
    file, budget = example("prairie-recovery")
    plan = sustaining(file, budget)
    assert not plan.closes
    assert verdict(plan).startswith("This plan does not close: $")
    said = texts(made("prairie-recovery"))
    assert said[said.index("Sustainability: what pays after the award") + 1] == verdict(plan)
    left = number(what_pays(plan).rows[-1].cells[-1])
    assert left == plan.printed_gap
    assert f"${left:,} of the year after" in verdict(plan)
    assert f"In the year after the award {left:,} dollars are not paid for" in " ".join(said)
    apart = plan.gap - left  # each amount is rounded once; the difference to the model is printed
    assert abs(apart) <= 2 * len(plan.printed)
    assert any(f"{plan.gap:,.2f} dollars, {abs(apart):,.2f} {'more' if apart > 0 else 'less'}." in s for s in said)


def test_word_file_has_real_styles_repeating_heads_and_words_for_its_chart() -> None:
    paper = made("prairie-recovery")
    word = Document(io.BytesIO(as_word(paper)))
    styles = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style is not None}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", "Normal"} <= styles
    assert len(word.tables) == len(paper.tables)
    for table in word.tables:
        rows = table._tbl.tr_lst
        assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)
        heads = [row.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in rows]
        assert heads == [True, *(False for _ in rows[1:])]
    pictures = word.element.body.findall(f".//{qn('wp:docPr')}")
    assert [bool(each.get("descr")) for each in pictures] == [True]
    assert "Nobody named" in pictures[0].get("descr")
    section = word.sections[0]
    sizes = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin, section.page_width)
    assert [each.inches for each in sizes if each is not None] == [1, 1, 1, 1, 8.5]
    normal = word.styles["Normal"]
    assert isinstance(normal, ParagraphStyle) and normal.font.size is not None and normal.font.size.pt == 12
    known = word.core_properties
    assert (known.title, known.language) == ("Budget narrative: Recovery community center, next three years", "en-US")
    fields = [each.get(qn("w:instr")) for each in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_same_document_is_the_same_bytes_and_holds_no_clock() -> None:
    _, paper = small(personnel=[typed("Lead", 50000)])
    assert as_word(paper) == as_word(paper)
    assert as_pdf(paper) == as_pdf(paper)
    with zipfile.ZipFile(io.BytesIO(as_word(paper))) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
    dated = narrative_paper(*example("prairie-recovery"), NarrativeTerms(date="2026-11-26"))
    assert "2026-11-26" in dated.foot


def test_names_are_never_markup() -> None:
    name = "<b>Lead</b> & {#} **x** \u202e=1+1\x07"
    _, paper = small(personnel=[typed("Lead", 50000, name=name)])
    word = Document(io.BytesIO(as_word(paper)))
    cells = [cell.text for row in word.tables[1].rows for cell in row.cells]
    assert "<b>Lead</b> & {#} **x** =1+1" in cells
    pages = "".join(page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(paper))).pages)
    assert "{ # }" in pages and "**" in pages


def words_of(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_pdf_holds_what_the_word_file_holds() -> None:
    paper = made("piedmont-peer-center")
    reader = PdfReader(io.BytesIO(as_pdf(paper)))
    pages = [page.extract_text() for page in reader.pages]
    told = words_of("".join(pages))
    # a paragraph over two pages has a foot between its halves
    broken = [words for words in texts(paper) if words_of(words) not in told]
    assert len(broken) <= len(pages) - 1
    assert f"Page 1 of {len(pages)}" in pages[0]
    assert reader.metadata is not None and reader.metadata.title == paper.title
    assert reader.trailer["/Root"]["/Lang"] == "en-US"  # type: ignore[index]
    cells = [words_of(cell) for table in paper.tables for row in table.rows for cell in row.cells]
    assert [cell for cell in cells if cell not in told] == []


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_its_headings_totals_and_pages(tmp_path: Path) -> None:
    assert SOFFICE is not None
    paper = made("prairie-recovery")
    (tmp_path / "BNF.docx").write_bytes(as_word(paper))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "BNF.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "BNF.pdf").pages]
    told = words_of("".join(pages))
    missing = [b.text for b in paper.blocks if isinstance(b, Heading) and words_of(b.text) not in told]
    assert missing == []
    assert "FEDERALREQUEST(sectionBcol.1line6k):$211,407" in told
    assert 15 <= len(pages) <= 30
    assert f"Page 1 of {len(pages)}" in " ".join(pages[0].split())
    # heads repeat where a table goes over a page
    assert sum("Arithmetic" in page and "Amount" in page for page in pages) > 2
