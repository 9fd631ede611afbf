"""Names, ordinals and days as running text has them, and what is said of later years."""

import pytest

from model.requests.computing import budget_of
from model.requests.paragraphs import paragraphs
from model.requests.wording import called, day_in_words, listed, ordinal, rule_name
from tests.requests.asking import asked, small_file, typed
from tests.small import Tree

CLERK = typed("Clerk", 40000)


def test_rules_and_ids_are_called_as_people_read_them() -> None:
    assert rule_name("mtdc_subaward_part") == "MTDC subaward part"
    assert rule_name("sf424a_samhsa_sections") == "SF-424A SAMHSA sections"
    assert [called(name) for name in ("medicaid", "bcor-grant", "family-network", "H0038", "MCO", "a/b")] == [
        "Medicaid",
        "BCOR grant",
        "Family network",
        "H0038",
        "MCO",
        "a/b",
    ]
    assert [ordinal(n) for n in (1, 2, 3, 11, 12, 13, 22, 38)] == "1st 2nd 3rd 11th 12th 13th 22nd 38th".split()
    assert day_in_words("2027-10-01") == "October 1, 2027"
    assert [listed("a"), listed("ab"), listed("abc")] == ["a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"years": 2, "cost_of_living": 0.03}, "Year 2 raises salaries by 3 %; fringe follows."),
        (
            {"years": 3, "cost_of_living": 0.03},
            "Years 2 to 3 raise salaries by 3 % on each anniversary; fringe follows.",
        ),
        # wages of our own positions follow the scale, and no raise of the request reaches them
        (
            {"years": 2, "cost_of_living": 0.03, "personnel": [{"position": "peer"}]},
            "Wages of our own positions climb our pay scale month by month, as they do for everybody.",
        ),
        (
            {"years": 2, "ceiling": 0},
            "Pay does not rise in later years. Year 2 has a ceiling of 0 dollars and asks for 40,000.",
        ),
        (
            {"years": 2, "ceiling": 39_000},
            "Pay does not rise in later years. "
            "Year 2 has a ceiling of 39,000 dollars and asks for 40,000, 1,000 above it.",
        ),
    ],
)
def test_later_years_are_told_as_they_are(changes: Tree, expected: str) -> None:
    file = small_file(months=48)
    budget = budget_of(file, asked(file, **{"personnel": [CLERK], **changes}))
    assert {p.id: p.text for p in paragraphs(file, budget)}["cost_of_living"] == expected
