"""Figures on labelled briefs: by hand-made pairs on both sides of every boundary."""

import json
from pathlib import Path

import pytest

from advisor.domain.review import TopicStatus
from evals.brief_cases import LabelledBrief, TopicLabel, labelled_brief, load_briefs
from evals.brief_figures import (
    Judged,
    accuracy,
    confusion,
    evidence_met,
    f1,
    false_handled,
    macro_f1,
    overlaps,
    traps_right,
)
from tests.unit.review_samples import TEXT, make_evidence, make_topic

QUOTE = "Send a summary every Friday by e-mail."


def pair(
    wanted: TopicStatus, given: TopicStatus, *, said: str = QUOTE, trap: bool = False
) -> Judged:
    quote = QUOTE if wanted in ("handled", "contradicted") else ""
    label = TopicLabel(number=6, status=wanted, applicable=True, quote=quote, trap=trap)
    brief = LabelledBrief(
        brief_id="b", title="t", text=TEXT, kind="email", trade=None, labels=(label,), lint={}
    )
    evidence = [make_evidence(TEXT, said, "neglected-communication.cadence")]
    found = make_topic("neglected-communication", given, evidence if given != "missing" else ())
    return Judged(brief, label, found)


def test_accuracy_and_macro_f1_of_a_hand_made_table() -> None:
    pairs = [
        pair("handled", "handled"),
        pair("handled", "partly"),
        pair("missing", "missing"),
        pair("missing", "missing"),
    ]
    assert accuracy(pairs) == 0.75
    assert f1(pairs, "handled") == pytest.approx(2 / 3)
    assert f1(pairs, "partly") == 0.0
    assert f1(pairs, "contradicted") is None
    assert macro_f1(pairs) == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert confusion(pairs)["handled", "partly"] == 1


@pytest.mark.parametrize("given", ["missing", "not_applicable", "not_in_this_text"])
def test_what_does_not_apply_counts_as_missing(given: TopicStatus) -> None:
    assert pair("missing", given).right
    assert not pair("handled", given).right


def test_missing_said_to_be_handled_is_counted_over_the_missing_ones() -> None:
    pairs = [pair("missing", "handled"), pair("missing", "partly"), pair("handled", "handled")]
    assert false_handled(pairs) == 0.5


def test_evidence_counts_where_it_shares_a_letter_with_the_labelled_quote() -> None:
    near = pair("handled", "handled", said="Friday by e-mail. The work should be of high quality.")
    far = pair("handled", "handled", said="The work should be of high quality.")
    assert evidence_met([near]) == 1.0
    assert evidence_met([near, far]) == 0.5
    assert evidence_met([pair("handled", "partly")]) == 0.0


def test_a_quote_that_stands_there_twice_may_be_met_at_either_place() -> None:
    text = "By day 8. Later: By day 8."
    last = make_evidence("xxxxxxxxxxxxxxxxxBy day 8.", "By day 8.", "a.b")
    assert text[last.start : last.end] == "By day 8."
    assert overlaps(text, "By day 8.", [last])


def test_traps_are_judged_alone() -> None:
    pairs = [pair("missing", "partly", trap=True), pair("missing", "missing")]
    assert traps_right(pairs) == 0.0


def _row(**changes: object) -> dict[str, object]:
    topic = {"id": 6, "status": "handled", "applicable": True, "quote": QUOTE}
    row = {"id": "b1", "kind": "email", "trade": None, "title": "t", "text": TEXT}
    return {**row, "topics": [topic], **changes}


def test_both_shapes_of_labels_are_read(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text(json.dumps(_row()) + "\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(f"# SOURCE: somewhere\n{TEXT}", encoding="utf-8")
    labels = tmp_path / "labels.jsonl"
    row = {"file": "a.txt", "pitfall_id": 6, "status": "handled", "quote": QUOTE}
    labels.write_text(json.dumps(row) + "\n", encoding="utf-8")

    assert load_briefs(own)[0].text == load_briefs(labels)[0].text == TEXT
    assert load_briefs(labels)[0].labels[0].number == 6


def test_a_quote_that_is_not_in_the_text_is_refused() -> None:
    topic = {"id": 6, "status": "handled", "quote": "Never said."}
    with pytest.raises(ValueError, match="not in the text"):
        labelled_brief(_row(topics=[topic]))


def test_an_unknown_verdict_is_refused() -> None:
    with pytest.raises(ValueError, match="status"):
        labelled_brief(_row(topics=[{"id": 6, "status": "good", "quote": ""}]))
