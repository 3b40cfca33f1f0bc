"""Outsourcing advice in which every sentence has a verdict against its source."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from advisor.domain import Advice, Step, Turn
    from advisor.errors import AdvisorError
    from advisor.pipeline import Advisor
    from advisor.settings import Settings
    from advisor.wiring import build_advisor

__version__ = "0.1.0"
__all__ = [
    "Advice",
    "Advisor",
    "AdvisorError",
    "Settings",
    "Step",
    "Turn",
    "__version__",
    "build_advisor",
]

_HOMES = {
    "Advice": "advisor.domain",
    "Advisor": "advisor.pipeline",
    "AdvisorError": "advisor.errors",
    "Settings": "advisor.settings",
    "Step": "advisor.domain",
    "Turn": "advisor.domain",
    "build_advisor": "advisor.wiring",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that importing the package stays fast."""
    if name not in _HOMES:
        raise AttributeError(f"module 'advisor' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
