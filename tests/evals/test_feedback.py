"""A thumb down becomes a redacted case in the right suite, once a person has seen it."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from advisor.domain import Advice, Exchange
from advisor.domain.notes import note_passage_id
from advisor.knowledge import load_library
from advisor.settings import Settings, load_settings
from advisor.wiring import Notebook, open_notebook
from evals.cases import EvalError, load_suite, parse_cases
from evals.feedback import (
    Complaint,
    choose_suite,
    complaints,
    find_complaint,
    refine,
    sentence_meant,
)
from evals.feedback_cases import Labels, add_case, draft_case, edited, notes_of
from evals.feedback_command import feedback_app
from evals.redacting import Redactor
from evals.redacting_words import usual_words
from tests.factories import (
    SENTENCES,
    make_advice,
    make_declined,
    make_passage,
    make_verdict,
)

ROOT = Path(__file__).resolve().parents[2]
OURS = "default"
COMMAND = "from evals.feedback_command import feedback_app as app; app()"
LIBRARY = load_library(Settings().knowledge_dir)
FREE = make_verdict("Always pay half of it first.", make_passage(), quote=SENTENCES[0])


@pytest.fixture
def book() -> Iterator[Notebook]:
    with closing(open_notebook(load_settings())) as opened:
        yield opened


def dislike(book: Notebook, advice: Advice, reason: str, *before: Advice) -> str:
    """Save a conversation whose last answer has a thumb down; its id."""
    store = book.conversations
    conversation = store.create_conversation("About it", workspace=OURS)
    kept: Exchange | None = None
    for one in (*before, advice):
        kept = store.add_exchange(conversation.conversation_id, one, workspace=OURS)
    assert kept
    store.save_feedback(kept.exchange_id, "down", reason, workspace=OURS)
    return kept.exchange_id


def complaint_of(book: Notebook, advice: Advice, reason: str, *before: Advice) -> Complaint:
    wanted = dislike(book, advice, reason, *before)
    return find_complaint(complaints(book.conversations, workspace=OURS), wanted)


def row_of(complaint: Complaint, **labels: Any) -> dict[str, Any]:
    """The redacted case that a complaint becomes."""
    redactor = Redactor(usual=usual_words(LIBRARY))
    choice = choose_suite(complaint)
    draft = draft_case(complaint, choice, Labels(**labels), redactor=redactor, library=LIBRARY)
    about = load_suite(choice.suite).about
    assert len(parse_cases(draft.line, name="the case", about=about)) == 1
    return dict(draft.row)


# Reading what was disliked


def test_only_a_thumb_down_is_a_complaint_and_the_latest_comes_first(book: Notebook) -> None:
    first = dislike(book, make_advice("First?"), "too vague")
    second = dislike(book, make_advice("Second?"), "")
    liked = dislike(book, make_advice("Third?"), "fine")
    book.conversations.save_feedback(liked, "up", "fine", workspace=OURS)

    found = complaints(book.conversations, workspace=OURS)

    assert [one.exchange_id for one in found] == [second, first]
    assert find_complaint(found, "latest").exchange_id == second
    assert find_complaint(found, first[:8]).advice.question == "First?"
    assert complaints(book.conversations, workspace="others") == ()


def test_an_id_that_fits_none_or_nothing_to_choose_from_says_what_to_do(book: Notebook) -> None:
    with pytest.raises(EvalError, match="Give one in the page"):
        find_complaint((), "latest")

    dislike(book, make_advice(), "bad")
    with pytest.raises(EvalError, match="feedback list"):
        find_complaint(complaints(book.conversations, workspace=OURS), "zzzz")


def test_the_turns_before_are_those_that_the_page_sends(book: Notebook) -> None:
    note = make_passage("note:1", ["Paid them in March."], kind="note")
    said = make_verdict("Paid them in March.", note, kind="note")
    earlier = make_advice("Who should score?", [make_verdict(SENTENCES[0], make_passage()), said])

    complaint = complaint_of(book, make_advice("and the weights?"), "wrong", earlier)

    assert [turn.text for turn in complaint.history] == ["Who should score?", SENTENCES[0]]


# The right suite


@pytest.mark.parametrize(
    ("advice", "reason", "suite"),
    [
        (make_declined(), "this is your job", "declining"),
        (make_advice(), "you should not answer legal questions", "declining"),
        (make_advice(), "that is out of scope", "declining"),
        (make_advice(), "The source does not say that", "support_checker"),
        (make_advice(), "you made this up", "support_checker"),
        (make_advice(), "no mention of the deposit", "answers"),
        (make_advice(), "the note was wrong", "answers"),
        (make_advice(), "", "answers"),
    ],
)
def test_the_reason_and_the_answer_choose_the_suite(
    book: Notebook, advice: Advice, reason: str, suite: str
) -> None:
    assert choose_suite(complaint_of(book, advice, reason)).suite == suite


def test_a_point_that_the_search_did_not_find_is_a_matter_of_the_retrieval(book: Notebook) -> None:
    complaint = complaint_of(book, make_advice(), "it misses the deposit")
    choice = choose_suite(complaint)

    assert refine(choice, complaint, ["2c"]).suite == "answers"
    assert refine(choice, complaint, ["2c", "3g"]).suite == "retrieval"
    assert "3g" in refine(choice, complaint, ["2c", "3g"]).why


def test_the_sentence_that_the_reason_repeats_is_the_one_that_is_meant(book: Notebook) -> None:
    advice = make_advice(verdicts=[make_verdict(SENTENCES[0], make_passage()), FREE])

    assert sentence_meant(complaint_of(book, advice, "nobody says to pay half first, made up")) == 1
    assert sentence_meant(complaint_of(book, advice, "made up")) is None


# The case


def test_a_wrong_decline_becomes_a_case_that_has_to_be_answered(book: Notebook) -> None:
    asked = make_declined("Is jonas@web.de a good designer, or Priya Patel?")
    complaint = complaint_of(book, asked, "Priya is my friend")

    assert row_of(complaint) == {
        "id": f"feedback-{complaint.exchange_id[:8]}",
        "question": "Is [email 1] a good designer, or Name A?",
        "expect": "answered",
        "why": "Name A is my friend",
    }


def test_a_missing_point_is_labelled_by_its_id_and_its_title(book: Notebook) -> None:
    complaint = complaint_of(book, make_advice(), "no word on payments")

    assert row_of(complaint, points=("3g",))["needs"] == [
        {"point": "3g", "text": LIBRARY.points["3g"].title}
    ]
    with pytest.raises(EvalError, match="--point"):
        row_of(complaint)
    with pytest.raises(EvalError, match="no point '99z'"):
        row_of(complaint, points=("99z",))


def test_a_sentence_without_proof_becomes_a_pair_with_its_passage(book: Notebook) -> None:
    advice = make_advice(verdicts=[make_verdict(SENTENCES[0], make_passage()), FREE])
    complaint = complaint_of(book, advice, "made up")

    row = row_of(complaint, sentence=2)

    assert (row["sentence"], row["label"]) == (FREE.claim.text, "unsupported")
    assert row["evidence"] == ["\n".join(SENTENCES)]
    with pytest.raises(EvalError, match="word for word"):
        row_of(complaint, sentence=1)
    with pytest.raises(EvalError, match="--sentence 1 to 2"):
        row_of(complaint)


def test_a_wrong_note_becomes_a_case_with_the_notes_and_without_their_names(
    book: Notebook,
) -> None:
    book.engagements.add("Shop", vendor="Brightdesk Ltd")
    texts = ("Brightdesk missed it; Jonas called +44 20 7946 0958.", "They delivered.")
    for day, text in enumerate(texts, start=1):
        book.notes.add(text, engagement="Shop", happened_on=date(2026, 3, day))
    late, done = sorted(book.notes.list(), key=lambda note: note.happened_on)
    cited = make_passage(note_passage_id(late.note_id), [late.text], kind="note", title="Shop")
    advice = make_advice(
        "when did Brightdesk deliver?", [make_verdict(late.text, cited, kind="note")], [cited]
    )
    complaint = complaint_of(book, advice, "wrong note")
    notes = notes_of(complaint, [done, late], most=12)

    draft = draft_case(
        complaint,
        choose_suite(complaint),
        Labels(right_notes=(2,), wrong_notes=(1,)),
        redactor=Redactor(engagements=book.engagements.list(), usual=usual_words(LIBRARY)),
        library=LIBRARY,
        notes=notes,
    )

    assert draft.choice.suite == "notes"
    assert draft.row["question"] == "when did Vendor A deliver?"
    assert [note["text"] for note in draft.row["notes"]] == [
        "Vendor A missed it; Name A called [phone 1].",
        "They delivered.",
    ]
    assert draft.row["expect"] == {"cites": ["n2"], "not_cites": ["n1"]}
    assert parse_cases(draft.line, name="the case")[0].case_id == draft.row["id"]


def test_an_edit_may_change_the_case_but_bring_nothing_private_back(book: Notebook) -> None:
    complaint = complaint_of(book, make_declined("Is Priya Patel any good?"), "it is your job")
    redactor = Redactor(usual=usual_words(LIBRARY))
    draft = draft_case(
        complaint, choose_suite(complaint), Labels(), redactor=redactor, library=LIBRARY
    )

    better = edited(draft, json.dumps({**draft.row, "question": "Is she any good?"}))

    assert better.row["question"] == "Is she any good?"
    for question in ("Is Priya Patel good?", "Is she@x.io good?"):
        with pytest.raises(EvalError, match="again"):
            edited(draft, json.dumps({**draft.row, "question": question}))
    with pytest.raises(EvalError, match="not JSON"):
        edited(draft, "{")
    with pytest.raises(EvalError, match="not a case"):
        edited(draft, json.dumps({**draft.row, "expect": "perhaps"}))


def test_a_case_goes_into_the_file_of_its_suite_once(book: Notebook, tmp_path: Path) -> None:
    complaint = complaint_of(book, make_declined(), "your job")
    draft = draft_case(
        complaint, choose_suite(complaint), Labels(), redactor=Redactor(), library=LIBRARY
    )
    (tmp_path / "suites" / "declining").mkdir(parents=True)
    (tmp_path / "suites" / "declining" / "suite.yaml").touch()
    (tmp_path / "declining.jsonl").write_text('{"id": "mine"}', encoding="utf-8")

    path = add_case(draft, tmp_path)

    assert path == tmp_path / "declining.jsonl"
    assert path.read_text("utf-8").splitlines() == ['{"id": "mine"}', draft.line]
    with pytest.raises(EvalError, match="already"):
        add_case(draft, tmp_path)
    beside = add_case(draft, tmp_path / "suites")
    assert beside == tmp_path / "suites" / "declining" / "cases_from_feedback.jsonl"


# The command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(feedback_app, list(arguments))


def test_the_list_shows_id_suite_question_and_reason(book: Notebook) -> None:
    assert "No answer" in run("list").output

    wanted = dislike(book, make_declined("May I sue?"), "say who can help")
    output = run("list").output

    assert f"{wanted[:8]}  " in output
    assert "declining: May I sue?" in output
    assert "say who can help" in output


def test_the_points_are_listed_by_id() -> None:
    assert f"  3g  {LIBRARY.points['3g'].title}" in run("points").output


def test_yes_writes_the_case_and_shows_what_was_taken_out(book: Notebook, tmp_path: Path) -> None:
    wanted = dislike(book, make_declined("Is Priya Patel any good?"), "your job")

    found = run("case", wanted[:6], "--yes", "--into", str(tmp_path))

    assert found.exit_code == 0
    assert '-  "question": "Is Priya Patel any good?"' in found.output
    assert '+  "question": "Is Name A any good?"' in found.output
    assert "advisor eval run declining --cases" in found.output
    assert "Priya" not in (tmp_path / "declining.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Nobody is there"),
        (("--yes",), "--point"),
        (("--yes", "--suite", "poetry"), "goes into one of"),
        (("nothing", "--yes"), "feedback list"),
    ],
)
def test_what_cannot_be_written_says_why_with_exit_code_2(
    book: Notebook, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    dislike(book, make_advice(), "no word on payments")

    found = run("case", *arguments, "--into", str(tmp_path / "cases"))

    assert found.exit_code == 2
    assert said in " ".join(found.output.split())
    assert not (tmp_path / "cases").exists()


def at_the_terminal(keys: str, *arguments: str, editor: str = "") -> tuple[int, str]:
    """The command in a real terminal, with the answers typed one by one; code and output."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "case", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env={**os.environ, "EDITOR": editor, "VISUAL": "", "TERM": "dumb"},
    )
    os.close(theirs)
    output, left = b"", keys.splitlines(keepends=True)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.1)[0]:
            try:
                output += os.read(ours, 65536)
            except OSError:
                break
            if left and output.rstrip().endswith(b":"):
                os.write(ours, left.pop(0).encode())
                time.sleep(0.2)
    os.close(ours)
    return child.wait(10), output.decode()


def test_a_person_may_edit_the_case_before_it_is_written(book: Notebook, tmp_path: Path) -> None:
    dislike(book, make_declined("Is Priya Patel any good?"), "your job")
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nsed -i 's/any good/worth it/' \"$1\"\n")
    editor.chmod(0o755)

    code, output = at_the_terminal("edit\nyes\n", "--into", str(tmp_path), editor=str(editor))

    assert code == 0, output
    (line,) = (tmp_path / "declining.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["question"] == "Is Name A worth it?"


def test_a_person_may_refuse_the_case(book: Notebook, tmp_path: Path) -> None:
    dislike(book, make_declined("Is Priya Patel any good?"), "your job")

    code, output = at_the_terminal("no\n", "--into", str(tmp_path))

    assert code == 1, output
    assert "Nothing was written." in output
    assert not list(tmp_path.glob("*.jsonl"))


def test_the_sentence_is_asked_for_with_the_likely_one_offered(
    book: Notebook, tmp_path: Path
) -> None:
    advice = make_advice(verdicts=[make_verdict(SENTENCES[0], make_passage()), FREE])
    dislike(book, advice, "nobody says to pay half first, you made this up")

    code, output = at_the_terminal("\nyes\n", "--into", str(tmp_path))

    assert code == 0, output
    assert "Which sentence [2]:" in output
    (line,) = (tmp_path / "support_checker.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["sentence"] == FREE.claim.text
