"""Benchmarks: how long a projection takes, and how that grows. Run with

    python -m pytest tests/benchmarks/bench_model.py --benchmark-only

Seconds differ by machine; quote the ratios that `python -m tests.benchmarks.ratios` reports within one run.
"""

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from model.draws import in_chunks
from model.findings import findings
from model.inputs.load import program_of, read_program
from model.projection import project
from tests.benchmarks.problem import example_text, kept, larger, with_uncertainty


def test_reading_and_checking_a_file(benchmark: BenchmarkFixture) -> None:
    text = example_text()
    assert benchmark(read_program, text, "example").program.positions


@pytest.mark.parametrize("positions", [5, 10, 20, 40])
def test_one_projection_by_positions(benchmark: BenchmarkFixture, positions: int) -> None:
    program = program_of(larger(positions=positions, months=60), "larger").program
    assert np.isfinite(benchmark(project, program).cash).all()


@pytest.mark.parametrize("months", [12, 60, 120])
def test_one_projection_by_months(benchmark: BenchmarkFixture, months: int) -> None:
    program = program_of(larger(positions=20, months=months), "larger").program
    assert np.isfinite(benchmark(project, program).cash).all()


def test_reading_the_findings(benchmark: BenchmarkFixture) -> None:
    projection = project(program_of(larger(positions=20, months=60), "larger").program)
    assert benchmark(findings, projection).status.shape == (1, 20, 60)


@pytest.mark.parametrize("draws", [100, 1000])
def test_draws_of_the_20_position_program(benchmark: BenchmarkFixture, draws: int) -> None:
    program = with_uncertainty(larger(positions=20, months=60), draws)
    found = benchmark.pedantic(in_chunks, args=(program, kept), rounds=2, warmup_rounds=0)
    assert found["cash"].shape == (draws, 60)
