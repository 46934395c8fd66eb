"""Where access to a product is decided: the table, a choice beside it, and what is still open."""

from __future__ import annotations

import pytest

from services.contracts.products.rules import PLACES, place_of
from shared.values.arrangements import AccessPlace
from shared.values.products import VolumeRisk


def test_the_table_has_one_place_for_every_combination() -> None:
    """Two risks × yes or no: four combinations, and each of the four places once (A-14.5)."""
    assert set(PLACES) == {(risk, wanted) for risk in VolumeRisk for wanted in (False, True)}
    assert sorted(PLACES.values()) == sorted(AccessPlace)


@pytest.mark.parametrize(("key", "place"), PLACES.items())
def test_a_place_follows_from_risk_and_concentration(
    key: tuple[VolumeRisk, bool], place: AccessPlace
) -> None:
    """Every row of the table is what the rule answers, with one step that says so."""
    found, why = place_of(*key)
    assert (found, [one.rule for one in why.steps], why.steps[0].result) == (place, ["A-14.5"], place.value)


@pytest.mark.parametrize(("risk", "wanted"), [(None, None), (VolumeRisk.LIMITED, None), (None, True)])
def test_half_an_answer_leaves_the_place_open(risk: VolumeRisk | None, wanted: bool | None) -> None:
    """Without both answers there is no place, and the step says what is missing; a choice settles it all the same."""
    found, why = place_of(risk, wanted)
    assert found is None and why.steps[0].sentence == "product.access-place-open"
    chosen, why = place_of(risk, wanted, AccessPlace.SOCIAL_TEAM)
    assert chosen is AccessPlace.SOCIAL_TEAM
    assert [one.sentence for one in why.steps] == ["product.access-place-chosen"]


def test_a_choice_beside_the_table_names_what_the_table_says() -> None:
    """Chosen: the social team, where the table points to the citizen; both are in the derivation."""
    found, why = place_of(VolumeRisk.LIMITED, False, AccessPlace.SOCIAL_TEAM)
    assert found is AccessPlace.SOCIAL_TEAM
    assert [one.result for one in why.steps] == ["citizen", "socialTeam"]
