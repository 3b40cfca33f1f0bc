"""Finds what a brief must not ask for: deceit, unsafe secrets, unpaid work, discrimination."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.domain.review import Brief, Harm
from advisor.review.harm_patterns import DECEIT
from advisor.review.harm_people import PEOPLE
from advisor.review.harm_rules import HarmRule, Wording
from advisor.review.harm_secrets import CARELESS
from advisor.review.harm_selection import DISCRIMINATION
from advisor.review.harm_wordings import FAKES, PLAGIARISM, SCRAPING, SPAM
from advisor.review.harm_wordings_people import EVASION, PASSWORDS, PERSONAL, SELECTION, UNPAID
from advisor.review.lint_text import Unit, places, units

_NOT = re.compile(
    r"\b(?:never|not|no|nor|neither|without|avoid\w*|don't|don\u2019t|doesn't|doesn\u2019t|won't|"
    r"won\u2019t|cannot|can't|can\u2019t|mustn't|shouldn't|isn't|aren't|prohibit\w*|forbid\w*|"
    r"forbidden|"
    r"ban(?:ned|s)?|instead of|rather than|refus\w+|reject\w*|prevent\w*|stop\w*|detect\w*|"
    r"remov\w+|"
    r"fight\w*|against|illegal\w*|unlawful\w*|zero tolerance|free (?:of|from)|"
    r"protect\w*|block\w*|declin\w+|regardless|irrespective|"
    r"excluded?|grounds for|moderat\w+|clean\w* up|policy on|training on|awareness|"
    r"migrat\w+|move (?:all |our |the )?(?:passwords|credentials) (?:out|from)|replac\w+)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[^.;!?\n]{0,60}?\b(?:(?:is|are|will be|must be|would be) (?:strictly )?(?:not|never|"
    r"prohibited|"
    r"forbidden|banned|rejected|unacceptable|refused|a breach|grounds)|(?:must|shall|may|should|"
    r"will|"
    r"do|does|can) ?(?:not|never)|not (?:allowed|permitted|acceptable|required|needed|accepted))\b",
    re.IGNORECASE,
)
_NOT_INSIDE = re.compile(r"\b(?:never|not|no|nor)\b", re.IGNORECASE)
_HANDLED = re.compile(
    r"\b(?:report|flag|delete|find|spot|identify|answer|handle|challenge|investigate|dispute)"
    r"(?:s|ed|ing)? (?:any |all |the |these |suspected |possible |to )*$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[;!?]|\bbut\b|\bhowever\b|\binstead,|, so\b|, just\b|, (?=(?:it|they|we|you|she|he) )",
    re.IGNORECASE,
)


_AROUND = 12  # sentences and list items
_BESIDE = 2  # the same, for roundabout wordings
_WORDINGS = {
    "fake-accounts-or-reviews": FAKES,
    "plagiarism": PLAGIARISM,
    "scraping-behind-login": SCRAPING,
    "spam": SPAM,
    "unpaid-work": UNPAID,
    "tax-or-labour-evasion": EVASION,
    "passwords-unsafe": PASSWORDS,
    "personal-data-exposed": PERSONAL,
    "discrimination": SELECTION,
}


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int


def harms(brief: Brief) -> tuple[Harm, ...]:
    """What the brief asks for and must not, one for each kind, with up to five places.

    What it forbids, refuses or wants removed is no harm.
    """
    found = units(brief)
    return tuple(
        Harm(
            code=rule.code,
            message=rule.message,
            lawful_way=rule.lawful_way,
            places=places(brief, spans),
        )
        for rule in (*DECEIT[:1], *CARELESS, *DECEIT[1:], DISCRIMINATION, *PEOPLE)
        if (spans := [*_spans(rule, found), *_worded(_WORDINGS[rule.code], found)])
    )


def _spans(rule: HarmRule, found: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    last = -_AROUND - 1  # the unit that last had the words which the loose patterns need
    for at, unit in enumerate(found):
        if rule.around and rule.around.search(unit.text):
            last = at
        near = rule.loose if at - last <= _AROUND else ()
        for one in _in_unit(rule, unit, (*rule.patterns, *near)):
            yield one.start, one.end


def _worded(wordings: Sequence[Wording], found: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """The places of roundabout wordings; what stands `around` may come before or after."""
    for wording in wordings:
        for at, unit in enumerate(found):
            if wording.silent and wording.silent.search(unit.text):
                continue
            beside = found[max(0, at - _BESIDE) : at + _BESIDE + 1]
            for pattern in wording.patterns:
                match = pattern.search(unit.text)
                if not match or _is_forbidden(unit, match):
                    continue
                if not wording.around or any(wording.around.search(one.text) for one in beside):
                    yield unit.start + match.start(), unit.start + match.end()


def _in_unit(rule: HarmRule, unit: Unit, patterns: Sequence[re.Pattern[str]]) -> Iterator[_Found]:
    small = unit.text.lower()
    if rule.hints and not any(hint in small for hint in rule.hints):
        return
    taken = -1
    for pattern in patterns:
        for match in pattern.finditer(unit.text):
            if rule.silent and rule.silent.search(unit.text):
                return
            if match.start() >= taken and not _is_refused(unit, match, rule):
                taken = match.end()
                yield _Found(unit.start + match.start(), unit.start + match.end())


def _is_refused(unit: Unit, match: re.Match[str], rule: HarmRule) -> bool:
    """Whether the words around a match forbid it; a negation inside belongs to the match."""
    if rule.negation_inside:
        return False
    return bool(_NOT_INSIDE.search(match[0])) or _is_forbidden(unit, match)


def _is_forbidden(unit: Unit, match: re.Match[str]) -> bool:
    """Whether the words before or behind a match, or the heading, forbid it."""
    before = unit.text[max(0, match.start() - 120) : match.start()]
    before = _BREAK.split(before)[-1]
    return bool(
        _NOT.search(before)
        or _HANDLED.search(before)
        or _AFTER.match(unit.text[match.end() : match.end() + 100])
        or re.search(r"\b(?:never|do not|don't|no|prohibited|forbidden)\b", unit.heading, re.I)
    )
