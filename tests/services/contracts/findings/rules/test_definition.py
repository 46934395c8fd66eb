"""The definition test as a rule: score and deviations always add up, and no version is lost."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.findings.rules import CriterionEvidence, DefinitionTest, first_test, retest
from shared.values.findings import Criterion

DAY = date(2026, 1, 1)
CONTRACT = UUID("018f0000-0000-7000-8000-00000000000c")
OWNER = "00000099000000000484"
MET = st.lists(st.booleans(), min_size=5, max_size=5)


def evidence(met: list[bool], text: str = "x") -> list[CriterionEvidence]:
    """Five criteria in reverse order."""
    pairs = zip(Criterion, met, strict=True)
    return [CriterionEvidence(criterion=one, met=told, evidence=text, source="001") for one, told in pairs][
        ::-1
    ]


@pytest.mark.rule("R-C02")
@given(MET)
def test_score_and_deviations_are_five_together(met: list[bool]) -> None:
    """What is met and what deviates are all five criteria, in order."""
    test, why = first_test(OWNER, [], CONTRACT, evidence(met), DAY)
    assert test.score + len(test.deviations) == 5
    assert test.deviations == [number for number, told in enumerate(met, 1) if not told]
    assert [one.criterion for one in test.criteria] == list(Criterion)
    assert why.steps[-1].result == test.score


@pytest.mark.rule("R-C02")
@given(st.lists(MET, min_size=1, max_size=8))
def test_every_version_is_kept_as_it_was(rows: list[list[bool]]) -> None:
    """However often it is tested anew, each version is there once, numbered, as it was entered."""
    test: DefinitionTest | None = None
    entered = []
    for number, met in enumerate(rows):
        day = DAY + timedelta(days=number)
        made = (
            first_test(OWNER, [], CONTRACT, evidence(met), day)
            if test is None
            else retest(test, [], evidence(met), day)
        )
        if made is None:
            continue
        test = made[0]
        entered.append((test.version, day, test.score, test.deviations))
    assert test is not None
    assert [(one.version, one.tested_on, one.score, one.deviations) for one in test.versions] == entered
    assert [one.version for one in test.versions] == list(range(1, test.version + 1))


def test_the_same_evidence_makes_no_version() -> None:
    """Nothing changed, nothing is entered; other evidence for the same outcome is a version."""
    test, _ = first_test(OWNER, [], CONTRACT, evidence([True] * 5), DAY)
    assert retest(test, [], evidence([True] * 5), DAY) is None
    changed = retest(test, [], evidence([True] * 5, "beter bewijs"), DAY)
    assert changed is not None and changed[0].version == 2
