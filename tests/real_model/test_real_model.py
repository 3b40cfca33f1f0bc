"""A real model behind the real advisor: it writes fluently and mostly without support."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from advisor.adapters.model_check import check_connection
from advisor.domain import Advice, Turn, Verified
from advisor.grounding.quotations import SHOWN
from advisor.pipeline import Advisor
from advisor.ports import ChatModel
from advisor.settings import load_settings
from advisor.wiring import build_advisor, open_model
from tests.llama_server import NAME, LlamaServer

QUESTIONS = (
    "How do I compare three vendors on more than price?",
    "What should the contract with a freelancer say about ownership?",
    "How do I hand over product knowledge to a support team?",
)
LIMIT_S = 90.0  # for one answer; on two free cores it takes about 8


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails where the block took longer."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


def unproven(advice: Advice) -> list[str]:
    """The shown sentences that lack a verdict, or exact words of a source that they rest on."""
    texts = {hit.passage.passage_id: hit.passage.text for hit in advice.evidence}
    return [
        one.claim.text
        for one in advice.verdicts
        if one.support not in SHOWN
        or (one.support != "not_a_claim" and not one.claim.citations)
        or any(
            texts.get(quote.passage_id, "")[quote.start : quote.end] != quote.quote
            for quote in one.claim.citations
        )
    ]


def chat_of(server: LlamaServer, tmp_path: Path, **changed: object) -> ChatModel:
    chat = open_model(load_settings(data_dir=tmp_path, **(server.settings | changed)))
    assert chat is not None
    return chat


@dataclass(frozen=True)
class Answered:
    """An answer, how long it took, and whether the model was still writing at each step."""

    advice: Advice
    seconds: float
    busy: tuple[bool, ...]


@pytest.fixture(scope="module")
def answers(asked: Advisor, server: LlamaServer) -> dict[str, Answered]:
    """Each question asked once, step by step."""
    return {question: _answered(asked, server, question) for question in QUESTIONS}


def _answered(asked: Advisor, server: LlamaServer, question: str) -> Answered:
    began = time.monotonic()
    busy: list[bool] = []
    for step in asked.ask_steps(question):
        if isinstance(step, Verified):
            busy.append(server.is_busy())
        elif isinstance(step, Advice):
            return Answered(step, time.monotonic() - began, tuple(busy))
    raise AssertionError("the steps ended without an answer")


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_unproven_is_shown_of_what_a_real_model_writes(
    answers: dict[str, Answered], question: str
) -> None:
    advice = answers[question].advice

    assert advice.status == "answered"
    assert advice.trace.model.startswith(NAME)
    assert advice.trace.completion_tokens > 0
    assert advice.trace.cost_usd == 0
    assert unproven(advice) == []
    assert len(advice.verdicts) > 1
    assert answers[question].seconds < LIMIT_S


def test_what_is_left_out_can_be_looked_at_with_the_reason(answers: dict[str, Answered]) -> None:
    removed = [one for answer in answers.values() for one in answer.advice.removed]

    assert removed
    assert all(one.reason and one.support not in SHOWN for one in removed)


def test_sentences_are_judged_while_the_model_still_writes(answers: dict[str, Answered]) -> None:
    assert any(any(answer.busy) for answer in answers.values())


def test_stopping_the_answer_stops_the_model(asked: Advisor, server: LlamaServer) -> None:
    steps = asked.ask_steps(QUESTIONS[0])
    next(step for step in steps if isinstance(step, Verified))
    steps.close()  # type: ignore[attr-defined]  # ask_steps is a generator

    assert server.wait_until(busy=False, seconds=3)


def test_the_server_sees_that_a_reply_is_closed_and_writes_no_more(
    server: LlamaServer, tmp_path: Path
) -> None:
    before = server.tokens_written()
    chat = chat_of(server, tmp_path, model_tokens=3000)
    reply = chat.stream("You count.", [Turn(role="user", text="Write the numbers from 1 to 999.")])
    pieces = iter(reply)
    for _ in range(5):
        next(pieces)
    assert server.is_busy()
    reply.close()

    assert server.wait_until(busy=False, seconds=3)
    assert server.tokens_written() - before < 500


def test_a_draft_that_does_not_hold_up_is_tried_again_and_then_gives_way(
    answers: dict[str, Answered], asked: Advisor
) -> None:
    advice = next(
        answer.advice for answer in answers.values() if "without it" in answer.advice.notice
    )
    offline = asked.ask(advice.question, offline=True)

    assert "retry" in advice.trace.prompt_digests
    assert [one.claim.text for one in advice.verdicts] == [
        one.claim.text for one in offline.verdicts
    ]


def test_the_same_question_can_be_asked_again(answers: dict[str, Answered], asked: Advisor) -> None:
    question = QUESTIONS[1]
    again = asked.ask(question)

    assert unproven(again) == []
    assert again.trace.completion_tokens > 0
    assert again.evidence == answers[question].advice.evidence


def test_a_follow_up_is_understood_and_proven_like_a_first_question(asked: Advisor) -> None:
    first = asked.ask(QUESTIONS[1], offline=True)
    history = [
        Turn(role="user", text=QUESTIONS[1]),
        Turn(role="assistant", text=first.text),
    ]
    with within(LIMIT_S):
        advice = asked.ask("And what if he is in another country?", history=history)

    assert advice.standalone_question != "And what if he is in another country?"
    assert advice.trace.completion_tokens > 0
    assert unproven(advice) == []


def test_the_connection_is_found_to_work_and_its_context_is_known(
    server: LlamaServer, tmp_path: Path
) -> None:
    report = check_connection(chat_of(server, tmp_path))  # type: ignore[arg-type]  # it is one

    assert report.ok, report.message
    assert report.streams
    assert report.context_tokens == 4096


def test_a_server_that_is_up_later_is_used_and_one_that_dies_is_survived(
    data_dir: Path,
) -> None:
    with LlamaServer() as first:
        settings, port = first.settings | {"model_retries": "0"}, first.port
    built = build_advisor(load_settings(data_dir=data_dir, **settings))
    try:
        down = built.ask(QUESTIONS[0])
        assert down.notice.endswith("This is the answer without the model.")
        assert unproven(down) == []

        with LlamaServer(port=port):
            up = built.ask(QUESTIONS[0])
            assert up.trace.completion_tokens > 0
            steps = built.ask_steps(QUESTIONS[2])
            next(step for step in steps if isinstance(step, Verified))
        advice = next(step for step in steps if isinstance(step, Advice))
        assert advice.status == "answered"
        assert unproven(advice) == []
    finally:
        built.close()
