"""Loads the texts that are sent to a model, and fences what others wrote inside them."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from advisor.domain.visible import visible_text
from advisor.errors import KnowledgeError
from advisor.knowledge.files import Fields, front_matter, read_text

Fence = Literal[
    "guidance", "notes", "conversation", "question", "reading", "draft", "brief", "findings", "pair"
]
"""What is fenced: the words of others, told apart by kind."""

_PLACE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_KINDS: tuple[str, ...] = get_args(Fence)
# A reader of tags also takes wide and small angle brackets for tags, and spaces within them.
_TAG = re.compile(
    rf"[<\uff1c\ufe64\u2039\u3008](?=\s*[/\uff0f\u2044]?\s*(?:{'|'.join(_KINDS)})\b)", re.IGNORECASE
)
# Servers of open models read these as the end of a message, wherever they stand.
_CONTROL = re.compile(
    r"<(?=\|)|<(?=/?(?:s|bos|eos|think|start_of_turn|end_of_turn|unk|pad)>)|<(?=/?<?SYS>>)"
    r"|\[(?=/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\])",
    re.IGNORECASE,
)
_DIGEST_CHARS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One text with places to fill; `digest` changes with the file and is its version."""

    name: str
    purpose: str
    variables: tuple[str, ...]
    reply_shape: str
    body: str = field(repr=False)
    digest: str

    def render(self, **values: str) -> str:
        """The text with every place filled; places within the values stay as they are.

        Raises `KnowledgeError` where a variable is missing or unknown.
        """
        if missing := sorted(set(self.variables) - set(values)):
            raise KnowledgeError(f"prompts/{self.name}.md: no value for `{missing[0]}`.")
        if unknown := sorted(set(values) - set(self.variables)):
            raise KnowledgeError(f"prompts/{self.name}.md has no variable `{unknown[0]}`.")
        return _PLACE.sub(lambda place: values[place[1].strip()], self.body)


@dataclass(frozen=True, slots=True)
class Prompts:
    """All prompts of a folder by name."""

    folder: Path
    by_name: Mapping[str, Prompt] = field(repr=False)

    def __getitem__(self, name: str) -> Prompt:
        """The prompt of that name; `KnowledgeError` where its file is missing."""
        if name not in self.by_name:
            raise KnowledgeError(
                f"{self.folder / name}.md is missing. Restore it from the release."
            )
        return self.by_name[name]

    def digests(self, *names: str) -> dict[str, str]:
        """The versions of these prompts, or of all where none is named."""
        return {name: self[name].digest for name in names or sorted(self.by_name)}


def load_prompts(folder: Path) -> Prompts:
    """Every `*.md` of the folder; `KnowledgeError` names the file that cannot be used."""
    paths = sorted(folder.glob("*.md"))
    if not paths:
        raise KnowledgeError(f"{folder} holds no prompts. Restore it from the release.")
    return Prompts(folder, {path.stem: _load(path) for path in paths})


def fenced(kind: Fence, text: str) -> str:
    """The text between two tags that it cannot close itself.

    Characters that nobody sees are dropped, and what looks like a tag of ours or like a server's
    control word opens with `&lt;` or `&#91;`; every other character stays, so that words copied
    from it can be found again.
    """
    return f"<{kind}>\n{harmless(text).strip()}\n</{kind}>"


def harmless(text: str) -> str:
    """The text without hidden characters, its look-alikes of tags and control words escaped."""
    escaped = _TAG.sub("&lt;", visible_text(text))
    return _CONTROL.sub(lambda sign: "&#91;" if sign[0] == "[" else "&lt;", escaped)


def _load(path: Path) -> Prompt:
    meta, body = front_matter(path)
    fields = Fields(meta, path.name)
    fields.only("purpose", "variables", "reply_shape")
    variables = fields.texts("variables", optional=True)
    _check_places(body, variables, path.name)
    return Prompt(
        name=path.stem,
        purpose=fields.text("purpose"),
        variables=variables,
        reply_shape=fields.text("reply_shape"),
        body=body.strip(),
        digest=hashlib.sha256(read_text(path).encode()).hexdigest()[:_DIGEST_CHARS],
    )


def _check_places(body: str, variables: tuple[str, ...], name: str) -> None:
    """Raise `KnowledgeError` unless body and variables name each other."""
    if not body.strip():
        raise KnowledgeError(f"{name}: there is no text below the front matter.")
    for variable in variables:
        if not _NAME.fullmatch(variable):
            raise KnowledgeError(f"{name}: `{variable}` is no name of a variable, like `notes`.")
    places = {place.strip() for place in _PLACE.findall(body)}
    if unknown := sorted(places - set(variables)):
        raise KnowledgeError(f"{name}: `{{{{{unknown[0]}}}}}` is not among its variables.")
    if unused := sorted(set(variables) - places):
        raise KnowledgeError(f"{name}: the variable `{unused[0]}` is never used in the text.")
    rest = _PLACE.sub("", body)
    if "{{" in rest or "}}" in rest:
        raise KnowledgeError(f"{name}: a place is not closed; write it like `{{{{notes}}}}`.")
