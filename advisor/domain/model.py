"""What a language model is asked and what it costs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteModel:
    """A model elsewhere: `place` is its host, `leaves` says what it gets, a line each."""

    place: str
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one reply and their price; `cost_usd` is None where no price is known.

    `approximate` says that the tokens were counted here because the server named none.
    """

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = None
    approximate: bool = False

    def __add__(self, other: "Usage") -> "Usage":
        """Both together; the price of the sum is unknown where both are."""
        costs = [one.cost_usd for one in (self, other) if one.cost_usd is not None]
        return Usage(
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            cost_usd=sum(costs) if costs else None,
            approximate=self.approximate or other.approximate,
        )
