"""What findings rest on."""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from shared.kit.migrations import patience, protect

revision = "2026_11_22_0870"
down_revision = "2026_11_22_0860"
branch_labels = None
depends_on = None


def _owned(name: str, *more: sa.schema.SchemaItem) -> None:
    op.create_table(name,
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    *more,
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f(f'ck_{name}_owner_oin')),
    sa.ForeignKeyConstraint(['owner', 'contract_id'], ['contracts.owner', 'contracts.id'], name=op.f(f'fk_{name}_owner_contract_id_contracts')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f(f'pk_{name}')),
    sa.UniqueConstraint('owner', 'contract_id', name=op.f(f'uq_{name}_owner_contract_id')),
    )
    op.create_index(f'ix_{name}_id', name, ['id'], unique=False)
    op.create_index(f'uq_{name}_external_reference', name, ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    protect(name)


def upgrade() -> None:
    """Make the tables, each closed off by row-level security, and an index over the subsidies."""
    patience()
    _owned('definition_tests',
    sa.Column('tested_on', sa.Date(), nullable=False),
    sa.Column('criteria', postgresql.JSONB(), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('deviations', postgresql.JSONB(), nullable=False),
    sa.Column('earlier', postgresql.JSONB(), nullable=False),
    sa.CheckConstraint('score between 0 and 5', name=op.f('ck_definition_tests_score')),
    )
    _owned('circumstances',
    sa.Column('known_on', sa.Date(), nullable=False),
    sa.Column('facts', postgresql.JSONB(), nullable=False),
    )
    op.create_index('ix_contracts_subsidies', 'contracts', ['owner', 'id'], unique=False, postgresql_where=sa.text("legal_form = 'subsidy'"))


def downgrade() -> None:
    """Take them back."""
    patience()
    op.drop_index('ix_contracts_subsidies', table_name='contracts', postgresql_where=sa.text("legal_form = 'subsidy'"))
    op.drop_table('circumstances')
    op.drop_table('definition_tests')
