"""What refuses an assessment, all of it at once."""

from datetime import date
from typing import Any

import pytest

from services.outcomes.assessments.rules import DomainScore, Sender, judge, scores_of
from shared.schemas.outcomes import NewAssessment
from tests.services.outcomes.assessments.examples import CLIENT, selection

TODAY = date(2026, 8, 10)
PROVIDER = Sender()


def given(**other: Any) -> NewAssessment:
    """An intake of the client by its provider."""
    told = {
        "law": "wmo2015", "allocation_number": 17, "edition": "zrm-11", "moment": "intake", "taken_on": "2026-02-02",
        "rater": "professional", "assessor_role": "provider", "scores": [{"domain": "housing", "score": 3}],
    }  # fmt: skip
    return NewAssessment.model_validate({**told, **other})


def codes(new: NewAssessment, scores: list[DomainScore], sender: Sender = PROVIDER) -> list[Any]:
    """The faults of an assessment, by place and code."""
    found = judge(CLIENT, [selection("housing", "income")], new, scores, TODAY, sender)
    return [(one.location, one.code) for one in found] if isinstance(found, tuple) else [found.domains]


@pytest.mark.rule("R-O01")
@pytest.mark.rule("F-03")
def test_every_fault_at_once() -> None:
    """0 and 6 are no scores, a domain that was not selected may not be scored, one is scored twice, one does not exist."""
    scores = scores_of("housing=0 housing=6 justice=3 nonsense=2")
    assert codes(given(), scores) == [
        ("#/scores/0/score", "score-outside-scale"),
        ("#/scores/1/domain", "domain-twice"),
        ("#/scores/1/score", "score-outside-scale"),
        ("#/scores/2/domain", "domain-not-selected"),
        ("#/scores/3/domain", "domain-unknown"),
    ]
    assert codes(given(), scores_of("housing=1 income=5")) == [["housing", "income"]]


@pytest.mark.rule("F-03")
def test_without_a_selection_nothing_is_scored() -> None:
    """The fault says who must do what first; what else is wrong comes along."""
    other = selection("housing", valid_from=date(2026, 3, 1))
    found = judge(CLIENT, [other], given(edition="zrm-12"), scores_of("housing=3"), TODAY, Sender())
    assert isinstance(found, tuple)
    assert [one.code for one in found] == ["edition-unknown", "selection-missing"]
    assert "POST /v1/assessment-selections" in found[1].detail.nl


@pytest.mark.rule("F-03")
def test_two_editions_are_not_scored_in_turns() -> None:
    """The edition of the selection is the one to score in."""
    found = codes(given(edition="zrm-13"), scores_of("housing=3"))
    assert found == [("#/edition", "edition-other")]


@pytest.mark.rule("R-O03")
def test_a_day_that_can_be() -> None:
    """Not in the future, and not before the citizen came."""
    assert codes(given(taken_on="2026-08-11"), scores_of("housing=3"))[0] == ("#/takenOn", "taken-in-future")
    assert codes(given(taken_on="2026-01-04"), scores_of("housing=3"))[0][1] == "taken-before-contact"


@pytest.mark.rule("R-O12")
@pytest.mark.parametrize(
    ("role", "sender", "code"),
    [
        ("municipality", Sender(), "role-not-providers"),
        ("independentResearcher", Sender(), "role-not-providers"),
        ("provider", Sender(researcher=True), "role-not-researchers"),
        ("team", Sender(), None),
        ("independentResearcher", Sender(researcher=True), None),
        ("independentResearcher", Sender(purchaser=True), None),
    ],
)
def test_nobody_scores_in_the_name_of_another(role: str, sender: Sender, code: str | None) -> None:
    """The role of the token says for whom one assesses; the municipality passes on what it got on paper."""
    found = codes(given(assessor_role=role), scores_of("housing=3"), sender)
    assert found == ([["housing", "income"]] if code is None else [("#/assessorRole", code)])
