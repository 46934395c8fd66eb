"""Who designs the funding model, by two scores (A-14.25)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.contracts.relation_scores.rules import HIGH, RelationScore, advise
from shared.values import new_id
from shared.values.steering import RelationAdvice

ONE_TO_TEN = st.integers(1, 10)


@given(ONE_TO_TEN, ONE_TO_TEN, st.booleans(), st.booleans())
def test_every_pair_of_scores_has_one_advice_with_its_reason(
    municipality: int, provider: int, choice: bool, specialised: bool
) -> None:
    """Joint exactly when both are high; the rest by choice and specialism; the step names both scores."""
    made, why = advise(
        RelationScore(
            id=new_id(), version=1, owner="00000099000000000484", external_reference=None, parties=[],
            provider="00000099000000001001", subject="Jeugdhulp", municipality_score=municipality,
            provider_score=provider, choice_of_providers=choice, specialised=specialised,
        )
    )  # fmt: skip
    joint = municipality >= HIGH and provider >= HIGH
    assert (made.advice is RelationAdvice.JOINT_DESIGN) == joint
    if not joint:
        designs = specialised or not choice
        assert (made.advice is RelationAdvice.PROVIDER_DESIGNS) == designs
    (step,) = why.steps
    assert dict(step.inputs) == {"municipality_score": municipality, "provider_score": provider}
