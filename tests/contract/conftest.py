"""A real PostgreSQL for the contract tests: a cluster of its own, and an empty database a test."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.postgres_cluster import Cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The server of this run; in a folder with a short name, as names of sockets are short."""
    folder = Path(tempfile.mkdtemp(prefix="advisor-pg-", dir="/tmp"))
    cluster = Cluster(folder)
    yield cluster
    cluster.stop()
    shutil.rmtree(folder)


@pytest.fixture
def make_postgres_url(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Makes empty databases, each named by its URL; the server starts with the first one."""
    made: list[str] = []

    def make() -> str:
        cluster: Cluster = request.getfixturevalue("postgres")
        made.append(cluster.make_database())
        return cluster.url(made[-1])

    yield make
    for name in made:
        request.getfixturevalue("postgres").execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def make_location(
    request: pytest.FixtureRequest, tmp_path: Path, make_postgres_url: Callable[[], str]
) -> Callable[[str], str | Path]:
    """Makes empty databases of a kind: "sqlite" or "postgres"."""

    def make(kind: str) -> str | Path:
        if kind == "postgres":
            return make_postgres_url()
        return tmp_path / "data" / f"{uuid4().hex}.db"

    return make


@pytest.fixture(params=["sqlite", "postgres"])
def location(
    request: pytest.FixtureRequest, make_location: Callable[[str], str | Path]
) -> str | Path:
    """Where a database may be made, on each kind."""
    return make_location(request.param)


@pytest.fixture(params=["sqlite", "postgres", "memory"])
def make_store(
    request: pytest.FixtureRequest, make_location: Callable[[str], str | Path]
) -> Iterator[Callable[..., Any]]:
    """Makes stores of the module's port, of one kind, and closes them.

    A module names its classes as `IN_SQL` and `IN_MEMORY`.
    """
    made: list[Any] = []

    def make(**options: Any) -> Any:
        if request.param == "memory":
            made.append(request.module.IN_MEMORY(**options))
        else:
            made.append(request.module.IN_SQL(make_location(request.param), **options))
        return made[-1]

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(make_store: Callable[..., Any]) -> Any:
    """One store of each kind."""
    return make_store()
