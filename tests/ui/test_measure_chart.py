"""The picture of a measure: readable without colour, complete as a table, escaped."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from advisor.domain.check_up import Reading, Series
from advisor.domain.evidence import Citation
from advisor.domain.notes import Target
from advisor.engagements.targets import parse_target
from advisor.ui.measure_chart import measure_chart, target_words

CITATION = Citation(passage_id="note:n1", quote="6h20", start=0, end=4)
FIRST = date(2026, 1, 31)


def reading(value, on, period=""):
    return Reading(value=value, text="", on=on, period=period, citation=CITATION)


def series(*values, target="first reply under 4h", unit="min", measure="first reply", days=28):
    agreed = parse_target(target) if target else None
    return Series(
        measure=measure,
        unit=unit,
        readings=tuple(
            reading(value, FIRST + timedelta(days=days * place))
            for place, value in enumerate(values)
        ),
        target=agreed,
        trend="worse" if len(values) > 1 else "unclear",
        standing="missed" if agreed and values else "no_target",
    )


def parsed(html):
    """The tree of the markup, which must be well formed."""
    return ET.fromstring(html.replace("\u2019", "'"))


def named(tree, name):
    return [part for part in tree.iter() if part.get("class", "") == name]


def texts(tree, name):
    return [part.text for part in named(tree, name)]


def test_a_picture_has_a_role_a_name_and_a_description():
    tree = parsed(measure_chart(series(380, 425)))
    (picture,) = named(tree, "oa-chart-picture")
    assert picture.get("role") == "img"
    assert picture.find("title").text == "First reply over time"
    assert picture.find("desc").text == (
        "2 readings, the last 7h05 on 28 Feb 2026. Agreed at most 4h: missed. Worse than before."
    )
    assert picture.find("desc").text in picture.get("aria-label")


def test_every_dot_has_its_value_and_the_axis_has_the_dates():
    tree = parsed(measure_chart(series(380, 425, 200)))
    assert sorted(texts(tree, "oa-chart-value")) == ["3h20", "6h20", "7h05"]
    assert sorted(texts(tree, "oa-chart-date")) == ["28 Feb", "28 Mar", "31 Jan"]


def test_met_and_missed_differ_in_shape_and_are_named():
    tree = parsed(measure_chart(series(380, 200)))
    # one of each for the readings, one of each in the key
    assert [part.tag for part in named(tree, "oa-chart-met")] == ["circle", "circle"]
    assert [part.tag for part in named(tree, "oa-chart-missed")] == ["path", "path"]
    assert texts(tree, "oa-chart-key") == ["Agreed at most 4h", "met", "missed"]


def test_the_target_line_lies_between_what_missed_it_and_what_met_it():
    tree = parsed(measure_chart(series(380, 200)))
    line = named(tree, "oa-chart-target")[0]
    missed = named(tree, "oa-chart-missed")[0].get("d")
    top = float(missed.split("l")[0].split()[1])
    met = float(named(tree, "oa-chart-met")[0].get("cy"))
    assert top < float(line.get("y1")) < met


def test_the_table_holds_every_value_latest_first_with_its_standing():
    tree = parsed(measure_chart(series(380, 200)))
    rows = [["".join(cell.itertext()) for cell in row] for row in tree.iter("tr")]
    assert rows == [
        ["Date", "Value", "Agreed level"],
        ["28 Feb 2026", "3h20", "met"],
        ["31 Jan 2026", "6h20", "missed"],
    ]


def test_a_period_stands_beside_its_date():
    found = Series(
        measure="accuracy",
        unit="%",
        readings=(reading(97, FIRST, "January"),),
        target=None,
        trend="unclear",
        standing="no_target",
    )
    assert "31 Jan 2026</time> (January)" in measure_chart(found)


def test_one_reading_is_a_dot_without_a_line():
    tree = parsed(measure_chart(series(380)))
    assert named(tree, "oa-chart-line") == []
    assert texts(tree, "oa-chart-value") == ["6h20"]
    assert texts(tree, "oa-chart-date") == ["31 Jan"]


def test_no_reading_is_said_in_words():
    assert measure_chart(series()) == (
        '<p class="oa-chart-none">No note gives a reading of first reply yet. '
        "Agreed: at most 4h.</p>"
    )


def test_no_target_means_no_line_no_key_and_no_verdicts():
    tree = parsed(measure_chart(series(380, 425, target="")))
    assert named(tree, "oa-chart-target") == named(tree, "oa-chart-key") == []
    assert len(named(tree, "oa-chart-plain")) == 2
    assert "Agreed" not in "".join(tree.itertext())


def test_text_of_notes_and_engagements_is_escaped():
    hostile = "<script>alert(\"x\")</script> & 'y'"
    html = measure_chart(series(380, 425, measure=hostile, target=""))
    assert "<script" not in html
    assert parsed(html).find(".//title").text.lower() == f"{hostile} over time"
    assert "&lt;script&gt;" in measure_chart(series(measure=hostile, target=""))


@pytest.mark.parametrize("width", [100, 343, 400, 700])
@pytest.mark.parametrize(
    "values",
    [
        (380,),
        (380, 380, 380),
        (0, 0),
        (1, 100_000, 2),
        tuple(range(200, 500, 7)),
        tuple(range(300)),
    ],
)
def test_everything_lies_inside_the_picture(width, values):
    tree = parsed(measure_chart(series(*values), width=width))
    (picture,) = named(tree, "oa-chart-picture")
    _, _, wide, high = (float(number) for number in picture.get("viewBox").split())
    for part in picture.iter():
        for names, most in ((("x", "x1", "x2", "cx"), wide), (("y", "y1", "y2", "cy"), high)):
            for name in names:
                if part.get(name) is not None:
                    assert 0 <= float(part.get(name)) <= most
    assert len(list(tree.iter("tr"))) == len(values) + 1


@pytest.mark.parametrize("width", [100, 343, 400, 700])
@pytest.mark.parametrize("per", ["", "fortnight"])
def test_the_key_ends_before_the_edge(width, per):
    agreed = f"overlooked complaints at most 2 per {per}" if per else "errors at most 2"
    tree = parsed(measure_chart(series(3, target=agreed), width=width))
    wide = float(named(tree, "oa-chart-picture")[0].get("viewBox").split()[2])
    for key in named(tree, "oa-chart-key"):
        assert float(key.get("x")) + len(key.text) * 6.2 <= wide


@pytest.mark.parametrize("count", [2, 5, 12, 40])
def test_values_do_not_cover_each_other_and_the_last_is_always_shown(count):
    values = [200 + 13 * (place % 7) for place in range(count)]
    tree = parsed(measure_chart(series(*values, days=7)))
    placed = [
        (float(part.get("x")), float(part.get("y")), len(part.text))
        for part in named(tree, "oa-chart-value")
    ]
    for place, (x, y, long) in enumerate(placed):
        for other_x, other_y, other_long in placed[place + 1 :]:
            apart = abs(x - other_x) >= (long + other_long) * 3.5 or abs(y - other_y) >= 13
            assert apart
    assert placed


def test_years_are_shown_where_the_readings_span_two():
    tree = parsed(measure_chart(series(380, 425, days=400)))
    assert sorted(texts(tree, "oa-chart-date")) == ["31 Jan 26", "7 Mar 27"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("first reply under 4h", "at most 4h"),
        ("accuracy at least 98%", "at least 98%"),
        ("errors at most 2 per week", "at most 2 errors a week"),
        ("budget $2,000 a month", "at most $2,000 a month"),
        ("calls at least 20 per hour", "at least 20 calls an hour"),
    ],
)
def test_a_target_is_said_in_words(text, words):
    assert target_words(parse_target(text)) == words


def test_a_target_without_unit_has_only_its_number():
    target = Target(measure="NPS", direction="at_least", value=40)
    assert target_words(target) == "at least 40"
