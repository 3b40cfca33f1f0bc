"""Writes what the baselines say into the table of README.md, and into LIMITS.md."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from evals.baselines import load_baselines
from evals.cases import Suite, load_suite
from evals.records import Baseline
from evals.report import gate_text, number
from evals.statistics import smallest_flips
from evals.subjects import subject_of

TOP = Path(__file__).resolve().parent.parent
START, END = "<!-- evals:start -->", "<!-- evals:end -->"
TENTHS = 10


def readme_table(baselines: Mapping[str, Baseline]) -> str:
    """The gated measures of every suite with their intervals, as Markdown."""
    lines = ["| suite | measure | value | 95 % interval | bound |", "|---|---|---|---|---|"]
    for baseline in baselines.values():
        for measure in load_suite(baseline.suite).measures:
            known = baseline.measures.get(measure.scorer)
            if known and not measure.gate.open:
                between = f"{number(known['low'])} to {number(known['high'])}"
                cells = (baseline.suite, f"`{measure.scorer}`", number(known["value"]), between)
                lines.append(f"| {' | '.join(cells)} | {gate_text(measure.gate)} |")
    return "\n".join(lines)


def with_table(readme: str, baselines: Mapping[str, Baseline]) -> str:
    """The text of README.md with its table made anew; `ValueError` where it has no place for it."""
    head, start, rest = readme.partition(START)
    _, end, tail = rest.partition(END)
    if not start or not end:
        raise ValueError(f"README.md has no lines {START} and {END}. Put them back.")
    return f"{head}{START}\n{readme_table(baselines)}\n{END}{tail}"


def limits_text(baselines: Mapping[str, Baseline]) -> str:
    """What each suite says of the product in plain words, and how sure that is."""
    return "\n".join(_lines(baselines)) + "\n"


def _lines(baselines: Mapping[str, Baseline]) -> Iterator[str]:
    yield "# Limits"
    yield ""
    yield "How often the advisor is right, and how sure that is, as its own labelled cases tell."
    yield "This file is written by `make figures` from the committed baselines of `evals/`."
    yield "The cases were written by hand for this purpose: they are no sample of your questions."
    for baseline in baselines.values():
        yield ""
        yield from _suite(load_suite(baseline.suite), baseline)


def _suite(suite: Suite, baseline: Baseline) -> Iterator[str]:
    yield f"## {suite.title}"
    yield ""
    cases = baseline.counts["cases"]
    yield f"{cases} cases (`{suite.name}`), accepted on {baseline.blessed_on}: {baseline.why}"
    yield ""
    scorers = subject_of(suite).scorers
    for measure in suite.measures:
        known = baseline.measures.get(measure.scorer)
        if known:
            meaning = scorers[measure.scorer].meaning.rstrip(".").removeprefix("1 where ")
            yield f"* {meaning[0].upper()}{meaning[1:]}: {in_words(known)}."
    units = len({case.set_id for case in suite.cases})
    share = min(1.0, smallest_flips(units) / units)
    yield ""
    yield f"The gate notices a drop of about {share:.0%} of all cases; a smaller one can pass."


def in_words(known: Mapping[str, float]) -> str:
    """A figure as people say it: shares in tenths, all else as it is."""
    value, low, high = known["value"], known["low"], known["high"]
    if high > 1:
        return f"{value:.1f} (between {low:.1f} and {high:.1f})"
    if low == high and value in (0, 1):
        return "always, in these cases" if value else "never, in these cases"
    between = f"between {TENTHS * low:.1f} and {TENTHS * high:.1f}"
    return f"about {TENTHS * value:.1f} in {TENTHS} ({between})"


def main() -> None:
    """Write both files."""
    baselines = load_baselines()
    readme = TOP / "README.md"
    text = with_table(readme.read_text(encoding="utf-8"), baselines)
    readme.write_text(text, encoding="utf-8")
    (TOP / "LIMITS.md").write_text(limits_text(baselines), encoding="utf-8")


if __name__ == "__main__":
    main()
