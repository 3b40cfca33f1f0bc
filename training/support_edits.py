"""Sentences of the guidance made false by one edit, and left true, for the support model."""

import random
import re

from support_data import LABELS, Pair

from advisor.domain import Library

SUPPORTED, UNSUPPORTED, CONTRADICTED = range(len(LABELS))

_SWAPS = [
    tuple(pair.split("/"))
    for pair in (
        "before/after must/may more/less most/least first/last always/never all/some every/no "
        "days/weeks weeks/months months/years hours/days higher/lower early/late earlier/later "
        "start/end best/worst good/bad with/without inside/outside both/neither keep/delete "
        "accept/reject raise/lower fixed/variable small/large cheapest/dearest short/long "
        "new/old open/closed written/spoken yours/theirs owner/vendor vendor/client buyer/seller "
        "you/they your/their include/exclude allow/forbid increase/decrease weekly/monthly "
        "daily/weekly monthly/yearly percent/dollars minutes/hours can/cannot should/need-not "
        "above/below over/under same/different public/private senior/junior easy/hard many/few "
        "morning/evening monday/friday january/july north/south supplier/customer"
    ).split()
]
_EDITS = dict(_SWAPS) | {b: a for a, b in _SWAPS}
_EDITS["need-not"] = "should"
_NUMBERS = "one two three four five six seven eight nine ten twelve twenty thirty".split()
_IMPERATIVE = re.compile(r"^(Ask|Agree|Give|Keep|Let|Name|Put|Send|Set|Share|Tell|Use|Write)\b")
_MODAL = re.compile(r"\b(is|are|was|were|will|can|should|must|may|does|do|has|have)\b(?! not)")


def edited_pairs(library: Library, rng: random.Random):
    """For each sentence of the guidance: itself, a half of it, and up to three false edits."""
    for point in library.points.values():
        sentences = [*point.sentences, *point.examples.values()]
        for place, sentence in enumerate(sentences):
            beside = rng.choice(sentences)
            evidence = sentence if rng.random() < 0.4 else f"{sentence} {beside}"
            group = f"guidance-{point.point_id}"
            yield Pair(evidence, sentence, SUPPORTED, 0.5, group, "edit:same")
            if shorter := half(sentence):
                yield Pair(evidence, shorter, SUPPORTED, 0.7, group, "edit:half")
            edits = [*swaps(sentence), *numbers(sentence, rng), *negations(sentence)]
            rng.shuffle(edits)
            for edit in edits[:3]:
                yield Pair(evidence, edit, CONTRADICTED, 0.7, group, "edit:false")
            other = sentences[(place + 3) % len(sentences)]
            if other not in evidence:
                yield Pair(evidence, other, UNSUPPORTED, 0.5, group, "edit:other")


def half(sentence):
    """A main clause that stands without its reason."""
    found = re.match(r"^(.{25,}?), (?:because|so that) .*$", sentence)
    return f"{found[1]}." if found and " if " not in sentence.lower() else ""


def swaps(sentence):
    for found in re.finditer(r"[A-Za-z]+", sentence):
        other = _EDITS.get(found[0].lower())
        if other:
            word = other.replace("-", " ")
            word = word.capitalize() if found[0][0].isupper() else word
            yield sentence[: found.start()] + word + sentence[found.end() :]


def numbers(sentence, rng):
    for found in re.finditer(r"\b\d+\b|\b(?:" + "|".join(_NUMBERS) + r")\b", sentence):
        if found[0].isdigit():
            other = str(max(1, int(found[0]) + rng.choice([-3, 2, 5, 10, int(found[0])])))
        else:
            other = rng.choice([word for word in _NUMBERS if word != found[0]])
        if other != found[0]:
            yield sentence[: found.start()] + other + sentence[found.end() :]


def negations(sentence):
    if found := _IMPERATIVE.match(sentence):
        yield f"Do not {found[0].lower()}{sentence[found.end() :]}"
        yield f"Never {found[0].lower()}{sentence[found.end() :]}"
    if found := _MODAL.search(sentence):
        yield f"{sentence[: found.end()]} not{sentence[found.end() :]}"
    for word in (" not", " never"):
        if word in sentence:
            yield sentence.replace(word, "", 1)
