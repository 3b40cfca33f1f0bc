"""The look that the Word documents share, and how they are written byte for byte the same."""

import io
import re
import zipfile
from typing import cast

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.parfmt import ParagraphFormat

PRODUCT = "Outsourcing Advisor"
DISCLAIMER = "Not legal or tax advice."
ACCENT = RGBColor(0x1B, 0x5E, 0x5A)
MUTED = RGBColor(0x59, 0x5F, 0x69)
FONT = "Calibri"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_DATE_ZIP = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)


def clean(text: str) -> str:
    """The text on one line, without the characters that XML forbids."""
    return " ".join(_NOT_XML.sub(" ", text).split())


def cut(text: str, length: int) -> str:
    """The text in at most `length` characters, with an ellipsis where it was longer."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def set_properties(document: Document, title: str) -> None:
    """Title, product and disclaimer in the file's properties; no person."""
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = PRODUCT
    properties.comments = DISCLAIMER
    properties.language = "en"


def set_page(document: Document, *, footer: str, margin_cm: float = 2.5) -> None:
    """A4 upright with the footer's text; margins left and right."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(margin_cm)
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.footer.paragraphs[0].text = footer


def set_style(
    document: Document,
    name: str,
    *,
    size: float,
    before: float = 0,
    after: float = 0,
    indent: Length | None = None,
    colour: RGBColor | None = None,
) -> ParagraphFormat:
    """Set a paragraph style: sizes and spaces in points; its format, for further touches."""
    style = cast(ParagraphStyle, document.styles[name])
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for theme in ("w:asciiTheme", "w:hAnsiTheme"):
        # A theme font would win over the named one.
        fonts.attrib.pop(qn(theme), None)
    if colour is not None:
        style.font.color.rgb = colour
    layout: ParagraphFormat = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.15
    if indent is not None:
        layout.left_indent = indent
    return layout


def bytes_of(document: Document) -> bytes:
    """The file, always the same for the same content."""
    written = io.BytesIO()
    document.save(written)
    return undated(written.getvalue())


def undated(archive: bytes) -> bytes:
    """An Office file without the times of writing in its archive and its properties."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _DATES.sub(b"", content)
            entry = zipfile.ZipInfo(name, date_time=_NO_DATE_ZIP)
            target.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
