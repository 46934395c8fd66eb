"""Counting what is referred on since a fixed budget began, and in as many days before (E-11)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, Text, and_, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.sql.base import Executable

from services.access.contract_terms.rules import FIXED_FORMS
from services.access.referral_rates.rules import ShiftCount
from services.access.referral_rates.store.counting import going_on
from services.access.tables import contract_terms, referrals
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read_all
from shared.values.choosing import CareIntensity

_A_YEAR = 366


@statement
def _shifts() -> Executable:
    made, terms = referrals.c, contract_terms.c
    last = bindparam("last", type_=Date)
    days = last - terms.start_date + 1
    member = func.jsonb_build_array(func.jsonb_build_object("oin", made.from_provider), type_=JSONB)
    reach = and_(
        made.owner == terms.owner,
        made.from_provider.is_not(None),
        terms.members.op("@>", return_type=Boolean())(member),
        made.referred_on.between(cast(terms.start_date - days, Date), last),
        going_on(made),
    )
    heavy = made.intensity == CareIntensity.HEAVY.value
    across = made.from_domain != made.to_domain
    since, before = made.referred_on >= terms.start_date, made.referred_on < terms.start_date
    counts = {
        "before": (before,), "after": (since,), "heavy_before": (before, heavy), "heavy_after": (since, heavy),
        "across_before": (before, across), "across_after": (since, across),
    }  # fmt: skip
    return (
        select(
            terms.id.label("contract_id"),
            terms.number.label("contract_number"),
            terms.start_date.label("started_on"),
            last.label("until"),
            days.label("days"),
            *(func.count().filter(*which).label(name) for name, which in counts.items()),
        )
        .select_from(contract_terms.join(referrals, reach))
        .where(
            among(terms.owner, "owners"),
            terms.funding_forms.op("&&", return_type=Boolean())(bindparam("forms", type_=ARRAY(Text))),
            terms.start_date <= last,
            terms.start_date > cast(last - _A_YEAR, Date),
        )
        .group_by(terms.id, terms.number, terms.start_date)
        .order_by(terms.id)
    )


async def count_shifts(connection: Connection, owner: str, last: date) -> list[ShiftCount]:
    """What members of contracts whose fixed budget began in the year before a day referred on, before and since (E-11).

    Over as many days before the beginning as have passed since; one statement.
    """
    forms = [one.value for one in FIXED_FORMS]
    return read_all(await connection.fetch(_shifts(), owners=[owner], last=last, forms=forms), ShiftCount)


__all__ = ["count_shifts"]
