"""The house: who may import whom, and how large a room may grow."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAYERS = [
    ["model.inputs"],
    ["model.forms"],
    ["model.spreadsheet", "model.workspace", "model.interview", "model.levers"],
    ["model.stages"],
    ["model.monthly"],
    ["model.compiled"],
    ["model.projection"],
    ["model.findings", "model.draws"],
    ["model.awards"],
    ["model.sentences"],
    ["model.warnings", "model.compare"],
    ["model.guesses"],
    ["model.questions"],
    ["model.uncertainty"],
    ["model.explain", "model.gallery"],
    ["model.requests", "model.portfolio"],
    ["model.exports"],
    ["model.cli", "model.__main__"],
    ["app", "pages"],
]
ONLY_IN = {
    "streamlit": ("app", "pages"),
    "altair": ("app", "pages", "model.exports.charts"),
    "dask": ("model.portfolio",),
    "distributed": ("model.portfolio",),
    "duckdb": ("model.portfolio",),
    "sqlalchemy": ("model.workspace",),
    "openpyxl": ("model.spreadsheet", "model.exports.budget"),
    "docx": ("model.exports",),
    "typer": ("model.cli",),
    "rich": ("model.cli",),
}
SOURCES = [p for p in [*ROOT.glob("model/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"] if p.exists()]
LONGEST_FUNCTION, LONGEST_MODULE = 60, 300


def name_of(path: Path) -> str:
    """A file's module name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def parsed(path: Path) -> ast.Module:
    """A file as Python reads it, read once for all that is asked of it."""
    return ast.parse(path.read_text())


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The modules a file imports, wherever in it."""
    names: list[str] = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            names.append(node.module or "")
    return tuple(names)


def layer(module: str) -> int | None:
    """The place of a module in the order of layers; None for what is not ours, and for the package's public face."""
    for number, names in enumerate(LAYERS):
        if any(module == name or module.startswith(name + ".") for name in names):
            return number
    return None


def faults_of(path: Path) -> list[str]:
    """All that a file does against the order of the house, each in words."""
    rules = (imported_from_above, used_out_of_its_place, outgrown, read_from_outside)
    return [f"{name_of(path)}: {fault}" for rule in rules for fault in rule(path)]


def imported_from_above(path: Path) -> list[str]:
    """What stands higher than the file itself, or that the file stands nowhere."""
    own = layer(name_of(path))
    if own is None:
        return [] if name_of(path) == "model" else ["stands in no layer: add it to LAYERS"]
    return [f"imports {name} from above" for name in imports(path) if (layer(name) or 0) > own]


def used_out_of_its_place(path: Path) -> list[str]:
    """The libraries that only other parts may use."""
    module, libraries = name_of(path), {name.split(".")[0] for name in imports(path)}
    return [
        f"uses {library}"
        for library, places in ONLY_IN.items()
        if library in libraries and not any(module == place or module.startswith(place + ".") for place in places)
    ]


def outgrown(path: Path) -> list[str]:
    """The module and the functions that are too long for one sitting."""
    length = path.read_text().count("\n")
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]
    sizes = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    long = [f"{name} has {size} lines" for name, size in sizes.items() if size > LONGEST_FUNCTION]
    return long + [f"has {length} lines"] * (length > LONGEST_MODULE)


def read_from_outside(path: Path) -> list[str]:
    """A clock or chance in the model, whose numbers depend on its files alone."""
    libraries = {name.split(".")[0] for name in imports(path)} & {"time", "datetime", "random"}
    return [f"imports {name}" for name in sorted(libraries) if name_of(path).startswith("model.")]


def test_imports_run_one_way_and_no_room_outgrows_its_place() -> None:
    """Every file of the program, all its faults at once: layers, libraries, lengths, and no clock in the model."""
    assert SOURCES
    assert [fault for path in SOURCES for fault in faults_of(path)] == []


def test_stages_do_not_import_one_another() -> None:
    paths = sorted(ROOT.glob("model/stages/*.py"))
    stages = {name_of(path) for path in paths}
    assert [f"{name_of(path)}: {name}" for path in paths for name in imports(path) if name in stages] == []


def test_importing_the_model_prints_nothing_and_configures_nothing() -> None:
    code = "import logging, model; assert not logging.getLogger().handlers; import model.exports.tables"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_nothing_in_the_project_points_outside_it() -> None:
    outside = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in [*SOURCES, *ROOT.glob("tests/**/*.py"), *ROOT.glob("assumptions/**/*")]
        if path.is_file() and path != Path(__file__)
        for word in ("../shared", "/work/")
        if word in path.read_text(errors="ignore")
    ]
    assert outside == []
