"""Settings come from arguments, variables and a file; a wrong one is named with its repair."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from advisor.errors import SettingsError
from advisor.settings import PREFIX, Settings, load_settings

ROOT = Path(__file__).resolve().parents[2]
WRONG = [
    ("port", 0),
    ("port", 65536),
    ("port", "web"),
    ("max_question_chars", 99),
    ("evidence_count", 0),
    ("evidence_count", 75),
    ("evidence_tokens", 199),
    ("max_points", 0),
    ("max_points", 9),
    ("scope_floor", -0.1),
    ("scope_floor", 1.1),
    ("scope_floor", "nan"),
    ("threads", 0),
    ("threads", 65),
]


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder that the advisor is started from."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "advisor.toml").write_text(text, encoding="utf-8")


def test_arguments_win_over_variables_and_variables_over_the_file(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    write(folder, "port = 8001\nmax_points = 3\nthreads = 2\n")
    monkeypatch.setenv("ADVISOR_PORT", "8002")
    monkeypatch.setenv("ADVISOR_MAX_POINTS", "4")

    settings = load_settings(port=8003)

    assert (settings.port, settings.max_points, settings.threads) == (8003, 4, 2)


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_number_out_of_bounds_is_refused_and_named(name: str, value: object) -> None:
    with pytest.raises(SettingsError, match=f"Correct {PREFIX}{name.upper()} ") as raised:
        load_settings(**{name: value})

    assert repr(value) in str(raised.value)


@pytest.mark.parametrize("name", ["ADVISOR_FOO", "ADVISOR_PROT", "advisor_foo"])
def test_an_unknown_variable_is_refused_however_settings_are_made(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")

    for make in (load_settings, Settings):
        with pytest.raises(SettingsError, match=f"^{name} is not a setting.*ADVISOR_PORT"):
            make()


def test_a_variable_that_is_empty_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ADVISOR_PORT", "ADVISOR_HOST", "ADVISOR_DATA_DIR"):
        monkeypatch.setenv(name, "")

    settings = load_settings()

    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert settings.data_dir == Path.home() / ".outsourcing-advisor"


def test_an_unknown_name_in_the_file_is_refused(folder: Path) -> None:
    write(folder, "prot = 8001\n")

    with pytest.raises(SettingsError, match=r"prot in advisor\.toml is not a setting.*port"):
        load_settings()


def test_an_unknown_argument_is_refused() -> None:
    with pytest.raises(ValidationError, match="prot"):
        Settings(prot=1)  # type: ignore[call-arg]


@pytest.mark.parametrize("content", [b"port = ", b"\xff\xfe", b"[advisor"])
def test_a_file_that_is_no_toml_is_named(folder: Path, content: bytes) -> None:
    (folder / "advisor.toml").write_bytes(content)

    with pytest.raises(SettingsError, match=r"advisor\.toml cannot be read"):
        load_settings()


def test_an_empty_host_would_serve_to_everyone_and_is_refused(folder: Path) -> None:
    write(folder, 'host = ""\n')

    with pytest.raises(SettingsError, match="Correct ADVISOR_HOST"):
        load_settings()


def test_the_page_is_served_to_this_machine_only_unless_told_otherwise() -> None:
    assert load_settings().host == "127.0.0.1"


def test_a_home_folder_is_spelled_out(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("ADVISOR_DATA_DIR", "~/advice")

    assert load_settings().data_dir == folder / "advice"


def test_a_home_folder_of_nobody_is_refused() -> None:
    with pytest.raises(SettingsError, match="Correct ADVISOR_DATA_DIR"):
        load_settings(data_dir="~no-such-user/advice")


def test_someone_without_a_home_is_told_to_name_a_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)

    assert load_settings().data_dir == tmp_path / "data"
    monkeypatch.delenv("ADVISOR_DATA_DIR")
    with pytest.raises(SettingsError, match="Set ADVISOR_DATA_DIR"):
        load_settings()


def test_the_shipped_knowledge_is_the_default() -> None:
    assert load_settings().knowledge_dir == ROOT / "knowledge"


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load_settings().port = 1  # type: ignore[misc]


def test_the_digest_changes_with_what_can_change_an_answer_and_with_nothing_else() -> None:
    digest = load_settings().digest

    assert load_settings(port=1, host="::1", data_dir="x", threads=2).digest == digest
    assert load_settings(max_points=3).digest != digest
    assert load_settings(scope_floor=0.4).digest != digest


def test_every_setting_says_what_it_means() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
