"""Methods that compute an amount: grant minus discount, per head, shrinking, a subsidy cut (R-C13, R-C18, R-C48, R-C49)."""

from __future__ import annotations

from services.contracts.budget_allocations.rules.basis import Basis
from services.contracts.budget_allocations.rules.parts import (
    AllocationPart,
    Outcome,
    not_available,
    nothing,
    refuse,
)
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence, Share
from shared.values.budgets import AllocationMethod, PartLevel
from shared.values.findings import FindingSeverity
from shared.values.money import rounded
from shared.values.remarks import BudgetRemark, remark

DISCOUNTED = Sentence(
    "allocation.discounted",
    nl="{grant_cents} min een doelmatigheidskorting van {discount_cents} ({discount_basis_points}): {result_cents}.",
    en="{grant_cents} minus an efficiency discount of {discount_cents} ({discount_basis_points}): {result_cents}.",
)
REFERENCE = Sentence(
    "allocation.reference",
    nl="De rijksbijdrage {grant_cents} staat naast het Vektis-cijfer {reference_cents}; het verschil is {result_cents}.",
    en="The grant {grant_cents} stands beside the Vektis figure {reference_cents}; the difference is {result_cents}.",
)
UNUSUAL = Sentence(
    "allocation.discount-unusual",
    nl="De korting van {discount_basis_points} ligt buiten wat gewoon is: {least_basis_points} tot {most_basis_points}.",
    en="The discount of {discount_basis_points} lies outside what is usual: {least_basis_points} to {most_basis_points}.",
)
SHARE = Sentence(
    "allocation.discount-share",
    nl="De korting van {discount_cents} is {discount_basis_points} van de rijksbijdrage.",
    en="The discount of {discount_cents} is {discount_basis_points} of the grant.",
)
GRANT_ZERO = nothing("grant-zero", "de rijksbijdrage", "the grant")
PER_HEAD = Sentence(
    "allocation.per-head",
    nl="{amount_cents} per hoofd op {counted_on}: {parts} met {counts} geven {amounts_cents}.",
    en="{amount_cents} a head on {counted_on}: {parts} with {counts} give {amounts_cents}.",
)
SHRUNK = Sentence(
    "allocation.shrunk",
    nl="{start_cents} krimpt {shrink_basis_points} per jaar, niet onder {floor_cents}: {years} geven {amounts_cents}.",
    en="{start_cents} shrinks {shrink_basis_points} a year, not below {floor_cents}: {years} give {amounts_cents}.",
)
AT_FLOOR = Sentence(
    "allocation.at-floor",
    nl="Vanaf {year} staat het budget op de bodem {floor_cents}: krimp prikkelt niet verder.",
    en="From {year} on the budget stands at its floor {floor_cents}: shrinking drives no further.",
)
CUT_WHOLE = Sentence(
    "allocation.cut-whole",
    nl="Het hele budget {total_cents} min {cut_basis_points} geeft {result_cents} (optie 1).",
    en="The whole budget {total_cents} minus {cut_basis_points} gives {result_cents} (option 1).",
)
CUT_TOPIC = Sentence(
    "allocation.cut-topic",
    nl="Onderwerp {topic}: {amount_cents} min {cut_basis_points} geeft {result_cents} (optie 2).",
    en="Topic {topic}: {amount_cents} minus {cut_basis_points} gives {result_cents} (option 2).",
)
MOTIVATE = Sentence(
    "allocation.motivation",
    nl="Een korting per onderwerp bevoordeelt andere onderwerpen en vraagt een sterkere motivering dan een korting op het geheel.",
    en="A cut by topic favours other topics and asks for a stronger motivation than a cut of the whole.",
)
MOTIVATED = Sentence(
    "allocation.motivated",
    nl="De keuze per onderwerp is gemotiveerd; leg haar voor aan de subsidiepartners.",
    en="The choice by topic is motivated; put it to the subsidised partners.",
)
_TOO_MUCH = Text("De korting is hoger dan de rijksbijdrage.", "The discount exceeds the grant.")
_TOPICS = Text(
    "De onderwerpen tellen niet op tot het totaal.",
    "The topics do not add up to the total.",
)


def grant_minus_discount(basis: Basis) -> Outcome:
    """What is left of the grant, in cents; the discount as a percentage is shown rounded, and judged unrounded (R-C13)."""
    grant = Money(basis.grant_cents)
    if basis.discount_basis_points is not None:
        discount = grant.times(Share(basis.discount_basis_points))
        beneath, above = (
            basis.discount_basis_points < basis.least_basis_points,
            basis.discount_basis_points > basis.most_basis_points,
        )
        share = basis.discount_basis_points
    else:
        discount = Money(basis.discount_cents or 0)
        if not grant:
            return not_available("R-C13", GRANT_ZERO)
        if discount > grant:
            refuse(FieldError("#/basis/discountCents", "discount-exceeds-grant", _TOO_MUCH, rule="R-C13"))
        beneath = discount.cents * 10_000 < basis.least_basis_points * grant.cents
        above = discount.cents * 10_000 > basis.most_basis_points * grant.cents
        share = rounded(discount.cents * 10_000, grant.cents)
    left = grant - discount
    why = Derivation().because(
        "R-C13",
        DISCOUNTED,
        left,
        grant_cents=grant,
        discount_cents=discount,
        discount_basis_points=share,
    )
    if basis.reference_cents is not None:
        reference = Money(basis.reference_cents)
        why = why.because("R-C13", REFERENCE, grant - reference, grant_cents=grant, reference_cents=reference)
    remarks = [
        remark(
            "R-C13",
            "discount-share",
            SHARE,
            severity=FindingSeverity.INFORMATION,
            discount_cents=discount,
            discount_basis_points=share,
        )
    ]
    if beneath or above:
        remarks.append(
            remark(
                "R-C13",
                "discount-unusual",
                UNUSUAL,
                discount_basis_points=share,
                least_basis_points=basis.least_basis_points,
                most_basis_points=basis.most_basis_points,
            )
        )
    whole = AllocationPart(
        code="total", level=PartLevel.TOTAL, amount_cents=left.cents, before_cents=grant.cents
    )
    return Outcome(parts=[whole], remarks=remarks, why=why)


def per_head(basis: Basis) -> Outcome:
    """An amount for each inhabitant or insured on the reference date (R-C18)."""
    rule = "R-C18" if basis.method == AllocationMethod.PER_INHABITANT else "A-9.6"
    parts = [
        AllocationPart(
            code=one.code,
            name=one.name,
            level=PartLevel.AREA,
            amount_cents=basis.amount_cents * one.count,
            weight=str(one.count),
        )
        for one in basis.heads
    ]
    why = Derivation().because(
        rule,
        PER_HEAD,
        amount_cents=Money(basis.amount_cents),
        counted_on=basis.counted_on,
        parts=[one.code for one in parts],
        counts=[one.count for one in basis.heads],
        amounts_cents=[Money(one.amount_cents) for one in parts],
    )
    return Outcome(parts=parts, why=why)


def shrinking(basis: Basis) -> Outcome:
    """The budget of each year: start × (1 − shrink)^year, rounded once, and never below the floor (R-C48)."""
    left = 10_000 - basis.shrink_basis_points
    # Who starts below the floor is not lifted up to it: the floor stops shrinking only.
    floor = min(basis.floor_cents, basis.start_cents)
    path = [
        max(floor, rounded(basis.start_cents * left**year, 10_000**year))
        for year in range(1, basis.years + 1)
    ]
    parts = [
        AllocationPart(code=str(basis.first_year + index), level=PartLevel.YEAR, amount_cents=amount)
        for index, amount in enumerate(path)
    ]
    why = Derivation().because(
        "R-C48",
        SHRUNK,
        start_cents=Money(basis.start_cents),
        shrink_basis_points=basis.shrink_basis_points,
        floor_cents=Money(floor),
        years=[one.code for one in parts],
        amounts_cents=[Money(one) for one in path],
    )
    remarks: list[BudgetRemark] = []
    reached = next((one for one in parts if one.amount_cents == floor), None)
    if reached is not None:
        remarks.append(
            remark(
                "R-C48",
                "floor-reached",
                AT_FLOOR,
                severity=FindingSeverity.INFORMATION,
                about=reached.code,
                year=reached.code,
                floor_cents=Money(floor),
            )
        )
    return Outcome(parts=parts, remarks=remarks, why=why)


def subsidy_cut(basis: Basis) -> Outcome:
    """The budget after a cut of the whole, or of topics, which asks for a motivation (R-C49)."""
    total = Money(basis.total_cents)
    if basis.cut_basis_points is not None:
        left = total - total.times(Share(basis.cut_basis_points))
        why = Derivation().because(
            "R-C49", CUT_WHOLE, left, total_cents=total, cut_basis_points=basis.cut_basis_points
        )
        whole = AllocationPart(
            code="total", level=PartLevel.TOTAL, amount_cents=left.cents, before_cents=total.cents
        )
        return Outcome(parts=[whole], why=why)
    if sum(one.amount_cents for one in basis.topics) != total.cents:
        refuse(FieldError("#/basis/topics", "topics-do-not-add-up", _TOPICS, rule="R-C49"))
    parts, why = [], Derivation()
    for one in basis.topics:
        before = Money(one.amount_cents)
        left = before - before.times(Share(one.cut_basis_points))
        why = why.because(
            "R-C49",
            CUT_TOPIC,
            left,
            topic=one.code,
            amount_cents=before,
            cut_basis_points=one.cut_basis_points,
        )
        parts.append(
            AllocationPart(
                code=one.code,
                name=one.name,
                level=PartLevel.TOPIC,
                amount_cents=left.cents,
                before_cents=before.cents,
            )
        )
    return Outcome(parts=parts, why=why)


def of_motivation(basis: Basis, motivation: str | None) -> list[BudgetRemark]:
    """A cut by topic asks for a motivation: a warning without one, a word of what it asks for with one (R-C49)."""
    if basis.method != AllocationMethod.SUBSIDY_CUT or not basis.topics:
        return []
    if motivation is None:
        return [remark("R-C49", "motivation-needed", MOTIVATE)]
    return [remark("R-C49", "motivated-by-topic", MOTIVATED, severity=FindingSeverity.INFORMATION)]


__all__ = ["grant_minus_discount", "of_motivation", "per_head", "shrinking", "subsidy_cut"]
