"""New sums of areas, of heads or places, and of categories: only at the yearly check, and they add up (R-C07, R-C20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.contracts.amendments.rules.terms import Amendable, Amendment, Funded, Proposal
from services.contracts.contracts.rules.forms import COUNTED
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence
from shared.values.terms import AmendmentReason

BUDGET_GROUNDS = (AmendmentReason.EXTREME_CIRCUMSTANCE, AmendmentReason.TIGHTENING)

AT_YEARLY_CHECK = Sentence(
    "amendment.at-yearly-check",
    nl="Het jaarbedrag mag wijzigen: {today} is de dag van de jaarlijkse toets en de grond is {reason}.",
    en="The annual amount may change: {today} is the day of the yearly check and the reason is {reason}.",
)
TOTAL = Sentence(
    "amendment.sum",
    nl="Afspraak {number} gaat in een heel jaar van {old_cents} naar {result_cents} met ingang van {effective_on}.",
    en="Agreement {number} goes from {old_cents} to {result_cents} in a full year with effect from {effective_on}.",
)
EACH = Sentence(
    "amendment.each",
    nl="Het bedrag per inwoner, verzekerde of plaats gaat van {old_cents} naar {result_cents}; er zijn er {count}.",
    en="The amount per inhabitant, insured or place goes from {old_cents} to {result_cents}; there are {count}.",
)
CATEGORY = Sentence(
    "amendment.category",
    nl="Categorie {category} gaat van {old_cents} naar {result_cents} met ingang van {effective_on}.",
    en="Category {category} goes from {old_cents} to {result_cents} with effect from {effective_on}.",
)

_ONE_KIND = Text(
    "Wijzig in één addendum gebieden, het bedrag per hoofd of plaats, of categorieën; niet meer dan een van deze.",
    "Change areas, the amount per head or place, or categories in one amendment; not more than one of these.",
)
_UNCLEAR = Text(
    "Noem met fundingNumber de bekostigingsafspraak waarvan dit bedrag is: er is er geen of meer dan een.",
    "Name by fundingNumber the funding agreement whose amount this is: there is none, or more than one.",
)
_NO_CATEGORY = Text("Het vierkant heeft deze categorie niet.", "The square does not have this category.")
_OPENED = Text(
    "Het vierkant van dit jaar of een later is al geopend: wijzig vanaf een volgend jaar, of hevel over met toestemming.",
    "The square of this year or a later one was opened: change from a following year, or transfer by consent.",
)
_DIFFERS = Text(
    "Het jaarbedrag is niet de som van de delen: die is {total} cent.",
    "The annual amount is not the sum of its parts: that is {total} cents.",
)


def changed(proposal: Proposal | Amendment) -> list[str]:
    """Which sums beside a fixed annual amount are changed at the yearly check, as JSON pointers."""
    at_check = proposal.reason in BUDGET_GROUNDS
    told = (
        ("#/areaAmounts", bool(proposal.area_amounts) and at_check),
        ("#/amountCents", proposal.amount_cents is not None),
        ("#/categoryAmounts", bool(proposal.category_amounts)),
    )
    return [where for where, is_told in told if is_told]


def target(contract: Amendable, proposal: Proposal | Amendment) -> Funded | None:
    """The agreement whose sum changes: the one that is named, else the only one that has such a sum."""
    kinds = changed(proposal)
    able = [
        one
        for one in contract.funding_agreements
        if ("#/areaAmounts" in kinds and one.areas)
        or ("#/categoryAmounts" in kinds and one.categories)
        or ("#/amountCents" in kinds and _count(contract, one) is not None)
    ]
    if proposal.funding_number is not None:
        return next((one for one in able if one.number == proposal.funding_number), None)
    return able[0] if len(able) == 1 else None


def _count(contract: Amendable, funded: Funded) -> int | None:
    """How many heads or places the yearly sum in the text rests on: a later count changes nothing that is signed (R-C18)."""
    if funded.form not in COUNTED or not funded.amount_cents:
        return None
    total = contract.sum_of(funded.number)
    return None if total is None else total // funded.amount_cents


def new_total(contract: Amendable, funded: Funded, proposal: Proposal | Amendment) -> Money:
    """What the agreement comes to in a full year with the new parts; what is not named keeps its amount."""
    if proposal.area_amounts:
        areas = {one.area_code: one.annual_amount_cents for one in funded.areas or ()}
        return Money(
            sum(
                {
                    **areas,
                    **{one.area_code: one.annual_amount_cents for one in proposal.area_amounts},
                }.values()
            )
        )
    if proposal.category_amounts:
        parts = {one.code: one.amount_cents for one in funded.categories or ()}
        return Money(
            sum({**parts, **{one.code: one.amount_cents for one in proposal.category_amounts}}.values())
        )
    return Money((proposal.amount_cents or 0) * (_count(contract, funded) or 0))


def sum_faults(contract: Amendable, proposal: Proposal | Amendment) -> Iterator[FieldError]:
    """What is against these new sums, the day and the ground aside."""
    kinds = changed(proposal)
    if not kinds:
        return
    if len(kinds) > 1:
        yield FieldError(kinds[1], "one-kind-of-sum", _ONE_KIND, rule="R-C07")
        return
    funded = target(contract, proposal)
    if funded is None:
        if kinds != ["#/areaAmounts"]:
            yield FieldError("#/fundingNumber", "funding-unclear", _UNCLEAR, rule="R-C07")
        return
    known = {one.code for one in funded.categories or ()}
    for index, one in enumerate(proposal.category_amounts):
        if one.code not in known:
            yield FieldError(
                f"#/categoryAmounts/{index}/code", "category-unknown", _NO_CATEGORY, rule="R-C20"
            )
    if proposal.category_amounts and any(
        year >= proposal.effective_on.year for year in contract.opened_years
    ):
        yield FieldError("#/effectiveOn", "square-opened", _OPENED, rule="R-C20")
    total = new_total(contract, funded, proposal).cents
    if proposal.annual_amount_cents is not None and proposal.annual_amount_cents != total:
        text = Text(_DIFFERS.nl.format(total=total), _DIFFERS.en.format(total=total))
        yield FieldError("#/annualAmountCents", "sum-differs", text, rule="R-C07")


def explain_sums(amendment: Amendment, contract: Amendable, today: date) -> Derivation:
    """Why the sums may change and what they become; the areas themselves are told with their own steps."""
    why, funded = Derivation(), target(contract, amendment)
    if not changed(amendment) or funded is None:
        return why
    on, total = amendment.effective_on, new_total(contract, funded, amendment)
    old = Money(contract.sum_of(funded.number) or 0)
    why = why.because("R-C07", AT_YEARLY_CHECK, today=today, reason=amendment.reason)
    if amendment.amount_cents is not None:
        each = {"old_cents": Money(funded.amount_cents or 0), "count": _count(contract, funded)}
        why = why.because("R-C07", EACH, Money(amendment.amount_cents), **each)
    parts = {one.code: one.amount_cents for one in funded.categories or ()}
    for one in amendment.category_amounts:
        was = Money(parts.get(one.code, 0))
        told = {"category": one.code, "old_cents": was, "effective_on": on}
        why = why.because("R-C20", CATEGORY, Money(one.amount_cents), **told)
    return why.because("R-C07", TOTAL, total, number=funded.number, old_cents=old, effective_on=on)
