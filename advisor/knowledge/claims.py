"""Finds what a sentence claims: its numbers, dates, citations and legal terms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

ClaimKind = Literal["citation", "date", "amount", "number", "authority", "legal term"]

_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13",
    "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
    "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
    "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100",
    "thousand": "1000", "million": "1000000", "dozen": "12",
}  # fmt: skip
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_UNITS = (
    "second minute hour day night week weekend fortnight month quarter year decade "
    "percent dollar pound euro character page word"
).split()
_AMOUNTS = {"percent": "%", "dollar": "$", "pound": "£", "euro": "€"}
_SHARE = re.compile(
    rf"\b(?:{'|'.join(_WORDS)}) (?:in|out of) (?:every )?(?:{'|'.join(_WORDS)})\b"
    r"|\b\d+ (?:in|out of) (?:every )?\d+\b"
    r"|\b(?:(?:a|one|two|three) (?:third|quarter|fifth|tenth)s?|half) of\b"
    r"|\b(?:twice|double|triple) (?:as|the)\b|\b\w+fold\b(?<!\bfold)(?<!manifold)",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "a an and at be by for from in is it of on or per such that the to with".split()
)
_NAMES = re.compile(r"\b(?:18F|[34]PL|[BSP]2[BC]|24/7|W-2|P\d\d|S\d{1,2})\b")
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})\b"
    r"|\b(?P<iso>\d{4}-\d\d-\d\d)\b"
)
_CITATION = re.compile(
    r"\b\d+ (?:USC|CFR|FR|U\.S\.C\.)(?: §+)? [\d.]+\d(?:\(\w+\))*(?:, \d+\(\w+\))*"
    r"|\bArt(?:icle|icles|s)?\.? \d+(?:\(\d+\))*"
    r"|\b[Ss]ection \d+(?:\(\w+\))*"
    r"|\bTopic \d+|\bForm [A-Z]+-?\d*|\bPublic Law \d+-\d+|\bISO \d+|\bdoi \S+\d"
)
_NUMBER = re.compile(
    r"(?<![\w.,/-])[$£€]? ?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])[$£€]?\d+(?:\.\d+)?"
    rf"|\b(?:{'|'.join(_WORDS)})\b|\bhalf(?= an? )",
    re.IGNORECASE,
)
_RANGE = re.compile(r"-?(?: (?:to|or|and) |[-\N{EN DASH}])")
_UNIT = re.compile(
    r"[- ]?(?:(?P<share>%|per ?cent\b)|(?:(?:an?|working|business|calendar|full|more|further) )?"
    rf"(?P<unit>{'|'.join(_UNITS)})s?\b)",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"\b(?:GDPR|CCPA|HIPAA|FAR|FTC|IRS|HMRC|Federal Trade Commission|Department of Labor"
    r"|18F|GSA|General Services Administration|Digital Services? Playbook|Copyright Office"
    r"|DORA|NIST"
    r"|(?:[A-Z][a-z]+ )+(?:Act|Directive|Regulation|Rule|Ordinance))\b"
)
_LEGAL_TERMS = {
    "copyright": r"copyrights?",
    "made for hire": r"(?:made|works?) for hire",
    "moral rights": r"moral rights?",
    "trade secret": r"trade secrets?",
    "whistle-blower": r"whistle-?blower",
    "damages": r"(?:exemplary|punitive|statutory|liquidated) damages|attorney'?s?'? fees",
    "worker status": r"(?:worker|employment|employee|contractor) status|misclassif\w+",
    "processor": r"(?:sub-?)?processors?",
    "federal": r"federal",
    "law": r"laws?",
    "legal rule": r"legal(?:ly)? (?:rule|dut|require|right|obligat|status|bind|bound|effect)\w*",
    "illegal": r"illegal\w*|unlawful\w*|statut\w+|(?:un)?enforceable|null and void",
    "court": r"courts?",
    "regulator": r"regulators?|regulations?",
}
_LEGAL = {
    name: re.compile(rf"\b(?:{form})\b", re.IGNORECASE) for name, form in _LEGAL_TERMS.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One thing that needs a fact: its words and place in the sentence, and a form to compare.

    For a number, `key` is the value, `unit` the unit of time, size, share or money and `near`
    the words that follow; for the other kinds `key` is the canonical wording.
    """

    kind: ClaimKind
    words: str
    start: int
    end: int
    key: str
    unit: str = ""
    near: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def claims_in(text: str) -> tuple[Claimed, ...]:
    """Everything in the text that needs a fact, in order.

    Every number counts, in digits or in words, except "one" before anything but a unit.
    """
    rest, found = _taken(text, _citations(text))
    rest, dates = _taken(rest, _dates(rest))
    rest, shares = _taken(rest, _shares(rest))
    found += [*dates, *shares, *_authorities(rest), *_legal_terms(rest), *_numbers(rest)]
    return tuple(sorted(found, key=lambda claim: (claim.start, claim.end)))


def _taken(text: str, claims: Iterator[Claimed]) -> tuple[str, list[Claimed]]:
    """The text with the claims blanked out, so that nothing is counted twice."""
    found = list(claims)
    for claim in found:
        text = text[: claim.start] + "\0" * (claim.end - claim.start) + text[claim.end :]
    return text, found


def _citations(text: str) -> Iterator[Claimed]:
    for match in _CITATION.finditer(text):
        key = re.sub(r"^art(?:icles?|s)?\.? ", "article ", match[0].lower().replace(" §", ""))
        yield _claimed("citation", match, key)


def _dates(text: str) -> Iterator[Claimed]:
    for match in _DATE.finditer(text):
        key = match["iso"]
        if not key:
            key = f"{match['year']}-{_MONTHS.index(match['month']) + 1:02}"
            key += f"-{int(match['day']):02}" if match["day"] else ""
        yield _claimed("date", match, key)


def _shares(text: str) -> Iterator[Claimed]:
    for match in _SHARE.finditer(text):
        yield _claimed("amount", match, match[0].lower(), "share")


def _authorities(text: str) -> Iterator[Claimed]:
    for match in _AUTHORITY.finditer(text):
        yield _claimed("authority", match, match[0].removeprefix("The ").lower())


def _legal_terms(text: str) -> Iterator[Claimed]:
    for name, form in _LEGAL.items():
        for match in form.finditer(text):
            yield _claimed("legal term", match, name)


def _numbers(text: str) -> Iterator[Claimed]:
    """From the last to the first: "two" in "two to four weeks" shares the unit of "four"."""
    text = _NAMES.sub(lambda match: "\0" * len(match[0]), text)
    unit, after = "", len(text)
    for match in reversed(list(_NUMBER.finditer(text))):
        if follows := _UNIT.match(text, match.end()):
            word = (follows["unit"] or "percent").lower()
            unit = _AMOUNTS.get(word, word)
        elif not _RANGE.fullmatch(text, match.end(), after):
            unit = ""
        after = match.start()
        value = match[0].strip("$£€ ").replace(",", "").lower()
        if value != "one" or unit:
            yield _number(text, match, value, match[0][0] if match[0][0] in "$£€" else unit)


def _number(text: str, match: re.Match[str], value: str, unit: str) -> Claimed:
    kind: ClaimKind = "amount" if unit in {"%", "$", "£", "€"} else "number"
    near = frozenset(word.rstrip("s") for word in re.findall(r"[a-z]+", text[match.end() :])[:3])
    return _claimed(kind, match, "0.5" if value == "half" else _WORDS.get(value, value), unit, near)


def _claimed(
    kind: ClaimKind,
    match: re.Match[str],
    key: str,
    unit: str = "",
    near: frozenset[str] = frozenset(),
) -> Claimed:
    return Claimed(
        kind=kind,
        words=match[0].strip(),
        start=match.start(),
        end=match.end(),
        key=key,
        unit=unit,
        near=near - _COMMON,
    )
