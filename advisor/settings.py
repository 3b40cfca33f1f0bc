"""Every setting, with its bounds and meaning; read from ADVISOR_* variables and advisor.toml."""

import hashlib
import os
import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from advisor.errors import SettingsError

PREFIX = "ADVISOR_"
FILE = "advisor.toml"


def _shipped(name: str) -> Path:
    """A content folder: beside the package in a checkout, inside it when installed."""
    checkout = Path(__file__).resolve().parent.parent / name
    return checkout if checkout.is_dir() else Path(__file__).resolve().parent / "_shipped" / name


def _home_folder() -> Path:
    try:
        return Path.home() / ".outsourcing-advisor"
    except RuntimeError as error:
        raise SettingsError(
            "You have no home folder to keep conversations in. Set ADVISOR_DATA_DIR to a folder."
        ) from error


class _TomlFile(TomlConfigSettingsSource):
    """The settings file; one that cannot be read is a `SettingsError`."""

    def _read_file(self, file_path: Path | Traversable) -> dict[str, Any]:
        try:
            return super()._read_file(file_path)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"{file_path} cannot be read: {error}. Correct it.") from error


class Settings(BaseSettings):
    """Frozen settings; unknown names are refused so that a typo never passes silently.

    A variable that is set but empty counts as not set. Raises `SettingsError` for an unknown
    variable and an unreadable file, and pydantic's `ValidationError` for a wrong value.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, toml_file=FILE, frozen=True, extra="forbid"
    )

    data_dir: Path = Field(
        default_factory=_home_folder, description="Folder for conversations and the index."
    )
    database_url: str = Field(
        default="",
        description="SQL database of the user's data, such as postgresql+psycopg://user@host/name; "
        "empty for an SQLite file in the data folder.",
    )
    chroma_url: str = Field(
        default="",
        description="Chroma server that holds the index of the notes, such as "
        "http://127.0.0.1:8000; empty for an index in the data folder.",
    )
    knowledge_dir: Path = Field(
        default_factory=lambda: _shipped("knowledge"), description="Folder of the guidance files."
    )
    host: str = Field(
        default="127.0.0.1", min_length=1, description="Address the page is served at."
    )
    port: int = Field(default=7860, ge=1, le=65535, description="Port the page is served at.")
    max_question_chars: int = Field(
        default=4000, ge=100, le=100_000, description="Longer questions are refused, in characters."
    )
    evidence_count: int = Field(
        default=12, ge=1, le=74, description="Passages looked at for one answer."
    )
    evidence_tokens: int = Field(
        default=6000, ge=200, le=100_000, description="Token budget of the evidence."
    )
    max_points: int = Field(default=8, ge=1, le=8, description="Points said in one answer.")
    scope_floor: float = Field(
        default=0.5,
        ge=0,
        le=1,
        description="Questions whose probability of being in scope is lower are declined.",
    )
    threads: int = Field(default=1, ge=1, le=64, description="CPU threads of one embedding call.")
    model: str = Field(
        default="",
        description="Language model that writes answers, such as openai:gpt-5-mini, or any name "
        "with ADVISOR_BASE_URL; empty for offline answers.",
    )
    base_url: str = Field(
        default="",
        description="Address of an OpenAI-compatible server, such as http://127.0.0.1:11434/v1; "
        "empty for the provider's own.",
    )
    model_key: SecretStr = Field(
        default=SecretStr(""),
        description="Key of the model's provider; OPENAI_API_KEY and the key saved by "
        "`advisor model key` are used where it is empty.",
    )
    model_timeout: float = Field(
        default=60.0, ge=1, le=600, description="Seconds to wait for the model's first words."
    )
    model_tokens: int = Field(
        default=900, ge=50, le=8000, description="Tokens that the model may write for one answer."
    )
    model_retries: int = Field(
        default=2, ge=0, le=10, description="Tries after a busy or failing server, with pauses."
    )
    answer_cap: float = Field(
        default=0.10, ge=0, le=100, description="Dollars that one reply may cost; 0 for no cap."
    )
    day_cap: float = Field(
        default=2.0, ge=0, le=10_000, description="Dollars that one day may cost; 0 for no cap."
    )
    unsupported: Literal["strict", "mark"] = Field(
        default="strict",
        description="strict leaves unsupported sentences out, mark shows them struck through.",
    )
    masking: bool = Field(
        default=True,
        description="Hide e-mails, phone numbers, keys and account numbers from a remote model.",
    )
    remote_ok: bool = Field(
        default=False,
        description="Agree beforehand that questions go to a remote model; for servers and CI.",
    )
    prompts_dir: Path = Field(
        default_factory=lambda: _shipped("prompts"), description="Folder of the prompts."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over advisor.toml."""
        return init_settings, env_settings, _TomlFile(settings_cls)

    @model_validator(mode="before")
    @classmethod
    def _only_known_variables(cls, values: Any) -> Any:
        known = {PREFIX + name.upper() for name in cls.model_fields}
        given = {name for name in os.environ if name.upper().startswith(PREFIX)}
        unknown = sorted(name for name in given if name.upper() not in known)
        if unknown:
            raise SettingsError(
                f"{unknown[0]} is not a setting. Known settings: {', '.join(sorted(known))}."
            )
        return values

    @field_validator("data_dir", "knowledge_dir", "prompts_dir")
    @classmethod
    def _home_spelled_out(cls, folder: Path) -> Path:
        try:
            return folder.expanduser()
        except RuntimeError as error:
            raise ValueError("there is no such home folder") from error

    @property
    def digest(self) -> str:
        """Short hash of the settings that can change an answer."""
        local = {
            "data_dir",
            "database_url",
            "chroma_url",
            "knowledge_dir",
            "prompts_dir",
            "model_key",
            "model_timeout",
            "model_retries",
            "answer_cap",
            "day_cap",
            "remote_ok",
            "host",
            "port",
            "threads",
        }
        return hashlib.sha256(self.model_dump_json(exclude=local).encode()).hexdigest()[:12]


def load_settings(**overrides: object) -> Settings:
    """Settings from arguments, environment and file; `SettingsError` says which one is wrong."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # checked by pydantic at run time
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            known = ", ".join(sorted(Settings.model_fields))
            raise SettingsError(
                f"{name} in {FILE} is not a setting. Known settings: {known}."
            ) from error
        raise SettingsError(
            f"The setting {name} is wrong: {first['msg']} (it was {first.get('input')!r}). "
            f"Correct {PREFIX}{name.upper()} or the line in {FILE}."
        ) from error
