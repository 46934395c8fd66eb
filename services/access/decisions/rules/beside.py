"""What a grant would run beside: the citizen's other allocations and its PGBs (iStandaarden TR302, OP043, OP380)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, cast

from services.access.allocations.rules import (
    Allocation,
    allocation_of,
    meeting_faults,
    must_stretch,
    stacking,
)
from services.access.decisions.rules.decision import Decision
from services.access.decisions.rules.gates import MISSING, NONE, PASSED, WARNING, Basis, Gate, granted, said
from shared.errors import Text

if TYPE_CHECKING:
    from services.access.allocations.rules.allocation import Granted

_NO_NUMBER = 0  # numbers begin at 1: what is not allocated yet is none of the others


def _would_be(decision: Decision, basis: Basis) -> Allocation | None:
    """The allocation that the decision would make on the day of the basis; None where it makes none."""
    if not granted(decision) or decision.provider is None or decision.start_date is None:
        return None
    made = replace(decision, allocation_number=_NO_NUMBER, decided_on=basis.today)
    return allocation_of(cast("Granted", made), datetime.combine(basis.today, time(), UTC))


def overlap_gate(decision: Decision, basis: Basis) -> Gate:
    """No second allocation of the product by the provider on the same days, and none beside a PGB for it (TR302, OP043).

    Number 1 until 30-6, a grant from 20-6: missing; from 1-7: passed; the same days by another provider: passed.
    """
    code, rule = "overlap", "R-X06"
    target = _would_be(decision, basis)
    if target is None:
        return Gate(code, rule, NONE, Text("Er wordt niets toegewezen.", "Nothing is allocated."))
    faults = {one.code for one in meeting_faults(target, basis.others, basis.pgbs)}
    if not faults:
        text = Text(
            "De toewijzing overlapt niet met een andere van dit product, en er is geen PGB voor.",
            "The allocation overlaps with no other of this product, and there is no PGB for it.",
        )
        return Gate(code, rule, PASSED, text)
    if "pgb-at-once" in faults:
        text = Text(
            "De inwoner heeft voor dit product een PGB; zorg in natura kan er niet naast (OP043).",
            "The citizen has a PGB for this product; care in kind cannot stand beside it (OP043).",
        )
        mend = Text("Beëindig eerst het PGB.", "End the PGB first.")
        return Gate(code, rule, MISSING, text, mend, "#/productCategory")
    numbers = ", ".join(str(one) for one in stacking(target, basis.others))
    text = said(
        "Dit overlapt met toewijzing {numbers} van dit product aan deze aanbieder (TR302).",
        "This overlaps with allocation {numbers} of this product to this provider (TR302).", numbers=numbers,
    )  # fmt: skip
    mend = said(
        "Begin na het einde van toewijzing {numbers}, of beëindig die eerder.",
        "Start after the end of allocation {numbers}, or end it sooner.",
        numbers=numbers,
    )
    return Gate(code, rule, MISSING, text, mend, "#/startDate")


def stretch_gate(decision: Decision, basis: Basis) -> Gate:
    """An extension in the same product and size of what still runs is no new number in the standard: it is stretched (OP380).

    It warns and never refuses. OP380 binds the message (no new number where only the end moves), not the decision: an
    extension is a decision all the same, with its completed test (R-A11) and a term of objection of its own (R-A29). Refused
    here, it could only be made by a change of the old allocation, which has neither. Whoever lays the messages on top sends
    what was decided as the old number with its later end; that the care does not stop weighs more than its number.
    """
    code, rule = "stretch", "R-X06"
    target = None if decision.extension_of is None else _would_be(decision, basis)
    if target is None:
        return Gate(code, rule, NONE, Text("Dit is geen verlenging.", "This is no extension."))
    number = decision.extension_of
    of_law = (one for one in basis.others if one.law is decision.law)
    old = next((one for one in of_law if one.allocation_number == number), None)
    if old is None or not must_stretch(old, target, today=basis.today):
        text = Text("De verlenging krijgt een eigen nummer.", "The extension gets a number of its own.")
        return Gate(code, rule, PASSED, text)
    text = said(
        "Alleen de einddatum van toewijzing {number} schuift op, en die is nog niet voorbij (OP380).",
        "Only the end of allocation {number} moves, and it has not passed yet (OP380).", number=number,
    )  # fmt: skip
    mend = said(
        "Verleng in het berichtenverkeer toewijzing {number} zelf (changes, reden 04) in plaats van een nieuw nummer.",
        "Stretch allocation {number} itself in the messages (changes, reason 04) instead of using a new number.",
        number=number,
    )
    return Gate(code, rule, WARNING, text, mend, "#/extensionOf")
