"""The determination of a subsidy on activities and duties, and the set-off of its advances (Awb 4:46, 4:87, 4:95)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from services.contracts.subsidies.rules.problems import (
    DeterminationRefused,
    ResultScoreNoGround,
)
from services.contracts.subsidies.rules.subsidy import RenewalNote, Subsidy
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence, Share, add_months
from shared.values.subsidies import DeterminationGround, SubsidyState

PAYMENT_TERM = timedelta(weeks=6)
RECOVERY_MONTHS = 60
WHOLE = 10_000
ARTICLES = {
    DeterminationGround.ACTIVITIES_NOT_DONE: "Awb 4:46 lid 2 onder a",
    DeterminationGround.DUTIES_NOT_MET: "Awb 4:46 lid 2 onder b",
    DeterminationGround.INCORRECT_INFORMATION: "Awb 4:46 lid 2 onder c",
    DeterminationGround.GRANT_KNOWN_WRONG: "Awb 4:46 lid 2 onder d",
    DeterminationGround.RESULT_SCORE: "R-C09",
}
IN_FULL = Sentence(
    "subsidy.determined-in-full",
    nl="Vastgesteld volgens de verlening: {result_cents}.",
    en="Determined as granted: {result_cents}.",
)
LOWER = Sentence(
    "subsidy.determined-lower",
    nl="Verleend {granted_cents}; lager vastgesteld op {articles}, niet lager dan {lowest_cents}: {result_cents}.",
    en="Granted {granted_cents}; determined lower on {articles}, not below {lowest_cents}: {result_cents}.",
)
SET_OFF = Sentence(
    "subsidy.set-off",
    nl="Vastgesteld {determined_cents} min betaalde voorschotten {advances_cents}: {result_cents}.",
    en="Determined {determined_cents} less advances paid {advances_cents}: {result_cents}.",
)
PAY_BY = Sentence(
    "subsidy.pay-by",
    nl="Te betalen binnen zes weken na {determined_on}: uiterlijk {result}.",
    en="To be paid within six weeks of {determined_on}: by {result}.",
)
RECOVERABLE = Sentence(
    "subsidy.recoverable",
    nl="Onverschuldigd betaald; terug te vorderen tot en met {result}, vijf jaren na {determined_on}.",
    en="Unduly paid; recoverable until {result}, five years after {determined_on}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeterminationOption:
    """One ground: whether it is open, and the lowest amount in cents on it alone."""

    ground: DeterminationGround
    article: str
    available: bool
    lowest_cents: int | None
    reason_nl: str
    reason_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeterminationOptions:
    """What a determination may come to."""

    subsidy_id: UUID
    granted_cents: int
    options: list[DeterminationOption]
    renewal_notes: list[RenewalNote]


def options(subsidy: Subsidy) -> DeterminationOptions:
    """Each ground of Awb 4:46 with its floor in cents; a score on results is never one (R-C09)."""
    account = subsidy.account
    undone = account is not None and any(one.done_basis_points < WHOLE for one in account.activities)
    unmet = account is None or any(not one.met for one in account.duties)
    outside = Text(
        "Feiten buiten de verantwoording; de motivering noemt ze.",
        "Facts outside the account; the motivation names them.",
    )
    told = [
        _option(
            DeterminationGround.ACTIVITIES_NOT_DONE,
            _done_cents(subsidy) if undone else None,
            Text("Niet alle activiteiten zijn geheel uitgevoerd.", "Not all activities were done in full.")
            if undone
            else Text("Uit de verantwoording blijkt geen tekort.", "The account shows nothing left undone."),
        ),
        _option(
            DeterminationGround.DUTIES_NOT_MET,
            0 if unmet else None,
            Text("Niet aan alle verplichtingen is voldaan.", "Not all duties were met.")
            if unmet
            else Text("Aan alle verplichtingen is voldaan.", "All duties were met."),
        ),
        _option(DeterminationGround.INCORRECT_INFORMATION, 0, outside),
        _option(DeterminationGround.GRANT_KNOWN_WRONG, 0, outside),
        _option(
            DeterminationGround.RESULT_SCORE,
            None,
            Text(
                "Resultaten zijn bij een subsidie niet afdwingbaar.",
                "Results are not enforceable on a subsidy.",
            ),
        ),
    ]
    return DeterminationOptions(
        subsidy_id=subsidy.id,
        granted_cents=subsidy.granted_cents,
        options=told,
        renewal_notes=subsidy.renewal_notes,
    )


def _option(ground: DeterminationGround, lowest: int | None, reason: Text) -> DeterminationOption:
    return DeterminationOption(
        ground=ground,
        article=ARTICLES[ground],
        available=lowest is not None,
        lowest_cents=lowest,
        reason_nl=reason.nl,
        reason_en=reason.en,
    )


def _done_cents(subsidy: Subsidy) -> int:
    """What the parts of activities that were done come to."""
    done = (
        {one.number: one.done_basis_points for one in subsidy.account.activities} if subsidy.account else {}
    )
    return sum(
        Money(one.amount_cents).times(Share(done.get(one.number, 0))).cents for one in subsidy.activities
    )


def determine(
    subsidy: Subsidy,
    determined_cents: int,
    grounds: Sequence[DeterminationGround],
    motivation: str | None,
    advances_paid_cents: int,
    determined_on: date,
    today: date,
) -> tuple[Subsidy, Derivation]:
    """Determine a subsidy, set off the advances, and say until when is paid or recovered; amounts in cents.

    Raises ResultScoreNoGround (R-C09), DeterminationRefused with every fault.
    """
    if DeterminationGround.RESULT_SCORE in grounds:
        place = f"#/grounds/{list(grounds).index(DeterminationGround.RESULT_SCORE)}"
        raise ResultScoreNoGround(
            errors=(FieldError(place, "result-score", ResultScoreNoGround.detail, rule="R-C09"),)
        )
    found = {one.ground: one for one in options(subsidy).options}
    faults = [
        *_moment(subsidy, determined_on, today),
        *_grounds(subsidy, determined_cents, grounds, motivation, found),
    ]
    if faults:
        raise DeterminationRefused(id=subsidy.id, errors=tuple(faults))
    settlement = determined_cents - advances_paid_cents
    pay_by = determined_on + PAYMENT_TERM if settlement > 0 else None
    until = add_months(determined_on, RECOVERY_MONTHS) if settlement < 0 else None
    lowest = min((found[one].lowest_cents or 0 for one in grounds), default=subsidy.granted_cents)
    why = _why(subsidy, determined_cents, grounds, lowest)
    why = why.because(
        "Awb 4:95", SET_OFF, Money(settlement),
        determined_cents=Money(determined_cents), advances_cents=Money(advances_paid_cents),
    )  # fmt: skip
    if pay_by is not None:
        why = why.because("Awb 4:87", PAY_BY, pay_by, determined_on=determined_on)
    if until is not None:
        why = why.because("Awb 4:57", RECOVERABLE, until, determined_on=determined_on)
    after = replace(
        subsidy,
        version=subsidy.version + 1,
        state=SubsidyState.DETERMINED,
        determined_on=determined_on,
        determined_cents=determined_cents,
        grounds=list(grounds),
        ex_officio=subsidy.account is None,
        motivation=motivation,
        advances_paid_cents=advances_paid_cents,
        settlement_cents=settlement,
        pay_by=pay_by,
        recoverable_until=until,
    )
    return after, why


def _why(
    subsidy: Subsidy, determined: int, grounds: Sequence[DeterminationGround], lowest: int
) -> Derivation:
    if not grounds:
        return Derivation().because("Awb 4:46", IN_FULL, Money(determined))
    return Derivation().because(
        "R-C09",
        LOWER,
        Money(determined),
        granted_cents=Money(subsidy.granted_cents),
        articles=[ARTICLES[one] for one in grounds],
        lowest_cents=Money(lowest),
    )


def _moment(subsidy: Subsidy, day: date, today: date) -> list[FieldError]:
    """After the account; without one, ex officio, after the day on which it was due (Awb 4:47)."""
    found = []
    if subsidy.state is SubsidyState.DETERMINED:
        told = Text("De subsidie is al vastgesteld.", "The subsidy was determined already.")
        found.append(FieldError("#", "determined-already", told))
    if day > today:
        told = Text("Deze dag moet nog komen.", "This day is yet to come.")
        found.append(FieldError("#/determinedOn", "in-the-future", told))
    if subsidy.accounted_on is None and day <= subsidy.account_due_on:
        told = Text(
            f"Zonder verantwoording kan dit pas na {subsidy.account_due_on} (Awb 4:47).",
            f"Without an account this waits until after {subsidy.account_due_on} (Awb 4:47).",
        )
        found.append(FieldError("#/determinedOn", "account-awaited", told))
    if subsidy.accounted_on is not None and day < subsidy.accounted_on:
        told = Text("Dit ligt voor de verantwoording.", "This lies before the account.")
        found.append(FieldError("#/determinedOn", "before-account", told))
    return found


def _grounds(
    subsidy: Subsidy,
    determined: int,
    grounds: Sequence[DeterminationGround],
    motivation: str | None,
    found: dict[DeterminationGround, DeterminationOption],
) -> list[FieldError]:
    """Whether the amount is carried by grounds that are open, and by a motivation."""
    granted, place = subsidy.granted_cents, "#/determinedCents"
    if determined > granted:
        told = Text("Meer dan is verleend kan niet.", "More than was granted is not possible.")
        return [FieldError(place, "above-granted", told)]
    if determined == granted:
        told = Text("Een volle vaststelling heeft geen grond nodig.", "A full determination needs no ground.")
        return [FieldError("#/grounds", "ground-unneeded", told)] if grounds else []
    faults = []
    if not grounds:
        told = Text("Noem de grond (Awb 4:46 lid 2).", "Name the ground (Awb 4:46 paragraph 2).")
        faults.append(FieldError("#/grounds", "ground-missing", told))
    if not motivation:
        told = Text("Motiveer de lagere vaststelling.", "Give the motivation of a lower determination.")
        faults.append(FieldError("#/motivation", "motivation-missing", told))
    closed = [(index, found[one]) for index, one in enumerate(grounds) if not found[one].available]
    faults += [
        FieldError(f"#/grounds/{index}", "ground-closed", Text(one.reason_nl, one.reason_en))
        for index, one in closed
    ]
    open_to = [found[one].lowest_cents or 0 for one in grounds if found[one].available]
    if open_to and determined < min(open_to):
        lowest = Money(min(open_to))
        told = Text(
            f"Op deze grond is {lowest.text('nl')} het laagste bedrag.",
            f"On this ground {lowest.text('en')} is the lowest amount.",
        )
        faults.append(FieldError(place, "below-lowest", told, rule="R-C09"))
    return faults
