"""Who answers a wish for a PGB, until when one may object to that, and what may not run beside a PGB (R-A03, R-A41, F-12, OP043)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.access.allocations.rules import Allocation
from services.access.allocations.rules.combinations import same_product
from services.access.decisions.rules import words
from services.access.decisions.rules.terms import objection_term
from services.access.mandates.rules import LAW_NAMES, Mandate
from shared.errors import FieldError, Text
from shared.values import CALENDAR, Calendar, Derivation
from shared.values.terms import Law

RUNS_ON = Text(
    "Toewijzing {allocation_number} van dit product loopt dan nog: een PGB kan er niet naast. Beëindig haar eerst op de dag ervoor (allocations, changes), of kies een latere dag.",
    "Allocation {allocation_number} of this product still runs then: a PGB cannot stand beside it. End it first on the day before (allocations, changes), or choose a later day.",
)


class Left(Protocol):
    """The allocation that a switch leaves."""

    @property
    def law(self) -> Law: ...
    @property
    def allocation_number(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers on which day: with which mandate, beside which allocations of the citizen, by which calendar."""

    decider: str
    mandate: Mandate
    today: date
    allocations: Sequence[Allocation] = ()
    calendar: Calendar = CALENDAR

    def objection(self, answered_on: date) -> tuple[dict[str, object], Derivation]:
        """What the answer is given with: who, the mandate, the last day for objection (six weeks, R-A29); and why."""
        mandate, name = self.mandate, LAW_NAMES[self.mandate.law]
        until, why = objection_term(answered_on, self.calendar)
        sentence = words.MANDATED_OPEN if mandate.valid_until is None else words.MANDATED
        told = Derivation().because(
            "R-A03", sentence, decided_on=self.today, law_name=name, mandate_id=mandate.id,
            mandate_version=mandate.version, valid_from=mandate.valid_from, valid_until=mandate.valid_until,
        )  # fmt: skip
        given = {"answered_by": self.decider, "mandate_id": mandate.id, "objection_until": until}
        return given, told.merge(why)

    def beside(self, left: Left, switched_on: date) -> Allocation | None:
        """The first allocation of the product that is left which still runs on the first day with a PGB; None where none does."""
        own = [one for one in self.allocations if _is(one, left)]
        for one in self.allocations:
            over = one.end_date is not None and one.end_date < switched_on
            if not over and one.law is left.law and any(same_product(one, mine) for mine in own):
                return one
        return None


def _is(one: Allocation, left: Left) -> bool:
    return one.law is left.law and one.allocation_number == left.allocation_number


def running_fault(field: str) -> FieldError:
    """The fault of a PGB beside care in kind of the same product, at the field of its first day."""
    return FieldError(f"#/{field}", "allocation-runs", RUNS_ON, rule="OP043")


__all__ = ["Answering", "running_fault"]
