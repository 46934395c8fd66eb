"""Who is in care under a contract on which days, and what of the counts may be shown (R-X12, F-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.errors import FieldError, InvalidInput, Text
from shared.values import Period
from shared.values.suppression import publish
from shared.values.terms import ProvisionType

LONGEST = date.max


class CarePeriodReversed(InvalidInput):
    """The last day of the count lies before its first."""

    code = "care-period-reversed"
    title = Text("De laatste dag ligt voor de eerste", "The last day lies before the first")
    detail = Text(
        "Van {on} tot en met {until} is geen periode.", "From {on} up to and including {until} is no period."
    )
    mend = Text(
        "Geef een `until` op of na `on`, of laat het weg voor een peildatum.",
        "Give an `until` on or after `on`, or leave it out for a reference date.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Care under a contract, by the id and version of the decision or referral that gives it; `end_date` is its last day.

    `lapsed` care never began: the citizen moved before it would (R-A56).
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    contract_id: UUID
    provider: str
    provision_type: ProvisionType
    product_category: str | None = None
    product_code: str | None = None
    start_date: date
    end_date: date | None = None
    lapsed: bool = False
    allocation_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How much care of one kind there was under a contract in some days, and how much of it began in them."""

    contract_id: UUID
    provision_type: ProvisionType
    product_category: str | None
    product_code: str | None
    clients: int
    started: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCount:
    """How many clients for one product; None is left out (F-08)."""

    provision_type: ProvisionType
    product_category: str | None
    product_code: str | None
    clients: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientsInCare:
    """The counts of one contract from the day `on` up to and including `until`; None is left out (F-08)."""

    contract_id: UUID
    contract_number: str
    population_id: UUID | None
    on: date
    until: date
    clients: int | None
    counts: list[CareCount]
    started_general: int | None
    started_tailor_made: int | None
    general_share_basis_points: int | None
    suppressed: bool


def is_in_care(care: Care, first: date, last: date) -> bool:
    """Whether there was care on any day from the first up to and including the last."""
    return not care.lapsed and care.start_date <= last and (care.end_date or LONGEST) >= first


def days_counted(on: date, until: date | None, *, entitled: bool) -> tuple[date, date]:
    """The first and last day to count, a single day without `until`. Raises CarePeriodReversed.

    Who may not see single cases gets the whole quarter of `on`: two days side by side would tell of one person (F-08).
    """
    last = on if until is None else until
    if last < on:
        error = FieldError("#/until", "reversed", CarePeriodReversed.title, where="query")
        raise CarePeriodReversed(errors=(error,), on=on, until=last)
    if entitled:
        return on, last
    quarter = Period.quarter(on.year, (on.month + 2) // 3)
    assert quarter.last_day is not None, "a quarter ends"
    return quarter.start, quarter.last_day


def clients_in_care(
    contract_id: UUID,
    contract_number: str,
    population_id: UUID | None,
    days: tuple[date, date],
    found: Sequence[Counted],
    *,
    limit: int,
) -> ClientsInCare:
    """The counts of a contract by provision and product; substitution is the share of what began that is general (R-X12).

    Below the `limit` counts are left out, with those that would give them back (F-08); what began is then told only when
    nothing else was left out, for the two together could be subtracted. 0 leaves nothing out; shares are rounded down.
    """
    ordered = sorted(
        (one for one in found if one.clients),
        key=lambda one: (one.provision_type, one.product_category or "", one.product_code or ""),
    )
    shown = publish([one.clients for one in ordered], limit)
    by_type = {
        kind: sum(one.started for one in ordered if one.provision_type is kind) for kind in ProvisionType
    }
    began = publish((by_type[ProvisionType.GENERAL], by_type[ProvisionType.TAILOR_MADE]), limit)
    general, tailor_made = (None, None) if shown.suppressed else began.parts
    share = None
    if general is not None and tailor_made is not None and general + tailor_made:
        share = general * 10_000 // (general + tailor_made)
    return ClientsInCare(
        contract_id=contract_id,
        contract_number=contract_number,
        population_id=population_id,
        on=days[0],
        until=days[1],
        clients=shown.total,
        counts=[
            CareCount(
                provision_type=one.provision_type,
                product_category=one.product_category,
                product_code=one.product_code,
                clients=clients,
            )
            for one, clients in zip(ordered, shown.parts, strict=True)
        ],
        started_general=general,
        started_tailor_made=tailor_made,
        general_share_basis_points=share,
        suppressed=shown.suppressed or began.suppressed,
    )
