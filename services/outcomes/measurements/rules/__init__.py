"""A measurement, what refuses it, and when two are the same (R-O12, G-81)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy, Indicator, IndicatorNotFound
from services.outcomes.measurements.rules.admission import Admission
from services.outcomes.measurements.rules.faults import fault, sentence
from services.outcomes.measurements.rules.publishing import (
    bare,
    breakdown_of,
    fewest,
    limit_for,
    publish_all,
    published,
    told,
)
from services.outcomes.measurements.rules.slots import Given, Slot
from shared.errors import NotFound, Refused, Text
from shared.values import new_id
from shared.values.measuring import MeasurementMoment
from shared.values.terms import MeasurementSource


class MeasurementNotFound(NotFound):
    """There is no such measurement, or it is not yours."""

    code = "measurement-not-found"
    title = Text("Meting niet gevonden", "Measurement not found")
    detail = Text("Er is geen meting {id}.", "There is no measurement {id}.")
    mend = Text("Zoek op contract, indicator en kwartaal.", "Search by contract, indicator and quarter.")


class MeasurementRefused(Refused):
    """A rule refuses the measurement; `errors` names every reason."""

    code = "measurement-refused"
    rule = "R-O12"
    title = Text("De meting wordt niet geregistreerd", "The measurement is not registered")
    detail = Text(
        "De meting past niet bij de afspraak; zie errors.",
        "The measurement does not fit the agreement; see errors.",
    )
    mend = Text(
        "Herstel elk punt in errors en verstuur opnieuw.", "Mend each point in errors and send again."
    )


class ReferenceTaken(Refused):
    """This client used the same reference before for another measurement (architecture § 6)."""

    code = "measurement-reference-taken"
    title = Text("Het kenmerk is al gebruikt", "The reference was used before")
    detail = Text(
        "{external_reference} hoort bij meting {id}, die anders is.",
        "{external_reference} belongs to measurement {id}, which differs.",
    )
    mend = Text("Gebruik voor een correctie een nieuw kenmerk.", "Use a new reference for a correction.")


class ContractChanged(Refused):
    """The contract got a new version while the file was being read."""

    code = "batch-contract-changed"
    rule = "R-O21"
    title = Text("Het contract is intussen gewijzigd", "The contract changed in the meantime")
    detail = Text(
        "Tijdens het lezen van het bestand is een contract gewijzigd; er is niets geregistreerd.",
        "A contract changed while the file was being read; nothing was registered.",
    )
    mend = Text("Verstuur het bestand opnieuw.", "Send the file again.")


@dataclass(frozen=True, slots=True)
class Measurement:
    """A measurement of an indicator in a quarter; always version 1, for a correction is another measurement.

    Without a value it is one that is shown as published: of too few to say. Without area, team and provider it is of the
    whole contract; with a researcher the municipality passed on what that one gave on paper.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    indicator_id: UUID
    indicator: str
    quarter: str
    value: str | None
    respondents: int | None
    standard_deviation: str | None
    source: MeasurementSource
    narrative: str | None
    batch_id: UUID | None
    moment: MeasurementMoment | None = None
    area: str | None = None
    team: str | None = None
    provider: str | None = None
    numerator: int | None = None
    denominator: int | None = None
    corrects_id: UUID | None = None
    reason: str | None = None
    researcher: str | None = None

    @property
    def suppressed(self) -> bool:
        """Whether its figures were left out."""
        return self.value is None

    @property
    def passed_on(self) -> bool:
        """Whether the municipality entered what another measured (R-O12)."""
        return self.researcher is not None


def admit(
    contract: ContractCopy,
    indicators: Iterable[Indicator],
    given: Given,
    today: date,
    organisations: Iterable[str],
    *,
    researcher: bool = False,
    purchaser: bool = False,
) -> Slot:
    """Where one measurement lands. Raises IndicatorNotFound, MeasurementRefused with every reason."""
    known = list(indicators)
    if given.indicator not in [indicator.code for indicator in known]:
        raise IndicatorNotFound(id=given.indicator)
    admission = Admission([contract], known, today, organisations, researcher=researcher, purchaser=purchaser)
    found = admission.judge(given)
    if isinstance(found, Slot):
        return found
    raise MeasurementRefused(errors=found)


def check_unchanged(read: Admission, locked: Iterable[ContractCopy]) -> None:
    """Raise ContractChanged when a contract has another version than the one the file was read by."""
    if any(contract.version != read.contracts[str(contract.id)].version for contract in locked):
        raise ContractChanged()


def measure(slot: Slot, given: Given) -> Measurement:
    """A new measurement where it may land."""
    return Measurement(
        id=new_id(), version=1, owner=slot.contract.owner, external_reference=given.external_reference,
        parties=slot.contract.parties, contract_id=slot.contract.id, indicator_id=slot.indicator.id,
        indicator=slot.indicator.code, quarter=given.quarter, value=value_of(slot, given),
        respondents=given.respondents, standard_deviation=given.standard_deviation, source=given.source,
        narrative=given.narrative, batch_id=None, **{name: getattr(given, name) for name in BESIDE},
    )  # fmt: skip


def value_of(slot: Slot, given: Given) -> str:
    """The value as it is given, or as its numerator and denominator come to. ValueError without either."""
    if given.value is not None:
        return given.value
    if given.numerator is None or given.denominator is None:
        raise ValueError("a measurement has a value, or a numerator and a denominator")
    return slot.value_of(given.numerator, given.denominator)


def check_correction(given: Given, slot: Slot, corrected: Measurement | None, newest: UUID | None) -> None:
    """Raise MeasurementRefused unless what is corrected is of the same indicator, quarter, part and moment, and still counts.

    `corrected` is what `corrects_id` names, `newest` the id of the newest measurement of the same slot and part.
    """
    if given.corrects_id is None:
        return
    same = corrected is not None and all(getattr(corrected, name) == getattr(given, name) for name in _PART)
    if corrected is None or not same or corrected.indicator_id != slot.indicator.id:
        raise MeasurementRefused(errors=(fault("correctsId", "correction-of-another"),))
    if newest != corrected.id:
        raise MeasurementRefused(errors=(fault("correctsId", "correction-superseded"),))


# What a measurement says beside its value, in the order of the wire model's fields.
BESIDE = (
    "moment",
    "area",
    "team",
    "provider",
    "numerator",
    "denominator",
    "corrects_id",
    "reason",
    "researcher",
)
_PART = ("quarter", "moment", "area", "team", "provider")
_CONTENT = [
    "contract_id",
    "indicator",
    "quarter",
    "respondents",
    "standard_deviation",
    "source",
    "narrative",
    *BESIDE,
]


def check_same(known: Measurement, given: Given) -> None:
    """Raise ReferenceTaken unless the reference stands for exactly this measurement."""
    other = given.value is not None and given.value != known.value
    if other or any(getattr(known, name) != getattr(given, name) for name in _CONTENT):
        raise ReferenceTaken(external_reference=known.external_reference, id=known.id)


REFERENCE_TAKEN = Text(
    "Dit kenmerk hoort bij een eerdere meting met een andere inhoud.",
    "This reference belongs to an earlier measurement with other contents.",
)

__all__ = [
    "BESIDE",
    "REFERENCE_TAKEN",
    "Admission",
    "ContractChanged",
    "Given",
    "Measurement",
    "MeasurementNotFound",
    "MeasurementRefused",
    "ReferenceTaken",
    "Slot",
    "admit",
    "bare",
    "breakdown_of",
    "check_correction",
    "check_same",
    "check_unchanged",
    "fewest",
    "limit_for",
    "measure",
    "publish_all",
    "published",
    "sentence",
    "told",
    "value_of",
]
