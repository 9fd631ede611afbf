"""Staying Power: what fair pay for peer workers costs, and how long the money lasts.

A notebook needs five lines: `load_program` a file, `project` its `.program`, read `findings`, and print `sentences`.
"""

from model.compare import Comparison, compare
from model.findings import Findings, findings
from model.inputs.faults import Fault, InputError
from model.inputs.load import ProgramFile, load_program, read_program
from model.inputs.scenario import applied, load_scenarios, read_scenarios
from model.projection import Projection, project
from model.sentences import sentences
from model.warnings import warnings

__all__ = [
    "Comparison",
    "Fault",
    "Findings",
    "InputError",
    "ProgramFile",
    "Projection",
    "applied",
    "compare",
    "findings",
    "load_program",
    "load_scenarios",
    "project",
    "read_program",
    "read_scenarios",
    "sentences",
    "warnings",
]
