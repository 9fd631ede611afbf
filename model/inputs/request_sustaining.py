"""What a person says about the time after an award: who would pay, with whom, and what could go wrong."""

from typing import Literal

from model.inputs import fields as f
from model.inputs.fields import Month
from model.inputs.request_fields import Asked, Dollars, Share, ShareByYear

Status = Literal["signed", "applied", "planned"]


class After(Asked):
    """What pays a position, or the program, when the award is over.

    Attributes:
        position: the one it pays; without one, the program as a whole.
        source: who; status: signed, applied for or planned; evidence: the letter, contract or notice.
        per_year: dollars a year; chance: that it comes, as the person judges it, counted for what is not signed.
    """

    position: f.Name | None = None
    source: f.Name
    status: Status
    evidence: f.Text = ""
    start: Month | None = None
    per_year: Dollars = 0.0
    chance: Share = 1.0


class Partner(Asked):
    """An organization that helps the work go on."""

    name: f.Name
    role: f.Text = ""
    letter: f.Text = ""


class Risk(Asked):
    """What could go wrong, and what would be done."""

    name: f.Name
    answer: f.Text = ""
    chance: Literal["low", "medium", "high"] | None = None


class Measure(Asked):
    """What tells whether the work is on the way to standing alone."""

    name: f.Name
    target: f.Text = ""
    by: Month | None = None


class Sustaining(Asked):
    """What the sustainability section is written from, beside the projection.

    `step_down` is the share of the project's cost that the grant should still pay, by year from its first, as planned.
    """

    step_down: ShareByYear | None = None
    continues: f.Text = ""
    after: f.Items[After] = ()
    partners: f.Items[Partner] = ()
    risks: f.Items[Risk] = ()
    measures: f.Items[Measure] = ()
