"""When a budget for a citizen's package of results can be set, and how it gets its provider (R-A32, A-7.1, A-7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.contract_terms.rules import ContractTerms, check_in_force, check_member
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.legal_frames import ResultBudgetState
from shared.values.questions import FirstProvisionOutcome

if TYPE_CHECKING:
    from services.access.clarifications.rules import Clarification
    from services.access.requests.rules import Request

WEIGHED = Sentence(
    "result-budget.weighed",
    nl="Eerst zijn {result} voorliggende voorzieningen gewogen: de resultaten zijn daarmee niet te bereiken.",
    en="First {result} provisions that come first were weighed: the results cannot be reached with them.",
)
AFTERWARDS = Sentence(
    "result-budget.weighed-afterwards",
    nl="De zorg is acuut: wat voorliggend is, wordt achteraf gewogen.",
    en="The care is acute: what comes first is weighed afterwards.",
)
SET = Sentence(
    "result-budget.set",
    nl="Voor {result_count} resultaten is een budget van {amount_cents} bepaald, vanaf {start_date}, onder raamovereenkomst {number}.",
    en="For {result_count} results a budget of {amount_cents} was set, from {start_date}, under framework contract {number}.",
)
CHOSEN = Sentence(
    "result-budget.chosen",
    nl="De inwoner koos op {chosen_on} aanbieder {provider}, lid bij raamovereenkomst {number}.",
    en="On {chosen_on} the citizen chose provider {provider}, a member of framework contract {number}.",
)
ENDED = Sentence(
    "result-budget.ended", nl="Het budget eindigt op {end_date}.", en="The budget ends on {end_date}."
)
WITHDRAWN = Sentence(
    "result-budget.withdrawn", nl="Ingetrokken op {withdrawn_on}.", en="Withdrawn on {withdrawn_on}."
)


class ResultBudgetNotFound(NotFound):
    """There is no such budget, or it is not yours."""

    code = "result-budget-not-found"
    title = Text("Budget voor resultaten niet gevonden", "Result budget not found")
    detail = Text("Er is geen budget voor resultaten {id}.", "There is no result budget {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class ResultBudgetRefused(Refused):
    """The budget cannot be like this: `errors` has every reason."""

    code = "result-budget-refused"
    rule = "R-A32"
    title = Text("Het budget kan zo niet", "The budget cannot be like this")
    detail = Text(
        "Een budget hoort bij resultaten die met voorliggende voorzieningen niet te bereiken zijn, onder een raamovereenkomst.",
        "A budget belongs to results that provisions which come first do not reach, under a framework contract.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class ResultBudgetClosed(Refused):
    """The budget ended or was withdrawn."""

    code = "result-budget-closed"
    rule = "R-A32"
    title = Text("Dit budget loopt niet meer", "This budget does not run any more")
    detail = Text("Het budget {id} staat op {state}.", "The budget {id} is {state}.")
    mend = Text("Bepaal een nieuw budget.", "Set a new budget.")


_WRONG = {
    "budget-known": Text(
        "Bij deze melding hoort al een budget.", "This request has a budget already."
    ),
    "contract-missing": Text(
        "Noem de raamovereenkomst: de melding valt onder geen contract.",
        "Name the framework contract: the request falls under no contract.",
    ),
    "provisions-not-weighed": Text(
        "Weeg eerst de voorliggende voorzieningen in de vraagverheldering.",
        "First weigh the provisions that come first, in the clarification.",
    ),
    "reachable-without": Text(
        "Volgens de vraagverheldering volstaat een voorliggende voorziening.",
        "According to the clarification a provision that comes first is sufficient.",
    ),
    "shares-differ": Text(
        "De delen tellen op tot {shares} cent; het budget is {amount} cent.",
        "The shares add up to {shares} cents; the budget is {amount} cents.",
    ),
    "end-before-start": Text("De laatste dag ligt voor de eerste.", "The last day lies before the first."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BudgetedResult:
    """A result of the package with its share (cents), None where none was set apart."""

    text: str
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class ResultBudget:
    """A budget for a citizen's package of results (cents); `end_date` is its last day, `results` None once the citizen is erased."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID
    results: list[BudgetedResult] | None
    result_count: int
    amount_cents: int
    provisions_weighed: int
    start_date: date
    end_date: date | None
    set_on: date
    set_by: str
    provider: str | None = None
    chosen_on: date | None = None
    state: ResultBudgetState = ResultBudgetState.SET


@dataclass(frozen=True, slots=True)
class ResultBudgetSum:
    """What a citizen's budgets that stand come to (cents)."""

    citizen_id: UUID
    owner: str
    budgets: int
    results: int
    total_cents: int


@dataclass(frozen=True, slots=True)
class Package:
    """What is asked: the results, the budget (cents) and its days."""

    external_reference: str | None
    results: Sequence[BudgetedResult]
    amount_cents: int
    start_date: date
    end_date: date | None


def set_budget(
    request: Request,
    terms: ContractTerms | None,
    clarification: Clarification | None,
    package: Package,
    *,
    known: bool,
    user: str,
    today: date,
) -> tuple[ResultBudget, Derivation]:
    """A budget for the results of a request; `known` says that one stands already (R-A32).

    Acute care waits for no weighing: that is done afterwards (F-33). Raises ResultBudgetRefused with every reason,
    ContractNotInForce.
    """
    weighed = [] if clarification is None else clarification.provisions_first
    errors = _faults(request, terms, [one.outcome for one in weighed], package, known=known)
    if errors or terms is None:
        raise ResultBudgetRefused(errors=tuple(errors))
    check_in_force(terms, package.start_date)
    why = Derivation().because("R-A32", WEIGHED, len(weighed)) if weighed else Derivation()
    if not weighed:
        why = why.because("F-33", AFTERWARDS)
    made = ResultBudget(
        id=new_id(),
        version=1,
        owner=request.owner,
        external_reference=package.external_reference,
        parties=[],
        request_id=request.id,
        citizen_id=request.citizen_id,
        contract_id=terms.id,
        results=list(package.results),
        result_count=len(package.results),
        amount_cents=package.amount_cents,
        provisions_weighed=len(weighed),
        start_date=package.start_date,
        end_date=package.end_date,
        set_on=today,
        set_by=user,
    )
    facts = {
        "result_count": made.result_count,
        "amount_cents": made.amount_cents,
        "start_date": made.start_date,
        "number": terms.number,
    }
    return made, why.because("R-A32", SET, **facts)


def choose(
    known: ResultBudget, terms: ContractTerms, provider: str, today: date, so_far: Derivation
) -> tuple[ResultBudget, Derivation]:
    """The budget with the provider that the citizen chose; the same one again changes nothing.

    Raises ResultBudgetClosed, NotAMember.
    """
    check_open(known)
    check_member(terms, provider)
    if known.provider == provider:
        return known, so_far
    chosen = replace(
        known,
        version=known.version + 1,
        parties=[provider],
        provider=provider,
        chosen_on=today,
        state=ResultBudgetState.CHOSEN,
    )
    return chosen, so_far.because("R-A32", CHOSEN, chosen_on=today, provider=provider, number=terms.number)


def end(known: ResultBudget, end_date: date, so_far: Derivation) -> tuple[ResultBudget, Derivation]:
    """The budget with its last day. Raises ResultBudgetClosed, ResultBudgetRefused."""
    check_open(known)
    if end_date < known.start_date:
        raise ResultBudgetRefused(errors=(_fault("#/endDate", "end-before-start"),))
    ended = replace(known, version=known.version + 1, end_date=end_date, state=ResultBudgetState.ENDED)
    return ended, so_far.because("R-A32", ENDED, end_date=end_date)


def withdraw(known: ResultBudget, today: date, so_far: Derivation) -> tuple[ResultBudget, Derivation]:
    """The budget, taken back. Raises ResultBudgetClosed."""
    check_open(known)
    gone = replace(known, version=known.version + 1, state=ResultBudgetState.WITHDRAWN)
    return gone, so_far.because("R-A32", WITHDRAWN, withdrawn_on=today)


def check_open(known: ResultBudget) -> None:
    """Raise ResultBudgetClosed unless the budget stands."""
    if known.state not in (ResultBudgetState.SET, ResultBudgetState.CHOSEN):
        raise ResultBudgetClosed(id=known.id, state=known.state)


def _faults(
    request: Request,
    terms: ContractTerms | None,
    outcomes: Sequence[FirstProvisionOutcome],
    package: Package,
    *,
    known: bool,
) -> list[FieldError]:
    errors = []
    if known:
        errors.append(_fault("#/requestId", "budget-known"))
    if terms is None:
        errors.append(_fault("#/contractId", "contract-missing"))
    if not outcomes and not request.acute:
        errors.append(_fault("#/requestId", "provisions-not-weighed"))
    if FirstProvisionOutcome.SUFFICIENT in outcomes and not request.acute:
        errors.append(_fault("#/requestId", "reachable-without"))
    if package.end_date is not None and package.end_date < package.start_date:
        errors.append(_fault("#/endDate", "end-before-start"))
    shares = [one.amount_cents for one in package.results if one.amount_cents is not None]
    whole = len(shares) == len(package.results)
    if sum(shares) > package.amount_cents or (whole and sum(shares) != package.amount_cents):
        errors.append(
            _fault("#/amountCents", "shares-differ", shares=sum(shares), amount=package.amount_cents)
        )
    return errors


def _fault(at: str, code: str, **facts: object) -> FieldError:
    text = _WRONG[code]
    return FieldError(
        at, code, Text(text.render("nl", dict(facts)), text.render("en", dict(facts))), rule="R-A32"
    )
