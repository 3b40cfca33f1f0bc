"""Tells account, card and phone numbers from dates, amounts and other numbers."""

import re
from collections.abc import Iterator

# Length of an IBAN by country (SWIFT IBAN registry).
_IBAN_LENGTHS = {
    country: int(length)
    for length, countries in (
        ("15", "NO"),
        ("16", "BE"),
        ("18", "DK FI FO GL NL SD FK"),
        ("19", "MK SI"),
        ("20", "AT BA EE KZ LT LU XK MN"),
        ("21", "CH HR LI LV"),
        ("22", "BG BH CR DE GB GE IE ME RS VA"),
        ("23", "AE GI IL IQ TL OM SO"),
        ("24", "AD CZ ES MD PK RO SA SE SK TN VG"),
        ("25", "LY PT ST"),
        ("26", "IS TR"),
        ("27", "FR GR IT MC MR SM BI DJ"),
        ("28", "AL AZ BY CY DO GT HN HU LB NI PL SV"),
        ("29", "BR EG PS QA UA"),
        ("30", "JO KW MU YE"),
        ("31", "MT SC"),
        ("32", "LC"),
        ("33", "RU"),
    )
    for country in countries.split()
}
_PHONE_WORD = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|mob|cell|fax|whats\s?app|signal|hotline|handy|direct\s+line"
    r"|landline|(?:call|ring|text|reach|dial|sms)(?:\s+(?:me|us|him|her|them|\w+))?(?:\s+(?:on|at))?)"
    r"|\u260e|\u2706|\U0001f4de|\U0001f4f1)"
    r"\.?(?:\s?(?:numbers?|no\.?|nr\.?|\#))?(?:\s+is)?[\s:.)*_]{0,4}[(]?$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:\b(?:invoice|order|ref(?:erence)?|po|ticket|case|job|item|sku|isbn|ean|doi|tracking|part"
    r"|serial|id|version|build|policy|claim|rfp|project|batch|line|page|row|code|article|clause)"
    r"(?:\s?(?:number|no\.?|nr\.?))?|#|\b(?:no|nr)\.)[\s:#]{0,3}$",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(
    r"(?:[$\u20ac\u00a3\u00a5\u20b9]|\b(?:usd|eur|gbp|inr|aud|cad|chf|rs|php)\.?)\s?$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(
    r"\s?(?:[$\u20ac\u00a3\u00a5\u20b9%]|(?:usd|eur|gbp|inr|aud|cad|chf|php|euros?|dollars|pounds"
    r"|hours?|hrs|days?|weeks?|items|units|orders|tickets|people|km|kg|mb|gb)\b)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?<!\d)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2}))(?!\d)"
    r"|(?<!\d)(?:19|20)\d\d\s?[-/\u2010\u2011\u2013]\s?(?:(?:19|20)\d\d|\d\d)(?!\d)"
)
_THOUSANDS = re.compile(r"\+?\d{1,3}(?:[ .\u00a0\u202f]\d{3})+")
_EXTENSION = re.compile(r"\s?(?:ext\.?|x|extension)\s?\d{1,5}$", re.IGNORECASE)
# A run is cut where a number can end and another begin: at spaces, and inside its brackets.
_GROUP = re.compile(
    r"\(\s?\+?\d[\d .-]{0,8}\)(?:[^\s()]*\d)?|(?:(?:\+|00)\s?)?(?:\d\(0\)|[^\s(])*\d"
    r"(?:\s?(?:ext\.?|x|extension)\s?\d{1,5})?",
    re.IGNORECASE,
)
_MOST_GROUPS = 7
_SHAPES = re.compile(
    r"\(\d{2,5}\)[ .-]?\d[\d .-]{4,12}"  # (020) 7946 0958, (555) 123-4567
    r"|(?:1[ .-])?[2-9]\d{2}([ .-])[2-9]\d{2}\1\d{4}"  # 555-234-5678
    r"|(?:1[ .-])?\(?[2-9]\d{2}\)?[ ./-][2-9]\d{2}-\d{4}"
    r"|0[1-9]\d{8,9}"  # 07700900123
    r"|0[1-9](?:[ .-]\d{2}){4}"  # 01 23 45 67 89
    r"|\(?0\d{1,5}\)?(?:[ ./\u2010\u2011\u2013-]\d{2,8}){1,4}"  # 030 1234567
)


def iban_end(text: str) -> int:
    """How many of the leading characters are an IBAN with right check digits; 0 where none."""
    wanted = _IBAN_LENGTHS.get(text[:2].upper(), 0)
    kept = 0
    for place, char in enumerate(text, 1):
        kept += char.isalnum()
        if kept == wanted and kept:
            following = text[place : place + 1]
            return 0 if following.isalnum() else place * _checks(text[:place])
    return 0


def _checks(text: str) -> bool:
    plain = "".join(char for char in text.upper() if char.isalnum())
    turned = plain[4:] + plain[:4]
    return plain.isascii() and int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def is_card(text: str) -> bool:
    """Whether the digits are as many as on a payment card and pass its check (Luhn)."""
    digits = [int(char) for char in text if char.isdigit()]
    if len(digits) not in (13, 14, 15, 16, 19) or len(set(digits)) == 1:
        return False
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def phones_in(run: str, *, before: str, after: str) -> Iterator[tuple[int, int]]:
    """Start and end of each phone number in a run of digits, spaces and signs between them.

    `before` and `after` are the words around the run: they tell a number to call from an invoice.
    """
    groups = [match.span() for match in _GROUP.finditer(run)]
    done = 0
    for place, (start, _) in enumerate(groups):
        if start < done:
            continue
        context = before if not start else ""  # behind other digits stands no word
        called = bool(_PHONE_WORD.search(context))
        if not called and (_REFERENCE.search(context) or _MONEY_BEFORE.search(context)):
            continue
        for _, end in reversed(groups[place : place + _MOST_GROUPS]):
            if _is_phone(run[start:end], called=called, after=run[end:] + after):
                yield start, end
                done = end
                break


def _is_phone(text: str, *, called: bool, after: str) -> bool:
    number = _EXTENSION.sub("", text)
    abroad = number.startswith(("+", "(+")) or (number.startswith("00") and not number.isdigit())
    if not (called or abroad or _SHAPES.fullmatch(number)):
        return False
    digits = sum(char.isdigit() for char in number)
    least = 6 if called else 8 if abroad else 9
    if not least <= digits <= 15 or number.count("(") != number.count(")"):
        return False
    amount = not called and digits <= 9 and _THOUSANDS.fullmatch(number)
    return not (amount or _DATED.search(number) or _MONEY_AFTER.match(after))
