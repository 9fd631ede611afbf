"""The house: who may import whom, and how large a room may grow."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = [
    ["model.inputs"],
    ["model.forms"],
    ["model.spreadsheet", "model.workspace", "model.interview", "model.levers"],
    ["model.stages"],
    ["model.monthly"],
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


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield node.module or ""


def layer(module: str) -> int | None:
    """The place of a module in the order of layers; None for what is not ours, and for the package's public face."""
    for number, names in enumerate(LAYERS):
        if any(module == name or module.startswith(name + ".") for name in names):
            return number
    return None


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    own = layer(name_of(path))
    if own is None:
        assert name_of(path) == "model", f"{name_of(path)} stands in no layer: add it to LAYERS"
        return
    above = [name for name in imports(path) if (other := layer(name)) is not None and other > own]
    assert above == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("model/stages/*.py")), ids=name_of)
def test_stages_do_not_import_one_another(path: Path) -> None:
    stages = {name_of(p) for p in ROOT.glob("model/stages/*.py")}
    assert [name for name in imports(path) if name in stages] == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_library_is_used_only_where_it_belongs(path: Path) -> None:
    module = name_of(path)
    for library, places in ONLY_IN.items():
        if any(name.split(".")[0] == library for name in imports(path)):
            assert any(module == place or module.startswith(place + ".") for place in places), f"{module}: {library}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_module_and_no_function_outgrows_one_sitting(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            size = (node.end_lineno or 0) - node.lineno + 1
            assert size <= LONGEST_FUNCTION, f"{node.name} has {size} lines"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_module_reads_a_clock_or_draws_at_random(path: Path) -> None:
    forbidden = {"time", "datetime", "random"}
    if name_of(path).startswith("model."):
        assert forbidden.isdisjoint(name.split(".")[0] for name in imports(path))


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
