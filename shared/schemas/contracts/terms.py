"""What a contract is made of: reward, result agreements, extension options, yearly check, signatures."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import BasisPoints, Cents, Checked, Day, Name, Oin, Score, Wire, Written
from shared.schemas.contracts.funding.base import Weight
from shared.schemas.facts import Private
from shared.values.arrangements import Distinguishable, MeasurementFrequency, OptionCondition
from shared.values.terms import (
    FundingForm,
    IndicatorKind,
    IndicatorScope,
    MeasurementSource,
    NormOperator,
    Side,
    VerdictBasis,
    YearRule,
)

StartDate = Annotated[Day, Field(ge=date(1990, 1, 1), le=date(2199, 12, 31), examples=["2026-01-01"])]
Months = Annotated[int, Field(ge=1, le=240)]

_OFF_SCALE = Text(
    "De norm ligt niet tussen de laagste en de hoogste waarde van de schaal.",
    "The norm does not lie between the lowest and the highest value of the scale.",
)
_NO_SUCH_DAY = Text("Deze dag bestaat niet in die maand.", "This day does not exist in that month.")
_NUMBERS_TWICE = Text(
    "Elk nummer hoort bij één code; hetzelfde nummer mag terugkomen met een latere ingangsdatum.",
    "Every number has one code; the same number may come back with a later date of effect.",
)
_RISEN = Text(
    "De voorwaarde clientsRisen noemt minimumRisen; een andere voorwaarde niet.",
    "The condition clientsRisen names minimumRisen; another condition does not.",
)
_OPTIONS_UNORDERED = Text("Nummer de verlengingsopties 1, 2, …", "Number the extension options 1, 2, …")
_OPTIONS_SKIPPED = Text(
    "Een optie wordt pas gebruikt na alle eerdere.", "An option is exercised only after all earlier ones."
)


class YearlyFunding(Wire):
    """What one funding agreement comes to in a full year: paid in instalments, and held back (R-S01)."""

    number: int = Field(description="de bekostigingsafspraak")
    form: FundingForm
    annual_amount_cents: Cents
    effective_on: Day | None = Field(description="ingangsdatum van dit jaarbedrag; leeg tot activering")
    advance_basis_points: BasisPoints
    advance_cents: Cents = Field(description="in termijnen betaald")
    retention_cents: Cents = Field(description="ingehouden: het jaarbedrag min het voorschot")
    instalment_count: int
    instalment_day: int


class ResultAgreement(Wire):
    """A result agreement (resultaatafspraak, KPI): what is measured and against which norm (N-117)."""

    number: int = Field(ge=1, le=99)
    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{2,60}$", examples=["client-satisfaction"]), Checked]
    name: Name
    kind: IndicatorKind
    scope: IndicatorScope
    unit: Annotated[Written, Field(min_length=1, max_length=40, examples=["grade 1-10"])]
    operator: NormOperator
    norm: Score
    norm_invented: bool = Field(default=False, description="de bron noemt geen norm: deze is verzonnen")
    lowest: Score = Field(description="laagste waarde van de schaal", examples=["1"])
    highest: Score = Field(description="hoogste waarde van de schaal", examples=["10"])
    source: MeasurementSource
    verdict_basis: VerdictBasis = VerdictBasis.POINT
    year_rule: YearRule = YearRule.LAST_VALUE
    definition_version: int = Field(
        default=1, ge=1, le=999, description="versie van de definitie van de indicator (N-117, R-O21)"
    )
    frequency: MeasurementFrequency | None = Field(default=None, description="hoe vaak wordt gemeten (N-117)")
    weight: Weight | None = Field(default=None, description="gewicht tussen de afspraken; leeg = even zwaar")
    narrative_required: bool = Field(
        default=False, description="bij de cijfers hoort een toelichting (N-117, A-3.14)"
    )
    hard: bool = Field(
        default=True, description="harde norm; een zachte dient het gesprek en geeft geen oordeel (G-77)"
    )
    valid_from: Day | None = Field(
        default=None, description="ingangsdatum van deze norm; leeg = vanaf het begin"
    )

    @model_validator(mode="after")
    def _norm_on_scale(self) -> Self:
        if not Decimal(self.lowest) <= Decimal(self.norm) <= Decimal(self.highest):
            raise ValueError(_OFF_SCALE)
        return self


class ExtensionOption(Wire):
    """An option to extend (verlengingsoptie, R-C04), free or on a condition (R-C45, R-C46)."""

    number: int = Field(ge=1, le=9)
    months: int = Field(ge=1, le=120)
    exercised: bool = False
    condition: OptionCondition = OptionCondition.FREE
    minimum_risen: int | None = Field(
        default=None, ge=1, le=1_000_000, description="ten minste zoveel cliënten die stegen (R-C45)"
    )
    minimum_steps: int = Field(default=1, ge=1, le=4, description="treden op de zelfredzaamheid-matrix")
    distinguishable: Distinguishable = Distinguishable.REQUIRED
    decided_on: Day | None = Field(default=None, description="dag waarop de optie is gebruikt")

    @model_validator(mode="after")
    def _condition_has_its_number(self) -> Self:
        if (self.condition is OptionCondition.CLIENTS_RISEN) != (self.minimum_risen is not None):
            raise ValueError(_RISEN)
        return self


class YearlyCheck(Wire):
    """The day of the yearly check (jaarlijkse toets) on which a fixed budget may change (R-C07)."""

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31, description="29 februari valt in andere jaren op 28 februari")

    @model_validator(mode="after")
    def _day_exists(self) -> Self:
        if self.day > monthrange(2024, self.month)[1]:
            raise ValueError(_NO_SUCH_DAY)
        return self


class Signature(Wire):
    """Who signed for which side, and when on the domain's clock."""

    side: Side
    organisation: Oin
    signed_by: Annotated[Name | None, Private] = Field(
        description="hoedanigheid zoals onder het stuk, anders de eindgebruiker; leeg bij een vervallen handtekening"
    )
    signed_on: Day
    end_user: Annotated[str | None, Private] = Field(
        default=None, description="de eindgebruiker die tekende, zoals in het token"
    )


def check_agreements(agreements: list[ResultAgreement]) -> None:
    """One code per number and one number per code; a number may come back with a later norm (R-C08)."""
    norms = {(agreement.number, agreement.valid_from) for agreement in agreements}
    pairs = {(agreement.number, agreement.code) for agreement in agreements}
    numbers, codes = {number for number, _ in pairs}, {code for _, code in pairs}
    if len(norms) < len(agreements) or not len(pairs) == len(numbers) == len(codes):
        raise ValueError(_NUMBERS_TWICE)


def check_options(options: list[ExtensionOption]) -> None:
    """Options are numbered 1, 2, … and exercised in that order (R-C04)."""
    if [option.number for option in options] != list(range(1, len(options) + 1)):
        raise ValueError(_OPTIONS_UNORDERED)
    if any(late.exercised and not early.exercised for early, late in pairwise(options)):
        raise ValueError(_OPTIONS_SKIPPED)
