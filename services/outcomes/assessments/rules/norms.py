"""How exactly scores measure (formulas § 11): the spread of first scores and the reliability, frozen for a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.outcomes.assessments.rules.matrix import edition_of
from services.outcomes.comparisons.rules.changes import Instrument
from shared.errors import NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.self_sufficiency import Rater

FEWEST = 2
PLACES = Decimal("0.000001")


class NormNotFound(NotFound):
    """Nothing was frozen under this id, or it is not yours."""

    code = "reliability-norm-not-found"
    title = Text("Betrouwbaarheid niet gevonden", "Reliability not found")
    detail = Text("Er is geen vastgestelde betrouwbaarheid {id}.", "There is no frozen reliability {id}.")
    mend = Text("Zoek op uitgave en jaar.", "Search by edition and year.")


class NormFrozen(Refused):
    """The reliability of this year was frozen before: it does not move within a contract year."""

    code = "reliability-norm-frozen"
    rule = "R-C45"
    title = Text("De betrouwbaarheid staat al vast", "The reliability is frozen already")
    detail = Text(
        "Voor uitgave {edition} in {year} is de betrouwbaarheid al vastgesteld.",
        "For edition {edition} in {year} the reliability was frozen before.",
    )
    mend = Text("Stel haar voor een volgend jaar opnieuw vast.", "Freeze it anew for a next year.")


class SpreadUnknown(Refused):
    """Too few first scores to know how they spread."""

    code = "reliability-spread-unknown"
    rule = "R-C45"
    title = Text("De spreiding is niet bekend", "The spread is not known")
    detail = Text(
        "Er zijn nog geen eerste metingen die uiteenlopen; zonder spreiding is er geen meetfout.",
        "There are no first measurements that differ yet; without a spread there is no measurement error.",
    )
    mend = Text(
        "Registreer eerst intakes van ten minste twee cliënten.",
        "Register intakes of at least two clients first.",
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """The spread of first scores in a domain; None is that of the clients' means over their domains."""

    domain: str | None
    clients: int
    deviation: Decimal | None


@dataclass(frozen=True, slots=True)
class DomainReliability:
    """A domain with the change that is more than measurement error; None where the scores do not differ."""

    domain: str
    clients: int
    deviation: str | None
    threshold: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityNorm:
    """How exactly the scores of a year measure, by one kind of rater."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    edition: str
    year: int
    rater: Rater
    reliability: str
    domain_reliability: str
    domains: list[DomainReliability]
    mean_deviation: str | None
    clients: int
    frozen_on: date

    @property
    def thresholds(self) -> dict[str, float]:
        """By domain, the change that is still measurement error."""
        return {one.domain: float(one.threshold) for one in self.domains if one.threshold is not None}


FROZEN = Sentence(
    "outcomes.reliability-frozen",
    "Van {clients} cliënten is de spreiding van de eerste metingen bepaald; betrouwbaarheid {reliability} voor het gemiddelde"
    " en {domain_reliability} per domein.",
    "The spread of the first measurements of {clients} clients was found; reliability {reliability} for the mean and"
    " {domain_reliability} for a domain.",
)
THRESHOLD = Sentence(
    "outcomes.reliability-threshold",
    "In {domain} is de spreiding {deviation}: een stap moet groter zijn dan {threshold} (1,96 × √2 × spreiding × √(1 − r)).",
    "In {domain} the spread is {deviation}: a step must exceed {threshold} (1.96 × √2 × spread × √(1 − r)).",
)


def plain(value: Decimal | float) -> str:
    """A number as it travels: at most six decimals, none that say nothing."""
    text = format(Decimal(str(value)).quantize(PLACES), "f")
    return text.rstrip("0").rstrip(".") or "0"


def _reliable(spread: Spread, reliability: Decimal) -> DomainReliability:
    assert spread.domain is not None
    if not spread.deviation:
        shown = None if spread.deviation is None else plain(spread.deviation)
        return DomainReliability(spread.domain, spread.clients, shown, None)
    instrument = Instrument(float(spread.deviation), float(reliability))
    return DomainReliability(
        spread.domain, spread.clients, plain(spread.deviation), plain(instrument.threshold)
    )


def freeze(
    owner: str,
    reference: str | None,
    edition: str,
    year: int,
    rater: Rater,
    reliability: str,
    domain_reliability: str,
    spreads: Iterable[Spread],
    today: date,
) -> tuple[ReliabilityNorm, Derivation]:
    """The norm of a year with its explanation. Raises EditionNotFound, SpreadUnknown."""
    edition_of(edition)
    found = list(spreads)
    whole = next((one for one in found if one.domain is None), Spread(None, 0, None))
    by_domain = sorted((one for one in found if one.domain is not None), key=lambda one: one.domain or "")
    domains = [_reliable(one, Decimal(domain_reliability)) for one in by_domain]
    if not any(one.threshold for one in domains):
        raise SpreadUnknown()
    why = Derivation().because(
        "R-C45", FROZEN, clients=whole.clients, reliability=reliability, domain_reliability=domain_reliability
    )
    for one in domains:
        if one.threshold is not None:
            why = why.because(
                "R-C45", THRESHOLD, domain=one.domain, deviation=one.deviation, threshold=one.threshold
            )
    norm = ReliabilityNorm(
        id=new_id(), version=1, owner=owner, external_reference=reference, parties=[], edition=edition, year=year,
        rater=rater, reliability=reliability, domain_reliability=domain_reliability, domains=domains,
        mean_deviation=None if whole.deviation is None else plain(whole.deviation), clients=whole.clients,
        frozen_on=today,
    )  # fmt: skip
    return norm, why
