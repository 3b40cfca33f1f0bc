"""README and LIMITS say what the committed baselines say."""

from pathlib import Path

import pytest

from evals.baselines import load_baselines
from evals.cases import suite_names
from evals.figures import in_words, limits_text, with_table

TOP = Path(__file__).resolve().parents[2]


def test_every_offline_suite_has_a_baseline() -> None:
    assert set(load_baselines()) >= {name for name in suite_names() if name != "model_answers"}


def test_the_readme_has_the_figures_of_the_baselines() -> None:
    text = (TOP / "README.md").read_text(encoding="utf-8")

    assert with_table(text, load_baselines()) == text, "run `make figures`"


def test_the_limits_are_those_of_the_baselines() -> None:
    text = (TOP / "LIMITS.md").read_text(encoding="utf-8")

    assert limits_text(load_baselines()) == text, "run `make figures`"


def test_a_readme_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="Put them back"):
        with_table("# Advisor", load_baselines())


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (0.8, 0.77, 0.83, "about 8.0 in 10 (between 7.7 and 8.3)"),
        (1.0, 1.0, 1.0, "always, in these cases"),
        (0.0, 0.0, 0.0, "never, in these cases"),
        (199.0, 186.4, 213.5, "199.0 (between 186.4 and 213.5)"),
    ],
)
def test_figures_are_said_in_words(value: float, low: float, high: float, said: str) -> None:
    assert in_words({"value": value, "low": low, "high": high}) == said
