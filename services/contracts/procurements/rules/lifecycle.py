"""How a procedure moves: drafted, changed, published, its phases concluded, opened, withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.contracts.procurements.rules.completeness import check_complete
from services.contracts.procurements.rules.models import MODELS
from services.contracts.procurements.rules.problems import (
    ClosingMomentAhead,
    CriteriaFixed,
    FrameworkRefused,
    PhaseRefused,
    ProcurementStateRefused,
)
from services.contracts.procurements.rules.terms import (
    AwardCriterion,
    ConcludedPhase,
    Procurement,
    Terms,
    changed,
    fields_of,
)
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence, instant_text, new_id
from shared.values.agreements import LegalForm
from shared.values.arrangements import ProcurementModel
from shared.values.procurements import Openness, ProcurementState

FIXED = Sentence(
    "procurement.fixed",
    nl="Gepubliceerd op {published_at}: {criteria} criteria met gewichten {weights} liggen vast tot en met de gunning.",
    en="Published at {published_at}: {criteria} criteria with weights {weights} are fixed until the award.",
)
FROM_FRAMEWORK = Sentence(
    "procurement.from-framework",
    nl="De criteria komen uit raamovereenkomst {framework}; {result} aanbieders daarbinnen mogen inschrijven.",
    en="The criteria come from framework {framework}; {result} providers inside it may bid.",
)
SCORABLE = (ProcurementState.CLOSED, ProcurementState.RANKED)
_ONGOING = (
    ProcurementState.DRAFT,
    ProcurementState.PUBLISHED,
    ProcurementState.CLOSED,
    ProcurementState.RANKED,
)


@dataclass(frozen=True, slots=True)
class Framework:
    """The procedure that led to framework contracts: its criteria for calling off, and who holds a signed contract."""

    id: UUID
    number: str
    state: ProcurementState
    legal_form: LegalForm
    criteria: list[AwardCriterion]
    providers: list[str]


def draft(terms: Terms, owner: str, reference: str | None) -> Procurement:
    """A draft of the purchaser, which nobody else sees; what is open in it may stay so until publication."""
    model = ProcurementModel(terms.procedure.model)
    prescribed = _prescribed(terms, model)
    return Procurement(
        **{**fields_of(terms), **prescribed},
        id=new_id(),
        owner=owner,
        external_reference=reference,
        model=model,
    )


def _prescribed(terms: Terms, model: ProcurementModel) -> dict[str, Any]:
    """Legal form and openness, as the model has them where the purchaser said nothing."""
    asked = MODELS[model]
    form, openness = terms.legal_form, terms.openness
    if form is None:
        form = LegalForm.EXECUTION_AGREEMENT if terms.procedure.execution_agreement else asked.legal_forms[0]
    return {"legal_form": form, "openness": openness or asked.openness[0]}


def redraft(procurement: Procurement, changes: Mapping[str, Any]) -> Procurement:
    """The draft with other terms. Raises CriteriaFixed (F-30) from publication on."""
    if procurement.state is not ProcurementState.DRAFT:
        raise CriteriaFixed(number=procurement.number, state=procurement.state.value)
    given = dict(changes)
    other = "procedure" in given and given["procedure"].model != procurement.procedure.model
    # Another model brings its own form and openness, unless the purchaser says them with it.
    for name in ("legal_form", "openness") if other else ():
        given.setdefault(name, None)
    terms = changed(procurement, given)
    model = ProcurementModel(terms.procedure.model)
    values = {**fields_of(terms), **_prescribed(terms, model)}
    return procurement.next(**values, model=model)


def publish(
    procurement: Procurement,
    audience: Collection[str],
    framework: Framework | None,
    now: datetime,
    beside: Iterable[FieldError] = (),
) -> tuple[Procurement, Derivation]:
    """Publish a complete draft: from here on it is fixed (F-30). `audience` are the providers that hear of it.

    `beside` is what the catalogue says against the tariffs that it states (R-C40).

    Raises ProcurementStateRefused, FrameworkRefused (R-C44), ProcurementIncomplete.
    """
    need(procurement, ProcurementState.DRAFT)
    why = Derivation()
    if framework is not None:
        procurement = _inside(procurement, framework)
    check_complete(procurement, now, beside)
    published = procurement.next(
        state=ProcurementState.PUBLISHED,
        published_at=now,
        parties=sorted(set(audience) | set(procurement.invited)),
    )
    if framework is not None:
        inside = len(published.invited)
        why = why.because("R-C44", FROM_FRAMEWORK, inside, framework=framework.number)
    weights = [one.weight_basis_points for one in published.award_criteria]
    count = len(published.admission_criteria) + len(published.award_criteria)
    why = why.because("F-30", FIXED, published_at=now, criteria=count, weights=weights)
    return published, why


def _inside(procurement: Procurement, framework: Framework) -> Procurement:
    """The procedure with the criteria of its framework and the providers inside it. Raises FrameworkRefused."""
    weighs = procurement.model is ProcurementModel.MINI_COMPETITION
    own = procurement.award_criteria
    points = (
        (framework.state is not ProcurementState.AWARDED, "frameworkId", "framework-not-awarded", "Nog niet gegund.", "Not awarded yet."),
        (framework.legal_form is not LegalForm.FRAMEWORK, "frameworkId", "framework-form", "Geen raamovereenkomst.", "No framework."),
        (weighs and not framework.criteria, "frameworkId", "framework-criteria", "De raamovereenkomst heeft geen callOffCriteria.", "The framework has no callOffCriteria."),
        (not framework.providers, "frameworkId", "framework-empty", "Niemand heeft een getekend contract.", "Nobody holds a signed contract."),
    )  # fmt: skip
    faults = [(f"#/procedure/{where}", code, nl, en) for is_so, where, code, nl, en in points if is_so]
    if weighs and own and own != framework.criteria:
        nl, en = (
            "De criteria staan in de raamovereenkomst; laat ze hier weg.",
            "The criteria are the framework's; leave them out.",
        )
        faults.append(("#/awardCriteria", "criteria-differ", nl, en))
    if faults:
        errors = tuple(FieldError(where, code, Text(nl, en), rule="R-C44") for where, code, nl, en in faults)
        raise FrameworkRefused(errors=errors, id=framework.id)
    criteria = framework.criteria if weighs else own
    inside = [one for one in framework.providers if not procurement.invited or one in procurement.invited]
    return replace(procurement, award_criteria=criteria, invited=inside, openness=Openness.FRAMEWORK)


def need(procurement: Procurement, *states: ProcurementState) -> None:
    """Refuse what the state does not allow. Raises ProcurementStateRefused."""
    if procurement.state not in states:
        needed = [one.value for one in states]
        raise ProcurementStateRefused(number=procurement.number, state=procurement.state.value, needed=needed)


def conclude(
    procurement: Procurement, number: int, dropped_out: list[str], outcome: str | None, today: date
) -> Procurement:
    """Conclude the next phase of a dialogue; who dropped out bids no more (A-13.4).

    Raises ProcurementStateRefused, PhaseRefused. The last phase ends with the opening.
    """
    need(procurement, ProcurementState.PUBLISHED)
    left = _phases_left(procurement)
    expected = left[0] if left else None
    if expected is None or number != expected:
        text = Text("Deze fase is nu niet aan de beurt.", "It is not this phase's turn.")
        raise PhaseRefused(
            errors=(FieldError("#/number", "phase-order", text, rule="A-13.4"),), expected=expected or "-"
        )
    done = ConcludedPhase(
        number=number, concluded_on=today, dropped_out=sorted(set(dropped_out)), outcome=outcome
    )
    return procurement.next(concluded_phases=[*procurement.concluded_phases, done])


def _phases_left(procurement: Procurement) -> list[int]:
    """The phases to conclude before the bids are opened: all but the last."""
    done = {one.number for one in procurement.concluded_phases}
    return [one.number for one in (procurement.procedure.phases or [])[:-1] if one.number not in done]


def close(procurement: Procurement, now: datetime) -> Procurement:
    """Close a published procedure once its moment has come, so that the bids may be opened.

    Raises ProcurementStateRefused, ClosingMomentAhead, PhaseRefused.
    """
    need(procurement, ProcurementState.PUBLISHED)
    assert procurement.closes_at is not None, "a published procedure has its closing moment"
    if now < procurement.closes_at:
        raise ClosingMomentAhead(closes_at=instant_text(procurement.closes_at))
    left = _phases_left(procurement)
    if left:
        text = Text("Sluit eerst deze fase af.", "Conclude this phase first.")
        errors = tuple(FieldError(f"#/phases/{one}", "phase-open", text, rule="A-13.4") for one in left)
        raise PhaseRefused(errors=errors, expected=left[0])
    return procurement.next(state=ProcurementState.CLOSED, opened_at=now)


def withdraw(procurement: Procurement, reason: str) -> Procurement:
    """Withdraw a procedure; what is sealed stays sealed. Raises ProcurementStateRefused."""
    need(procurement, *_ONGOING)
    return procurement.next(state=ProcurementState.WITHDRAWN, withdrawal_reason=reason)
