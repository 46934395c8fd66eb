"""Budgets paid in advance in full: profiles, years, forfeits, surplus and carry-over."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.kit.migrations import known, patience, unforced

revision = "2026_11_23_1380"
down_revision = "2026_11_23_1360"
branch_labels = None
depends_on = None

_OF_SCHEDULES = """
update schedules set sums = jsonb_build_array(jsonb_build_object(
    'number', 1, 'form', 'lumpSumRetention',
    'valid_from', greatest(terms.start_date, make_date(year, 1, 1)),
    'valid_until', least(planned_until, make_date(year, 12, 31)),
    'annual_amount_cents', schedules.annual_amount_cents, 'year_amount_cents', year_amount_cents,
    'advance_basis_points', schedules.advance_basis_points, 'advance_cents', advance_cents,
    'retention_cents', retention_cents, 'instalment_count', terms.instalment_count,
    'instalment_day', terms.instalment_day, 'release_rule', 'allOrNothing', 'afterwards', false, 'moments', '[]'::jsonb))
from contract_terms terms where terms.owner = schedules.owner and terms.id = schedules.contract_id
"""
# The one sum that was known; what it comes to in a year is told with the contract's next version.
_OF_TERMS = """
update contract_terms terms set
    sums = jsonb_build_array(jsonb_build_object(
        'number', 1, 'form', 'lumpSumRetention', 'valid_from', start_date,
        'annual_amount_cents', annual_amount_cents, 'effective_on', effective_on,
        'advance_basis_points', advance_basis_points, 'instalment_count', instalment_count,
        'instalment_day', instalment_day, 'release_rule', 'allOrNothing', 'afterwards', false, 'moments', '[]'::jsonb)),
    years = (
        select jsonb_object_agg(year::text, coalesce(
            (select one.sums from schedules one
             where one.owner = terms.owner and one.contract_id = terms.id and one.year = years.year), '[]'))
        from generate_series(extract(year from start_date)::int, extract(year from end_date)::int) as years (year)
    )
"""
_BACK = """
update contract_terms set
    annual_amount_cents = (sums->-1->>'annual_amount_cents')::bigint,
    effective_on = (sums->-1->>'effective_on')::date,
    advance_basis_points = (sums->-1->>'advance_basis_points')::int,
    instalment_count = (sums->-1->>'instalment_count')::int,
    instalment_day = (sums->-1->>'instalment_day')::int
"""
_RULES = """
update retentions set forfeited_cents = 0, release_rule = coalesce((
    select min(one.terms->>'releaseRule') from funding_agreements one
    where one.owner = retentions.owner and one.contract_id = retentions.contract_id), 'allOrNothing')
"""
_CHECKS = {
    "ck_retentions_forfeited": "forfeited_cents between 0 and withheld_cents - released_cents",
    "ck_retentions_forfeit_explained": "(forfeited_cents > 0) = (motivation is not null)",
}
_OLD = {
    "annual_amount_cents": sa.BigInteger(),
    "effective_on": sa.Date(),
    "advance_basis_points": sa.Integer(),
    "instalment_count": sa.Integer(),
    "instalment_day": sa.Integer(),
}


def upgrade() -> None:
    """Keep every sum of a contract with its days, where there was one."""
    patience()
    op.add_column("schedules", sa.Column("sums", JSONB()))
    op.add_column("contract_terms", sa.Column("sums", JSONB()))
    op.add_column("contract_terms", sa.Column("years", JSONB()))
    with unforced("schedules", "contract_terms"):
        op.execute(_OF_SCHEDULES)
        op.execute(_OF_TERMS)
    for table, name in (("schedules", "sums"), ("contract_terms", "sums"), ("contract_terms", "years")):
        op.alter_column(table, name, nullable=False)
    for name in _OLD:
        op.drop_column("contract_terms", name)
    _forfeits()


def _forfeits() -> None:
    op.add_column("retentions", sa.Column("release_rule", sa.Text()))
    op.add_column("retentions", sa.Column("forfeited_cents", sa.BigInteger()))
    with unforced("retentions", "funding_agreements"):
        op.execute(_RULES)
    for name in ("release_rule", "forfeited_cents"):
        op.alter_column("retentions", name, nullable=False)
    op.add_column("retentions", sa.Column("forfeited_on", sa.Date()))
    op.add_column("retentions", sa.Column("decided_by", sa.Text()))
    op.add_column("retentions", sa.Column("motivation", sa.Text()))
    for name, check in _CHECKS.items():
        op.create_check_constraint(op.f(name), "retentions", check)
    known("retentions", "release_rule", "allOrNothing", "proRata")
    known("retentions", "state", "withheld", "released", "ordered", "paid", "forfeited")


def downgrade() -> None:
    """Keep the last sum alone, and no forfeit."""
    patience()
    with unforced("retentions"):
        op.execute("update retentions set state = 'released' where state = 'forfeited'")
    known("retentions", "state", "withheld", "released", "ordered", "paid")
    for name in ("motivation", "decided_by", "forfeited_on", "forfeited_cents", "release_rule"):
        op.drop_column("retentions", name)
    for name, kind in _OLD.items():
        op.add_column("contract_terms", sa.Column(name, kind))
    with unforced("contract_terms"):
        op.execute(_BACK)
    for name in _OLD:
        op.alter_column("contract_terms", name, nullable=False)
    op.create_check_constraint(op.f("ck_contract_terms_amount"), "contract_terms", "annual_amount_cents >= 0")
    op.create_check_constraint(
        op.f("ck_contract_terms_advance"), "contract_terms", "advance_basis_points between 0 and 10000"
    )
    op.drop_column("contract_terms", "years")
    op.drop_column("contract_terms", "sums")
    op.drop_column("schedules", "sums")
