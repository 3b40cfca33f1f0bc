"""Finds appendices and attachments that a brief names and does not hold."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import Unit, places, shown

_LABEL = r"(?:Appendix|Annex|Annexe|Attachment|Exhibit|Enclosure|Addendum|Schedule)"
_REFERENCE = re.compile(
    rf"(?<![\w-])(?P<label>{_LABEL})[ \n]+(?:No\.? ?)?(?P<id>[A-Z]|\d{{1,2}}|"
    rf"[IVX]{{1,4}})\b(?![.'\u2019-]\w)",
    re.IGNORECASE,
)
_DEFINED = re.compile(rf"(?<=[.!?][ \n]){_REFERENCE.pattern}(?=\s?[:\u2013])")
_IN_LAW = re.compile(
    r"\b(?:CFR|U\.?S\.?C|directive|regulation|act|code|statute|treaty|protocol|"
    r"standard contractual|"
    r"iso \d|EPAAG|GDPR)\b",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"\b(?:(?:please )?see (?:the )?attach(?:ed|ment)\b|(?:please )?find attached\b|"
    r"(?:in|with|on|see|per|using|to) (?:the|our|my|an?) attached\b|(?:is|"
    r"are) attached(?= ?[.,;)]|$)|"
    r"(?:the|our|my) attached (?:file|document|spreadsheet|brief|list|pdf|drawings?|plans?|sheet|"
    r"scope|template|excel|doc|mock-?ups?|specifications?|designs?|photos?|inventory)\b|"
    r"in the attachments?\b|"
    r"\b(?:drawings?|plans?|files?|documents?|lists?|photos?|forms?) (?:is|are) enclosed\b|"
    r"\b(?:enclosed|attached|annexed|appended) (?:with|to|in|at the end of) (?:this|our|the) "
    r"(?:letter|"
    r"e-?mail|post|message|mail|tender|request|brief|rfp|job|ad)\b|"
    r"\b(?:at|below) the (?:end|bottom|foot) of this (?:post|e-?mail|message|letter|ad)\b|"
    r"\battached (?:file|document|spreadsheet|pdf|excel)\b)",
    re.IGNORECASE,
)


def missing_appendices(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Appendices that the text names and does not hold, and "see attached" with nothing there."""
    present = _present(brief)
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    attached = []
    for unit in found:
        for match in _REFERENCE.finditer(unit.text):
            key = f"{match['label']} {match['id']}".lower()
            if key in present or not _is_reference(match) or _IN_LAW.search(unit.text):
                continue
            spans[key].append((unit.start + match.start(), unit.start + match.end()))
        if named := _ATTACHED.search(unit.text):
            attached.append((unit.start + named.start(), unit.start + named.end()))
    for where in spans.values():
        quote = brief.text[slice(*where[0])]
        yield _not_there(brief, f"{shown(quote)} is named and is not in this text", where)
    if attached and not present and not spans:
        quote = brief.text[slice(*attached[0])]
        yield _not_there(brief, f"{shown(quote)}: the attachment is not in this text", attached)


def _is_reference(match: re.Match[str]) -> bool:
    """A capital letter, number or numeral; `schedule a` is no schedule."""
    schedule = match["label"].lower() == "schedule"  # GSA Schedule 70 is a price list
    capital = match["id"].isupper() or (
        match["id"].isdecimal() and not (schedule and len(match["id"]) > 1)
    )
    return capital and match["label"][0].isupper()


def _present(brief: Brief) -> set[str]:
    """The appendices that have a heading or a line of their own."""
    found = set()
    for heading in [section.heading for section in brief.sections]:
        if match := _REFERENCE.search(heading):
            found.add(f"{match['label']} {match['id']}".lower())
    for line in brief.text.splitlines():
        plain = line.strip(" \t#*_|-")
        match = _REFERENCE.match(plain)
        if match and re.match(
            r"\s*(?:$|[:(|\u2013\u2014-]|\.\s+[A-Z]|[A-Z])", plain[match.end() :]
        ):
            found.add(f"{match['label']} {match['id']}".lower())
    for match in _DEFINED.finditer(brief.text):
        found.add(f"{match['label']} {match['id']}".lower())
    return found


def _not_there(brief: Brief, message: str, spans: Sequence[tuple[int, int]]) -> LintFinding:
    return LintFinding(
        code="missing-appendix",
        message=f"{message}.",
        fix="Add it, or say where the reader gets it; otherwise leave the reference out.",
        places=places(brief, spans),
    )
