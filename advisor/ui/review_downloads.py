"""Files of a review for the browser to save, made in memory and handed over in the page."""

import base64
import re
from html import escape

from advisor.domain.review import BriefReview, Finding
from advisor.errors import InputError
from advisor.review.report import questions_markdown, report_markdown
from advisor.ui.review_views import ReviewState
from advisor.ui.views import Download, Exports

_MARKDOWN = "text/markdown;charset=utf-8"
_HTML = "text/html;charset=utf-8"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def review_download(
    state: ReviewState, kind: str, accepted: tuple[Finding, ...], exports: Exports
) -> Download:
    """A file of the shown review; `accepted` go into the brief as changes.

    `changed-docx` is the earlier brief with the changes that led to this review. Raises
    `InputError` where nothing was reviewed or the kind is unknown.
    """
    review = state.review
    if review is None:
        raise InputError("Review a brief first.")
    name = _slug(review.brief.title)
    if kind == "report-md":
        return _download(f"{name}-review.md", _MARKDOWN, report_markdown(review).encode())
    if kind == "questions-md":
        return _download(f"{name}-questions.md", _MARKDOWN, questions_markdown(review).encode())
    if kind == "report-html":
        return _download(f"{name}-review.html", _HTML, exports.report_html(review).encode())
    if kind == "report-docx":
        return _download(f"{name}-review.docx", _DOCX, exports.report_docx(review))
    if kind == "brief-docx":
        return _brief(review, accepted, exports)
    if kind == "changed-docx" and state.before:
        return _brief(state.before, state.accepted, exports)
    raise InputError("Choose one of the files.")


def file_html(file: Download, turn: str) -> str:
    """The file for the script to save; `turn` tells two requests for the same file apart."""
    return (
        f'<span hidden data-turn="{escape(turn)}" data-name="{escape(file.name)}" '
        f'data-mime="{escape(file.mime)}" data-content="{file.content}"></span>'
    )


def file_error_html(message: str, turn: str) -> str:
    """Why there is no file, for the script to show."""
    return f'<span hidden data-turn="{escape(turn)}" data-error="{escape(message)}"></span>'


def _brief(review: BriefReview, accepted: tuple[Finding, ...], exports: Exports) -> Download:
    name = f"{_slug(review.brief.title)}-reviewed.docx"
    return _download(name, _DOCX, exports.reviewed_docx(review, accepted))


def _download(name: str, mime: str, content: bytes) -> Download:
    return Download(name=name, mime=mime, content=base64.b64encode(content).decode("ascii"))


def _slug(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:60].strip("-") or "brief"
