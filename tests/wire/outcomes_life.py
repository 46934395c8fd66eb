"""The part of a purchaser's life that passes in outcomes beside the measurements themselves."""

from shared.schemas.contracts import Contract
from tests.support.tenants import Tenant
from tests.wire.outcomes_assessments import assess
from tests.wire.outcomes_client_results import evaluate
from tests.wire.outcomes_comparisons import compare
from tests.wire.outcomes_consulting import consult
from tests.wire.outcomes_definitions import define
from tests.wire.outcomes_reports import report
from tests.wire.outcomes_uploads import upload


async def register(tenant: Tenant, contract: Contract) -> None:
    """Everything that outcomes registers, compares and reports, once through the typed client."""
    await define(tenant, contract)
    await consult(tenant, contract)
    await upload(tenant, contract)
    await compare(tenant, contract)
    await assess(tenant, contract)
    await evaluate(tenant, contract)
    await report(tenant, contract)
