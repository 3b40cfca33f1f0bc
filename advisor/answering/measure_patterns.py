"""The ways in which people state what a measure should be, and what it is now."""

import re

from advisor.answering.said_patterns import NUMBER, SPAN

_METRIC = (
    r"(?:(?:first[- ])?(?:response|reply|resolution|turnaround|delivery) times?"
    r"|turnaround|accuracy"
    r"|CSAT|customer satisfaction|uptime|(?:error|return|reopen|mispick|bounce|conversion) rate"
    r"|on-time (?:delivery|rate)|cost per lead)"
)
_FIGURE = rf"{NUMBER} ?(?:%|percent|{SPAN})"
_BOUND = r"(?:at least|at most|above|below|under|over|within|less than|more than)"
MEASURES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<name>(?:repl(?:y|ies)|respon(?:d|ses?)|answers?|resolve|ship"
        r"|dispatch|deliver|process)"
        rf"(?: to)?(?: (?!within|under|in)[\w-]+){{0,3}}) (?P<target>(?:within|in"
        rf" under|in less than) {NUMBER} {SPAN})",
        r"\b(?:cut|reduce|bring|get|lower|raise|improve|increase) (?:our |the"
        rf" )?(?P<name>{_METRIC})"
        rf"(?: down| up)? from (?P<baseline>{_FIGURE}) to (?P<target>{_FIGURE})",
        rf"\b(?P<name>{_METRIC}) (?:should be |must be |target is |target of |of |to"
        r" be |to reach |to )"
        rf"(?P<target>(?:{_BOUND} )?{_FIGURE})",
        rf"\b(?P<name>{_METRIC}) (?P<target>{_BOUND} {_FIGURE})",
        rf"\btarget for (?:the |our )?(?P<name>{_METRIC}) is (?P<target>(?:{_BOUND} )?{_FIGURE})",
    )
)
BASELINE = re.compile(
    r"\b(?:now|currently|today|at the moment)(?: it| that| we| they)?(?: takes?|"
    r" need| is| are|'s)?"
    rf"(?: about| around| us)* (?P<baseline>{_FIGURE})",
    re.IGNORECASE,
)
