"""Vague wordings that no list of phrases holds: praise for a design, unnamed times and amounts."""

import re

_GOOD = (
    r"(?:nice|beautiful|lovely|great|cool|fancy|attractive|appealing|pretty|stylish|modern|fresh|"
    r"engaging|catchy|elegant|sleek|professional|friendly|high-end|premium|pleasing|good-looking|"
    r"decent|proper|pleasant|classy|trendy|striking|stunning)"
)
_DESIGN = (
    r"(?:fonts?|looks?|designs?|logos?|layouts?|tone|feel|style|appearance|interface|graphics|"
    r"animations?|colou?rs|feeling|impression|user experience|ux|touch)"
)
VAGUE = re.compile(
    rf"(?<![\w-])(?:{_GOOD}(?:(?:,| and|, and| yet| but) \w+)? {_DESIGN}|"
    r"with (?:all )?due (?:speed|care|diligence|haste|skill)|in good time|in a timely (?:manner|"
    r"fashion|way)|without (?:undue |unnecessary |long )?delays?|at (?:regular|suitable|"
    r"appropriate|"
    r"reasonable) (?:intervals|times)|(?:as often|as much|as long|as many|whenever|when|as and "
    r"when) "
    r"(?:as )?(?:needed|required|necessary)|(?:in )?(?:sufficient|appropriate|enough|reasonable) "
    r"(?:detail|depth|quality|measures|steps|training|support|stock|staff|notice|care)|"
    r"suitabl[ey] (?:experienced|qualified|skilled|measures|materials?|staff)|visually \w+|"
    r"(?:a )?(?:fair|certain|good|reasonable|decent|healthy|large|small|high) (?:amount|number|"
    r"level|"
    r"degree|share) of|in a good state of|on all (?:common|popular|usual|standard) (?:devices|"
    r"browsers|platforms|systems)|friendly yet professional|future-proof|on[- ]brand|"
    r"(?:very |really |highly |sturdy and |neat and )(?:flexible|proactive|sturdy|tidy|solid)|"
    r"nothing (?:too )?fancy|well made|neat and tidy|the usual (?:standard|quality)|"
    r"(?:informed|updated|checked|cleaned|reviewed|reported|maintained|serviced|inspected) "
    r"(?:regularly|often|periodically|frequently)|"
    r"(?:regularly|periodically|frequently) (?:inform|update|check|clean|review|report|maintain|"
    r"service|inspect)\w*)(?![\w-])",
    re.IGNORECASE,
)
TIMED = re.compile(
    r"\b(?:every|each|once|twice|daily|weekly|monthly|quarterly|yearly|on (?:the first|mondays?|"
    r"tuesdays?|wednesdays?|thursdays?|fridays?))\b",
    re.IGNORECASE,
)
