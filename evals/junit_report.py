"""A run as JUnit XML, which every CI reads: a suite a testsuite, a case a testcase."""

from pathlib import Path
from xml.etree import ElementTree as Xml

from evals.records import CaseResult, RunRecord, SuiteRun


def write_junit(run: RunRecord, path: Path) -> None:
    """Write the file; `OSError` where it cannot be."""
    root = Xml.Element("testsuites", name=f"evals {run.run_id}", time=f"{run.seconds:.1f}")
    for suite in run.suites:
        root.append(_suite(suite, run))
    Xml.indent(root)
    Xml.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _suite(suite: SuiteRun, run: RunRecord) -> Xml.Element:
    name = f"{suite.suite} under {suite.control}" if suite.control else suite.suite
    cases = [] if suite.control else [_case(case, name) for case in suite.cases]
    gate = Xml.Element("testcase", classname=name, name="gate", time="0")
    if suite.gate.outcome != "pass":
        text = "\n".join(suite.gate.reasons)
        _child(gate, "failure", suite.gate.outcome, text)
    element = Xml.Element(
        "testsuite",
        name=name,
        timestamp=run.started_at,
        tests=str(len(cases) + 1),
        failures=str(sum(one.find("failure") is not None for one in (*cases, gate))),
        errors=str(sum(one.find("error") is not None for one in cases)),
        skipped=str(sum(one.find("skipped") is not None for one in cases)),
        time=f"{sum(case.seconds for case in suite.cases):.3f}",
    )
    element.extend([gate, *cases])
    return element


def _case(case: CaseResult, suite: str) -> Xml.Element:
    """A case that fell short is told of in its output: the gate decides, not the case."""
    element = Xml.Element(
        "testcase", classname=suite, name=case.case_id, time=f"{case.seconds:.3f}"
    )
    if case.status in ("error", "refused"):
        _child(element, "error", case.status, case.error)
    elif case.status == "not asked":
        _child(element, "skipped", case.error, "")
    lines = [f"{name}: {why}" for name, why in case.missing.items()]
    if lines and case.critical:
        _child(element, "failure", "a critical case fell short", "\n".join(lines))
    if lines:
        output = Xml.SubElement(element, "system-out")
        output.text = _printable("\n".join([case.question, *lines]))
    return element


def _child(parent: Xml.Element, kind: str, message: str, text: str) -> None:
    Xml.SubElement(parent, kind, message=_printable(message)).text = _printable(text)


def _printable(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n" or ord(sign) >= 0x20)
