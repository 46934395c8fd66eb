"""The logistic case-mix fit, frozen: the published birth weights, separation, expected adding up (R-O09, formulas § 9)."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.comparisons.rules.fitting import Column, NotIdentified, Pattern, fit
from services.outcomes.comparisons.rules.models import Fit
from tests.services.outcomes.comparisons.rules.reference import needs_reference, rows

COLUMNS = (
    Column("age", numeric=True),
    Column("lwt", numeric=True),
    Column("race"),
    Column("ftv", numeric=True),
)


def birthwt() -> list[Pattern]:
    """The 189 births, one pattern each."""
    return [
        Pattern((float(row["age"]), float(row["lwt"]), row["race"], float(row["ftv"])), 1, int(row["low"]))
        for row in rows("casemix/birthwt.csv")
    ]


def expected(found: Fit, columns: tuple[Column, ...], patterns: list[Pattern]) -> float:
    """How many events the model expects among the clients."""
    names = [column.name for column in columns]
    return sum(
        one.size * (found.chance(dict(zip(names, one.values, strict=True))) or 0.0) for one in patterns
    )


@needs_reference
@pytest.mark.rule("R-O09")
def test_the_published_coefficients_come_back() -> None:
    """Constant 1.295, age -.024, lwt -.014, race2 1.004, race3 .433, ftv -.049, log-likelihood -111.286, 59 = 59."""
    printed = {
        row["model low ~ age + lwt + race(2,3) + ftv"]: row for row in rows("casemix/expected_results.csv")
    }
    patterns = birthwt()
    found = fit(COLUMNS, patterns)
    terms = {f"{term.covariate}{term.level or ''}": term for term in found.terms}
    assert set(terms) == {"age", "lwt", "race2", "race3", "ftv"}
    for name, term in terms.items():
        assert round(term.coefficient, 3) == float(printed[name]["coef"])
        assert round(term.standard_error, 4) == pytest.approx(float(printed[name]["se"]), abs=1e-4)
    assert round(found.intercept, 3) == float(printed["constant"]["coef"])
    assert round(found.intercept_error, 4) == pytest.approx(float(printed["constant"]["se"]), abs=1e-4)
    assert round(found.log_likelihood, 3) == float(printed["loglik"]["coef"]) == -111.286
    assert found.references == {"race": "1"}
    assert (found.size, found.events, found.penalised) == (189, 59, False)
    assert expected(found, COLUMNS, patterns) == pytest.approx(59)
    assert 0.6 < found.concordance < 0.7


@needs_reference
def test_grouped_clients_give_the_fit_of_the_clients_one_by_one() -> None:
    """Patterns counted together change no coefficient and not the log likelihood."""
    columns = (Column("race"), Column("smoke"))
    single = [Pattern((row["race"], row["smoke"]), 1, int(row["low"])) for row in rows("casemix/birthwt.csv")]
    sizes: Counter[tuple[str, ...]] = Counter()
    events: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for one in single:
        sizes[one.values] += 1  # type: ignore[index]
        events[one.values] += one.events  # type: ignore[index]
    grouped = [Pattern(values, count, events[values]) for values, count in sizes.items()]
    assert len(grouped) == 6
    apart, together = fit(columns, single), fit(columns, grouped)
    assert [term.coefficient for term in together.terms] == pytest.approx(
        [term.coefficient for term in apart.terms]
    )
    assert together.log_likelihood == pytest.approx(apart.log_likelihood)
    assert together.concordance == pytest.approx(apart.concordance)


def test_perfect_separation_gets_a_prior_and_says_so() -> None:
    """A level on which everybody had the outcome keeps finite coefficients, and the expected still add up."""
    patterns = [Pattern(("a",), 50, 20), Pattern(("b",), 30, 15), Pattern(("c",), 12, 12)]
    found = fit((Column("group"),), patterns)
    assert found.penalised
    assert found.separated == ("group=c",)
    assert all(abs(term.coefficient) < 10 for term in found.terms)
    assert expected(found, (Column("group"),), patterns) == pytest.approx(47)
    chance = found.chance({"group": "c"})
    assert chance is not None and 0.9 < chance < 1


def test_a_number_that_separates_is_found_as_well() -> None:
    """Everybody above a number had the outcome and nobody below: penalised though no level is named."""
    patterns = [Pattern((float(number),), 5, 5 if number > 5 else 0) for number in range(11)]
    found = fit((Column("number", numeric=True),), patterns)
    assert found.penalised and found.separated == ()
    assert expected(found, (Column("number", numeric=True),), patterns) == pytest.approx(25)


def test_what_the_clients_do_not_determine_is_named() -> None:
    """Everybody with the outcome, or two covariates that say the same, cannot be fitted."""
    with pytest.raises(NotIdentified, match="one-outcome"):
        fit((Column("group"),), [Pattern(("a",), 5, 5)])
    same = [Pattern((value, value), 10, events) for value, events in (("a", 3), ("b", 6))]
    with pytest.raises(NotIdentified, match="covariates-overlap"):
        fit((Column("one"), Column("two")), same)


def test_who_the_model_never_saw_gets_no_chance() -> None:
    """A level outside the fit, or a number that is not known, is left out rather than guessed; not known is a level."""
    columns = (Column("group"), Column("number", numeric=True))
    patterns = [
        Pattern((group, number), 20, events)
        for (group, number), events in {
            ("a", 0.0): 5, ("a", 1.0): 9, (None, 0.0): 7, (None, 1.0): 12, ("a", None): 3,
        }.items()
    ]  # fmt: skip
    found = fit(columns, patterns)
    assert found.size == 80
    assert found.chance({"group": "z", "number": 0.0}) is None
    assert found.chance({"group": "a", "number": None}) is None
    assert found.chance({"group": None, "number": 1.0}) is not None


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), min_size=2, max_size=5))
def test_the_expected_add_up_to_the_observed(parts: list[tuple[int, int]]) -> None:
    """With an intercept the sum of the chances is the number of events, whatever the mix."""
    patterns = [Pattern((f"g{place}",), size + events, events) for place, (size, events) in enumerate(parts)]
    found = fit((Column("group"),), patterns)
    assert expected(found, (Column("group"),), patterns) == pytest.approx(
        sum(one.events for one in patterns), rel=1e-6
    )
