"""The form as XML: every figure where the schema wants it, in its order, whatever names hold."""

import re

import pytest
from defusedxml.ElementTree import fromstring

from model.inputs.assumptions import FOLDER
from model.inputs.load import load_program
from model.requests.computing import budget_of
from model.requests.form_xml import FORM, GLOBAL, form_xml
from model.requests.sf424a import Form, sf424a
from model.requests.spending import spending
from tests.requests.asking import asked, line, small_file, typed

S = f"{{{FORM}}}"
EXAMPLES = ("prairie-recovery", "three-valleys-families", "piedmont-peer-center")
# The order of the schema of form version 1.0: sections, and what stands in each.
SECTIONS = (
    "BudgetSummary",
    "BudgetCategories",
    "NonFederalResources",
    "BudgetForecastedCashNeeds",
    "FederalFundsNeeded",
    "OtherInformation",
)
CATEGORIES = (
    *("BudgetPersonnelRequestedAmount", "BudgetFringeBenefitsRequestedAmount", "BudgetTravelRequestedAmount"),
    *("BudgetEquipmentRequestedAmount", "BudgetSuppliesRequestedAmount", "BudgetContractualRequestedAmount"),
    *("BudgetConstructionRequestedAmount", "BudgetOtherRequestedAmount", "BudgetTotalDirectChargesAmount"),
    *("BudgetIndirectChargesAmount", "BudgetTotalAmount", "ProgramIncomeAmount"),
)


def form_of(**changes: object) -> Form:
    file = small_file()
    made = budget_of(file, asked(file, **changes))
    return sf424a(made, spending(file, made))


def example(name: str) -> Form:
    file = load_program(FOLDER / "programs" / f"{name}.yaml")
    made = budget_of(file, file.program.requests[0])
    return sf424a(made, spending(file, made))


def names(element) -> list[str]:
    return [child.tag.removeprefix(S) for child in element]


def found_at(root, path: str) -> str | None:
    """What the file says at a cell's path."""
    steps = path.split("/")
    if steps[-1].startswith("@"):
        element = root.find("/".join(S + step for step in steps[:-1]))
        return None if element is None else element.get(S + steps[-1][1:])
    element = root.find("/".join(S + step for step in steps))
    return None if element is None else element.text


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_element_holds_its_cell_and_there_is_no_other(name: str) -> None:
    form = example(name)
    root = fromstring(form_xml(form))
    for cell in form.cells:
        wanted = (cell.text or None) if cell.amount is None else f"{cell.amount}.00"
        assert found_at(root, cell.xml) == wanted, cell.key
    leaves = [element for element in root.iter() if len(element) == 0 and element.text]
    filled = [cell for cell in form.cells if (cell.amount is not None or cell.text) and "@" not in cell.xml]
    assert len(leaves) == len(filled) + 1  # and the version


def test_elements_stand_in_the_order_of_the_schema() -> None:
    form = form_of(
        years=3,
        indirect={"kind": "de_minimis"},
        match={"share": 0.1},
        assistance_listing="93.243",
        personnel=[typed("Lead", 50000), typed("Helper", 20000, paid_by="cash")],
    )
    root = fromstring(form_xml(form))
    assert (root.tag, root.get(f"{S}programType")) == (f"{S}BudgetInformation", "Non-Construction")
    assert root.get(f"{{{GLOBAL}}}coreSchemaVersion") == root[0].text == "1.0"
    assert root[0].tag == f"{{{GLOBAL}}}FormVersionIdentifier"
    assert tuple(names(root)[1:]) == SECTIONS
    assert names(root[1]) == ["SummaryLineItem", "SummaryTotals"]
    assert names(root[1][0])[0] == "CFDANumber"
    assert names(root[2]) == ["CategorySet", "CategorySet", "CategoryTotals"]
    assert [tuple(names(column)) for column in root[2]] == [CATEGORIES] * 3
    assert [column.get(f"{S}activityTitle") for column in root[2]] == ["New", "Non-federal match", None]
    assert names(root[3]) == ["ResourceLineItem", "ResourceTotals"]
    quarters = [f"Budget{n}QuarterAmounts" for n in ("First", "Second", "Third", "Fourth")]
    assert names(root[4]) == ["BudgetFirstYearAmounts", *quarters]
    assert names(root[5][0]) == ["BudgetFirstYearAmount", "BudgetSecondYearAmount"]


def test_what_the_form_leaves_blank_has_no_element() -> None:
    root = fromstring(form_xml(form_of(supplies=[line("kits", 400, 2)])))
    assert names(root.find(f"{S}NonFederalResources")) == ["ResourceLineItem"]
    assert root.find(f"{S}OtherInformation") is None
    assert all(len(element) or element.text or element.get(f"{S}activityTitle") for element in root.iter())


def test_names_are_text_and_never_markup() -> None:
    told = {"title": "<!ENTITY x> & ]]> =1+1", "assistance_listing": "93.<b>&\x07"}
    written = form_xml(form_of(supplies=[line("kits", 400, 2)], **told))
    root = fromstring(written)
    assert root[1][0].get(f"{S}activityTitle") == "<!ENTITY x> & ]]> =1+1"
    assert root[1][0][0].text == "93.<b>&"
    assert not re.search(rb"<!(DOCTYPE|ENTITY)", written)
