"""Reports in the graph: the same operations, another form."""

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.reports.examples import STORY

PREVIEW = """
query ($contract: UUID!) {
  reportPreview(kind: quarterlyIndicators, period: "2026-Q2", contractId: $contract) {
    title { nl en } sections { code figures { code value norm narrative derivation { rule text { nl } } } pictures { code run { norm } } }
  }
  dueReports(contractId: $contract) { kind period overdue }
  reportKinds { kind views frequency parts }
}
"""
DRAFT = """
mutation ($new: NewReport!) { registerReport(new: $new) { id version status untold owed figures { code state } } }
"""
CHANGE = """
mutation ($id: UUID!, $change: ReportChangeRequest!) { changeReport(id: $id, change: $change, version: 1) { narrative version } }
"""
SUBMIT = "mutation ($id: UUID!) { submitReport(id: $id) { id status contentSha256 submittedOn } }"


async def test_a_report_is_previewed_drafted_and_submitted(measured: Measured) -> None:
    """Preview, what is due and the kinds in one query; then a draft, its story and its seal, and the page of reports."""
    await measured.measure("2026-Q2", "7.4", narrative=STORY)
    seen = await measured.query(PREVIEW, contract=str(measured.contract.id))
    assert "errors" not in seen, seen
    figures = {one["code"]: one for one in seen["data"]["reportPreview"]["sections"][0]["figures"]}
    assert (figures["client-satisfaction"]["value"], figures["client-satisfaction"]["narrative"]) == (
        "7.4",
        STORY,
    )
    assert figures["client-satisfaction"]["derivation"][0]["rule"] == "R-O05"
    assert len(seen["data"]["dueReports"]) == 2
    assert len(seen["data"]["reportKinds"]) == 26
    new = {"kind": "quarterlyIndicators", "contractId": str(measured.contract.id), "period": "2026-Q2"}
    made = await measured.query(DRAFT, oin=measured.lead, new=new)
    assert "errors" not in made, made
    draft = made["data"]["registerReport"]
    assert (draft["status"], draft["untold"]) == ("draft", ["survey"])
    told = await measured.query(
        CHANGE, oin=measured.lead, id=draft["id"], change={"narrative": STORY, "narratives": []}
    )
    assert "errors" not in told, told
    assert told["data"]["changeReport"] == {"narrative": STORY, "version": 2}
    done = await measured.query(SUBMIT, oin=measured.lead, id=draft["id"])
    assert "errors" not in done, done
    assert done["data"]["submitReport"]["submittedOn"] == "2026-08-10"
    text = "query ($of: [_Any!]!) { _entities(representations: $of) { ... on Report { status } } reports { nodes { id } } }"
    entity = await measured.query(text, of=[{"__typename": "Report", "id": draft["id"]}])
    assert entity["data"]["_entities"] == [{"status": "submitted"}]
    assert entity["data"]["reports"]["nodes"] == [{"id": draft["id"]}]
    why = await measured.query(
        "query ($id: UUID!) { report(id: $id) { derivation { steps { rule } } } }", id=draft["id"]
    )
    assert [step["rule"] for step in why["data"]["report"]["derivation"]["steps"]] == ["R-O27", "N-155"]


async def test_a_problem_in_the_graph_names_its_rule(measured: Measured) -> None:
    """A demanded story that is missing is refused by code and rule."""
    new = {"kind": "quarterlyIndicators", "contractId": str(measured.contract.id), "period": "2026-Q2"}
    made = await measured.query(DRAFT, new=new)
    refused = await measured.query(SUBMIT, id=made["data"]["registerReport"]["id"])
    assert refused["errors"][0]["extensions"]["code"] == "report-narrative-missing"
