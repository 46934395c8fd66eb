"""The municipality's policies: every threshold of access as one resource with its first day."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import (
    BasisPoints,
    Cents,
    Checked,
    Day,
    Name,
    Oin,
    Parties,
    Reference,
    Resource,
    Wire,
)
from shared.values.access_policies import PolicyState, WlzCheck
from shared.values.products import SupportKind

Months = Annotated[int, Field(ge=0, le=120)]
Days = Annotated[int, Field(ge=0, le=3_650)]
Kinds = Annotated[list[SupportKind], Field(max_length=len(SupportKind))]
MethodCode = Annotated[
    str, Field(pattern=r"^[a-z][A-Za-z0-9]{0,39}$", description="methode van vraagverheldering"), Checked
]


class AgeLimit(Wire):
    """From which age help of a kind ends, and up to which age it may go on (R-A16)."""

    kind: SupportKind | None = Field(default=None, description="leeg = elke andere soort")
    age: int = Field(ge=1, le=130, examples=[18])
    extended_to: int | None = Field(default=None, ge=1, le=130, description="verlengd tot deze leeftijd")


class ClarificationMethod(Wire):
    """A method of clarification that the municipality uses (N-127, F-03, F-04)."""

    code: MethodCode
    domains_selectable: bool = Field(description="alleen wat van belang is wordt gescoord (F-03)")
    privacy_reviewed_on: Day | None = Field(
        default=None, description="dag waarop de vragen op privacy zijn getoetst (F-04)"
    )


class PenaltyRate(Wire):
    """What a late decision costs a day, in three stretches of 14 days, from a day on (dwangsom, Awb 4:17)."""

    valid_from: Day
    day_cents: Annotated[list[Cents], Field(min_length=3, max_length=3)] = Field(
        description="per dag in de eerste, tweede en derde veertien dagen", examples=[[2_300, 3_500, 4_500]]
    )
    source: Name = Field(description="vindplaats van de bedragen", examples=["Awb 4:17 lid 2"])


class Thresholds(Wire):
    """Every threshold of access; what is left out takes the standard value."""

    switch_team_above_cents: Cents = Field(
        default=5_000_000, description="boven dit bedrag kijkt het schakelteam mee (R-A07)"
    )
    value_required: bool = Field(default=True, description="een besluit noemt zijn waarde (R-A07)")
    vot_sample_basis_points: BasisPoints = Field(
        default=1_000, description="deel van de verzoeken om toewijzing dat wordt getoetst (R-A10)"
    )
    vot_every: bool = Field(default=False, description="elk verzoek om toewijzing wordt getoetst (R-A10)")
    conspicuous_use_basis_points: BasisPoints = Field(
        default=4_000, description="afwijking waarboven gebruik opvalt (R-A11)"
    )
    conspicuous_cost_cents: Cents | None = Field(
        default=None, description="kosten waarboven een arrangement opvalt (R-A11)"
    )
    extension_max_count: int = Field(default=2, ge=0, le=20, description="hooguit zo vaak verlengd (R-A12)")
    extension_max_months: Months = Field(default=6, description="hooguit zo lang verlengd (R-A12)")
    half_year_months: Months = Field(default=6, description="na zoveel maanden een tussentoets (R-A13)")
    majority_signal_months: Months = Field(default=6, description="zo lang voor 18 jaar een signaal (R-A16)")
    stacking_threshold: int = Field(
        default=3, ge=1, le=50, description="vanaf zoveel voorzieningen stapeling"
    )
    carer_hours_limit: int = Field(
        default=20, ge=0, le=168, description="uren mantelzorg in een week waarboven zij te zwaar is"
    )
    choice_term_days: Days = Field(default=5, description="dagen om een aanbieder te kiezen (R-C43)")
    effort_term_weeks: int = Field(
        default=6, ge=0, le=104, description="weken om de inspanning bij het besluit te voegen (R-A25)"
    )
    retroactive_start_allowed: bool = Field(
        default=False, description="een besluit mag eerder ingaan dan het is genomen (R-A05)"
    )
    onward_referral_approval: bool = Field(
        default=False, description="doorverwijzen vraagt toestemming (R-A24)"
    )
    wlz_check: WlzCheck = Field(
        default=WlzCheck.IN_DOUBT, description="wanneer het Wlz-register wordt gevraagd (F-05)"
    )
    wlz_blocked_kinds: Kinds = Field(
        default=[
            SupportKind.HOUSEHOLD_HELP,
            SupportKind.INDIVIDUAL_GUIDANCE,
            SupportKind.GROUP_GUIDANCE,
            SupportKind.PERSONAL_CARE,
            SupportKind.SHORT_STAY,
            SupportKind.SHELTERED_LIVING,
        ],
        description="soorten die niet samengaan met de Wlz (R-A15)",
    )
    wlz_warned_kinds: Kinds = Field(
        default=[SupportKind.TRANSPORT, SupportKind.WHEELCHAIR],
        description="soorten waarbij de Wlz een waarschuwing geeft (R-A15)",
    )
    maximum_wait_days: Annotated[list[Days], Field(min_length=3, max_length=3)] = Field(
        default=[7, 21, 42], description="hoogste wachttijd bij urgentie 1, 2 en 3, in dagen (R-A37)"
    )
    ceiling_warning_basis_points: BasisPoints = Field(
        default=9_500, description="vanaf dit deel van een toegangsplafond een waarschuwing (R-A38)"
    )
    referral_deviation_basis_points: BasisPoints = Field(
        default=2_500, description="afwijking waarboven verwijzen opvalt (R-A39)"
    )
    transfer_term_days: Days = Field(default=14, description="dagen voor een overdracht (R-A56)")
    ratified_kinds: Kinds = Field(
        default=[SupportKind.YOUTH_CARE_PLUS], description="soorten die een derde bekrachtigt (R-A20, F-28)"
    )
    ratified_above_cents: Cents | None = Field(
        default=None, description="boven dit bedrag bekrachtigt een derde (F-28)"
    )
    coordinator_from_providers: int = Field(
        default=3, ge=1, le=50, description="vanaf zoveel aanbieders een coördinator"
    )
    clarification_methods: Annotated[list[ClarificationMethod], Field(max_length=20)] = Field(
        default=[
            ClarificationMethod(code="zrm11", domains_selectable=True),
            ClarificationMethod(code="zrm13", domains_selectable=True),
            ClarificationMethod(code="esbjerg", domains_selectable=True),
            ClarificationMethod(code="talk", domains_selectable=False),
        ],
        description="methoden van vraagverheldering (N-127)",
    )
    age_limits: Annotated[list[AgeLimit], Field(max_length=len(SupportKind) + 1)] = Field(
        default=[AgeLimit(age=18), AgeLimit(kind=SupportKind.FOSTER_CARE, age=21, extended_to=23)],
        description="leeftijdsgrenzen van jeugdhulp (R-A16)",
    )
    pilot_flame_months: Months = Field(default=6, description="waakvlam na afloop, in maanden")
    substitution_target_basis_points: BasisPoints = Field(
        default=1_000, description="streefdeel van substitutie (R-A52)"
    )
    trend_deviation_basis_points: BasisPoints = Field(
        default=1_000,
        description="stijging of daling ten opzichte van de periode ervoor waarboven een trend opvalt",
    )
    duration_deviation_basis_points: BasisPoints = Field(
        default=1_000, description="stijging van de duur per cliënt waarboven zij opvalt (E-08)"
    )
    desk_decision_days: Days = Field(
        default=56, description="gemiddeld aantal dagen tot een besluit waarboven een loket traag is (E-36)"
    )
    review_yield_minimum_basis_points: BasisPoints = Field(
        default=500, description="deel van de toetsen dat iets moet opleveren (E-49)"
    )
    legal_dispute_days: Days = Field(
        default=28,
        description="gemiddeld aantal dagen waarna een vraag over het wettelijk kader te lang openstaat (E-50)",
    )
    term_warning_days: Days = Field(
        default=7, description="zoveel dagen voor het einde van een wettelijke termijn een signaal (R-A55)"
    )
    trend_minimum_count: int = Field(
        default=10, ge=1, le=10_000, description="onder zoveel gevallen heet toeval geen trend"
    )
    undecided_exposure_days: Days | None = Field(
        default=None, description="zo lang zonder besluit geldt als risico; leeg = niet gevolgd"
    )
    choice_recorded_required: bool = Field(
        default=False, description="zonder vastgelegde keuze geen besluit (R-A40)"
    )
    penalty_rates: Annotated[list[PenaltyRate], Field(max_length=20)] = Field(
        default=[
            PenaltyRate(
                valid_from=date(2009, 10, 1),
                day_cents=[2_000, 3_000, 4_000],
                source="Awb 4:17 lid 2 (Stb. 2009, 383)",
            ),
            PenaltyRate(
                valid_from=date(2019, 1, 1),
                day_cents=[2_300, 3_500, 4_500],
                source="Awb 4:17 lid 2 (Stcrt. 2018, 65542)",
            ),
        ],
        description=(
            "bedragen van de dwangsom bij niet tijdig beslissen, naar de dag van ontvangst van de ingebrekestelling; de wet indexeert"
            " ze: controleer die vanaf 2026 (R-A55)"
        ),
    )


class NewPolicy(Thresholds):
    """Set a policy (beleidsregel) for today or a later day; it holds until the next one's first day."""

    external_reference: Reference | None = None
    valid_from: Day = Field(description="eerste dag; vandaag of later")
    name: Name | None = Field(
        default=None, description="onder welke naam", examples=["Beleidsregels toegang 2027"]
    )


class PolicyChange(Thresholds):
    """Change a policy that is still to come (JSON Merge Patch): what is left out stays as it was set."""

    valid_from: Day = Field(default_factory=lambda: date(1900, 1, 1))
    name: Name | None = None


class Policy(Resource, Thresholds):
    """A policy (beleidsregel): the municipality's thresholds from a day on."""

    valid_from: Day
    name: str | None
    state: PolicyState = Field(description="ingetrokken = nooit ingegaan")
    parties: Parties


class CurrentPolicy(Thresholds):
    """The thresholds that hold on a day, and which policy they are of; version 0 is the built-in standard."""

    on: Day
    id: UUID | None = Field(description="de beleidsregel; leeg = de standaardwaarden, versie 0")
    version: int = Field(ge=0, description="0 = de standaardwaarden")
    owner: Oin
    valid_from: Day = Field(description="eerste dag; van de standaardwaarden 1900-01-01")
    name: str = Field(examples=["standaardwaarden (versie 0)"])
    standard: bool = Field(description="of de gemeente zelf niets heeft vastgelegd")


__all__ = [
    "AgeLimit", "ClarificationMethod", "CurrentPolicy", "NewPolicy", "PenaltyRate", "Policy",
    "PolicyChange", "Thresholds",
]  # fmt: skip
