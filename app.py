"""Serves the Outsourcing Advisor page: `python app.py`."""

import sys

from advisor.errors import AdvisorError


def main() -> int:
    """Serve until interrupted; a problem that the user can repair is said in one line."""
    from advisor.cli import fail, run_page
    from advisor.settings import load_settings

    try:
        run_page(load_settings(), ready=_say_ready)
    except (AdvisorError, ImportError) as error:
        return fail(error)
    return 0


def _say_ready(address: str) -> None:
    sys.stdout.write(f"Outsourcing Advisor is ready at {address}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
