"""Who may take an access decision on a day, and why another may not (R-A03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import FieldError, Refused, Text
from shared.values.terms import Law

LAW_NAMES = {Law.WMO_2015: "Wmo 2015", Law.JEUGDWET: "Jeugdwet"}


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who may take access decisions under a law; `valid_until` is the last day, None is open."""

    id: UUID
    version: int
    owner: str
    holder: str
    role: str
    law: Law
    valid_from: date
    valid_until: date | None

    def covers(self, law: Law, day: date) -> bool:
        """Whether it is valid for the law on the day, first and last day included."""
        return (
            self.law == law
            and self.valid_from <= day
            and (self.valid_until is None or day <= self.valid_until)
        )


class MandateMissing(Refused):
    """The person who decides holds no mandate for this law on this day (R-A03); `errors` says why."""

    code = "mandate-missing"
    rule = "R-A03"
    title = Text("Het mandaat ontbreekt", "The mandate is missing")
    detail = Text(
        "De beslisser heeft op {decided_on} geen geldig mandaat voor de {law_name}; errors zegt waarom.",
        "On {decided_on} the decider holds no valid mandate for the {law_name}; errors says why.",
    )
    mend = Text(
        "Laat een gemandateerde beslissen, of registreer het mandaat bij contracts.",
        "Have a mandated person decide, or register the mandate with contracts.",
    )


_NO_MANDATE = Text("Er is geen mandaat op deze naam.", "There is no mandate in this name.")


def find_mandate(mandates: Sequence[Mandate], law: Law, day: date) -> Mandate:
    """The decider's mandate that is valid for the law on the day, the longest-standing first (R-A03).

    Raises MandateMissing, whose errors say of each mandate why it does not do: expired, not yet valid, other law.
    """
    for mandate in mandates:
        if mandate.covers(law, day):
            return mandate
    reasons = [_why_not(mandate, law, day) for mandate in mandates] or [("mandate-none", _NO_MANDATE)]
    errors = tuple(FieldError("Authorization", code, text, "header", "R-A03") for code, text in reasons)
    raise MandateMissing(errors=errors, decided_on=day, law_name=LAW_NAMES[law])


def _why_not(mandate: Mandate, law: Law, day: date) -> tuple[str, Text]:
    name, first, last = LAW_NAMES[mandate.law], mandate.valid_from, mandate.valid_until
    if mandate.law != law:
        there = Text(f"Er is een mandaat voor de {name}.", f"There is a mandate for the {name}.")
        return "mandate-other-law", there
    if first > day:
        later = Text(f"Het mandaat geldt pas vanaf {first}.", f"The mandate is valid only from {first}.")
        return "mandate-not-yet-valid", later
    over = Text(f"Het mandaat gold tot en met {last}.", f"The mandate was valid up to and including {last}.")
    return "mandate-expired", over
