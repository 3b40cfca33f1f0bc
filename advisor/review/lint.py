"""Finds faults of the text itself: dates, names that disagree, empty words."""

from collections.abc import Iterator
from functools import lru_cache

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_acronyms import undefined_acronyms
from advisor.review.lint_blanks import empty_sections, placeholders
from advisor.review.lint_dates import found_dates, impossible_dates, wrong_weekdays
from advisor.review.lint_deadlines import ends_before_start, two_deadlines
from advisor.review.lint_durations import two_durations
from advisor.review.lint_hours import different_hours, recurring_days
from advisor.review.lint_listed import wrong_lists
from advisor.review.lint_missing import no_acceptance_test, no_currency
from advisor.review.lint_names import different_names
from advisor.review.lint_owner import no_owner
from advisor.review.lint_prose_sums import wrong_sums
from advisor.review.lint_quantities import different_counts, different_labels
from advisor.review.lint_references import missing_appendices
from advisor.review.lint_targets import targets_without_numbers
from advisor.review.lint_text import Unit, units
from advisor.review.lint_totals import wrong_totals
from advisor.review.lint_words import (
    LintWords,
    as_discussed,
    load_lint_words,
    vague_words,
)
from advisor.review.lint_zones import clashing_zones, no_time_zone
from advisor.settings import Settings


def lint(brief: Brief, *, words: LintWords | None = None) -> tuple[LintFinding, ...]:
    """The faults of a brief: contradictions first, then what is open, then single words.

    `words` are the word lists; without them the shipped ones are read. Raises `KnowledgeError`
    where those cannot be read.
    """
    if not brief.text.strip():
        return ()
    words = words or _shipped_words()
    found = units(brief)
    return (
        *_contradictions(brief, found),
        *missing_appendices(brief, found),
        *placeholders(brief, found),
        *empty_sections(brief),
        *no_owner(brief, found),
        *no_acceptance_test(brief, found),
        *no_currency(brief, found),
        *no_time_zone(brief, found),
        *as_discussed(brief, found),
        *targets_without_numbers(brief, found, words),
        *vague_words(brief, found, words),
        *undefined_acronyms(brief, words),
    )


def _contradictions(brief: Brief, found: tuple[Unit, ...]) -> Iterator[LintFinding]:
    dates = found_dates(brief.text)
    yield from two_deadlines(brief, found, dates)
    yield from ends_before_start(brief, found, dates)
    yield from impossible_dates(brief, dates)
    yield from wrong_weekdays(brief, dates)
    yield from two_durations(brief, found, dates)
    yield from different_counts(brief, found)
    yield from different_labels(brief, found)
    yield from different_hours(brief, found)
    yield from recurring_days(brief, found)
    yield from wrong_totals(brief, found)
    yield from wrong_sums(brief, found)
    yield from wrong_lists(brief, found)
    yield from different_names(brief)
    yield from clashing_zones(brief, found)


@lru_cache(maxsize=1)
def _shipped_words() -> LintWords:
    folder = Settings.model_fields["knowledge_dir"].get_default(call_default_factory=True)
    return load_lint_words(folder)
