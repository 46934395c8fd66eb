"""Which choices belong to which of the seven instruments, and where they do not fit each other (A-14.1, A-14.2)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.steering_profiles.rules import (
    VALUES,
    InstrumentSetting,
    SteeringProfile,
    SteeringProfileRefused,
    check,
    coherence,
)
from shared.values import new_id
from shared.values.steering import InstrumentValue, SteeringFactor, SteeringInstrument, SteeringPhase

_I, _V = SteeringInstrument, InstrumentValue


def profile(
    chosen: dict[SteeringInstrument, InstrumentValue], phase: SteeringPhase = SteeringPhase.LONG_TERM
) -> SteeringProfile:
    """A region's profile with these choices."""
    return SteeringProfile(
        id=new_id(), version=1, owner="00000099000000000484", external_reference=None, parties=[], name="Midden",
        contract_id=None, region="Midden",
        instruments=[
            InstrumentSetting(instrument=one, value=value, phase=phase, valid_from=date(2026, 1, 1))
            for one, value in chosen.items()
        ],
    )  # fmt: skip


FULL = {
    _I.RELATION: _V.FITTING_DISTANCE, _I.ACCESS: _V.SOCIAL_TEAM, _I.DIRECTION: _V.DIRECTS_AFTER_ACCESS,
    _I.LIMITING: _V.PER_POPULATION_ALL_LINES, _I.ACCESS_INCENTIVES: _V.POPULATION_RESULTS_AND_USE,
    _I.SPECIALIST_INCENTIVES: _V.PRODUCTION_WITHOUT_CEILING, _I.SHARED_SAVINGS: _V.MUNICIPALITY_PROVIDERS,
}  # fmt: skip


def warned(**changes: InstrumentValue) -> set[str]:
    """The codes of the warnings on a full profile with other choices."""
    chosen = {**FULL, **{SteeringInstrument[name.upper()]: value for name, value in changes.items()}}
    return {one.code for one in coherence(profile(chosen)).warnings}


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, set()),
        ({"access": _V.SECOND_LINE_PROVIDER, "limiting": _V.NO_LIMIT}, {"provider-decides-without-limit"}),
        ({"access_incentives": _V.NO_ACCESS_INCENTIVE}, {"access-without-incentive"}),
        ({"access_incentives": _V.VOLUME_AND_COST_ONLY}, {"incentive-without-quality"}),
        ({"direction": _V.NO_DIRECTION}, {"no-direction-after-access"}),
        ({"shared_savings": _V.NO_SHARED_SAVINGS}, {"substitution-blocked"}),
        ({"limiting": _V.PER_PROVIDER}, {"ceiling-against-production"}),
        (
            {"relation": _V.STRATEGIC_PARTNERSHIP, "specialist_incentives": _V.COMPETITION},
            {"partnership-against-competition"},
        ),
        (
            {"access": _V.CITIZEN, "limiting": _V.PER_PROVIDER, "specialist_incentives": _V.BOUNDED_BUDGET},
            {"ceiling-without-access"},
        ),
    ],
)
def test_each_clash_is_named_by_itself(changes: dict[str, InstrumentValue], codes: set[str]) -> None:
    """A coherent profile is warned about nothing; each choice that clashes gives its own warning."""
    assert warned(**changes) == codes


def test_each_instrument_has_its_factor_and_its_phase() -> None:
    """Relation, access and direction organise, one limits, three are incentives and belong to the long term."""
    told = coherence(profile(FULL, SteeringPhase.SHORT_TERM))
    factors = [one.factor for one in told.instruments]
    assert [factors.count(one) for one in SteeringFactor] == [3, 3, 1]
    (early,) = told.warnings
    assert (early.code, early.instruments) == (
        "phase-early",
        [_I.ACCESS_INCENTIVES, _I.SPECIALIST_INCENTIVES, _I.SHARED_SAVINGS],
    )


@given(st.dictionaries(st.sampled_from(SteeringInstrument), st.sampled_from(InstrumentValue), max_size=7))
def test_a_value_belongs_to_one_instrument(chosen: dict[SteeringInstrument, InstrumentValue]) -> None:
    """Refused with each value of another instrument at its place, else coherent or warned with a source."""
    asked = profile(chosen)
    wrong = [
        f"#/instruments/{place}/value"
        for place, (one, value) in enumerate(chosen.items())
        if value not in VALUES[one]
    ]
    if wrong:
        with pytest.raises(SteeringProfileRefused) as met:
            check(asked)
        assert [one.location for one in met.value.errors] == wrong
    else:
        told = coherence(check(asked))
        assert [one.value for one in told.instruments] == [chosen.get(one) for one in SteeringInstrument]
        assert all(one.source.startswith("000 ▸ ") for one in told.warnings)
        assert (len(chosen) == 7) == ("instruments-missing" not in {one.code for one in told.warnings})


def test_every_value_belongs_to_exactly_one_instrument() -> None:
    """No value is of two instruments, and none of nobody."""
    listed = [value for values in VALUES.values() for value in values]
    assert sorted(listed) == sorted(InstrumentValue) and len(VALUES) == 7
