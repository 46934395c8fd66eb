"""What single cases hold that a person should look at: plans, carers, results, refusals, advice, gradings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Date,
    Select,
    Text,
    and_,
    any_,
    bindparam,
    case,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import distinct_on

from services.access.requests.store import stays_responsible
from services.access.signals.store.lines import line, number, owned_by, today, word
from services.access.signals.store.terms import going_on, of_request
from services.access.tables import (
    allocations,
    citizens,
    clarifications,
    decisions,
    desired_results,
    expert_advices,
    gradings,
    household_members,
    household_plans,
    products,
    referrals,
    requests,
)
from shared.values.allocating import AllocationState
from shared.values.care_courses import DesiredResultState
from shared.values.deciding import DecisionOutcome, DecisionState, RefusalGround
from shared.values.legal_frames import GraderRole, GradingState
from shared.values.questions import PlanState
from shared.values.signals import SignalKind as Kind
from shared.values.signals import SignalSeverity as Severity
from shared.values.signals import SignalSubject as About
from shared.values.terms import ProvisionType

Lines = Select[Any]


def _since() -> Any:
    """The day from which on what happened is told; what lies longer back was there to be seen."""
    return bindparam("since", type_=Date)


def plan_lines() -> Iterator[Lines]:
    """Help without an end, and several providers whom nobody coordinates (R-A23)."""
    found, plan, member = allocations.c, household_plans.c, household_members.c
    runs = and_(
        owned_by(allocations), found.state == word(AllocationState.GRANTED), found.start_date <= today()
    )
    told = line(
        Kind.ALLOCATION_WITHOUT_END, "R-A23", About.ALLOCATION, found.id, Severity.WARNING,
        citizen=found.citizen_id, provider=found.provider, allocationNumber=found.allocation_number,
        startDate=found.start_date,
    )  # fmt: skip
    yield select(*told).where(runs, found.end_date.is_(None))
    limits = {"limit": number("coordinator_from"), "policyVersion": number("policy_version")}
    many = func.jsonb_array_length(plan.providers)
    told = line(
        Kind.COORDINATOR_MISSING, "R-A23", About.HOUSEHOLD_PLAN, plan.id, Severity.WARNING, providers=many, **limits
    )  # fmt: skip
    yield select(*told).where(
        owned_by(household_plans),
        plan.state == word(PlanState.OPEN),
        plan.coordinator.is_(None),
        many >= number("coordinator_from"),
    )
    planned = exists().where(
        member.owner == found.owner, member.citizen_id == found.citizen_id, member.left_on.is_(None)
    )
    several = func.count(found.provider.distinct())
    told = line(
        Kind.COORDINATOR_MISSING, "R-A23", About.CITIZEN, found.citizen_id, Severity.WARNING,
        citizen=found.citizen_id, providers=several, **limits,
    )  # fmt: skip
    yield (
        select(*told)
        .where(runs, or_(found.end_date.is_(None), found.end_date >= today()), ~planned)
        .group_by(found.owner, found.citizen_id)
        .having(several >= number("coordinator_from"))
    )


def departed_lines() -> Iterator[Lines]:
    """Help that was allocated once a departure was recorded: it runs on from that day, which a person should know (R-A56)."""
    found, person = allocations.c, citizens.c
    told = line(
        Kind.DECIDED_AFTER_DEPARTURE, "R-A56", About.ALLOCATION, found.id, Severity.WARNING,
        citizen=found.citizen_id, provider=found.provider, allocationNumber=found.allocation_number,
        movedOn=person.moved_on, startDate=found.start_date, endDate=found.end_date,
    )  # fmt: skip
    who = and_(person.owner == found.owner, person.id == found.citizen_id)
    yield (
        select(*told)
        .select_from(allocations.join(citizens, who))
        .where(
            owned_by(allocations),
            found.state == word(AllocationState.GRANTED),
            person.moved_on <= today(),
            found.id > person.departure_id,
            or_(found.end_date.is_(None), found.end_date >= today()),
            ~stays_responsible(found),
        )
    )


def carer_lines() -> Iterator[Lines]:
    """A carer who gives more hours a week than the policy's limit, as the newest clarification of a request has it (R-A44, E-53)."""
    found, newer = clarifications.c, clarifications.alias("newer")
    most = select(func.max(func.unnest(found.carer_hours).column_valued("hours"))).scalar_subquery()
    told = line(
        Kind.CARER_OVERLOADED, "E-53", About.REQUEST, found.request_id, Severity.WARNING,
        citizen=found.citizen_id, hours=most, limit=number("carer_hours"),
        policyVersion=number("policy_version"),
    )  # fmt: skip
    replaced = exists().where(
        newer.c.owner == found.owner, newer.c.request_id == found.request_id, newer.c.id > found.id
    )
    yield (
        select(*told)
        .select_from(clarifications.join(requests, of_request(clarifications)))
        .where(
            owned_by(clarifications), func.cardinality(found.carer_hours) > literal_column("0"),
            number("carer_hours") < any_(found.carer_hours), going_on(), ~replaced,
        )
    )  # fmt: skip


def result_lines() -> Iterator[Lines]:
    """Results of which nobody can say when they are reached: no measure, or in a decision no term (E-21)."""
    found, decided = desired_results.c, decisions.c
    told = line(
        Kind.RESULT_WITHOUT_TERM, "E-21", About.DESIRED_RESULT, found.id, Severity.INFORMATION,
        citizen=found.citizen_id, provider=found.provider, missing=word("measure"), term=found.term,
    )  # fmt: skip
    yield select(*told).where(
        owned_by(desired_results), found.state == word(DesiredResultState.SET), found.target.is_(None)
    )
    told = line(
        Kind.RESULT_WITHOUT_TERM, "E-21", About.DECISION, decided.id, Severity.WARNING,
        citizen=decided.citizen_id, provider=decided.provider, missing=word("term"), decidedOn=decided.decided_on,
    )  # fmt: skip
    termless = func.jsonb_path_exists(decided.results, literal_column("'$[*] ? (@.term == null)'::jsonpath"))
    yield select(*told).where(
        owned_by(decisions), decided.results_based, decided.decided_on >= _since(), termless
    )


def refusal_lines() -> Iterator[Lines]:
    """Providers that refused where they have to accept (R-A36), and refusals for a general provision without a way on (E-71)."""
    found, refused, offered = referrals.c, decisions.c, products.alias("offered")
    told = line(
        Kind.ACCEPTANCE_BREACH, "R-A36", About.REFERRAL, found.id,
        case((found.sole_provider, word(Severity.SERIOUS)), else_=word(Severity.WARNING)),
        citizen=found.citizen_id, provider=found.provider, answeredOn=found.answered_on,
        escalationLevel=found.escalation_level, intensity=found.intensity,
    )  # fmt: skip
    yield select(*told).where(owned_by(referrals), found.breach, found.answered_on >= _since())

    def known(provision: ProvisionType) -> Any:
        return exists().where(
            offered.c.owner == refused.owner,
            offered.c.category == refused.product_category,
            refused.law == any_(offered.c.laws),
            offered.c.provision_type == word(provision),
            offered.c.valid_from <= refused.decided_on,
            or_(offered.c.valid_until.is_(None), offered.c.valid_until >= refused.decided_on),
        )

    told = line(
        Kind.NO_ROUTE_TO_TAILOR_MADE, "E-71", About.DECISION, refused.id, Severity.WARNING,
        citizen=refused.citizen_id, productCategory=refused.product_category, decidedOn=refused.decided_on,
    )  # fmt: skip
    yield select(*told).where(
        owned_by(decisions),
        refused.outcome == word(DecisionOutcome.REFUSED),
        refused.state == word(DecisionState.FINAL),
        refused.decided_on >= _since(),
        word(RefusalGround.GENERAL_PROVISION) == any_(refused.refusal_grounds),
        known(ProvisionType.GENERAL),
        ~known(ProvisionType.TAILOR_MADE),
    )


def advice_lines() -> Iterator[Lines]:
    """Experts who work for the provider that was chosen (E-34), and those of whom only other advice says so (E-63)."""
    found, other = expert_advices.c, expert_advices.alias("other")
    told = line(
        Kind.EXPERT_NOT_INDEPENDENT, "E-34", About.DECISION, found.decision_id, Severity.WARNING,
        citizen=found.citizen_id, provider=found.chosen_provider, adviceKind=found.kind, advisedOn=found.advised_on,
    )  # fmt: skip
    lately = and_(owned_by(expert_advices), found.advised_on >= _since())
    yield select(*told).where(lately, found.independence_warning)
    mine, theirs = _advisers(found.advisers, "mine"), _advisers(other.c.advisers, "theirs")
    told = line(
        Kind.INTEREST_UNDECLARED, "E-63", About.DECISION, found.decision_id, Severity.SERIOUS,
        citizen=found.citizen_id, provider=found.chosen_provider, advisedOn=found.advised_on,
        employerToldOn=func.max(other.c.advised_on).cast(Text),
    )  # fmt: skip
    linked = and_(
        other.c.owner == found.owner,
        other.c.id != found.id,
        other.c.advised_on >= _since(),
        theirs.c.expert == mine.c.expert,
        theirs.c.employer == found.chosen_provider,
    )
    yield (
        select(*told)
        .select_from(expert_advices, mine, other, theirs)
        .where(lately, ~found.independence_warning, linked)
        .group_by(found.decision_id, found.citizen_id, found.chosen_provider, found.advised_on)
    )


def _advisers(of_advice: Any, name: str) -> Any:
    """The experts in an advice, with who employs them."""
    entries = func.jsonb_to_recordset(of_advice).table_valued(
        column("expert", Text), column("employer", Text), name=name
    )
    return entries.render_derived(with_types=True)


def grading_lines() -> Iterator[Lines]:
    """Cases that the provider's intake graded heavier than the switch team, or the access worker where that did not grade (E-05)."""
    found, own = gradings.c, gradings.alias("own")
    newest = (
        select(own.c.intensity, own.c.role, own.c.id)
        .where(
            own.c.owner == found.owner,
            own.c.request_id == found.request_id,
            own.c.product_category == found.product_category,
            own.c.product_code.is_not_distinct_from(found.product_code),
            own.c.state == word(GradingState.RECORDED),
            own.c.role != word(GraderRole.PROVIDER_INTAKE),
        )
        .order_by(
            (own.c.role == word(GraderRole.SWITCH_TEAM)).desc(), own.c.graded_on.desc(), own.c.id.desc()
        )
        .limit(1)
        .lateral("newest")
    )
    told = line(
        Kind.GRADED_HIGHER_BY_PROVIDER, "E-05", About.REQUEST, found.request_id, Severity.WARNING,
        citizen=found.citizen_id, provider=found.provider, intensity=found.intensity,
        comparedIntensity=newest.c.intensity, comparedRole=newest.c.role, productCategory=found.product_category,
        gradedOn=found.graded_on,
    )  # fmt: skip
    heavier = (
        select(*told)
        .select_from(gradings.join(newest, found.intensity > newest.c.intensity))
        .where(
            owned_by(gradings), found.state == word(GradingState.RECORDED), found.graded_on >= _since(),
            found.role == word(GraderRole.PROVIDER_INTAKE),
        )
    )  # fmt: skip
    yield heavier.order_by(found.request_id, found.intensity.desc()).ext(distinct_on(found.request_id))


def lines() -> Iterator[Lines]:
    """All of them."""
    for of_kind in (
        plan_lines, departed_lines, carer_lines, result_lines, refusal_lines, advice_lines, grading_lines,
    ):  # fmt: skip
        yield from of_kind()
