"""Reads the warning signs of knowledge/signals/ into `SignalRule`s; strict about the format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from advisor.domain.check_up import Severity
from advisor.errors import KnowledgeError
from advisor.knowledge.files import Fields, read_text
from advisor.knowledge.signal_phrases import Line, expand, parse_line

RuleKind = Literal[
    "sentence", "count", "unanswered", "missed_target", "worse_trend", "no_reading", "no_review"
]
Allowance = Literal["questions", "elsewhere", "negated", "supposed"]
NUTSHELL = "nutshell"
_KEYS = (
    "id topic point severity kind looks_for says unless solved_by about against allows times days "
    "fires silent".split()
)
_NEEDS_WORDS: tuple[RuleKind, ...] = ("sentence", "count", "unanswered", "no_review")
_NEEDS_DAYS: tuple[RuleKind, ...] = ("count", "unanswered", "no_reading", "no_review")
_MIN_FIRES, _MIN_SILENT = 3, 2


@dataclass(frozen=True, kw_only=True)
class SignalRule:
    """One warning sign.

    `looks_for` completes "The rule looks for ...". A sentence that matches one of `says` and none
    of `unless` fires, unless it is denied, supposed, asked or about another vendor and `allows`
    does not permit that; a later match of `solved_by`, or a general "fixed" with words of `about`,
    solves it. A `count` rule needs `times` notes within `days`; the other kinds need silence of
    `days`. `against` is the sentence of the point that such a note contradicts: `nutshell` for its
    first one, or empty. `fires` and `silent` are examples.
    """

    rule_id: str
    topic_id: str
    point_id: str
    severity: Severity
    looks_for: str
    kind: RuleKind = "sentence"
    says: tuple[Line, ...] = ()
    unless: tuple[Line, ...] = ()
    solved_by: tuple[Line, ...] = ()
    about: tuple[Line, ...] = ()
    against: str = ""
    allows: frozenset[Allowance] = frozenset()
    times: int = 1
    days: int = 0
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def load_signals(folder: Path) -> tuple[SignalRule, ...]:
    """Read the files under signals/; `KnowledgeError` names the rule and what is wrong in it.

    `words.yaml` holds the word lists that all may use; each other file holds the rules of one
    topic, which it is named for, and may hold lists of its own.
    """
    place = folder / "signals"
    shared = _word_lists(_mapping(place / "words.yaml", {"word_lists"})["word_lists"], "words.yaml")
    rules: list[SignalRule] = []
    for path in sorted(place.glob("*.yaml")):
        if path.name != "words.yaml":
            rules += _of_topic(path, shared)
    for number, rule in enumerate(rules):
        if any(rule.rule_id == other.rule_id for other in rules[:number]):
            raise KnowledgeError(f"signals/: the id {rule.rule_id!r} is used for two rules.")
    return tuple(rules)


def _of_topic(path: Path, shared: Mapping[str, str]) -> list[SignalRule]:
    data = _mapping(path, {"word_lists", "rules"})
    lists = {**shared, **_word_lists(data["word_lists"], path.name)}
    if not isinstance(data["rules"], list) or not data["rules"]:
        raise KnowledgeError(f"{path.name}: `rules` must be a list of rules.")
    rules = [_rule(item, lists, path.name) for item in data["rules"]]
    for rule in rules:
        if rule.topic_id != path.stem:
            raise KnowledgeError(f"{path.name}, {rule.rule_id}: its topic is not {path.stem}.")
    return rules


def _mapping(path: Path, keys: set[str]) -> dict[str, Any]:
    data = _parsed(path)
    if not isinstance(data, dict) or set(data) != keys:
        wanted = " and ".join(f"`{key}`" for key in sorted(keys, reverse=True))
        raise KnowledgeError(f"{path.name} must hold {wanted}, and nothing else.")
    return data


def _parsed(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the file is long: ten times as fast
    try:
        return yaml.load(read_text(path), Loader=loader)  # noqa: S506 - both loaders are safe ones
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path.name} is not valid YAML: {error}") from error


def _word_lists(values: object, name: str) -> dict[str, str]:
    if not isinstance(values, Mapping) or not all(
        isinstance(text, str) for text in values.values()
    ):
        raise KnowledgeError(f"{name}: `word_lists` must hold `name: a|b|c` lines.")
    return {str(key): re.sub(r"\s*\|\s*", "|", text.strip()) for key, text in values.items()}


def _rule(item: object, lists: Mapping[str, str], name: str) -> SignalRule:
    where = f"{name}, {item.get('id', 'no id') if isinstance(item, dict) else item!r}"
    fields = Fields(item, where)
    fields.only(*_KEYS)
    rule = SignalRule(
        rule_id=fields.text("id"),
        topic_id=fields.text("topic"),
        point_id=fields.text("point"),
        severity=cast(Severity, _one_of(fields, "severity", get_args(Severity), None)),
        kind=cast(RuleKind, _one_of(fields, "kind", get_args(RuleKind), "sentence")),
        looks_for=fields.text("looks_for"),
        says=_lines(fields, "says", lists, where),
        unless=_lines(fields, "unless", lists, where),
        solved_by=_lines(fields, "solved_by", lists, where),
        about=_lines(fields, "about", lists, where),
        against=fields.text("against", ""),
        allows=_allowances(fields),
        times=_whole(fields, item, "times", 1),
        days=_whole(fields, item, "days", 0),
        fires=fields.texts("fires", optional=True),
        silent=fields.texts("silent", optional=True),
    )
    _check(rule, fields)
    return rule


def _check(rule: SignalRule, fields: Fields) -> None:
    if rule.kind in _NEEDS_WORDS and not rule.says:
        raise fields.error("lacks `says`")
    if rule.kind in _NEEDS_DAYS and not rule.days:
        raise fields.error(f"a rule of the kind {rule.kind} needs `days`")
    if rule.kind != "sentence":
        return
    if len(rule.fires) < _MIN_FIRES or len(rule.silent) < _MIN_SILENT:
        raise fields.error(f"needs {_MIN_FIRES} examples in `fires` and {_MIN_SILENT} in `silent`")


def _lines(fields: Fields, key: str, lists: Mapping[str, str], where: str) -> tuple[Line, ...]:
    """The lines of a block of text, a phrase or joined phrases each."""
    lines = fields.text(key, "").splitlines()
    return tuple(
        parse_line(expand(line.strip(), lists, where), f"{where}, {key}")
        for line in lines
        if line.strip()
    )


def _one_of(fields: Fields, key: str, known: tuple[str, ...], default: str | None) -> str:
    value = fields.text(key, default)
    if value not in known:
        raise fields.error(f"`{key}` must be one of {', '.join(known)}")
    return value


def _allowances(fields: Fields) -> frozenset[Allowance]:
    values = fields.texts("allows", optional=True)
    known = get_args(Allowance)
    if unknown := sorted(set(values) - set(known)):
        raise fields.error(f"`allows` knows {', '.join(known)}, not `{unknown[0]}`")
    return frozenset(cast(tuple[Allowance, ...], values))


def _whole(fields: Fields, item: object, key: str, default: int) -> int:
    return fields.whole(key) if isinstance(item, dict) and key in item else default
