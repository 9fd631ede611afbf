"""The levers that people named: each lives where the list says, or the list says why it does not."""

from importlib import import_module
from pathlib import Path

import pytest

from model.inputs.assumptions import FOLDER, AssumptionError
from model.inputs.strict_yaml import read_yaml
from model.levers.seeds import FILE, NUMBER_OF_SEEDS, Seed, load_seeds, read_seeds

PAGES = Path(__file__).parents[2] / "pages"
AIM = 115


def test_all_are_there_and_most_have_a_place() -> None:
    seeds = load_seeds()
    assert len(seeds) == NUMBER_OF_SEEDS
    assert sum(seed.mapped for seed in seeds) >= AIM


@pytest.mark.parametrize("seed", load_seeds(), ids=lambda seed: str(seed.number))
def test_each_question_and_page_exists(seed: Seed) -> None:
    # inputs and levers are checked as the file is read
    for question in seed.question:
        module, name = question.split(".")
        assert callable(getattr(import_module(f"model.questions.{module}"), name)), question
    for page in seed.page:
        assert (PAGES / page).exists(), page


def refusal(old: str, new: str) -> str:
    text = (FOLDER / FILE).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    with pytest.raises(AssumptionError) as error:
        read_seeds(read_yaml(text.replace(old, new, 1), "levers.yaml"))
    return str(error.value)


def test_a_place_that_is_not_there_is_refused_with_the_nearest() -> None:
    assert refusal("input: [time.non_service_share]", "input: [time.non_service_part]") == (
        "levers.yaml: 1: no input time.non_service_part; did you mean time.non_service_share?"
    )
    assert refusal("lever: [non_service_share]", "lever: [non_service]") == (
        "levers.yaml: 1: no lever non_service; did you mean non_service_share?"
    )


def test_a_number_left_out_is_refused() -> None:
    assert refusal("number: 131", "number: 130") == (
        "levers.yaml: numbers run from 1 to 131, each once and in order; missing are 131"
    )


def test_one_with_neither_place_nor_reason_is_refused() -> None:
    said = "levers.yaml: 17: a lever has places and says how they answer it, or says why it is not modelled"
    reason = "not_modelled: Whether a service is in scope"
    assert refusal(reason, "how: Whether a service is in scope") == said


def test_an_unknown_group_is_refused_with_its_line() -> None:
    assert refusal("group: Time", "group: Times").startswith(
        "levers.yaml, line 12: levers.0.group: input should be 'Time'"
    )
