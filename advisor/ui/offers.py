"""What an answer offers beside its sentences: the template that fits, or the form made of it."""

from html import escape

from advisor.domain import Advice
from advisor.domain.reference import Template
from advisor.ui.form_html import form_html
from advisor.ui.icons import icon
from advisor.ui.library_parts import action


def template_line(advice: Advice, template: Template | None) -> str:
    """Names the template that fits, linked where the library has it."""
    if not advice.template_title:
        return ""
    title = f"<strong>{escape(advice.template_title)}</strong>"
    if template is not None:
        title = f'<a class="oa-link" href="#/template/{escape(template.template_id)}">{title}</a>'
    return f'<p class="oa-template">{icon("template")}<span>Template that fits: {title}</span></p>'


def form_card(advice: Advice, template: Template | None) -> str:
    """The filled form as a card; what nobody said is still a blank in it."""
    if not advice.document:
        return ""
    kinds = [("form-md", "Markdown"), ("form-docx", "Word"), ("form-xlsx", "Excel")]
    if template is None or template.kind != "table":
        kinds.pop()
    buttons = "".join(
        action("download", "download", label, data=f' data-format="{kind}"')
        for kind, label in kinds
    )
    blank = (
        f'<p class="oa-card-note">Marked blanks are for you to fill in. '
        f'<a href="#/template/{escape(template.template_id)}">'
        "See the blank form and an example</a></p>"
        if template
        else ""
    )
    title = escape(advice.template_title)
    return (
        f'<section class="oa-card" aria-label="{title}"><div class="oa-card-head">'
        f'<h3>{title}</h3><div class="oa-actions" role="group" aria-label="Save {title}">'
        f"{buttons if template else ''}</div></div>{blank}"
        f"{form_html(advice.document, level=4)}</section>"
    )
