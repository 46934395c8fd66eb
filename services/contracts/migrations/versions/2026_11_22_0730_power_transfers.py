"""Transfers of powers: for whom a region or a centre municipality may contract (R-C51)."""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from shared.kit.migrations import patience, protect

revision = '2026_11_22_0730'
down_revision = '2026_11_22_0750'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and close it off by row-level security."""
    patience()
    op.create_table('power_transfers',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('holder', sa.Text(), nullable=False),
    sa.Column('municipality_code', sa.Text(), nullable=False),
    sa.Column('laws', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.CheckConstraint("holder ~ '^[0-9]{20}$'", name=op.f('ck_power_transfers_holder_oin')),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_power_transfers_owner_oin')),
    sa.CheckConstraint('cardinality(laws) > 0', name=op.f('ck_power_transfers_laws')),
    sa.CheckConstraint('valid_until >= valid_from', name=op.f('ck_power_transfers_period')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_power_transfers'))
    )
    op.create_index('ix_power_transfers_holder', 'power_transfers', ['holder', 'municipality_code'], unique=False)
    op.create_index('ix_power_transfers_id', 'power_transfers', ['id'], unique=False)
    op.create_index('uq_power_transfers_external_reference', 'power_transfers', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    protect("power_transfers")


def downgrade() -> None:
    """Take it back."""
    patience()
    op.drop_index('uq_power_transfers_external_reference', table_name='power_transfers', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_power_transfers_id', table_name='power_transfers')
    op.drop_index('ix_power_transfers_holder', table_name='power_transfers')
    op.drop_table('power_transfers')
