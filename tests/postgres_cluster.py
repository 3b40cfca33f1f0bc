"""Starts a private PostgreSQL server from the programs that are installed."""

import os
import shutil
import subprocess
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

BINARIES = Path("/usr/lib/postgresql")
MISSING = (
    "These tests need a PostgreSQL server: no initdb was found in /usr/lib/postgresql/*/bin or in "
    "PATH. Install it: apt-get install postgresql"
)
ACCESS = "local all guarded scram-sha-256\nlocal all all trust\n"
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
}


class Cluster:
    """A running server on a socket in a folder of its own; everybody may connect, one user not."""

    def __init__(self, folder: Path) -> None:
        self._bin = _binaries()
        self.folder = folder
        self._data = folder / "data"
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")  # The server refuses to run as root.
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        (self._data / "pg_hba.conf").write_text(ACCESS, encoding="ascii")
        options = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
        log = str(folder / "log")
        self._run("pg_ctl", "-w", "-l", log, "-o", f"-k {folder} {options}", "start")

    def url(self, database: str, *, user: str = "postgres", password: str = "") -> str:
        """What a user would write in ADVISOR_DATABASE_URL."""
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@/{database}?host={self.folder}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one statement as the owner of the server."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def make_database(self) -> str:
        """The name of a new, empty database."""
        name = f"test_{uuid4().hex}"
        self.execute(f"CREATE DATABASE {name}")
        return name

    def stop(self) -> None:
        """Stop the server, whoever is connected."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), "-D", str(self._data), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        # Files, as a server that was started keeps what it inherits, a pipe too, open.
        with (self.folder / "output").open("w+") as output:
            done = subprocess.run(
                command, stdout=output, stderr=output, cwd="/", check=False, timeout=120
            )
            output.seek(0)
            assert done.returncode == 0, f"{program} failed: {output.read()}"


def _binaries() -> Path:
    """The folder of the newest server programs."""
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda one: float(one.parts[-3]))
    in_path = shutil.which("initdb")
    if not found and in_path is None:
        pytest.fail(MISSING, pytrace=False)
    return (found[-1] if found else Path(str(in_path)).resolve()).parent
