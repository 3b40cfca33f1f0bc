"""Answers that a model writes, held to the sources: a real model client and a scripted server."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.adapters.langchain_chat import open_chat_model
from advisor.adapters.model_ledger import Ledger
from advisor.adapters.model_prices import Price
from advisor.answering.modelled import ModelWriter
from advisor.domain import Advice, Verified
from advisor.pipeline import Advisor
from advisor.prompts import load_prompts
from tests import model_server as scripted
from tests.model_server import Behaviour, ModelServer

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "How do I compare three vendors on more than price?"
SAID = (
    "Send every bidder the same written scope, the same questions and the same deadline, so that "
    "their quotes can be compared."
)
SAID_TOO = (
    "Quotes for different work cannot be ranked, and the cheapest may simply be the one that "
    "leaves most out."
)
INVENTED = "A study of 900 firms found that scorecards cut costs by 35 percent."
REVERSED = SAID.replace("Send every bidder the same", "Never send every bidder the same")


def lines(*sentences: str) -> str:
    return "".join(f"> {text} [1]\n{text}\n" for text in sentences)


@contextmanager
def modelled(
    advisor: Advisor,
    script: Behaviour | list[Behaviour],
    *,
    masking: bool = False,
    price: Price | None = None,
    ledger: Ledger | None = None,
    **changed: Any,
) -> Iterator[tuple[Advisor, ModelServer]]:
    """The advisor with a model behind a loopback address."""
    parts = advisor._parts
    with ModelServer(script) as server:
        chat = open_chat_model(
            model="tiny",
            base_url=server.url,
            key="",
            timeout_s=5,
            max_tokens=500,
            context_tokens=None,
            retries=0,
            ledger=ledger,
            price=price,
        )
        writer = ModelWriter(
            chat,
            prompts=load_prompts(ROOT / "prompts"),
            checker=parts.verifying._checker,
            masking=masking,
        )
        settings = parts.settings.model_copy(update=changed)
        asking = replace(parts.asking, model=writer, settings=settings)
        yield Advisor(replace(parts, asking=asking, settings=settings)), server
        chat.close()


def texts(advice: Advice) -> list[str]:
    return [one.claim.text for one in advice.verdicts]


def test_what_the_sources_support_is_shown_with_its_quote_and_its_cost(advisor: Advisor) -> None:
    with modelled(advisor, scripted.say(lines(SAID, SAID_TOO))) as (asked, _):
        advice = asked.ask(QUESTION)

    assert SAID in texts(advice)
    assert advice.trace.model.startswith("tiny at 127.0.0.1")
    assert advice.trace.completion_tokens > 0
    assert advice.trace.prompt_digests
    shown = {hit.passage.passage_id: hit.passage.text for hit in advice.evidence}
    for verdict in advice.verdicts:
        for quote in verdict.claim.citations:
            assert shown[quote.passage_id][quote.start : quote.end] == quote.quote


def test_an_invented_figure_is_left_out_and_kept_to_be_looked_at(advisor: Advisor) -> None:
    with modelled(advisor, scripted.say(lines(SAID, SAID_TOO, INVENTED))) as (asked, _):
        advice = asked.ask(QUESTION)

    assert INVENTED not in texts(advice)
    assert INVENTED in [one.claim.text for one in advice.removed]


@pytest.mark.parametrize("mode", ["strict", "mark"])
def test_a_sentence_that_the_guidance_contradicts_is_never_shown(
    advisor: Advisor, mode: str
) -> None:
    reply = scripted.say(lines(SAID, SAID_TOO, REVERSED))
    with modelled(advisor, reply, unsupported=mode) as (asked, _):
        advice = asked.ask(QUESTION)

    assert REVERSED not in texts(advice)
    assert REVERSED in [one.claim.text for one in advice.removed]


def test_mark_mode_shows_what_is_not_supported_as_such(advisor: Advisor) -> None:
    reply = scripted.say(lines(SAID, SAID_TOO, INVENTED))
    with modelled(advisor, reply, unsupported="mark") as (asked, _):
        advice = asked.ask(QUESTION)

    (shown,) = [one for one in advice.verdicts if one.claim.text == INVENTED]
    assert shown.support == "unsupported"
    assert shown.reason


def test_an_answer_that_does_not_hold_up_is_tried_again_with_its_verdicts(
    advisor: Advisor,
) -> None:
    script = [scripted.say(lines(INVENTED, REVERSED)), scripted.say(lines(SAID))]
    with modelled(advisor, script) as (asked, server):
        advice = asked.ask(QUESTION)

    assert SAID in texts(advice)
    assert len(server.requests) == 2
    assert INVENTED in str(server.requests[1])
    assert not advice.notice


@pytest.mark.parametrize(("cap", "tries"), [(0.0015, 1), (0.01, 2)])
def test_the_cap_of_an_answer_holds_for_both_tries_together(
    advisor: Advisor, tmp_path: Path, cap: float, tries: int
) -> None:
    ledger = Ledger(
        tmp_path, cap_answer_usd=cap, cap_day_usd=None, today=lambda: date(2026, 11, 24)
    )
    price = Price(input_usd=0.0, output_usd=10.0)
    reply = scripted.say(lines(INVENTED), usage=(11, 100))
    with modelled(advisor, [reply, reply], price=price, ledger=ledger) as (asked, server):
        advice = asked.ask(QUESTION)

    assert len(server.requests) == tries
    assert ledger.spent_today() == pytest.approx(0.001 * tries)
    assert ("cost more than $0.00" in advice.notice) is (tries == 1)
    assert INVENTED not in texts(advice)
    assert advice.trace.cost_usd == pytest.approx(0.001 * tries)


def test_an_answer_that_fails_twice_gives_way_to_the_offline_one(advisor: Advisor) -> None:
    with modelled(advisor, scripted.say(lines(INVENTED, REVERSED))) as (asked, _):
        advice = asked.ask(QUESTION)

    assert texts(advice) == texts(advisor.ask(QUESTION))
    assert "were not supported" in advice.notice
    assert INVENTED in [one.claim.text for one in advice.removed]


@pytest.mark.parametrize(
    ("script", "said"),
    [(scripted.status(401, {"error": "no"}), "key"), (scripted.status(500, {"error": "x"}), "")],
)
def test_a_model_that_fails_leaves_the_offline_answer_and_says_why(
    advisor: Advisor, script: Behaviour, said: str
) -> None:
    with modelled(advisor, script) as (asked, _):
        advice = asked.ask(QUESTION)

    assert texts(advice) == texts(advisor.ask(QUESTION))
    assert said in advice.notice
    assert advice.notice.endswith("This is the answer without the model.")


def test_a_connection_cut_in_the_middle_keeps_what_was_proven(advisor: Advisor) -> None:
    text = lines(SAID, SAID_TOO)
    with modelled(advisor, scripted.cut_after(2, text)) as (asked, _):
        advice = asked.ask(QUESTION)

    offline = texts(advisor.ask(QUESTION))
    assert "What was proven until then is kept" in advice.notice or texts(advice) == offline
    assert all(one.support in ("supported", "partly", "not_a_claim") for one in advice.verdicts)


def test_sentences_come_one_by_one_while_the_model_still_writes(advisor: Advisor) -> None:
    script = scripted.say(lines(SAID, SAID_TOO), pieces=40, delay=0.05)
    with modelled(advisor, script) as (asked, _):
        began = time.perf_counter()
        came = [
            (time.perf_counter() - began, len(step.verdicts))
            for step in asked.ask_steps(QUESTION)
            if isinstance(step, Verified)
        ]

    assert len(came) >= 2
    assert came[0][1] < came[-1][1]
    assert came[-1][0] - came[0][0] > 0.4


def test_giving_up_closes_the_connection_to_the_model(advisor: Advisor) -> None:
    script = scripted.say(lines(*[SAID] * 2, *[SAID_TOO] * 40), pieces=400, delay=0.05)
    with modelled(advisor, script) as (asked, server):
        steps = asked.ask_steps(QUESTION)
        next(step for step in steps if isinstance(step, Verified))
        steps.close()  # type: ignore[attr-defined]  # ask_steps is a generator
        assert server.closed_by_client.wait(timeout=3)


def test_private_values_do_not_leave_and_stand_in_the_answer_again(advisor: Advisor) -> None:
    asked_about = f"{QUESTION} My bidder is ana.lopez@example.com."
    with modelled(advisor, scripted.say(lines(SAID)), masking=True) as (asked, server):
        advice = asked.ask(asked_about)

    assert "ana.lopez" not in str(server.requests)
    assert "[email 1]" in str(server.requests)
    assert advice.question == asked_about


def test_offline_is_one_argument_away_and_asks_no_model(advisor: Advisor) -> None:
    with modelled(advisor, scripted.say(lines(SAID))) as (asked, server):
        advice = asked.ask(QUESTION, offline=True)

    assert server.requests == []
    assert advice.trace.model == "offline-composer"


def test_a_question_out_of_scope_is_declined_without_a_model(advisor: Advisor) -> None:
    with modelled(advisor, scripted.say(lines(SAID))) as (asked, server):
        assert asked.ask("What is the capital of France?").status == "declined"

    assert server.requests == []
