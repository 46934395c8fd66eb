"""The grant of a subsidy, and the account for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from services.contracts.subsidies.rules.problems import AccountRefused, NotTheRecipient, SubsidyRefused
from services.contracts.subsidies.rules.subsidy import Frame, RenewalNote, Subsidy, SubsidyAccount
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence, Share
from shared.values.subsidies import SubsidyState
from shared.values.terms import ContractState, LegalForm

GRANTED = Sentence(
    "subsidy.granted",
    nl="Verleend op {granted_on}: {granted_cents}, waarvan {advance_basis_points} als voorschot: {result_cents}.",
    en="Granted on {granted_on}: {granted_cents}, of which {advance_basis_points} in advance: {result_cents}.",
)
ACCOUNTED = Sentence(
    "subsidy.accounted",
    nl="Verantwoord op {accounted_on} (uiterlijk {due_on}); vaststellen uiterlijk op {result}.",
    en="Accounted for on {accounted_on} (due {due_on}); to be determined by {result}.",
)
NOTED = Sentence(
    "subsidy.result-noted",
    nl="{name}: {agreed} nagestreefd, {scored} gescoord; geen terugvordering, wel een aantekening voor de verlenging.",
    en="{name}: {agreed} aimed at, {scored} scored; no recovery, but a note for the renewal.",
)
_OVER = frozenset({ContractState.ENDED, ContractState.TERMINATED})
_LEGAL_FORM = Text(
    "De rechtsvorm van het contract is geen subsidie.", "The contract's legal form is not a subsidy."
)
_ENDED = Text("Het contract loopt niet meer.", "The contract runs no more.")
_RECIPIENT = Text(
    "Het contract noemt nog geen ontvanger (aanbieder of penvoerder).",
    "The contract names no recipient yet (provider or lead for payment).",
)
_OUTSIDE = Text(
    "Het tijdvak valt buiten de looptijd van het contract.", "The period lies outside the contract's term."
)
_TOO_EARLY = Text("Het tijdvak loopt nog.", "The period still runs.")
_TOO_LATE = Text("De subsidie is al vastgesteld.", "The subsidy was determined already.")
_FUTURE = Text("Deze dag moet nog komen.", "This day is yet to come.")


def grant(subsidy: Subsidy, frame: Frame) -> tuple[Subsidy, Derivation]:
    """The grant as it enters, seen by the contract's parties, with its advance in cents (Awb 4:29, 4:95).

    Raises SubsidyRefused with every reason.
    """
    faults = []
    if frame.legal_form is not LegalForm.SUBSIDY:
        faults.append(FieldError("#/contractId", "legal-form-other", _LEGAL_FORM, rule="F-18"))
    if frame.state in _OVER:
        faults.append(FieldError("#/contractId", "contract-ended", _ENDED))
    if frame.recipient is None:
        faults.append(FieldError("#/contractId", "recipient-missing", _RECIPIENT))
    if frame.start_date is not None and subsidy.valid_from < frame.start_date:
        faults.append(FieldError("#/validFrom", "outside-term", _OUTSIDE))
    if frame.end_date is not None and subsidy.valid_until > frame.end_date:
        faults.append(FieldError("#/validUntil", "outside-term", _OUTSIDE))
    if faults or frame.recipient is None:
        raise SubsidyRefused(errors=tuple(faults))
    advance = Money(subsidy.granted_cents).times(Share(subsidy.advance_basis_points))
    why = Derivation().because(
        "R-C09",
        GRANTED,
        advance,
        granted_on=subsidy.granted_on,
        granted_cents=Money(subsidy.granted_cents),
        advance_basis_points=Share(subsidy.advance_basis_points),
    )
    parties = sorted({*frame.parties, frame.recipient})
    return (
        replace(subsidy, recipient=frame.recipient, parties=parties, advance_cents=advance.cents),
        why,
    )


def account(
    subsidy: Subsidy, given: SubsidyAccount, organisations: Iterable[str], today: date
) -> tuple[Subsidy, Derivation]:
    """Account for a subsidy, with a note for the renewal for each result below what was agreed (R-C09).

    It may be filed anew until the determination. Raises NotTheRecipient, AccountRefused with every fault.
    """
    asked = sorted(organisations)
    if not {subsidy.owner, subsidy.recipient} & set(asked):
        raise NotTheRecipient(organisation=asked)
    day = given.accounted_on or today
    faults = [*_timing(subsidy, day, today), *_coverage(subsidy, given)]
    if faults:
        raise AccountRefused(errors=tuple(faults))
    due = day + timedelta(weeks=subsidy.decision_weeks)
    why = Derivation().because("Awb 4:44", ACCOUNTED, due, accounted_on=day, due_on=subsidy.account_due_on)
    notes = _notes(subsidy, given)
    for one in notes:
        why = why.because("R-C09", NOTED, name=one.name, agreed=one.agreed, scored=one.scored)
    after = replace(
        subsidy,
        version=subsidy.version + 1,
        state=SubsidyState.ACCOUNTED,
        account=given,
        accounted_on=day,
        decision_due_on=due,
        renewal_notes=notes,
    )
    return after, why


def _timing(subsidy: Subsidy, day: date, today: date) -> list[FieldError]:
    found = []
    if subsidy.state is SubsidyState.DETERMINED:
        found.append(FieldError("#", "determined-already", _TOO_LATE))
    if day <= subsidy.valid_until:
        found.append(FieldError("#/accountedOn", "period-running", _TOO_EARLY))
    if day > today:
        found.append(FieldError("#/accountedOn", "in-the-future", _FUTURE))
    return found


def _coverage(subsidy: Subsidy, given: SubsidyAccount) -> list[FieldError]:
    """Every activity and duty once, and no result that was not aimed at."""
    return [
        *_each(
            "activities", [one.number for one in subsidy.activities], [one.number for one in given.activities]
        ),
        *_each("duties", [one.number for one in subsidy.duties], [one.number for one in given.duties]),
        *_each("results", None, [one.code for one in given.results], {one.code for one in subsidy.results}),
    ]


def _each(
    place: str, asked: list[int] | None, told: list[int] | list[str], known: set[str] | None = None
) -> list[FieldError]:
    names = set(asked) if asked is not None else known or set()
    found = [
        FieldError(
            f"#/{place}/{index}", "not-granted", Text(f"{one} is niet verleend.", f"{one} was not granted.")
        )
        for index, one in enumerate(told)
        if one not in names
    ]
    found += [
        FieldError(
            f"#/{place}/{index}", "told-twice", Text(f"{one} staat er twee keer.", f"{one} comes twice.")
        )
        for index, one in enumerate(told)
        if one in told[:index]
    ]
    found += [
        FieldError(f"#/{place}", "missing", Text(f"{one} ontbreekt.", f"{one} is missing."))
        for one in asked or ()
        if one not in told
    ]
    return found


def _notes(subsidy: Subsidy, given: SubsidyAccount) -> list[RenewalNote]:
    scored = {one.code: one.scored for one in given.results}
    return [
        RenewalNote(code=one.code, name=one.name, agreed=one.agreed, scored=scored[one.code])
        for one in subsidy.results
        if one.code in scored and Decimal(scored[one.code]) < Decimal(one.agreed)
    ]
