"""Referral rates: how much teams and practices refer, beside the others and the period before (R-A39, D-10)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.care import CaseCode
from shared.schemas.access.routes import Category
from shared.schemas.common import Cents, Day, DerivationStep, Wire
from shared.values.access_policies import TeamKind
from shared.values.choosing import CareIntensity
from shared.values.comparing import ChartKind
from shared.values.referring import RateGap, RatesBy

PerThousand = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,12}\.[0-9]{2}$",
        description="aantal per 1.000 inwoners, op twee decimalen",
        examples=["4.20"],
    ),
]
DaysOn = Annotated[
    str, Field(pattern=r"^-?[0-9]{1,9}\.[0-9]$", description="gemiddeld aantal dagen", examples=["6.5"])
]
ChartFigure = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]{1,20}(\.[0-9]{1,30})?$",
        description="berekend getal als tekst, niet afgerond",
        examples=["3.1"],
    ),
]
ChartMonth = Annotated[
    str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", description="een maand", examples=["2026-05"])
]
Share = Annotated[int, Field(description="aandeel in basispunten (100 = 1 %), naar beneden afgerond")]
Deviation = Annotated[
    int,
    Field(description="afwijking in basispunten (4000 = 40 % meer), naar nul afgerond", examples=[4_000]),
]
Count = Annotated[int, Field(ge=0)]
_DEVIATION = "afwijking van het gemiddelde van de andere teams van dezelfde soort (R-A39)"
_EARLIER = "afwijking van de eigen even lange periode ervoor"
_ABOVE = "genoeg verwijzingen, en een afwijking boven de norm van het beleid"


class ReferralRatesOf(Wire):
    """Which referral rates are asked."""

    category: Category | None = None
    again_months: Annotated[int, Field(ge=1, le=60)] | None = None


class ReferralChartOf(Wire):
    """Which control chart is asked."""

    team: CaseCode
    months: Annotated[int, Field(ge=2, le=120)] = 24
    base_until: ChartMonth | None = None


class CategoryRate(Wire):
    """The referrals to one product category."""

    category: str | None = Field(description="productcategorie; leeg = niet genoemd")
    referrals: Count
    per_thousand: PerThousand | None
    mean_per_thousand: PerThousand | None = Field(description="gemiddelde van de andere teams")
    deviation_basis_points: Deviation | None = Field(description=_DEVIATION)
    earlier_referrals: Count
    earlier_deviation_basis_points: Deviation | None = Field(description=_EARLIER)
    above_norm: bool = Field(description=_ABOVE)
    expected_cents: Cents = Field(description="verwachte kosten, zonder wie weigerde")
    real_cents: Cents = Field(description="werkelijke kosten voor zover bekend")


class IntensityCount(Wire):
    """The referrals of an intensity, and which share of the answers refused them (E-19)."""

    intensity: CareIntensity | None = Field(description="leeg = niet gezegd")
    referrals: Count
    asked: Count = Field(description="keren dat een aanbieder is gevraagd")
    accepted: Count
    refused: Count
    cannot_deliver: Count
    refusal_basis_points: Share | None


class ReferralRate(Wire):
    """The referrals of a team or practice (verwijscijfer) in a period, beside the others and the period before."""

    subject: str | None = Field(description="team of praktijk (AGB); leeg = melding zonder team")
    name: str | None
    kind: TeamKind | None
    referrals: Count = Field(
        description="verwezen vragen, elk één keer; basiszorg telt niet mee, een onbekend product wel"
    )
    share_basis_points: Share | None = Field(description="aandeel in alle verwijzingen van de periode")
    population: int | None = Field(description="inwoners van de gebieden van het team; leeg = niet bekend")
    population_year: int | None = Field(description="oudste jaar waarin die zijn geteld")
    per_thousand: PerThousand | None
    gap: RateGap | None = Field(description="waarom er geen cijfer per 1.000 is")
    peers: Count = Field(description="andere teams van dezelfde soort met een bekend inwonertal")
    peer_referrals: Count
    peer_population: Count
    mean_per_thousand: PerThousand | None = Field(
        description="gemiddelde van die teams: al hun verwijzingen op al hun inwoners"
    )
    deviation_basis_points: Deviation | None = Field(description=_DEVIATION)
    earlier_referrals: Count
    earlier_per_thousand: PerThousand | None
    earlier_deviation_basis_points: Deviation | None = Field(description=_EARLIER)
    above_norm: bool = Field(description=_ABOVE)
    lighter: Count = Field(description="verwezen naar basiszorg: telt niet mee")
    layer_unknown: Count = Field(description="waarvan het product niet bekend is: telt mee")
    asked: Count = Field(description="keren dat een aanbieder is gevraagd, ook na een weigering")
    accepted: Count
    refused: Count
    cannot_deliver: Count
    breaches: Count = Field(description="schendingen van de acceptatieplicht (R-A36)")
    refusal_basis_points: Share | None = Field(description="geweigerd van wat is beantwoord")
    expected_cents: Cents = Field(description="verwachte kosten, zonder wie weigerde")
    real_cents: Cents = Field(description="werkelijke kosten voor zover bekend")
    costed: Count = Field(description="verwijzingen waarvan de werkelijke kosten bekend zijn")
    across: Count = Field(description="naar een ander domein (E-18)")
    across_earlier: Count
    across_basis_points: Share | None
    heavy: Count = Field(description="zware zorg (E-11)")
    heavy_basis_points: Share | None = Field(description="zwaar van waar de zwaarte bekend is")
    days_until_referral: DaysOn | None = Field(description="van eerste contact tot verwijzing (E-12)")
    again: Count = Field(description="inwoner eerder verwezen binnen againMonths (E-12)")
    again_basis_points: Share | None
    onward: Count = Field(description="doorverwijzingen")
    days_until_onward: DaysOn | None = Field(description="van antwoord tot doorverwijzing (E-12)")
    nurse_contacts: int | None = Field(description="contacten POH-GGZ van de praktijk; leeg = geen geteld")
    categories: list[CategoryRate]
    intensities: list[IntensityCount]
    cases: list[UUID] = Field(description="verwijzingen om te bespreken, nieuwste eerst, hooguit 100")


class BudgetShift(Wire):
    """What was referred on since a contract pays a fixed budget, and in as many days before (E-11)."""

    contract_id: UUID
    contract_number: str
    started_on: Day
    until: Day
    days: int = Field(ge=1, description="dagen sinds het begin, en evenveel ervoor")
    before: Count
    after: Count
    heavy_before: Count
    heavy_after: Count
    across_before: Count
    across_after: Count
    rise_basis_points: Deviation | None
    above_norm: bool = Field(description=_ABOVE)


class ReferralRates(Wire):
    """The referral rates (verwijscijfers) of a period by team or practice (R-A39, D-10), first and last day included."""

    first_day: Day
    last_day: Day
    earlier_first_day: Day
    earlier_last_day: Day
    by: RatesBy
    category: str | None
    again_months: int
    norm_basis_points: int = Field(description="afwijking waarboven een cijfer opvalt (beleid)")
    policy_id: UUID | None = Field(description="leeg = de standaardwaarden")
    policy_version: int
    referrals: Count = Field(description="alle regels samen")
    lines: list[ReferralRate]
    shifts: list[BudgetShift] = Field(description="doorverwijzen sinds een vast budget begon (E-11)")
    steps: list[DerivationStep]


class ReferralChartPoint(Wire):
    """A month of the control chart; without a rate the population is not known."""

    month: ChartMonth
    referrals: Count
    population: int | None = Field(description="inwoners van het team; leeg = niet bekend")
    per_thousand: ChartFigure | None
    lower: ChartFigure | None
    upper: ChartFigure | None
    base: bool = Field(description="ligt in de periode waarop de grenzen rusten")
    beyond: bool = Field(description="buiten de grenzen: een signaal")


class ReferralControlChart(Wire):
    """The control chart (regelkaart) of a team's referrals per 1,000 inhabitants and month (formulas § 15)."""

    team: str
    name: str
    kind: ChartKind
    corrected: bool = Field(description="met Laney's correctie voor grote aantallen (u')")
    base_month: ChartMonth | None = Field(description="laatste maand waarop de grenzen rusten")
    centre: ChartFigure | None
    base_points: int
    on_trial: bool = Field(description="minder dan twaalf punten: voorlopige grenzen")
    spread: ChartFigure | None = Field(description="sigma van Laney; 1 = niet gecorrigeerd")
    shifted: bool = Field(description="de reeks is verschoven (Anhøj)")
    signalled: bool
    points: list[ReferralChartPoint]


__all__ = [
    "BudgetShift",
    "CategoryRate",
    "IntensityCount",
    "ReferralChartOf",
    "ReferralChartPoint",
    "ReferralControlChart",
    "ReferralRate",
    "ReferralRates",
    "ReferralRatesOf",
]
