"""Testing the connection to a language model, and reading where it is."""

from typing import Any

import pytest

from advisor.adapters.model_address import is_private, read_address
from advisor.adapters.model_check import check_connection
from advisor.errors import ModelError
from tests import model_server as scripted
from tests.contract.test_language_model import open_model, served
from tests.model_server import ModelServer


def checked(pages: dict[str, Any], **options: Any) -> Any:
    with ModelServer(scripted.say("Ready."), pages) as server:
        return check_connection(open_model(server.url, **options))


def test_a_model_that_answers_is_reported_with_its_speed() -> None:
    with served(scripted.say("Ready.", delay=0.1)) as (_, chat):
        report = check_connection(chat)

    assert report.ok
    assert report.streams
    assert 90 <= report.latency_ms < 1000
    assert report.context_tokens is None
    assert "does not tell how many tokens it reads" in report.message


@pytest.mark.parametrize(
    "pages",
    [
        {"/v1/models": {"data": [{"id": "tiny", "max_model_len": 8192}]}},
        {"/v1/models": {"data": [{"id": "x", "n_ctx": 1}, {"id": "tiny", "n_ctx": 8192}]}},
        {"/v1/models": {"data": [{"id": "tiny", "context_length": 8192}]}},
        {"/v1/models": {"data": [{"id": "file.gguf", "meta": {"n_ctx_train": 8192}}]}},
        {"/props": {"default_generation_settings": {"n_ctx": 8192}}},
        {
            "/props": {"default_generation_settings": {"n_ctx": 8192}},
            "/v1/models": {"data": [{"id": "tiny", "meta": {"n_ctx_train": 131072}}]},
        },
    ],
)
def test_the_context_is_read_where_servers_tell_it(pages: dict[str, Any]) -> None:
    report = checked(pages)

    assert (report.ok, report.context_tokens) == (True, 8192)
    assert "reads 8192 tokens" in report.message


@pytest.mark.parametrize(
    "pages",
    [
        {"/v1/models": ["odd"]},
        {"/v1/models": {"data": "odd"}},
        {"/v1/models": {"data": [None, {"id": "tiny", "n_ctx": True}]}},
        {"/props": {"n_ctx": "8192", "default_generation_settings": []}},
    ],
)
def test_odd_answers_about_the_context_are_unknown(pages: dict[str, Any]) -> None:
    report = checked(pages)
    assert (report.ok, report.context_tokens) == (True, None)


def test_a_context_that_is_too_small_fails_with_the_repair() -> None:
    report = checked({"/props": {"default_generation_settings": {"n_ctx": 2048}}})

    assert not report.ok
    assert report.streams
    assert report.context_tokens == 2048
    assert "reads only 2048 tokens" in report.message
    assert "more context" in report.message


def test_a_context_that_the_user_set_is_taken_as_it_is() -> None:
    report = checked({"/props": {"n_ctx": 2048}}, context_tokens=16_384)
    assert (report.ok, report.context_tokens) == (True, 16_384)


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (scripted.status(401), "refused the key"),
        (scripted.status(404), "no model tiny"),
        (scripted.no_stream(), "does not stream"),
        (scripted.web_page(), "web page"),
        (scripted.empty(), "empty reply"),
    ],
)
def test_a_connection_that_fails_says_why(behaviour: scripted.Behaviour, words: str) -> None:
    with served(behaviour, key="sk-some-key") as (_, chat):
        report = check_connection(chat)

    assert not report.ok
    assert not report.streams
    assert words in report.message


def test_no_route_is_reported_and_not_raised() -> None:
    with scripted.silent_port() as port:
        report = check_connection(open_model(f"http://127.0.0.1:{port}/v1"))
    assert not report.ok
    assert "Nothing answers" in report.message


def test_a_model_that_goes_on_and_on_is_stopped() -> None:
    with served(scripted.endless(), max_tokens=5000) as (server, chat):
        assert check_connection(chat).ok
        assert server.closed_by_client.wait(1)


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST.",
        "127.0.0.1",
        "127.8.8.8",
        "::1",
        "::ffff:10.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.5",
        "fd00::1",
        "fe80::1%eth0",
        "nas.local",
    ],
)
def test_hosts_of_ones_own_network_are_private(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize(
    "host",
    [
        "api.openai.com",
        "localhost.example.com",
        "127.0.0.1.example.com",
        "172.32.0.1",
        "192.169.0.1",
        "11.0.0.1",
        "8.8.8.8",
        "2001:4860::8888",
        "::ffff:8.8.8.8",
        "local",
        "",
    ],
)
def test_other_hosts_are_remote(host: str) -> None:
    assert not is_private(host)


def test_a_disguised_host_is_remote() -> None:
    assert read_address("m", "http://localhost@example.com/v1").is_remote
    assert read_address("m", "http://localhost:80@example.com/v1").is_remote


@pytest.mark.parametrize(
    ("model", "url", "name", "base"),
    [
        ("openai:gpt-5-mini", "", "openai:gpt-5-mini", "https://api.openai.com/v1"),
        ("gpt-5-mini", "", "openai:gpt-5-mini", "https://api.openai.com/v1"),
        ("openai:my-tune", "", "openai:my-tune", "https://api.openai.com/v1"),
        (
            " qwen2.5:7b ",
            "http://localhost:11434/v1/",
            "qwen2.5:7b at localhost:11434",
            "http://localhost:11434/v1",
        ),
        ("m", "http://[::1]:80/v1", "m at [::1]:80", "http://[::1]:80/v1"),
    ],
)
def test_a_model_is_named_by_itself_and_its_place(
    model: str, url: str, name: str, base: str
) -> None:
    address = read_address(model, url)
    assert (address.name, address.base_url) == (name, base)


@pytest.mark.parametrize(
    ("model", "url", "kind", "repair"),
    [
        ("", "", "name", "ADVISOR_MODEL"),
        ("llama3", "", "name", "ADVISOR_BASE_URL"),
        ("anthropic:claude-sonnet", "", "name", "Models of anthropic"),
        ("m", "localhost:11434", "route", "http://localhost:11434/v1"),
        ("m", "http://", "route", "ADVISOR_BASE_URL"),
        ("m", "http://host:port/v1", "route", "ADVISOR_BASE_URL"),
        ("m", "ftp://host/v1", "route", "ADVISOR_BASE_URL"),
    ],
)
def test_a_name_or_address_that_cannot_be_right_is_refused_with_the_repair(
    model: str, url: str, kind: str, repair: str
) -> None:
    with pytest.raises(ModelError) as caught:
        read_address(model, url)
    assert caught.value.kind == kind
    assert repair in str(caught.value)


def test_openai_without_a_key_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(ModelError) as caught:
        open_model("", model="openai:gpt-5-mini")
    assert caught.value.kind == "key"
    assert "ADVISOR_MODEL_KEY" in str(caught.value)


def test_openai_gets_the_newer_name_of_the_token_limit() -> None:
    sent: list[Any] = []

    def record(request: Any) -> None:
        sent.append(request.read())
        raise OSError("stop here")

    chat = open_model("", model="openai:gpt-5-mini", key="sk-some-key")
    chat.client.event_hooks = {"request": [record], "response": []}
    with pytest.raises(ModelError):
        list(chat.stream("", ()))
    assert b'"max_completion_tokens":200' in sent[0]
    assert b'"max_tokens"' not in sent[0]
