"""Finds what a brief names and does not hold: appendices, filled-in blanks, text of a part."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from advisor.domain.review import Brief, LintFinding, Section
from advisor.review.lint_text import Unit, place, places, shown

_LABEL = r"(?:Appendix|Annex|Annexe|Attachment|Exhibit|Enclosure|Addendum|Schedule)"
_REFERENCE = re.compile(
    rf"(?<![\w-])(?P<label>{_LABEL})[ \n]+(?:No\.? ?)?(?P<id>[A-Z]|\d{{1,2}}|"
    rf"[IVX]{{1,4}})\b(?![.'\u2019-]\w)",
    re.IGNORECASE,
)
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
    r"\battached (?:file|document|spreadsheet|pdf|excel)\b)",
    re.IGNORECASE,
)
_BLANKS = "insert enter add your name date company client vendor project amount number tbd tbc "
_BLANKS += "describe list specify supplier contractor address email phone title budget price city "
_BLANKS += "agency organi[sz]ation buyer xx+ days? location fill start end country role deadline"
_BLANK = "|".join(_BLANKS.split())
_PLACEHOLDER = re.compile(
    rf"(?<!\])\[(?:(?i:{_BLANK})\b[^\]\n]{{0,80}}|[A-Z][A-Z /_-]{{3,40}}|\.{{3}}|\u2026|_+|"
    rf"\?+)\](?![(\[])|"
    rf"<(?i:insert|your|company|client|vendor|project|name|date|amount|start date|end date|agency|"
    rf"supplier|budget|add|enter)\b[^<>\n@=/]{{0,50}}>|\{{\{{[^{{}}\n]{{1,40}}\}}\}}|"
    r"\b(?:TBD|TBA|TBC|T\.B\.D\.|to be (?:determined|confirmed|added) later|"
    r"to be filled in|to be completed later)(?!\w)|"
    r"(?<![\w-])[$£€]?X{2,}(?:[,.]X{2,})*(?![\w-])|(?i:lorem ipsum)|(?<![_\w])_{4,}(?!\w)|"
    r"\?{3,}|(?<=: )x{3,}\b|"
    r"to be (?:determined|confirmed|announced|advised|defined|decided)(?= ?(?:[.;,)|]|$))"
)
_TO_SIGN = re.compile(
    r"\b(?:signature|signed|sign here|initials|witness|offerors?|bidders?|quoters?|respondents?|"
    r"tenderers?|applicants?|by:|for and on behalf)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^\W*(?:[\dA-Z]{1,2}(?:\.\d+)*[.)]?\s+)?(?:\w+ (?:and |& |of |for )?){0,3}?(?:scope|"
    r"deliverables?|budget|"
    r"timeline|schedule|goals?|objectives?|background|requirements?|acceptance|acceptance criteria|"
    r"communications?|contacts?|payment|pricing|price|milestones?|responsibilities|quality|"
    r"security|"
    r"confidentiality|warranty|support|governance|reporting|reports|risks?|evaluation|training|"
    r"changes?|termination|termination|evaluation criteria|summary|introduction|purpose|overview|"
    r"out of scope|assumptions|data protection|service levels?)(?: (?:and|&) \w+)?\W*$",
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
    return found


def _not_there(brief: Brief, message: str, spans: Sequence[tuple[int, int]]) -> LintFinding:
    return LintFinding(
        code="missing-appendix",
        message=f"{message}.",
        fix="Add it, or say where the reader gets it; otherwise leave the reference out.",
        places=places(brief, spans),
    )


def placeholders(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Text left to be filled in; blanks for a signature or for the bidder's answers are none."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for unit in found:
        for match in _PLACEHOLDER.finditer(unit.text):
            blank = "_" in match[0]
            if blank and _is_form(brief.text, unit.start + match.start(), len(match[0])):
                continue
            key = "blank" if blank else " ".join(match[0].lower().split())
            spans[key].append((unit.start + match.start(), unit.start + match.end()))
    for where in spans.values():
        quote = brief.text[slice(*where[0])]
        yield LintFinding(
            code="placeholder-left",
            message=f"{shown(quote)} was never filled in.",
            fix="Fill it in, or say who decides it and by when.",
            places=places(brief, where),
        )


def _is_form(text: str, at: int, length: int) -> bool:
    """Whether a blank is drawn across the page, or is for a signature or a bidder's answer."""
    line = text[text.rfind("\n", 0, at) + 1 : at + length + 1]
    return not line.strip(" \t\r\n_|") or _TO_SIGN.search(_around(text, at)) is not None


def _around(text: str, at: int) -> str:
    """The line of an offset and the two before it."""
    start = at
    for _ in range(3):
        start = max(0, text.rfind("\n", max(0, start - 300), start))
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)][:900]


def empty_sections(brief: Brief) -> Iterator[LintFinding]:
    """Headings with nothing under them, no part of their own and no second place with a body."""
    text, sections = brief.text, brief.sections
    filled = {one.heading.lower() for one in sections if _body(text, one)}
    empty = [not _body(text, one) and bool(one.heading) for one in sections]
    for at, section in enumerate(sections):
        following = sections[at + 1] if at + 1 < len(sections) else None
        if not empty[at] or section.heading.lower() in filled or _is_title(brief, at):
            continue
        if following and _is_part(text, section, following):
            continue
        listed = (at > 0 and empty[at - 1]) or (at + 1 < len(sections) and empty[at + 1])
        line = _heading_span(text, section)
        if line[1] <= line[0]:
            continue
        marked = text[line[0] : line[1]].lstrip().startswith("#")
        if (
            (_NAMED.match(section.heading) or not listed)
            if marked
            else (_NAMED.match(section.heading) and not listed)
        ):
            where = place(brief, *line)
            yield LintFinding(
                code="empty-section",
                message=f"Nothing stands under {shown(where.quote.strip('#* '))}.",
                fix="Write the part, or take the heading out.",
                places=(where,),
            )


def _is_part(text: str, section: Section, following: Section) -> bool:
    """Whether the next heading stands under this one: deeper, or written in another style."""
    one, other = (text[slice(*_heading_span(text, part))].strip() for part in (section, following))
    return following.level > section.level or _style(one) != _style(other)


def _style(line: str) -> tuple[bool, ...]:
    numbered = re.match(r"[\W_]*(?:\d+|[IVX]+|[A-Z])(?:\.\d+)*[.)]\s", line) is not None
    return (line.startswith("#"), numbered, line.isupper(), line.startswith(("**", "__")))


def _body(text: str, section: Section) -> str:
    return re.sub(r"[\s=\-_*|.:]+|\b(?:n/a|none)\b", "", text[section.start : section.end])


def _is_title(brief: Brief, at: int) -> bool:
    heading = brief.sections[at].heading
    return not brief.text[: brief.sections[at].start].strip().count("\n") or heading == brief.title


def _heading_span(text: str, section: Section) -> tuple[int, int]:
    """The line of a heading, which ends where its body begins."""
    end = len(text[: section.start].rstrip())
    start = text.rfind("\n", 0, end) + 1
    if not re.search(r"\w", text[start:end]):  # the rule that underlines it
        end = len(text[:start].rstrip())
        start = text.rfind("\n", 0, end) + 1
    return start, end
