"""Finds a number that its own list or its own second spelling contradicts: "seven (6)"."""

import re
from collections.abc import Iterator, Sequence

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import NUMBER, Unit, number, paragraphs, place, shown, spelled

_WORDS = r"(?:[a-z]+(?:-[a-z]+)?)(?: (?:and )?[a-z]+(?:-[a-z]+)?){0,5}"
_DOUBLED = re.compile(
    r"(?<![\w.,])(?:(?P<figure>\d[\d,]*)|(?P<word>[a-z]+(?:-[a-z]+)?(?: (?:hundred|thousand))?)) "
    rf"\((?:(?P<figure2>\d[\d,]*)|(?P<word2>{_WORDS}))\)",
    re.IGNORECASE,
)
_NAME = r"[A-Z]\w+(?: [A-Z]\w+)?"
_ITEMS = rf"(?P<items>{_NAME}(?:, {_NAME})*,? (?:and|&) {_NAME})"
_AFTER_COLON = re.compile(
    rf"(?<![\w.,-])(?P<count>{NUMBER}) (?:[a-z-]+ ){{0,2}}?(?P<noun>[a-z]{{3,}}s): {_ITEMS}"
    r"(?=[.;\n]|$)"
)
_NAMED = re.compile(
    rf"\b[Tt]he (?P<noun>[a-z]{{3,}}s),? (?:in|at|of|are|are in|called|named) {_ITEMS}"
)
_COUNTED = re.compile(
    rf"(?<![\w.,-])(?P<count>{NUMBER})(?: (?:[a-z][a-z-]+ ){{0,2}}?(?P<noun>[a-z]{{3,}})s|"
    r"-(?P<single>[a-z]{3,}))\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\((?P<mark>[a-h]|i{1,3}|iv|vi{0,3}|\d)\) ")
_LABEL = re.compile(
    r"\b(?P<noun>[A-Z][a-z]{2,}?)s? (?P<first>one|1)(?:\s?[-\u2013]\s?\d+)?\b(?P<rest>[^.]*)"
)
_NEXT = re.compile(
    rf"(?:,|;|\band) (?:[a-z]+ )?(?P<from>{NUMBER})(?:\s?[-\u2013]\s?(?P<to>\d+))? [a-z]"
)
_OPEN = re.compile(
    r"\b(?:such as|includ\w+|e\.g\.|for example|for instance|among|like|at least|up to|or|first|"
    r"initially|another|other|of the|of our)\b",
    re.IGNORECASE,
)


def wrong_lists(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Numbers written twice and different, and lists that are longer or shorter than they say."""
    for unit in found:
        for match in _DOUBLED.finditer(unit.text):
            one = spelled(match["figure"] or match["word"])
            other = spelled(match["figure2"] or match["word2"])
            if one and other and one != other and (match["word"] or match["word2"]):
                yield _finding(brief, unit, match.span(), f"{one:,} and {other:,} are not the same")
        for match in _AFTER_COLON.finditer(unit.text):
            yield from _compare(brief, unit, match, number(match["count"]))
    for group in paragraphs(brief, found):
        yield from _told_apart(brief, group)


def _told_apart(brief: Brief, group: Sequence[Unit]) -> Iterator[LintFinding]:
    """A number in one sentence, and its names, marks or labels in another."""
    for unit in group:
        if match := _NAMED.search(unit.text):
            yield from _compare(brief, unit, match, _count(group, unit, match["noun"]))
        if match := _LABEL.search(unit.text):
            said = _count(group, unit, match["noun"], also=unit.text[: match.start()])
            last = _last_label(match["rest"])
            if said and last > 1 and last != said:
                what = f"the last one named is number {last}, of {said}"
                yield _finding(brief, unit, match.span(), what)
        marks = _MARKS.findall(unit.text)
        head = re.match(r"\s*(?P<noun>[A-Za-z]{3,}s)\b[^(]{0,40}:", unit.text)
        if head and len(marks) > 2 and len(set(marks)) == len(marks):
            said = _count(group, unit, head["noun"])
            if said and said != len(marks):
                yield _finding(
                    brief, unit, (0, len(unit.text)), f"the list has {len(marks)}, not {said}"
                )


def _last_label(rest: str) -> int:
    labels = [int(one["to"] or number(one["from"])) for one in _NEXT.finditer(rest)]
    return labels[-1] if labels and labels == sorted(set(labels)) else 0


def _count(group: Sequence[Unit], named: Unit, noun: str, *, also: str = "") -> int:
    """The only number that a paragraph gives for a noun outside of the list, or 0."""
    key = noun.lower().removesuffix("s")
    texts = [unit.text for unit in group if unit is not named] + [also]
    values = {
        number(match["count"])
        for text in texts
        for match in _COUNTED.finditer(text)
        if (match["noun"] or match["single"]).lower() == key
        and not _OPEN.search(text[max(0, match.start() - 24) : match.start()])
    }
    return values.pop() if len(values) == 1 else 0


def _compare(brief: Brief, unit: Unit, match: re.Match[str], said: int) -> Iterator[LintFinding]:
    names = re.split(r",? (?:and|&) |, ", match["items"])
    before = unit.text[max(0, match.start() - 24) : match.start()]
    if said > 1 and len(names) != said and not _OPEN.search(f"{before}{match[0]}"):
        yield _finding(brief, unit, match.span(), f"{len(names)} are named, not {said}")


def _finding(brief: Brief, unit: Unit, span: tuple[int, int], what: str) -> LintFinding:
    where = place(brief, unit.start + span[0], unit.start + span[1])
    return LintFinding(
        code="quantities-disagree",
        message=f"{shown(where.quote)}: {what}.",
        fix="Check the number, and use the same one everywhere.",
        places=(where,),
    )
