"""Prices, and the ledger that keeps what was spent and holds the caps."""

import json
import threading
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from advisor.adapters.model_address import read_address
from advisor.adapters.model_ledger import Ledger, counted_usd
from advisor.adapters.model_prices import Price, dearest, price_list, price_of
from advisor.domain.model import Usage
from advisor.errors import DataFolderError, ModelError
from tests import model_server as scripted
from tests.contract.test_language_model import ask, open_model, served
from tests.model_server import ModelServer

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
DEAR = Price(input_usd=100.0, output_usd=1000.0)


def make_ledger(
    folder: Path, *, answer: float | None = None, day: float | None = None, today: date = MONDAY
) -> Ledger:
    return Ledger(folder, cap_answer_usd=answer, cap_day_usd=day, today=lambda: today)


def spent(usd: float | None, tokens: int = 10) -> Usage:
    return Usage(prompt_tokens=tokens, completion_tokens=tokens, cost_usd=usd)


def test_every_listed_price_has_a_date_and_an_address_to_look_it_up() -> None:
    assert len(price_list()) >= 7
    assert len({one.name for one in price_list()}) == len(price_list())
    for one in price_list():
        assert date(2026, 1, 1) <= date.fromisoformat(one.price.as_of) <= date(2026, 12, 31)
        assert urlsplit(one.price.source).scheme == "https"
        assert 0 < one.price.input_usd < one.price.output_usd


def test_a_reply_costs_its_tokens_at_the_listed_price() -> None:
    price = price_of(read_address("openai:gpt-5-mini", ""))

    assert price is not None
    cost = price.cost(prompt_tokens=2_000_000, completion_tokens=500_000)
    assert cost == pytest.approx(2 * 0.25 + 0.5 * 2.00)


@pytest.mark.parametrize(
    ("model", "url", "like"),
    [
        ("openai:gpt-5-mini-2025-08-07", "", "gpt-5-mini"),
        ("gpt-4o", "", "gpt-4o"),
        ("openai:gpt-5-pro", "", None),
        ("openai:gpt-5.6-sol", "", None),
        ("openai:gpt-5-mini-fast", "", None),
        ("gpt-5-mini", "https://models.example/v1", None),
    ],
)
def test_a_price_holds_for_its_model_and_dated_versions_only(
    model: str, url: str, like: str | None
) -> None:
    wanted = next((one.price for one in price_list() if one.name == like), None)
    assert price_of(read_address(model, url)) == wanted


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080/v1", "http://[::1]:8080/v1", "http://192.168.1.20:1234/v1"]
)
def test_a_model_on_ones_own_machines_costs_nothing(url: str) -> None:
    price = price_of(read_address("gpt-5", url))
    assert price is not None
    assert price.cost(prompt_tokens=10**6, completion_tokens=10**6) == 0


def test_the_day_adds_up_and_the_next_day_starts_at_nothing(tmp_path: Path) -> None:
    make_ledger(tmp_path).add(spent(0.25), model="a")
    make_ledger(tmp_path).add(spent(0.5), model="b")

    assert make_ledger(tmp_path).spent_today() == pytest.approx(0.75)
    assert make_ledger(tmp_path, today=TUESDAY).spent_today() == 0
    lines = (tmp_path / "model-spending.jsonl").read_text().splitlines()
    assert [json.loads(line)["model"] for line in lines] == ["a", "b"]


def test_a_spent_day_names_the_setting_to_raise(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path, day=1.0)
    ledger.add(spent(0.99))
    ledger.check()
    ledger.add(spent(0.02))
    with pytest.raises(ModelError, match=r"\$1\.00 .*ADVISOR_DAY_CAP") as caught:
        ledger.check()

    assert caught.value.kind == "budget"
    make_ledger(tmp_path, day=1.0, today=TUESDAY).check()
    make_ledger(tmp_path, day=0).check()
    make_ledger(tmp_path).check()


def test_an_answer_of_several_replies_has_one_cap(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path, answer=0.10)
    ledger.check(answer=spent(0.09))
    assert ledger.allowance_usd(answer=spent(0.09)) == pytest.approx(0.01)
    with pytest.raises(ModelError, match="ADVISOR_ANSWER_CAP"):
        ledger.check(answer=spent(0.10))


def test_a_reply_without_a_price_counts_at_the_dearest(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path, day=1.0)
    ledger.add(spent(None, tokens=1_000_000))

    assert ledger.spent_today() == dearest().input_usd + dearest().output_usd
    assert counted_usd(spent(None, tokens=0)) == 0
    with pytest.raises(ModelError):
        ledger.check()


def test_a_torn_or_foreign_line_neither_stops_nor_empties_the_ledger(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path)
    ledger.add(spent(0.25))
    file = tmp_path / "model-spending.jsonl"
    with file.open("ab") as lines:
        lines.write(b'\xff\xfe\n{"day": "2026-11-23", "usd": "much"}\n[]\n')
        lines.write(b'{"day": "2026-11-23", "usd": NaN}\n{"day": "2026-11-23", "us')
    ledger.add(spent(0.5))

    assert ledger.spent_today() == pytest.approx(0.75)


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    def write() -> None:
        ledger = make_ledger(tmp_path)
        for _ in range(10):
            ledger.add(spent(0.01))

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert make_ledger(tmp_path).spent_today() == pytest.approx(0.40)


def test_a_ledger_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands here")
    with pytest.raises(DataFolderError, match="ADVISOR_DATA_DIR"):
        make_ledger(tmp_path / "data").add(spent(0.25))


def test_a_reply_is_priced_and_written_down(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path, day=1.0)
    told = scripted.say("Fine.", usage=(1000, 100))
    with served(told, ledger=ledger, price=DEAR, max_tokens=120) as (_, chat):
        reply = ask(chat)
        list(reply)

    assert reply.usage.cost_usd == pytest.approx(0.1 + 0.1)
    assert ledger.spent_today() == pytest.approx(0.2)


def test_a_reply_that_was_stopped_is_written_down_too(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path)
    with served(scripted.endless(delay=0.01), ledger=ledger, price=DEAR) as (_, chat):
        reply = ask(chat)
        next(iter(reply))
        reply.close()
        reply.close()

    assert reply.usage.cost_usd is not None
    assert reply.usage.cost_usd > 0
    assert ledger.spent_today() == pytest.approx(reply.usage.cost_usd)


def test_a_refused_request_costs_nothing(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path)
    with served(scripted.status(500), ledger=ledger, price=DEAR) as (_, chat):
        reply = ask(chat)
        with pytest.raises(ModelError):
            list(reply)

    assert reply.usage == Usage()
    assert not (tmp_path / "model-spending.jsonl").exists()


def test_nothing_is_sent_once_the_day_is_spent(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path, day=0.5)
    ledger.add(spent(0.5))
    with (
        served(scripted.say("Never."), ledger=ledger, price=DEAR) as (server, chat),
        pytest.raises(ModelError, match="ADVISOR_DAY_CAP"),
    ):
        ask(chat)
    assert server.requests == []


def test_the_caps_limit_the_tokens_that_are_asked_for(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path, answer=0.1)
    with served(scripted.say("Fine."), ledger=ledger, price=DEAR) as (server, chat):
        list(ask(chat))
    assert 64 <= server.requests[0]["max_tokens"] < 100


@pytest.mark.parametrize(
    ("caps", "setting"),
    [({"answer": 0.05}, "ADVISOR_ANSWER_CAP"), ({"day": 0.05}, "ADVISOR_DAY_CAP")],
)
def test_a_reply_that_the_caps_leave_no_room_for_is_not_sent(
    tmp_path: Path, caps: dict[str, float], setting: str
) -> None:
    ledger = make_ledger(tmp_path, **caps)
    with (
        served(scripted.say("Never."), ledger=ledger, price=DEAR) as (server, chat),
        pytest.raises(ModelError, match=setting) as caught,
    ):
        ask(chat)
    assert caught.value.kind == "budget"
    assert server.requests == []


def test_caps_do_not_touch_a_model_that_costs_nothing(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path, day=0.01)
    ledger.add(spent(5.0))
    with served(scripted.say("Fine."), ledger=ledger) as (_, chat):
        assert "".join(ask(chat)) == "Fine."
        assert chat.price_notice == ""


def test_caps_that_rest_on_an_estimate_say_so(tmp_path: Path) -> None:
    with ModelServer(scripted.say("Fine.")):
        remote = "https://models.example/v1"
        capped = open_model(remote, ledger=make_ledger(tmp_path, day=1.0))
        free = open_model(remote, ledger=make_ledger(tmp_path))

    assert "No price is known for tiny at models.example" in capped.price_notice
    assert free.price_notice == ""
