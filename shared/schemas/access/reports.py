"""Reports of access: switches to a PGB, decisions and the waiting list over some days or on a day."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import BasisPoints, Cents, Day, Oin, Wire
from shared.values.access_reports import DecisionsBy, ViewStep
from shared.values.care_courses import PgbReason, PgbState
from shared.values.choosing import BridgingCare, WaitingCause
from shared.values.questions import ReferrerType
from shared.values.terms import Law

Count = Annotated[int, Field(ge=0)]


class PgbStep(Wire):
    """A month or quarter of a trend, as far as it lies in the period."""

    first_day: Day
    last_day: Day
    requested: Count
    switched: Count


class PgbPeriod(Wire):
    """The citizens who asked for a PGB and who switched in a period, held against all clients (R-A41)."""

    first_day: Day
    last_day: Day
    clients: Count
    requested: Count
    switched: Count
    share_basis_points: BasisPoints | None = Field(
        description="overgestapt gedeeld door cliënten, in basispunten; leeg = geen cliënten"
    )
    steps: list[PgbStep]


class PgbReasonCount(Wire):
    """How many citizens gave a reason, in the period and in the one before."""

    reason: PgbReason
    requested: Count
    requested_before: Count
    switched: Count
    switched_before: Count


class PgbStateCount(Wire):
    """How the switches that were asked for in the period stand now."""

    state: PgbState
    requested: Count


class PgbLeft(Wire):
    """Which provider was left, in which area."""

    area: str | None = Field(description="gebied van de melding; leeg = niet bekend")
    provider: Oin | None = Field(description="aanbieder die is verlaten; leeg = er was er nog geen")
    requested: Count
    requested_before: Count
    switched: Count
    switched_before: Count


class PgbSwitchView(Wire):
    """Switches to a PGB in a period beside the one before it (D-15): share, trend, reasons, and who was left where."""

    step: ViewStep
    period: PgbPeriod
    before: PgbPeriod
    reasons: list[PgbReasonCount]
    states: list[PgbStateCount]
    left: list[PgbLeft] = Field(description="de meeste verzoeken eerst, ten hoogste 500")


class CountedDecisions(Wire):
    """The decisions of one product, team or referrer; what is not counted by is empty."""

    law: Law | None
    product_category: str | None = Field(json_schema_extra={"x-istandaard": "ProductCategorie"})
    product_code: str | None = Field(json_schema_extra={"x-istandaard": "ProductCode"})
    team: str | None
    referrer_type: ReferrerType | None = Field(json_schema_extra={"x-istandaard": "Verwijzer"})
    referrer_code: str | None
    decisions: Count = Field(description="genomen besluiten, ook afwijzingen")
    granted: Count
    refused: Count
    decisions_before: Count
    value_cents: Cents = Field(description="waarde van wat is toegekend, voor zover bekend")
    share_basis_points: BasisPoints | None = Field(description="deel van alle besluiten, in basispunten")


class CountedCeiling(Wire):
    """An access ceiling of the year of the last day, counted up to that day: 780 of 800 is 97.5 % (R-A38)."""

    ceiling_id: UUID
    name: str
    contract_id: UUID | None
    law: Law | None
    product_category: str | None
    decisions: Count = Field(description="toekenningen die meetellen; bij contracts de inwoners daarvan")
    maximum_decisions: Count
    remaining: Count
    used_basis_points: int | None = Field(description="gebruikt deel; leeg = er is niets afgesproken")
    warning: bool
    exhausted: bool


class WaitingQuality(Wire):
    """The quality of the waiting list: who was placed in order, out of order, or after too long (R-A37, E-75)."""

    placed: Count
    in_order: Count
    out_of_order: Count
    too_long: Count = Field(description="geplaatst na meer dagen dan het maximum van de urgentie")
    in_order_basis_points: BasisPoints | None = Field(description="leeg = niemand geplaatst")
    waiting: Count = Field(description="wachtend op de laatste dag")
    overdue: Count = Field(description="daarvan langer dan het maximum van de urgentie")


class DecisionCounts(Wire):
    """The access decisions of a period beside the one before it, the ceilings, and the waiting list's quality (D-24)."""

    first_day: Day
    last_day: Day
    by: DecisionsBy
    policy_version: int = Field(ge=0, description="versie van het beleid dat is gebruikt")
    total: CountedDecisions
    lines: list[CountedDecisions] = Field(description="de meeste besluiten eerst, ten hoogste 500")
    ceilings: list[CountedCeiling] = Field(description="ten hoogste 200")
    waiting_list: WaitingQuality


class WaitingUrgency(Wire):
    """Who waits with an urgency."""

    urgency: int
    maximum_days: Count = Field(description="maximale wachttijd bij deze urgentie (beleid)")
    waiting: Count
    overdue: Count
    longest_days: Count


class WaitingAge(Wire):
    """Who waits for so many days; the classes are bounded by the maxima of the policy."""

    from_days: Count
    to_days: int | None = Field(description="leeg = en meer")
    waiting: Count


class WaitingCauseCount(Wire):
    """Who waits for a cause, and of those who waited before this year already (E-25)."""

    cause: WaitingCause
    waiting: Count
    carried_over: Count


class WaitingBridging(Wire):
    """Who is helped meanwhile in a way."""

    bridging: BridgingCare
    waiting: Count


class WaitingListOverview(Wire):
    """Who waits on a day (D-29): how many, how urgently, how long, why, and what helps meanwhile."""

    on: Day
    policy_version: int = Field(ge=0, description="versie van het beleid dat is gebruikt")
    waiting: Count
    overdue: Count = Field(description="langer dan het maximum van de urgentie")
    on_own_wish: Count = Field(description="wacht op eigen verzoek, en houdt zijn plaats (G-61)")
    without_bridging: Count
    carried_over: Count = Field(description="wachtte al vóór dit kalenderjaar (E-25)")
    longest_days: Count
    urgencies: list[WaitingUrgency]
    ages: list[WaitingAge]
    causes: list[WaitingCauseCount]
    bridging: list[WaitingBridging]


class UnallocatedLine(Wire):
    """Care of a provider without an allocation: acute before a decision, and asked for after it began (R-A06, R-A48)."""

    provider: Oin
    undecided: Count = Field(description="acute zorg zonder besluit op de laatste dag")
    beyond_term: Count = Field(description="daarvan langer dan de beleidsregel (undecidedExposureDays)")
    undecided_cents: Cents = Field(
        description="wat die zorg tot dan kost, voor zover een dagbedrag bekend is"
    )
    without_amount: Count = Field(description="daarvan zonder bekend dagbedrag")
    decided: Count = Field(description="acute zorg waarop in de periode is besloten")
    decided_days: Count = Field(description="dagen zonder besluit van die zorg, samen")
    decided_cents: Cents = Field(description="wat die dagen kostten, voor zover bekend")
    asked_after_start: Count = Field(description="verzoeken om toewijzing van na het begin van de zorg")
    asked_acute: Count = Field(description="daarvan acuut: nooit geblokkeerd (F-33)")
    asked_granted: Count = Field(description="daarvan toegekend")
    asked_rejected: Count = Field(description="daarvan afgewezen")


class UnallocatedCare(Wire):
    """Care without an allocation in a period, as far as access knows it (D-30); claims stand in settlement."""

    first_day: Day
    last_day: Day
    policy_version: int | None = Field(description="versie van het beleid; leeg voor een aanbieder")
    acute_without_order: int | None = Field(
        description="acute meldingen zonder zorgopdracht en zonder besluit; leeg voor een aanbieder"
    )
    oldest_days: int | None = Field(description="dagen sinds het contact van de oudste daarvan")
    exposure_cents: Cents = Field(description="van alle acute zorg zonder besluit op de laatste dag")
    lines: list[UnallocatedLine] = Field(description="per aanbieder, ten hoogste 1000")


__all__ = [
    "CountedCeiling", "CountedDecisions", "DecisionCounts", "PgbLeft", "PgbPeriod", "PgbReasonCount",
    "PgbStateCount", "PgbStep", "PgbSwitchView", "UnallocatedCare", "UnallocatedLine", "WaitingAge", "WaitingBridging", "WaitingCauseCount",
    "WaitingListOverview", "WaitingQuality", "WaitingUrgency",
]  # fmt: skip
