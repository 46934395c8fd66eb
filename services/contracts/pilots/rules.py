"""What a pilot needs at each moment, and what its business case comes to (N-123, A-12.17)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Money, Sentence
from shared.values.steering import PilotStatus

EXPECTED = Sentence(
    "pilot.expected-balance",
    nl="Verwachte baten {benefit_cents} min kosten {cost_cents}: {result_cents}.",
    en="Expected benefits {benefit_cents} less cost {cost_cents}: {result_cents}.",
)
REAL = Sentence(
    "pilot.real-balance",
    nl="Werkelijke baten {benefit_cents} min kosten {cost_cents}: {result_cents}.",
    en="Real benefits {benefit_cents} less cost {cost_cents}: {result_cents}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCase:
    """The numbers of a business case, in cents a year."""

    expected_cost_cents: int
    expected_benefit_cents: int
    real_cost_cents: int | None = None
    real_benefit_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """A pilot in one version; balances in cents a year."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    area_code: str
    measure_id: UUID | None
    valid_from: date
    valid_until: date
    participants: list[str]
    letter_of_intent_on: date | None
    business_case: BusinessCase | None
    status: PilotStatus
    roll_out_areas: list[str]
    roll_out_on: date | None
    expected_balance_cents: int | None = None
    real_balance_cents: int | None = None


class PilotNotFound(NotFound):
    """There is no such pilot, or it is not yours."""

    code = "pilot-not-found"
    title = Text("Pilot niet gevonden", "Pilot not found")
    detail = Text("Er is geen pilot {id}.", "There is no pilot {id}.")
    mend = Text("Controleer het kenmerk, of zoek op status.", "Check the identifier, or search by status.")


class PilotRefused(Refused):
    """The pilot lacks what its moment asks for (N-123)."""

    code = "pilot-refused"
    rule = "N-123"
    title = Text("De pilot is hier nog niet aan toe", "The pilot is not ready for this")
    detail = Text(
        "Een pilot loopt op een intentieverklaring en een businesscase, en wordt beoordeeld op werkelijke cijfers; zie errors.",
        "A pilot runs on a letter of intent and a business case, and is judged on real numbers; see errors.",
    )
    mend = Text("Vul aan wat errors noemen.", "Add what errors name.")


_RUN = frozenset({PilotStatus.RUNNING, PilotStatus.EVALUATED, PilotStatus.ROLLED_OUT})
_JUDGED = frozenset({PilotStatus.EVALUATED, PilotStatus.ROLLED_OUT})


def check(pilot: Pilot) -> tuple[Pilot, Derivation]:
    """The pilot with what its business case comes to, read by its participants. Raises PilotRefused with every fault."""
    case = pilot.business_case
    real = case is not None and case.real_cost_cents is not None and case.real_benefit_cents is not None
    asked = [
        ("letterOfIntentOn", pilot.status in _RUN and pilot.letter_of_intent_on is None),
        ("businessCase", pilot.status in _RUN and case is None),
        ("businessCase/realCostCents", pilot.status in _JUDGED and case is not None and not real),
        ("rollOutAreas", pilot.status is PilotStatus.ROLLED_OUT and not pilot.roll_out_areas),
        ("rollOutOn", pilot.status is PilotStatus.ROLLED_OUT and pilot.roll_out_on is None),
    ]
    told = Text("Dit is nu nodig.", "This is needed now.")
    faults = [FieldError(f"#/{place}", "missing", told, rule="N-123") for place, missing in asked if missing]
    if pilot.valid_until < pilot.valid_from:
        reversed_ = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
        faults.append(FieldError("#/validUntil", "period-reversed", reversed_))
    if faults:
        raise PilotRefused(errors=tuple(faults))
    expected, actual, why = None, None, Derivation()
    if case is not None:
        expected = case.expected_benefit_cents - case.expected_cost_cents
        why = why.because(
            "A-12.17", EXPECTED, Money(expected),
            benefit_cents=Money(case.expected_benefit_cents), cost_cents=Money(case.expected_cost_cents),
        )  # fmt: skip
        if case.real_benefit_cents is not None and case.real_cost_cents is not None:
            actual = case.real_benefit_cents - case.real_cost_cents
            why = why.because(
                "A-12.17", REAL, Money(actual),
                benefit_cents=Money(case.real_benefit_cents), cost_cents=Money(case.real_cost_cents),
            )  # fmt: skip
    parties = sorted(set(pilot.participants) - {pilot.owner})
    after = replace(pilot, parties=parties, expected_balance_cents=expected, real_balance_cents=actual)
    return after, why
