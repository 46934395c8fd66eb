"""The logistic case-mix fit on grouped clients, frozen: statsmodels fits, a ridge of our own where outcomes separate (formulas § 9)."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.outcomes.comparisons.rules.models import Fit, Term

# The prior on each log odds ratio where the plain fit has no end: normal with this standard deviation (after Gelman 2008).
PRIOR_DEVIATION = 2.5
# Log odds beyond it have no chance that a float, or PostgreSQL's exp, can hold.
FURTHEST = 700.0
_CERTAIN = 1e-6
_STEPS = 100
_SMALL = 1e-10


@dataclass(frozen=True, slots=True)
class Column:
    """A covariate of the model: a number with one slope, or levels with a coefficient each but for the reference."""

    name: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """Clients who are alike: their value per column (None: not known), how many, and how many had the outcome."""

    values: tuple[str | float | None, ...]
    size: int
    events: int


class NotIdentified(Exception):  # noqa: N818  (a job's answer, not a fault)
    """The clients of the reference period do not determine the coefficients; the message names why, as a stable code."""


# The level of a client of whom a covariate is not known: a level like the others, so that nobody is left out.
UNKNOWN = "unknown"


def level_of(value: str | float | None) -> str:
    """A value as the level of a factor."""
    return UNKNOWN if value is None else str(value)


def fit(columns: Sequence[Column], patterns: Sequence[Pattern]) -> Fit:
    """The maximum likelihood fit of the chance of the outcome, without terms for providers (formulas § 9).

    A factor's reference is its most frequent level. Where outcomes are perfectly separated the coefficients get a normal
    prior and the intercept none, so that the expected still add up to the observed. Patterns without a number where a
    number is asked are left out. Raises NotIdentified.
    """
    numeric = [place for place, column in enumerate(columns) if column.numeric]
    used = [
        one for one in patterns if one.size > 0 and all(one.values[place] is not None for place in numeric)
    ]
    size, events = sum(one.size for one in used), sum(one.events for one in used)
    if not 0 < events < size:
        raise NotIdentified("one-outcome")
    references = {
        column.name: _most_frequent(place, used) for place, column in enumerate(columns) if not column.numeric
    }
    names = list(_names(columns, used, references))
    matrix, outcomes, sizes = _arrays(columns, used, names)
    found = None if _separated_levels(columns, used) else _plain(matrix, outcomes, sizes)
    penalised = found is None
    coefficients, errors = _ridge(matrix, outcomes, sizes) if found is None else found
    chances = _chances(matrix, coefficients)
    terms = tuple(
        Term(name, level, float(value), float(error))
        for (name, level), value, error in zip(names, coefficients[1:], errors[1:], strict=True)
    )
    found_fit = Fit(
        intercept=float(coefficients[0]),
        intercept_error=float(errors[0]),
        terms=terms,
        references=references,
        size=size,
        events=events,
        log_likelihood=_log_likelihood(chances, outcomes, sizes),
        concordance=_concordance(chances, outcomes, sizes),
        penalised=penalised,
        separated=tuple(_separated_levels(columns, used)),
    )
    if found_fit.reach > FURTHEST:
        raise NotIdentified("not-stable")
    return found_fit


def _most_frequent(place: int, patterns: Sequence[Pattern]) -> str:
    counts: Counter[str] = Counter()
    for one in patterns:
        counts[level_of(one.values[place])] += one.size
    return min(counts, key=lambda level: (-counts[level], level))


def _names(
    columns: Sequence[Column], patterns: Sequence[Pattern], references: Mapping[str, str]
) -> Iterator[tuple[str, str | None]]:
    for place, column in enumerate(columns):
        if column.numeric:
            yield column.name, None
            continue
        levels = {level_of(one.values[place]) for one in patterns} - {references[column.name]}
        yield from ((column.name, level) for level in sorted(levels))


def _separated_levels(columns: Sequence[Column], patterns: Sequence[Pattern]) -> list[str]:
    """The levels on which everybody or nobody had the outcome, as "column=level"."""
    found = []
    for place, column in enumerate(columns):
        if column.numeric:
            continue
        sizes: Counter[str] = Counter()
        events: Counter[str] = Counter()
        for one in patterns:
            sizes[level_of(one.values[place])] += one.size
            events[level_of(one.values[place])] += one.events
        found += [f"{column.name}={level}" for level in sorted(sizes) if events[level] in (0, sizes[level])]
    return found


def _arrays(
    columns: Sequence[Column], patterns: Sequence[Pattern], names: Sequence[tuple[str, str | None]]
) -> tuple[Any, Any, Any]:
    import numpy as np

    place = {column.name: number for number, column in enumerate(columns)}
    matrix = np.ones((len(patterns), len(names) + 1))
    for number, (name, level) in enumerate(names, 1):
        values = [one.values[place[name]] for one in patterns]
        if level is None:
            matrix[:, number] = np.array(values, dtype=float)
        else:
            matrix[:, number] = [level_of(value) == level for value in values]
    sizes = np.array([one.size for one in patterns], dtype=float)
    if np.linalg.matrix_rank(matrix.T @ (matrix * sizes[:, None])) < matrix.shape[1]:
        raise NotIdentified("covariates-overlap")
    return matrix, np.array([one.events for one in patterns], dtype=float), sizes


def _plain(matrix: Any, outcomes: Any, sizes: Any) -> tuple[Any, Any] | None:
    """Coefficients and standard errors by statsmodels; None when the likelihood has no top that is found."""
    import numpy as np
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = GLM(np.column_stack([outcomes, sizes - outcomes]), matrix, family=Binomial()).fit(
                tol=1e-10
            )
        except (ValueError, np.linalg.LinAlgError):
            return None
        coefficients, errors = np.asarray(found.params), np.asarray(found.bse)
    chances = _chances(matrix, coefficients)
    certain = (chances < _CERTAIN).any() or (chances > 1 - _CERTAIN).any()
    if not found.converged or certain or not np.isfinite(errors).all():
        return None
    return coefficients, errors


def _ridge(matrix: Any, outcomes: Any, sizes: Any) -> tuple[Any, Any]:
    """The same likelihood with a normal prior on all but the intercept, by Newton's steps; numbers count in standard units."""
    import numpy as np

    weights = sizes / sizes.sum()
    spread = np.sqrt(weights @ (matrix - weights @ matrix) ** 2)
    binary = ((matrix == 0) | (matrix == 1)).all(axis=0)
    scale = np.where(binary | (spread == 0), 1.0, 2 * spread)
    penalty = np.diag(np.concatenate([[0.0], (scale[1:] / PRIOR_DEVIATION) ** 2]))
    coefficients = np.zeros(matrix.shape[1])
    share = outcomes.sum() / sizes.sum()
    coefficients[0] = np.log(share / (1 - share))
    for _ in range(_STEPS):
        chances = _chances(matrix, coefficients)
        curvature = matrix.T @ (matrix * (sizes * chances * (1 - chances))[:, None]) + penalty
        slope = matrix.T @ (outcomes - sizes * chances) - penalty @ coefficients
        step = np.linalg.solve(curvature, slope)
        coefficients = coefficients + step * min(1.0, 5 / max(np.abs(step).max(), _SMALL))
        if np.abs(step).max() < _SMALL:
            break
    return coefficients, np.sqrt(np.diag(np.linalg.inv(curvature)))


def _chances(matrix: Any, coefficients: Any) -> Any:
    import numpy as np

    return 1 / (1 + np.exp(-np.clip(matrix @ coefficients, -700, 700)))


def _log_likelihood(chances: Any, outcomes: Any, sizes: Any) -> float:
    """Of the clients one by one, so without the ways in which a group can be ordered."""
    import numpy as np

    held = np.clip(chances, 1e-300, 1 - 1e-16)
    return float(outcomes @ np.log(held) + (sizes - outcomes) @ np.log1p(-held))


def _concordance(chances: Any, outcomes: Any, sizes: Any) -> float:
    """How often a client with the outcome had the higher chance of a pair with one without; ties count half (c-statistic)."""
    import numpy as np

    values, group = np.unique(chances, return_inverse=True)
    with_it = np.bincount(group, outcomes, len(values))
    without = np.bincount(group, sizes - outcomes, len(values))
    lower = np.concatenate([[0.0], np.cumsum(without)[:-1]])
    return float((with_it @ (lower + without / 2)) / (with_it.sum() * without.sum()))
