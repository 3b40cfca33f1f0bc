"""Each scorer of check-ups on both sides of its boundary, and their sums over all cases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from advisor.domain import Citation
from advisor.domain.check_up import CheckUp, Signal
from advisor.domain.notes import Engagement, note_passage_id
from advisor.pipeline import Advisor
from evals import signal_scorers as scorers
from evals.cases import Case, EvalError, Gate, Measure, load_suite
from evals.measuring import measured
from evals.note_cases import (
    CaseEngagement,
    CaseNote,
    CaseRecords,
    LabelledSignal,
    SignalLabels,
)
from evals.records import MeasureResult, SuiteRun
from evals.report import results_table
from evals.runner import run_suite
from evals.scoring import Share
from evals.signal_scorers import CHECK_UP_SCORERS
from evals.subjects import signal_topics
from tests.eval_results import make_results

SHARED, SILENT, SCALE = "unprotected-ip", "neglected-communication", "not-scaling"
TOPICS = (SHARED, SILENT, SCALE)
NOTES = (
    CaseNote(note_id="0", engagement="X", on=date(2026, 2, 3), text="one login for all of them"),
    CaseNote(note_id="1", engagement="X", on=date(2026, 3, 1), text="no answer for two weeks"),
)
RECORDS = CaseRecords(today=date(2026, 4, 1), engagements=(CaseEngagement(name="X"),), notes=NOTES)


def case(*signals: tuple[str, str], optional: tuple[str, ...] = (), case_id: str = "s") -> Case:
    labels = tuple(LabelledSignal(topic=topic, note=note) for topic, note in signals)
    return Case(
        case_id=case_id,
        question="X: why",
        group="plain",
        records=replace(RECORDS, engagements=(CaseEngagement(name=case_id),)),
        signals=SignalLabels(signals=labels, optional=optional),
    )


def cite(note: str) -> Citation:
    text = NOTES[int(note)].text
    return Citation(passage_id=note_passage_id(note), quote=text, start=0, end=len(text))


def signal(topic: str, *notes: str) -> Signal:
    return Signal(
        rule_id="rule",
        topic_id=topic,
        point_id="7e",
        severity="high",
        why="because",
        on=max(NOTES[int(note)].on for note in notes),
        citations=tuple(cite(note) for note in notes),
    )


def found(*signals: Signal, solved: tuple[Signal, ...] = ()) -> CheckUp:
    engagement = Engagement(
        engagement_id="e", workspace="w", name="X", vendor="", created_at=datetime.now(UTC)
    )
    return CheckUp(
        engagement=engagement,
        as_of=RECORDS.today,
        notes_read=2,
        signals=signals,
        solved=solved,
        series=(),
    )


def test_precision_and_recall_count_pairs_of_case_and_topic() -> None:
    labelled = case((SHARED, "0"), (SILENT, "1"))
    check_up = found(signal(SHARED, "0"), signal(SCALE, "1"))

    assert scorers.signal_precision(labelled, check_up, TOPICS) == Share(1, 2)
    assert scorers.signal_recall(labelled, check_up, TOPICS) == Share(1, 2)


def test_two_signals_of_a_topic_are_one_pair() -> None:
    check_up = found(signal(SHARED, "0"), signal(SHARED, "1"))

    assert scorers.signal_precision(case((SHARED, "0")), check_up, TOPICS) == Share(1, 1)


def test_an_optional_topic_counts_neither_way() -> None:
    labelled = case(optional=(SHARED,))

    assert scorers.signal_precision(labelled, found(signal(SHARED, "0")), TOPICS) == Share(0, 0)
    assert scorers.signal_recall(labelled, found(), TOPICS) == Share(0, 0)
    assert scorers.quiet_sets_quiet(labelled, found(signal(SHARED, "0")), TOPICS) == Share(1, 1)


def test_a_solved_signal_is_not_raised() -> None:
    check_up = found(solved=(signal(SHARED, "0"),))

    assert scorers.signal_recall(case((SHARED, "0")), check_up, TOPICS) == Share(0, 1)
    assert scorers.signal_precision(case(), check_up, TOPICS) == Share(0, 0)
    assert scorers.quiet_sets_quiet(case(), check_up, TOPICS) == Share(1, 1)


def test_a_part_looks_at_its_topic_only() -> None:
    labelled = case((SHARED, "0"), (SILENT, "1"))
    check_up = found(signal(SHARED, "0"), signal(SCALE, "1"))

    assert scorers.signal_precision(labelled, check_up, (SCALE,)) == Share(0, 1)
    assert scorers.signal_recall(labelled, check_up, (SHARED,)) == Share(1, 1)
    assert scorers.signal_recall(labelled, check_up, (SCALE,)) == Share(0, 0)


def test_a_quiet_set_is_one_without_labels_in_which_nothing_is_raised() -> None:
    loud = found(signal(SCALE, "1"))

    assert scorers.quiet_sets_quiet(case(), found(), TOPICS) == Share(1, 1)
    assert scorers.quiet_sets_quiet(case(), loud, TOPICS) == Share(0, 1)
    assert scorers.quiet_sets_quiet(case((SHARED, "0")), loud, TOPICS) == Share(0, 0)


def test_quotes_are_exact_where_words_place_and_day_are_those_of_the_note() -> None:
    good = signal(SHARED, "0", "1")
    (first, second), day = good.citations, date(2026, 2, 4)
    bad: Sequence[Signal] = (
        replace(good, citations=(replace(first, quote="one login"), second)),
        replace(good, citations=(replace(first, start=1, end=first.end + 1), second)),
        replace(good, citations=(replace(first, passage_id="note:elsewhere"), second)),
        replace(good, citations=(replace(first, quote="", end=0), second)),
        replace(good, citations=()),
        replace(good, on=day),
        replace(good, citations=(first,)),
    )

    assert scorers.quotes_exact(case(), found(good, solved=(good,)), TOPICS) == Share(2, 2)
    for one in bad:
        assert scorers.quotes_exact(case(), found(one), TOPICS) == Share(0, 1)
        assert scorers.quotes_exact(case(), found(solved=(one,)), TOPICS) == Share(0, 1)


def test_the_telling_note_may_be_any_that_a_right_signal_cites() -> None:
    labelled = case((SHARED, "0"), (SILENT, "1"))

    assert scorers.telling_note(labelled, found(signal(SHARED, "1", "0")), TOPICS) == Share(1, 1)
    assert scorers.telling_note(labelled, found(signal(SHARED, "1")), TOPICS) == Share(0, 1)
    assert scorers.telling_note(labelled, found(signal(SCALE, "1")), TOPICS) == Share(0, 0)


def results(name: str, *checked: tuple[Case, CheckUp]) -> list[MeasureResult]:
    wanted = Measure(scorer=name, gate=Gate(at_least=0.6), by="topic")
    suite = replace(load_suite("signals"), measures=(wanted,))
    given = make_results(wanted, CHECK_UP_SCORERS, checked, topics=signal_topics)
    return list(measured(suite, given, CHECK_UP_SCORERS))


def test_the_value_is_a_ratio_of_sums_and_topics_follow_as_reported_parts() -> None:
    whole, *parts = results(
        "signal_recall",
        (case((SHARED, "0"), (SILENT, "1"), case_id="a"), found(signal(SHARED, "0"))),
        (case((SHARED, "0"), case_id="b"), found(signal(SHARED, "0"))),
        (case(case_id="c"), found(signal(SCALE, "0"))),
    )

    assert whole.interval is not None
    assert (whole.interval.mean, whole.pairs, whole.cases) == (pytest.approx(2 / 3), 3, 2)
    assert (whole.outcome, [one.outcome for one in parts]) == ("pass", ["reported"] * 2)
    assert {one.name: one.pairs for one in parts} == {
        f"signal_recall:{SHARED}": 2,
        f"signal_recall:{SILENT}": 1,
    }


def test_a_check_up_that_raises_nothing_or_everything_fails_a_gate() -> None:
    labelled = (case((SHARED, "0"), case_id="a"), case(case_id="b"))
    everything = found(*(signal(topic, "0") for topic in TOPICS))

    outcomes = {
        (name, len(check_up.signals)): results(name, *((one, check_up) for one in labelled))[
            0
        ].outcome
        for name in ("signal_precision", "signal_recall")
        for check_up in (found(), everything)
    }

    assert outcomes == {
        ("signal_precision", 0): "not measured",
        ("signal_precision", 3): "fail",
        ("signal_recall", 0): "fail",
        ("signal_recall", 3): "pass",
    }


def test_a_case_that_fell_short_names_the_topic_with_its_words() -> None:
    (short,) = results("signal_recall", (case((SHARED, "0")), found()))[0].shortfalls
    (false,) = results("signal_precision", (case(), found(signal(SCALE, "1"))))[0].shortfalls

    assert short.missing == f"not raised: {SHARED} (one login for all of them)"
    assert false.missing == f"raised without need: {SCALE} (rule: no answer for two weeks)"
    assert (short.case_id, short.score) == ("s", 0.0)


def test_parts_stand_below_their_measure_in_the_table() -> None:
    measures = results("signal_recall", (case((SHARED, "0")), found()))
    passed = results("quotes_exact", (case(), found(signal(SHARED, "0"))))[:1]

    table = results_table(
        [
            SuiteRun(
                suite="x",
                title="",
                about="check_up",
                cases_digest="",
                scorer_digest="",
                case_files=(),
                measures=(*passed, *measures),
            )
        ]
    )

    assert list(table.columns[1].cells) == ["signal_recall", f"  {SHARED}", "quotes_exact"]
    assert next(iter(table.columns[4].cells)) == "1 in 1"


def test_the_real_advisor_checks_a_case_in_a_workspace_that_is_empty_again(
    advisor: Advisor,
) -> None:
    suite = load_suite("signals")

    result = run_suite(replace(suite, cases=suite.cases[:5]), advisor)

    exact = next(one for one in result.measures if one.name == "quotes_exact")
    assert [one.status for one in result.cases] == ["measured"] * 5
    assert exact.outcome in ("pass", "not measured")
    for one in suite.cases[:5]:
        assert advisor.engagements.list(workspace=f"eval-{one.case_id}") == ()


def test_a_suite_of_check_ups_knows_no_scorer_of_questions(advisor: Advisor) -> None:
    suite = replace(load_suite("signals"), measures=(Measure(scorer="words", gate=Gate()),))

    with pytest.raises(EvalError, match="names 'words', which is not a scorer"):
        run_suite(suite, advisor)
