"""The language model adapter against a scripted server on a real socket: text, stopping, limits."""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from advisor.adapters.langchain_chat import LangChainChat, open_chat_model
from advisor.adapters.model_reply import LangChainReply
from advisor.domain import Turn
from advisor.errors import ModelError
from advisor.ports import ChatModel, Reply
from tests import model_server as scripted
from tests.model_server import Behaviour, ModelServer

QUESTION = (Turn(role="user", text="How do I pay a freelancer?"),)


@contextmanager
def served(
    script: Behaviour | Sequence[Behaviour], **options: Any
) -> Iterator[tuple[ModelServer, LangChainChat]]:
    with ModelServer(script) as server:
        chat = open_model(server.url, **options)
        yield server, chat
        chat.close()


def open_model(url: str, **options: Any) -> LangChainChat:
    given: dict[str, Any] = {
        "model": "tiny",
        "base_url": url,
        "key": "",
        "timeout_s": 1.0,
        "max_tokens": 200,
        "context_tokens": None,
        "retries": 0,
        "ledger": None,
    }
    return open_chat_model(**(given | options))


def ask(chat: ChatModel) -> LangChainReply:
    reply = chat.stream("Be brief.", QUESTION)
    assert isinstance(reply, LangChainReply)
    return reply


def test_the_pieces_come_as_they_are_written_and_make_the_text() -> None:
    with served(scripted.say("Pay by milestone.", ["Pay ", "by mile", "stone."], 0.1)) as (_, chat):
        began = time.monotonic()
        arrivals = [(piece, time.monotonic() - began) for piece in ask(chat)]

    assert [piece for piece, _ in arrivals] == ["Pay ", "by mile", "stone."]
    assert arrivals[-1][1] - arrivals[0][1] > 0.15


def test_the_adapter_is_a_chat_model_of_the_port() -> None:
    with served(scripted.say("Yes.")) as (server, chat):
        model: ChatModel = chat
        reply: Reply = model.stream("", QUESTION)

        assert "".join(reply) == "Yes."
        assert model.name == f"tiny at 127.0.0.1:{server.port}"
        assert not model.is_remote


def test_the_server_gets_the_system_text_and_every_turn_in_order() -> None:
    turns = (
        Turn(role="user", text="First {not a variable}"),
        Turn(role="assistant", text="Second"),
        Turn(role="user", text="Third"),
    )
    with served(scripted.say("Fine.")) as (server, chat):
        list(chat.stream("Rules", turns))

    assert [(one["role"], one["content"]) for one in server.requests[0]["messages"]] == [
        ("system", "Rules"),
        ("user", "First {not a variable}"),
        ("assistant", "Second"),
        ("user", "Third"),
    ]
    assert server.requests[0]["stream"] is True
    assert server.requests[0]["model"] == "tiny"
    assert server.requests[0]["max_tokens"] == 200


def test_the_usage_is_the_servers_own_and_free_nearby() -> None:
    with served(scripted.say("Fine.", usage=(321, 45))) as (_, chat):
        reply = ask(chat)
        list(reply)

    assert (reply.usage.prompt_tokens, reply.usage.completion_tokens) == (321, 45)
    assert reply.usage.cost_usd == 0
    assert not reply.usage.approximate
    assert reply.finish == "stop"


def test_tokens_are_counted_here_where_the_reply_was_stopped() -> None:
    with served(scripted.endless(delay=0.01)) as (_, chat):
        reply = ask(chat)
        text = "".join(next(iter(reply)) for _ in range(5))
        reply.close()

    assert text == "word " * 5
    assert reply.usage.approximate
    assert reply.usage.prompt_tokens > 5
    assert 4 <= reply.usage.completion_tokens <= 7


def test_closing_closes_the_connection_within_a_second() -> None:
    with served(scripted.endless(delay=0.01)) as (server, chat):
        reply = ask(chat)
        next(iter(reply))
        assert not server.closed_by_client.is_set()
        reply.close()

        assert server.closed_by_client.wait(1)
        assert list(reply) == []


@pytest.mark.parametrize("head", [True, False])
def test_another_thread_can_close_a_reply_that_waits_for_its_first_word(head: bool) -> None:
    ended: list[object] = []

    def read(reply: LangChainReply) -> None:
        try:
            ended.append("".join(reply))
        except ModelError as error:
            ended.append(error)

    with served(scripted.slow_first(20, head=head), timeout_s=20, retries=3) as (server, chat):
        reply = ask(chat)
        reader = threading.Thread(target=read, args=(reply,))
        reader.start()
        time.sleep(0.2)
        began = time.monotonic()
        reply.close()
        reader.join(1)

        assert not reader.is_alive()
        assert time.monotonic() - began < 0.5
        assert server.closed_by_client.wait(1)
    assert ended == [""]
    assert len(server.requests) == 1


def test_a_reply_that_is_closed_before_it_was_read_sends_nothing() -> None:
    with served(scripted.say("Never.")) as (server, chat):
        reply = ask(chat)
        reply.close()

        assert list(reply) == []
        assert server.requests == []
    assert reply.usage.prompt_tokens == 0


def test_closing_ends_the_pause_before_another_attempt() -> None:
    busy = scripted.status(429, {}, {"Retry-After": "15"})
    with served(busy, retries=3) as (server, chat):
        reply = ask(chat)
        threading.Timer(0.2, reply.close).start()
        began = time.monotonic()

        assert list(reply) == []
        assert time.monotonic() - began < 1
    assert len(server.requests) == 1


def test_a_reply_that_nobody_reads_any_more_is_cut_when_its_time_is_up() -> None:
    with served(scripted.endless(delay=0.01), total_s=0.3) as (server, chat):
        reply = ask(chat)
        next(iter(reply))

        assert server.closed_by_client.wait(1)
    reply.close()


def test_an_endless_reply_is_stopped_at_the_limit_and_closed() -> None:
    with served(scripted.endless(), max_tokens=50) as (server, chat):
        reply = ask(chat)
        text = "".join(reply)

        assert server.closed_by_client.wait(1)
    assert len(text) == 50 * 8
    assert reply.finish == "length"


def test_a_reply_of_100000_tokens_is_stopped_at_the_limit() -> None:
    with served(scripted.huge(100_000), max_tokens=50) as (server, chat):
        text = "".join(ask(chat))

        assert server.closed_by_client.wait(1)
    assert len(text) == 400


def test_a_line_that_never_ends_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.adapters.model_wire.MAX_BYTES", 2 * 1024 * 1024)
    with served(scripted.flood(50)) as (server, chat):
        with pytest.raises(ModelError, match="far more than an answer") as caught:
            list(ask(chat))

        assert server.closed_by_client.wait(1)
    assert caught.value.kind == "reply"


def test_a_busy_server_is_asked_again_until_it_answers() -> None:
    script = [scripted.status(429), scripted.status(503), scripted.say("Now.")]
    with served(script, retries=2) as (server, chat):
        assert "".join(ask(chat)) == "Now."
    assert len(server.requests) == 3


def test_a_connection_dropped_before_the_first_word_is_tried_again() -> None:
    with served([scripted.cut_after(0), scripted.say("Now.")], retries=1) as (_, chat):
        assert "".join(ask(chat)) == "Now."


def test_the_wait_that_the_server_asks_for_is_kept() -> None:
    script = [scripted.status(429, {}, {"Retry-After": "0.9"}), scripted.say("Now.")]
    with served(script, retries=1) as (_, chat):
        began = time.monotonic()

        assert "".join(ask(chat)) == "Now."
        assert time.monotonic() - began > 0.9


def test_a_wait_of_minutes_is_told_and_not_sat_out() -> None:
    busy = scripted.status(429, {}, {"Retry-After": "120"})
    with served(busy, retries=5) as (server, chat), pytest.raises(ModelError) as caught:
        list(ask(chat))
    assert caught.value.kind == "busy"
    assert len(server.requests) == 1


def test_nothing_is_tried_again_once_a_word_was_handed_on() -> None:
    script = [scripted.cut_after(2), scripted.say("A second version.")]
    with served(script, retries=5) as (server, chat):
        pieces: list[str] = []
        with pytest.raises(ModelError) as caught:
            pieces.extend(ask(chat))
    assert "".join(pieces) == "one two"
    assert caught.value.kind == "cut"
    assert len(server.requests) == 1


def test_a_wrong_key_is_not_tried_again() -> None:
    with served(scripted.status(401), retries=5) as (server, chat), pytest.raises(ModelError):
        list(ask(chat))
    assert len(server.requests) == 1


def test_characters_split_over_two_pieces_are_joined() -> None:
    halves = ["Well done \ud83d", "\ude00!", " \ud83d"]
    with served(scripted.say("", halves)) as (_, chat):
        assert "".join(ask(chat)) == "Well done \U0001f600! \ufffd"


def test_thinking_aloud_is_not_part_of_the_answer() -> None:
    pieces = ["<th", "ink>Should I < or", " > tell?</thi", "nk>\n\nPay", " late. <think> is a tag."]
    with served(scripted.say("", pieces)) as (_, chat):
        assert "".join(ask(chat)) == "Pay late. <think> is a tag."


def test_a_prompt_that_leaves_no_room_in_the_context_is_not_sent() -> None:
    with (
        served(scripted.say("Never."), context_tokens=100) as (server, chat),
        pytest.raises(ModelError) as caught,
    ):
        chat.stream("rule " * 200, QUESTION)
    assert caught.value.kind == "context"
    assert "ADVISOR_EVIDENCE_TOKENS" in str(caught.value)
    assert server.requests == []


def test_the_reply_is_limited_to_what_the_context_leaves() -> None:
    with served(scripted.say("Yes."), context_tokens=150, max_tokens=500) as (server, chat):
        list(ask(chat))
    assert 64 <= server.requests[0]["max_tokens"] < 140


def test_neither_the_key_nor_the_prompt_is_logged_or_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    key = "sk-verysecret-0123456789"
    script = [
        scripted.status(401, {"error": {"message": f"Incorrect API key provided: {key}"}}),
        scripted.status(400, {"error": {"message": f"strange header Bearer {key}"}}),
        scripted.say("Fine."),
    ]
    said = []
    with served(script, key=key) as (server, chat):
        for _ in range(2):
            with pytest.raises(ModelError) as caught:
                list(ask(chat))
            said.append(str(caught.value))
            assert caught.value.__suppress_context__
        list(ask(chat))
        said += [repr(chat), str(vars(chat)), repr(ask(chat))]

    assert server.headers[0]["authorization"] == f"Bearer {key}"
    assert "strange header" in said[1]
    for text in [*said, caplog.text]:
        assert key not in text
        assert QUESTION[0].text not in text


def test_a_model_nearby_is_not_asked_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelServer(scripted.say("From the proxy.")) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        with served(scripted.say("Directly.")) as (_, chat):
            assert "".join(ask(chat)) == "Directly."


def test_variables_of_the_libraries_do_not_change_where_text_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with ModelServer(scripted.say("Elsewhere.")) as elsewhere:
        for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "LANGSMITH_GATEWAY"):
            monkeypatch.setenv(name, elsewhere.url)
        with served(scripted.say("Here.")) as (_, chat):
            assert "".join(ask(chat)) == "Here."


def test_prompts_are_not_traced_to_a_third_party(monkeypatch: pytest.MonkeyPatch) -> None:
    from langchain_core.tracers.langchain import LangChainTracer
    from langsmith import utils

    traced: list[object] = []
    monkeypatch.setattr(LangChainTracer, "on_chat_model_start", lambda *a, **k: traced.append(a))
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2-none")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", "http://127.0.0.1:9")
    utils.get_env_var.cache_clear()
    try:
        with served(scripted.say("Fine.")) as (_, chat):
            list(ask(chat))
    finally:
        monkeypatch.undo()
        utils.get_env_var.cache_clear()
    assert traced == []


def test_two_replies_at_once_do_not_close_each_other() -> None:
    texts: dict[str, str] = {}

    def read(name: str, reply: LangChainReply) -> None:
        texts[name] = "".join(reply)

    with served(
        [scripted.endless(delay=0.01), scripted.say("All of it.", delay=0.1)], max_tokens=5000
    ) as (server, chat):
        first = ask(chat)
        next(iter(first))
        second = ask(chat)
        threads = [
            threading.Thread(target=read, args=("first", first)),
            threading.Thread(target=read, args=("second", second)),
        ]
        for thread in threads:
            thread.start()
        time.sleep(0.1)
        first.close()
        for thread in threads:
            thread.join(2)

        assert server.closed_by_client.wait(1)
    assert texts["second"] == "All of it."
    assert server.times == 1
