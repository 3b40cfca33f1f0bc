"""The pytest plugin: `pytest --advisor-evals` runs eval suites as tests, with the same gates."""

import pytest

OPTION, CASES = "--advisor-evals", "advisor_evals_cases"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that asks for suites, and the setting that names a folder of own cases."""
    parser.getgroup("advisor-evals").addoption(
        OPTION,
        nargs="?",
        const="",
        default=None,
        metavar="SUITE,...",
        help="Run these eval suites as tests (all if none is named), alone unless paths are given.",
    )
    parser.addini(
        CASES, "Folder of own cases, one file SUITE.jsonl for each suite to run.", default=""
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark of the suites known."""
    config.addinivalue_line("markers", "advisor_evals: the gate or a critical case of a suite.")


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Without paths on the command line the suites run alone."""
    given = session.config.args_source == pytest.Config.ArgsSource.ARGS
    if session.config.getoption(OPTION) is not None and not given:
        session.config.args = []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add a test for the gate of each suite, and one for each of its critical cases."""
    wanted = config.getoption(OPTION)
    if wanted is not None:
        from evals.pytest_suites import suite_items

        items.extend(suite_items(session, wanted, config.getini(CASES)))
