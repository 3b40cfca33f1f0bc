"""The saved key to a language model: who can read it, which key wins, that it stays hidden."""

import os
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from advisor.adapters.model_keys import find_key, forget_key, load_key, save_key
from advisor.errors import DataFolderError, ModelError

KEY = "sk-proj-0123456789abcdef"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_saved_key_is_loaded_again_and_kept_from_printing(tmp_path: Path) -> None:
    save_key(f"  {KEY}\n", folder=tmp_path / "data")
    key = load_key(folder=tmp_path / "data")

    assert key is not None
    assert key.get_secret_value() == KEY
    assert KEY not in repr(key) + str(key)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_nobody_else_can_read_the_file(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        save_key(KEY, folder=tmp_path)
    finally:
        os.umask(before)

    assert mode(tmp_path / "model-key") == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["model-key"]


def test_saving_again_replaces_the_key_and_tightens_a_loose_file(tmp_path: Path) -> None:
    save_key("sk-old", folder=tmp_path)
    (tmp_path / "model-key").chmod(0o644)
    save_key(SecretStr(KEY), folder=tmp_path)
    key = load_key(folder=tmp_path)

    assert key is not None
    assert key.get_secret_value() == KEY
    assert mode(tmp_path / "model-key") == 0o600


@pytest.mark.parametrize("loose", [0o640, 0o604, 0o666])
def test_a_file_that_others_can_read_is_refused_with_the_repair(tmp_path: Path, loose: int) -> None:
    save_key(KEY, folder=tmp_path)
    (tmp_path / "model-key").chmod(loose)
    with pytest.raises(ModelError, match=r"chmod 600 .*model-key") as caught:
        load_key(folder=tmp_path)

    assert caught.value.kind == "key"
    assert KEY not in str(caught.value)


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    save_key(KEY, folder=tmp_path / "elsewhere")
    (tmp_path / "model-key").symlink_to(tmp_path / "elsewhere" / "model-key")
    with pytest.raises(ModelError, match="Save it again"):
        load_key(folder=tmp_path)


def test_there_is_no_key_before_one_was_saved_and_after_it_was_forgotten(tmp_path: Path) -> None:
    assert load_key(folder=tmp_path) is None
    save_key(KEY, folder=tmp_path)

    assert forget_key(folder=tmp_path)
    assert load_key(folder=tmp_path) is None
    assert not forget_key(folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", ["my key", "sk-\u2026", "sk-a\nsk-b", "x" * 5000])
def test_what_cannot_be_a_key_is_refused_and_not_repeated(tmp_path: Path, typed: str) -> None:
    with pytest.raises(ModelError) as caught:
        save_key(typed, folder=tmp_path)

    assert caught.value.kind == "key"
    assert typed not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_key_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no key to save"):
        save_key("  ", folder=tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands here")
    with pytest.raises(DataFolderError, match="ADVISOR_MODEL_KEY") as caught:
        save_key(KEY, folder=tmp_path / "data")
    assert KEY not in str(caught.value)


def test_the_setting_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    save_key("sk-file", folder=tmp_path)
    both = {"ADVISOR_MODEL_KEY": "sk-own", "OPENAI_API_KEY": "sk-openai"}

    def found(environ: dict[str, str], **more: SecretStr) -> str:
        return find_key(folder=tmp_path, environ=environ, **more).get_secret_value()

    assert found(both, own=SecretStr("sk-setting")) == "sk-setting"
    assert found(both, own=SecretStr("")) == "sk-own"
    assert found({"OPENAI_API_KEY": "sk-openai"}) == "sk-openai"
    assert found({"OPENAI_API_KEY": " "}) == "sk-file"
    assert found({}) == "sk-file"
    forget_key(folder=tmp_path)
    assert found({}) == ""


def test_the_key_for_openai_is_not_shown_to_another_server(tmp_path: Path) -> None:
    environ = {"OPENAI_API_KEY": "sk-openai"}
    for url in ("http://localhost:11434/v1", "https://api.openai.com.evil.example/v1"):
        key = find_key(folder=tmp_path, environ=environ, base_url=url)
        assert key.get_secret_value() == ""
    same = find_key(folder=tmp_path, environ=environ, base_url="https://api.openai.com/v1/")
    assert same.get_secret_value() == "sk-openai"
