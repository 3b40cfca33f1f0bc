"""Answers that count, add up or list what happened."""

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.domain.advice import Claim
from advisor.domain.evidence import Citation
from advisor.engagements.answers_evidence import of_time
from advisor.engagements.answers_happened import BACK, MAYBE, about, denies, happened, money_in
from advisor.engagements.answers_quotes import good
from advisor.engagements.answers_saying import Body, Desk, computed, connective, counted, quotes
from advisor.engagements.asking_when import Period
from advisor.engagements.asking_words import asked_terms
from advisor.engagements.note_sentences import Said
from advisor.engagements.quantities import format_value, quantities_in
from advisor.engagements.timeline import timeline_of
from advisor.grounding.note_figures import MONTHS, Figure
from advisor.grounding.note_sums import counts_verdict

SHOWN, LISTED = 4, 8
SURE = 0.75
_COUNTED_NOUN = re.compile(
    r"\bhow (?:many|much)\s+(?:of (?:the|our|my) )?(?P<noun>[a-z -]+?)(?= (?:did|do|does|have|has|"
    r"had|"
    r"were|was|are|is|we|they|i|a|per|in|on|at|for|this|so|to|from|with|of|per)\b|[?]|$)",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b(?:times?|how often|notes?|occasions?|instances?)\b", re.IGNORECASE)
_RUNNING = re.compile(
    r"\b(?:so far|in total|altogether|to date|total(?:s|led)?|until now|overall)\b", re.IGNORECASE
)
_BILLED = re.compile(r"\b(?:invoic\w+|inv|bill(?:s|ed)?|charg\w+|cost|quot\w+)\b", re.IGNORECASE)
_PAID = re.compile(
    r"\b(?:paid|pd|pmts?|pay(?:s|ment|ments)?|settled|transfer(?:red)?|wired|sent|deposit|retainer|"
    r"instal?lment)\b",
    re.IGNORECASE,
)


def counting(desk: Desk) -> Body | None:
    """How often something happened, by the notes that say so; or the number that a note gives."""
    if stated := _stated_number(desk):
        return Body(tuple(quotes(desk, stated)))
    said = _told(desk)
    if not said:
        return None
    if len(desk.asked.times.periods) == 2 and (body := by_month(desk, said)):
        return body
    return _counted_by_engagement(desk, said)


def comparing(desk: Desk) -> Body | None:
    """Whether something happened more often at one time, or with one vendor, than another."""
    often = re.search(r"\b(?:more|fewer|less|often)\b", desk.asked.question.lower())
    if desk.asked.events and (often or len(desk.asked.times.periods) > 1):
        return counting(desk)
    return None


def _counted_by_engagement(desk: Desk, said: Sequence[Said]) -> Body:
    sides = desk.by_engagement() if desk.asked.named else []
    groups: dict[str, list[Said]] = {engagement.name: [] for engagement, _ in sides}
    for one in said:
        groups.setdefault(one.note.engagement, []).append(one)
    named = desk.several
    claims = [counted(own, name=name if named else "") for name, own in groups.items() if own]
    if len(groups) > 1:
        numbers = {name: len({one.note.note_id for one in own}) for name, own in groups.items()}
        counts = ", ".join(f"{name} {count}" for name, count in numbers.items())
        verdict = counts_verdict(numbers, by_month=False)
        claims.append(
            computed(f"Notes that say so: {counts}: {verdict}.", [one.citation for one in said])
        )
    latest = [one for own in groups.values() for one in own[-SHOWN:]]
    return Body((*claims, *quotes(desk, latest)))


def by_month(desk: Desk, said: Sequence[Said]) -> Body | None:
    """The notes of two months side by side; None where the periods are not months."""
    periods = sorted(desk.asked.times.periods, key=lambda period: period.since)
    labels = [_month(period) for period in periods]
    if not all(labels) or desk.several:
        return None
    own = {
        label: [
            one for one in said if f"{MONTHS[one.on.month - 1].capitalize()} {one.on.year}" == label
        ]
        for label in labels
    }
    numbers = {label: len({one.note.note_id for one in group}) for label, group in own.items()}
    counts = ", ".join(f"{label} {count}" for label, count in numbers.items())
    verdict = counts_verdict(numbers, by_month=True)
    cited = [one for group in own.values() for one in group]
    if not cited:
        return None
    claim = computed(f"Notes that say so: {counts}: {verdict}.", [one.citation for one in cited])
    return Body((claim, *quotes(desk, cited[-SHOWN:])))


def _month(period: Period) -> str:
    """The month that a period is, such as `January 2026`; empty where it is none."""
    first, last = period.since, period.until
    whole = first.day == 1 and (first.year, first.month) == (last.year, last.month)
    return f"{MONTHS[first.month - 1].capitalize()} {first.year}" if whole else ""


def _stated_number(desk: Desk) -> list[Said]:
    """Sentences that give the number asked for: "12 tickets" to "how many tickets"."""
    match = _COUNTED_NOUN.search(desk.asked.question)
    if match is None or desk.asked.events or _TIMES.search(match[0]):
        return []
    noun = (
        frozenset().union(*asked_terms(match["noun"]))
        if asked_terms(match["noun"])
        else frozenset()
    )
    found = []
    for one in good(desk):
        units = {unit for q in quantities_in(one.said.text) for unit in _unit_terms(q.unit)}
        if units & noun:
            found.append(one)
    if not found:
        return []
    best = [one.said for one in found if one.coverage >= 0.85 * found[0].coverage]
    return sorted(best, key=lambda one: one.on)[-SHOWN:]


def _unit_terms(unit: str) -> frozenset[str]:
    if unit == "min":
        return frozenset({"#hours", "hour", "hours", "day", "week"})
    terms = asked_terms(unit)
    return frozenset().union(*terms) if terms else frozenset()


def _told(desk: Desk) -> list[Said]:
    """The sentences that say that it happened, oldest first; not those that deny or plan it."""
    if said := happened(desk):
        return said
    if desk.asked.head and desk.asked.head & _NO_EVENTS:
        return []
    found = [one.said for one in good(desk) if one.coverage >= 0.6 and _affirms(one.said, desk)]
    found += [one for one in desk.search.said if one not in found and _again(one, found, desk)]
    return sorted(found, key=lambda one: (one.on, one.start))


_NO_EVENTS = frozenset({"#team", "#person", "#customer", "#hours", "#tool", "#language"})


def _again(said: Said, found: Sequence[Said], desk: Desk) -> bool:
    """Whether a sentence says the same once more without naming it: "Reminded them again"."""
    if not found or not desk.asked.terms or not _ONCE_MORE.search(said.text) or said.orders:
        return False
    periods = desk.asked.times.periods
    return (
        bool(desk.asked.terms[0] & said.terms) and of_time(said, periods) and _affirms(said, desk)
    )


_ONCE_MORE = re.compile(
    r"\b(?:again|(?:a |the )?(?:second|third|fourth|fifth|2nd|3rd|4th) time|once more|another|"
    r"twice)\b",
    re.IGNORECASE,
)


def _affirms(said: Said, desk: Desk) -> bool:
    """Whether a sentence says it of something that happened, as far as its words show."""
    if not desk.asked.terms or said.text.endswith("?") or not desk.asked.terms[0] & said.terms:
        return False
    return not (MAYBE.search(said.text) or denies(said.text, desk.asked.terms[0]))


def adding(desk: Desk) -> Body | None:
    """What was paid, added up in each currency and for each engagement."""
    claims: list[Claim] = []
    shown: list[Said] = []
    for engagement, notes in desk.by_engagement():
        own = [(said, figure) for said, figure in _payments(desk) if said.note in notes]
        for currency in dict.fromkeys(figure.unit for _, figure in own):
            part = [(said, figure) for said, figure in own if figure.unit == currency]
            shown += [said for said, _ in part]
            if len(part) > 1:
                claims.append(_sum(part, name=engagement.name if desk.several else ""))
    told = [one.said for one in good(desk) if _RUNNING.search(one.said.text) and money_in(one.said)]
    claims += quotes(desk, [*shown[-LISTED:], *told[:1]])
    return Body(tuple(claims)) if claims else None


def paid_at_all(desk: Desk) -> Body | None:
    """The latest payments, where no note surely tells of what the question asks for."""
    if any(one.coverage >= SURE for one in good(desk)[:1]):
        return None
    said = happened(desk, on_anything=True)[-SHOWN:]
    return Body(tuple(quotes(desk, said))) if said else None


def _payments(desk: Desk) -> list[tuple[Said, Figure]]:
    """Each payment that the notes tell of with its amount, oldest first."""
    billed = _BILLED.search(desk.asked.question) and not _PAID.search(desk.asked.question)
    wanted = _BILLED if billed else _PAID
    said = _billed(desk) if billed else happened(desk)
    found = []
    for one in said:
        if _RUNNING.search(one.text) or BACK.search(one.text):
            continue
        amounts = money_in(one)
        verb = wanted.search(one.text)
        after = [figure for figure in amounts if verb and figure.start >= verb.start()]
        if amounts:
            found.append((one, after[0] if after else amounts[-1]))
    return found


def _billed(desk: Desk) -> list[Said]:
    kept = [one for one in desk.search.said if _BILLED.search(one.text) and not one.orders]
    kept = [
        one for one in kept if of_time(one, desk.asked.times.periods) and not MAYBE.search(one.text)
    ]
    return sorted(about(desk, kept), key=lambda one: (one.on, one.start))


def _sum(part: Sequence[tuple[Said, Figure]], *, name: str) -> Claim:
    terms = [format_value(figure.value, figure.unit) for _, figure in part]
    total = format_value(sum(figure.value for _, figure in part), part[0][1].unit)
    lead = f"{name}: " if name else ""
    text = f"{lead}{' + '.join(terms)} = {total} in {len(terms)} payments."
    return computed(text, [_exactly(said, figure) for said, figure in part])


def _exactly(said: Said, figure: Figure) -> Citation:
    """The sentence; from the amount on where a number right before it could be read as one."""
    if not _NUMBER_BEFORE.search(said.text[: figure.start]):
        return said.citation
    whole, text = said.citation, said.text[figure.start :]
    return replace(whole, quote=text, start=whole.start + figure.start)


_NUMBER_BEFORE = re.compile(r"\d\s?$")


def listing(desk: Desk) -> Body | None:
    """What happened of the kinds asked about, oldest first."""
    said = happened(desk) if desk.asked.events else _everything(desk)
    if not said:
        said = sorted((one.said for one in good(desk)), key=lambda one: one.on)
    if not said:
        return None
    claims = quotes(desk, said[-LISTED:])
    if len(said) > LISTED:
        claims.append(connective("There are earlier ones; the timeline shows them all."))
    return Body(tuple(claims))


def _everything(desk: Desk) -> list[Said]:
    if desk.asked.terms:
        return []
    items = [desk.sentence(item.citation) for item in timeline_of(desk.notes)]
    once = {(one.note.note_id, one.start): one for one in items if one and not one.orders}
    return [one for one in once.values() if of_time(one, desk.asked.times.periods)]
