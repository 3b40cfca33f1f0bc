"""Finds a person, firm or e-mail address that is spelled in two ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import letters_apart, place, shown

_NAME = (
    r"(?:O['\u2019]|Mc|D['\u2019])?[A-Z][a-z\u00e0-\u00ff]+(?:[-'\u2019][A-Z][a-z\u00e0-\u00ff]+)?"
)
_PAIR = re.compile(rf"(?=\b(?P<one>{_NAME}) (?P<two>{_NAME})\b)")
_SINGLE = re.compile(rf"(?<!\S)(?P<name>{_NAME})\b")
_SUFFIX = r"(?:Ltd|Limited|LLC|L\.L\.C|Inc|GmbH|PLC|plc|LLP|Corp|Corporation|Co|S\.A|SA|B\.?V|Pty)"
_FIRM = re.compile(
    rf"\b(?P<stem>[A-Z][\w&'\u2019]*(?: (?:& |"
    rf"and )?[A-Z][\w'\u2019]*){{0,3}}),? (?P<suffix>{_SUFFIX})\b"
)
_PERSON = re.compile(
    r"(?:\b(?:contact|attn|attention|mr|mrs|ms|dr|manager|owner|director|lead|officer|by|to|call|"
    r"email|e-mail|ask|with|founder|sponsor|representative|am|is|regards|thanks|sincerely|name|"
    r"from|"
    r"cc|dear|hi|hello|yours|cheers|report to|signed|chair|head|coordinator|secretary|partner|"
    r"clerk|treasurer|editor|deputy|supervisor|foreman|president|sister|brother|colleague)"
    r"[.:,]*\s*(?:is )?|\*\*)$",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"[\s,(:<|*-]{0,4}(?:[\w.+-]+@|\+?\d[\d ()-]{6,}|\[?(?:e-?mail|phone|tel)\b)|"
    r" (?:will|can|is|has|and I|approves?|decides?|signs?|answers?|checks?|accepts?|reads?|knows|"
    r"stands in|takes|gives|tells|meets|reviews?|leads?|runs|owns|manages|must) |"
    r"(?:,| \() ?(?:our |the |her |his |a )?[a-z]+(?: [a-z]+)?(?: of [\w ]+)?(?:,|\.|\)| who )",
    re.I,
)
_MYSELF = re.compile(
    r"\b(?:my name(?: is|['\u2019]s)|i am|i['\u2019]m|(?:reach|call|contact|to|with) me,?) $", re.I
)
_ROLE = re.compile(
    r"\b(?:focal point|head of \w+|contract manager|project manager|owner|director|chair|"
    r"headteacher|treasurer|product owner)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"^[ \t>*_-]*$")
_TITLED = re.compile(
    rf"\b(?P<title>Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Rev|Herr|Frau|Captain|Sister)\.? "
    rf"(?:[A-Z]\. ?)?(?P<name>{_NAME})\b(?! [A-Z][a-z])"
)
_OPENING = 400  # names so early are the buyer's own or the project's
_ADDRESS = re.compile(r"\b(?P<user>[\w.+-]{2,40})@(?P<host>[\w-]{2,40}(?:\.[\w-]{2,24}){1,3})\b")
_SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("our", "or"),
    ("tre", "ter"),
    ("ence", "ense"),
)
_ROLES = frozenset(
    "project contract contracting manager officer service services team lead program programme "
    "technical quality office director product department site the this our your phase section "
    "task statement work scope data system general special senior junior chief dear hi hello "
    "regards best kind yours thanks subject from city town county state north south east west "
    "street road avenue january february march april may june july august september "
    "october "
    "november december monday tuesday wednesday thursday friday saturday sunday contractor vendor "
    "client new "
    "government federal national european request terms part chapter annex appendix".split()
)
_MAX_NAMES, _MAX_KNOWN = 400, 40  # a text with more is a list of names, not a brief


def different_names(brief: Brief) -> Iterator[LintFinding]:
    """Names that differ by a letter or two, or by the legal form of a firm; one finding each."""
    told: set[str] = set()
    for one, other in _all_pairs(brief.text):
        both = (place(brief, *one), place(brief, *other))
        key = " ".join(sorted(where.quote.lower()[:4] for where in both))
        if key in told:
            continue
        told.add(key)
        yield LintFinding(
            code="names-disagree",
            message=f"The same name in two spellings: {shown(both[0].quote)} and "
            f"{shown(both[1].quote)}.",
            fix="Check the spelling, and use the same one everywhere.",
            places=both,
        )


_Span = tuple[int, int]


def _all_pairs(text: str) -> Iterator[tuple[_Span, _Span]]:
    yield from _people(text)
    yield from _surnames(text)
    yield from _titled(text)
    yield from _firms(text)
    yield from _addresses(text)


def _people(text: str) -> Iterator[tuple[_Span, _Span]]:
    first: dict[tuple[str, str], _Span] = {}
    named: set[tuple[str, str]] = set()
    for match in _PAIR.finditer(text):
        name = (match["one"], match["two"])
        if {part.lower() for part in name} & _ROLES:
            continue
        span = (match.start(), match.end("two"))
        first.setdefault(name, span)
        if _is_named(text, *span):
            named.add(name)
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in first:
        groups["1" + one[0]].append(one)
        groups["2" + one[1]].append(one)
    lower = _lower_words(text) if named else frozenset()
    for group in groups.values():
        known = [one for one in group if one in named][:_MAX_KNOWN]
        for one, other in product(known, group[:_MAX_NAMES]):
            if one != other and _is_slip(*_odd(one, other), lower):
                yield _sorted(first[one], first[other])


def _surnames(text: str) -> Iterator[tuple[_Span, _Span]]:
    """One first name with two surnames, where both are told to be the writer or hold one role."""
    first: dict[str, list[tuple[str, str, _Span]]] = defaultdict(list)
    for match in _PAIR.finditer(text):
        span = (match.start(), match.end("two"))
        before = re.split(r"(?<![A-Z][a-z])(?<!Mrs)[.;!?] ", text[max(0, span[0] - 40) : span[0]])[
            -1
        ]
        behind = re.split(r"(?<![A-Z][a-z])(?<!Mrs)[.;!?] ", text[span[1] : span[1] + 30])[0]
        told = "I" if _MYSELF.search(before) else " ".join(_ROLE.findall(f"{before}|{behind}")[:1])
        if told and not {match["one"].lower(), match["two"].lower()} & _ROLES:
            first[match["one"]].append((match["two"], told.lower(), span))
    for same in first.values():
        for one, other in combinations(same[:_MAX_KNOWN], 2):
            if one[0] != other[0] and one[1] == other[1]:
                yield _sorted(one[2], other[2])


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether two capital words are told to be somebody: by a role, a verb or their own line."""
    before = text[max(0, start - 24) : start]
    line = text[text.rfind("\n", 0, start) + 1 : start]
    alone = _ALONE.match(line) and text[end : end + 2].strip(" \t\r,.*_")[:1] in ("", "\n")
    return bool(_PERSON.search(before) or _REACHED.match(text, end) or alone or start < _OPENING)


def _titled(text: str) -> Iterator[tuple[_Span, _Span]]:
    """Surnames behind a title that are one letter off another with the same title, or a name."""
    first: dict[tuple[str, str], _Span] = {}
    for match in _TITLED.finditer(text):
        first.setdefault((match["title"], match["name"]), match.span())
    full: dict[str, _Span] = {}
    for match in _PAIR.finditer(text) if first else ():
        if match["one"].lower() not in _ROLES | {"mr", "mrs", "ms", "miss", "dr"}:
            full.setdefault(match["two"], (match.start(), match.end("two")))
    lower = _lower_words(text) if first else frozenset()
    titled = list(first)[:_MAX_KNOWN]
    for at, (title, name) in enumerate(titled):
        for other_title, other in titled[at + 1 :]:
            if title == other_title and _is_typo(name, other, lower):
                yield _sorted(first[title, name], first[other_title, other])
        for other, span in list(full.items())[:_MAX_NAMES]:
            if name not in full and _is_typo(name, other, lower):
                yield _sorted(first[title, name], span)


def _is_typo(one: str, other: str, lower: frozenset[str]) -> bool:
    """Nearer than a slip: the same first letter, and one letter off in a name of five or more."""
    a, b = one.lower(), other.lower()
    near = a != b and a[0] == b[0] and min(len(a), len(b)) >= 5 and letters_apart(a, b, 1) <= 1
    return near and _is_slip(one, other, lower)


def _odd(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    return (one[1], other[1]) if one[0] == other[0] else (one[0], other[0])


def _lower_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b[a-z]{3,}\b", text))


def _is_slip(one: str, other: str, lower: frozenset[str]) -> bool:
    """Whether two words are one name with a slip, not two words or two forms of one."""
    a, b = one.lower(), other.lower()
    if (
        a.replace("-", "") == b.replace("-", "")
        or min(len(a), len(b)) < 4
        or {a, b} & lower
        or _is_form(a, b)
    ):
        return False
    return letters_apart(a, b, 2) <= (1 if min(len(a), len(b)) < 6 else 2) and a[-1:] + b[
        -1:
    ] not in (
        "ae",
        "ao",
        "oa",
    )


def _is_form(a: str, b: str) -> bool:
    a, b = sorted((a, b), key=len)
    if b in {a + end for end in ("s", "es", "ed", "ing", "er", "n", "al", "ly", "'s", "\u2019s")}:
        return True
    return any(_swapped(a, b, *pair) or _swapped(b, a, *pair) for pair in _SPELLINGS)


def _swapped(a: str, b: str, one: str, other: str) -> bool:
    return one in a and a.replace(one, other) == b


def _firms(text: str) -> Iterator[tuple[_Span, _Span]]:
    first: dict[str, tuple[_Span, str]] = {}
    for match in _FIRM.finditer(text):
        stem = re.sub(r"^(?:The|At|For|By|And|With) ", "", match["stem"])
        suffix = re.sub(r"\W", "", match["suffix"]).lower()
        form = {"limited": "ltd", "corporation": "corp"}.get(suffix, suffix)
        start = match.end("stem") - len(stem)
        first.setdefault(f"{stem} {form}", ((start, match.end()), form))
    names = list(first)[:60]
    for one, other in combinations(names, 2):
        a, b = (re.sub(r"[\W_]", "", name.rsplit(" ", 1)[0]).lower() for name in (one, other))
        same_form = first[one][1] == first[other][1]
        if (a == b and (not same_form or one != other)) or (
            same_form and len(a) >= 6 and a != b and letters_apart(a, b, 2) <= 2
        ):
            yield _sorted(first[one][0], first[other][0])
    yield from _short_names(text, [name.split(" ")[0] for name in names])


def _short_names(text: str, stems: Sequence[str]) -> Iterator[tuple[_Span, _Span]]:
    """A firm's name, alone in a sentence, one inner letter off."""
    spans: dict[str, _Span] = {}
    counts: Counter[str] = Counter()
    for match in _SINGLE.finditer(text):
        name = match["name"]
        counts[name] += 1
        spans.setdefault(name, match.span("name"))
    likely = {name for name in stems if len(name) >= 6} | _introduced(text, counts)
    lower = _lower_words(text) if likely else frozenset()
    for name in sorted(likely)[:_MAX_KNOWN]:
        for other in list(counts)[:5000]:
            close = other != name and name in spans and abs(len(other) - len(name)) <= 1
            if (
                close
                and other[0] == name[0]
                and other[-1] == name[-1]
                and len(other) >= 6
                and (
                    {name.lower(), other.lower()}.isdisjoint(lower)
                    and not _is_form(name.lower(), other.lower())
                    and letters_apart(name.lower(), other.lower(), 1) == 1
                )
            ):
                yield _sorted(spans[name], spans[other])


def _introduced(text: str, counts: Mapping[str, int]) -> set[str]:
    """Names that the brief gives its own buyer: "we are X", "X is a ...", "at X"."""
    pattern = (
        rf"\b(?:[Ww]e are|[Aa]bout|at|called|named|company,|on behalf of) (?P<a>{_NAME})\b|"
        + (
            rf"\b(?P<b>{_NAME})(?: {_NAME})? (?:is an?|runs|sells|operates|owns|makes|"
            rf"was founded|has)\b"
        )
    )
    found = {match["a"] or match["b"] for match in re.finditer(pattern, text)}
    return {name for name in found if len(name) >= 6 and counts.get(name, 0) >= 1}


def _addresses(text: str) -> Iterator[tuple[_Span, _Span]]:
    first: dict[str, _Span] = {}
    for match in _ADDRESS.finditer(text):
        first.setdefault(match[0].lower(), match.span())
    for one, other in combinations(list(first)[:60], 2):
        users, hosts = ((one.split("@")[at], other.split("@")[at]) for at in (0, 1))
        same_user = users[0] == users[1] and letters_apart(*hosts, 2) <= 2
        slip = hosts[0] == hosts[1] and len(users[0]) >= 5 and letters_apart(*users, 1) <= 1
        if (same_user and min(map(len, hosts)) >= 8) or (
            slip and re.sub(r"\d", "", users[0]) != re.sub(r"\d", "", users[1])
        ):
            yield _sorted(first[one], first[other])


def _sorted(one: _Span, other: _Span) -> tuple[_Span, _Span]:
    return (one, other) if one < other else (other, one)
