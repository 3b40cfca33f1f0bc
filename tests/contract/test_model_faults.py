"""Every way in which a model server fails, on a real socket: one plain line with the repair."""

import time

import pytest

from advisor.adapters.model_faults import retry_after
from advisor.errors import ModelError
from tests import model_server as scripted
from tests.contract.test_language_model import ask, open_model, served
from tests.model_server import Behaviour, ModelServer

TOO_LONG = {
    "error": {
        "code": 400,
        "type": "exceed_context_size_error",
        "message": "the request exceeds the available context size, try increasing it",
    }
}
NO_QUOTA = {"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}}
STILL_LOADING = {"error": {"code": 503, "message": "Loading model"}}

FAULTS: dict[str, tuple[Behaviour, str, str]] = {
    "wrong key": (scripted.status(401), "key", "ADVISOR_MODEL_KEY"),
    "key without rights": (scripted.status(403), "key", "ADVISOR_MODEL_KEY"),
    "no credit": (scripted.status(429, NO_QUOTA), "key", "Add credit"),
    "no such model": (scripted.status(404), "name", "no model tiny at 127.0.0.1"),
    "no such model as a 400": (
        scripted.status(400, {"error": {"message": "model 'tiny' not found"}}),
        "name",
        "ADVISOR_MODEL",
    ),
    "too long": (scripted.status(400, TOO_LONG), "context", "ADVISOR_EVIDENCE_TOKENS"),
    "too long in the stream": (
        scripted.error_in_stream(TOO_LONG["error"]),
        "context",
        "ADVISOR_EVIDENCE_TOKENS",
    ),
    "busy": (scripted.status(429), "busy", "Try again in a minute"),
    "fault of the server": (scripted.status(500, "oh no", kind="text/plain"), "server", "(500)"),
    "fault in the stream": (scripted.error_in_stream("oh no"), "server", "Try again later"),
    "model still loading": (scripted.status(503, STILL_LOADING), "server", "still loading"),
    "request not taken": (
        scripted.status(422, {"error": {"message": "temperature is odd"}}),
        "server",
        "422: temperature is odd",
    ),
    "cut in mid-sentence": (scripted.cut_after(3), "cut", "Try again"),
    "ended in mid-sentence": (scripted.ends_early(3), "cut", "Try again"),
    "fault in mid-sentence": (scripted.error_in_stream("oh no", "One two"), "cut", "Try again"),
    "hung up at once": (scripted.cut_after(0), "cut", "hung up before"),
    "invalid JSON": (scripted.invalid_json(), "reply", "not in OpenAI's format"),
    "wrong encoding": (scripted.wrong_encoding(), "reply", "not in OpenAI's format"),
    "wrong compression": (scripted.not_gzip(), "reply", "not in OpenAI's format"),
    "a list": (scripted.odd([]), "reply", "not in OpenAI's format"),
    "a null": (scripted.odd(None), "reply", "not in OpenAI's format"),
    "no choices": (scripted.odd({}), "reply", "empty reply"),
    "empty stream": (scripted.empty(), "reply", "empty reply"),
    "only spaces": (scripted.say("  ", ["  "]), "reply", "empty reply"),
    "all tokens thought away": (
        scripted.say("", [""], finish="length"),
        "reply",
        "ADVISOR_MODEL_TOKENS",
    ),
    "content filter": (scripted.say("Well", finish="content_filter"), "reply", "content filter"),
    "no stream": (scripted.no_stream(), "reply", "does not stream"),
    "an error as a success": (
        scripted.status(200, {"error": "Unexpected endpoint"}),
        "route",
        "Unexpected endpoint",
    ),
    "a web page": (scripted.web_page(), "route", "ADVISOR_BASE_URL"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_one_plain_line_with_its_kind_and_repair(fault: str) -> None:
    behaviour, kind, repair = FAULTS[fault]
    with served(behaviour, key="sk-some-key-123456", timeout_s=3) as (_, chat):
        began = time.monotonic()
        with pytest.raises(ModelError) as caught:
            list(ask(chat))

    said = str(caught.value)
    assert (caught.value.kind, repair in said) == (kind, True), said
    assert time.monotonic() - began < 1.5
    assert "\n" not in said
    assert len(said) < 260
    assert "Error" not in said
    assert "sk-some-key" not in said


@pytest.mark.parametrize("head", [True, False])
def test_a_slow_first_word_is_not_waited_for(head: bool) -> None:
    with served(scripted.slow_first(5, head=head), timeout_s=0.3) as (server, chat):
        began = time.monotonic()
        with pytest.raises(ModelError, match=r"no word within 0\.3 s") as caught:
            list(ask(chat))

        assert time.monotonic() - began < 1
        assert server.closed_by_client.wait(1)
    assert caught.value.kind == "timeout"


def test_silence_in_mid_sentence_is_not_waited_for() -> None:
    def fall_silent(exchange: scripted.Exchange) -> None:
        exchange.head()
        exchange.piece("One ")
        exchange.wait(5)

    with served(fall_silent, timeout_s=0.3) as (_, chat):
        pieces = iter(ask(chat))
        assert next(pieces) == "One "
        with pytest.raises(ModelError) as caught:
            next(pieces)
    assert caught.value.kind == "timeout"


def test_a_reply_without_end_ends_with_the_time_allowed() -> None:
    with served(scripted.endless(delay=0.05), timeout_s=0.5, total_s=0.6, max_tokens=90_000) as (
        server,
        chat,
    ):
        with pytest.raises(ModelError) as caught:
            list(ask(chat))

        assert server.closed_by_client.wait(1)
    assert caught.value.kind == "timeout"


def test_a_server_that_is_not_there_is_named_with_the_repair() -> None:
    with scripted.silent_port() as port, pytest.raises(ModelError) as caught:
        list(ask(open_model(f"http://127.0.0.1:{port}/v1")))
    assert caught.value.kind == "route"
    assert f"127.0.0.1:{port}" in str(caught.value)
    assert "Start the model's server" in str(caught.value)


def test_a_host_without_an_address_is_named_with_the_repair() -> None:
    with pytest.raises(ModelError) as caught:
        list(ask(open_model("http://no-such-host.invalid/v1")))
    assert caught.value.kind == "route"
    assert "There is no address for no-such-host.invalid" in str(caught.value)


def test_plain_text_where_encryption_was_expected_is_a_route_fault() -> None:
    with ModelServer(scripted.say("Fine.")) as server, pytest.raises(ModelError) as caught:
        list(ask(open_model(server.url.replace("http:", "https:"))))
    assert caught.value.kind == "route"


def test_a_redirect_is_not_followed() -> None:
    with ModelServer(scripted.say("Stolen.")) as elsewhere:
        moved = scripted.status(307, {}, {"Location": f"{elsewhere.url}/chat/completions"})
        with served(moved) as (_, chat), pytest.raises(ModelError) as caught:
            list(ask(chat))
    assert caught.value.kind == "route"
    assert elsewhere.requests == []


def test_a_server_that_wants_a_key_is_told_from_one_that_refused_it() -> None:
    with served(scripted.status(401), key="") as (_, chat), pytest.raises(ModelError) as caught:
        list(ask(chat))
    assert "needs a key" in str(caught.value)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({}, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after(headers) == seconds
