"""The five tests of figures that are to be held against each other (formulas § 10, E-67)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.values.comparing import Comparability, ComparabilityTest

# What must hold before a reliable distinction may be shown at all.
FIRST_FOUR = tuple(test for test in ComparabilityTest if test is not ComparabilityTest.RELIABLE_DISTINCTION)


@dataclass(frozen=True, slots=True)
class ComparabilityVerdict:
    """What one test said, and why."""

    test: ComparabilityTest
    verdict: Comparability
    reason: str | None = None


def lacking(verdicts: Sequence[ComparabilityVerdict]) -> list[ComparabilityTest]:
    """Which of the first four tests were not passed, in their order."""
    passed = {one.test for one in verdicts if one.verdict is Comparability.COMPARABLE}
    return [test for test in FIRST_FOUR if test not in passed]


def may_show(verdicts: Sequence[ComparabilityVerdict]) -> bool:
    """Whether the fifth may be shown: the first four say comparable, and the fifth does not say that it is not."""
    refused = any(
        one.test is ComparabilityTest.RELIABLE_DISTINCTION and one.verdict is Comparability.NOT_COMPARABLE
        for one in verdicts
    )
    return not lacking(verdicts) and not refused
