"""The exports that the product is shipped with."""

from advisor.ui.views import Exports


def file_exports() -> Exports:
    """Files made by the adapters; they are loaded here, because that takes a while."""
    from advisor.adapters.documents import advice_docx
    from advisor.adapters.review_docx import report_docx, reviewed_docx
    from advisor.adapters.review_html import report_html
    from advisor.adapters.template_documents import template_docx, template_markdown
    from advisor.adapters.template_workbook import template_xlsx

    return Exports(
        advice_docx=advice_docx,
        template_markdown=template_markdown,
        template_docx=template_docx,
        template_xlsx=template_xlsx,
        reviewed_docx=reviewed_docx,
        report_docx=report_docx,
        report_html=report_html,
    )
