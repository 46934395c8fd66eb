"""The self-sufficiency matrix in the graph."""

from datetime import date

from shared.values import new_id
from tests.services.outcomes.assessments.helping import client
from tests.services.outcomes.conftest import Measured

SELECT = """
mutation ($new: NewAssessmentSelection!) { registerAssessmentSelection(new: $new) { id domains purpose } }
"""
REGISTER = "mutation ($new: NewAssessment!) { registerAssessment(new: $new) { id scores { domain score } } }"
READ = """
query ($contract: UUID!, $from: Date!, $until: Date!, $basis: StepBasis!, $edition: String!) {
  assessmentEditions { code domains { code nameEn } }
  assessmentSelections { nodes { id } }
  assessments(contractId: $contract) { nodes { moment scores { domain score } } }
  assessmentSteps(contractId: $contract, dateFrom: $from, dateUntil: $until, basis: $basis, edition: $edition) { nodes { domains { domain step direction met } } }
  assessmentCounts(contractId: $contract, dateFrom: $from, dateUntil: $until, basis: $basis, edition: $edition) { counted up risen }
  missingAssessments(contractId: $contract) { nodes { missing } }
  selfSufficiencyProfiles(grouping: area, dateFrom: $from, dateUntil: $until, basis: $basis, edition: $edition) { profiles { group domains { clients suppressed } } }
  applicableAssessmentSelection(law: wmo2015, allocationNumber: 4711) { domains }
  reliabilityNorms { nodes { id } }
}
"""


async def test_the_same_as_over_rest(measured: Measured) -> None:
    """Selected, registered twice, and read in every form; what cannot be asked has the same code."""
    await client(measured, until=date(2026, 7, 1))
    selected = await measured.query(
        SELECT,
        new={
            "contractId": str(measured.contract.id), "edition": "zrm-11", "domains": ["housing"],
            "purpose": "resultFunding", "validFrom": "2026-01-01",
        },
    )  # fmt: skip
    assert selected["data"] is not None, selected
    assert selected["data"]["registerAssessmentSelection"]["domains"] == ["housing"]
    for on, moment, score in (("2026-02-01", "intake", 2), ("2026-06-30", "closing", 3)):
        new = {
            "purchaser": measured.tenant.owner, "law": "wmo2015", "allocationNumber": 4711, "edition": "zrm-11",
            "moment": moment, "takenOn": on, "rater": "professional", "assessorRole": "provider",
            "scores": [{"domain": "housing", "score": score}],
        }  # fmt: skip
        made = await measured.query(REGISTER, oin=measured.lead, new=new)
        assert made["data"] is not None, made
        assert made["data"]["registerAssessment"]["scores"] == [{"domain": "housing", "score": score}]
    asked = {"from": "2026-01-01", "until": "2026-12-31", "basis": "intakeToClosing", "edition": "zrm-11"}
    answer = await measured.query(READ, contract=str(measured.contract.id), **asked)
    data = answer["data"]
    assert data is not None, answer
    [steps] = data["assessmentSteps"]["nodes"]
    assert steps["domains"] == [{"domain": "housing", "step": 1, "direction": "up", "met": True}]
    assert data["assessmentCounts"] == {"counted": 1, "up": 1, "risen": 1}
    assert data["missingAssessments"]["nodes"] == [] and len(data["assessments"]["nodes"]) == 2
    assert data["applicableAssessmentSelection"] == {"domains": ["housing"]}
    assert data["selfSufficiencyProfiles"]["profiles"][0]["domains"] == [
        {"clients": None, "suppressed": True}
    ]
    wrong = await measured.query(READ, contract=str(measured.contract.id), **{**asked, "edition": "zrm 11"})
    assert wrong["errors"][0]["extensions"]["code"] == "request-invalid"
    nobody = await measured.query("{ applicableAssessmentSelection { id } }")
    assert nobody["errors"][0]["extensions"]["code"] == "graphql-invalid"
    start = "query ($id: UUID!) { assessmentSelectionOfCareStart(law: wmo2015, careStartId: $id) { id } }"
    unknown = await measured.query(start, id=str(new_id()))
    assert unknown["data"] == {"assessmentSelectionOfCareStart": None}
