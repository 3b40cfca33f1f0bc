"""Nothing goes to a remote model before the owner has seen what would, and agreed to it."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from advisor.adapters.model_consent import FILE, Consent, what_leaves
from advisor.cli import app
from advisor.errors import DataFolderError, InputError
from advisor.grounding.quotations import QuotationChecker
from advisor.pipeline import Advisor
from advisor.settings import load_settings
from advisor.wiring import _model_writer
from tests import model_server as scripted
from tests.pipeline.test_model_answers import QUESTION, SAID, SAID_TOO, lines, modelled, texts

PLACE = "api.openai.com"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ADVISOR_MODEL", "openai:gpt-5-mini")
    monkeypatch.setenv("ADVISOR_MODEL_KEY", "sk-test")
    return tmp_path


def run(*words: str, given: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, ["model", "allow", *words], input=given)
    return result.exit_code, result.output


def test_consent_is_kept_by_place_until_it_is_withdrawn(tmp_path: Path) -> None:
    Consent(tmp_path / "new").give(PLACE)

    assert Consent(tmp_path / "new").given_to(PLACE)
    assert not Consent(tmp_path / "new").given_to("models.example")
    assert Consent(tmp_path / "new").withdraw()
    assert not Consent(tmp_path / "new").withdraw()
    assert not Consent(tmp_path / "new").given_to(PLACE)


@pytest.mark.parametrize("text", ["", "{", "[1]", '"api.openai.com"', "\x00"])
def test_a_file_that_cannot_be_read_agrees_to_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)

    assert not Consent(tmp_path).given_to(PLACE)


def test_an_answer_that_cannot_be_kept_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")

    with pytest.raises(DataFolderError, match="ADVISOR_REMOTE_OK"):
        Consent(tmp_path / "data").give(PLACE)


def test_what_leaves_says_whether_private_values_are_hidden() -> None:
    assert "replaced by marks" in " ".join(what_leaves(PLACE, masking=True))
    assert "ADVISOR_MASKING is off" in " ".join(what_leaves(PLACE, masking=False))
    assert all(PLACE in what_leaves(PLACE, masking=one)[0] for one in (True, False))


@pytest.mark.parametrize(
    ("words", "given", "agreed"), [((), "y\n", True), ((), "n\n", False), (("--yes",), "", True)]
)
def test_the_command_shows_what_leaves_and_keeps_the_answer(
    folder: Path, words: tuple[str, ...], given: str, agreed: bool
) -> None:
    code, said = run(*words, given=given)

    assert code == 0
    assert f"With each question, {PLACE} gets the question" in " ".join(said.split())
    assert Consent(folder).given_to(PLACE) is agreed
    assert ("Nothing is sent; answers" in said) is not agreed


def test_the_command_takes_consent_back(folder: Path) -> None:
    Consent(folder).give(PLACE)

    assert run("--withdraw") == (0, "Nothing is sent any more.\n")
    assert run("--withdraw") == (0, "Nothing was agreed to.\n")
    assert not Consent(folder).given_to(PLACE)


def test_a_model_on_this_machine_asks_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_BASE_URL", "http://127.0.0.1:9/v1")

    code, said = run()

    assert (code, "nothing leaves them" in said) == (0, True)
    assert not (folder / FILE).exists()


def test_without_a_model_the_command_says_how_to_set_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_MODEL", "")

    found = CliRunner().invoke(app, ["model", "allow"]).exception

    assert isinstance(found, InputError)
    assert "Set ADVISOR_MODEL" in str(found)
    assert not (folder / FILE).exists()


@pytest.mark.parametrize("agreed", [True, False])
def test_nothing_is_sent_before_the_owner_agrees(advisor: Advisor, agreed: bool) -> None:
    with modelled(advisor, scripted.say(lines(SAID, SAID_TOO))) as (asked, server):
        parts = asked._parts
        assert parts.asking.model is not None
        parts.asking.model.may_send = lambda: agreed
        advice = Advisor(replace(parts)).ask(QUESTION)

    assert bool(server.requests) is agreed
    assert ("Nothing was sent to tiny" in advice.notice) is not agreed
    if not agreed:
        assert texts(advice) == texts(advisor.ask(QUESTION))
        assert advice.trace.model == "offline-composer"


def test_the_wired_advisor_waits_for_consent_to_a_remote_model(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, consent = _model_writer(load_settings(), QuotationChecker())
    assert writer is not None
    assert consent is not None

    waiting = consent.waiting()
    assert waiting is not None
    assert (waiting.place, writer.may_send()) == (PLACE, False)
    consent.agree()
    assert (consent.waiting(), writer.may_send()) == (None, True)
    Consent(folder).withdraw()
    assert not writer.may_send()
    monkeypatch.setenv("ADVISOR_REMOTE_OK", "true")
    writer, _ = _model_writer(load_settings(), QuotationChecker())
    assert writer is not None
    assert writer.may_send()


def test_a_model_on_ones_own_machines_needs_no_consent(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_BASE_URL", "http://127.0.0.1:9/v1")

    writer, consent = _model_writer(load_settings(), QuotationChecker())

    assert consent is None
    assert writer is not None
    assert writer.may_send()
    assert not (folder / FILE).exists()
