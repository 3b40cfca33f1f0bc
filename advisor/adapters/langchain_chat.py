"""A language model through LangChain's `init_chat_model`: OpenAI's, or one in its format."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from advisor.adapters import model_faults as faults
from advisor.adapters.model_address import ModelAddress, read_address
from advisor.adapters.model_keys import clean_key
from advisor.adapters.model_ledger import Ledger
from advisor.adapters.model_prices import Price, dearest, price_of
from advisor.adapters.model_reply import LangChainReply, Limits, ReplyPlan
from advisor.adapters.model_wire import open_client
from advisor.domain import Turn
from advisor.domain.model import Usage
from advisor.retrieval.budget import TokenCounter

if TYPE_CHECKING:
    import httpx2
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage

TOTAL_FACTOR = 4.0
FEWEST_TOKENS = 64
TOKENS_A_TURN = 8
NO_KEY = "none"  # The client insists on a key; servers that want none ignore it.


def open_chat_model(
    *,
    model: str,
    base_url: str,
    key: str,
    timeout_s: float,
    max_tokens: int,
    context_tokens: int | None,
    retries: int,
    ledger: Ledger | None,
    total_s: float | None = None,
    temperature: float | None = None,
    price: Price | None = None,
) -> "LangChainChat":
    """The model `openai:NAME`, or any name at `base_url`; nothing is sent yet.

    `timeout_s` is allowed to the first piece, `total_s` (four times that) for the whole reply;
    `context_tokens` is what the model reads, None where that is not known; `price` wins over the
    price list. Raises `ModelError` for a name, address or key that cannot be right.
    """
    address = read_address(model, base_url)
    secret = clean_key(key)
    if address.is_openai and not secret.get_secret_value():
        raise faults.no_key(address)
    client = open_client(timeout_s=timeout_s, is_remote=address.is_remote)
    return LangChainChat(
        address=address,
        key=secret,
        limits=Limits(
            first_s=timeout_s,
            total_s=total_s or timeout_s * TOTAL_FACTOR,
            max_tokens=max_tokens,
            context_tokens=context_tokens,
            retries=retries,
        ),
        client=client,
        model=_langchain_model(address, secret, client, temperature),
        ledger=ledger,
        price=price or price_of(address),
    )


def _langchain_model(
    address: ModelAddress, key: SecretStr, client: "httpx2.Client", temperature: float | None
) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    return init_chat_model(
        address.model,
        model_provider="openai",
        base_url=address.base_url,
        api_key=SecretStr(key.get_secret_value() or NO_KEY),
        http_client=client,
        http_socket_options=(),
        timeout=client.timeout,
        max_retries=0,
        temperature=temperature,
        stream_usage=True,
        use_responses_api=False,
    )


class LangChainChat:
    """A `ChatModel`; made by `open_chat_model`, and safe to share by threads."""

    def __init__(
        self,
        *,
        address: ModelAddress,
        key: SecretStr,
        limits: Limits,
        client: "httpx2.Client",
        model: "BaseChatModel",
        ledger: Ledger | None,
        price: Price | None,
    ) -> None:
        self.address, self.limits, self.price = address, limits, price
        self.key, self.client = key, client
        self._model, self._ledger = model, ledger
        self._counter = TokenCounter()

    def __repr__(self) -> str:
        return f"LangChainChat({self.name!r})"

    @property
    def name(self) -> str:
        """What the model is called in traces."""
        return self.address.name

    @property
    def is_remote(self) -> bool:
        """Whether what is sent leaves this machine and its private network."""
        return self.address.is_remote

    @property
    def price_notice(self) -> str:
        """A line to show once where caps rest on an estimate, or an empty text."""
        if self.price is not None or self._ledger is None or not self._ledger.has_cap:
            return ""
        return (
            f"No price is known for {self.name}; "
            "for your caps on costs it counts as the dearest model of the price list."
        )

    def stream(
        self, system: str, turns: Sequence[Turn], *, spent: Usage | None = None
    ) -> "LangChainReply":
        """Prepare a reply to the last turn; the request is sent when its pieces are asked for.

        `spent` is what earlier replies for the same answer used: it counts towards its cap.
        Raises `ModelError` where the caps or the model's context leave no room for it.
        """
        prompt_tokens = self._count(system, turns)
        max_tokens = min(self._room(prompt_tokens), self._affordable(prompt_tokens, spent))
        messages = _messages(system, turns)
        return LangChainReply(
            ReplyPlan(
                address=self.address,
                key=self.key,
                limits=replace(self.limits, max_tokens=max_tokens),
                prompt_tokens=prompt_tokens,
                start=lambda: self._start(messages, max_tokens),
                count=self._counter.count,
                settle=self._settle,
            )
        )

    def close(self) -> None:
        """Give back the connections."""
        self.client.close()

    def _count(self, system: str, turns: Sequence[Turn]) -> int:
        """About how many tokens a prompt takes."""
        texts = [system, *(turn.text for turn in turns)]
        return sum(self._counter.count(text) + TOKENS_A_TURN for text in texts)

    def _room(self, prompt_tokens: int) -> int:
        context = self.limits.context_tokens
        if context is None:
            return self.limits.max_tokens
        room = context - prompt_tokens
        if room < min(FEWEST_TOKENS, self.limits.max_tokens):
            raise faults.no_room(self.address.place, needed=prompt_tokens, context_tokens=context)
        return min(room, self.limits.max_tokens)

    def _affordable(self, prompt_tokens: int, spent: Usage | None) -> int:
        """Tokens that the caps leave for the reply."""
        price = self.price or dearest()
        free = price.input_usd == price.output_usd == 0
        if self._ledger is None or free:
            return self.limits.max_tokens
        self._ledger.check(answer=spent)
        allowance = self._ledger.allowance_usd(answer=spent)
        if allowance is None:
            return self.limits.max_tokens
        left = allowance - price.cost(prompt_tokens=prompt_tokens, completion_tokens=0)
        tokens = int(left / price.cost(prompt_tokens=0, completion_tokens=1))
        if tokens < min(FEWEST_TOKENS, self.limits.max_tokens):
            raise self._ledger.too_dear()
        return tokens

    def _start(self, messages: "list[BaseMessage]", max_tokens: int) -> "Iterator[AIMessageChunk]":
        """One request; it is sent when the first chunk is asked for."""
        # Only OpenAI's newer models insist on the newer name; other servers know the older one.
        limit: dict[str, Any] = (
            {"max_tokens": max_tokens}
            if self.address.is_openai
            else {"extra_body": {"max_tokens": max_tokens}}
        )
        return self._model.stream(messages, **limit)

    def _settle(self, usage: Usage) -> Usage:
        """Price a reply and write it down."""
        if self.price is not None:
            cost = self.price.cost(
                prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens
            )
            usage = replace(usage, cost_usd=cost)
        if self._ledger is not None and usage.cost_usd != 0:
            self._ledger.add(usage, model=self.name)
        return usage


def _messages(system: str, turns: Sequence[Turn]) -> "list[BaseMessage]":
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    said = [
        HumanMessage(turn.text) if turn.role == "user" else AIMessage(turn.text) for turn in turns
    ]
    return [SystemMessage(system), *said] if system else list(said)
