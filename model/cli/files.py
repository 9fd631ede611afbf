"""Files: a program by path or by an example's name, and the scenarios picked for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.cli.refusals import refusal
from model.inputs.assumptions import FOLDER
from model.inputs.bundle import is_bundle, load_bundle, read_bundle
from model.inputs.faults import Fault, InputError, nearest
from model.inputs.load import ProgramFile, load_program, read_tree, source_of
from model.inputs.scenario import Placed, applied, load_scenarios, read_scenarios

PROGRAMS = FOLDER / "programs"
SCENARIOS = ".scenarios.yaml"
ALL = "all"
PORTFOLIO = "STAYING_POWER_PORTFOLIO"  # where the pages look for results


@dataclass(frozen=True, kw_only=True)
class Example:
    """An example program that comes with the model."""

    name: str
    path: Path

    @property
    def scenarios(self) -> Path | None:
        """The scenarios beside it, when there are any."""
        beside = self.path.with_name(f"{self.name}{SCENARIOS}")
        return beside if beside.is_file() else None


def examples() -> list[Example]:
    """Every example program, by name."""
    paths = sorted(path for path in PROGRAMS.glob("*.yaml") if not path.name.endswith(SCENARIOS))
    return [Example(name=path.stem, path=path) for path in paths]


def example(name: str) -> Example:
    """The example of that name.

    Raises:
        InputError: when there is none.
    """
    names = {one.name: one for one in examples()}
    if name not in names:
        raise refusal(name, "no example is called that", f"there are {', '.join(names)}{nearest(name, names)}")
    return names[name]


def _example_for(given: str) -> Example | None:
    return next((one for one in examples() if given in (one.name, one.path.name)), None)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, or one no file can have
        return False


def _file(given: str, wanted: str) -> Path | None:
    """The file of that path; None where there is none.

    Raises:
        InputError: when it is a folder.
    """
    path = Path(given)
    if not given or not _exists(path):
        return None
    if path.is_dir():
        raise refusal(given, "this is a folder", f"a {wanted} file is needed")
    return path


def program_path(given: str) -> Path:
    """The file of a program, or of the example of that name where there is no such file.

    Raises:
        InputError: when there is neither.
    """
    if path := _file(given, "program"):
        return path
    found = _example_for(given)
    if found is None:
        names = [one.name for one in examples()]
        there = ", ".join(names) or "none"
        raise refusal(
            given,
            "there is no such file",
            f"a program file or the name of an example ({there}) is needed{nearest(given, names)}",
        )
    return found.path


def scenario_path(program: str, given: str | None) -> Path | None:
    """The scenario file named, or else what comes with the program: in its own file, or beside an example.

    Returns:
        None without any.

    Raises:
        InputError: when the file named does not exist.
    """
    if given is None:
        path = Path(program)
        if _exists(path):
            return path if path.is_file() and load_bundle(path).scenarios else None
        known = _example_for(program)
        return known.scenarios if known else None
    if path := _file(given, "scenario"):
        return path
    known = _example_for(given)
    if known is None or known.scenarios is None:
        raise refusal(given, "there is no such file", "a scenario file is needed")
    return known.scenarios


def loaded(given: str) -> ProgramFile:
    """Read the program that was named, from a file of its own or one that holds its scenarios too.

    Raises:
        InputError: with every fault of the file.
    """
    return load_bundle(program_path(given)).program


def scenarios_in(path: Path) -> tuple[Placed, ...]:
    """The scenarios of a file of their own, or of one that holds their program too.

    Raises:
        InputError: with every fault of the file, or when it holds none.
    """
    source = source_of(path)
    if not is_bundle(read_tree(source, path.name)[0]):
        return read_scenarios(source, path.name)
    found = read_bundle(source, path.name).scenarios
    if not found:
        raise refusal(path.name, "there are no scenarios in this file", "name one that holds them")
    return found


def picked(program: str, given: str | None, names: Sequence[str]) -> tuple[Placed, ...]:
    """The scenarios to lay on a program, in the order of their file.

    Args:
        program: FILE as given.
        given: the scenario file as given.
        names: those asked for; `all` takes every one.

    Raises:
        InputError: when scenarios are given and none is asked for, or one is asked for that is not there.
    """
    if given is None and not names:
        return ()
    path = scenario_path(program, given)
    if path is None:
        raise refusal(
            "--apply", f"no scenario file to find {names[0]!r} in", "add --scenarios with the file that holds it"
        )
    placed = scenarios_in(path)
    if not names:
        listed = ", ".join(repr(one.name) for one in placed)
        raise refusal(
            path.name, "no scenario is asked for", f"add --apply with a name, or --apply all; there are {listed}"
        )
    return chosen(placed, names, path.name)


def chosen(placed: tuple[Placed, ...], names: Sequence[str], file: str) -> tuple[Placed, ...]:
    """Those of some scenarios that are asked for.

    Raises:
        InputError: with one fault for each name that is not there.
    """
    known = [one.name for one in placed]
    wrong = [name for name in names if name not in known and name != ALL]
    if wrong:
        name, listed = wrong[0], ", ".join(map(repr, known))
        raise refusal(file, f"no scenario is called {name!r}", f"there are {listed}{nearest(name, known)}")
    if ALL in names and ALL not in known:
        return placed
    return tuple(one for one in placed if one.name in names)


def all_fit(file: ProgramFile, placed: Sequence[Placed]) -> None:
    """Make sure that each scenario, alone, can be laid on a program.

    Raises:
        InputError: with the faults of all that cannot.
    """
    faults: list[Fault] = []
    for one in placed:
        try:
            applied(file, [one])
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)


def portfolio_named(results: Path) -> dict[str, str]:
    """What the environment of the pages names, for results of a portfolio or a folder of summaries to be shown.

    Raises:
        InputError: when the folder holds neither.
    """
    from model.portfolio.pooling import holds_summaries, read_summaries
    from model.portfolio.reading import read_results

    if holds_summaries(results):
        read_summaries([results])
    else:
        read_results(results).close()
    return {PORTFOLIO: str(results.resolve())}


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    head, stop, _ = " ".join(text.split()).partition(". ")
    return head + ("." if stop else "")


def described(one: Example) -> dict[str, Any]:
    """An example as plain values: its name, what it is, and its scenarios with their reasons."""
    file = load_program(one.path)
    placed = load_scenarios(one.scenarios) if one.scenarios else ()
    return {
        "name": one.name,
        "title": file.program.name,
        "state": file.program.state,
        "about": " ".join(file.program.about.split()),
        "scenarios": [{"name": scenario.name, "why": " ".join(scenario.why.split())} for scenario in placed],
    }


def copy_out(one: Example, target: Path) -> list[Path]:
    """Copy an example, and its scenarios beside it, to start from; both or neither, and never over a file.

    Raises:
        InputError: when a file is there already or cannot be written.
    """
    pairs = [(one.path, target)]
    if one.scenarios:
        pairs.append((one.scenarios, target.with_name(f"{target.stem}{SCENARIOS}")))
    for _, to in pairs:
        if _exists(to) or to.is_symlink():
            raise refusal(str(to), "this file is there already", "examples are copied to a new file")
    written: list[Path] = []
    try:
        for source, to in pairs:
            with to.open("xb") as file:
                written.append(to)
                file.write(source.read_bytes())
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        reason = (error.strerror or "unknown reason").lower()
        raise refusal(
            str(target), f"the file cannot be written: {reason}", "name a file in a folder you may write to"
        ) from None
    return written
