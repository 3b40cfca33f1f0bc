"""Spells out what people write in short in notes and questions: "pd w/o inv" is one of those."""

import re

_SHORT = {
    "w/": "with", "w/o": "without", "frm": "from", "pd": "paid", "pmt": "payment",
    "pmts": "payments", "pymt": "payment", "inv": "invoice", "invs": "invoices", "tgt": "target",
    "tgts": "targets", "wk": "week", "wks": "weeks", "wkly": "weekly", "mth": "month",
    "mths": "months", "mthly": "monthly", "yr": "year", "yrs": "years", "qtr": "quarter",
    "qtrs": "quarters", "rpt": "report", "rpts": "reports", "acct": "account",
    "accts": "accounts", "appt": "appointment", "appts": "appointments", "mtg": "meeting",
    "mtgs": "meetings", "tix": "tickets", "tkt": "ticket", "tkts": "tickets", "cust": "customer",
    "custs": "customers", "tmrw": "tomorrow", "ystd": "yesterday", "yday": "yesterday",
    "b/c": "because", "ppl": "people", "msg": "message", "msgs": "messages", "pw": "password",
    "pwd": "password", "pws": "passwords", "mgr": "manager", "avg": "average",
    "rcvd": "received", "recd": "received", "rec'd": "received", "sched": "schedule",
    "resched": "rescheduled", "cxl": "cancel", "cxld": "cancelled", "canc": "cancelled",
    "nxt": "next", "prev": "previous", "ea": "each", "o/s": "outstanding", "p/h": "per hour",
    "p/m": "per month", "resp": "response", "svc": "service", "thru": "through", "dup": "duplicate",
    "dups": "duplicates", "chk": "check", "chkd": "checked", "frt": "first reply time",
    "tat": "turnaround time", "ooo": "out of office", "eta": "expected date", "bday": "birthday",
    "aft": "after", "btw": "by the way", "deliv": "delivery", "delivs": "deliveries",
    "dlvd": "delivered", "cancld": "cancelled", "compl": "complaint", "agrd": "agreed",
    "ack": "acknowledged", "trng": "training", "contr": "contract", "rgds": "regards",
    "biz": "business", "sth": "something", "smth": "something", "smn": "someone",
    "disc": "discount",
    "hol": "holiday", "hols": "holidays", "qs": "questions", "fwd": "forwarded", "mins": "minutes",
    "hrs": "hours", "sat": "saturday", "thurs": "thursday", "tues": "tuesday", "weds": "wednesday",
    "u": "you", "ur": "your", "r": "are", "cos": "because", "coz": "because", "pls": "please",
    "plz": "please", "qbo": "quickbooks", "gh": "github",
}  # fmt: skip
_KEPT_WHEN_CAPITAL = frozenset({"r", "u", "sat"})  # "R. Vance", "user U"
_WORD = re.compile(
    r"(?<![\w/@.-])(?:" + "|".join(sorted(map(re.escape, _SHORT), key=len, reverse=True)) + r")"
    r"(?![\w/@-])(?:\.(?=\s+[a-z0-9]))?",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"(?:\bno\.?|\bnr\.?|\bnum\.?|#) of\b", re.IGNORECASE)


def spelled_out(text: str) -> str:
    """The text with the usual abbreviations as whole words; offsets change."""
    return _WORD.sub(_whole, _NUMBER_OF.sub("number of", text))


def _whole(match: re.Match[str]) -> str:
    word = match[0].rstrip(".")
    if word.lower() in _KEPT_WHEN_CAPITAL and word[0].isupper():
        return match[0]
    return _SHORT[word.lower()]
