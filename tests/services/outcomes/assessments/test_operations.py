"""Assessments: selected, registered, corrected, counted, missing."""

from datetime import date

import pytest

from shared.clients.base import Refusal
from shared.schemas import access
from shared.schemas.outcomes import NewReliabilityNorm, StepsAsked
from shared.values import new_id
from shared.values.self_sufficiency import MissingMoment, ProfileGrouping, Rater, StepBasis
from shared.values.terms import ErasureGround, Law
from tests.services.outcomes.assessments.helping import YEAR, assess, client, lines, new, select
from tests.services.outcomes.conftest import Measured, a_contract
from tests.support.tenants import new_tenant

D = date


@pytest.mark.rule("F-03")
@pytest.mark.rule("R-O01")
@pytest.mark.rule("R-O02")
async def test_from_selection_to_a_step_up(measured: Measured) -> None:
    """Nothing before the municipality says what is asked; then only that; intake 2, progress 3: one step up, goal met."""
    began = await client(measured)
    lead = measured.client(measured.lead)
    with pytest.raises(Refusal) as missing:
        await assess(measured, D(2026, 2, 1), moment="intake")
    assert (missing.value.code, missing.value.problem["errors"][0]["code"]) == (
        "assessment-refused", "selection-missing",
    )  # fmt: skip
    with pytest.raises(Refusal) as nothing:
        await lead.applicable_selection(Law.WMO_2015, allocation_number=4711, purchaser=measured.tenant.owner)
    assert nothing.value.code == "assessment-selection-missing"
    everybody = await select(measured, "day-activities", "housing")
    own = await select(
        measured,
        "day-activities",
        contract_id=None,
        law=Law.WMO_2015,
        allocation_number=4711,
        purpose="goals",
    )
    holds = await lead.applicable_selection(
        Law.WMO_2015, allocation_number=4711, purchaser=measured.tenant.owner
    )
    assert (holds.id, own.citizen_id, everybody.citizen_id) == (own.id, began.citizen_id, None)
    with pytest.raises(Refusal) as refused:
        await assess(measured, D(2026, 2, 1), scores={"housing": 2, "finances": 3, "day-activities": 3})
    assert [one["code"] for one in refused.value.problem["errors"]] == [
        "domain-not-selected",
        "domain-unknown",
    ]
    intake = await assess(measured, D(2026, 2, 1), moment="intake")
    assert (intake.citizen_id, intake.selection_id, intake.provider) == (
        began.citizen_id,
        own.id,
        measured.lead,
    )
    await assess(measured, D(2026, 6, 1), scores={"day-activities": 3})
    for reader in (measured.client(), lead):
        [steps] = await reader.assessment_steps(measured.contract.id, YEAR)
        [one] = steps.domains
        assert (steps.allocation_number, one.domain, one.step, one.met) == (4711, "day-activities", 1, True)
        assert (one.reliable, steps.closing_missing) == (None, False)


@pytest.mark.rule("R-O02")
async def test_a_correction_is_appended_and_counts(measured: Measured) -> None:
    """The same assessor, moment and day once more: both stay, the newest counts; another assessor corrects nobody."""
    await client(measured)
    await select(measured, "day-activities")
    await assess(measured, D(2026, 2, 1), moment="intake")
    wrong = await assess(measured, D(2026, 6, 1))
    right = await assess(measured, D(2026, 6, 1), scores={"day-activities": 4})
    other = await measured.client().register_assessment(
        new(measured, D(2026, 6, 1), assessor_role="municipality", scores={"day-activities": 4})
    )
    assert (wrong.corrects, right.corrects, other.corrects) == (None, wrong.id, None)
    assert len(await measured.client().assessments(contract_id=measured.contract.id)) == 4
    [steps] = await measured.client().assessment_steps(measured.contract.id, YEAR)
    assert steps.domains[0].step == 2
    named = new(measured, D(2026, 7, 1))
    lead = measured.client(measured.lead)
    first = await lead.put_assessment("afname-a", named)
    assert await lead.put_assessment("afname-a", named) == first
    with pytest.raises(Refusal) as used:
        await lead.put_assessment("afname-a", new(measured, D(2026, 7, 2)))
    assert used.value.code == "external-reference-used"


@pytest.mark.rule("R-O33")
@pytest.mark.rule("G-50")
@pytest.mark.rule("R-O03")
@pytest.mark.rule("R-C45")
@pytest.mark.rule("D-22")
@pytest.mark.rule("D-16")
async def test_a_file_of_forty_clients_and_what_it_comes_to(measured: Measured) -> None:
    """25 rose, 10 stayed, 5 declined of 40; who is closed without a closing score is left out, and is on the list of what is missing."""
    await select(measured, "day-activities", progress_months=6)
    steps = [1] * 20 + [2] * 5 + [0] * 10 + [-1] * 5
    for number in range(1, 41):
        await client(measured, number)
    await client(measured, 41, until=D(2026, 5, 31))
    rows = [(number, "intake", D(2026, 2, 1), "day-activities=3") for number in range(1, 41)]
    rows += [
        (number, "progress", D(2026, 6, 1), f"day-activities={3 + step}")
        for number, step in enumerate(steps, 1)
    ]
    rows += [
        (41, "intake", D(2026, 2, 1), "day-activities=1"),
        (41, "progress", D(2026, 5, 1), "day-activities=5"),
    ]
    lead, reader = measured.client(measured.lead), measured.client()
    batch = await lead.register_assessments(lines(measured, rows))
    assert (batch.accepted, batch.rejected, batch.duplicates) == (82, 0, 0)
    again = await lead.register_assessments(lines(measured, rows))
    assert (again.accepted, again.duplicates) == (0, 82)
    counts = await reader.assessment_counts(measured.contract.id, YEAR)
    assert (counts.up, counts.equal, counts.down, counts.counted) == (25, 10, 5, 40)
    assert (counts.risen, counts.distinguishable, counts.closed_without_closing) == (25, None, 1)
    [domain] = counts.domains
    assert (domain.mean_first, domain.mean_last, domain.mean_rises) == ("3", "3.625", True)
    two = YEAR.model_copy(update={"minimum_steps": 2})
    assert (await reader.assessment_counts(measured.contract.id, two)).risen == 5
    missing = await reader.missing_assessments(measured.contract.id)
    assert [(one.allocation_number, one.missing, one.counts_for_bonus) for one in missing] == [
        (41, [MissingMoment.CLOSING], False)
    ]
    singles = {
        one.allocation_number: one for one in await reader.assessment_steps(measured.contract.id, YEAR)
    }
    assert [number for number, one in singles.items() if one.closing_missing] == [41]
    ends = YEAR.model_copy(update={"basis": StepBasis.INTAKE_TO_CLOSING})
    assert (await reader.assessment_counts(measured.contract.id, ends)).counted == 0
    [profile] = (await reader.self_sufficiency_profiles(ProfileGrouping.AREA, YEAR)).profiles
    [found] = profile.domains
    assert (profile.group, found.clients, found.mean, found.baseline_mean) == (
        "WK-01",
        41,
        "3.658537",
        "2.95122",
    )
    await _is_measured_exactly(measured)


async def _is_measured_exactly(measured: Measured) -> None:
    """First scores 3 forty times and 1 once spread by 0.312: a step of one is more than the error of 0.387."""
    reader = measured.client()
    asked = NewReliabilityNorm(
        edition="zrm-11", year=2026, rater=Rater.PROFESSIONAL, reliability="0.89", domain_reliability="0.80"
    )
    norm = await reader.put_reliability("meetfout-a", asked)
    assert (norm.clients, norm.domains[0].deviation, norm.domains[0].threshold) == (
        41,
        "0.312348",
        "0.38719",
    )
    assert await reader.put_reliability("meetfout-a", asked) == norm
    with pytest.raises(Refusal) as frozen:
        await reader.freeze_reliability(asked)
    assert frozen.value.code == "reliability-norm-frozen"
    counts = await measured.client(measured.lead).assessment_counts(measured.contract.id, YEAR)
    assert (counts.risen, counts.distinguishable) == (25, 25)


@pytest.mark.rule("R-O12")
async def test_a_file_with_faults_is_taken_in_part(measured: Measured) -> None:
    """Each bad line with all its faults; a correction within the file; a reference that stands for something else comes back."""
    await client(measured)
    await select(measured, "day-activities", "housing")
    rows = [
        (4711, "intake", D(2026, 2, 1), "day-activities=2"),
        (4711, "intake", D(2026, 2, 1), "day-activities=3"),
        (4711, "progress", D(2026, 8, 11), "day-activities=0 justice=3"),
        (9999, "intake", D(2026, 2, 1), "day-activities=2"),
    ]
    lead = measured.client(measured.lead)
    batch = await lead.register_assessments(lines(measured, rows))
    assert (batch.received, batch.accepted, batch.rejected) == (4, 2, 2)
    assert [(one.line, one.code) for one in await lead.batch_errors(batch.id)] == [
        (4, "taken-in-future"), (4, "score-outside-scale"), (4, "domain-not-selected"), (5, "case-unknown"),
    ]  # fmt: skip
    first, second = await measured.client().assessments(batch_id=batch.id)
    assert (second.corrects, first.corrects) == (first.id, None)
    clash = [
        (4711, "intake", D(2026, 2, 1), "day-activities=5"),
        (4711, "closing", D(2026, 8, 1), "housing=3"),
    ]
    told = await lead.register_assessments(lines(measured, clash))
    assert (told.accepted, told.rejected, told.duplicates) == (0, 2, 0)
    assert {one.code for one in told.errors} == {"reference-taken"}
    later = await assess(measured, D(2026, 2, 1), moment="intake", scores={"day-activities": 4})
    assert later.corrects == second.id
    file = lines(measured, [(4711, "intake", D(2026, 2, 1), "day-activities=1")], reference="nieuw")
    third = (await lead.register_assessments(file)).id
    [corrected] = await measured.client().assessments(batch_id=third)
    assert corrected.corrects == later.id


async def test_who_helps_sees_it_and_nobody_else(measured: Measured) -> None:
    """Another provider of the contract, the auditor and another municipality see nothing of a client and cannot assess it."""
    began = await client(measured)
    await select(measured, "day-activities")
    made = await assess(measured, D(2026, 2, 1), moment="intake")
    other = measured.tenant.providers[1]
    for answer in (
        await measured.get(f"/assessments/{made.id}", oin=other),
        await measured.post("/assessments", new(measured, D(2026, 3, 1)), oin=other),
    ):
        assert (answer.status_code, "score" in answer.text) == (404, False)
    assert await measured.client(other).assessments() == []
    assert (await measured.get("/assessments", oin=measured.tenant.auditor)).status_code == 403
    assert (await measured.get(f"/assessment-counts?contractId={measured.contract.id}&from=2026-01-01&until=2026-12-31",
        oin=measured.tenant.auditor)).status_code == 200  # fmt: skip
    stranger = await new_tenant(measured.tenant.house, measured.tenant.today, providers=0)
    for path in (
        f"/assessments/{made.id}",
        f"/assessment-counts?contractId={measured.contract.id}&from=2026-01-01&until=2026-12-31",
    ):
        assert (await stranger.ask("outcomes", "GET", path)).status_code == 404
    started = await measured.client(measured.lead).register_assessment(
        new(measured, D(2026, 3, 1), number=None, care_start_id=began.id)  # type: ignore[arg-type]
    )
    assert (started.allocation_number, started.care_start_id) == (4711, began.id)


@pytest.mark.rule("F-38")
async def test_an_erasure_takes_references_and_leaves_the_counts(measured: Measured) -> None:
    """The client's own reference goes, the scores stay under a surrogate that leads to nobody."""
    began = await client(measured)
    await select(measured, "day-activities")
    named = new(measured, D(2026, 2, 1), moment="intake").model_copy(
        update={"external_reference": "dossier-a"}
    )
    made = await measured.client(measured.lead).register_assessment(named)
    erasure = access.Erasure(
        id=new_id(), version=1, owner=measured.tenant.owner, citizen_id=began.citizen_id,
        ground=ErasureGround.WRONG_PERSON, erased_on=D(2026, 8, 1), erased_by="j.jansen", destruction_list_id=None,
    )  # fmt: skip
    await measured.tell("access", "citizen-erased", erasure)
    left = await measured.client().assessment(made.id)
    assert (left.external_reference, left.scores) == (None, made.scores)


@pytest.mark.rule("F-08")
async def test_who_is_no_party_sees_no_few(measured: Measured) -> None:
    """A contract with one client shows everything to its parties; a profile shows nothing of one person to anybody."""
    await client(measured)
    await select(measured, "day-activities")
    await assess(measured, D(2026, 2, 1), moment="intake")
    await assess(measured, D(2026, 6, 1), scores={"day-activities": 4})
    counts = await measured.client(measured.lead).assessment_counts(measured.contract.id, YEAR)
    assert (counts.counted, counts.up, counts.suppressed) == (1, 1, False)
    for reader in (measured.client(), measured.client(measured.lead)):
        [profile] = (await reader.self_sufficiency_profiles(ProfileGrouping.CONTRACT, YEAR)).profiles
        assert (profile.domains[0].clients, profile.domains[0].mean) == (None, None)
    another = a_contract(measured.tenant, number="ALP-2026-02")
    await measured.tell("contracts", "contract-activated", another)
    nobody = await measured.client().assessment_counts(
        another.id, StepsAsked(date_from=D(2026, 1, 1), date_until=D(2026, 1, 2))
    )
    assert (nobody.counted, nobody.domains) == (0, [])
