"""Finds and removes the marks by which a model names its sources."""

import re

# `[2]`, `[N1]`, `[^2]`, `[1, 2]`, `[1-3]`, `[source 2]`; four digits are a year, not a mark.
_WORD = (
    r"(?:passages?|sources?|guidance|evidence|notes?|ref(?:erence)?s?\.?|excerpts?|quotes?|marks?"
    r"|citations?)"
)
_NUMBER = r"N?\d{1,3}"
_LIST = rf"{_NUMBER}(?:\s?(?:,|;|&|and|-|\u2013|to)\s?(?:{_WORD}\s)?{_NUMBER}){{0,8}}"
_SQUARE = (
    rf"\\?\[\s?(?:see\s|from\s|cf\.\s)?\^?(?:{_WORD}\s?[:#]?\s?)?{_LIST}"
    rf"(?:\s?[:|]\s?[^\[\]\n]{{0,80}})?\s?\\?\](?:\(\S{{0,300}}?\))?"
    rf"|\u3010\s?{_LIST}[^\u3010\u3011]{{0,40}}\u3011"
)
_ROUND = (
    rf"\(\s?(?:see\s|from\s|according\sto\s|based\son\s|cf\.\s|per\s)?(?:the\s)?"
    rf"{_WORD}\s?[:#]?\s?\[?{_LIST}\]?\s?\)"
    rf"|\(\s?(?:see\s|cf\.\s|from\s)?(?:\[{_LIST}\]|N\d{{1,3}})\s?\)"
)
_BRACKETED = rf"{_SQUARE}|{_ROUND}"
_MANY = rf"(?:{_BRACKETED})(?:\s?(?:,|;|&|and)?\s?(?:{_BRACKETED})){{0,8}}"
MARK = re.compile(_MANY, re.IGNORECASE)
_IN_ROUND = re.compile(_ROUND, re.IGNORECASE)
_FIRST = re.compile(rf"\s*(?:{_BRACKETED})", re.IGNORECASE)
_AT_END = re.compile(
    rf"\s\({_LIST}\)(?=[.!?]?\s*$)|(?<=[.!?\"\u201d])[\u00b9\u00b2\u00b3\u2070-\u2079]+$"
)
_NAMED = rf"(?:the\s)?{_WORD}\s(?:no\.\s|number\s|#)?(?:{_MANY}|{_LIST}\b)"
_SAYS = (
    r"(?:says?|states?|explains?|suggests?|recommends?|advises?|shows?|mentions?|tells? (?:us|you))"
)
_SOURCE = rf"(?:{_NAMED}|{_MANY})"
_INTRO = re.compile(
    rf"^(?:(?:according\sto|as\sper|based\son|per|following|in|from)\s{_SOURCE}"
    rf"|as\s{_SOURCE}\s{_SAYS})\s?,\s?"
    rf"|^{_SOURCE}\s{_SAYS}(?:\sthat\s|\s?[,:]\s?)"
    rf"|^{_NAMED}\s?[:\u2013\u2014-]\s",
    re.IGNORECASE,
)
_OUTRO = re.compile(
    rf",?\s(?:(?:according\sto|as\sper|based\son|see|from|per|as\s(?:stated|explained|described"
    rf"|noted|said|shown)\s(?:in|by))\s{_SOURCE}|as\s{_SOURCE}\s{_SAYS})(?=\s?[.!?,;]|\s*$)",
    re.IGNORECASE,
)
_REST = re.compile(
    rf"\b(?:(?P<lead>according\sto|in|from|by|per|see|with|of)\s)?(?:the\s|your\s)?"
    rf"(?P<noun>passages?|excerpts?|notes?(?=\s(?:N\d|\\?\[))|evidence|guidance)"
    rf"\s(?:{_MANY}|{_LIST}\b)",
    re.IGNORECASE,
)
_MARKS_IN = re.compile(r"(?<![A-Za-z\d])(N?)(\d{1,3})(?!\d)", re.IGNORECASE)
_NOTE = re.compile(r"\bnotes?\b", re.IGNORECASE)
_SPACE_BEFORE = re.compile(r"\s+(?=[.,;:!?](?:\s|$))")
_TWO_STOPS = re.compile(r"(?<![.])\.\s?\.$")


def without_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """A sentence without the model's marks, and the marks, as `2` or `N1`."""
    found: list[str] = []

    def drop(match: re.Match[str]) -> str:
        found.extend(marks_in(match[0]))
        return ""

    def name(match: re.Match[str]) -> str:
        found.extend(marks_in(match[0]))
        noun = match["noun"].lower()
        voice = f"your {noun}" if noun.startswith("note") else "the guidance"
        return f"{match['lead']} {voice}" if match["lead"] else voice

    bare = text
    for pattern in (_INTRO, _OUTRO):
        bare = pattern.sub(drop, bare)
    bare = _REST.sub(name, _IN_ROUND.sub(drop, bare))
    for pattern in (MARK, _AT_END):
        bare = pattern.sub(drop, bare)
    if bare == text:
        return text, ()
    bare = _TWO_STOPS.sub(".", _SPACE_BEFORE.sub("", " ".join(bare.split())).strip())
    bare = bare.lstrip(",;: ")
    return bare[:1].upper() + bare[1:], tuple(dict.fromkeys(found))


def marks_in(text: str) -> tuple[str, ...]:
    """The marks that a piece of text names, in order."""
    letter = "N" if _NOTE.search(text) else ""
    return tuple(f"{'N' if found[0] else letter}{found[1]}" for found in _MARKS_IN.findall(text))


def leading_marks(text: str) -> int:
    """How many of the leading characters are marks."""
    place = 0
    while match := _FIRST.match(text, place):
        place = match.end()
    return place


def split_quote(text: str) -> tuple[str, tuple[str, ...], str]:
    """Words of a quote line, the marks beside them, and what the line says after its marks."""
    start = leading_marks(text)
    marks = marks_in(text[:start])
    found = next(iter(MARK.finditer(text, start)), None) or _AT_END.search(text, start)
    if found is None:
        return text[start:].strip(), marks, ""
    end = found.end() + leading_marks(text[found.end() :])
    words = text[start : found.start()].strip()
    return (
        words,
        marks or marks_in(text[found.start() : end]),
        text[end:].lstrip(" .,;-\u2013\u2014").rstrip(),
    )
