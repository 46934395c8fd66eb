"""Pilots: the three aims before and after (R-O07, A-8), and the business case with a control (R-O31, D-37)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import (
    Cents,
    Checked,
    Day,
    Name,
    Note,
    Oin,
    Reference,
    Resource,
    Score,
    SignedCents,
    Wire,
)
from shared.schemas.facts import Private
from shared.values.flowing import (
    AimChange,
    AimDirection,
    PilotVerdict,
    RollOutDecision,
    TripleAimVerdict,
)

Area = Annotated[
    str,
    Field(
        min_length=1,
        max_length=40,
        pattern=r"^[A-Za-z0-9._:-]+$",
        description="gebied",
        examples=["WK015301"],
    ),
    Checked,
]
Parties = Annotated[list[Oin], Field(max_length=50, description="partijen die meedoen; zij lezen dit")]
_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_OVERLAP = Text("De nameting begint na de voormeting.", "The period after begins after the one before.")
_ONE = Text("Geef savingCents of compared, één van de twee.", "Give savingCents or compared, one of the two.")
_BOTH = Text("Geef de waarde of de meting.", "Give the value or the measurement.")
_CONTROL = Text(
    "Geef beide bedragen van het controlegebied, of geen.", "Give both amounts of the control area, or none."
)
_SPREAD = Text("Een spreiding is groter dan nul.", "A deviation is greater than zero.")


class Stretch(Wire):
    """The days of a measurement before or after (voormeting, nameting)."""

    first_day: Day
    last_day: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_day < self.first_day:
            raise ValueError(_REVERSED)
        return self


class AimMeasured(Wire):
    """One aim at one moment: the value, or the measurement that says it, or both (they must agree)."""

    value: Score | None = Field(default=None, examples=["7.4"])
    measurement_id: UUID | None = Field(default=None, description="meting in deze dienst")

    @model_validator(mode="after")
    def _said(self) -> Self:
        if self.value is None and self.measurement_id is None:
            raise ValueError(_BOTH)
        return self


class NewAim(Wire):
    """One of the three aims before and after; the deviation of the score is needed for the standardised mean alone."""

    before: AimMeasured
    after: AimMeasured
    better: AimDirection = Field(default=AimDirection.HIGHER, description="welke kant beter is")
    deviation: Score | None = Field(
        default=None, description="standaardafwijking van de score, voor het gestandaardiseerde gemiddelde"
    )

    @model_validator(mode="after")
    def _spread(self) -> Self:
        if self.deviation is not None and float(self.deviation) <= 0:
            raise ValueError(_SPREAD)
        return self


class NewAimCost(Wire):
    """What one inhabitant of the population costs in a year, before and after: lower is better."""

    before_cents: Cents = Field(examples=[210_000])
    after_cents: Cents = Field(examples=[208_000])
    deviation_cents: Cents | None = Field(default=None, ge=1, description="standaardafwijking van de kosten")


class NewTripleAim(Wire):
    """Judge the three aims (triple aim) of a population before and after: quality, health and cost (R-O07)."""

    external_reference: Reference | None = None
    name: Name
    contract_id: UUID | None = None
    pilot_id: UUID | None = Field(default=None, description="de pilot in de dienst contracten")
    area_code: Area | None = None
    participants: Parties = Field(default_factory=list)
    before: Stretch
    after: Stretch
    quality: NewAim = Field(description="ervaren kwaliteit")
    health: NewAim = Field(description="gezondheid van de populatie")
    cost: NewAimCost

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.after.first_day <= self.before.last_day:
            raise ValueError(_OVERLAP)
        return self


class Aim(Wire):
    """What became of one aim: before, after and whether that is better."""

    before: Score
    after: Score
    before_measurement_id: UUID | None
    after_measurement_id: UUID | None
    better: AimDirection
    deviation: Score | None
    change: AimChange
    standardised: Score | None = Field(
        description="verandering in standaardafwijkingen, met het teken zo dat hoger beter is; leeg = spreiding niet bekend"
    )


class AimCost(Wire):
    """What became of the cost per inhabitant."""

    before_cents: Cents
    after_cents: Cents
    deviation_cents: Cents | None
    change: AimChange
    standardised: Score | None = Field(description="het teken is gekeerd: lagere kosten zijn beter")


class TripleAim(Resource):
    """The three results, each by itself, and the verdict: success when one improves and none gets worse (R-O07)."""

    name: str
    contract_id: UUID | None
    pilot_id: UUID | None
    area_code: str | None
    participants: list[Oin]
    before: Stretch
    after: Stretch
    quality: Aim
    health: Aim
    cost: AimCost
    verdict: TripleAimVerdict
    standardised_mean: Score | None = Field(
        description="gemiddelde van de drie, alleen als alle drie er zijn; nooit in plaats van de drie"
    )
    parties: list[Oin]


class NewPilotComparison(Wire):
    """What the pilot area cost before and after and, where there is one, the control area: all per period, in cents."""

    before_cents: Cents
    after_cents: Cents
    control_before_cents: Cents | None = None
    control_after_cents: Cents | None = None
    per_inhabitant: bool = Field(default=False, description="de bedragen zijn per inwoner")
    inhabitants: int | None = Field(
        default=None,
        ge=1,
        le=100_000_000,
        description="inwoners van het pilotgebied; nodig bij perInhabitant",
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.control_before_cents is None) != (self.control_after_cents is None):
            raise ValueError(_CONTROL)
        if self.per_inhabitant and self.inhabitants is None:
            raise ValueError(Text("Hoeveel inwoners?", "How many inhabitants?"))
        return self


class PilotComparison(NewPilotComparison):
    """The comparison with what comes out of it."""

    change_cents: SignedCents = Field(description="nameting min voormeting in het pilotgebied")
    control_change_cents: SignedCents | None = Field(description="hetzelfde in het controlegebied")


class NewPilotEvaluation(Wire):
    """Evaluate a pilot (R-O31): what it cost and what it saved, stated or from before and after with a control."""

    external_reference: Reference | None = None
    pilot_id: UUID = Field(description="de pilot in de dienst contracten")
    name: Name
    contract_id: UUID | None = None
    area_code: Area
    control_area_code: Area | None = None
    letter_of_intent_on: Day | None = Field(default=None, description="dag van de intentieverklaring (A-8.1)")
    participants: Parties = Field(default_factory=list)
    triple_aim_id: UUID | None = Field(default=None, description="het oordeel over de drie doelen (R-O07)")
    before: Stretch
    after: Stretch
    cost_cents: Cents = Field(description="wat de pilot kostte", examples=[8_000_000])
    saving_cents: SignedCents | None = Field(
        default=None, description="wat hij opleverde, als dat is vastgesteld", examples=[11_000_000]
    )
    compared: NewPilotComparison | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.saving_cents is None) == (self.compared is None):
            raise ValueError(_ONE)
        if self.after.first_day <= self.before.last_day:
            raise ValueError(_OVERLAP)
        return self


class PilotEvaluation(Resource):
    """The business case of a pilot afterwards (businesscase): net, effective or not, and what was decided (D-37)."""

    pilot_id: UUID
    name: str
    contract_id: UUID | None
    area_code: str
    control_area_code: str | None
    letter_of_intent_on: Day | None
    participants: list[Oin]
    triple_aim_id: UUID | None
    before: Stretch
    after: Stretch
    cost_cents: Cents
    stated_saving_cents: SignedCents | None
    compared: PilotComparison | None
    saving_cents: SignedCents = Field(
        description="opgegeven, of de daling in het pilotgebied min die in het controlegebied"
    )
    net_cents: SignedCents = Field(description="opbrengst min kosten")
    verdict: PilotVerdict
    decision: RollOutDecision | None = Field(description="leeg zolang er niet is besloten")
    decided_on: Day | None
    decision_reason: Annotated[str | None, Private]
    roll_out_areas: list[str]
    parties: list[Oin]


class PilotEvaluationChange(Wire):
    """Decide on the roll-out (JSON Merge Patch): the decision with its reason and, for a roll-out, the areas (D-37)."""

    decision: RollOutDecision = Field(
        default_factory=lambda: RollOutDecision.STOP, description="wat er na de pilot is besloten"
    )
    decision_reason: Note | None = None
    roll_out_areas: list[Area] = Field(default_factory=list, max_length=100)


__all__ = [
    "Aim",
    "AimCost",
    "AimMeasured",
    "NewAim",
    "NewAimCost",
    "NewPilotComparison",
    "NewPilotEvaluation",
    "NewTripleAim",
    "PilotComparison",
    "PilotEvaluation",
    "PilotEvaluationChange",
    "Stretch",
    "TripleAim",
]  # fmt: skip
