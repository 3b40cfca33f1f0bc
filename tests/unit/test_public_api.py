"""What `import advisor` offers, and that it costs next to nothing."""

import inspect
import json
import statistics
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import advisor

HEAVY = {
    "bm25s",
    "chromadb",
    "docx",
    "gradio",
    "langchain_chroma",
    "langchain_core",
    "numpy",
    "onnxruntime",
    "pydantic",
    "py3langid",
    "sqlalchemy",
    "tiktoken",
    "tokenizers",
    "yaml",
}
REPOSITORY = Path(__file__).resolve().parents[2]


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    return done.stdout


def test_the_public_names_are_sorted_and_each_can_be_had() -> None:
    assert list(advisor.__all__) == sorted(advisor.__all__)
    assert set(advisor.__all__) == set(advisor._HOMES) | {"__version__"}
    for name, home in advisor._HOMES.items():
        assert getattr(advisor, name) is getattr(import_module(home), name)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Adviser'"):
        _ = advisor.Adviser


def test_importing_the_package_loads_no_heavy_library() -> None:
    loaded = set(json.loads(python("import advisor, sys, json; print(json.dumps([*sys.modules]))")))

    assert "advisor" in loaded
    assert sorted(HEAVY & loaded) == []


def test_the_package_is_imported_in_under_300_ms() -> None:
    code = (
        "import time; start = time.perf_counter(); import advisor; "
        "print(time.perf_counter() - start)"
    )

    assert statistics.median(float(python(code)) for _ in range(3)) < 0.3


def modules() -> list[str]:
    return [info.name for info in walk_packages(advisor.__path__, "advisor.")]


@pytest.mark.parametrize("name", [name for name in modules() if not name.endswith("__main__")])
def test_everything_public_says_what_it_is(name: str) -> None:
    module = import_module(name)
    assert module.__doc__, name
    for key, item in vars(module).items():
        own = getattr(item, "__module__", None) == name and not key.startswith("_")
        if not own or not (inspect.isclass(item) or inspect.isfunction(item)):
            continue
        assert item.__doc__, f"{name}.{key}"
        # A dataclass without a docstring is given its signature as one.
        assert not item.__doc__.startswith(f"{key}("), f"{name}.{key}"
        for method_name, method in vars(item).items():
            target = method.fget if isinstance(method, property) else method
            if inspect.isfunction(target) and not method_name.startswith("_"):
                assert target.__doc__, f"{name}.{key}.{method_name}"
