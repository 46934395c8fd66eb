"""How large a measurement is: one number that grows rounds and data together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, Self

from deploy.settings import Trouble

LARGEST = 3.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Rounds, seconds a side in each round (or a number of requests), and how much data lies underneath."""

    factor: float
    rounds: int
    seconds: float
    requests: int
    stock: int
    lines: int
    bulk_rounds: int

    @classmethod
    def of(cls, factor: float) -> Self:
        """The sizes of a factor: 1 takes a quarter of an hour, 3 over half an hour, tiny ones show that it works."""
        if factor < 0.1:
            return cls(factor, rounds=1, seconds=30, requests=24, stock=1200, lines=400, bulk_rounds=1)
        return cls(
            factor,
            rounds=max(3, round(12 * factor)),
            seconds=3.0,
            requests=0,
            stock=round(200_000 * factor),
            lines=round(200_000 * min(factor, 2)),
            bulk_rounds=min(10, max(2, round(5 * factor))),
        )

    @classmethod
    def from_environment(cls) -> Self:
        """BENCH_SCALE, 1 when not set; Trouble when it is no number from 0.01 to 4."""
        text = os.environ.get("BENCH_SCALE") or "1"
        try:
            factor = float(text)
        except ValueError:
            factor = 0.0
        if not 0.01 <= factor <= LARGEST:
            raise Trouble(
                f"BENCH_SCALE is '{text}'; set it to a number from 0.01 to {LARGEST:g}.",
                f"BENCH_SCALE is '{text}'; maak er een getal van 0,01 tot {LARGEST:g} van.",
            )
        return cls.of(factor)

    @property
    def run(self) -> dict[str, Any]:
        """How long one side runs in one round, for the load client."""
        return {"seconds": self.seconds} | ({"requests": self.requests} if self.requests else {})
