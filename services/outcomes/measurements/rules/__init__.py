"""A measurement, what refuses it, and when two are the same (R-O12, G-81)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy, Indicator, IndicatorNotFound
from services.outcomes.measurements.rules.admission import Admission, Given, Slot
from shared.errors import NotFound, Refused, Text
from shared.values import new_id
from shared.values.suppression import is_small
from shared.values.terms import ActorKind, MeasurementSource


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

    Without a value it is one that is shown as published: of too few to say.
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

    @property
    def suppressed(self) -> bool:
        """Whether its figures were left out."""
        return self.value is None


# The two sides of the contract judge and pay by these figures, the auditor holds them against the records (R-S03, R-O28).
_PARTIES = frozenset(
    {
        ActorKind.PURCHASER,
        ActorKind.REGION,
        ActorKind.PROVIDER,
        ActorKind.AUDITOR,
        ActorKind.SERVICE,
        ActorKind.SYSTEM,
    }
)


def limit_for(kind: ActorKind, limit: int) -> int:
    """Below which number of respondents a role sees no figures: none for who is a party to the contract (F-08)."""
    return 0 if kind in _PARTIES else limit


def published(measurement: Measurement, limit: int) -> Measurement:
    """The measurement as others than the parties see it: without figures and story when too few answered (F-08)."""
    if measurement.respondents is None or not is_small(measurement.respondents, limit):
        return measurement
    return replace(measurement, value=None, respondents=None, standard_deviation=None, narrative=None)


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
        indicator=slot.indicator.code, quarter=given.quarter, value=given.value, respondents=given.respondents,
        standard_deviation=given.standard_deviation, source=given.source, narrative=given.narrative, batch_id=None,
    )  # fmt: skip


_CONTENT = [
    "contract_id",
    "indicator",
    "quarter",
    "value",
    "respondents",
    "standard_deviation",
    "source",
    "narrative",
]


def check_same(known: Measurement, given: Given) -> None:
    """Raise ReferenceTaken unless the reference stands for exactly this measurement."""
    if any(getattr(known, name) != getattr(given, name) for name in _CONTENT):
        raise ReferenceTaken(external_reference=known.external_reference, id=known.id)


REFERENCE_TAKEN = Text(
    "Dit kenmerk hoort bij een eerdere meting met een andere inhoud.",
    "This reference belongs to an earlier measurement with other contents.",
)

__all__ = [
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
    "check_same",
    "check_unchanged",
    "limit_for",
    "measure",
    "published",
]
