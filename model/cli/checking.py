"""What `check` says of a file that is right."""

from collections.abc import Mapping, Sequence
from typing import Any

from model.cli.assumed import Assumed
from model.cli.screen import Screen
from model.cli.tables import show_warnings
from model.inputs.load import ProgramFile
from model.inputs.program import Program
from model.sentences import counted, months_from

Object = Mapping[str, Any]
SLUGS = {
    "unit_limit": "limit",
    "units_before_authorization": "units before authorization",
    "units_per_authorization": "units an authorization allows",
    "no_limit_reported": "no limit reported",
    "supervision_ratio": "supervision ratio",
    "supervision_meetings": "supervision meetings",
    "group_size": "group size",
    "rounding_down": "rounding down",
}


def sentence(name: str, program: Program, scenarios: int) -> str:
    """That a file is right, and what it is."""
    seats = len(program.positions)
    said = (
        f"{name} is right: {program.name}, {counted(seats).lower()} position{'' if seats == 1 else 's'}, "
        f"{months_from(program)}."
    )
    if scenarios:
        said += f" {counted(scenarios)} scenario{' fits' if scenarios == 1 else 's fit'} it."
    return said


def chances(file: ProgramFile) -> None:
    """Refuse events and correlations that cannot be drawn; a file without them is not kept waiting for it.

    Raises:
        InputError: with every fault found.
    """
    program = file.program
    if program.events or program.correlations or any(grant.loss or grant.renewal for grant in program.grants):
        from model.uncertainty.holding import check_chances

        check_chances(file)


def show_check(screen: Screen, said: str, data: Object, assumed: Sequence[Assumed], warnings: Sequence[str]) -> None:
    """That it is right; what was assumed; what is known beside it; what lies outside; warnings last."""
    screen.say(said, "bold")
    _show_assumed(screen, assumed)
    _show_rates(screen, data)
    _show_caps(screen, data)
    for missing in data["state"]["missing"]:
        screen.say(missing)
    _show_outside(screen, data)
    show_warnings(screen, warnings)


def _show_assumed(screen: Screen, assumed: Sequence[Assumed]) -> None:
    """What the file leaves out, alike places together."""
    taken: dict[tuple[str, str, str], list[str]] = {}
    nothing: dict[str, None] = {}
    for one in assumed:
        alike, item = _alike(one.path)
        if one.nothing:
            nothing[alike] = None
        else:
            taken.setdefault((alike, one.value, one.meaning), []).append(item)
    screen.heading("Assumed, since the file does not say" if taken else "Nothing was assumed.")
    for (path, value, meaning), items in taken.items():
        screen.say(f"- {path}: {value}{_those(items)}{'; ' if meaning else ''}{meaning}", indent=2)
    if nothing:
        screen.say(f"- none or 0: {', '.join(nothing)}", indent=2)


def _alike(path: str) -> tuple[str, str]:
    """A path with the item of a list left open, and that item."""
    head, bracket, rest = path.partition("[")
    item, _, tail = rest.partition("]")
    return (f"{head}[…]{tail}", item.partition("=")[2] or item) if bracket else (path, "")


def _those(items: Sequence[str]) -> str:
    names = [item for item in items if item]
    if not names:
        return ""
    return f" ({', '.join(names[:3])}{f' and {len(names) - 3} more' if len(names) > 3 else ''})"


def _show_rates(screen: Screen, data: Object) -> None:
    """Rates of the file beside those that were found for the state."""
    state, said = data["state"], data["file"]
    screen.heading(f"Rates: this file, and what is known for {state['state']}")
    screen.items(
        f"this file: {one['payer']}, {one['service']}: {_code(one)}${one['rate']:,.2f} a {one['per'].replace('_', ' ')}"
        for one in said["rates"]
    )
    screen.items(
        f"{one['program']}, {one['delivery']}: {_code(one)}${one['rate']:,.2f} {_per(one)}, "
        f"{'' if one['status'] == 'listed' else one['status'] + ', '}{_when(one)} ({one['source']})"
        for one in state["rates"]
    )
    if federal := state["federal_share"]:
        screen.say(
            f"- federal share of Medicaid in {state['state']}: {100 * federal['fmap']:.2f} % in federal year "
            f"{state['federal_year']} ({federal['source']})",
            indent=2,
        )


def _code(one: Object) -> str:
    codes = " ".join(part for part in (one["code"], one["modifier"]) if part)
    return f"{codes}, " if codes else ""


def _per(one: Object) -> str:
    return f"for {one['unit_minutes']} minutes" if one["unit_minutes"] else f"a {one['per'].replace('_', ' ')}"


def _when(one: Object) -> str:
    return f"from {one['effective_from']}" if one["effective_from"] else f"as of {one['as_of']}"


def _show_caps(screen: Screen, data: Object) -> None:
    """Caps, ratios and sizes of the file beside those of the state."""
    state, said = data["state"], data["file"]
    found = [*state["caps"], *state["ratios"]]
    if not (said["caps"] or said["limits"] or found):
        return
    screen.heading(f"Caps, ratios and sizes: this file, and what is known for {state['state']}")
    screen.items(
        f"this file: {one['name']}: {one['limit']:,g} {one['unit']} a {one['per']} and {one['period']}"
        for one in said["caps"]
    )
    screen.items(f"this file: {name.replace('_', ' ')}: {limit:g}" for name, limit in said["limits"].items())
    screen.items(f"{SLUGS.get(one['kind'], one['kind'])}: {_limit(one)}{_when(one)} ({one['source']})" for one in found)


def _limit(one: Object) -> str:
    if one["limit"] is None:
        return ""
    named = one["unit"].endswith(f" a {one['per']}")
    period = f" a {one['per']} and {one['period']}" if one["period"] and not named else ""
    return f"{one['limit']:,g} {one['unit']}{period}, "


def _show_outside(screen: Screen, data: Object) -> None:
    """Numbers outside what the evidence shows."""
    if not data["outside"]:
        screen.heading("Every number that evidence was found for lies within its range.")
        return
    screen.heading("Outside the range of the evidence")
    for one in data["outside"]:
        basis = f" The file says of it: {' '.join(one['basis'].split())}." if one["basis"] else ""
        screen.say(
            f"- {one['path']} is {one['value']:,g}. {one['label']}: {one['low']:,g} to {one['high']:,g} {one['unit']}, "
            f"by {one['range_means']} ({one['source']}).{basis}",
            indent=2,
        )
