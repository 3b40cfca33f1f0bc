"""Counts, sums, differences and days between days, computed again from the notes that are cited."""

import re
from collections import Counter
from collections.abc import Callable

from advisor.grounding.note_figures import MONTHS, Figure, is_money
from advisor.grounding.note_proof import (
    DAY,
    DAYS,
    Evidence,
    Proof,
    Unproven,
    one_figure,
    read_day,
    read_days,
)

Prove = Callable[[re.Match[str], Proof], None]
_COUNT = re.compile(
    r"(?P<count>\d+|One) of your notes(?: on (?P<name>.+?))?"
    rf"(?: from (?P<month>[A-Z][a-z]+ \d{{4}}))? says? so: (?P<days>{DAYS})\."
)
_SUM = re.compile(
    r"(?:(?P<name>[^:]+): )?(?P<terms>[^:=]+ \+ [^:=]+) = (?P<total>[^:=]+?) in (?P<count>\d+) "
    r"payments\."
)
_BETWEEN = re.compile(
    rf"From (?P<first>{DAY}) to (?P<today>today, )?(?P<last>{DAY}): (?P<count>\d+) days?\."
)
_CHANGE = re.compile(
    rf"(?:(?P<name>[^:]+): )?[Ff]rom (?P<old>[^()]+?) \((?P<first>{DAY})\) to (?P<new>[^()]+?) "
    rf"\((?P<last>{DAY})\): (?P<change>[^()]+?) (?P<way>more|less)(?:, or (?P<share>[\d.]+)%)?\."
)
_PAYS = re.compile(
    r"\b(?:pa(?:id|y|ys|yments?)|pd|pmts?|inv|invoic\w+|bill(?:s|ed)?|transfer(?:red)?|wired|settled|"
    r"deposit|retainer|"
    r"instal?lment|sent|charg\w+|cost|fee|quot\w+)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    rf"There (?:is|are) (?P<count>\d+) notes?(?: on (?P<name>.+?))?, "
    rf"the (?:first|only one) of (?P<first>{DAY})"
    rf"(?: and the last of (?P<last>{DAY}))?\."
)
_COUNTS = re.compile(r"Notes that say so: (?P<counts>.+ \d+(?:, .+ \d+)+): (?P<verdict>.+)\.")


def _count(match: re.Match[str], proof: Proof) -> None:
    proof.only_about(match["name"])
    notes = proof.notes.values()
    count = 1 if match["count"] == "One" else int(match["count"])
    if count != len(notes):
        raise Unproven(f"{count} notes are counted, {len(notes)} are cited.")
    if set(read_days(match["days"])) != {one.day for one in notes}:
        raise Unproven("The days are not those of the notes that are cited.")
    if match["month"] and any(month_label(one) != match["month"] for one in notes):
        raise Unproven("A note that is cited is not of that month.")


def _kept(match: re.Match[str], proof: Proof) -> None:
    """How many notes there are: those that are cited, from the first day to the last."""
    proof.only_about(match["name"])
    notes = proof.notes.values()
    if int(match["count"]) != len(notes):
        raise Unproven(f"{match['count']} notes are counted, {len(notes)} are cited.")
    days = sorted(one.day for one in notes)
    if read_day(match["first"]) != days[0] or read_day(match["last"] or match["first"]) != days[-1]:
        raise Unproven("The days are not those of the notes that are cited.")


def _sum(match: re.Match[str], proof: Proof) -> None:
    proof.only_about(match["name"])
    terms = [one_figure(term) for term in match["terms"].split(" + ")]
    total = one_figure(match["total"])
    if int(match["count"]) != len(terms):
        raise Unproven("The number of payments is not the number of amounts.")
    if any(term.unit != total.unit for term in terms):
        raise Unproven("Amounts in different units are added.")
    bare = total.unit == "" and all(_PAYS.search(one.quote) for one in proof.evidence)
    if not is_money(total.unit) and not bare:
        raise Unproven("What is added is no money.")
    if abs(sum(term.value for term in terms) - total.value) > 0.005:
        raise Unproven("The sum is wrong.")
    _each_in_its_place(terms, proof)


def _each_in_its_place(terms: list[Figure], proof: Proof) -> None:
    """`Unproven` where an amount is in no quotation, or is used more often than it is there."""
    stands: Counter[tuple[float, str]] = Counter()
    for place in {(one.note, one.quote): one for one in proof.evidence}.values():
        stands.update(_key(figure) for figure in place.figures)
    used = Counter(_key(term) for term in terms)
    if any(count > stands[key] for key, count in used.items()):
        raise Unproven("An amount does not stand in the notes that are cited.")


def _key(figure: Figure) -> tuple[float, str]:
    return round(figure.value, 4), figure.unit


def _between(match: re.Match[str], proof: Proof) -> None:
    proof.only_about(None)
    first, last = read_day(match["first"]), read_day(match["last"])
    known = {day for one in proof.evidence for day in one.days}
    if match["today"] and last != proof.today:
        raise Unproven("That is not the day of the question.")
    if first not in known or (not match["today"] and last not in known):
        raise Unproven("A day is neither that of a note that is cited nor named in it.")
    if (last - first).days != int(match["count"]):
        raise Unproven("The number of days is wrong.")


def _change(match: re.Match[str], proof: Proof) -> None:
    proof.only_about(match["name"])
    old, new = one_figure(match["old"]), one_figure(match["new"])
    for value, day in ((old, match["first"]), (new, match["last"])):
        _stands_on(value, read_day(day).toordinal(), proof)
    if read_day(match["last"]) < read_day(match["first"]):
        raise Unproven("The later value comes first.")
    change = one_figure(match["change"])
    if {old.unit, new.unit, change.unit} != {old.unit}:
        raise Unproven("Values in different units are compared.")
    signed = change.value if match["way"] == "more" else -change.value
    if abs(new.value - old.value - signed) > 0.005:
        raise Unproven("The difference is wrong.")
    share = abs(signed) / old.value * 100 if old.value else 0.0
    if match["share"] and abs(share - float(match["share"])) > 0.06:
        raise Unproven("The percentage is wrong.")


def _stands_on(value: Figure, ordinal: int, proof: Proof) -> None:
    if not any(
        one.day.toordinal() == ordinal and any(value.equals(got) for got in one.figures)
        for one in proof.evidence
    ):
        raise Unproven("A value does not stand in a note of that day.")


def _counts(match: re.Match[str], proof: Proof) -> None:
    """Notes counted side by side, by engagement or by month."""
    said = {part.rpartition(" ")[0]: int(part.rpartition(" ")[2]) for part in _parts(match)}
    by_month = all(_MONTH_LABEL.fullmatch(label) for label in said)
    notes = list(proof.notes.values())
    if by_month:
        proof.only_about(None)
    real = Counter(month_label(one) if by_month else one.name for one in notes)
    if {label: real[label] for label in said} != said or set(real) - set(said):
        raise Unproven("The notes that are cited are not that many.")
    if match["verdict"] != counts_verdict(said, by_month=by_month):
        raise Unproven("The comparison is wrong.")


_MONTH_LABEL = re.compile(rf"(?:{'|'.join(name.capitalize() for name in MONTHS)}) \d{{4}}")


def _parts(match: re.Match[str]) -> list[str]:
    return re.split(r"(?<=\d), ", match["counts"])


def counts_verdict(counts: dict[str, int], *, by_month: bool) -> str:
    """What counts side by side come to: `fewer`, or `most on Brightdesk`."""
    values = list(counts.values())
    if by_month:
        return _way(values[-2], values[-1])
    most = max(values)
    leading = [label for label, value in counts.items() if value == most]
    return f"most on {leading[0]}" if len(leading) == 1 else "as many"


def _way(old: int, new: int) -> str:
    return "more" if new > old else "fewer" if new < old else "as many"


def month_label(one: Evidence) -> str:
    """The month of a note: `January 2026`."""
    return f"{MONTHS[one.day.month - 1].capitalize()} {one.day.year}"


FORMS: tuple[tuple[re.Pattern[str], Prove], ...] = (
    (_COUNT, _count),
    (_KEPT, _kept),
    (_SUM, _sum),
    (_BETWEEN, _between),
    (_CHANGE, _change),
    (_COUNTS, _counts),
)
