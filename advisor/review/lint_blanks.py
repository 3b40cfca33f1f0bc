"""Finds what was never filled in: placeholders, and headings with nothing below them."""

import re
from collections.abc import Iterator, Sequence

from advisor.domain.review import Brief, LintFinding, Section
from advisor.review.lint_text import MAX_PLACES, Unit, place, places, shown

_DATA = (
    r"(?:insert|enter|add|your|name|date|company|client|vendor|project|amount|number|tbd|tbc|"
    r"describe|list|specify|supplier|contractor|address|email|phone|title|budget|price|city|state|"
    r"agency|organi[sz]ation|buyer|xx+|days?|location|fill|start|end|country|role|deadline|who|"
    r"how|what|when|where|which|our|the|a|an|to be|template|text|please|give|say|explain|choose|"
    r"select|put|write|define|named?|working|months?|weeks?|hours?|percent\w*|share|currency|"
    r"period|target|contact|person|owner|measure|place|link|url|logo|\w+ (?:here|to come|to follow|"
    r"date|name|number|address|person|days))"
)
# In square brackets, too, but no blanks: notes of an editor, and references.
_NO_BLANK = (
    r"(?!(?i:sic|reserved|end of|see|note|redacted|deviation|image|figure|table|page|optional|"
    r"emphasis|signed|seal|continued|omitted|deleted|intentionally|link to|x)\b)"
)
_PLACEHOLDER = re.compile(
    rf"(?<!\])\[(?!\s*[xX]?\s*\]){_NO_BLANK}(?:(?i:{_DATA})\b[^\]\[]{{0,200}}|"
    rf"[a-z][a-z' /,-]{{2,60}}|"
    rf"[A-Z][A-Z /_-]{{3,40}}|\.{{3}}|\u2026|_+|\?+|[^\]\[\n]{{0,60}}\b(?i:to be|here|tbd|tbc)\b"
    rf"[^\]\[\n]{{0,60}})\](?![(\[:])|"
    rf"<(?i:insert|your|company|client|vendor|project|name|date|amount|start date|end date|agency|"
    rf"supplier|budget|add|enter|contact|number|price|role|location|address|city|person|xx+|tbd|"
    rf"describe|specify|to be)\b[^<>\n@=/]{{0,60}}>|\{{\{{[^{{}}\n]{{1,40}}\}}\}}|"
    rf"\{{(?i:{_DATA})\b[^{{}}\n]{{0,40}}\}}|\((?i:insert|fill in|to be (?:inserted|added|"
    rf"completed|"
    rf"filled in|supplied|provided later)|tbd|tbc|name to follow|date to follow|"
    rf"add)\b[^()\n]{{0,60}}\)|"
    r"\b(?:TBD|TBA|TBC|TK|T\.B\.D\.|to be (?:determined|confirmed|added) later|"
    r"to be filled in|to be completed later|to be inserted)(?!\w)|"
    r"(?<![\w-])[$£€]?X{2,}(?:[,.]X{2,})*(?![\w-])|(?i:lorem ipsum)|(?<![_\w])_{4,}(?!\w)|"
    r"\?{3,}|(?<=: )x{3,}\b|(?<=\w )\.{5,}(?=\s*(?:$|\n|[a-z]))|\bN\.N\.|\bXYZ\b(?! (?:axis|file|"
    r"format))|"
    r"(?<=\w: )(?:\.{3,}|\u2026|-{2,}|\?+)(?=\s*$)|"
    r"to be (?:determined|confirmed|announced|advised|defined|decided|agreed|specified|completed)"
    r"(?= ?(?:[.;,)|]|$))|"
    r"\b(?i:this section should (?:describe|list|state|contain|say|explain)|delete (?:this|the) "
    r"(?:line|text|note|paragraph|instruction)s?|(?:insert|fill in|replace) (?:the |your |text )"
    r"[^.\n]{0,40}(?:here|above|below)|text to (?:come|follow))"
)
_EQUALS = 4  # so many titles right on their text show that a short line is one of them
_BARE_TITLE = re.compile(
    r"[ \t]*(?:(?P<number>\d{1,2})[.)][ \t]+|(?:section|part) [A-Z\d]+[.:]?[ \t]+)?"
    r"(?!(?:thanks|thank|regards|best|kind|warm|yours|cheers|hi|hello|dear|sincerely|many|page|"
    r"good)\b)"
    r"(?-i:[A-Z])[\w'\u2019&/-]*(?: [\w'\u2019&/,-]+){0,6}:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
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
_TO_SIGN = re.compile(
    r"\b(?:signature|signed|sign here|initials|witness|offerors?|bidders?|quoters?|respondents?|"
    r"tenderers?|applicants?|by:|for and on behalf)",
    re.IGNORECASE,
)


def placeholders(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """All text left to be filled in, as one finding with the first places.

    Blanks for a signature or for the bidder's answers are none.
    """
    spans = []
    for unit in found:
        for match in _PLACEHOLDER.finditer(unit.text):
            start = unit.start + match.start()
            if "_" not in match[0] or not _is_form(brief.text, start, len(match[0])):
                spans.append((start, unit.start + match.end()))
    if not spans:
        return
    where = places(brief, spans)
    more = len(spans) - 1
    others = f", nor {more} other{'s' if more > 1 else ''}" if more else ""
    yield LintFinding(
        code="placeholder-left",
        message=f"{shown(where[0].quote)} was never filled in{others}"
        + (f" (the first {MAX_PLACES} are shown)." if len(spans) > MAX_PLACES else "."),
        fix="Fill it in, or say who decides it and by when.",
        places=where,
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
    told = set()
    for at, section in enumerate(sections):
        if not empty[at] or section.heading.lower() in filled or _is_title(brief, at):
            continue
        line = _heading_span(text, section)
        if line[1] > line[0] and _is_empty_part(brief, empty, at):
            told.add(place(brief, *line))
    for start, end in _bare_titles(text):
        told.add(place(brief, start, end))
    for where in sorted(told, key=lambda one: one.start):
        yield LintFinding(
            code="empty-section",
            message=f"Nothing stands under {shown(where.quote.strip('#* '))}.",
            fix="Write the part, or take the heading out.",
            places=(where,),
        )


def _is_empty_part(brief: Brief, empty: Sequence[bool], at: int) -> bool:
    """Whether a heading without a body is one of the brief's parts, not a title or a list item."""
    text, sections = brief.text, brief.sections
    section = sections[at]
    following = sections[at + 1] if at + 1 < len(sections) else None
    if following and _is_part(text, section, following):
        return False
    listed = (at > 0 and empty[at - 1]) or (following is not None and empty[at + 1])
    known = _NAMED.match(section.heading) is not None
    if text[slice(*_heading_span(text, section))].lstrip().startswith("#"):
        return known or not listed
    return known and not listed


def _bare_titles(text: str) -> Iterator[tuple[int, int]]:
    """Lines like the brief's other headings, with only the next heading below them.

    A title in a brief whose headings stand right on their text, or a number in a row of numbered
    parts: "8. Property" with nothing before "9. Service".
    """
    lines = [match.span() for match in re.finditer(r"[^\n]+", text) if match[0].strip()]
    titles = [_BARE_TITLE.match(text, start, end) for start, end in lines]
    pairs = list(zip(lines, titles, strict=True))
    headed = [_heads(text, pairs, at) for at in range(len(pairs))]
    seen = 0
    for at, title in enumerate(titles[:-1]):
        seen += headed[at]
        following = titles[at + 1]
        if not title or headed[at] or not following or not headed[at + 1] or seen < 2:
            continue
        if not _apart(text, lines[at - 1], lines[at]) or not _apart(text, lines[at], lines[at + 1]):
            continue
        numbers = (title["number"] or "", following["number"] or "")
        in_row = numbers[0].isdecimal() and numbers[1] == str(int(numbers[0]) + 1)
        close = (
            "\n\n" not in text[lines[at + 1][1] : lines[at + 2][0]] if at + 2 < len(lines) else 0
        )
        if in_row or (not any(numbers) and close and sum(headed) >= _EQUALS):
            yield lines[at]


_Pair = tuple[tuple[int, int], re.Match[str] | None]


def _heads(text: str, pairs: Sequence[_Pair], at: int) -> bool:
    """Whether a title has text below it, and none right above."""
    (start, _), title = pairs[at]
    if not title or at + 1 >= len(pairs) or pairs[at + 1][1]:
        return False
    return at == 0 or _apart(text, pairs[at - 1][0], (start, start))


def _apart(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    return text[one[1] : other[0]].count("\n") >= 2


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
