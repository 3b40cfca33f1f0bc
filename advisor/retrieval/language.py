"""Tells English questions from others, however short and misspelt they are."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

# Function words that other languages in Latin script do not share; two of them in a short
# question settle it without the statistical model.
_ENGLISH_WORDS = (
    "the and what how they it's for with that this my your our are have does did done should would "
    "could can cant can't dont don't doesnt doesn't isnt isn't not from who when where why which "
    "want need get got them their there then than if but about before after every each any some "
    "much many more only just been were she you i'm im i've ive its keep keeps ask asks says said "
    "tell told paid works never always still another without between while into because against "
    "whose whats what's theyre they're wont won't nobody someone"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
# The model knows neither Hindi in Latin letters nor mixed Tagalog, both common with hired teams.
_MIXED_IN_WORDS = (
    "kya kaise kaun kab kahan kyun kitna kitni kitne kiska jiske mujhe mera meri mere maine hamara "
    "hamari humein hume hai hain nahi nahin chahiye karna karta karte karti karu karo milega deni "
    "dena dene lena wala ke ki ka ko aur lekin agar apna apne unko usko ang ng mga sa ako namin "
    "natin naman hindi paano bakit magkano kailan saan ano dapat kailangan gusto kung siya sila "
    "yung nang"
)
_MIXED_IN = frozenset(_MIXED_IN_WORDS.split())
_LOAN_PHRASES = re.compile(
    r"\b(?:[àa] la carte|carte blanche|force majeure|vis[- ][àa][- ]vis|r[ée]sum[ée]s?|caf[ée]s?|"
    r"per diem|per capita|pro rata|pro bono|ad hoc|bona fide|de facto|de minimis|quid pro quo)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"\u201c\u00ab][^\"\u201d\u00bb]*[\"\u201d\u00bb]")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
# Probability of English below which a text is foreign. Both bounds were set on this project's
# own lists: fragments of up to three words are too short for the model and nearly always pass.
_FLOOR = 0.03
_FRAGMENT_FLOOR = 0.004
_FRAGMENT_WORDS = 3


def is_english(text: str) -> bool:
    """True where the question is in English, even if it quotes or names something foreign."""
    letters = [char for char in text if char.isalpha()]
    other_script = sum(not _is_latin(char) for char in letters)
    words = _own_words(text)
    lower = [word.lower().replace("\u2019", "'") for word in words]
    english = sum(word in _ENGLISH for word in lower)
    if other_script * 2 > len(letters) or (other_script >= 2 and not english):
        return False
    mixed_in = sum(word in _MIXED_IN for word in lower)
    if mixed_in >= 2 and mixed_in > english:
        return False
    if english >= 2 and english * 5 >= len(words):
        return True
    floor = _FRAGMENT_FLOOR if len(words) <= _FRAGMENT_WORDS else _FLOOR
    return _english_probability(" ".join(_without_names(words)).lower()) >= floor


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith(("LATIN", "FULLWIDTH LATIN"))


def _own_words(text: str) -> list[str]:
    """The asker's words: without quotations and loan phrases, unless little else is left."""
    plain = _LOAN_PHRASES.sub(" ", text)
    outside = _WORD.findall(_QUOTED.sub(" ", plain))
    return outside if len(outside) >= _FRAGMENT_WORDS else _WORD.findall(plain)


def _without_names(words: list[str]) -> list[str]:
    """Capitalised words after the first are mostly names, which say nothing of the language."""
    rest = [word for place, word in enumerate(words) if place == 0 or not word[0].isupper()]
    return rest if len(rest) >= _FRAGMENT_WORDS else words


def _english_probability(text: str) -> float:
    """Probability, 0 to 1; Nigerian Pidgin counts as English, with which it is confused."""
    if not text:
        return 1.0
    ranked = dict(_identifier().rank(text))
    return float(ranked.get("en", 0.0)) + float(ranked.get("pcm", 0.0))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """The language model, loaded on first use because unpacking it takes half a second."""
    from py3langid.langid import (  # type: ignore[import-untyped]  # the package has no type marker
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
