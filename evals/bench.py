"""The benchmark (`python -m evals.bench`): speed as ratios to the bare parts, and start times.

A ratio is measured against its bare part in the same run and in turn, so that it means the same
on a slow machine. A target counts as failed when it is missed by more than `timing.NOISE`.
"""

import json
import os
import platform
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from advisor.domain import IndexEntry
from advisor.errors import AdvisorError
from advisor.pipeline import Advisor
from advisor.ports import Embedder
from advisor.settings import load_settings
from advisor.wiring import build_advisor
from evals.cases import EvalError, load_suite
from evals.processes import CLI, run_python, serving
from evals.timing import Figure, in_turn, seconds

NEIGHBOURS = 40
QUESTIONS = 60
ENTRIES = 800
THREADS = 8
IMPORT = "import time; t = time.perf_counter(); import advisor; print(time.perf_counter() - t)"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command(epilog="Exit codes: 0 all targets reached, 1 a target failed, 2 not measured.")
def main(
    json_out: Annotated[
        Path | None, typer.Option("--json", help="Also write the figures to this file.")
    ] = None,
) -> None:
    """Measure speed; takes a few minutes on two cores."""
    err = Console(stderr=True, highlight=False)
    try:
        with tempfile.TemporaryDirectory(
            prefix="advisor-bench-", ignore_cleanup_errors=True
        ) as folder:
            figures = _measure(Path(folder), err)
        if json_out is not None:
            text = json.dumps(report(figures), ensure_ascii=False, indent=2)
            json_out.write_text(text + "\n", encoding="utf-8")
    except (AdvisorError, EvalError, OSError, subprocess.TimeoutExpired) as error:
        err.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from error
    Console(highlight=False).print(table(figures))
    raise typer.Exit(1 if any(figure.failed for figure in figures) else 0)


def _measure(folder: Path, err: Console) -> list[Figure]:
    """All figures, one after the other; what is being measured is said on the way."""
    from advisor.adapters.onnx_embedder import OnnxEmbedder

    settings = load_settings(data_dir=folder / "data")
    questions = [case.question for case in load_suite("retrieval").cases][:QUESTIONS]
    embedder = OnnxEmbedder(threads=settings.threads)
    figures = []
    with err.status("building the index") as status:
        advisor = build_advisor(settings)
        status.update("a warm answer")
        figures.append(
            warm_answer(advisor, questions, bare_search(settings.data_dir / "index", embedder))
        )
        status.update("eight threads at once")
        figures.append(eight_at_once(advisor, questions, repeats=3))
        advisor.close()
        status.update("building an index")
        entries = advisor.library.entries[:ENTRIES]
        figures.append(indexing(entries, embedder, folder / "indexing", repeats=3))
        status.update("import")
        figures.append(import_time(repeats=5))
        status.update("a cold answer")
        figures.append(cold_answer(questions[0], settings.data_dir, repeats=3))
        status.update("serving the page")
        figures.append(second_serve(settings.data_dir))
    return figures


def bare_search(folder: Path, embedder: Embedder) -> Callable[[str], object]:
    """One embedding and one Chroma query over the index in a folder, with nothing around them."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    from advisor.adapters.chroma_index import COLLECTION, MANIFEST

    build = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["build"]
    client = chromadb.PersistentClient(
        str(folder / build), settings=ChromaSettings(anonymized_telemetry=False, is_persistent=True)
    )
    collection = client.get_collection(COLLECTION, embedding_function=None)

    def search(question: str) -> object:
        return collection.query(
            query_embeddings=np.array([embedder.embed_query(question)], dtype=np.float32),
            n_results=NEIGHBOURS,
        )

    return search


def warm_answer(
    advisor: Advisor, questions: Sequence[str], search: Callable[[str], object]
) -> Figure:
    """One answer of a process that has answered before, against one bare search."""
    advisor.ask(questions[0])
    search(questions[0])
    answer, bare = in_turn(
        [(partial(advisor.ask, asked), partial(search, asked)) for asked in questions]
    )
    return Figure(
        name="warm answer / bare search",
        value=answer / bare,
        unit="x",
        repeats=len(questions),
        parts={"answer": answer, "bare search": bare},
        at_most=3.0,
    )


def eight_at_once(advisor: Advisor, questions: Sequence[str], *, repeats: int) -> Figure:
    """Answers a second of eight threads that share an advisor, against one loop."""

    def loop() -> object:
        return [advisor.ask(question) for question in questions]

    with ThreadPoolExecutor(THREADS) as pool:

        def threads() -> object:
            return list(pool.map(advisor.ask, questions))

        alone, together = in_turn([(loop, threads)] * repeats)
    return Figure(
        name="eight threads / one loop (throughput)",
        value=alone / together,
        unit="x",
        repeats=repeats,
        parts={"one loop": alone, "eight threads": together},
        at_least=0.8,
    )


def indexing(
    entries: Sequence[IndexEntry], embedder: Embedder, folder: Path, *, repeats: int
) -> Figure:
    """Entries a second of building an index, against embedding the same texts and no more."""
    from advisor.adapters.chroma_index import ChromaIndex

    texts = [entry.text for entry in entries]
    pairs = [
        (
            partial(ChromaIndex(folder / str(number), embedder).ensure, entries, "bench"),
            partial(embedder.embed_documents, texts),
        )
        for number in range(repeats)
    ]
    built, bare = in_turn(pairs)
    return Figure(
        name=f"indexing / bare embedding of {len(entries)} texts (throughput)",
        value=bare / built,
        unit="x",
        repeats=repeats,
        parts={"indexing": built, "bare embedding": bare},
        at_least=0.9,
    )


def import_time(*, repeats: int) -> Figure:
    """Seconds of `import advisor` in a new process, without the start of Python."""
    taken = [float(run_python(IMPORT)) for _ in range(repeats)]
    middle = statistics.median(taken)
    return Figure(
        name="import advisor",
        value=middle,
        unit="s",
        repeats=repeats,
        parts={"import": middle},
        at_most=0.3,
    )


def cold_answer(question: str, data_dir: Path, *, repeats: int) -> Figure:
    """Seconds of one `advisor ask` in a new process, over an index that is built already."""
    middle = statistics.median(
        seconds(lambda: run_python(CLI, "ask", question, data_dir=data_dir)) for _ in range(repeats)
    )
    return Figure(
        name="advisor ask, cold",
        value=middle,
        unit="s",
        repeats=repeats,
        parts={"ask": middle},
        at_most=3.0,
    )


def second_serve(data_dir: Path) -> Figure:
    """Seconds from starting `advisor serve` until the page answers, at the second start."""
    with serving(data_dir):
        pass
    with serving(data_dir) as page:
        taken = page.seconds
    return Figure(
        name="advisor serve, second start",
        value=taken,
        unit="s",
        repeats=1,
        parts={"serve": taken},
        at_most=10.0,
    )


def table(figures: Sequence[Figure]) -> Table:
    """One row a figure, in the order measured."""
    rows = Table("figure", box=None, pad_edge=False, header_style="bold")
    for heading in ("value", "target", "repeats"):
        rows.add_column(heading, justify="right", no_wrap=True)
    rows.add_column("result", no_wrap=True)
    for figure in figures:
        result = "[bold red]✗ fail[/]" if figure.failed else "[yellow]~ within noise[/]"
        rows.add_row(
            figure.name,
            f"{figure.value:.3f} {figure.unit}",
            figure.target,
            str(figure.repeats),
            "[green]✓ pass[/]" if figure.met else result,
        )
    return rows


def report(figures: Sequence[Figure]) -> dict[str, Any]:
    """JSON-ready figures with the machine that they were measured on."""
    return {
        "figures": [figure.to_dict() for figure in figures],
        "machine": {
            "system": platform.platform(),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load": list(os.getloadavg()) if hasattr(os, "getloadavg") else [],
        },
    }


if __name__ == "__main__":
    app()
