"""A profile of the seven steering instruments, and which choices belong to each (N-07)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values.steering import InstrumentValue, SteeringInstrument, SteeringPhase

_I, _V = SteeringInstrument, InstrumentValue
VALUES: Mapping[SteeringInstrument, frozenset[InstrumentValue]] = {
    _I.RELATION: frozenset(
        {_V.STRATEGIC_PARTNERSHIP, _V.BUSINESS_PURCHASING, _V.FITTING_DISTANCE, _V.ROUTINE_PURCHASE}
    ),
    _I.ACCESS: frozenset({_V.CITIZEN, _V.SECOND_LINE_PROVIDER, _V.SOCIAL_TEAM, _V.OTHER_PARTY}),
    _I.DIRECTION: frozenset({_V.DIRECTS_AFTER_ACCESS, _V.NO_DIRECTION}),
    _I.LIMITING: frozenset(
        {_V.PER_PROVIDER, _V.PER_POPULATION_SECOND_LINE, _V.PER_POPULATION_ALL_LINES, _V.NO_LIMIT}
    ),
    _I.ACCESS_INCENTIVES: frozenset(
        {_V.POPULATION_RESULTS_AND_USE, _V.VOLUME_AND_COST_ONLY, _V.NO_ACCESS_INCENTIVE}
    ),
    _I.SPECIALIST_INCENTIVES: frozenset(
        {_V.BOUNDED_BUDGET, _V.PRODUCTION_WITHOUT_CEILING, _V.OUTCOMES, _V.COMPETITION, _V.MAIN_CONTRACTOR}
    ),
    _I.SHARED_SAVINGS: frozenset(
        {_V.MUNICIPALITY_PROVIDERS, _V.AMONG_PROVIDERS, _V.AMONG_PURCHASERS, _V.NO_SHARED_SAVINGS}
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentSetting:
    """What was chosen for an instrument, for which phase, and from when."""

    instrument: SteeringInstrument
    value: InstrumentValue
    phase: SteeringPhase
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SteeringProfile:
    """The profile of a contract or of a region in one version."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    contract_id: UUID | None
    region: str | None
    instruments: list[InstrumentSetting]


class SteeringProfileNotFound(NotFound):
    """There is no such profile, or it is not yours."""

    code = "steering-profile-not-found"
    title = Text("Sturingsprofiel niet gevonden", "Steering profile not found")
    detail = Text("Er is geen sturingsprofiel {id}.", "There is no steering profile {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op contract.", "Check the identifier, or search by contract."
    )


class SteeringProfileRefused(Refused):
    """A value belongs to another instrument (N-07)."""

    code = "steering-profile-refused"
    rule = "N-07"
    title = Text("Deze keuze past niet bij het instrument", "This choice does not belong to the instrument")
    detail = Text(
        "Elk van de zeven stuurinstrumenten heeft eigen keuzes; zie errors.",
        "Each of the seven steering instruments has choices of its own; see errors.",
    )
    mend = Text("Kies uit wat errors noemen.", "Choose from what errors name.")


def check(profile: SteeringProfile) -> SteeringProfile:
    """The profile, if each value belongs to its instrument. Raises SteeringProfileRefused with every fault."""
    faults = tuple(
        FieldError(f"#/instruments/{index}/value", "value-of-another", _choices(one.instrument), rule="N-07")
        for index, one in enumerate(profile.instruments)
        if one.value not in VALUES[one.instrument]
    )
    if faults:
        raise SteeringProfileRefused(errors=faults)
    return profile


def _choices(instrument: SteeringInstrument) -> Text:
    listed = ", ".join(sorted(VALUES[instrument]))
    return Text(f"Kies uit {listed}.", f"Choose from {listed}.")
