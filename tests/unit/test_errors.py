"""The drawn tree of errors is the tree of classes."""

import inspect
import re

from advisor import errors
from advisor.errors import AdvisorError


def drawn_tree() -> dict[str, str]:
    """Each class of the drawing with the one that it hangs under."""
    parents: dict[str, str] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"^((?:[│ ] {3})*(?:[├└]── )?)([A-Z]\w+Error)\b", line)
        if match:
            depth = len(match[1]) // 4
            path = [*path[:depth], match[2]]
            parents[match[2]] = path[depth - 1] if depth else "Exception"
    return parents


def test_the_drawing_is_the_tree_of_the_classes() -> None:
    classes = {
        name: item.__base__.__name__
        for name, item in vars(errors).items()
        if inspect.isclass(item) and item.__base__ is not None
    }

    assert len(classes) >= 10
    assert drawn_tree() == classes


def test_every_error_has_one_root_and_says_what_it_means() -> None:
    for item in vars(errors).values():
        if inspect.isclass(item):
            assert issubclass(item, AdvisorError)
            assert item.__doc__


def test_the_text_of_an_error_is_what_the_user_reads() -> None:
    assert str(errors.InputError("Type a question.")) == "Type a question."
