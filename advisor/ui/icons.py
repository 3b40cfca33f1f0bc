"""Inline SVG icons, all decorative: each stands beside a text that says the same."""

from functools import cache
from pathlib import Path

ASSETS = Path(__file__).resolve().parent / "assets"

_PATHS = {
    "check": '<path d="M3.2 8.6l3 3 6.6-7"/>',
    "partly": '<path d="M3 8h10"/>',
    "warning": '<path d="M8 2.2 14.4 13.4H1.6zM8 6.4v3.2M8 11.6v.1"/>',
    "question": '<circle cx="8" cy="8" r="6.4"/><path d="M6.2 6.4a1.9 1.9 0 1 1 2.7 1.7'
    'c-.6.3-.9.6-.9 1.2M8 11.5v.1"/>',
    "copy": '<path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3"/>',
    "up": '<path d="M5 7.2 8 1.8c1.3 0 1.9.8 1.7 2L9.3 6.3h4.2l-1.2 7H5zM5 7.2H2.3v6.1H5"/>',
    "down": '<path d="M5 8.8 8 14.2c1.3 0 1.9-.8 1.7-2L9.3 9.7h4.2l-1.2-7H5zM5 8.8H2.3V2.7H5"/>',
    "download": '<path d="M8 2v8M4.6 7 8 10.3 11.4 7M2.5 13.5h11"/>',
    "retry": '<path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.3v2.9h-2.9"/>',
    "edit": '<path d="M10.6 2.8l2.6 2.6-7.8 7.8-3.2.6.6-3.2z"/>',
    "delete": '<path d="M2.8 4.2h10.4M6 4.2V2.5h4v1.7M4.2 4.2l.6 9.3h6.4l.6-9.3"/>',
    "new": '<path d="M8 3v10M3 8h10"/>',
    "close": '<path d="M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4"/>',
    "menu": '<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>',
    "sources": '<path d="M3 2.5h7.5L13 5v8.5H3zM5.5 6.5h5M5.5 9h5M5.5 11.5h3"/>',
    "arrow": '<path d="M3 8h9.5M8.8 4.2 12.6 8l-3.8 3.8"/>',
    "back": '<path d="M13 8H3.5M7.2 4.2 3.4 8l3.8 3.8"/>',
    "library": '<path d="M2.5 3h3v10.5h-3zM5.5 3h3v10.5h-3zM9.2 4l2.8-.8 2.4 9.6-2.8.8z"/>',
    "link": '<path d="M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7L8 4.3'
    'M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.9-.9"/>',
    "print": '<path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z"/>',
    "search": '<circle cx="7" cy="7" r="4.3"/><path d="M10.2 10.2l3.4 3.4"/>',
    "upload": '<path d="M8 10.5v-8M4.6 5.6 8 2.2l3.4 3.4M2.5 13.5h11"/>',
    "note": '<path d="M3 2.5h10v7.8l-3.2 3.2H3zM13 10.3H9.8v3.2M5.5 5.6h5M5.5 8.2h3"/>',
    "swap": '<path d="M2.5 5.5h10M9.8 2.8l2.7 2.7-2.7 2.7M13.5 11h-10M6.2 8.3 3.5 11l2.7 2.7"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.4V8l2.4 1.8"/>',
    "money": '<path d="M1.8 4h12.4v8H1.8z"/><circle cx="8" cy="8" r="1.9"/>',
    "chart": '<path d="M2.5 2.5v11h11M4.8 10.6l2.6-3.2 2.2 1.8 3.6-4.8"/>',
    "solved": '<circle cx="8" cy="8" r="6.2"/><path d="M5.2 8.3l2 2 3.6-4"/>',
    "flag": '<path d="M4 14V2.5h8.2L10.4 5.7l1.8 3.2H4"/>',
    "info": '<circle cx="8" cy="8" r="6.2"/><path d="M8 7.4v3.6M8 5v.1"/>',
    "list": '<path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1"/>',
    "calendar": '<path d="M2.5 3.6h11v9.9h-11zM2.5 6.8h11M5.4 2v3M10.6 2v3"/>',
    "template": '<path d="M2.5 2.5h11v11h-11zM2.5 6h11M6.5 6v7.5"/>',
}


def icon(name: str) -> str:
    """The icon as SVG, hidden from assistive technology; `KeyError` for an unknown name."""
    return (
        '<svg class="oa-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" '
        f'focusable="false">{_PATHS[name]}</svg>'
    )


@cache
def mark() -> str:
    """The product's own mark as SVG."""
    return (ASSETS / "mark.svg").read_text(encoding="utf-8").strip()
