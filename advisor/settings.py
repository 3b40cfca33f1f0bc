"""Every setting, with its bounds and meaning; read from ADVISOR_* variables and advisor.toml."""

import hashlib
import os
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from advisor.errors import SettingsError

PREFIX = "ADVISOR_"


def _shipped(name: str) -> Path:
    """A content folder: beside the package in a checkout, inside it when installed."""
    checkout = Path(__file__).resolve().parent.parent / name
    return checkout if checkout.is_dir() else Path(__file__).resolve().parent / "_shipped" / name


class Settings(BaseSettings):
    """Frozen settings; unknown names are refused so that a typo never passes silently."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, toml_file="advisor.toml", frozen=True, extra="forbid"
    )

    data_dir: Path = Field(
        default=Path.home() / ".outsourcing-advisor",
        description="Folder for conversations and the index.",
    )
    knowledge_dir: Path = Field(
        default_factory=lambda: _shipped("knowledge"), description="Folder of the guidance files."
    )
    host: str = Field(default="127.0.0.1", description="Address the page is served at.")
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
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def digest(self) -> str:
        """Short hash of the settings that can change an answer."""
        local = {"data_dir", "knowledge_dir", "host", "port", "threads"}
        return hashlib.sha256(self.model_dump_json(exclude=local).encode()).hexdigest()[:12]


def load_settings(**overrides: object) -> Settings:
    """Settings from arguments, environment and file; `SettingsError` says which one is wrong."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingsError(
            f"{unknown[0]} is not a setting. Known settings: {', '.join(sorted(known))}."
        )
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # checked by pydantic at run time
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"The setting {name} is wrong: {first['msg']} (it was {first.get('input')!r}). "
            f"Correct {PREFIX}{name.upper()} or the line in advisor.toml."
        ) from error
