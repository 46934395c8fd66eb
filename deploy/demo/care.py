"""What the front desk, the consultants and the providers do: 120 requests from first contact to support."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from deploy.demo.cast import FRONT_DESK, Cast, Surprise
from deploy.demo.inputs import Attempt
from shared.clients.access import AccessClient
from shared.schemas.access import NewDecision, NewReferral, NewRequest
from shared.values.access_policies import ClarificationMethodCode
from shared.values.legal_frames import FrameOutcome
from shared.values.questions import FirstProvision, FirstProvisionOutcome
from shared.values.terms import Law

_REFUSED_DECISIONS = {
    "R-A03": ("decide-without-mandate", ()),
    "R-A06": ("decide-with-retroactive-start", ("earliestStart",)),
}

_WORTH_CENTS = 780_000  # (inv.) half a year of four hours a week


@dataclass(slots=True)
class Case:
    """One citizen's request with the attempts to handle it."""

    reference: str
    attempts: list[Attempt] = field(default_factory=list)
    request_id: UUID | None = None


class Care:
    """The cases of the year, by the day on which something happens to them."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        cases: dict[str, Case] = {}
        self._days: defaultdict[date, dict[str, Case]] = defaultdict(dict)
        for line in cast.inputs.attempts:
            case = cases.setdefault(line.reference, Case(line.reference))
            case.attempts.append(line)
            for day in (line.contact_on, line.first_talk_on, line.handled_on):
                self._days[day][line.reference] = case

    async def live(self, day: date) -> None:
        """What happens on a day: per citizen in order, citizens side by side."""
        await asyncio.gather(*(self._live(case, day) for case in self._days.get(day, {}).values()))

    async def _live(self, case: Case, day: date) -> None:
        first, cast = case.attempts[0], self._cast
        desk = cast.municipality(AccessClient, FRONT_DESK)
        if first.contact_on == day:
            new = NewRequest(
                external_reference=case.reference,
                citizen_reference=first.citizen,
                contract_id=cast.contract_id,
                law=Law.WMO_2015,
                contact_on=day,
            )
            case.request_id = (await desk.report_request(new, key=cast.key(case.reference))).id
        if first.first_talk_on == day:
            await desk.hold_first_talk(_known(case), day, key=cast.key(f"{case.reference}/talk"))
        await self._handle(case, (one for one in case.attempts if one.handled_on == day))

    async def _handle(self, case: Case, attempts: Iterable[Attempt]) -> None:
        for attempt in attempts:
            if attempt.path == "general":
                await self._refer(attempt, _known(case))
            else:
                await self._decide(attempt, _known(case))

    async def _refer(self, attempt: Attempt, request_id: UUID) -> None:
        """A general provision: a referral without a decision, which the provider answers (R-A27, R-A36)."""
        cast = self._cast
        step = f"{attempt.reference}/{attempt.provider}"
        consultant = cast.municipality(AccessClient, attempt.consultant)
        new = NewReferral(external_reference=step, provider=cast.inputs.oins[attempt.provider])
        referral = await consultant.make_referral(request_id, new, key=cast.key(step))
        provider = cast.member(AccessClient, attempt.provider)
        if attempt.answer == "accept":
            await provider.accept_referral(referral.id, key=cast.key(f"{step}/answer"))
            return
        refused = await provider.refuse_referral(
            referral.id, attempt.motivation or "", key=cast.key(f"{step}/answer")
        )
        if not refused.breach or refused.escalation_level < 1:
            raise Surprise(f"{step}: a refusal under an acceptance duty is a breach and escalates (R-A36)")
        cast.note("refuse-referral", 200, None, "R-A36")

    async def _decide(self, attempt: Attempt, request_id: UUID) -> None:
        """A tailor-made provision: a decision by a mandated consultant, never with retroactive effect (R-A03, R-A06)."""
        cast = self._cast
        step = f"{attempt.reference}/{attempt.expect or 'decision'}"
        new = NewDecision.model_validate(
            attempt.model_dump(
                include={
                    "product_category",
                    "product_code",
                    "start_date",
                    "end_date",
                    "volume",
                    "unit",
                    "frequency",
                }
            )
            | {
                "external_reference": step,
                "provider": cast.inputs.oins[attempt.provider],
                "motivation": attempt.motivation,
                **_in_full(attempt),
            }
        )
        consultant = cast.municipality(AccessClient, attempt.consultant)
        asked = consultant.take_decision(request_id, new, key=cast.key(step))
        if attempt.expect is None:
            await asked
            return
        name, mentions = _REFUSED_DECISIONS[attempt.expect]
        await cast.refused(name, attempt.expect, asked, *mentions)


def _in_full(attempt: Attempt) -> dict[str, Any]:
    """What a decision rests on beside the allocation: its value (inv.), the legal frame, the first talk (R-A07, R-A19, R-A31)."""
    return {
        "value_cents": _WORTH_CENTS,
        "legal_frame": {"law": Law.WMO_2015, "outcome": FrameOutcome.ALLOWED},
        "clarification": {
            "held_on": attempt.first_talk_on,
            "method": ClarificationMethodCode.TALK,
            "own_strength": "Wat zelf en met het netwerk kan, is besproken.",
            "provisions_first": [
                {"kind": FirstProvision.NETWORK, "outcome": FirstProvisionOutcome.INSUFFICIENT}
            ],
            "support_offered_on": attempt.first_talk_on,
        },
    }


def _known(case: Case) -> UUID:
    assert case.request_id is not None, f"{case.reference} is handled before it was reported"
    return case.request_id
