"""The tables of who agrees: organisations with what they are recognised for, consortia with their keys, cooperations."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from services.contracts.tables.base import METADATA
from shared.kit.tables import ARRAY, choice, json_column, owned
from shared.values.arrangements import ProvidersRelation, RoleModel, Scenario
from shared.values.organisations import FinancialSignal, OrganisationSize
from shared.values.parties import CooperationBasis, CooperationForm, CooperationModel, RecognitionKind
from shared.values.terms import OrganisationKind

organisations = owned(
    "organisations",
    METADATA,
    Column("oin", Text, nullable=False),
    choice("kind", OrganisationKind),
    Column("name", Text, nullable=False),
    Column("municipality_code", Text),
    Column("agb_code", Text),
    Column("region", Text),
    Column("inhabitants", Integer),
    Column("inhabitants_on", Date),
    choice("role_model", RoleModel, nullable=True),
    choice("scenario", Scenario, nullable=True),
    Column("own_risk_provision_cents", BigInteger),
    Column("sectors", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    choice("size", OrganisationSize, nullable=True),
    Column("main_area_codes", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    choice("financial_signal", FinancialSignal, nullable=True),
    Column("financial_signal_on", Date),
    UniqueConstraint("owner", "oin"),
    CheckConstraint("inhabitants >= 0 and own_risk_provision_cents >= 0", name="figures"),
    CheckConstraint("(inhabitants is null) = (inhabitants_on is null)", name="counted"),
    CheckConstraint("(financial_signal is null) = (financial_signal_on is null)", name="signalled"),
    CheckConstraint("oin ~ '^[0-9]{20}$'", name="oin"),
)

consortia = owned(
    "consortia",
    METADATA,
    Column("name", Text, nullable=False),
    Column("start_date", Date, nullable=False),
    json_column("members"),
    choice("providers_relation", ProvidersRelation, nullable=True),
    Column("shared_overhead", Boolean),
    Column("shared_overhead_cents", BigInteger),
    CheckConstraint("shared_overhead_cents >= 0", name="overhead"),
)

recognitions = owned(
    "recognitions",
    METADATA,
    Column("organisation", Text, nullable=False),
    choice("kind", RecognitionKind),
    Column("code", Text, nullable=False),
    Column("number", Text),
    Column("issued_by", Text),
    Column("product_codes", ARRAY(Text), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    CheckConstraint("valid_until >= valid_from", name="period"),
)
Index("ix_recognitions_owner_organisation", recognitions.c.owner, recognitions.c.organisation)

# Members and host are purchasers: each sees the cooperation in which it takes part.
cooperations = owned(
    "cooperations",
    METADATA,
    Column("name", Text, nullable=False),
    choice("model", CooperationModel),
    Column("host", Text),
    choice("legal_form", CooperationForm, nullable=True),
    choice("legal_basis", CooperationBasis),
    json_column("members"),
    json_column("factors"),
    json_column("motives"),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("complexity", Integer, nullable=False),
    CheckConstraint("valid_until >= valid_from", name="period"),
    CheckConstraint("(model = 'network') = (host is null)", name="host"),
)

# As information: no payment looks at it.
consortium_keys = owned(
    "consortium_keys",
    METADATA,
    Column("consortium_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    json_column("shares"),
    UniqueConstraint("owner", "consortium_id", "year"),
    ForeignKeyConstraint(["owner", "consortium_id"], ["consortia.owner", "consortia.id"]),
)
