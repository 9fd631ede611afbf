"""Texts from files as a page may carry them: on one line, nothing hidden, nothing of anyone's pay, not too long."""

import re
import unicodedata
from collections.abc import Container, Iterable

from model.exports.seats import LEFT_OUT

MOST = 90
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn")
MONEY = re.compile(r"\$\s?\d[\d,]*(?:\.\d+)?|(?<![\w.,-])\d+\.\d{2}(?![\w%]|\.\d)")
REPEATED = re.compile(rf"{re.escape(LEFT_OUT)}(?:,? (?:and )?{re.escape(LEFT_OUT)})+")


def inert(text: str, most: int = 0) -> str:
    """A text on one line without signs that show nothing or turn others round; cut where it is longer than `most`."""
    seen = "".join(sign if unicodedata.category(sign) not in HIDDEN else " " for sign in text)
    line = " ".join(seen.split())
    return line if not most or len(line) <= most else f"{line[: most - 1].rstrip()}…"


def without_pay(text: str, pay: Container[float]) -> str:
    """A text in which no amount stands that is somebody's pay, to the cent; other amounts stay."""

    def kept(found: re.Match[str]) -> str:
        number = float(found[0].replace("$", "").replace(",", ""))
        return LEFT_OUT if round(number, 2) in pay else found[0]

    return REPEATED.sub(LEFT_OUT, MONEY.sub(kept, text))


def listed(names: Iterable[str], most: int = 4) -> str:
    """Names as a sentence lists them; those past the most are counted."""
    shown = list(names)
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} more"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def sentence(text: str) -> str:
    """A text that ends as a sentence does."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
