"""Reads notes from pasted e-mails and from the exports of chat programs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from email import message_from_string, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from functools import partial
from html.parser import HTMLParser

from advisor.domain.notes import ImportPreview, RowError
from advisor.engagements.import_dates import HOW, day_first, leading_date
from advisor.engagements.import_rows import Rows
from advisor.errors import InputError

_UNSEEN = frozenset({"script", "style", "head", "title"})
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "blockquote"})

_HEADER = re.compile(
    r"(From|Sent|Date|To|Cc|Subject|Message-ID|Received|Delivered-To|MIME-Version):", re.IGNORECASE
)
_QUOTED = re.compile(
    r"^(?:>|On .{4,120}wrote:\s*$|-{2,} ?(?:Original|Forwarded) [Mm]essage|_{10,}\s*$)",
    re.MULTILINE,
)
_STAMP = (
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? +\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[AaPp]\.?[Mm]\.?)?"
)
_CHAT = re.compile(
    rf"\u200e?(?:\[(?P<boxed>{_STAMP})\]\s*|(?P<plain>{_STAMP})\s+-\s+)"
    r"(?:(?P<who>[^:\n]{1,60}):\s)?(?P<said>.*)"
)
_WEEKDAY = re.compile(r"^[A-Za-z]+,\s+")


@dataclass(frozen=True, slots=True)
class _Message:
    line: int
    stamp: str
    who: str
    said: str


def is_email(text: str) -> bool:
    """Whether the text begins with the headers of an e-mail."""
    lines = [line for line in text.lstrip().split("\n")[:8] if line.strip()]
    found = [match[1].lower() for line in lines if (match := _HEADER.match(line))]
    return len(set(found)) >= 2 and bool(_HEADER.match(lines[0]))


def is_chat(text: str) -> bool:
    """Whether two lines or more begin with a stamp of day and time, as chat exports have them."""
    return sum(1 for line in text.split("\n")[:200] if _CHAT.match(line)) >= 2


def read_email(text: str, *, engagement: str | None, today: date) -> ImportPreview:
    """One note: who wrote, the subject, and the text without the mails quoted below it."""
    rows = Rows(engagement)
    message = message_from_string(text.lstrip(), policy=policy.default)
    body = _body(message)
    quoted = _QUOTED.search(body)
    own = (body[: quoted.start()] if quoted and quoted.start() else body).strip()
    head = ": ".join(str(message[name]).strip() for name in ("From", "Subject") if message[name])
    whole = f"E-mail from {head}\n\n{own}" if message["From"] else f"E-mail: {head}\n\n{own}"
    said = str(message["Date"] or message["Sent"] or "")
    rows.take(1, head, lambda: rows.note(whole if own else "", _day(said, today)))
    return rows.preview("email")


def read_chat(text: str, *, engagement: str | None) -> ImportPreview:
    """One note a day, with a line for each message: "Maria: done"."""
    rows = Rows(engagement)
    messages = list(_messages(text))
    dayfirst = day_first(one.stamp for one in messages)
    days: dict[date, list[_Message]] = {}
    for one in messages:
        found = leading_date(one.stamp, day_first=dayfirst)
        if found is None:
            said = f"{one.stamp!r} is not a date. {HOW}"
            rows.errors.append(RowError(line=one.line, message=said, text=one.said))
        elif one.who:
            days.setdefault(found[0], []).append(one)
    for day, of_day in days.items():
        lines = "\n".join(f"{one.who}: {one.said}" for one in of_day)
        rows.take(of_day[0].line, lines, partial(rows.note, lines, day))
    return rows.preview("chat")


def _messages(text: str) -> Iterator[_Message]:
    """The messages in order; a line without a stamp goes on with the message before it."""
    current: _Message | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        found = _CHAT.match(line)
        if found:
            if current:
                yield current
            stamp = (found["boxed"] or found["plain"]).replace("\u202f", " ")
            current = _Message(number, stamp, (found["who"] or "").strip(), found["said"].strip())
        elif current:
            current = replace(current, said=f"{current.said}\n{line}".rstrip())
    if current:
        yield current


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = str(part.get_content())
    return _text_of(content) if part.get_content_type() == "text/html" else content


def _text_of(html: str) -> str:
    """The words of an HTML mail, a block a line."""
    reader = _Words()
    reader.feed(html)
    lines = " ".join(reader.words).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


class _Words(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's signature
        """A block begins on a line of its own."""
        self._hidden += tag in _UNSEEN
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Text after a script or a style is seen again."""
        self._hidden -= tag in _UNSEEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        """Words between tags."""
        if not self._hidden:
            self.words.append(data)


def _day(said: str, today: date) -> date:
    """The day that a header names, today where it names none."""
    if not said.strip():
        return today
    try:
        return parsedate_to_datetime(said).date()
    except ValueError:
        pass
    plain = _WEEKDAY.sub("", said.strip())
    found = leading_date(plain, day_first=day_first([said]))
    if found is None:
        raise InputError(f"{said.strip()!r} is not a date. {HOW}")
    return found[0]
