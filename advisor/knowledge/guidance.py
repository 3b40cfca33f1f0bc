"""Reads the guidance and what belongs to it into a `Library`; strict about the format."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

from advisor.domain import (
    STAGES,
    TRADES,
    Library,
    OutOfScope,
    Point,
    Question,
    SourceRef,
    Stage,
    TemplatePhrase,
    Topic,
    Trade,
    TradeProfile,
)
from advisor.errors import KnowledgeError
from advisor.knowledge.files import front_matter, parse_yaml, read_text

_Item = TypeVar("_Item")
_HEADING = re.compile(r"^## ", re.MULTILINE)
_META = re.compile(r"^(asks|stage|functions|facts): (.+)$")
_EXAMPLE = re.compile(r"^- (\w+): (.+)$")
_ASKED = re.compile(r"^- (?P<text>.*?)(?: \[(?P<also>\d+[a-z](?:, *\d+[a-z])*)\])?$")


def load_library(folder: Path) -> Library:
    """Read every knowledge file; `KnowledgeError` names the file and what is wrong in it."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".yaml"})
    guidance = [path for path in files if path.parent.name == "guidance"]
    if not guidance:
        raise KnowledgeError(
            f"No guidance files in {folder}. Set ADVISOR_KNOWLEDGE_DIR to the knowledge folder."
        )
    parsed = sorted((_read_topic(path) for path in guidance), key=lambda item: item[0].number)
    topics = tuple(topic for topic, _ in parsed)
    questions = tuple(question for _, asked in parsed for question in asked)
    library = Library(
        topics=topics,
        questions=questions,
        out_of_scope=_read_scope(folder / "scope.yaml"),
        trades=_read_trades(folder / "trades.yaml"),
        sources=_read_sources(folder / "sources.yaml"),
        digest=_digest(folder, files),
        template_phrases=_template_phrases(folder / "templates"),
    )
    _check_references(library)
    return library


def _template_phrases(folder: Path) -> tuple[TemplatePhrase, ...]:
    """The ways to ask for each template; a knowledge folder may have no templates."""
    return tuple(
        TemplatePhrase(template_id=meta["id"], text=text, point_ids=tuple(map(str, meta["points"])))
        for meta, _ in map(front_matter, sorted(folder.glob("*.md")))
        for text in (meta["title"], *meta["asked_as"])
    )


def slug(title: str) -> str:
    """A title as it appears in a passage id."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _digest(folder: Path, files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _read_topic(path: Path) -> tuple[Topic, list[Question]]:
    meta, text = front_matter(path)
    try:
        sections = [_read_section(part, meta["id"], path) for part in _HEADING.split(text)[1:]]
        topic = Topic(
            topic_id=meta["id"],
            number=meta["number"],
            title=meta["title"],
            summary=meta["summary"],
            also_called=tuple(meta["also_called"]),
            about=meta["about"],
            ask=meta["ask"],
            artefact=meta["artefact"],
            artefact_title=meta["artefact_title"],
            sources=tuple(meta["sources"]),
            reviewed=str(meta["reviewed"]),
            points=tuple(point for point, _ in sections),
        )
    except KeyError as error:
        raise KnowledgeError(f"{path.name} lacks {error} in its front matter.") from error
    except TypeError as error:
        raise KnowledgeError(
            f"{path.name}: a value of the front matter is malformed: {error}."
        ) from error
    return topic, [question for _, asked in sections for question in asked]


def _read_section(text: str, topic_id: str, path: Path) -> tuple[Point, list[Question]]:
    heading, _, rest = text.partition("\n")
    point_id, _, title = heading.strip().partition(" ")
    body, _, rest = rest.partition("### In your trade")
    examples, _, asked = rest.partition("### Asked as")
    meta = {match[1]: match[2] for match in map(_META.match, body.splitlines()) if match}
    stage = meta.get("stage")
    if stage not in STAGES:
        raise KnowledgeError(f"{path.name}, {point_id}: stage must be one of {', '.join(STAGES)}.")
    sentences = [line.strip() for line in body.splitlines() if not _META.match(line)]
    point = Point(
        point_id=point_id,
        topic_id=topic_id,
        title=title,
        passage_id=f"{topic_id}#{slug(title)}",
        asks=meta.get("asks", ""),
        stage=cast(Stage, stage),
        functions=_list(meta.get("functions", "[any]")),
        facts=_list(meta.get("facts", "[]")),
        sentences=tuple(filter(None, sentences)),
        examples=_examples(examples, f"{path.name}, {point_id}"),
    )
    if not point.sentences or not point.asks:
        raise KnowledgeError(f"{path.name}, {point_id}: needs an `asks:` line and sentences.")
    own = Question(text=point.asks, point_ids=(point_id,))
    return point, [own, *_questions(asked, point_id)]


def _list(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (item.strip() for item in text.strip("[] ").split(","))))


def _examples(text: str, where: str) -> dict[Trade, str]:
    found = {match[1]: match[2] for match in map(_EXAMPLE.match, text.splitlines()) if match}
    unknown = sorted(set(found) - set(TRADES))
    if unknown:
        raise KnowledgeError(f"{where}: unknown trade {unknown[0]!r}; known: {', '.join(TRADES)}.")
    return cast(dict[Trade, str], found)


def _questions(text: str, point_id: str) -> Iterator[Question]:
    for match in map(_ASKED.match, text.splitlines()):
        if match and match["text"]:
            also = _list(match["also"] or "")
            yield Question(text=match["text"], point_ids=(point_id, *also))


def _read_scope(path: Path) -> tuple[OutOfScope, ...]:
    return tuple(
        _read_items(
            path,
            lambda item: OutOfScope(
                kind_id=item["id"],
                limit=item["limit"],
                ask=item.get("ask") or "",
                offer=item["offer"],
                points=tuple(item.get("points") or ()),
                asked_as=tuple(item["asked_as"]),
            ),
        )
    )


def _read_trades(path: Path) -> dict[Trade, TradeProfile]:
    profiles = _read_items(
        path,
        lambda item: TradeProfile(
            trade_id=item["id"],
            title=item["title"],
            worker=item["worker"],
            words=tuple(item["words"]),
        ),
    )
    if {profile.trade_id for profile in profiles} != set(TRADES):
        raise KnowledgeError(f"{path.name} must hold exactly these trades: {', '.join(TRADES)}.")
    return {profile.trade_id: profile for profile in profiles}


def _read_sources(path: Path) -> dict[str, SourceRef]:
    sources = _read_items(
        path,
        lambda item: SourceRef(
            source_id=item["id"],
            title=item["title"],
            section=item.get("publisher", ""),
            url=item.get("url", ""),
            published=str(item.get("published", "")),
            licence=item.get("licence", ""),
        ),
    )
    return {source.source_id: source for source in sources}


def _read_items(path: Path, read: Callable[[dict[str, Any]], _Item]) -> list[_Item]:
    """The items of a YAML list, at the top or under the first list-valued key."""
    data = parse_yaml(read_text(path), path)
    if isinstance(data, dict):
        data = next((value for value in data.values() if isinstance(value, list)), None)
    if not isinstance(data, list):
        raise KnowledgeError(f"{path.name} must hold a list.")
    items = []
    for number, item in enumerate(data, start=1):
        try:
            items.append(read(item))
        except KeyError as error:
            raise KnowledgeError(f"{path.name}, entry {number} lacks {error}.") from error
        except (AttributeError, TypeError) as error:
            raise KnowledgeError(f"{path.name}, entry {number} is malformed: {error}.") from error
    return items


def _check_references(library: Library) -> None:
    points = [point for topic in library.topics for point in topic.points]
    for ids in ([point.point_id for point in points], [point.passage_id for point in points]):
        if twice := [name for name, count in Counter(ids).items() if count > 1]:
            raise KnowledgeError(f"The id {twice[0]} is used for two points; each needs its own.")
    known = set(library.points)
    for question in library.questions:
        if missing := set(question.point_ids) - known:
            raise KnowledgeError(f"{question.text!r} names unknown points {sorted(missing)}.")
    for limit in library.out_of_scope:
        if missing := set(limit.points) - known:
            raise KnowledgeError(f"scope.yaml, {limit.kind_id}: unknown points {sorted(missing)}.")
    for topic in library.topics:
        if missing := set(topic.sources) - set(library.sources):
            raise KnowledgeError(f"{topic.topic_id}: unknown sources {sorted(missing)}.")
