"""Whether an answer says a labelled string: words anywhere, numbers whole and not in a date."""

import re
import unicodedata

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january february march april may june july august september october november december"
).split()
MONTH = "|".join([*_FULL, "sept", *MONTHS])
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
YEAR = r"(?:19|20)\d\d"
DATE = re.compile(
    rf"(?<![\w.,/-])(?:"
    rf"{YEAR}-\d\d-\d\d"
    rf"|{DAY}\s?(?:-|\u2013|to)\s?{DAY}\.?\s(?:of\s)?(?:{MONTH})\b\.?(?:,?\s{YEAR})?"
    rf"|{DAY}\.?\s?(?:of\s)?(?:{MONTH})\b\.?(?:,?\s{YEAR})?"
    rf"|(?:{MONTH})\b\.?\s{DAY}(?![\w:]|[.,]\d|\s?(?:%|percent|h\b|hours|min|days|k\b))"
    rf"(?:,?\s{YEAR})?"
    rf"|(?:{MONTH})\b\.?,?\s(?:of\s)?{YEAR}"
    rf"|\d{{1,2}}/\d{{1,2}}/(?:{YEAR}|\d\d)|\d{{1,2}}\.\d{{1,2}}\.(?:{YEAR}|\d\d)"
    rf")(?!\w|[/-]\d)",
    re.IGNORECASE,
)
_ID = re.compile(
    r"(?:#|\b(?:invoice|inv|order|ticket|ref|case|po)\b\.?[\s#:]+|\b(?:no|nr)\.\s?)\d[\w/-]*"
    r"|\b[a-z]+[-_/#]?\d[\w/-]*",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"\b(usd|eur|gbp|inr|pkr|php|chf|aud|cad|rs)(?=\d)", re.IGNORECASE)
_BARE = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u2013": "-", "\u2014": "-", "\u00a0": " "})


def says(answer: str, label: str) -> bool:
    """Whether the answer holds the label, whatever the case, spaces and kind of apostrophe.

    A label with a digit does not match inside a longer number or word; a bare number not inside a
    date or an id either.
    """
    text, wanted = folded(answer), folded(label)
    if _BARE.fullmatch(wanted):
        text = _ID.sub(" ", _CURRENCY.sub(r"\1 ", DATE.sub(" ", text)))
    pattern = re.escape(wanted)
    if any(letter.isdigit() for letter in wanted):
        before = r"(?<![\w#])(?<!\d[.,:/-])" if wanted[0].isalnum() else ""
        after = r"(?!\w|[.,:/-]\d)" if wanted[-1].isalnum() else ""
        pattern = f"{before}{pattern}{after}"
    return re.search(pattern, text) is not None


def folded(text: str) -> str:
    """Lower case, one space at a time, plain apostrophes and dashes."""
    plain = unicodedata.normalize("NFC", text).translate(_QUOTES)
    return " ".join(plain.casefold().split())
