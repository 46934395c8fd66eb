"""Whether at least one of quality, health and cost improved and none got worse (R-O07)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Money, Sentence
from shared.values.flowing import AimChange, AimDirection, TripleAimVerdict

_SIX = Decimal("0.000001")
CHANGED = Sentence(
    "triple-aim.changed",
    nl="{aim}: van {before} naar {after}, {better} is beter: {result}.",
    en="{aim}: from {before} to {after}, {better} is better: {result}.",
)
COST = Sentence(
    "triple-aim.cost",
    nl="Kosten per inwoner: van {before_cents} naar {after_cents}, lager is beter: {result}.",
    en="Cost per inhabitant: from {before_cents} to {after_cents}, lower is better: {result}.",
)
VERDICT = Sentence(
    "triple-aim.verdict",
    nl="Er verbeteren er {improved} en verslechteren er {worsened}: {result}.",
    en="{improved} improve and {worsened} get worse: {result}.",
)
MEAN = Sentence(
    "triple-aim.mean",
    nl="Gestandaardiseerd, met het teken van de kosten gekeerd: {parts}; het gemiddelde is {result}.",
    en="Standardised, with the sign of cost turned: {parts}; the mean is {result}.",
)


class TripleAimNotFound(NotFound):
    """There is no such judgement, or it is not yours."""

    code = "triple-aim-not-found"
    title = Text("Drie doelen niet gevonden", "Triple aim not found")
    detail = Text("Er is geen oordeel over drie doelen {id}.", "There is no triple aim {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class TripleAimRefused(Refused):
    """A measurement is not there, has no value, or says another value; errors lists every point."""

    code = "triple-aim-refused"
    rule = "R-O07"
    title = Text("De drie doelen zijn zo niet te beoordelen", "The three aims cannot be judged like this")
    detail = Text("Wat is opgegeven klopt niet; zie errors.", "What was given does not fit; see errors.")
    mend = Text(
        "Herstel elk punt in errors en verstuur opnieuw.", "Mend each point in errors and send again."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days of a measurement before or after; both belong to it."""

    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One aim before and after, as decimals in text, with the measurements that say so."""

    before: str
    after: str
    before_measurement_id: UUID | None = None
    after_measurement_id: UUID | None = None
    better: AimDirection = AimDirection.HIGHER
    deviation: str | None = None
    change: AimChange = AimChange.SAME

    @property
    def standardised(self) -> str | None:
        """The change in standard deviations, positive when better; None where the deviation is not known."""
        if self.deviation is None:
            return None
        return str(_gain(self).quantize(_SIX, ROUND_HALF_EVEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class AimCost:
    """What one inhabitant costs in a year, before and after, in cents: lower is better."""

    before_cents: int
    after_cents: int
    deviation_cents: int | None = None
    change: AimChange = AimChange.SAME

    @property
    def standardised(self) -> str | None:
        """The change in standard deviations with the sign turned; None where the deviation is not known."""
        if self.deviation_cents is None:
            return None
        return str(_saving(self).quantize(_SIX, ROUND_HALF_EVEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class TripleAim:
    """The three results of a population, and the verdict on them."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    contract_id: UUID | None
    pilot_id: UUID | None
    area_code: str | None
    participants: list[str]
    before: Stretch
    after: Stretch
    quality: Aim
    health: Aim
    cost: AimCost
    verdict: TripleAimVerdict = TripleAimVerdict.NO_SUCCESS

    @property
    def standardised_mean(self) -> str | None:
        """The mean of the three standardised changes; None unless all three are there (formulas § 13)."""
        if (
            self.quality.deviation is None
            or self.health.deviation is None
            or self.cost.deviation_cents is None
        ):
            return None
        total = _gain(self.quality) + _gain(self.health) + _saving(self.cost)
        return str((total / 3).quantize(_SIX, ROUND_HALF_EVEN))


def _gain(aim: Aim) -> Decimal:
    gain = (Decimal(aim.after) - Decimal(aim.before)) / Decimal(aim.deviation or 1)
    return gain if aim.better is AimDirection.HIGHER else -gain


def _saving(cost: AimCost) -> Decimal:
    return Decimal(cost.before_cents - cost.after_cents) / (cost.deviation_cents or 1)


def _change(gain: Decimal) -> AimChange:
    if gain == 0:
        return AimChange.SAME
    return AimChange.IMPROVED if gain > 0 else AimChange.WORSENED


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One moment of an aim as it was given: the value, the measurement, and the value that this one has."""

    place: str
    value: str | None
    measurement_id: UUID | None
    known: bool = False
    measured: str | None = None


def values_of(given: list[Said]) -> list[str]:
    """The value of each moment: what was given, which the measurement must say too, or what the measurement says.

    Raises TripleAimRefused with every fault.
    """
    faults, found = [], []
    for one in given:
        value = one.value
        if one.measurement_id is not None:
            if not one.known:
                faults.append(
                    _fault(
                        one, "measurement-unknown", "Deze meting is er niet.", "There is no such measurement."
                    )
                )
            elif one.measured is None:
                faults.append(
                    _fault(
                        one,
                        "measurement-empty",
                        "Deze meting heeft geen waarde.",
                        "This measurement has no value.",
                    )
                )
            elif value is not None and Decimal(value) != Decimal(one.measured):
                faults.append(
                    _fault(
                        one,
                        "differs",
                        f"De meting zegt {one.measured}.",
                        f"The measurement says {one.measured}.",
                    )
                )
            value = value or one.measured
        found.append(value or "0")
    if faults:
        raise TripleAimRefused(errors=tuple(faults))
    return found


def _fault(said: Said, code: str, nl: str, en: str) -> FieldError:
    return FieldError(said.place, code, Text(nl, en), rule="R-O07")


def judge(given: TripleAim) -> tuple[TripleAim, Derivation]:
    """The judgement with what became of each aim, seen by its participants: success if one improves and none worsens."""
    quality = replace(given.quality, change=_change(_gain(given.quality)))
    health = replace(given.health, change=_change(_gain(given.health)))
    cost = replace(given.cost, change=_change(_saving(given.cost)))
    changes = [quality.change, health.change, cost.change]
    improved, worsened = changes.count(AimChange.IMPROVED), changes.count(AimChange.WORSENED)
    verdict = TripleAimVerdict.SUCCESS if improved and not worsened else TripleAimVerdict.NO_SUCCESS
    why = Derivation()
    for name, aim in (("quality", quality), ("health", health)):
        why = why.because(
            "R-O07", CHANGED, aim.change, aim=name, before=aim.before, after=aim.after, better=aim.better
        )
    why = why.because(
        "R-O07", COST, cost.change,
        before_cents=Money(cost.before_cents), after_cents=Money(cost.after_cents),
    )  # fmt: skip
    why = why.because("R-O07", VERDICT, verdict, improved=improved, worsened=worsened)
    parties = sorted(set(given.participants) - {given.owner})
    judged = replace(given, parties=parties, quality=quality, health=health, cost=cost, verdict=verdict)
    if judged.standardised_mean is not None:
        parts = [quality.standardised, health.standardised, cost.standardised]
        why = why.because("R-O07", MEAN, judged.standardised_mean, parts=parts)
    return judged, why
