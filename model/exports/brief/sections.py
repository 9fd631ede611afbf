"""The parts of a page in their order, the same for Word and PDF."""

from dataclasses import dataclass

from model.exports.brief.layout import MORE_ASSUMED, MORE_SOURCES, MORE_UNKNOWN, Setting, shown
from model.exports.brief.parts import Brief, Table


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and what stands under it.

    Attributes:
        title: the heading.
        texts: sentences of one paragraph, or the items of a list.
        bullets: whether it is a list.
        small: whether it is set in small type.
        pictures: whether both charts stand here.
        table: the table that stands here.
    """

    title: str
    texts: tuple[str, ...] = ()
    bullets: bool = False
    small: bool = False
    pictures: bool = False
    table: Table | None = None


def sections(brief: Brief, setting: Setting) -> list[Section]:
    """What a page says, from what stands to the documents behind it; empty parts are left out."""
    found = [
        Section(title="As things stand", texts=brief.stands),
        Section(title="With the proposal", texts=brief.proposed),
        Section(title="In pictures", pictures=True),
        Section(title="What it costs and who pays", texts=brief.cost, table=brief.table),
    ]
    lists = (
        ("What is assumed", shown(brief.assumed, setting.assumed, MORE_ASSUMED)),
        ("What is not known", shown(brief.unknown, setting.unknown, MORE_UNKNOWN)),
        ("Sources", shown(brief.sources, setting.sources, MORE_SOURCES)),
    )
    found += [Section(title=title, texts=tuple(items), bullets=True, small=True) for title, items in lists]
    return [one for one in found if one.texts or one.pictures]


def captions(brief: Brief) -> str:
    """The titles of both charts, by where they stand."""
    left, right = brief.pictures
    return f"Left: {left.title}. Right: {right.title}."
