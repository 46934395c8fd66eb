"""Trends of demand and care: figures of a period beside the one before it, held against the policy's limits."""

from typing import Any
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Resource, Wire
from shared.schemas.events import InTwoLanguages
from shared.values.findings import FindingSeverity
from shared.values.signals import SignalSubject
from shared.values.trends import TrendKind, TrendUnit


class TrendValue(Wire):
    """A figure in its unit: one of the three is filled, none where it cannot be told."""

    count: int | None = Field(description="aantal", examples=[120])
    decimal: str | None = Field(description="gemiddelde met één decimaal", examples=["61.5"])
    basis_points: int | None = Field(
        description="deel in basispunten, naar beneden afgerond", examples=[2_300]
    )


class TrendFigure(Wire):
    """A figure of the period and of the period before it."""

    name: str = Field(examples=["requests"])
    label: InTwoLanguages = Field(description="wat is geteld")
    unit: TrendUnit = Field(description="waarin het wordt verteld")
    now: TrendValue = Field(description="in de periode")
    before: TrendValue = Field(description="in de periode ervoor")
    deviation_basis_points: int | None = Field(
        description="verschil met de periode ervoor; leeg als die er niet is", examples=[2_000]
    )


class TrendLimit(Wire):
    """The limit that was used: the policy's threshold by name, and which policy it is of."""

    name: str = Field(
        description="naam van de drempel in de beleidsregel", examples=["trendDeviationBasisPoints"]
    )
    value: int = Field(examples=[1_000])
    policy_id: UUID | None = Field(description="de beleidsregel; leeg = de standaardwaarden")
    policy_version: int = Field(ge=0, description="0 = de standaardwaarden")


class TrendStep(Wire):
    """One step of how a finding came about, in both languages."""

    rule: str
    sentence: InTwoLanguages = Field(description="de stap als zin")
    inputs: dict[str, Any]
    result: Any = None


class TrendFinding(Wire):
    """A trend that was looked at (bevinding): its figures, the limit, whether it was found, why, and what mends it."""

    code: TrendKind = Field(description="soort trend; ook die van het signaal", examples=["demandRising"])
    rule: str = Field(description="regel of risico", examples=["E-02"])
    related: list[str] = Field(description="andere rijen die hierbij horen", examples=[["R-A01"]])
    severity: FindingSeverity = Field(description="gewicht")
    subject_kind: SignalSubject = Field(description="over wat voor onderwerp")
    subject: str | None = Field(
        description="de aanbieder, praktijk of het product (wet/categorie/code); leeg = de hele gemeente"
    )
    found: bool = Field(description="of de trend is gevonden")
    figures: list[TrendFigure] = Field(description="de cijfers; de eerste is leidend")
    deviation_basis_points: int | None = Field(
        description="verschil van het leidende cijfer", examples=[2_000]
    )
    limit: TrendLimit = Field(description="de grens die is gebruikt")
    minimum_count: int = Field(description="onder zoveel gevallen wordt niets gevonden")
    reason: InTwoLanguages = Field(description="wat er is gezien, met de cijfers")
    mend: InTwoLanguages = Field(description="wat ertegen te doen is")
    source: str = Field(description="vindplaats in de bron")
    derivation: list[TrendStep] = Field(description="hoe de bevinding tot stand kwam")


class TrendNotAssessed(Wire):
    """A kind of trend that could not be looked at, and which fact is missing."""

    code: TrendKind
    rule: str
    missing: InTwoLanguages = Field(description="wat niet bekend is")


class TrendFindings(Wire):
    """The trends of a period beside as many days before it (bevindingen), what was found first."""

    first_day: Day
    last_day: Day
    first_day_before: Day = Field(description="eerste dag van de periode ervoor")
    last_day_before: Day = Field(description="laatste dag van de periode ervoor")
    policy_id: UUID | None = Field(description="de beleidsregel van de grenzen; leeg = de standaardwaarden")
    policy_version: int = Field(ge=0, description="0 = de standaardwaarden")
    findings: list[TrendFinding] = Field(description="elke trend die is bekeken, gevonden of niet")
    not_assessed: list[TrendNotAssessed] = Field(
        description="wat niet te bekijken is zolang een feit ontbreekt"
    )


class TrendFindingKind(Wire):
    """A kind of trend: what it says, with `{placeholders}` for the figures, the limit it uses, and what mends it."""

    code: TrendKind
    rule: str
    related: list[str] = Field(description="andere rijen die hierbij horen")
    severity: FindingSeverity = Field(description="gewicht")
    subject_kind: SignalSubject = Field(description="over wat voor onderwerp")
    limit: str = Field(description="naam van de drempel in de beleidsregel")
    complaints: bool = Field(description="telt klachten: alleen te zien voor wie die behandelt")
    reason: InTwoLanguages = Field(description="wat er wordt gezegd")
    mend: InTwoLanguages = Field(description="wat ertegen te doen is")
    source: str = Field(description="vindplaats in de bron")


class PatternWatch(Resource):
    """A month of a municipality whose patterns were looked at: once, with the signals that came of it."""

    name: str = Field(description="wat is bekeken", examples=["patterns"])
    month: Day = Field(description="eerste dag van de maand")
    signals: int = Field(description="nieuwe signalen")


__all__ = [
    "PatternWatch", "TrendFigure", "TrendFinding", "TrendFindingKind", "TrendFindings", "TrendLimit",
    "TrendNotAssessed", "TrendStep", "TrendValue",
]  # fmt: skip
