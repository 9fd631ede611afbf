"""Tables of a funding request for what is bought: travel, equipment, supplies, contracts, construction and other."""

from model.forms.shapes import Column, Said, Table, grid, name_column
from model.inputs.request import Request

# What every line says of itself beside its amount.
SERVES = (
    Said(
        at="objectives",
        label="Serves",
        help="The objectives that this line serves.",
        source="objectives",
        several=True,
        width="medium",
    ),
    Said(
        at="basis", label="Basis", help="How it was estimated: a quote, last year's cost, a price list.", width="large"
    ),
    Said(at="counts", label="Counts to", help="Which limit of the notice it counts to.", default="none"),
    Said(
        at="in_base",
        label="Earns indirect",
        help="Where the rule would say otherwise: yes or no.",
        shape="either",
        default="as the rule says",
    ),
)
AMOUNT = (
    Said(
        at="line",
        label="Drawn from",
        help="A cost line or support of the program, or mileage: the amount comes from there. Empty for a typed cost.",
        source="drawn_lines",
        width="medium",
    ),
    Said(at="unit_cost", label="Cost of one", help="Typed, in the first year's dollars.", unit="dollars"),
    Said(at="unit", label="One is", help="Such as trip, laptop or hour."),
    Said(at="quantity", label="How many", help="By budget year, or one number for all years.", unit=""),
    Said(
        at="times",
        label="Times",
        help="Further factors by name, such as persons: 2, nights: 3.",
        shape="factors",
        default="none",
        width="medium",
    ),
    Said(
        at="months",
        label="Months",
        help="Of each year, for amounts a month; by budget year, or one number for all.",
        unit="months",
    ),
    Said(
        at="share", label="Share", help="The part of the cost that this project uses, by budget year.", unit="% of cost"
    ),
    Said(at="paid_by", label="Paid by", help="The grant, or a match in cash or in kind."),
    Said(at="grows", label="Grows", help="yes: it rises each year with the cost of living."),
    Said(
        at="positions",
        label="For",
        help="Of a drawn line: the positions it is drawn for.",
        source="positions",
        several=True,
        default="all that are asked for",
    ),
)
TRAVELLED = (
    Said(
        at="meets",
        label="Meets",
        help="The travel required by the notice that this line answers.",
        source="required_travel",
    ),
    Said(
        at="local",
        label="Local",
        help="yes: travel inside the service area, which some funders want under other.",
        shape="either",
        default="yes for mileage",
    ),
)
AGREED = (
    Said(
        at="kind",
        label="Kind",
        help="services: a contract for services. consultant: a person paid by the hour. subaward: a partner who "
        "carries part of the project.",
    ),
)
CHOSEN = (
    Said(at="selected", label="How chosen", help="Such as three quotes, or why there is no other.", width="medium"),
    Said(at="deliverables", label="Deliverables", help="What is handed over.", width="medium"),
)


def _lines(
    key: str,
    title: str,
    help_: str,
    root: str,
    first: tuple[Column | Said, ...] = (),
    last: tuple[Said, ...] = (),
) -> Table:
    """A table of lines; `first` before and `last` behind what all lines have."""
    named = (
        Said(at="id", label="Line", help="A short name, such as laptops. Each may be used once.", width="medium"),
        Said(at="title", label="Title", help="As it should be printed.", default="the short name", width="medium"),
    )
    columns = [c for c in first if isinstance(c, Column)]
    kinds = [c for c in first if isinstance(c, Said)]
    return grid(key, title, help_, root, *columns, *named, *kinds, *AMOUNT, *SERVES, *last, *TRAVELLED, whole=Request)


TRAVEL = _lines("travel", "Travel", "Trips and local miles.", "travel.[]")
EQUIPMENT = _lines(
    "equipment", "Equipment", "What costs more apiece than the equipment threshold of the day.", "equipment.[]"
)
SUPPLIES = _lines("supplies", "Supplies", "What is used up, and things below the equipment threshold.", "supplies.[]")
AGREEMENTS = _lines(
    "agreements",
    "Contracts and subawards",
    "With one amount each, or with a budget of its own in the table below.",
    "contractual.[]",
    AGREED,
    CHOSEN,
)
PARTS = _lines(
    "parts",
    "Budgets of subawards",
    "The lines of an agreement that has a budget of its own; they are its amount.",
    "contractual.[agreement].parts.[]",
    (name_column("agreement", "Agreement", "One of the contracts and subawards above.", "agreements"),),
)
CONSTRUCTION = _lines("construction", "Construction", "Building and major alterations.", "construction.[]")
OTHER = _lines("other", "Other", "Rent, phones, insurance, training and whatever has no other place.", "other.[]")
