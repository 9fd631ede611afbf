"""A visit to every number of a program under its name: see `ranges`."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from model.inputs.distribution import Distribution
from model.inputs.fields import Part, Steps
from model.inputs.money import Loss, Renewal
from model.inputs.months import Month
from model.inputs.numbers import Dated, Entry, Loc
from model.inputs.program import Program
from model.inputs.schema import kind_at
from model.inputs.spec import GROWTH, Spec

NOT_READ = ("events", "correlations", "basis", "requests")
STEP = Spec(unit="dollars an hour", above=True)  # the schema reads steps by their list
Visit = Callable[[Loc, Dated], Dated]


@dataclass(frozen=True, kw_only=True, eq=False)
class Named:
    """One entry of a number of a program, or its growth.

    Attributes:
        name: as above; each once in a program.
        loc: place of the number in the file.
        entry: as the program has it.
        spec: how the number is read.
    """

    name: str
    loc: Loc
    entry: Entry
    spec: Spec

    @property
    def spread(self) -> Distribution | None:
        """What is not known about it."""
        return self.entry.spread


def namer(program: Program, change: Callable[[Named], Entry]) -> Visit:
    """Visits every entry under its name; two of one name, one after the other in time, are told apart by a number."""
    used: Counter[str] = Counter()
    nodes: dict[Loc, _Node] = {(): _Node(program)}

    def numbered(name: str) -> str:
        used[name] += 1
        return name if used[name] == 1 else f"{name} ({used[name]})"

    def visit(loc: Loc, number: Dated) -> Dated:
        since = loc[-1] if isinstance(loc[-1], Month) else None
        place = loc[:-1] if since is not None else loc
        spec = _spec(place)
        if spec is None:
            return number
        entries, grown = list[Entry](), _Growth()
        for entry in number.entries:
            if since is not None and (entry.start is None or entry.start < since):
                entries.append(entry)  # of an earlier version of the steps, which another place holds
                continue
            told = change(
                Named(name=numbered(_name(program, _node(nodes, place), entry)), loc=place, entry=entry, spec=spec)
            )
            if entry.growth is not None and not grown.goes_on(entry):
                inside = (*place, "annual_change")
                growth = Entry(value=entry.growth, start=entry.start, distribution=entry.growth_spread)
                name = numbered(_name(program, _node(nodes, place), entry, ".annual_change"))
                grown = _Growth(entry, growth, change(Named(name=name, loc=inside, entry=growth, spec=GROWTH)))
            entries.append(grown.on(told))
        same = all(new is old for new, old in zip(entries, number.entries, strict=True))
        return number if same else Dated(tuple(entries))

    return visit


@dataclass(frozen=True, eq=False)
class _Growth:
    """The growth of an entry, and what a visit made of it; entries of one list share it."""

    of: Entry | None = None
    was: Entry | None = None
    told: Entry | None = None

    def goes_on(self, entry: Entry) -> bool:
        """Whether an entry has the same growth."""
        return self.of is not None and self.of.growth is entry.growth and self.of.growth_spread is entry.growth_spread

    def on(self, entry: Entry) -> Entry:
        """An entry with what was made of its growth."""
        if entry.growth is None or self.told is None or self.told is self.was:
            return entry
        return replace(entry, growth=self.told.value, growth_spread=self.told.distribution)


@lru_cache(maxsize=8192)  # of places: programs of one shape share them
def _spec(loc: Loc) -> Spec | None:
    kind = kind_at(loc)
    if kind is None:
        return None
    return STEP if len(loc) == 4 and loc[0] == "ladders" and loc[2] == "steps" else kind.spec


def _node(nodes: dict[Loc, "_Node"], loc: Loc) -> "_Node":
    """The part at a place; those that were met before are not walked to again."""
    if loc not in nodes:
        nodes[loc] = _node(nodes, loc[:-1]).inside(loc[-1])
    return nodes[loc]


def _name(program: Program, node: "_Node", entry: Entry, inside: str = "") -> str:
    later = entry.start is not None and entry.start > program.start
    return f"{node.name}{inside} from {entry.start}" if later else f"{node.name}{inside}"


@cache
def _fields(part: type[Part]) -> dict[str, str]:
    """The name in code of each field of a part, by its name in files."""
    return {field.alias or name: name for name, field in part.model_fields.items()}


class _Node:
    """A part of a program, and how selectors call it from the program down."""

    def __init__(self, part: Any, name: str = "") -> None:
        self.part, self.name = part, name

    def inside(self, step: str | int) -> "_Node":
        if isinstance(self.part, Part):
            return _Node(getattr(self.part, _fields(type(self.part))[str(step)]), self._called(str(step)))
        if isinstance(self.part, dict):
            return _Node(self.part[step], self._called(str(step)))
        item = self.part[step] if isinstance(self.part, tuple) and isinstance(step, int) else None
        key = next((key for key in ("id", "name") if isinstance(item, Part) and hasattr(item, key)), None)
        return _Node(item, f"{self.name}[{step}]" if key is None else f"{self.name}[{key}={getattr(item, key)}]")

    def _called(self, name: str) -> str:
        return f"{self.name}.{name}" if self.name else name


def parts_of(program: Program) -> Iterator[tuple[str, str, Any]]:
    """The parts of a program that the model reads: the name in files, the name in code, the part."""
    held = vars(program)
    for said, name in _fields(Program).items():
        if name not in NOT_READ and _mapper(type(held[name])) is not None:
            yield said, name, held[name]


def mapped(part: Any, visit: Visit, loc: Loc = ()) -> Any:
    """A part with every number as a visit leaves it; the same part where nothing changes."""
    of_kind = _mapper(type(part))
    return part if of_kind is None else of_kind(part, visit, loc)


@cache
def _mapper(kind: type) -> Callable[..., Any] | None:
    return next((of_kind for of, of_kind in _MAPPED.items() if issubclass(kind, of)), None)


def _items(items: tuple[Any, ...], visit: Visit, loc: Loc) -> tuple[Any, ...]:
    new = tuple(mapped(item, visit, (*loc, place)) for place, item in enumerate(items))
    return items if all(a is b for a, b in zip(new, items, strict=True)) else new


def _entries(group: dict[str, Any], visit: Visit, loc: Loc) -> dict[str, Any]:
    new = {key: mapped(value, visit, (*loc, key)) for key, value in group.items()}
    return group if all(new[key] is group[key] for key in group) else new


def _part(part: Part, visit: Visit, loc: Loc) -> Part:
    if isinstance(part, Renewal | Loss):
        return part  # read where events are, not by the model
    changed = {}
    for said, name in _fields(type(part)).items():
        old = getattr(part, name)
        if _mapper(type(old)) is not None and (loc or name not in NOT_READ):
            new = mapped(old, visit, (*loc, said))
            changed |= {} if new is old else {name: new}
    return part.model_copy(update=changed) if changed else part


def _steps(steps: Steps, visit: Visit, loc: Loc) -> Steps:
    versions = tuple(
        (
            start,
            tuple(
                visit((*loc, place, *([] if start is None else [start])), step) for place, step in enumerate(version)
            ),
        )
        for start, version in steps.versions
    )
    pairs = zip(versions, steps.versions, strict=True)
    same = all(a is b for (_, new), (_, old) in pairs for a, b in zip(new, old, strict=True))
    return steps if same else Steps(versions)


_MAPPED: dict[type, Callable[..., Any]] = {
    Dated: lambda number, visit, loc: visit(loc, number),
    Part: _part,
    Steps: _steps,
    dict: _entries,
    tuple: _items,
}
