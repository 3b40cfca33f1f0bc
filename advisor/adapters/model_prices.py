"""What models cost, from a dated price list."""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from advisor.adapters.model_address import ModelAddress

DATED = r"(-\d{4}-\d{2}-\d{2})?"
MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars for a million tokens; `as_of` is the ISO date at which `source` said so."""

    input_usd: float
    output_usd: float
    as_of: str = ""
    source: str = ""

    def cost(self, *, prompt_tokens: int, completion_tokens: int) -> float:
        """What a reply costs, in US dollars; discounts for repeated prompts are left out."""
        spent = prompt_tokens * self.input_usd + completion_tokens * self.output_usd
        return spent / MILLION


FREE = Price(input_usd=0.0, output_usd=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPrice:
    """An entry of the list: the price of `name`, and of its dated versions, at one host."""

    name: str
    host: str
    price: Price


@functools.cache
def price_list() -> tuple[ListedPrice, ...]:
    """Every listed price."""
    text = resources.files("advisor.adapters").joinpath("data", "prices.toml").read_text("utf-8")
    return tuple(
        ListedPrice(
            name=item["name"],
            host=item["host"],
            price=Price(
                input_usd=item["input_usd"],
                output_usd=item["output_usd"],
                as_of=item["as_of"].isoformat(),
                source=item["source"],
            ),
        )
        for item in tomllib.loads(text)["price"]
    )


def price_of(address: ModelAddress) -> Price | None:
    """The price of a model; free on one's own machines, None where no price is listed."""
    if not address.is_remote:
        return FREE
    for listed in price_list():
        if listed.host == address.host and re.fullmatch(
            re.escape(listed.name) + DATED, address.model
        ):
            return listed.price
    return None


def dearest() -> Price:
    """The highest listed prices: what a model without a price is taken to cost for the caps."""
    prices = [listed.price for listed in price_list()]
    return Price(
        input_usd=max(price.input_usd for price in prices),
        output_usd=max(price.output_usd for price in prices),
    )
