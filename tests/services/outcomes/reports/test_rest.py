"""Reports over REST: seen beforehand, drafted, told, submitted, sealed and read again."""

import hashlib
from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.outcomes import NewReport, Report, ReportChangeRequest, ReportContent
from shared.values import new_id
from shared.values.reporting import FigureState, ReportFrequency, ReportKind, ReportStatus
from shared.values.terms import Verdict
from tests.services.outcomes.conftest import Measured, agreement
from tests.services.outcomes.reports.examples import STORY
from tests.support.tenants import Tenant

KIND = ReportKind.QUARTERLY_INDICATORS


def asked(measured: Measured, **other: Any) -> NewReport:
    """The second quarter's report on agreements, without a story."""
    told = {"kind": KIND, "contract_id": measured.contract.id, "period": "2026-Q2"}
    return NewReport.model_validate({**told, **other})


@pytest.mark.rule("R-O27")
async def test_a_report_from_preview_to_seal(measured: Measured) -> None:
    """Figures are seen beforehand, drafted, told and submitted; asked again after more was measured it gives the same bytes."""
    demanding = [
        agreement(narrative_required=True),
        agreement(number=1, code="survey", name="Peiling", narrative_required=True),
    ]
    changed = measured.contract.model_copy(update={"version": 4, "agreements": demanding})
    await measured.tell("contracts", "contract-amended", changed)
    await measured.measure("2026-Q1", "7.2", respondents=120, standard_deviation="1.1", narrative=STORY)
    await measured.measure("2026-Q2", "6.9", respondents=140, standard_deviation="1.2", narrative=STORY)
    lead = measured.client(measured.lead)
    seen = await lead.preview_report(KIND, "2026-Q2", measured.contract.id)
    figures = {figure.code: figure for section in seen.sections for figure in section.figures}
    satisfaction = figures["client-satisfaction"]
    assert seen.composed_on == date(2026, 8, 10)
    assert (satisfaction.value, satisfaction.norm, satisfaction.verdict) == ("6.9", "7.0", Verdict.NOT_MET)
    assert (satisfaction.narrative, bool(satisfaction.derivation)) == (STORY, True)
    assert figures["survey"].state is FigureState.NOT_MEASURED
    assert figures["waiting-share"].value is None
    assert await lead.reports() == []

    draft = await lead.register_report(asked(measured))
    assert (draft.status, draft.owed) == (ReportStatus.DRAFT, ["survey"])
    assert draft.untold == ["survey"]
    with pytest.raises(Refusal) as refused:
        await lead.submit_report(draft.id)
    assert (refused.value.status, refused.value.code) == (409, "report-narrative-missing")
    told = ReportChangeRequest.model_validate(
        {
            "narrative": STORY,
            "narratives": [{"figure": "survey", "text": "De peiling is uitgesteld tot na de zomer."}],
        }
    )
    changed_draft = await lead.change_report(draft.id, draft.version, told)
    assert (changed_draft.version, changed_draft.owed) == (2, [])
    made = await lead.submit_report(draft.id)
    assert (made.status, made.submitted_on, made.version) == (ReportStatus.SUBMITTED, date(2026, 8, 10), 3)

    content = await lead.report_content(made.id)
    pages = {language: await lead.report_page(made.id, language) for language in ("nl", "en")}
    assert hashlib.sha256(content).hexdigest() == made.content_sha256
    assert hashlib.sha256(pages["nl"]).hexdigest() == made.page_nl_sha256
    assert hashlib.sha256(pages["en"]).hexdigest() == made.page_en_sha256
    kept = ReportContent.model_validate_json(content)
    assert {source.resource for source in kept.sources} == {
        "contract", "contract-verdict", "indicator", "measurement",
    }  # fmt: skip
    await measured.measure("2026-Q2", "8.8", respondents=150, standard_deviation="1.0", narrative=STORY)
    assert await lead.report_content(made.id) == content
    assert {language: await lead.report_page(made.id, language) for language in pages} == pages


async def test_every_kind_can_be_seen_beforehand(year_over: Measured) -> None:
    """Each of the 26 kinds is composed, by the municipality, of whatever is there; nothing unknown is a nought."""
    await year_over.measure_year("7.4")
    await year_over.client(year_over.tenant.auditor).audit_statement(year_over.statement())
    client = year_over.client()
    kinds = await client.report_kinds()
    assert len(kinds) == len(ReportKind)
    periods = {
        ReportFrequency.QUARTERLY: "2026-Q4", ReportFrequency.HALF_YEARLY: "2026-H2", ReportFrequency.YEARLY: "2026",
        ReportFrequency.ON_OCCASION: "2026", ReportFrequency.TWO_WEEKLY: "2026-W50", ReportFrequency.SIX_WEEKLY: "2026-12",
    }  # fmt: skip
    for kind in kinds:
        seen = await client.preview_report(kind.kind, periods[kind.frequency], year_over.contract.id)
        assert [section.code for section in seen.sections]
        for section in seen.sections:
            assert section.figures or section.pictures or section.listings or section.notes, kind.kind
            for figure in section.figures:
                shown = figure.state is FigureState.SHOWN
                assert shown == (figure.value is not None), (kind.kind, figure.code)
                assert figure.state is not FigureState.NOT_AVAILABLE or figure.reason is not None


async def _submitted(measured: Measured, oin: str | None = None, **other: Any) -> Report:
    """A report of the second quarter with its story, submitted."""
    client = measured.client(oin)
    draft = await client.register_report(asked(measured, narrative=STORY, **other))
    return await client.submit_report(draft.id)


async def test_a_page_is_told_safely(measured: Measured) -> None:
    """In the reader's language, under a policy that runs nothing, with its version and, once sealed, the digest of its bytes."""
    made = await _submitted(measured)
    path = f"/reports/{made.id}/page"
    for language in ("nl", "en"):
        answer = await measured.get(path, headers={"Accept-Language": language, "Accept": "text/html"})
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["etag"] == f'"{made.version}-{language}"'
        assert (answer.headers["content-language"], answer.headers["vary"]) == (language, "Accept-Language")
        digest = b64encode(hashlib.sha256(answer.content).digest()).decode()
        assert answer.headers["repr-digest"] == f"sha-256=:{digest}:"
        assert f'<html lang="{language}">' in answer.text
    draft = await measured.client().register_report(asked(measured, period="2026-Q1"))
    told = await measured.get(f"/reports/{draft.id}/page", headers={"Accept": "text/html"})
    assert "Concept: nog niet ingediend" in told.text
    assert "repr-digest" not in told.headers


async def test_a_correction_is_a_new_report(measured: Measured) -> None:
    """The same again is refused; one that names the last is taken, once, and the old one keeps its bytes."""
    first = await _submitted(measured)
    before = await measured.client().report_content(first.id)
    with pytest.raises(Refusal) as again:
        await _submitted(measured)
    assert again.value.code == "report-submitted"
    second = await _submitted(measured, corrects_id=first.id)
    assert second.corrects_id == first.id
    with pytest.raises(Refusal) as twice:
        await _submitted(measured, corrects_id=first.id)
    assert twice.value.code == "report-not-correctable"
    assert await measured.client().report_content(first.id) == before
    with pytest.raises(Refusal) as closed:
        await measured.client().change_report(first.id, first.version, ReportChangeRequest(narratives=[]))
    assert closed.value.code == "report-submitted"


async def test_who_sees_which_report(measured: Measured) -> None:
    """A provider's draft is its own and the purchaser's; submitted the auditor sees it too, another provider never."""
    lead, other, auditor = measured.lead, measured.tenant.providers[1], measured.tenant.auditor
    draft = await measured.client(lead).register_report(asked(measured, narrative=STORY))
    for oin in (other, auditor):
        assert await measured.client(oin).reports() == []
    assert [one.id for one in await measured.client().reports(kind=KIND)] == [draft.id]
    with pytest.raises(Refusal) as foreign:
        await measured.client().submit_report(draft.id)
    assert (foreign.value.status, foreign.value.code) == (403, "report-not-yours")
    made = await measured.client(lead).submit_report(draft.id)
    assert await measured.client(auditor).report(made.id) == made
    assert await measured.client(auditor).report_page(made.id)
    for path in ("", "/content", "/page"):
        answer = await measured.get(f"/reports/{made.id}{path}", oin=other)
        assert (answer.status_code, answer.json()["code"]) == (404, "report-not-found")
    whole = await _submitted(measured)
    assert (await measured.client(other).report(whole.id)).id == whole.id


async def test_another_tenants_report_is_not_there(
    measured: Measured, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Neither the report nor a preview of the contract: 404."""
    made = await _submitted(measured)
    stranger = await tenant_on(date(2026, 8, 10))
    answer = await stranger.ask("outcomes", "GET", f"/reports/{made.id}")
    assert answer.status_code == 404
    preview = f"/reports/preview?kind=quarterlyIndicators&period=2026-Q2&contractId={measured.contract.id}"
    assert (await stranger.ask("outcomes", "GET", preview)).status_code == 404


async def test_what_is_asked_wrongly_is_told_at_once(measured: Measured) -> None:
    """A period of another rhythm, no contract, a narrative to no figure, an unknown kind or form: each with its place."""
    bodies = {
        "#/period": {"kind": "annualReport", "contractId": str(measured.contract.id), "period": "2026-Q1"},
        "#/contractId": {"kind": "quarterlyIndicators", "period": "2026-Q1"},
        "#/narratives/0/figure": {
            "kind": "quarterlyIndicators", "contractId": str(measured.contract.id), "period": "2026-Q1",
            "narratives": [{"figure": "nope", "text": "Een verhaal."}],
        },
        "#/kind": {"kind": "gossip", "period": "2026-Q1"},
    }  # fmt: skip
    for place, body in bodies.items():
        answer = await measured.post("/reports", body)
        assert (answer.status_code, answer.json()["errors"][0]["location"]) == (400, place)
    over = await measured.client().register_report(asked(measured, period="2026-Q3", narrative=STORY))
    with pytest.raises(Refusal) as early:
        await measured.client().submit_report(over.id)
    assert early.value.code == "report-period-not-over"


async def test_a_reference_makes_a_retry_safe(measured: Measured) -> None:
    """The same draft under the same reference is the one that is there, after it was told too; another is refused."""
    client = measured.client()
    first = await client.put_report("kwartaal-2", asked(measured, narrative=STORY))
    assert (await client.put_report("kwartaal-2", asked(measured, narrative=STORY))).id == first.id
    with pytest.raises(Refusal) as other:
        await client.put_report("kwartaal-2", asked(measured, period="2026-Q1"))
    assert other.value.status == 409
    assert [one.id for one in await client.reports(externalReference="kwartaal-2")] == [first.id]


async def test_a_dry_run_seals_nothing(measured: Measured) -> None:
    """The same answer, and the report is a draft still."""
    draft = await measured.client().register_report(asked(measured, narrative=STORY))
    tried = await measured.post(f"/reports/{draft.id}/submission?dryRun=true", {})
    assert (tried.status_code, tried.json()["status"]) == (200, "submitted")
    assert (await measured.client().report(draft.id)).status is ReportStatus.DRAFT


async def test_due_reports_say_which_came(measured: Measured) -> None:
    """On 10 August two quarters are over: the second was submitted, the first is overdue since 30 April."""
    due = await measured.client(measured.lead).due_reports(measured.contract.id)
    assert [(one.period, one.overdue) for one in due] == [("2026-Q1", True), ("2026-Q2", True)]
    made = await _submitted(measured)
    due = await measured.client(measured.lead).due_reports(measured.contract.id)
    assert [(one.period, one.overdue, one.report_id) for one in due] == [
        ("2026-Q1", True, None), ("2026-Q2", False, made.id),
    ]  # fmt: skip
    missing = await measured.get(f"/reports/due?contractId={new_id()}")
    assert (missing.status_code, missing.json()["code"]) == (404, "outcomes-contract-not-found")
