"""What the Check advice view does and shows, over an advisor whose verdicts are fixed."""

import base64
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from html.parser import HTMLParser

import pytest

from advisor.domain import Passage, RunTrace, Step, Support
from advisor.domain.verification import (
    SUPPORTS,
    CheckedSentence,
    Source,
    SourceFile,
    Verification,
)
from advisor.errors import InputError
from advisor.ui.icons import ASSETS
from advisor.ui.verify_handlers import VerifyHandlers, VerifyView
from advisor.ui.verify_html import VERDICT_WORDS, frame_html, progress_html, result_html
from tests.factories import make_citation, make_passage

HOSTILE = "<script>window.broken = 1</script> & \"quoted\" <img src=x onerror='alert(1)'>"
TEXT = f"""## Paying

- Pay in stages. Never sign.
- The moon is made of cheese.

```
a fence
```
{HOSTILE}
The end, half true.
"""
PASSAGE = make_passage("price-over-fit#pay", ["Pay in stages, and keep a share back."], section="P")
GIVEN = make_passage(
    "source-1#1", ["Sign <b>always</b>."], title="Deal & co", kind="own_guidance", url="https://x.y"
)
VERDICTS: dict[str, tuple[Support, float | None]] = {
    "Paying": ("not_a_claim", None),
    "Pay in stages.": ("supported", 0.93),
    "Never sign.": ("contradicted", 0.05),
    "The moon is made of cheese.": ("unsupported", 0.1),
    HOSTILE: ("unscored", None),
    "The end, half true.": ("partly", 0.6),
}


def sample() -> Verification:
    """Each verdict once; two sentences cite something."""
    cited = {
        "Pay in stages.": make_citation(PASSAGE, PASSAGE.text),
        "Never sign.": make_citation(GIVEN, "Sign <b>always</b>."),
    }
    sentences = tuple(
        CheckedSentence(
            text=text,
            start=TEXT.index(text),
            end=TEXT.index(text) + len(text),
            support=support,
            score=score,
            reason=f"Because <{support}>.",
            citations=(cited[text],) if text in cited else (),
        )
        for text, (support, score) in VERDICTS.items()
    )
    trace = RunTrace(model="support-checker", index_fingerprint="", settings_digest="")
    return Verification(
        text=TEXT,
        sentences=sentences,
        sources=(PASSAGE, GIVEN),
        trace=trace,
        notice="Held against <something>.",
    )


@dataclass
class FixedChecks:
    """Gives the sample for everything, and remembers what it was asked."""

    asked: list[tuple[str, tuple[Source, ...] | None, str]] = field(default_factory=list)
    after_first: threading.Event = field(default_factory=threading.Event)

    def verify_steps(
        self, text: str, *, sources: Sequence[Source] | None = None, workspace: str = "default"
    ) -> Iterator[Step | Verification]:
        self.asked.append((text, None if sources is None else tuple(sources), workspace))
        if not text.strip():
            raise InputError("There is no advice to check. Paste some text.")
        yield Step(name="Checking every sentence", detail="0 of 1,200 sentences")
        self.after_first.set()
        yield sample()


class Page(HTMLParser):
    """Elements with their attributes, and the text inside of each mark."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[str] = []
        self._in_mark = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "mark":
            self._in_mark = True
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._in_mark:
            self.marked[-1] += data

    def having(self, name: str, value: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.elements if attributes.get(name) == value]


@pytest.fixture
def advisor() -> FixedChecks:
    return FixedChecks()


@pytest.fixture
def handlers(advisor: FixedChecks) -> VerifyHandlers:
    return VerifyHandlers(advisor, workspace="firm")


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def error(view: VerifyView) -> tuple[str, str]:
    """The field of an error and what it says."""
    name, text = (view.said or "").removeprefix('<p data-error="').split('" hidden>')
    return name, unescape(text.removesuffix("</p>"))


def test_pasted_text_is_checked_with_progress_and_nothing_but_the_result_remains(
    handlers: VerifyHandlers, advisor: FixedChecks
) -> None:
    begun, step, done = handlers.verify({"text": "Pay\r\nnow.", "run": "a"})
    assert "Reading the advice" in (begun.said or "")
    assert '<progress max="1200" value="0"' in (step.said or "")
    assert done == VerifyView(said="", result=result_html(sample()))
    assert advisor.asked == [("Pay\nnow.", None, "firm")]
    assert vars(handlers)["_runs"] == {}


def test_chosen_files_are_what_the_advice_is_held_against(
    handlers: VerifyHandlers, advisor: FixedChecks
) -> None:
    files = [{"name": "a.md", "content": encoded(b"A")}, {"name": "", "content": encoded(b"B")}]
    list(handlers.verify({"text": "Pay now.", "files": files}))
    ((_, sources, _),) = advisor.asked
    assert sources == (
        SourceFile(name="a.md", data=b"A"),
        SourceFile(name="The file", data=b"B"),
    )


@pytest.mark.parametrize(
    ("values", "name", "said"),
    [
        ({}, "text", "no advice"),
        ({"text": 7}, "text", "no advice"),
        ({"text": "x", "files": [{"name": "a.md", "content": "%"}]}, "files", "whole"),
        ({"text": "x", "files": ["a.md"]}, "files", "whole"),
        (
            {"text": "x", "files": [{"name": "a", "content": encoded(b"x" * 10_500_000)}] * 2},
            "files",
            "too large",
        ),
    ],
)
def test_an_error_stands_at_its_field(
    handlers: VerifyHandlers, values: dict[str, object], name: str, said: str
) -> None:
    *_, last = handlers.verify(values)
    assert error(last)[0] == name
    assert said in error(last)[1]
    assert last.result is None


def test_stopping_ends_the_run_and_leaves_what_was_shown(
    handlers: VerifyHandlers, advisor: FixedChecks
) -> None:
    views = handlers.verify({"text": "Pay now.", "run": "a"})
    next(views)
    next(views)
    handlers.stop({"run": "b"})
    handlers.stop({"run": "a"})
    assert list(views) == [VerifyView(said="")]
    assert advisor.after_first.is_set()


def test_every_verdict_has_icon_word_and_a_count_that_leads_to_it() -> None:
    html = result_html(sample())
    page = Page(html)
    assert set(VERDICT_WORDS) == set(SUPPORTS)
    assert len({glyph for glyph, _ in VERDICT_WORDS.values()}) == len(SUPPORTS)
    for support in SUPPORTS:
        _, word = VERDICT_WORDS[support]
        assert re.search(rf'data-support="{support}"[^>]*>\s*<svg.*?</svg>{word}</button>', html)
        assert re.search(rf"</svg><strong>1</strong> {word.lower()}", html)
    assert [one["data-support"] for one in page.having("data-do", "verify-jump")] == list(SUPPORTS)
    assert "6 sentences checked" in html


def test_each_sentence_is_marked_word_for_word_and_opens_its_own_proof() -> None:
    page = Page(result_html(sample()))
    assert page.marked == list(VERDICTS)
    chips = page.having("data-do", "verify-open")
    assert len(chips) == len(VERDICTS)
    for chip in chips:
        assert chip["aria-expanded"] == "false"
        (proof,) = page.having("id", str(chip["aria-controls"]))
        assert "hidden" in proof
        assert proof["aria-labelledby"] == chip["id"]
        assert proof["data-support"] == chip["data-support"]


def test_the_text_is_shown_whole_with_its_marks() -> None:
    html = result_html(sample())
    for before, after in (("## ", "Paying"), ("- ", "Pay in stages."), ("a fence\n```\n", "&lt;")):
        assert re.search(rf"{re.escape(before)}<button[^>]*>.*?</button><mark[^>]*>{after}", html)
    assert html.count('class="oa-verify-line"') == 5
    assert html.index("Never sign.</mark>") < html.index('id="oa-verify-why-1"')
    assert html.index('id="oa-verify-why-2"') < html.index("The moon")


def test_a_proof_names_the_source_and_links_to_it() -> None:
    html = result_html(sample())
    assert "Guidance · P · Cheapest over best fit" in html
    assert '<a href="#/point/2c">Open in library</a>' in html
    assert "Given source · Weighted scorecard · Deal &amp; co" in html
    assert '<a href="https://x.y" target="_blank" rel="noopener noreferrer">' in html
    assert "Score 0.93" in html
    own = replace(GIVEN, passage_id="own:abc#1")
    (_, _, never, *_) = sample().sentences
    citation = replace(never.citations[0], passage_id="own:abc#1")
    found = replace(sample(), sentences=(replace(never, citations=(citation,)),), sources=(own,))
    assert "Your guidance · " in result_html(found)


def test_nothing_that_was_pasted_or_cited_becomes_markup() -> None:
    html = result_html(sample())
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert "&lt;contradicted&gt;" in html
    assert "Held against &lt;something&gt;." in html
    assert "<b>" not in progress_html(Step(name="<b>", detail="<b>"))
    assert "javascript:" not in result_html(
        replace(sample(), sources=(PASSAGE, _with_address("javascript:alert(1)")))
    )


def _with_address(url: str) -> Passage:
    return replace(GIVEN, source=replace(GIVEN.source, url=url))


def test_the_form_says_what_happens_and_names_its_controls() -> None:
    html = frame_html()
    page = Page(html)
    assert "Nothing is saved" in " ".join(html.split())
    assert page.having("for", "oa-verify-text")
    assert page.having("for", "oa-verify-files")
    (area,) = [attributes for tag, attributes in page.elements if tag == "textarea"]
    assert area["id"] == "oa-verify-text"
    (files,) = page.having("type", "file")
    assert "multiple" in files


def test_the_script_hears_every_action_of_the_page_and_finds_every_element() -> None:
    script = (ASSETS / "verify.js").read_text(encoding="utf-8")
    html = frame_html() + result_html(sample())
    asked = set(re.findall(r'data-do="(verify-[a-z]+)"', html))
    assert asked == set(re.findall(r'"(verify-[a-z]+)":', script))
    for identifier in set(re.findall(r'byId\("([\w-]+)"\)', script)):
        assert f'id="{identifier}"' in html
