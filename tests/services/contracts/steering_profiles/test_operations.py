"""What happens to steering profiles at once and again."""

from __future__ import annotations

from tests.services.contracts.conftest import Ready
from tests.services.contracts.plainly import check_operations
from tests.services.contracts.steering_profiles.case import CASE


async def test_one_reference_makes_one_and_one_version_changes_once(ready: Ready) -> None:
    """Twenty at once make one, with one fact that is the answer; a dry run makes nothing."""
    await check_operations(ready, CASE)
