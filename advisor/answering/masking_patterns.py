"""The patterns of private values: e-mail addresses, phone numbers, secrets and accounts."""

import re
from collections.abc import Callable, Iterator, Sequence

from advisor.answering.masking_numbers import iban_end, is_card, phones_in

KINDS = ("email", "phone", "key", "password", "account", "text")

Span = tuple[int, int, str]
_Finder = Callable[[str], Iterator[Span]]

_EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w+%'-]{1,64}(?:\.[\w+%'-]{1,64}){0,8}(?:@|\s?[(\[]\s?at\s?[)\]]\s?)"
    r"[^\W_](?:[\w-]{0,62})(?:(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?)[^\W_][\w-]{0,62}){0,6}"
    r"(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?)[^\W\d_]{2,24}(?![\w])",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"sk-[A-Za-z0-9_-]{16,300}|(?:sk|rk|pk|whsec)_(?:(?:live|test)_)?[A-Za-z0-9]{16,300}"
    r"|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,255}"
    r"|xox[abeoprs]-[A-Za-z0-9-]{10,255}|(?:AKIA|ASIA|AROA)[A-Z0-9]{16}|AIza[\w-]{30,60}"
    r"|ya29\.[\w-]{20,500}|hf_[A-Za-z0-9]{20,100}|npm_[A-Za-z0-9]{30,60}|pypi-[\w-]{20,500}"
    r"|SG\.[\w-]{16,40}\.[\w-]{16,80}|shpat_[0-9a-fA-F]{32}|dop_v1_[0-9a-f]{64}"
    r"|eyJ[\w-]{8,4000}\.[\w-]{8,8000}(?:\.[\w-]{0,2000})?"
    r")(?![A-Za-z0-9])"
)
_PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[A-Za-z0-9+/=\s:,.-]{0,20000}?"
    r"-----END [A-Z ]{0,30}PRIVATE KEY-----"
)
_WEB_HOOK = re.compile(r"(?<=hooks\.slack\.com/services/)[\w/]{20,120}")
_IN_ADDRESS = re.compile(
    r"(?<=://)[^\s/:@]{1,100}:[^\s/@]{1,200}(?=@)"
    r"|(?<=[?&])(?:[\w-]{0,30}(?:token|secret|password|passwd|api_?key|access_?key|signature|sig))"
    r"=(?P<value>[^\s&#\"'<>]{4,500})",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\bbearer\s+(?P<value>[\w.~+/-]{16,4000}=*)", re.IGNORECASE)
_HEX = re.compile(
    r"(?<![\w-])(?:0x)?(?=[0-9]*[a-fA-F])(?=[a-fA-F]*[0-9])[0-9a-fA-F]{32,512}(?![\w-])"
)
_BASE64 = re.compile(r"(?<![\w+/.:=-])[A-Za-z0-9+/_-]{28,4000}={0,2}(?![\w+/])")

_WORD = (
    r"(?:pass\s?-?(?:word|code|phrase)|passwort|passwd|pwd|(?:pw|pass)(?=\s?[:=])"
    r"|pin(?:\s?code)?|secret(?:\s?key)?"
    r"|(?:api|access|auth|client|private|license|licence|encryption|signing|refresh)"
    r"[\s_-]?(?:key|token|secret)|token|log-?in\s?code|one-?time\s?code|otp|cvv|cvc)"
)
_PASSWORD = re.compile(
    rf"(?<![A-Za-z]){_WORD}(?:\s?\([^()\n]{{1,40}}\))?[*_`\"']{{0,3}}"
    r"(?:\s{0,3}[:=]\s{0,3}|\s+(?P<is>is|was|to|->|-|\u2013|\u2192)\s+)(?:[*_`]{1,3}\s{0,3})?"
    r"(?:[\"\u201c'`](?P<quoted>[^\"\u201d'`\n]{3,120})[\"\u201d'`]|(?P<value>\S{3,200}))",
    re.IGNORECASE,
)
_BARE_PASSWORD = re.compile(
    r"(?<![A-Za-z])(?:(?:pin|otp|cvv|cvc)(?:\s?code)?\s+(?P<value>\d{3,8})(?!\w|[.,]\d|\s?%)"
    r"|(?:password|passwd|pwd|passcode)\s+(?P<mixed>(?=[^\s\d]{0,60}\d)(?=\S{0,60}[A-Za-z])"
    r"[^\s.,;)]{6,80}))",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"[a-z]{1,3}|required?|none|shared?|changed?|reset|rotated?|managed|must|never|kept|keep"
    r"|stored?|expired?|policy|unknown|unchanged|missing|pending|manager|sent|given|see|with|from"
    r"|only|still|same|wrong|known|needed|protected|what|when|where|who|which|every|each|they|that"
    r"|this|your|their|stay|stays|must|should|have|been|held|lost|safe|weak|strong|handed|ours",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?=[ \u00a0-]?[A-Z0-9])", re.IGNORECASE)
_IBAN_CHARS = 64
_CARD = re.compile(r"(?<![\d.,-])[2-6](?:[ \u00a0-]?\d){12,18}(?![\d])(?![.,]\d)")
_BANK = re.compile(r"(?<![\d/.-])\d{2}[- ]\d{2}[- ]\d{2}[\s,/]{1,3}\d{8}(?![\d/.-])")
_BANK_WORD = re.compile(
    r"(?<![A-Za-z])(?:sort\s?code|bsb|routing|aba|transit|iban|ssn|social\s+security"
    r"|(?:bank\s+)?(?:account|acct|a/c)|konto(?:nummer)?|tax\s+id|national\s+insurance)"
    r"(?:\s+(?:and|/|&)\s+\w{1,12})?"
    r"(?:\s?(?:numbers?|no\.?|nr\.?|num|\#))?\s{0,3}(?:(?:is|was|ending(?:\s+in)?)\s|[:=])?\s{0,3}"
    r"(?P<value>\d[\d \u00a0-]{3,32}\d)(?!\s?[%\u20ac$\u00a3])(?![.,]?\d)",
    re.IGNORECASE,
)
_SSN = re.compile(r"(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-(?:19|20)\d\d")
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?:(?:\+|00)\s?\d|\(\s?\+?\d|\d)"
    r"[\d \u00a0\u202f()./\u2010\u2011\u2013-]{4,40}\d"
    r"(?:\s?(?:ext\.?|x|extension)\s?\d{1,5})?(?![\w])(?![.,:/-]\d)",
    re.IGNORECASE,
)


def found_in(text: str, *, taken: Sequence[Span] = ()) -> list[Span]:
    """Start, end and kind of every private value in order; none overlaps another or `taken`."""
    spans = list(taken)
    for finder in _FINDERS:
        spans.extend(_apart(list(finder(text)), spans))
    return sorted(spans)


def _apart(new: list[Span], spans: Sequence[Span]) -> list[Span]:
    """Those of the new spans that touch none of the others."""
    kept: list[Span] = []
    others = sorted(spans)
    place = 0
    last = 0
    for start, end, kind in sorted(new):
        while place < len(others) and others[place][1] <= start:
            place += 1
        if start >= last and (place == len(others) or others[place][0] >= end):
            kept.append((start, end, kind))
            last = end
    return kept


def _whole(kind: str, *patterns: re.Pattern[str]) -> _Finder:
    """Everything a pattern matches, or its group `value` where it has one that matched."""

    def find(text: str) -> Iterator[Span]:
        for pattern in patterns:
            for match in pattern.finditer(text):
                group = "value" if match.groupdict().get("value") else 0
                yield match.start(group), match.end(group), kind

    return find


def _base64(text: str) -> Iterator[Span]:
    for match in _BASE64.finditer(text):
        if _looks_random(match[0]):
            yield match.start(), match.end(), "key"


def _looks_random(token: str) -> bool:
    """Mixed case and digits without anything that reads like a word."""
    mixed = all(re.search(part, token) for part in ("[A-Z].*[A-Z]", "[a-z].*[a-z]", r"\d"))
    return mixed and not re.search(r"[a-z]{7}", token)


def _passwords(text: str) -> Iterator[Span]:
    for match in _PASSWORD.finditer(text):
        if match["quoted"]:
            yield match.start("quoted"), match.end("quoted"), "password"
            continue
        value = match["value"].rstrip(".,;)\"'`*_\u201d")
        unlike_prose = bool(re.search(r"[\d!$%&@#^~+=_]|[a-z][A-Z]", value))
        if len(value) < 3 or _PROSE.fullmatch(value) or (match["is"] and not unlike_prose):
            continue
        yield match.start("value"), match.start("value") + len(value), "password"


def _bare_passwords(text: str) -> Iterator[Span]:
    for match in _BARE_PASSWORD.finditer(text):
        group = "value" if match["value"] else "mixed"
        yield match.start(group), match.end(group), "password"


def _ibans(text: str) -> Iterator[Span]:
    for match in _IBAN.finditer(text):
        if end := iban_end(text[match.start() : match.start() + _IBAN_CHARS]):
            yield match.start(), match.start() + end, "account"


def _cards(text: str) -> Iterator[Span]:
    for match in _CARD.finditer(text):
        if is_card(match[0]):
            yield match.start(), match.end(), "account"


def _accounts(text: str) -> Iterator[Span]:
    for match in _BANK_WORD.finditer(text):
        value = match["value"]
        if sum(char.isdigit() for char in value) >= 6 and not _DATE.match(value):
            yield match.start("value"), match.end("value"), "account"


def _phones(text: str) -> Iterator[Span]:
    for match in _PHONE.finditer(text):
        first, last = match.span()
        around = {"before": text[max(0, first - 40) : first], "after": text[last : last + 12]}
        for start, end in phones_in(match[0], **around):
            yield first + start, first + end, "phone"


_FINDERS: tuple[_Finder, ...] = (
    _whole("key", _PRIVATE_KEY, _KEY, _WEB_HOOK, _IN_ADDRESS, _BEARER),
    _whole("email", _EMAIL),
    _passwords,
    _bare_passwords,
    _ibans,
    _whole("key", _HEX),
    _base64,
    _cards,
    _whole("account", _BANK),
    _accounts,
    _whole("account", _SSN),
    _phones,
)
