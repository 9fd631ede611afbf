"""One thing a check found: what, where, and how to mend it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, kw_only=True)
class Check:
    """A finding of the checks before export.

    Attributes:
        code: `E1` … `E12` block an export, `W1` … `W12` inform; `D1` … `D3` are of double payment.
        severity: `error` blocks.
        where: place in the request, such as `equipment[0].unit_cost`; the page jumps there.
        found: what is the case; mend: what would be right.
        rule: name of the rule it rests on, so that its source and date can be printed; empty without one.
    """

    code: str
    severity: Severity
    where: str
    found: str
    mend: str
    rule: str = ""

    @property
    def sentence(self) -> str:
        """In one sentence, as messages are written."""
        return f"{self.code} {self.where}: {self.found}; {self.mend}."


def error(code: str, where: str, found: str, mend: str, rule: str = "") -> Check:
    """A finding that blocks."""
    return Check(code=code, severity="error", where=where, found=found, mend=mend, rule=rule)


def warning(code: str, where: str, found: str, mend: str, rule: str = "") -> Check:
    """A finding that informs."""
    return Check(code=code, severity="warning", where=where, found=found, mend=mend, rule=rule)
