"""Asking where a number comes from: one of a projection, or a published one.

The modules that answer are read in only when asked, so that the other commands start without them.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from model.cli.screen import Screen
from model.compare import Outcome

if TYPE_CHECKING:
    from model.explain import Node

Object = Mapping[str, Any]


def explained(outcome: Outcome, position: str, month: str, quantity: str) -> "Node":
    """One number of an outcome, opened down.

    Raises:
        InputError: when there is no such position, month or quantity.
    """
    from model.explain import explain

    return explain(outcome.file, outcome.projection, outcome.findings, position, month, quantity)


def as_plain(node: "Node") -> dict[str, Any]:
    """A node as plain values."""
    from model.explain import as_dict

    return as_dict(node)


def show(screen: Screen, node: "Node", depth: int | None) -> None:
    """A node as a tree that a person can read; of a 0 first what makes it one."""
    from model.cli.zeros import why_zero
    from model.explain import as_text

    if reason := why_zero(node):
        screen.say(reason, "bold")
    for line in as_text(node, depth).split("\n"):
        screen.say(line, indent=len(line) - len(line.lstrip()) + 4)


def gallery_object() -> dict[str, Any]:
    """The gallery as plain values."""
    from model.gallery import gallery, not_expressed

    return {
        "results": [
            {
                "key": one.key,
                "title": one.title,
                "tests": one.tests,
                "source": one.source.model_dump(),
                "program": one.program,
                "figures": [
                    {
                        "label": published.label,
                        "unit": published.unit,
                        "published": published.figure,
                        "given": one.given[n],
                        "ours": one.ours[n],
                        "tolerance": one.tolerance[n],
                        "within": one.within[n],
                        "differs": one.differs[n],
                    }
                    for n, published in enumerate(one.published)
                ],
                "why": one.why,
            }
            for one in gallery()
        ],
        "not_expressed": [
            {
                "key": one.key,
                "title": one.title,
                "source": one.source.model_dump(),
                "published": one.published,
                "missing": one.missing,
            }
            for one in not_expressed()
        ],
    }


def show_gallery(screen: Screen, data: Object) -> None:
    """Published figures beside ours, the reason wherever they differ, and what cannot be expressed."""
    agree = sum(figure["within"] for one in data["results"] for figure in one["figures"])
    count = sum(len(one["figures"]) for one in data["results"])
    screen.say(
        f"{agree} of {count} published figures in {len(data['results'])} cases agree within their tolerance.", "bold"
    )
    for one in data["results"]:
        screen.heading(one["title"])
        screen.say(f"{one['source']['title']}, {one['source']['publisher']}.", "dim")
        rows = [
            (
                figure["label"],
                [
                    _figure(figure["published"]),
                    _figure(figure["ours"]),
                    figure["unit"],
                    "yes" if figure["within"] else "no",
                ],
            )
            for figure in one["figures"]
        ]
        screen.grid("", ["published", "ours", "unit", "agree"], rows, numbers=False)
        for figure in one["figures"]:
            if figure["differs"]:
                screen.say(f"{figure['label']}: {figure['differs']}", indent=2)
        screen.say(one["why"], indent=2)
    screen.heading("Published, and not expressible in this model")
    screen.items(f"{one['title']}: {one['missing']}" for one in data["not_expressed"])


def _figure(value: float) -> str:
    return f"{value:,.4g}" if abs(value) < 1 else f"{value:,.2f}".rstrip("0").rstrip(".")
