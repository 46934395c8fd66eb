"""What follows for a decision when what it allocated is lengthened, shortened, taken away or resized by the municipality (R-A29, R-A35)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from services.access.decisions.rules import words
from services.access.decisions.rules.decision import Decision
from services.access.decisions.rules.terms import objection_term
from services.access.mandates.rules import LAW_NAMES
from shared.values import CALENDAR, Calendar, Derivation, Sentence

if TYPE_CHECKING:
    from services.access.mandates.rules import Mandate

REVISED = Sentence(
    "decision.revised",
    nl="Op {revised_on} is toewijzing {allocation_number} gewijzigd met reden {change_reason}: einddatum {result}. Daartegen staat opnieuw bezwaar open (beleid versie {policy_version}).",
    en="On {revised_on} allocation {allocation_number} was changed with reason {change_reason}: end date {result}. Objection is open to that anew (policy version {policy_version}).",
)
_LONGEST = 2000  # characters of a motivation


def revise(
    decision: Decision,
    *,
    decider: str,
    mandate: Mandate | None,
    motivation: str | None,
    change_reason: str,
    allocation_number: int,
    end_date: date | None,
    longer: bool,
    policy_version: int,
    today: date,
    before: Derivation,
    calendar: Calendar = CALENDAR,
) -> tuple[Decision, Derivation]:
    """The next version of a decision whose allocation the municipality changes: who decided, with which mandate, and objection anew.

    The motivation is added to the one before, as long as both fit. Without a mandate (acute care) the one before stands.
    """
    until, objection = objection_term(today, calendar)
    revised = replace(
        decision,
        version=decision.version + 1,
        decided_by=decider,
        mandate_id=decision.mandate_id if mandate is None else mandate.id,
        end_date=end_date,
        extensions=decision.extensions + 1 if longer else decision.extensions,
        motivation=_joined(decision.motivation, motivation),
        notified_on=today,
        objection_until=until,
    )
    why = before
    if mandate is not None:
        sentence = words.MANDATED_OPEN if mandate.valid_until is None else words.MANDATED
        why = why.because(
            "R-A03", sentence, decided_on=today, law_name=LAW_NAMES[decision.law], mandate_id=mandate.id,
            mandate_version=mandate.version, valid_from=mandate.valid_from, valid_until=mandate.valid_until,
        )  # fmt: skip
    why = why.because(
        "R-A35", REVISED, end_date, revised_on=today, allocation_number=allocation_number, change_reason=change_reason,
        policy_version=policy_version,
    )  # fmt: skip
    return revised, why.merge(objection)


def _joined(old: str | None, new: str | None) -> str | None:
    if new is None or old is None:
        return new or old
    both = f"{old}\n\n{new}"
    return both if len(both) <= _LONGEST else new
