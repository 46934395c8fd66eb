"""Day one and the books of the municipality: openings, posting profiles, journals and receivables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from shared.kit.migrations import append_only, create_owned, listed, patience, protect, refer

revision = "2026_11_23_1350"
down_revision = "2026_11_23_1320"
branch_labels = None
depends_on = None

_ONE_PLACE = """
alter table posting_profiles add constraint ex_posting_profiles_one_place exclude using gist (owner with =, account with =,
    coalesce(contract_id, '00000000-0000-0000-0000-000000000000'::uuid) with =,
    daterange(valid_from, valid_until, '[]') with &&)
"""


def upgrade() -> None:
    """Make them."""
    patience()
    op.create_index(
        "ix_entries_asking", "entries", ["owner", "sequence"],
        postgresql_where=sa.text("cause in ('receivable', 'credit')"),
    )
    create_owned(
        "posting_profiles",
        sa.Column("contract_id", sa.Uuid()),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("ledger_account", sa.Text(), nullable=False),
        sa.Column("cost_centre", sa.Text()),
        sa.Column("task_field", sa.Text()),
        sa.Column("vat_treatment", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_posting_profiles_period")),
        listed("posting_profiles", "vat_treatment", "exempt", "compensable", "mixed"),
        refer("posting_profiles", "contract_id", "known_contracts"),
    )
    op.execute(_ONE_PLACE)
    create_owned(
        "journals",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("after_sequence", sa.BigInteger(), nullable=False),
        sa.Column("until_sequence", sa.BigInteger(), nullable=False),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column("line_count", sa.Integer(), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("suspense_account", sa.Text()),
        sa.Column("suspense_count", sa.Integer(), nullable=False),
        sa.Column("replaces", sa.Uuid()),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.UniqueConstraint("owner", "number", name=op.f("uq_journals_owner_number")),
        sa.UniqueConstraint("owner", "replaces", name=op.f("uq_journals_owner_replaces")),
        sa.CheckConstraint("until_sequence > after_sequence", name=op.f("ck_journals_forward")),
        refer("journals", "replaces", "journals"),
    )
    op.create_table(
        "journal_files",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Uuid(), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "journal_id", name=op.f("pk_journal_files")),
        refer("journal_files", "journal_id", "journals"),
    )
    protect("journal_files")
    append_only("journals", "journal_files")
    _openings()


def _openings() -> None:
    create_owned(
        "openings",
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("line_count", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("reversed_on", sa.Date()),
        sa.CheckConstraint("total_cents > 0", name=op.f("ck_openings_total")),
    )
    op.create_table(
        "opening_lines",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opening_id", sa.Uuid(), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("contract_number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("paid_cents", sa.BigInteger(), nullable=False),
        sa.Column("retained_cents", sa.BigInteger(), nullable=False),
        sa.Column("instalment_ids", ARRAY(sa.Uuid()), nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_opening_lines")),
        sa.UniqueConstraint(
            "owner", "opening_id", "number", name=op.f("uq_opening_lines_owner_opening_id_number")
        ),
        sa.CheckConstraint("paid_cents > 0", name=op.f("ck_opening_lines_paid")),
        refer("opening_lines", "opening_id", "openings"),
        refer("opening_lines", "schedule_id", "schedules"),
    )
    op.create_index("ix_opening_lines_schedule_id", "opening_lines", ["owner", "schedule_id"])
    protect("opening_lines")
    append_only("opening_lines")
    _receivables()


def _receivables() -> None:
    create_owned(
        "receivables",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("motivation", sa.Text()),
        sa.Column("proposed_by", sa.Text()),
        sa.Column("confirmed_by", sa.Text()),
        sa.Column("written_off_on", sa.Date()),
        sa.UniqueConstraint("owner", "number", name=op.f("uq_receivables_owner_number")),
        sa.UniqueConstraint("owner", "entry_id", name=op.f("uq_receivables_owner_entry_id")),
        sa.CheckConstraint("amount_cents <> 0", name=op.f("ck_receivables_amount")),
        sa.CheckConstraint("confirmed_by <> proposed_by", name=op.f("ck_receivables_two_persons")),
        sa.CheckConstraint(
            "(state = 'written-off') = (confirmed_by is not null)", name=op.f("ck_receivables_confirmed")
        ),
        listed("receivables", "state", "open", "proposed", "written-off"),
        refer("receivables", "entry_id", "entries"),
    )


def downgrade() -> None:
    """Take them away again."""
    patience()
    op.drop_index("ix_entries_asking", "entries")
    for table in (
        "receivables",
        "opening_lines",
        "openings",
        "journal_files",
        "journals",
        "posting_profiles",
    ):
        op.drop_table(table)
