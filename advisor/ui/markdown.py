"""An answer as a file or as clipboard text, with its numbered sources."""

import re
from collections.abc import Callable

from advisor.domain import Advice
from advisor.ui.outline import Block, Source, outline
from advisor.ui.wording import NOT_ADVICE, as_of, reviewed_line, source_title, was_reread

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LIST_MARK = re.compile(r"^(\d+)([.)])|^([+-])")


def advice_markdown(advice: Advice) -> str:
    """The answer as CommonMark; text from people and knowledge shows as typed."""
    return _document(advice, escape=escape_markdown, title="# ", heading="## ", quote="> ")


def advice_plain(advice: Advice) -> str:
    """The answer as plain text for the clipboard."""
    return _document(advice, escape=_one_line, title="", heading="", quote="  ")


def escape_markdown(text: str) -> str:
    """One line of text in which no character is read as Markdown or HTML."""
    escaped = _SPECIAL.sub(r"\\\1", _one_line(text))
    return _LIST_MARK.sub(_escaped_mark, escaped)


def _escaped_mark(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _document(
    advice: Advice, *, escape: Callable[[str], str], title: str, heading: str, quote: str
) -> str:
    shape = outline(advice)
    parts = [f"{title}{escape(advice.question)}"]
    if was_reread(advice):
        parts.append(f"Read as: {escape(advice.standalone_question)}")
    if advice.notice:
        parts.append(escape(advice.notice))
    for section in shape.sections:
        if section.heading:
            parts.append(f"{heading}{escape(section.heading)}")
        parts.append(_blocks(section.blocks, escape))
    if advice.template_title:
        parts.append(f"Template that fits: {escape(advice.template_title)}")
    if shape.cited:
        parts.append(f"{heading}Sources")
        parts.extend(_source(source, escape, quote) for source in shape.cited)
    parts.append(" ".join(filter(None, (reviewed_line(shape.cited), NOT_ADVICE))))
    return "\n\n".join(parts) + "\n"


def _blocks(blocks: tuple[Block, ...], escape: Callable[[str], str]) -> str:
    lines: list[str] = []
    for position, block in enumerate(blocks):
        joined = block.kind == "bullet" and position and blocks[position - 1].kind == "bullet"
        if position and not joined:
            lines.append("")
        numbers = "".join(f" [{reference.number}]" for reference in block.references)
        dated = f" ({escape(as_of(block.as_of))})" if block.as_of else ""
        mark = "- " if block.kind == "bullet" else ""
        lines.append(f"{mark}{escape(block.text)}{numbers}{dated}")
    return "\n".join(lines)


def _source(source: Source, escape: Callable[[str], str], quote: str) -> str:
    passage = source.passage
    quotes = "\n".join(f"{quote}{escape(citation.quote)}" for citation in source.quotes)
    title = escape(source_title(passage.source))
    return f"[{source.number}] {title} ({escape(passage.passage_id)})\n\n{quotes}"
