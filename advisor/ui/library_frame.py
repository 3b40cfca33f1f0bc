"""What stands around every page of the library: search, menu, the place for the page, a dialog."""

from html import escape

from advisor.ui.icons import icon
from advisor.ui.library_parts import SECTIONS, href


def frame_html() -> str:
    """The library without a page; its script fills `oa-leaf`."""
    entries = {"library": "Overview", **SECTIONS}
    menu = "".join(
        f'<li><a href="{escape(href(name))}" data-section="{name}">{escape(title)}</a></li>'
        for name, title in entries.items()
    )
    return (
        '<div class="oa-lib"><div class="oa-lib-side"><form class="oa-search" role="search" '
        'data-do="first-result"><label for="oa-search" class="oa-sr">Search the library</label>'
        f'{icon("search")}<input id="oa-search" type="search" autocomplete="off" '
        'placeholder="Search the library" maxlength="200"></form>'
        '<p id="oa-count" class="oa-count" role="status"></p>'
        f'<nav class="oa-menu" aria-label="Library"><ul>{menu}</ul></nav></div>'
        '<div id="oa-leaf" class="oa-leaf"></div></div>'
        '<dialog id="oa-remove" class="oa-dialog" aria-labelledby="oa-remove-title">'
        '<form data-do="remove-own"><h2 id="oa-remove-title">Remove this document?</h2>'
        "<p>Answers will no longer use <strong data-name></strong>. "
        "Your file itself stays where it is.</p>"
        '<div class="oa-row oa-end">'
        '<button type="button" class="oa-button" data-do="dismiss">Cancel</button>'
        '<button type="submit" class="oa-button oa-danger">Remove</button></div></form></dialog>'
    )
