"""Serves the Outsourcing Advisor page: `python app.py`."""

import sys

from advisor.errors import AdvisorError


def main() -> int:
    """Serve until interrupted; a problem that the user can repair is said in one line."""
    from advisor.adapters.documents import advice_docx
    from advisor.settings import load_settings
    from advisor.ui.layout import build_ui, serve
    from advisor.wiring import build_advisor

    try:
        settings = load_settings()
        page = build_ui(build_advisor(settings), export_docx=advice_docx)
        address = serve(page, settings, block=False)
    except AdvisorError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"Outsourcing Advisor is ready at {address}\n")
    page.block_thread()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
