"""Files for the browser to save: made in memory, named after what they hold."""

import base64
import re

from advisor.domain import Advice
from advisor.domain.reference import Template
from advisor.errors import InputError
from advisor.ui.markdown import advice_markdown
from advisor.ui.views import Download, Exports

_MARKDOWN = "text/markdown;charset=utf-8"
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_DOCX = f"{_OPEN_XML}wordprocessingml.document"
_XLSX = f"{_OPEN_XML}spreadsheetml.sheet"


def answer_download(advice: Advice, kind: str, exports: Exports) -> Download:
    """An answer as Markdown (`md`) or Word (`docx`); `InputError` for another kind."""
    name = _slug(advice.question)
    if kind == "md":
        return _download(name, kind, _MARKDOWN, advice_markdown(advice).encode())
    if kind == "docx":
        return _download(name, kind, _DOCX, exports.advice_docx(advice))
    raise InputError("Choose Markdown or Word.")


def template_download(
    template: Template, body: str | None, kind: str, exports: Exports
) -> Download:
    """A template as Markdown, Word or, where it is a table, Excel (`xlsx`).

    `body` is the filled form as Markdown, `None` the blank one. Raises `InputError` for another
    kind of file.
    """
    name = template.template_id if body is None else f"{template.template_id}-filled"
    if kind == "md":
        text = exports.template_markdown(template, body)
        return _download(name, kind, _MARKDOWN, text.encode())
    if kind == "docx":
        return _download(name, kind, _DOCX, exports.template_docx(template, body))
    if kind == "xlsx" and template.kind == "table":
        return _download(name, kind, _XLSX, exports.template_xlsx(template, body))
    raise InputError("Choose Markdown or Word, or Excel where the template is a table.")


def _download(name: str, kind: str, mime: str, content: bytes) -> Download:
    encoded = base64.b64encode(content).decode("ascii")
    return Download(name=f"{name}.{kind}", mime=mime, content=encoded)


def _slug(question: str) -> str:
    words = re.findall(r"[a-z0-9]+", question.lower())
    return "-".join(words)[:60].strip("-") or "advice"
