"""Checks that every number and legal term in the knowledge rests on a dated fact.

A sentence may state a number or a legal term if one of the facts that its text names states the
same, or if the words stand in the list of ordinary practice in facts.yaml, each with a reason.
Names of laws and authorities, citations, dates, shares and sums are never ordinary practice, and
neither is anything in a sentence that appeals to a study, survey, research or average.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from advisor.domain.library import Library
from advisor.domain.reference import Fact, Reference, RefusedNumber
from advisor.knowledge.checked_texts import Text, lines_of, texts_of
from advisor.knowledge.claims import Claimed, claims_in
from advisor.knowledge.files import Fields, parse_yaml, read_text
from advisor.knowledge.guidance import load_library
from advisor.knowledge.reference import load_reference

_EXCUSABLE = ("number", "legal term")
_EVIDENCE = re.compile(
    r"\b(?:stud(?:y|ies) (?:find|found|show|say|put)\w*|surveys?|research(?:ers)?|statistics?"
    r"|according to|on average|typically)\b",
    re.IGNORECASE,
)
_ALIASES = {
    "ftc": "federal trade commission",
    "gsa": "general services administration",
    "irs": "internal revenue service",
    "gdpr": "general data protection regulation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding: an error must be put right, a warning must be looked at."""

    level: Literal["error", "warning"]
    where: str
    sentence: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Wordings that hold a number or legal word but claim nothing, and the reason."""

    practice_id: str
    because: str
    phrases: tuple[str, ...]


def check_folder(folder: Path, today: date) -> list[Problem]:
    """`check` on a knowledge folder, with the ordinary practice that its facts.yaml lists."""
    return check(
        load_library(folder), load_reference(folder), today, practice=load_practice(folder)
    )


def load_practice(folder: Path) -> tuple[Practice, ...]:
    """The ordinary practice in facts.yaml; `KnowledgeError` where a phrase is no excuse."""
    path = folder / "facts.yaml"
    data = parse_yaml(read_text(path), path)
    found = []
    for number, item in enumerate(data.get("practice") or (), start=1):
        fields = Fields(item, f"{path.name}, practice entry {number}")
        fields.only("id", "because", "phrases")
        entry = Practice(
            practice_id=fields.text("id"),
            because=fields.text("because"),
            phrases=fields.texts("phrases"),
        )
        for phrase in entry.phrases:
            _check_phrase(phrase, fields)
        found.append(entry)
    return tuple(found)


def _check_phrase(phrase: str, fields: Fields) -> None:
    claims = claims_in(phrase)
    if not claims:
        raise fields.error(f"{phrase!r} holds no number or legal term, so it excuses nothing")
    for claim in claims:
        if claim.kind not in _EXCUSABLE:
            raise fields.error(f"{phrase!r}: {claim.words!r} ({claim.kind}) needs a fact")
        if claim.words == phrase:
            raise fields.error(f"{phrase!r} must say more than the number or term itself")


def check(
    library: Library,
    reference: Reference,
    today: date,
    *,
    practice: Sequence[Practice] = (),
) -> list[Problem]:
    """Every number or legal term without a fact, refused number, dead link and overdue fact.

    Errors come first; facts past their review date on `today`, and wordings of ordinary practice
    that no text uses any more, follow as warnings.
    """
    excused = _phrases(practice)
    problems = [*_links(library, reference), *_refused_numbers(library, reference)]
    for text in texts_of(library, reference):
        facts = [reference.facts[name] for name in text.facts if name in reference.facts]
        grounds = [Ground(fact, library) for fact in facts]
        problems += _unfounded(text, grounds, excused)
    return [*problems, *_overdue(reference, today), *_unused(practice, library, reference)]


class Ground:
    """What one fact allows: the values, terms and wordings of its statement and its sources."""

    def __init__(self, fact: Fact, library: Library) -> None:
        self.fact = fact
        sources = [library.sources[name] for name in fact.sources if name in library.sources]
        named = [part for source in sources for part in (source.title, source.section, source.url)]
        text = "\n".join([fact.statement, fact.say, *named])
        dates = [fact.as_of, *(source.published for source in sources)]
        claims = [claim for part in (text, *dates) for claim in claims_in(part)]
        self._text = re.sub(r"\barticles?\b", "article", text.lower())
        self._keys = {(claim.kind, claim.key) for claim in claims}
        self._numbers = [claim for claim in claims if claim.kind in {"number", "amount"}]

    def covers(self, claim: Claimed) -> bool:
        """Whether the fact or its source states what the sentence states."""
        if claim.kind == "citation":
            return claim.key.removeprefix("doi ") in self._text
        if claim.kind == "date":
            return any(kind == "date" and key.startswith(claim.key) for kind, key in self._keys)
        if claim.kind == "authority":
            return any(
                re.search(rf"\b{re.escape(name)}\b", self._text)
                for name in (claim.key, _ALIASES.get(claim.key, claim.key))
            )
        if claim.kind == "legal term":
            return (claim.kind, claim.key) in self._keys
        return any(
            (claim.key, claim.unit) == (known.key, known.unit)
            and (bool(claim.unit) or bool(claim.near & known.near))
            for known in self._numbers
        )


def _unfounded(
    text: Text, grounds: Sequence[Ground], excused: re.Pattern[str] | None
) -> Iterator[Problem]:
    for sentence in text.sentences:
        if sentence.startswith("For example"):
            continue
        allowed = _excused_spans(sentence, excused)
        for claim in claims_in(sentence):
            if text.legal_only and claim.kind in {"number", "date", "amount"}:
                continue
            if claim.kind in _EXCUSABLE and _inside(claim, allowed):
                continue
            if not any(ground.covers(claim) for ground in grounds):
                named = ", ".join(text.facts) or "none"
                yield Problem(
                    level="error",
                    where=text.where,
                    sentence=sentence,
                    message=f"{claim.words!r} ({claim.kind}) rests on no fact; named: {named}",
                )


def _excused_spans(sentence: str, excused: re.Pattern[str] | None) -> list[tuple[int, int]]:
    if excused is None or _EVIDENCE.search(sentence):
        return []
    return [match.span(1) for match in excused.finditer(sentence)]


def _inside(claim: Claimed, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= claim.start and claim.end <= end for start, end in spans)


def _phrases(practice: Sequence[Practice]) -> re.Pattern[str] | None:
    """All phrases in one pattern, the longest first; overlapping ones are all found."""
    phrases = {phrase for entry in practice for phrase in entry.phrases}
    if not phrases:
        return None
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    forms = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?=({forms})(?!\w))", re.IGNORECASE)


def _refused_numbers(library: Library, reference: Reference) -> Iterator[Problem]:
    forms = [
        (refused, re.compile(_number_form(number), re.IGNORECASE))
        for refused in reference.refused
        for number in refused.numbers
    ]
    for where, line in lines_of(library, reference):
        for refused, form in forms:
            if form.search(line):
                yield _refusal(where, line, refused)


def _refusal(where: str, line: str, refused: RefusedNumber) -> Problem:
    message = f"refused number ({refused.refused_id}): {refused.because}"
    return Problem(level="error", where=where, sentence=line.strip(), message=message)


def _number_form(number: str) -> str:
    """A refused number however it is written: "70-80%", "70 to 80 per cent"."""
    form = re.escape(number).replace(r"\-", r"(?: ?%)? ?(?:-|\N{EN DASH}|to|and) ?")
    return rf"(?<![\d.,]){form.replace('%', r' ?(?:%|per ?cent)')}"


def _links(library: Library, reference: Reference) -> Iterator[Problem]:
    """Ids that lead nowhere."""
    topics, points = set(library.topic_by_id), set(library.points)
    for topic in library.topics:
        yield from _missing(topic.topic_id, "template", (topic.artefact,), reference.templates)
    for point in library.points.values():
        yield from _missing(f"guidance {point.point_id}", "fact", point.facts, reference.facts)
    for fact in reference.facts.values():
        yield from _missing(f"fact {fact.fact_id}", "source", fact.sources, library.sources)
    for term in reference.terms.values():
        yield from _missing(f"glossary, {term.term}", "topic", (term.topic_id,), topics)
    for template in reference.templates.values():
        where = f"template {template.template_id}"
        yield from _missing(where, "topic", (template.topic_id,), topics)
        yield from _missing(where, "point", template.point_ids, points)


def _missing(
    where: str, what: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    for name in sorted(set(names) - set(known)):
        yield Problem(level="error", where=where, sentence="", message=f"unknown {what} {name!r}")


def _overdue(reference: Reference, today: date) -> Iterator[Problem]:
    for fact in reference.facts.values():
        if date.fromisoformat(fact.review_by) < today:
            yield Problem(
                level="warning",
                where=f"fact {fact.fact_id}",
                sentence=fact.say,
                message=f"was to be reviewed by {fact.review_by}; check its source again",
            )


def _unused(
    practice: Sequence[Practice], library: Library, reference: Reference
) -> Iterator[Problem]:
    """Wordings that were excused once and are gone: a later text must not inherit the excuse."""
    sentences = [sentence for text in texts_of(library, reference) for sentence in text.sentences]
    everything = "\n".join(sentences).lower()
    for entry in practice:
        for phrase in entry.phrases:
            if phrase.lower() not in everything:
                yield Problem(
                    level="warning",
                    where=f"practice {entry.practice_id}",
                    sentence=phrase,
                    message="no text uses this wording; remove it from facts.yaml",
                )
