"""Answers that are sentences of notes: who, when, the last time, how much, and anything else."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from advisor.domain.advice import Claim
from advisor.domain.notes import Engagement
from advisor.engagements.amounts import amounts_in
from advisor.engagements.answers_evidence import Found, Search, answers_well, names_time
from advisor.engagements.answers_happened import happened
from advisor.engagements.answers_saying import Body, Desk, computed, connective, quotes
from advisor.engagements.asking import Asked
from advisor.engagements.asking_kinds import Slot
from advisor.engagements.asking_words import asked_terms
from advisor.engagements.note_sentences import Said
from advisor.engagements.when import short_date

MOST, MOST_OF_ONE, LISTED = 3, 2, 8
STRICT, STRICT_ANYWHERE = 0.75, 1.0
NEAR_NEWS, RARE, NEAR_ENOUGH, NEAR_HELD = 0.3, 3, 0.6, 0.35
CLOSE_OF_MANY = 0.7
CLOSE = 0.8  # a sentence whose score is this share of the best one's is said too


def good(desk: Desk) -> list[Found]:
    """The sentences that may be quoted to the question, the best first."""
    found = desk.search.best(desk.asked, slot=desk.asked.slot)
    kept = [one for one in found if _well(one, desk.search, desk.asked)]
    periods = desk.asked.times.periods
    own = [one for one in kept if names_time(one.said, periods)]
    if own:
        kept = [one for one in kept if names_time(one.said, periods) is not False]
    if not desk.asked.on_record:
        kept = [one for one in kept if is_strict(one, desk)]
    return kept


def is_strict(one: Found, desk: Desk) -> bool:
    """Whether a sentence clearly bears on a question that need not be about the notes."""
    shared = [term & one.said.terms for term in desk.asked.terms if term & one.said.terms]
    exact = sum(any(word[0] != "#" for word in words) for words in shared)
    if desk.asked.subjects:
        return len(shared) > 1 and exact > 0 and one.score >= STRICT
    return exact > 1 and one.score >= STRICT_ANYWHERE


def _well(one: Found, search: Search, asked: Asked) -> bool:
    return answers_well(one, search.near(one.said.note.note_id), asked.names)


def leading(found: Sequence[Found], *, most: int, close: float = CLOSE) -> list[Said]:
    """The best sentence and those nearly as good, at most one of a note after the first two."""
    if not found:
        return []
    floor = close * found[0].score
    return [one.said for one in found if one.score >= floor][:most]


def saying(desk: Desk) -> Body | None:
    """Who, what, why and how much: the best sentences that hold what was asked for."""
    found = good(desk)
    slot: Slot = "number" if desk.asked.kind == "count" else desk.asked.slot
    if slot:
        found = [one for one in found if desk.search.fills(one.said.text, slot)]
    if desk.asked.slot == "person" and desk.asked.terms:
        found = [
            one
            for one in found
            if any(desk.search.speaks_of(term, one.said) for term in desk.asked.terms[:2])
            or desk.search.near(one.said.note.note_id) >= NEAR_ENOUGH
        ]
    if not found:
        return None
    said = _each_side(desk, found) if desk.asked.side_by_side else _some(desk, found)
    return Body(tuple(quotes(desk, said)))


def _some(desk: Desk, found: Sequence[Found]) -> list[Said]:
    if desk.asked.kind == "amount" and not desk.asked.times.periods:
        near = leading(found, most=LISTED)
        return sorted(near, key=lambda one: one.on, reverse=True)[:MOST_OF_ONE]
    if desk.asked.kind == "trend" and any("#price" in term for term in desk.asked.terms):
        return _with_news(desk, leading(found, most=MOST_OF_ONE))
    if desk.asked.kind == "trend":
        return sorted(leading(found, most=LISTED, close=CLOSE_OF_MANY), key=_by_day)[-MOST:]
    if desk.asked.kind not in ("what", "why"):
        return _with_news(desk, leading(found, most=MOST_OF_ONE))
    return _with_news(desk, leading(found, most=MOST, close=CLOSE_OF_MANY))


def _with_news(desk: Desk, said: list[Said]) -> list[Said]:
    """The sentences, and what a later note says of the same, which may have changed it."""
    if desk.asked.times.periods or not said:
        return said
    latest = max(one.on for one in said)
    words = {word for term in desk.asked.terms for word in term if word[0] != "#"}
    words -= desk.asked.names
    later = [
        one
        for one in desk.search.said
        if one.on > latest
        and any(word in one.terms and desk.search.count(word) <= RARE for word in words)
        and desk.search.near(one.note.note_id) >= NEAR_NEWS
        and not one.orders
        and desk.search.fills(one.text, desk.asked.slot)
    ]
    if any("#price" in term for term in desk.asked.terms) and not later:
        later = [
            one
            for one in desk.search.said
            if one.on > latest and _NEW_PRICE.search(one.text) and amounts_in(one.text)
        ]
    return [*said, *sorted(later, key=_by_day)[-1:]]


_NEW_PRICE = re.compile(
    r"\b(?:wants?|asks? for|rais\w+|increas\w+|goes? up|new (?:fee|price|rate)|per (?:month|"
    r"hour|visit)|"
    r"a month|an hour) .*\d|\d.* (?:from|starting|as of) ",
    re.IGNORECASE,
)


def _each_side(desk: Desk, found: Sequence[Found]) -> list[Said]:
    """The best sentences of each engagement, one engagement after the other."""
    said: list[Said] = []
    for engagement, _ in desk.by_engagement():
        own = [one for one in found if one.said.note.engagement_id == engagement.engagement_id]
        said += leading(own, most=MOST_OF_ONE)
    return said


def dated(desk: Desk) -> Body | None:
    """When something was: the best sentence with the day of its note."""
    found = good(desk)
    if not found:
        return None
    said = _each_side(desk, found) if desk.asked.side_by_side else leading(found, most=MOST_OF_ONE)
    claims = quotes(desk, said)
    if "long ago" in desk.asked.question.lower() or "how long since" in desk.asked.question.lower():
        claims += _until_today(desk, said[0])
    return Body(tuple(claims))


def _until_today(desk: Desk, said: Said) -> list[Claim]:
    days = (desk.today - said.on).days
    if days < 0:
        return []
    first, last = short_date(said.on), short_date(desk.today)
    unit = "day" if days == 1 else "days"
    return [computed(f"From {first} to today, {last}: {days} {unit}.", [said.citation])]


def at_the_end(desk: Desk) -> Body | None:
    """The last or the first time: of all sentences that say so, the one of the latest day."""
    last = desk.asked.kind == "last"
    said = happened(desk) or _held(desk, _clearly(desk)) or _opening(desk)
    if not said:
        return None
    picked: list[Said] = []
    groups = desk.by_engagement() if desk.asked.side_by_side else [(None, desk.notes)]
    for engagement, _ in groups:
        own = [one for one in said if engagement is None or _is_of(one, engagement)]
        if own:
            picked.append(max(own, key=_by_day) if last else min(own, key=_by_day))
    claims = quotes(desk, picked)
    if re.search(r"\bhow long\b", desk.asked.question.lower()) and len(picked) == 1:
        claims += _until_today(desk, picked[0])
    return Body(tuple(claims))


def _opening(desk: Desk) -> list[Said]:
    """The earliest sentence, where the question asks only since when the work is done."""
    alone = len(desk.asked.terms) == 1 and "#start" in desk.asked.terms[0]
    plain = [one for one in desk.search.said if not one.orders]
    return [min(plain, key=_by_day)] if alone and plain and desk.asked.kind == "first" else []


_CANCELLED = re.compile(
    r"\b(?:cancel\w*|call(?:ed)? off|postpon\w*|reschedul\w*|no[- ](?:show|call|meeting)|"
    r"skipped|moved to|"
    r"(?:did not|didn't|never) (?:happen|take place))\b",
    re.IGNORECASE,
)


def _held(desk: Desk, said: list[Said]) -> list[Said]:
    """Those that tell of what took place; where none does, the nearest that might."""
    if _CANCELLED.search(desk.asked.question) or not any(
        _CANCELLED.search(one.text) for one in said
    ):
        return said
    near = [
        desk.search.sentence(one.note.note_id, one.start)
        for one in desk.near
        if one.score >= NEAR_HELD
    ]
    kept = [one for one in (*said, *near) if one and not _CANCELLED.search(one.note.text)]
    shared = [one for one in kept if any(term & one.terms for term in desk.asked.terms)]
    return [one for one in shared if not one.orders] or said


def _is_of(said: Said, engagement: Engagement) -> bool:
    return said.note.engagement_id == engagement.engagement_id


def _by_day(said: Said) -> tuple[date, int]:
    return said.on, said.start


def _clearly(desk: Desk) -> list[Said]:
    """Every sentence that meets the question about as well as the best one."""
    found = [one for one in good(desk) if one.fills] or good(desk)
    if not found:
        return []
    most = max(one.coverage for one in found)
    return [one.said for one in found if one.coverage >= max(0.5, 0.85 * most)]


def bearing(desk: Desk) -> Body | None:
    """The notes that bear on a planning question; very few, and none in doubt."""
    found = [one for one in good(desk) if is_strict(one, desk)]
    said = leading(found, most=MOST_OF_ONE)
    return Body(tuple(quotes(desk, said))) if said else None


_BETWEEN = re.compile(
    r"\b(?:between|from|passed from)\s+(?P<first>.+?)\s+(?:and|to|until|till)\s+(?P<last>.+)$",
    re.IGNORECASE,
)


def dated_between(desk: Desk) -> Body | None:
    """The days from one thing to another, where a note tells of each."""
    match = _BETWEEN.search(desk.asked.times.rest.rstrip(" ?."))
    if match is None or not re.search(
        r"\bhow (?:long|many (?:days|weeks))\b", desk.asked.question, re.I
    ):
        return None
    begins, ends = (_all_about(desk, match[part]) for part in ("first", "last"))
    pairs = [(one, other) for other in ends for one in begins if one.on < other.on]
    if not pairs:
        return None
    first, last = pairs[0]
    days = (last.on - first.on).days
    text = (
        f"From {short_date(first.on)} to {short_date(last.on)}: {days} "
        f"{'day' if days == 1 else 'days'}."
    )
    claim = computed(text, [first.citation, last.citation])
    return Body((claim, *quotes(desk, [first, last])))


def _all_about(desk: Desk, words: str) -> list[Said]:
    """The sentences on one thing, the best first and of like ones the earliest."""
    part = replace(desk.asked, terms=asked_terms(words), asides=frozenset(), slot="")
    found = [one for one in desk.search.best(part) if one.coverage >= 0.6]
    ordered = sorted(found, key=lambda one: (-round(one.coverage, 1), one.said.on))
    return [one.said for one in ordered]


def in_period(desk: Desk) -> Body | None:
    """What the notes of the time asked about say, where the question names nothing else."""
    if desk.asked.terms or not desk.asked.times.periods:
        return None
    said = [
        one
        for one in desk.search.said
        if any(period.has(one.on) for period in desk.asked.times.periods) and not one.orders
    ]
    said = sorted(said, key=_by_day)
    claims = quotes(desk, said[-LISTED:])
    if len(said) > LISTED:
        claims.append(connective("There are earlier ones; the timeline shows them all."))
    return Body(tuple(claims)) if said else None
