"""Reads the questions to put to a vendor from knowledge/agenda.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from advisor.errors import KnowledgeError
from advisor.knowledge.files import read_text

_MEASURES = ("missed", "unread", "met", "closing")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaQuestions:
    """A question for each topic id, and those about measures, with {measure} and {target}."""

    topics: Mapping[str, str]
    missed: str
    unread: str
    met: str
    closing: str


def load_agenda(folder: Path) -> AgendaQuestions:
    """Read agenda.yaml; `KnowledgeError` says what is missing."""
    path = folder / "agenda.yaml"
    try:
        data: Any = yaml.safe_load(read_text(path))
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path.name} is not valid YAML: {error}") from error
    if not isinstance(data, dict) or set(data) != {"topics", "measures"}:
        raise KnowledgeError(f"{path.name} must hold `topics` and `measures`, and nothing else.")
    topics, measures = (_texts(data[name], f"{path.name}, {name}") for name in data)
    if set(measures) != set(_MEASURES):
        raise KnowledgeError(f"{path.name}, measures must hold {', '.join(_MEASURES)}.")
    return AgendaQuestions(topics=topics, **measures)


def _texts(values: Any, where: str) -> dict[str, str]:
    if not isinstance(values, dict) or not all(isinstance(one, str) for one in values.values()):
        raise KnowledgeError(f"{where} must hold `name: text` lines.")
    return {str(key): text for key, text in values.items()}
