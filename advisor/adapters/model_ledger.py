"""What was spent on language models, by day, and the caps on it."""

import json
import math
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from advisor.adapters.model_prices import dearest
from advisor.domain.model import Usage
from advisor.errors import DataFolderError, ModelError

FILE = "model-spending.jsonl"
LOCK_SECONDS = 10.0


class Ledger:
    """Spent dollars in `model-spending.jsonl` of a folder, and how much more may be spent.

    A cap of None or 0 is no cap. A reply whose price is not known counts at the dearest listed
    prices: a cap that looked away from it would not be one. The file is only ever appended to, and
    several processes may do so; a line that cannot be read counts nothing.
    """

    def __init__(
        self,
        folder: Path,
        *,
        cap_answer_usd: float | None,
        cap_day_usd: float | None,
        today: Callable[[], date],
    ) -> None:
        self._folder, self._file = folder, folder / FILE
        self._cap_answer, self._cap_day = cap_answer_usd or None, cap_day_usd or None
        self._today = today

    @property
    def has_cap(self) -> bool:
        """Whether anything is limited."""
        return self._cap_answer is not None or self._cap_day is not None

    def spent_today(self) -> float:
        """Dollars of today's replies."""
        start = f'{{"day": "{self._today().isoformat()}"'
        try:
            with self._file.open(encoding="utf-8", errors="replace") as lines:
                return sum(_dollars(line) for line in lines if line.startswith(start))
        except FileNotFoundError:
            return 0.0
        except OSError as error:
            raise self._unusable(error) from error

    def allowance_usd(self, *, answer: Usage | None = None) -> float | None:
        """What one more reply may cost; None for any price.

        `answer` is what the earlier replies for the same answer used.
        """
        left = []
        if self._cap_answer is not None:
            left.append(self._cap_answer - counted_usd(answer or Usage(cost_usd=0.0)))
        if self._cap_day is not None:
            left.append(self._cap_day - self.spent_today())
        return min(left, default=None)

    def check(self, *, answer: Usage | None = None) -> None:
        """`ModelError` of kind budget where a cap is reached; it names the setting to raise."""
        if self._cap_day is not None and self.spent_today() >= self._cap_day:
            raise self.day_is_spent()
        used = counted_usd(answer or Usage(cost_usd=0.0))
        if self._cap_answer is not None and used >= self._cap_answer:
            raise self.too_dear()

    def day_is_spent(self) -> ModelError:
        """The error where the cap of the day is reached."""
        return ModelError(
            f"Today's ${self._cap_day:,.2f} for the language model is spent. "
            "Raise ADVISOR_DAY_CAP, or go on tomorrow.",
            kind="budget",
        )

    def too_dear(self) -> ModelError:
        """The error where one answer would cost more than its cap, or than what the day leaves."""
        day = math.inf if self._cap_day is None else self._cap_day - self.spent_today()
        cap = math.inf if self._cap_answer is None else self._cap_answer
        if day < cap:
            return ModelError(
                f"This answer would pass the ${self._cap_day:,.2f} a day for the language model. "
                "Raise ADVISOR_DAY_CAP, or go on tomorrow.",
                kind="budget",
            )
        return ModelError(
            f"This answer would cost more than ${self._cap_answer:,.2f}. "
            "Raise ADVISOR_ANSWER_CAP, or use a cheaper model.",
            kind="budget",
        )

    def add(self, usage: Usage, *, model: str = "") -> None:
        """Write down a reply; when this returns it is on disk."""
        day = self._today().isoformat()
        line = {
            "day": day,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "model": model,
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "usd": counted_usd(usage),
            "estimated": usage.cost_usd is None or usage.approximate,
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._file.with_suffix(".lock"), timeout=LOCK_SECONDS):
                self._append(json.dumps(line))
        except (OSError, Timeout) as error:
            raise self._unusable(error) from error

    def _append(self, line: str) -> None:
        with self._file.open("a+b") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                torn = file.read(1) != b"\n"
                line = "\n" + line if torn else line
            file.write(line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _unusable(self, error: Exception) -> DataFolderError:
        reason = getattr(error, "strerror", None) or "another process holds it"
        return DataFolderError(
            f"{self._file}, which keeps what the language model cost, cannot be used ({reason}). "
            "Make it writable, or set ADVISOR_DATA_DIR to another folder."
        )


def counted_usd(usage: Usage) -> float:
    """What a reply counts against the caps: its price or, without one, the dearest listed."""
    if usage.cost_usd is not None:
        return usage.cost_usd
    return dearest().cost(
        prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens
    )


def _dollars(line: str) -> float:
    try:
        spent = json.loads(line)["usd"]
    except (ValueError, TypeError, KeyError):
        return 0.0
    return float(spent) if isinstance(spent, int | float) and 0 <= spent < math.inf else 0.0
