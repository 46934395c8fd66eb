"""Check 19: an operation on its way out says so in the document and on every answer."""

import json
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from starlette.responses import Response

from deploy.lint_openapi import SNAPSHOTS
from shared.kit.http import create_app
from shared.kit.openapi import document
from shared.kit.routing import Deprecation, Router
from tests.shared.kit.http_app import SmallService, browser, small_app
from tests.wire.documents import SERVICES

INSTEAD = "https://example.org/changelog#0.9.0"
router = Router(prefix="/advances", tags=["advances"])


@router.get(
    "",
    scope=None,
    summary="Voorschotten, oud (advances)",
    answer=None,
    deprecated=Deprecation(date(2026, 12, 1), date(2027, 12, 1), INSTEAD),
)
async def list_advances() -> Response:
    """An operation that will go."""
    return Response(b"[]", media_type="application/json")


async def test_a_deprecated_operation_says_until_when_it_answers() -> None:
    """Check 19: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and a link are on the answer, also when it is a refusal."""
    app = create_app(SmallService(), [router])
    async with browser(app) as client:
        for path, status in (("/advances", 200), ("/advances?typo=1", 400)):
            answer = await client.get(path)
            assert answer.status_code == status
            since = int(answer.headers["Deprecation"].removeprefix("@"))
            assert datetime.fromtimestamp(since, UTC).date() == date(2026, 12, 1)
            assert parsedate_to_datetime(answer.headers["Sunset"]).date() == date(2027, 12, 1)
            assert f'<{INSTEAD}>; rel="deprecation"' in answer.headers["Link"]


def test_the_document_says_so_too() -> None:
    """Check 19: `deprecated: true` never stands without `x-sunset`, and the other way round."""
    said = document(create_app(SmallService(), [router]))["paths"]["/advances"]["get"]
    assert said["deprecated"] is True
    assert said["x-sunset"] == "2027-12-01"
    for operations in document(small_app())["paths"].values():
        for operation in operations.values():
            assert ("x-sunset" in operation) == operation.get("deprecated", False)


def test_every_service_keeps_to_it() -> None:
    """Check 19: the committed documents of the four services too."""
    for service in SERVICES:
        made = json.loads((SNAPSHOTS / f"{service}.openapi.json").read_text("utf-8"))
        for methods in made["paths"].values():
            for operation in methods.values():
                assert ("x-sunset" in operation) == operation.get("deprecated", False)
