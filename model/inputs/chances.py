"""What a file says of chance: events that may come, and inputs that move together. Only draws read it."""

from typing import Annotated

from pydantic import Field

from model.inputs import fields as f
from model.inputs.change import Change
from model.inputs.fields import Dated, Part
from model.inputs.spec import Spec

Rank = Annotated[Dated, Spec(unit="rank correlation", low=-1, high=1, dated=False)]


class Event(Part):
    """Something that may happen, such as a rate bill that passes: changes as in a scenario, with their months."""

    name: f.Name
    probability: f.FixedShare
    changes: Annotated[tuple[Change, ...], Field(min_length=1, strict=False)]


class Correlation(Part):
    """Two inputs that move together, each named as in scenarios, and the rank correlation of their draws."""

    between: Annotated[tuple[f.Text, ...], Field(min_length=2, max_length=2, strict=False)]
    rank: Rank
