"""Turns the user's own words so that they can be said back: "our" becomes "your"."""

import re

_MINE = {
    "we": "you", "i": "you", "our": "your", "my": "your", "us": "you", "me": "you", "ours": "yours",
    "mine": "yours", "am": "are", "myself": "yourself", "i've": "you have", "we've": "you have",
}  # fmt: skip
_PASTS = {
    "pay": "paid", "send": "sent", "say": "said", "tell": "told", "get": "got", "give": "gave",
    "take": "took", "make": "made", "choose": "chose", "go": "went", "come": "came", "meet": "met",
    "leave": "left", "do": "did", "have": "had", "find": "found", "break": "broke", "lose": "lost",
    "write": "wrote", "hold": "held", "begin": "began", "speak": "spoke", "spend": "spent",
    "buy": "bought", "think": "thought", "know": "knew", "see": "saw", "keep": "kept",
    "set": "set", "put": "put", "let": "let", "cut": "cut", "cost": "cost", "quit": "quit",
}  # fmt: skip
_ADVERBS = frozenset("last first ever actually already really also then once".split())
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")
_WORD = re.compile(r"[\w'&/-]+")


def said_back(text: str) -> str:
    """The user's words from the other side: "who has our key" becomes "who has your key"."""
    turned = _WORD.sub(lambda match: _MINE.get(match[0].lower(), match[0]), text)
    return turned.replace("you was", "you were").replace("you am", "you are")


def past(rest: str) -> str:
    """The words after "did" with their verb in the past: "last pay" becomes "last paid"."""
    words = rest.split()
    at = next((at for at, word in enumerate(words) if word not in _ADVERBS), 0)
    verb = words[at]
    if verb == "not":
        return f"did {rest}"
    words[at] = _PASTS.get(verb) or _regular(verb)
    return " ".join(words)


def gerund(verb: str) -> str:
    """The form in -ing of a plain verb; another word as it is."""
    if not verb.islower() or verb.endswith(("ing", "ed", "id", "nt")):
        return verb
    if _DOUBLED.fullmatch(verb):
        return f"{verb}{verb[-1]}ing"
    return f"{verb if verb.endswith('ee') else verb.removesuffix('e')}ing"


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if _DOUBLED.fullmatch(verb) else f"{verb}ed"
