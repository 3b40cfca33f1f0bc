"""A form takes what the user said, as it was said, and nothing else."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from advisor.answering.filling import Filled, escaped, fill
from advisor.domain import Trade, TradeProfile, Turn
from advisor.domain.reference import Template

_KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def _template(path: Path) -> Template:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = yaml.safe_load(front)
    opening, _, rest = body.partition("## Blank form")
    blank, _, example = rest.partition("## Filled example")
    return Template(
        template_id=meta["id"],
        title=meta["title"],
        topic_id=meta["topic"],
        who=meta["who"],
        minutes=meta["minutes"],
        kind=meta["kind"],
        point_ids=tuple(meta["points"]),
        asked_as=tuple(meta["asked_as"]),
        opening=opening.strip(),
        blank=blank.strip(),
        example=example.strip(),
    )


TEMPLATES = {path.stem: _template(path) for path in (_KNOWLEDGE / "templates").glob("*.md")}
TRADES: dict[Trade, TradeProfile] = {
    item["id"]: TradeProfile(
        trade_id=item["id"],
        title=item["title"],
        worker=item["worker"],
        words=tuple(item["words"]),
    )
    for item in yaml.safe_load((_KNOWLEDGE / "trades.yaml").read_text(encoding="utf-8"))
}
TITLES = {profile.title for profile in TRADES.values()}
CASE = (
    "We are Brightleaf Plants, a seven person webshop in Bristol. "
    "Our budget is £1,200 a month for customer support.",
    "Maria Lopez will be our point person and my sister is the backup. "
    "They start on 1 March 2027. We are in London time and they are in Manila. "
    "Replies within 4 hours please, now it takes 9 hours. The agency is called Harbour Desk.",
)


def _filled(template: str, *texts: str, today: date | None = None) -> Filled:
    turns = [Turn(role="user", text=text) for text in texts]
    return fill(TEMPLATES[template], turns, trades=TRADES, today=today)


def _values(template: str, *texts: str) -> dict[str, str]:
    return {entry.placeholder: entry.value for entry in _filled(template, *texts).filled}


def test_a_form_takes_what_was_said_over_several_messages() -> None:
    assert _values("goals-sheet", *CASE) == {
        "your firm": "Brightleaf Plants",
        "vendor": "Harbour Desk",
        "trade": "customer support",
        "point person": "Maria Lopez",
        "backup": "my sister",
        "start date": "1 March 2027",
        "budget": "1,200 a month",
        "currency": "£",
        "measure": "Replies",
        "target": "within 4 hours",
        "baseline and period counted": "9 hours",
    }


def test_without_a_word_from_the_user_the_form_stays_blank() -> None:
    for template in TEMPLATES.values():
        said = Turn(role="assistant", text=" ".join(CASE))

        assert fill(template, [said], trades=TRADES).markdown == template.blank
        assert fill(template, [], trades=TRADES).filled == ()


def test_placeholders_that_stay_are_named_in_order_and_once() -> None:
    left = _filled("goals-sheet", *CASE).left

    assert left[:2] == ("outcome", "reason the work matters")
    assert len(set(left)) == len(left)
    assert "your firm" not in left


@pytest.mark.parametrize(
    ("template", "text", "placeholder", "value"),
    [
        (
            "goals-sheet",
            "our firm is called bright spark, we need help",
            "your firm",
            "bright spark",
        ),
        ("goals-sheet", "We hired Northgate Books to do it.", "vendor", "Northgate Books"),
        ("goals-sheet", "who should talk to my bookkeeper?", "trade", "bookkeeping"),
        ("goals-sheet", "we can spend up to 900 euros a month", "budget", "900 euros a month"),
        (
            "goals-sheet",
            "Our goal is to close the books by day 5.",
            "outcome",
            "close the books by day 5",
        ),
        ("goals-sheet", "cut response times from 2 days to 6 hours", "target", "6 hours"),
        (
            "goals-sheet",
            "cut response times from 2 days to 6 hours",
            "baseline and period counted",
            "2 days",
        ),
        (
            "onboarding-checklist",
            "we are hiring two support agents",
            "roles and number",
            "two support agents",
        ),
        ("kickoff-agenda", "shared hours are 14:00 to 17:00", "start and end", "14:00 to 17:00"),
        ("vendor-scorecard", "it is a 12 month contract", "months", "12 month"),
        ("vendor-scorecard", "the bidders are Alder, Birch and Cedar", "third vendor", "Cedar"),
        ("brief-sow", "The point person can approve up to $300.", "limit", "300"),
        ("brief-job-post", "about 10 hours a week", "hours", "10 hours"),
        ("brief-job-post", "we pay $25 an hour", "rate range", "25 an hour"),
        ("brief-job-post", "send an update every Friday", "day", "Friday"),
        ("communication-plan", "we use Slack for questions", "tool for chat", "Slack"),
        ("scaling-and-exit-terms", "we get 600 tickets a month", "volume", "600 tickets"),
        ("paid-trial-plan", "the trial starts on 3 May 2027", "trial start date", "3 May 2027"),
    ],
)
def test_plain_statements_are_taken_word_for_word(
    template: str, text: str, placeholder: str, value: str
) -> None:
    assert _values(template, text)[placeholder] == value


@pytest.mark.parametrize(
    "text",
    [
        "what if our budget is $500 a month?",
        "our budget is not $500",
        "suppose we start on 1 March 2027",
        "should our point person be Maria?",
        "for example our vendor is called Acme",
        "a competitor pays $900 a month",
        "agency A costs $700 and agency B costs $900",
        "our firm is small",
        "our company is US based",
        "We are Polish and they are Ukrainian",
        "they reply within 2 days and she replies within 3",
        "we can't spend $900 a month",
        "John is the point person? not sure",
        "we are in March already",
        "if Maria is the point person, who stands in?",
        "How many hours should we agree?",
    ],
)
def test_suppositions_denials_and_questions_fill_nothing(text: str) -> None:
    said = [entry for name in TEMPLATES for entry in _filled(name, text).filled]

    assert {entry.placeholder for entry in said} <= {"currency"}


def test_the_later_statement_counts_and_two_at_once_count_for_nothing() -> None:
    first, second = "Our budget is $500 a month.", "Our budget is $800 a month."

    assert _values("goals-sheet", first, second)["budget"] == "800 a month"
    assert "budget" not in _values("goals-sheet", f"{first} {second}")


def test_a_present_value_goes_to_the_measure_that_it_stands_beside() -> None:
    text = "Replies within 4 hours, now it takes 9 hours. We need accuracy of at least 95%."
    rows = [
        line for line in _filled("goals-sheet", text).markdown.split("\n") if "| within" in line
    ]
    other = _filled("goals-sheet", f"{text} Currently 3 days.").markdown

    assert [row.split(" | ")[:3] for row in rows] == [["| Replies", "9 hours", "within 4 hours"]]
    assert "3 days" not in other


def test_a_message_with_two_trades_leaves_the_trade_open() -> None:
    both = "our bookkeeper is slow. the cleaner is good."

    assert "trade" not in _values("goals-sheet", both)


def test_each_side_of_the_table_takes_its_own_time_zone() -> None:
    form = _filled("working-agreement", "We are in London time. They are in Manila time.").markdown

    assert "| Time zone, named by city | London time | Manila time |" in form


def test_dates_of_another_thing_than_the_work_stay_open() -> None:
    form = _filled("performance-scorecard", "They start on 1 March 2027.").markdown

    assert "| Period | [start date] to [end date] |" in form


def test_planned_dates_that_have_passed_are_left_out() -> None:
    text = "The trial starts on 3 May 2026. The trial ends on 14 May 2027."
    form = _filled("paid-trial-plan", text, today=date(2026, 11, 23))

    assert [entry.value for entry in form.filled] == ["14 May 2027"]


def test_every_entry_names_the_sentence_that_gives_it() -> None:
    entries = _filled("goals-sheet", *CASE).filled
    firm = next(entry for entry in entries if entry.placeholder == "your firm")

    assert firm.quote == "We are Brightleaf Plants, a seven person webshop in Bristol."
    for entry in entries:
        assert any(entry.quote in text for text in CASE)


def test_markup_in_a_value_cannot_break_the_table() -> None:
    text = "Our goal is to *halve* returns_of `goods` <b>now</b>"
    form = _filled("goals-sheet", text).markdown
    row = next(line for line in form.split("\n") if line.startswith("| Outcome in one"))

    assert row == (
        "| Outcome in one sentence | \\*halve\\* returns\\_of \\`goods\\` \\<b\\>now\\</b\\> |"
    )


@given(st.text(max_size=60))
def test_an_escaped_value_is_one_line_without_live_markup(value: str) -> None:
    safe = escaped(value)

    assert "\n" not in safe
    assert re.sub(r"\\[\\`*_\[\]<>|~#]", "", safe) == re.sub(
        r"[\\`*_\[\]<>|~#]", "", " ".join(value.split())
    )


_PIECES = st.sampled_from(
    [
        *CASE, "our firm is called", "Acme Ltd", "budget", "is", "$", "€", "2,500", "a month", "we",
        "hired", "Nora Quist", "will be our point person", "start on", "5 April 2027", "overlap",
        "from 9am to 5pm", "within", "2 days", "reply", "accuracy of at least", "98%", "my", "team",
        "goal is to", "sell more | than [vendor]", "[target]", "12 month contract", ".", ",", "\n",
        "bookkeeper", "the bidders are", "Alder, Birch and Cedar", "if", "not", "7 hours ahead",
        "30 days' notice", "update every Friday", "we use Slack", "they are in Lima time", "'",
        "\\",
    ]
)  # fmt: skip
_MESSAGES = st.lists(st.lists(_PIECES | st.text(max_size=8), max_size=12).map(" ".join), max_size=3)


@settings(max_examples=150, deadline=None)
@given(_MESSAGES, st.sampled_from(sorted(TEMPLATES)))
@example(texts=["0A Maria Lopez will be our point person."], name="brief-job-post")
def test_no_number_and_no_name_comes_from_elsewhere(texts: list[str], name: str) -> None:
    form = _filled(name, *texts)
    given_words = set(re.findall(r"[^\W_]+", " ".join(texts)))
    own = re.findall(r"[^\W_]+", TEMPLATES[name].blank)
    added = Counter(re.findall(r"[^\W_]+", form.markdown)) - Counter(own)

    assert [w for w in added if w[0].isdigit() and w not in given_words] == []
    assert [w for w in added if w[0].isupper() and w not in given_words] == []
    for entry in form.filled:
        assert entry.value in TITLES or any(entry.value in text for text in texts)
        assert any(entry.quote in text for text in texts)


@settings(max_examples=100, deadline=None)
@given(_MESSAGES, st.sampled_from(sorted(TEMPLATES)))
def test_the_form_keeps_its_own_text_and_its_table_columns(texts: list[str], name: str) -> None:
    blank, form = TEMPLATES[name].blank, _filled(name, *texts).markdown
    pairs = list(zip(blank.split("\n"), form.split("\n"), strict=True))

    for before, after in pairs:
        parts = [re.escape(part) for part in re.split(r"\[[^\[\]\n]+\]", before)]
        assert re.fullmatch(".*".join(parts), after)
        assert before.count("|") == len(re.findall(r"(?<!\\)\|", after))
