"""Tells a sentence that claims something from a greeting, a question or a heading."""

import re

_COURTESY = re.compile(
    r"(?:sure|certainly|of course|hello|hi|thanks?(?: you)?|great question|good question|good luck|"
    r"you(?:'|\u2019)re welcome|happy to help|glad to help|i hope (?:this|that) helps"
    r"|let me know if (?:you have|there are) (?:any |more |other |further )*questions"
    r"|feel free to ask(?: me)?(?: (?:more|further|any|other))?(?: questions)?"
    r"|here (?:is|are) (?:my|some|the|a few) (?:advice|suggestions|steps|points|tips|short answer)"
    r"|here(?:'|\u2019)s (?:my|some|the) (?:advice|suggestion|short answer))"
    r"(?: there| again)?[\s.!:,]*",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:what|which|who|when|where|how(?: many| much| long| often)?|do you|did you|have you|are you"
    r"|is (?:it|this|that|there|your)|would you like|shall i|should i|can you|could you)\b",
    re.IGNORECASE,
)
# A claim dressed as a question: "did you know that no contract is needed?"
_LEADING = re.compile(
    r"\b(?:did you know|do you (?:know|realise|realize|see)|are you aware|who (?:needs|cares)"
    r"|(?:is|are|was|were|does|do|did|has|have|can|could|will|would|should)n(?:'|\u2019)?t"
    r"|of course|obviously|after all|right\?|no\?|correct\?|since|because|given that|now that)",
    re.IGNORECASE,
)
_HEADING_WORDS = 8
_VERBLESS = re.compile(r"[^.!?]*:?")
_ASKING_WORDS = 22


def is_claim(sentence: str) -> bool:
    """Whether a sentence says something that could be false.

    Only what plainly claims nothing is let off: set courtesies and short questions to the reader.
    A question that carries a statement in it is a claim.
    """
    text = sentence.strip()
    if not re.search(r"\w", text):
        return False
    return not (_COURTESY.fullmatch(text) or _is_question(text))


def is_heading(line: str) -> bool:
    """Whether a line without a full stop is a short title."""
    text = line.strip().strip("#*_ ")
    return bool(_VERBLESS.fullmatch(text)) and len(text.split()) <= _HEADING_WORDS


def _is_question(text: str) -> bool:
    return (
        text.endswith("?")
        and text.count("?") == 1
        and not re.search(r"[.!;]\s", text)
        and len(text.split()) <= _ASKING_WORDS
        and bool(_ASKING.match(text))
        and not _LEADING.search(text)
    )
