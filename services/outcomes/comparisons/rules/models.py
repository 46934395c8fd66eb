"""A frozen case-mix model: its coefficients, and the chance that it gives a client (R-O09, formulas § 9)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

_LARGEST_NUMBER = 10


@dataclass(frozen=True, slots=True)
class Term:
    """One coefficient: of a level of a factor, or the slope of a number (no level)."""

    covariate: str
    level: str | None
    coefficient: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class Fit:
    """What a fit found: log odds, their standard errors, how many clients and events, the log likelihood of the clients one by one.

    `references` holds the level of each factor that has no term; `concordance` is the c-statistic; `separated` names
    levels on which all or none had the outcome, for which the fit was `penalised`.
    """

    intercept: float
    intercept_error: float
    terms: tuple[Term, ...]
    references: Mapping[str, str]
    size: int
    events: int
    log_likelihood: float
    concordance: float
    penalised: bool
    separated: tuple[str, ...]

    @property
    def rate(self) -> float:
        """The share of the reference's clients who had the outcome."""
        return self.events / self.size

    @property
    def reach(self) -> float:
        """How far from 0 the log odds of a client can lie at most; a number counts as up to ten."""
        furthest: dict[str, float] = {}
        for term in self.terms:
            size = abs(term.coefficient) * (_LARGEST_NUMBER if term.level is None else 1)
            furthest[term.covariate] = max(furthest.get(term.covariate, 0.0), size)
        return abs(self.intercept) + sum(furthest.values())

    def chance(self, values: Mapping[str, str | float | None]) -> float | None:
        """The chance of the outcome for a client; None for a level that the fit never saw, or a number that is missing."""
        log_odds = self.intercept
        slopes = {term.covariate: term.coefficient for term in self.terms if term.level is None}
        for name, slope in slopes.items():
            number = values.get(name)
            if number is None:
                return None
            log_odds += slope * float(number)
        levels = {
            (term.covariate, term.level): term.coefficient for term in self.terms if term.level is not None
        }
        for name, reference in self.references.items():
            given = values.get(name)
            level = "unknown" if given is None else str(given)
            if level == reference:
                continue
            if (name, level) not in levels:
                return None
            log_odds += levels[name, level]
        return 1 / (1 + math.exp(-log_odds))
