"""Finds figures told in sentences that do not add up: parts, products and rates."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import NUMBER, Unit, number, paragraphs, place, shown

_Span = tuple[int, int]
_CODES = r"(?:[$£€]|USD|EUR|GBP|CHF|AUD|CAD|INR|PLN|SEK|NOK|DKK)"
_FIGURE = re.compile(
    rf"(?<![\w.,-])(?P<money>{_CODES} ?)?(?P<count>{NUMBER})(?P<behind> ?{_CODES})?"
    r"(?![\w%:-]|[.,]\d)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    rf"\b(?:in (?:all|total)|altogether|(?:a |grand |the )?total(?: of)?|sum)\b[:, ]{{1,3}}"
    rf"(?:is |of )?(?P<first>{_CODES}? ?{NUMBER})(?![\w%]|[.,]\d)|"
    rf"(?<![\w.,-])(?P<last>{_CODES}? ?{NUMBER})(?: {_CODES}| [a-z]+){{0,2}}?,? "
    r"(?:in (?:all|total)|altogether)\b",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[;:]|, |\band\b|\bplus\b", re.IGNORECASE)
_VERB = (
    r"(?:goe?s?|are|is|in|at|for|on|have|has|need|come|stand|sit|will|to|work|live|lie|belong|stay)"
)
_ELLIPSIS = re.compile(
    rf"(?:^|, |; |\band |\bbut )(?:the other )?(?P<count>{NUMBER}) (?:of (?:them|these) )?"
    rf"{_VERB}\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![\w.,$£€-])(?P<count>{NUMBER}) (?P<kind>(?:[a-z][a-z-]+ ){{0,2}}?)"
    rf"(?P<noun>[a-z]{{2,}}s|people|USD|EUR|GBP|CHF)\b(?!-)",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    rf"(?<![\w.,-])(?P<many>{NUMBER}) (?:[a-z]+ )?(?P<group>[a-z]{{3,}}s) of (?P<each>{NUMBER}) "
    rf"(?P<noun>[a-z]{{3,}}s|USD|EUR|GBP|CHF)\b|"
    rf"(?<![\w.,-])(?P<many2>{NUMBER}) (?P<group2>[a-z]{{3,}}s), (?P<each2>{NUMBER}) "
    r"(?P<noun2>[a-z]{3,}s) each\b",
    re.IGNORECASE,
)
_PER = re.compile(
    rf"(?<![\w.,-])(?P<each>{NUMBER}) (?:[a-z]+ ){{0,2}}?(?P<noun>[a-z]{{3,}}s)"
    r"(?: [a-z]+){0,4}? (?:(?:in|for|at|on|from) (?:each|every)|per|an?|each|every) "
    r"(?P<group>[a-z]{3,})\b",
    re.IGNORECASE,
)
_ONE_EACH = re.compile(
    rf"(?<![\w.,-])(?P<count>{NUMBER}) [a-z -]{{3,40}}, one (?:for|per) (?:each |every )?"
    r"(?P<noun>[a-z]{3,})\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"(?<![\w.,-])(?P<count>{NUMBER}) (?:[a-z]+ )?(?P<noun>[a-z]{{4,}}s) (?:per|an?|each|every) "
    r"(?P<period>day|week|month|quarter|year)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:rest|others?|remain\w*|spares?|pilot|option\w*|further|additional|extra|more|"
    rf"(?:about|around|roughly|approximately) {NUMBER}|up to|at least|at most|or|if|last (?:year|"
    rf"month)|currently|now|"
    r"at present|later|second|from|each case|minimum|maximum|than|holiday\w*|summer|winter|peak|"
    r"weekends?|half)\b",
    re.IGNORECASE,
)
_NO_RATE = re.compile(r"(?:hours|days|times|minutes|words|dollars|euros|pounds)", re.IGNORECASE)
_TIME = re.compile(r"(?:minutes|hours|days|weeks|months|years)", re.IGNORECASE)
_LABEL = re.compile(r"\b[A-Z][a-z]+ $")
_CLOSE = 0.25  # a slip in a sum; what is further off counts something else


def wrong_sums(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Totals, splits and products in prose that their own figures do not make."""
    for one, other in pairwise((Unit("", 0, 0), *found)):
        near = "\n" not in brief.text[one.end : other.start]
        yield from _stated_total(brief, one if near else None, other)
        if near:
            yield from _split_behind(brief, one, other)
    for group in paragraphs(brief, found):
        yield from _products(brief, group)
        yield from _groups(brief, group)
        yield from _rates(brief, group)


def _stated_total(brief: Brief, before: Unit | None, unit: Unit) -> Iterator[LintFinding]:
    """One figure in each part, and then their total: "Sales 35, finance 12. In all, 57"."""
    match = _TOTAL.search(unit.text)
    if not match:
        return
    start = match.start("first") if match["first"] else match.start("last")
    said = _FIGURE.search(unit.text, start)
    lead = unit.text[: match.start()]
    parts = _figures(lead)
    if not parts and before is not None and len(lead) < 12:
        parts = _figures(before.text)
    if said is None or len(parts) < 2 or _OPEN.search(lead):
        return
    money = bool(said["money"] or said["behind"])
    values = [value for value, is_money in parts if is_money == money]
    if len(values) == len(parts) and _off(sum(values), number(said["count"])):
        begin = unit.start if lead and _figures(lead) else (before or unit).start
        end = unit.start + max(match.end(), said.end())
        yield _finding(brief, (begin, end), sum(values), said["count"])


def _figures(text: str) -> list[tuple[int, bool]]:
    """The figures of a list that has one in each part, after what introduces it."""
    found: list[tuple[int, bool]] = []
    for piece in _PIECES.split(text):
        inside = list(_FIGURE.finditer(piece))
        if len(inside) > 1:
            return []
        if inside:
            one = inside[0]
            found.append((number(one["count"]), bool(one["money"] or one["behind"])))
        elif found and len(piece.split()) > 1:
            return []
    return found


def _split_behind(brief: Brief, one: Unit, other: Unit) -> Iterator[LintFinding]:
    """A count, and its parts right behind: "Fourteen go to Leeds and twelve to York"."""
    parts = [number(match["count"]) for match in _ELLIPSIS.finditer(other.text)]
    starts = _ELLIPSIS.match(other.text)
    wholes = list(_COUNTED.finditer(one.text))
    if not starts or len(parts) < 2 or len(wholes) != 1:
        return
    whole = number(wholes[0]["count"])
    if _OPEN.search(other.text) or max(parts) >= whole or not _off(sum(parts), whole):
        return
    yield _finding(
        brief, (one.start + wholes[0].start(), other.end), sum(parts), wholes[0]["count"]
    )


def _products(brief: Brief, group: Sequence[Unit]) -> Iterator[LintFinding]:
    """Groups of so many, and another count in all: "20 villages, 25 households in each"."""
    counts = _by_noun(group)
    for unit in group:
        for match in _GROUPS.finditer(unit.text):
            tail = "" if match["many"] else "2"
            if not tail and _TIME.fullmatch(match["noun"]):
                continue
            many, each = number(match[f"many{tail}"]), number(match[f"each{tail}"])
            span = (unit.start + match.start(), unit.start + match.end())
            yield from _against(brief, counts, match[f"noun{tail}"], many * each, span)
        for match in _PER.finditer(unit.text):
            groups = counts.get(_key(match["group"]), [])
            if len({value for value, _ in groups}) == 1:
                span = (unit.start + match.start(), unit.start + match.end())
                product = groups[0][0] * number(match["each"])
                yield from _against(brief, counts, match["noun"], product, span)
        for match in _ONE_EACH.finditer(unit.text):
            span = (unit.start + match.start(), unit.start + match.end())
            yield from _against(brief, counts, match["noun"], number(match["count"]), span)


def _by_noun(group: Sequence[Unit]) -> dict[str, list[tuple[int, _Span]]]:
    counts: dict[str, list[tuple[int, _Span]]] = defaultdict(list)
    for unit in group:
        for match in _COUNTED.finditer(unit.text):
            before = unit.text[: match.start()][-24:]
            if not re.search(r"\b(?:another|further|extra|other|first|last)\b", before):
                where = (unit.start + match.start(), unit.start + match.end())
                counts[_key(match["noun"])].append((number(match["count"]), where))
    return counts


def _against(
    brief: Brief,
    counts: dict[str, list[tuple[int, _Span]]],
    noun: str,
    product: int,
    span: _Span,
) -> Iterator[LintFinding]:
    """The one other count of the same noun, where it is near the product and not the same."""
    others = [
        (value, where)
        for value, where in counts.get(_key(noun), [])
        if where[1] <= span[0] or where[0] >= span[1]
    ]
    if len(others) == 1 and _off(product, others[0][0], near=0.5):
        value, where = others[0]
        around = brief.text[max(0, where[0] - 24) : where[1] + 16]
        if not _OPEN.search(around):
            yield _finding(brief, span, product, str(value), also=where)


def _groups(brief: Brief, group: Sequence[Unit]) -> Iterator[LintFinding]:
    """Counts of one noun, listed in one sentence, and all of them in another."""
    for unit in group:
        parts: dict[str, list[int]] = defaultdict(list)
        for match in _COUNTED.finditer(unit.text):
            if not match["kind"] and not _LABEL.search(unit.text[: match.start()]):
                parts[_key(match["noun"])].append(number(match["count"]))
        for other in group:
            for noun, values in parts.items() if other is not unit and len(parts) == 1 else ():
                if len(values) < 2 or _OPEN.search(unit.text.replace(" or more", "")):
                    continue
                whole = re.search(
                    rf"\b(?:the|all|our|these) (?P<count>{NUMBER}) {noun}s?\b", other.text, re.I
                )
                if whole and _off(sum(values), number(whole["count"])):
                    where = (other.start + whole.start(), other.start + whole.end())
                    yield _finding(
                        brief, (unit.start, unit.end), sum(values), whole["count"], also=where
                    )


def _rates(brief: Brief, group: Sequence[Unit]) -> Iterator[LintFinding]:
    """The same thing so many times a week here and so many there."""
    first: dict[tuple[str, str], tuple[int, _Span]] = {}
    for unit in group:
        for match in _RATE.finditer(unit.text):
            if _NO_RATE.fullmatch(match["noun"]) or _OPEN.search(unit.text):
                continue
            key = (_key(match["noun"]), match["period"].lower())
            value, where = (
                number(match["count"]),
                (unit.start + match.start(), unit.start + match.end()),
            )
            old, before = first.setdefault(key, (value, where))
            if old != value:
                yield _finding(brief, before, old, str(value), also=where)
                return


def _key(noun: str) -> str:
    plain = noun.lower()
    return plain.removesuffix("s") if len(plain) > 3 else plain


def _off(total: int, said: int, *, near: float = _CLOSE) -> bool:
    return said > 2 and total != said and abs(total - said) <= near * max(total, said)


def _finding(
    brief: Brief, span: _Span, total: int, said: str, *, also: _Span | None = None
) -> LintFinding:
    spans = sorted({span, also or span})
    where = tuple(place(brief, *one) for one in spans)
    return LintFinding(
        code="quantities-disagree",
        message=f"{shown(brief.text[slice(*span)])} makes {total:,}, not {said}.",
        fix="Check the figures, and correct the one that is wrong.",
        places=where,
    )
