"""Remedies in the graph: filed, moved and ended by mutations."""

from tests.services.access.conftest import Agreed

_FILE = """mutation($citizen: UUID!) {
  registerRemedy(new: {kind: complaint, citizenId: $citizen, subject: care, filedOn: "2026-04-20", handlerKind: complaintsDesk}) { id dueOn }
}"""
_MOVE = """mutation($id: UUID!) {
  a: handleRemedy(id: $id, by: {handler: "p.devries", handlerKind: complaintsCommittee}) { state }
  b: suspendRemedy(id: $id, since: {day: "2026-04-20"}) { state }
  c: resumeRemedy(id: $id, since: {day: "2026-04-20"}) { state }
  d: extendRemedy(id: $id) { extended }
  e: decideRemedy(id: $id, done: {outcome: unfounded, decidedOn: "2026-04-20"}) { outcome }
}"""


async def test_a_remedy_from_filing_to_its_end(agreed: Agreed) -> None:
    """All acts in one request, each once; then it cannot be withdrawn."""
    decision = await agreed.decided()
    filed = await agreed.graph(_FILE, citizen=str(decision.citizen_id))
    assert "errors" not in filed, filed
    remedy = filed["data"]["registerRemedy"]["id"]
    moved = await agreed.graph(_MOVE, id=remedy)
    assert "errors" not in moved, moved
    assert [next(iter(one.values())) for one in moved["data"].values()] == [
        "inHandling", "suspended", "inHandling", True, "unfounded",
    ]  # fmt: skip
    late = await agreed.graph("mutation($id: UUID!){withdrawRemedy(id: $id){id}}", id=remedy)
    assert late["errors"][0]["extensions"]["code"] == "remedy-closed"
