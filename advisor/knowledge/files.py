"""Reading YAML and front matter, with errors that name the file and what is wrong in it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from advisor.errors import KnowledgeError


def read_text(path: Path) -> str:
    """The text of a knowledge file that must be there."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise KnowledgeError(f"{path} is missing. Restore it from the release.") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path.name} is not UTF-8 text: {error}.") from error


def parse_yaml(text: str, path: Path) -> Any:
    """YAML, or a `KnowledgeError` that names the file."""
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path.name} is not valid YAML: {error}") from error


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """The front matter between two `---` lines, and the text after it."""
    parts = read_text(path).split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise KnowledgeError(f"{path.name} must begin with front matter between two '---' lines.")
    meta = parse_yaml(parts[1], path)
    if not isinstance(meta, dict):
        raise KnowledgeError(f"{path.name}: the front matter must hold `key: value` lines.")
    return cast(dict[str, Any], meta), parts[2]


class Fields:
    """The values of one entry, each taken by name and type; `where` opens every error."""

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, Mapping):
            raise KnowledgeError(f"{where}: must be a list of `key: value` entries.")
        self._values = cast(Mapping[str, Any], values)
        self._where = where

    def only(self, *known: str) -> None:
        """Refuse a key that nothing reads: it is a misspelling or in the wrong file."""
        if unknown := sorted(map(str, set(self._values) - set(known))):
            raise self.error(f"unknown key `{unknown[0]}`; known: {', '.join(known)}")

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty, or the default where the key is left out."""
        value = self._values.get(key, default)
        if default is not None and value == default:
            return default
        if value is None:
            raise self.error(f"lacks `{key}`")
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"`{key}` must be text, in quotes where YAML takes it for another")
        return value.strip()

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of texts; it may be empty or left out only where it is optional."""
        value = self._values.get(key, [] if optional else None)
        if not isinstance(value, list) or not (value or optional):
            raise self.error(f"`{key}` must be a list")
        if not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(f"`{key}` must hold texts only, in quotes where needed")
        return tuple(item.strip() for item in value)

    def whole(self, key: str) -> int:
        """A whole number above zero."""
        value = self._values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.error(f"`{key}` must be a whole number above zero")
        return value

    def error(self, message: str) -> KnowledgeError:
        """The error to raise for this entry."""
        return KnowledgeError(f"{self._where}: {message}.")
