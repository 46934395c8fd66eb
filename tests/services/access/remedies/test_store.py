"""What is kept of remedies: narrowed by kind in the statement itself."""

from services.access.remedies import store
from shared.kit.rows import PageRequest
from shared.values.remedies import RemedyKind
from tests.services.access.conftest import Agreed


async def test_a_page_holds_the_kinds_that_are_asked_for(agreed: Agreed) -> None:
    """Of a complaint and nothing else: by its kind it is there, by others or by none it is not."""
    decision = await agreed.decided()
    body = {
        "kind": "complaint", "citizenId": str(decision.citizen_id), "subject": "care", "filedOn": "2026-04-20",
        "handlerKind": "complaintsDesk",
    }  # fmt: skip
    made = (await agreed.post("/remedies", body)).json()
    async with agreed.connection() as connection:
        for kinds, found in (
            ((RemedyKind.COMPLAINT, RemedyKind.APPEAL), [made["id"]]),
            ((RemedyKind.APPEAL,), []),
            ((), []),
        ):
            page = await store.page_remedies(connection, PageRequest(10), kinds)
            assert [str(one.id) for one in page.items] == found
