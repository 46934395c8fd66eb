"""Bringing a question further in the graph."""

from typing import Any

REPORT = """mutation($new: NewRequest!) { reportRequest(new: $new) {
  id channel referrerType directAccess team urgency responsibleMunicipality responsibleReason transferBy } }"""
A, B = "00000099000000000111", "00000099000000000222"
STAY = {
    "addresses": [{"municipality": A, "fromDate": "2015-03-01", "until": "2026-01-31"}],
    "stays": [{"municipality": B, "fromDate": "2026-02-01"}],
}


async def test_a_question_goes_its_way_in_the_graph(agreed: Any) -> None:
    """Reported with its referrer, completed, applied for, acute, whose it is, withdrawn; the question itself apart."""
    new = {
        "citizenReference": "graaf-vraag", "law": "jeugdwet", "contactOn": "2026-04-13", "channel": "referrer",
        "referrer": {"type": "GENERAL_PRACTITIONER", "code": "01234567"}, "question": "Het gaat niet goed.",
    }  # fmt: skip
    made = await agreed.graph(REPORT, new=new)
    assert "errors" not in made, made
    told = made["data"]["reportRequest"]
    assert (told["referrerType"], told["directAccess"], told["responsibleReason"]) == (
        "GENERAL_PRACTITIONER",
        True,
        "notAssessed",
    )
    acts = {
        "changeRequest(id: $id, change: {team: \"TEAM-ZUID\", urgency: 1}) { team urgency state }": {"team": "TEAM-ZUID", "urgency": 1, "state": "received"},
        "applyForRequest(id: $id, applicationOn: \"2026-04-15\") { state applicationOn }": {"state": "applied", "applicationOn": "2026-04-15"},
        "flagAcute(id: $id, given: {acute: true, motive: \"Onveilig.\"}) { acute }": {"acute": True},
        "withdrawRequest(id: $id, given: {reason: notNeeded}) { state endReason }": {"state": "withdrawn", "endReason": "notNeeded"},
    }  # fmt: skip
    for act, answer in acts.items():
        done = await agreed.graph("mutation($id: UUID!) { done: " + act + " }", id=told["id"])
        assert done.get("data") == {"done": answer}, done
    ended = await agreed.graph(
        "mutation($id: UUID!) { closeRequest(id: $id, given: {reason: advice}) { state } }", id=told["id"]
    )
    assert ended["errors"][0]["extensions"]["code"] == "request-ended"
    question = "query($id: UUID!) { requestQuestion(id: $id) { question acuteMotive acuteDecidedBy } }"
    assert (await agreed.graph(question, id=told["id"]))["data"]["requestQuestion"] == {
        "question": "Het gaat niet goed.",
        "acuteMotive": "Onveilig.",
        "acuteDecidedBy": "j.jansen",
    }
    who = "query($asked: AssessResidence!) { responsibleMunicipality(asked: $asked) { municipality reason code } }"
    asked = {**STAY, "law": "jeugdwet"}
    assert (await agreed.graph(who, asked=asked))["data"]["responsibleMunicipality"] == {
        "municipality": A,
        "reason": "beforeStay",
        "code": "8",
    }
    other = (await agreed.report("graaf-elders", law="jeugdwet", contract_id=None)).id
    put = """mutation($id: UUID!, $given: Residence!) { determineResponsibleMunicipality(id: $id, given: $given) {
      responsibleMunicipality transferBy } }"""
    done = await agreed.graph(put, id=str(other), given=STAY)
    assert done["data"]["determineResponsibleMunicipality"] == {
        "responsibleMunicipality": A,
        "transferBy": "2026-05-04",
    }
    found = await agreed.graph("{ requests(elsewhere: true, open: true) { nodes { id } } }")
    assert found["data"]["requests"]["nodes"] == [{"id": str(other)}]
