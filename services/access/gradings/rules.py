"""When a grading can be recorded, and how far two assessors agree (N-135, R-A46, E-05, D-33)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.legal_frames import (
    GraderRole,
    GradingDirection,
    GradingFactor,
    GradingSide,
    GradingState,
)
from shared.values.suppression import publish

if TYPE_CHECKING:
    from services.access.requests.rules import Request

GRADED = Sentence(
    "grading.recorded",
    nl="Op {graded_on} ingeschaald op {intensity} ({role}); wat erbij woog: {factors}.",
    en="On {graded_on} graded {intensity} ({role}); what weighed: {factors}.",
)
CONVERTED = Sentence(
    "grading.converted",
    nl="In het oude stelsel {old_system} was dat {old_code}, omgezet {old_intensity}.",
    en="In the old system {old_system} that was {old_code}, converted {old_intensity}.",
)
WITHDRAWN = Sentence(
    "grading.withdrawn",
    nl="Ingetrokken op {withdrawn_on}: deze inschaling telt niet mee.",
    en="Withdrawn on {withdrawn_on}: this grading does not count.",
)


class GradingNotFound(NotFound):
    """There is no such grading, or it is not yours."""

    code = "grading-not-found"
    title = Text("Inschaling niet gevonden", "Grading not found")
    detail = Text("Er is geen inschaling {id}.", "There is no grading {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class GradingRefused(Refused):
    """The grading cannot be like this: `errors` has every reason."""

    code = "grading-refused"
    rule = "R-A46"
    title = Text("De inschaling kan zo niet", "The grading cannot be like this")
    detail = Text(
        "Een inschaling is gegeven op of na {contact_on} en niet na {today}, door wie haar in die rol mag geven.",
        "A grading was given on or after {contact_on} and not after {today}, by who may give it in that role.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class GradingWithdrawn(Refused):
    """The grading was withdrawn before."""

    code = "grading-withdrawn"
    rule = "R-A46"
    title = Text("Deze inschaling is al ingetrokken", "This grading was withdrawn already")
    detail = Text("De inschaling {id} telt niet meer mee.", "The grading {id} does not count any more.")
    mend = Text("Leg een nieuwe inschaling vast.", "Record a new grading.")


_WRONG = {
    "role-of-municipality": Text(
        "Een aanbieder schaalt alleen in bij de eigen intake (providerIntake).",
        "A provider grades at its own intake only (providerIntake).",
    ),
    "provider-missing": Text("Noem de aanbieder die inschaalde.", "Name the provider that graded."),
    "provider-other": Text(
        "Een aanbieder legt alleen de eigen inschaling vast.", "A provider records its own grading only."
    ),
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
    "before-contact": Text("Het eerste contact lag later.", "The first contact lay later."),
    "old-system-incomplete": Text(
        "Noem bij het oude stelsel ook de code, en andersom.", "Name the code with the old system, and the reverse."
    ),
    "old-intensity-alone": Text(
        "Een omgezette zwaarte hoort bij een inschaling in het oude stelsel.",
        "A converted intensity belongs to a grading in the old system.",
    ),
    "named-twice": Text("Dit staat er twee keer.", "This stands here twice."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Graded:
    """A grading as it is entered; `intensity` is higher when heavier, `old_intensity` that of before on the same scale."""

    external_reference: str | None
    role: GraderRole
    provider: str | None
    product_category: str
    product_code: str | None
    intensity: int
    factors: list[GradingFactor]
    graded_on: date
    old_system: str | None
    old_code: str | None
    old_intensity: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Grading:
    """A grading; `parties` is the provider that gave it, `note` is None once the citizen is erased."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID
    citizen_id: UUID
    role: GraderRole
    assessor: str
    provider: str | None
    product_category: str
    product_code: str | None
    intensity: int
    factors: list[GradingFactor]
    graded_on: date
    old_system: str | None
    old_code: str | None
    old_intensity: int | None
    note: str | None
    state: GradingState = GradingState.RECORDED


@dataclass(frozen=True, slots=True)
class Compared:
    """Cases of one provider and product that both sides graded: how many alike, and how many one side graded higher."""

    provider: str | None
    product_category: str | None
    product_code: str | None
    equal: int
    second_higher: int
    first_higher: int


@dataclass(frozen=True, slots=True)
class GradingGroup:
    """What may be shown of them; None is left out (F-08)."""

    provider: str | None
    product_category: str | None
    product_code: str | None
    cases: int | None
    equal: int | None
    second_higher: int | None
    first_higher: int | None
    agreement_basis_points: int | None
    direction: GradingDirection | None
    suppressed: bool


@dataclass(frozen=True, slots=True)
class GradingComparison:
    """How far two sides agree over the gradings of some days, in all and by provider and product."""

    first_side: GradingSide
    second_side: GradingSide
    from_date: date
    to_date: date
    total: GradingGroup
    groups: list[GradingGroup]


def grade(
    request: Request, given: Graded, *, assessor: str, provider: str | None, today: date
) -> tuple[Grading, Derivation]:
    """A new grading; `provider` is the one that enters it, None where the municipality does.

    Raises GradingRefused with every reason.
    """
    _check(request, given, provider, today)
    at_intake = given.role is GraderRole.PROVIDER_INTAKE
    graded_by = (given.provider or provider) if at_intake else given.provider
    made = Grading(
        id=new_id(),
        version=1,
        owner=request.owner,
        external_reference=given.external_reference,
        parties=[graded_by] if at_intake and graded_by is not None else [],
        request_id=request.id,
        citizen_id=request.citizen_id,
        role=given.role,
        assessor=assessor,
        provider=graded_by,
        product_category=given.product_category,
        product_code=given.product_code,
        intensity=given.intensity,
        factors=list(given.factors),
        graded_on=given.graded_on,
        old_system=given.old_system,
        old_code=given.old_code,
        old_intensity=given.old_intensity,
        note=given.note,
    )
    why = Derivation().because(
        "R-A46",
        GRADED,
        graded_on=made.graded_on,
        intensity=made.intensity,
        role=made.role,
        factors=made.factors,
    )
    if made.old_system is not None:
        old = {"old_system": made.old_system, "old_code": made.old_code, "old_intensity": made.old_intensity}
        why = why.because("R-A46", CONVERTED, **old)
    return made, why


def withdraw(known: Grading, today: date, so_far: Derivation) -> tuple[Grading, Derivation]:
    """A grading that was a mistake: it does not count. Raises GradingWithdrawn."""
    if known.state is GradingState.WITHDRAWN:
        raise GradingWithdrawn(id=known.id)
    gone = replace(known, version=known.version + 1, state=GradingState.WITHDRAWN)
    return gone, so_far.because("R-A46", WITHDRAWN, withdrawn_on=today)


def compare(
    found: Sequence[Compared], first: GradingSide, second: GradingSide, days: tuple[date, date], *, limit: int
) -> GradingComparison:
    """The comparison: of 100 cases with 70 alike, 20 higher and 10 lower the agreement is 7,000 basis points (R-A46).

    Below the `limit` figures are left out, and when a group's are, those of all groups: the total would give them back
    (F-08). 0 leaves nothing out.
    """
    whole = Compared(
        None, None, None,
        sum(one.equal for one in found), sum(one.second_higher for one in found), sum(one.first_higher for one in found),
    )  # fmt: skip
    groups = [_group(one, limit) for one in found]
    if any(one.suppressed for one in groups):
        groups = [_hidden(one) for one in groups]
    return GradingComparison(first, second, *days, _group(whole, limit), groups)


def _group(one: Compared, limit: int) -> GradingGroup:
    shown = publish((one.equal, one.second_higher, one.first_higher), limit)
    equal, second, first = shown.parts
    agreement, direction = None, None
    if shown.total and equal is not None:
        agreement = equal * 10_000 // shown.total
    if shown.total and second is not None and first is not None:
        direction = GradingDirection.BALANCED
        if second != first:
            higher, lower = GradingDirection.SECOND_HIGHER, GradingDirection.FIRST_HIGHER
            direction = higher if second > first else lower
    return GradingGroup(
        one.provider, one.product_category, one.product_code, shown.total, equal, second, first, agreement, direction,
        shown.suppressed,
    )  # fmt: skip


def _hidden(one: GradingGroup) -> GradingGroup:
    nothing: dict[str, None] = dict.fromkeys(
        ("cases", "equal", "second_higher", "first_higher", "agreement_basis_points", "direction")
    )
    return replace(one, **nothing, suppressed=True)


def _check(request: Request, given: Graded, provider: str | None, today: date) -> None:
    wrong = []
    at_intake = given.role is GraderRole.PROVIDER_INTAKE
    if provider is not None and not at_intake:
        wrong.append(("#/role", "role-of-municipality"))
    if provider is not None and given.provider not in (None, provider):
        wrong.append(("#/provider", "provider-other"))
    if at_intake and provider is None and given.provider is None:
        wrong.append(("#/provider", "provider-missing"))
    if given.graded_on > today:
        wrong.append(("#/gradedOn", "in-future"))
    if given.graded_on < request.contact_on:
        wrong.append(("#/gradedOn", "before-contact"))
    if (given.old_system is None) != (given.old_code is None):
        missing = "#/oldCode" if given.old_code is None else "#/oldSystem"
        wrong.append((missing, "old-system-incomplete"))
    if given.old_intensity is not None and given.old_system is None:
        wrong.append(("#/oldIntensity", "old-intensity-alone"))
    if len(set(given.factors)) < len(given.factors):
        wrong.append(("#/factors", "named-twice"))
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code], rule="R-A46") for at, code in wrong)
        raise GradingRefused(errors=errors, contact_on=request.contact_on, today=today)
