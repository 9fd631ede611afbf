"""The SF-424A as an XML file: the elements of the published form schema, in its order, with the form's figures.

Names, order and namespaces are those of version 1.0 (key `sf-424a-schema` of `sources.yaml`). A figure that the form
leaves blank has no element. The file states the figures for whoever enters or loads them; Grants.gov takes the form
inside a whole application, which this is not.
"""

import re
from xml.etree import ElementTree

from model.requests.sf424a import Cell, Form

FORM = "http://apply.grants.gov/forms/SF424A-V1.0"
GLOBAL = "http://apply.grants.gov/system/Global-V1.0"
VERSION = "1.0"
MATCH_TITLE = "Non-federal match"  # column 2 of section B has no activity of its own
TITLE = "@activityTitle"
ITEMS = ("SummaryLineItem", "CategorySet", "ResourceLineItem", "FundsLineItem")
# What XML 1.0 does not allow in a text, whoever typed it.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def form_xml(form: Form) -> bytes:
    """The form as XML, UTF-8 with its declaration; amounts are dollars with two decimals."""
    ElementTree.register_namespace("SF424A", FORM)
    ElementTree.register_namespace("glob", GLOBAL)
    kinds = {f"{{{FORM}}}programType": "Non-Construction", f"{{{GLOBAL}}}coreSchemaVersion": VERSION}
    root = ElementTree.Element(f"{{{FORM}}}BudgetInformation", kinds)
    ElementTree.SubElement(root, f"{{{GLOBAL}}}FormVersionIdentifier").text = VERSION
    made = {"": root}
    title = next(cell.text for cell in form.cells if cell.xml.endswith(TITLE))
    for cell in form.cells:
        _add(made, cell, _clean(title))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _add(made: dict[str, ElementTree.Element], cell: Cell, title: str) -> None:
    """Put a cell where its path says; a line item stands there even when all of it is blank."""
    where, _, name = cell.xml.rpartition("/")
    text = _clean(cell.text) if cell.amount is None else f"{cell.amount}.00"
    item = where.rpartition("/")[2].partition("[")[0] in ITEMS
    if not text and not item:
        return
    parent = _at(made, where, title)
    if text and not name.startswith("@"):
        ElementTree.SubElement(parent, f"{{{FORM}}}{name}").text = text


def _at(made: dict[str, ElementTree.Element], where: str, title: str) -> ElementTree.Element:
    if where not in made:
        above, _, name = where.rpartition("/")
        tag, _, number = name.partition("[")
        element = ElementTree.SubElement(_at(made, above, title), f"{{{FORM}}}{tag}")
        if tag in ITEMS:
            element.set(f"{{{FORM}}}activityTitle", MATCH_TITLE if number.startswith("2") else title)
        made[where] = element
    return made[where]


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
