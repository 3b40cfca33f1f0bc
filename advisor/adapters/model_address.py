"""Where a language model is: its name, its address, and whether that is this machine."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from advisor.errors import ModelError

OPENAI_URL = "https://api.openai.com/v1"
OPENAI_HOST = "api.openai.com"
OPENAI_NAMES = re.compile(r"(gpt-|chatgpt|o\d)", re.IGNORECASE)
OTHER_PROVIDERS = re.compile(r"(?!openai:)[a-z][a-z_]*:(?!\d)")
PRIVATE = tuple(
    ipaddress.ip_network(block)
    for block in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAddress:
    """A model and the server that runs it; `place` is the host with its port, fit for messages."""

    model: str
    base_url: str
    host: str
    place: str

    @property
    def is_openai(self) -> bool:
        """Whether OpenAI itself runs the model."""
        return self.host == OPENAI_HOST

    @property
    def is_remote(self) -> bool:
        """Whether what is sent leaves this machine and its private network."""
        return not is_private(self.host)

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody between here and there can read what is sent."""
        return self.base_url.startswith("https://")

    @property
    def name(self) -> str:
        """The name for traces, such as `openai:gpt-5-mini` or `qwen2.5:7b at localhost:11434`."""
        return f"openai:{self.model}" if self.is_openai else f"{self.model} at {self.place}"


def read_address(model: str, base_url: str) -> ModelAddress:
    """The address of `openai:NAME`, or of any name at `base_url`; `ModelError` where it is none."""
    name = model.strip().removeprefix("openai:").strip()
    url = base_url.strip().rstrip("/")
    if not name:
        raise ModelError("No model is named. Set ADVISOR_MODEL.", kind="name")
    if not url:
        _require_openai(model.strip())
        url = OPENAI_URL
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in {"http", "https"} or not host:
        raise ModelError(
            "ADVISOR_BASE_URL is not a web address. "
            "Write it with http:// or https://, such as http://localhost:11434/v1.",
            kind="route",
        )
    place = f"[{host}]" if ":" in host else host
    return ModelAddress(
        model=name, base_url=url, host=host, place=f"{place}:{port}" if port else place
    )


def _require_openai(model: str) -> None:
    if model.startswith("openai:") or OPENAI_NAMES.match(model):
        return
    if OTHER_PROVIDERS.match(model):
        provider = model.partition(":")[0]
        raise ModelError(
            f"Models of {provider} are reached through an address that speaks OpenAI's format. "
            "Set ADVISOR_BASE_URL to it and ADVISOR_MODEL to the bare name.",
            kind="name",
        )
    raise ModelError(
        f"{model} is not a model of OpenAI. Set ADVISOR_BASE_URL to the address of its server, "
        "or write openai: before the name.",
        kind="name",
    )


def is_private(host: str) -> bool:
    """Whether a host is this machine or one of its private network, judged by the name alone."""
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith(".local"):
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return any(mapped in block for block in PRIVATE if block.version == mapped.version)
