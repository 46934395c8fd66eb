"""The gates on an extension: what carries on an allocation is one, named so or not; tested, fit, and no longer than tested (R-A11, R-A13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from services.access.decisions.rules.decision import Decision
from services.access.decisions.rules.gates import (
    MISSING,
    NONE,
    PASSED,
    WARNING,
    Basis,
    Gate,
    completed,
    granted,
    said,
)
from shared.errors import Text
from shared.values.allocating import AIDS, AllocationState
from shared.values.period import add_months
from shared.values.reviewing import ReviewKind
from shared.values.terms import Law

if TYPE_CHECKING:
    from services.access.allocations.rules import Allocation

_DAY = timedelta(days=1)


def carried_on(decision: Decision, others: Sequence[Allocation]) -> Allocation | None:
    """The allocation that a grant carries on without naming it (`extension_of`), of the same provider before another's; else None.

    Number 1 until 30-6: the same product from 1-7 carries it on, by whichever provider, and so from 20-6 until after 30-6;
    from 2-7, another product, or until 30-6 does not. Of aids (Wmo) several stand beside each other: only from 1-7.
    """
    found = [one for one in others if granted(decision) and carries_on(decision, one)]
    if any(one.allocation_number == decision.extension_of for one in found):
        return None
    return max(
        found,
        key=lambda one: (one.provider == decision.provider, one.end_date or date.min, one.allocation_number),
        default=None,
    )


def carries_on(decision: Decision | Allocation, old: Allocation) -> bool:
    """Whether what is granted is the same product from before or right after the old end, and ends later (R-A11)."""
    start, last = decision.start_date, old.end_date
    if start is None or last is None or old.state is AllocationState.DELETED or old.law is not decision.law:
        return False
    of_category = old.product_category == decision.product_category
    codes = {old.product_code, decision.product_code} - {None}  # without a code: any of its category
    ends_later = decision.end_date is None or decision.end_date > last
    if not of_category or len(codes) > 1 or not ends_later:
        return False
    if decision.law is Law.WMO_2015 and decision.product_category in AIDS:
        return start == last + _DAY
    return old.start_date < start <= last + _DAY


def extensions(decision: Decision, basis: Basis) -> int:
    """How many extensions there are up to and including this decision, of one that is not named so too (R-A13)."""
    if carried_on(decision, basis.others) is None:
        return decision.extensions
    return 1 if basis.earlier is None else basis.earlier.extensions + 1


def extension_gates(decision: Decision, basis: Basis) -> list[Gate]:
    """An extension never goes by itself: a completed test (R-A11); beyond the guideline it is a deviation (R-A13)."""
    unnamed = carried_on(decision, basis.others)
    if unnamed is not None:
        return [_unnamed(unnamed.allocation_number), _guideline(decision, basis)]
    if decision.extension_of is None or not granted(decision):
        text = Text("Dit is geen verlenging.", "This is no extension.")
        return [Gate("extension", "R-A11", NONE, text), Gate("guideline", "R-A13", NONE, text)]
    return [_tested(decision, basis, decision.extension_of), _guideline(decision, basis)]


def _unnamed(number: int) -> Gate:
    text = said(
        "Dit zet toewijzing {number} van hetzelfde product voort: het is een verlenging, en die gaat niet zonder toets.",
        "This carries on allocation {number} of the same product: it is an extension, which takes a test.",
        number=number,
    )
    mend = said(
        "Noem toewijzing {number} (extensionOf) en rond een verlengingstoets af (reviews).",
        "Name allocation {number} (extensionOf) and complete an extension review (reviews).",
        number=number,
    )
    return Gate("extension", "R-A11", MISSING, text, mend, "#/extensionOf")


def _tested(decision: Decision, basis: Basis, number: int) -> Gate:
    """By another than the decider, after whom the support still fits, for as many months as this lasts (R-A11)."""
    code, rule, at = "extension", "R-A11", "#/extensionOf"
    if basis.earlier is None:
        text = said(
            "Er is geen toewijzing {number} van deze inwoner.", "This citizen has no allocation {number}.",
            number=number,
        )  # fmt: skip
        return Gate(code, rule, MISSING, text, text, at)
    test = completed(decision, basis, ReviewKind.EXTENSION, number)
    if test is None:
        text = said(
            "Een verlenging van toewijzing {number} gaat niet zonder toets.",
            "Allocation {number} is not extended without a test.", number=number,
        )  # fmt: skip
        mend = Text("Rond een verlengingstoets af (reviews).", "Complete an extension review (reviews).")
        return Gate(code, rule, MISSING, text, mend, at)
    if test.fit is not True:
        text = said(
            "De toets vond niet dat toewijzing {number} nog past.",
            "The test did not find that allocation {number} still fits.", number=number,
        )  # fmt: skip
        mend = Text(
            "Ken toe wat wel past, of laat opnieuw toetsen (reviews).",
            "Grant what does fit, or have it tested anew (reviews).",
        )
        return Gate(code, rule, MISSING, text, mend, at)
    months = test.extension_months or basis.policy.extension_max_months
    last = add_months(_begins(decision, basis, number), months) - _DAY
    if decision.end_date is None or decision.end_date > last:
        text = said(
            "Getoetst is een verlenging van {months} maanden: tot en met {last}.",
            "What was tested is an extension of {months} months: up to and including {last}.",
            months=months, last=last,
        )  # fmt: skip
        mend = said(
            "Eindig uiterlijk op {last}, of laat een langere verlenging toetsen (extensionMonths).",
            "End by {last}, or have a longer extension tested (extensionMonths).", last=last,
        )  # fmt: skip
        return Gate(code, rule, MISSING, text, mend, "#/endDate")
    text = said(
        "Getoetst is of toewijzing {number} nog past.", "Whether allocation {number} still fits was tested.",
        number=number,
    )  # fmt: skip
    return Gate(code, rule, PASSED, text)


def _begins(decision: Decision, basis: Basis, number: int | None) -> date:
    """The first day of the extension: not before the old end, which another provider may overlap."""
    start = decision.start_date or basis.today
    named = (one for one in basis.others if (one.law, one.allocation_number) == (decision.law, number))
    old = next(named, None)
    return start if old is None or old.end_date is None else max(start, old.end_date + _DAY)


def _guideline(decision: Decision, basis: Basis) -> Gate:
    """The guideline 2 x 6 months: a third one, or a longer one, is a deviation that the motivation must carry (R-A13)."""
    policy, unnamed = basis.policy, carried_on(decision, basis.others)
    facts = {"count": policy.extension_max_count, "months": policy.extension_max_months}
    number = decision.extension_of if unnamed is None else unnamed.allocation_number
    longest = add_months(_begins(decision, basis, number), policy.extension_max_months)
    too_long = decision.end_date is None or decision.end_date >= longest
    if extensions(decision, basis) > policy.extension_max_count or too_long:
        text = said(
            "Dit wijkt af van de richtlijn: hooguit {count} keer {months} maanden.",
            "This deviates from the guideline: at most {count} times {months} months.", **facts,
        )  # fmt: skip
        mend = Text("Motiveer de afwijking.", "Give the reason in the motivation.")
        return Gate("guideline", "R-A13", WARNING, text, mend, "#/motivation")
    text = said(
        "Binnen de richtlijn: {count} keer {months} maanden.", "Within the guideline: {count} times {months} months.",
        **facts,
    )  # fmt: skip
    return Gate("guideline", "R-A13", PASSED, text)
