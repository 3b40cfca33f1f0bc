"""Everything that is read from the knowledge folder, and the check of its numbers."""

from advisor.knowledge.guidance import load_library, slug
from advisor.knowledge.reference import load_reference

__all__ = ["load_library", "load_reference", "slug"]
