"""What a brief is made of, as plain data: texts, one table, two charts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from model.questions.fiscal_note import NoteTerms

Audience = Literal["board", "legislator"]
Size = Literal["letter", "a4"]
AUDIENCES: tuple[Audience, ...] = ("board", "legislator")
PAPERS: tuple[Size, ...] = ("letter", "a4")


@dataclass(frozen=True, kw_only=True)
class BriefTerms:
    """Who the page is for and how it is printed.

    Attributes:
        audience: a board asks what becomes of positions and who pays; a legislator what a change costs and keeps.
        paper: the size of the page.
        note: for a legislator, which payers are Medicaid, the fiscal year and the match.
        invented: the program is one of the examples, which the page then says.
    """

    audience: Audience = "board"
    paper: Size = "letter"
    note: NoteTerms = field(default_factory=NoteTerms)
    invented: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """Amounts as they are printed: whole numbers that foot.

    Attributes:
        title: what it shows, with the unit.
        heads: of the columns of numbers; the last is the sum of the others.
        rows: label and numbers, as printed.
        strong: labels of rows that are sums of rows above them.
        note: what a reader must know of it.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    strong: frozenset[str] = frozenset()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A chart as a Vega-Lite specification without its title, which stands above it as text.

    Attributes:
        title: what it shows.
        alt: the same and what is drawn, in words, for those who cannot see it.
        spec: the specification, with its data in it.
    """

    title: str
    alt: str
    spec: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Brief:
    """One page. All texts are inert: one line each, without signs that show nothing, and without anyone's pay.

    Attributes:
        title, whose: of the page and of the program.
        answer: the sentence that it exists for.
        stands: what happens as things stand.
        proposed: what happens with the proposal; empty where there is none.
        cost: what it costs and who pays.
        table: the same in numbers.
        assumed, unknown: what it rests on, and what nobody knows.
        sources: documents with their dates.
        dated: which day's data, and which version.
        pictures: the two charts.
    """

    audience: Audience
    paper: Size
    title: str
    whose: str
    author: str
    answer: str
    stands: tuple[str, ...]
    proposed: tuple[str, ...]
    cost: tuple[str, ...]
    table: Table
    assumed: tuple[str, ...]
    unknown: tuple[str, ...]
    sources: tuple[str, ...]
    dated: str
    pictures: tuple[Picture, Picture]
