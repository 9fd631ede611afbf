"""All checks of a request before it is exported."""

from model.inputs.load import ProgramFile
from model.requests.budget import Budget
from model.requests.check import Check
from model.requests.double import double_payment
from model.requests.errors import errors
from model.requests.forms_agree import form_checks
from model.requests.resources import resource_checks
from model.requests.sf424a import Form, sf424a
from model.requests.spending import spending
from model.requests.warnings import warnings_of


def checks(file: ProgramFile, budget: Budget, form: Form | None = None) -> tuple[Check, ...]:
    """Everything found: errors first, each kind in the order of its number.

    Args:
        file: the program.
        budget: of one of its requests.
        form: the SF-424A when it was made already.
    """
    form = form or sf424a(budget, spending(file, budget))
    found = [
        *errors(budget),
        *resource_checks(budget),
        *form_checks(budget, form),
        *warnings_of(file, budget),
        *double_payment(file, budget),
    ]
    return tuple(sorted(found, key=lambda c: (c.severity != "error", c.code[0], int(c.code[1:]))))


def may_be_exported(found: tuple[Check, ...]) -> bool:
    """Whether nothing found blocks."""
    return all(check.severity != "error" for check in found)
