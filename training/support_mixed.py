"""Pairs made of our own pairs by code, so that shared words tell nothing about support.

Our own pairs have faithful sentences in other words and false ones in the source's words. Alone
they teach that few shared words mean support, so the opposite is made of them: the source's own
words left true, and rewordings made false or held against another source.
"""

import random
import re
from collections import defaultdict

from support_data import LABELS, Pair
from support_edits import half, negations, numbers, swaps

SUPPORTED, UNSUPPORTED, CONTRADICTED = range(len(LABELS))

_FRAMES = (
    "In short, ", "Remember that ", "The guidance says that ", "Note: ", "According to the notes, ",
    "So ", "Put simply, ", "As the source says, ",
)  # fmt: skip
_WHEN = "if|when|before|after|until|unless|once|while"
_FRONTED = re.compile(rf"^({_WHEN}) ([^,]+), (.+)\.$", re.IGNORECASE)
_TRAILING = re.compile(rf"^(\S+ \S+ \S.*?),? ({_WHEN}) ([^,]+)\.$")


def mixed_pairs(own, rng: random.Random):
    """For each source: its words left true, and faithful rewordings made false or unsupported."""
    by_source = defaultdict(list)
    for pair in own:
        by_source[pair.group].append(pair)
    vocabulary = {
        group: set(re.findall(r"[a-z]{4,}", pairs[0].evidence.lower()))
        for group, pairs in by_source.items()
    }
    for group, pairs in by_source.items():
        evidence = pairs[0].evidence
        faithful = [pair.sentence for pair in pairs if pair.label == SUPPORTED]
        elsewhere = [
            pair.sentence
            for other in _alike(group, vocabulary, rng)
            for pair in by_source[other]
            if pair.label == SUPPORTED
        ]
        for sentence, label, weight, origin in (
            *_true(evidence, faithful, rng),
            *_false(evidence, faithful, elsewhere, rng),
        ):
            yield Pair(evidence, sentence, label, weight, group, f"made:{origin}")


def _alike(group, vocabulary, rng):
    """Other sources that share words with this one, of a sample."""
    others = [one for one in rng.sample(list(vocabulary), min(60, len(vocabulary))) if one != group]
    shared = {one: len(vocabulary[one] & vocabulary[group]) for one in others}
    return sorted(others, key=lambda one: -shared[one] / (1 + len(vocabulary[one])))[:4]


def _true(evidence, faithful, rng):
    for sentence in sentences(evidence)[:2]:
        yield sentence, SUPPORTED, 0.6, "same"
        if rng.random() < 0.6:
            yield rng.choice(_FRAMES) + _lowered(sentence), SUPPORTED, 0.8, "framed"
        if shorter := half(sentence):
            yield shorter, SUPPORTED, 0.8, "half"
        yield from ((turned, SUPPORTED, 1.0, "turned") for turned in _turned(sentence))
    if len(faithful) > 1:
        first, second = rng.sample(faithful, 2)
        yield f"{first.rstrip('.')}, and {_lowered(second)}", SUPPORTED, 0.9, "joined"


def _false(evidence, faithful, elsewhere, rng):
    for sentence in sentences(evidence)[:2]:
        yield from ((edit, CONTRADICTED, 0.6, "edit") for edit in _edits([sentence], 1, rng))
    for edit in _edits(faithful, 2, rng):
        yield edit, CONTRADICTED, 0.7, "reworded-false"
    for sentence in rng.sample(elsewhere, min(2, len(elsewhere))):
        yield sentence, UNSUPPORTED, 0.9, "elsewhere"
    if elsewhere and faithful:
        both = f"{rng.choice(faithful).rstrip('.')}, and {_lowered(rng.choice(elsewhere))}"
        yield both, UNSUPPORTED, 0.7, "half-new"


def _edits(texts, count, rng):
    found = [
        edit for text in texts for edit in (*swaps(text), *numbers(text, rng), *negations(text))
    ]
    return rng.sample(found, min(count, len(found)))


def _turned(sentence):
    """The clause that begins it put last, or the other way round."""
    if found := _FRONTED.match(sentence):
        yield f"{found[3][0].upper()}{found[3][1:]} {found[1].lower()} {found[2]}."
    if found := _TRAILING.match(sentence):
        yield f"{found[2].capitalize()} {found[3]}, {_lowered(found[1])}."


def sentences(text):
    """The sentences of more than three words."""
    return [one for one in re.split(r"(?<=[.!?])\s+(?=[A-Z0-9])", text) if len(one.split()) > 3]


def _lowered(sentence):
    is_name = re.match(r"^(I\b|[A-Z]{2,}|[A-Z][a-z]+ (?:and|said|paid|sent))", sentence)
    return sentence if is_name else sentence[0].lower() + sentence[1:]
