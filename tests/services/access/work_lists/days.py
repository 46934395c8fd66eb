"""A consultant's day: something on every work list, put there by what people and providers do."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from shared.clients.access import AccessClient
from shared.schemas import access as schemas
from shared.values.care_courses import ResultSetter
from shared.values.remedies import RemedyHandler, RemedyKind
from shared.values.reviewing import ReviewKind
from shared.values.work_lists import WorkListKind
from tests.services.access.allocation_requests.test_rest import new_request as asked_315
from tests.services.access.change_requests.test_rest import new_request as asked_317
from tests.services.access.provider_choices.test_rest import asked
from tests.services.access.waiting_list.test_rest import waiting
from tests.support.persons import neighbour, registered

TEAM = "TEAM-NOORD"
UNTIL = date(2026, 5, 31)
OTHER = "k.visser"


@dataclass
class Day:
    """What there is to do on 20 April 2026, by name."""

    agreed: Any
    ids: dict[str, UUID] = field(default_factory=dict)

    @property
    def client(self) -> AccessClient:
        """The municipality's consultant."""
        client: AccessClient = self.agreed.client()
        return client

    def names(self, found: schemas.WorkLists, kind: WorkListKind) -> list[str]:
        """What stands on a list, by the names of this day."""
        known = {id_: name for name, id_ in self.ids.items()}
        return [known.get(item.id, str(item.id)) for item in listed(found, kind).items]


def listed(found: schemas.WorkLists, kind: WorkListKind) -> schemas.WorkList:
    """One list of an answer, which is there once."""
    [one] = [each for each in found.lists if each.work_list is kind]
    return one


async def a_day(agreed: Any) -> Day:
    """Questions, drafts, decisions, reviews, people who wait, providers who ask, and a citizen who disagrees."""
    day = Day(agreed)
    await _questions(day)
    await _decisions(day)
    await _asked_by_others(day)
    return day


async def _questions(day: Day) -> None:
    agreed, client = day.agreed, day.client
    other: AccessClient = agreed.client(end_user=OTHER)
    acute = await agreed.report("spoed", acute=True, team=TEAM)
    applied = await agreed.report("aanvraag", urgency=2, application_on=date(2026, 4, 13))
    first = await agreed.report("eerst", urgency=1, team=TEAM)
    offered = await agreed.report("keuze")
    late = await agreed.report("telaat", contact_on=date(2026, 4, 1))
    patient = await agreed.report("geduld")
    talk = schemas.NewClarification(held_on=date(2026, 4, 17), method="talk", own_strength="Regelt de post.")
    await client.record_clarification(first.id, talk)
    await other.record_clarification(applied.id, talk)
    provider = agreed.tenant.providers[0]
    order = schemas.NewCareOrder(request_id=acute.id, provider=provider, start_date=date(2026, 4, 15))
    day.ids |= {
        "acute": acute.id, "applied": applied.id, "first": first.id, "offered": offered.id, "late": late.id,
        "patient": patient.id, "order": (await client.register_care_order(order)).id,
        "choice": (await client.register_provider_choice(
            asked(offered.id, offered=agreed.tenant.providers[:2])
        )).id,
        "waits too long": (await client.register_waiting_entry(
            waiting(late.id, 1, since=date(2026, 4, 1))
        )).id,
        "waits": (await client.register_waiting_entry(waiting(patient.id, 3))).id,
    }  # fmt: skip


async def _decisions(day: Day) -> None:
    agreed, client = day.agreed, day.client
    asked_for = await agreed.report("concept", urgency=3)
    draft = await client.take_decision(asked_for.id, agreed.new_decision(draft=True))
    result = schemas.DecidedResult(
        text="Een schoon en leefbaar huis.", term=date(2026, 10, 1),
        set_by=[ResultSetter.CITIZEN, ResultSetter.MUNICIPALITY],
    )  # fmt: skip
    research = schemas.Research(
        norm_source="Norm huishouden", assessor="Bureau", researched_on=agreed.tenant.today
    )
    waits = await agreed.decided("inspanning", results_based=True, results=[result], research=research)
    ceiling = schemas.NewAccessCeiling(
        name="Begeleiding", year=2026, product_category="02", maximum_decisions=1
    )
    decided = await agreed.decided("besluit", volume=3, end_date=date(2026, 6, 30))
    review = schemas.NewReview(kind=ReviewKind.VOLUNTARY, decision_id=decided.id, due_on=date(2026, 4, 30))
    of = {"citizen_id": decided.citizen_id, "filed_on": agreed.tenant.today, "ground": "Te weinig."}
    objection = schemas.NewRemedy(
        kind=RemedyKind.OBJECTION, decision_id=decided.id, handler_kind=RemedyHandler.LEGAL_AFFAIRS, **of
    )
    complaint = schemas.NewRemedy(kind=RemedyKind.COMPLAINT, handler_kind=RemedyHandler.COMPLAINTS_DESK, **of)
    [allocation] = await client.list_allocations(decisionId=str(decided.id))
    provider: AccessClient = agreed.client(decided.provider)
    day.ids |= {
        "drafted for": asked_for.id, "draft": draft.id, "without effort": waits.id, "decided": decided.id,
        "ceiling": (await client.register_access_ceiling(ceiling)).id,
        "review": (await client.register_review(review)).id,
        "objection": (await client.register_remedy(objection)).id,
        "complaint": (await client.register_remedy(complaint)).id,
        "allocation": allocation.id,
        "change": (await provider.register_change_request(asked_317(agreed, allocation))).id,
    }  # fmt: skip


async def _asked_by_others(day: Day) -> None:
    agreed, tenant = day.agreed, day.agreed.tenant
    provider: AccessClient = agreed.client(tenant.providers[0])
    citizen = (await agreed.client().get_request(day.ids["offered"])).citizen_id
    another = (await agreed.client().get_request(day.ids["patient"])).citizen_id
    rejected = await provider.register_allocation_request(asked_315(agreed, another, "VOT/9"))
    await day.client.reject_allocation_request(rejected.id, schemas.AskingRejection(rejection_reason="4"))
    referred = await agreed.report("verwezen")
    referral = await day.client.make_referral(referred.id, schemas.NewReferral(provider=tenant.providers[0]))
    elsewhere = await neighbour(tenant)
    person = await registered(elsewhere)
    moved = await elsewhere.ask(
        "access", "POST", f"/citizens/{person['id']}/departure",
        json={"movedOn": "2026-05-01", "to": tenant.owner},
    )  # fmt: skip
    assert moved.status_code == 201, moved.text
    day.ids |= {
        "asked": (await provider.register_allocation_request(asked_315(agreed, citizen))).id,
        "rejected": rejected.id, "referral": referral.id, "transfer": UUID(moved.json()["id"]),
    }  # fmt: skip
    passed = await day.client.register_waiting_entry(waiting(day.ids["first"], 2))
    place = schemas.WaitingPlacement(provider=tenant.providers[0], motive="Op verzoek van de huisarts.")
    await day.client.place_waiting_entry(passed.id, place)
