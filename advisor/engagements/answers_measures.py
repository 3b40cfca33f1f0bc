"""Answers about measures: how they move, against what was agreed, and side by side."""

import re
from collections.abc import Iterable, Sequence

from advisor.domain.advice import Claim
from advisor.domain.check_up import Series
from advisor.domain.evidence import Citation
from advisor.domain.notes import Engagement, EngagementNote
from advisor.engagements.answers_saying import Body, Desk, counted, quotes
from advisor.engagements.answers_series import of_series, side_by_side
from advisor.engagements.asking_words import asked_terms, terms_of
from advisor.engagements.measure_words import concept_of
from advisor.engagements.measures import series_of
from advisor.engagements.note_sentences import Said, is_order
from advisor.grounding.note_figures import is_money

_Span = tuple[int, int]
MEASURES = 3
_GENERIC = frozenset(
    "#target #quality #report meet hit better worse trend measur kpi perform improv compar chang "
    "agre level number result figur number progress fall short below #decide #rule go develop "
    "evolv far "
    "month week quart".split()
)


def moving(desk: Desk) -> Body | None:
    """How the measures that the question names move, and where they stand."""
    found = [
        (engagement, series)
        for engagement, notes in desk.by_engagement()
        for series in _named_series(desk, notes, engagement)
    ]
    claims: list[Claim] = []
    for engagement, series in found:
        claims += of_series(desk, engagement, series)
    claims += side_by_side(desk, found)
    return Body(tuple(claims)) if claims else None


def _named_series(
    desk: Desk, notes: Sequence[EngagementNote], engagement: Engagement
) -> list[Series]:
    """What the question asks for; side by side, one value of a vendor is enough."""
    found = _asked_for(desk, series_of(notes, engagement))
    if found or not desk.asked.side_by_side:
        return found
    return _asked_for(desk, series_of(notes, engagement, single=True))


_SHORT = re.compile(
    r"\b(?:f[ae]ll(?:s|ing|en)? short|below|under|above|over|off target|too (?:few|low|high|"
    r"slow|many)|"
    r"(?:not|n't) (?:as agreed|enough|meet|reach|on target|hit)|as agreed|miss\w* (?:the |"
    r"their |our )?"
    r"(?:\w+ )?(?:target|goal|sla|kpi)s?|(?:breach|exceed|broke|break|fail)\w*|"
    r"(?:slower|later|worse|longer|higher|lower|less|more|fewer) than (?:we )?(?:agreed|"
    r"promised|the target)|"
    r"too long)\b"
)


def falling_short(desk: Desk) -> Body | None:
    """The readings that were not as agreed, where the question asks when or how often that was."""
    if not _SHORT.search(desk.asked.question.lower()):
        return None
    said: list[Said] = []
    for engagement, notes in desk.by_engagement():
        for series in _asked_for(desk, series_of(notes, engagement), agreed=True):
            said += [one for one in map(desk.sentence, _missed(desk, series)) if one]
    kind = desk.asked.kind
    if not said:
        return None
    if kind in ("first", "when", "last"):
        return Body(tuple(quotes(desk, said[-1:] if kind == "last" else said[:1])))
    head = (counted(said, name=said[0].note.engagement if desk.several else ""),)
    return Body((*(head if kind == "count" else ()), *quotes(desk, said)))


def _missed(desk: Desk, series: Series) -> list[Citation]:
    """The readings on the wrong side of what was agreed, oldest first."""
    target = series.target
    if target is None:
        return []
    least = target.direction == "at_least"
    return [
        one.citation
        for one in series.readings
        if (one.value < target.value if least else one.value > target.value)
        and (not desk.asked.times.periods or any(p.has(one.on) for p in desk.asked.times.periods))
    ]


def _asked_for(desk: Desk, every: Sequence[Series], *, agreed: bool = False) -> list[Series]:
    """The series that the question names, or the agreed ones where it names none.

    Those are taken where it asks for a trend or a standing, or `agreed` says so.
    """
    usable = [one for one in map(_without_orders, every) if one.readings and _is_known(one)]
    if desk.asked.kind == "amount" and desk.asked.slot == "money":
        usable = [one for one in usable if is_money(one.unit)]
    spans = {one: _named(desk, one) for one in usable}
    whole = (0, len(desk.asked.times.rest))
    exact = {one: span for one, span in spans.items() if span and span != whole}
    named = [one for one, span in exact.items() if not _inside(span, exact.values())]
    named = named or [one for one, span in spans.items() if span]
    if named:
        return named[:MEASURES]
    telling = [term for term in desk.asked.terms if not term & _GENERIC]
    if telling or not (agreed or desk.asked.kind in ("trend", "status")):
        return []
    held = [one for one in usable if one.target]
    return (held or usable)[:MEASURES]


def _is_known(series: Series) -> bool:
    """Whether a series is a measure for sure, and not a number that is often repeated."""
    return bool(series.target or series.unit or concept_of(series.measure, series.unit))


def _without_orders(series: Series) -> Series:
    kept = tuple(one for one in series.readings if not is_order(one.citation.quote))
    if len(kept) == len(series.readings):
        return series
    return Series(
        measure=series.measure,
        unit=series.unit,
        readings=kept,
        target=series.target,
        trend=series.trend,
        standing=series.standing,
        target_citation=series.target_citation,
    )


def _named(desk: Desk, series: Series) -> _Span | None:
    """Where the question names the measure; words of like meaning count as the whole of it."""
    question = desk.asked.times.rest
    own = concept_of(series.measure, series.unit)
    if own and (match := own.pattern.search(question)):
        return match.span()
    wanted = asked_terms(series.measure)
    said = terms_of(question)
    shared = [term for term in wanted if term & said]
    if shared and len(shared) * 2 >= len(wanted):
        return 0, len(question)
    return None


def _inside(span: _Span, others: Iterable[_Span]) -> bool:
    """Whether a longer name of another measure holds this one ("leads" in "cost per lead")."""
    return any(
        other[0] <= span[0] and span[1] <= other[1] and other[1] - other[0] > span[1] - span[0]
        for other in others
    )
