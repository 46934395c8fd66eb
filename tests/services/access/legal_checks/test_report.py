"""What the legal frame did over some days (D-34): ages, Wlz, education, what shifted to another law, what stands open."""

from datetime import date
from typing import Any

import pytest

from services.access.legal_checks.rules import Adapted, CheckCell, ShiftedGround, Youth, report
from shared.schemas.access import NewLegalCheck
from shared.values.deciding import DecisionOutcome, RefusalGround
from shared.values.legal_frames import FrameOutcome, LegalCheckAnswer, LegalCheckKind, LegalCheckReason
from shared.values.terms import Law
from tests.services.access.care_starts.test_rest import refusal
from tests.services.access.legal_checks.known import youth

APRIL = (date(2026, 4, 1), date(2026, 4, 30))
_WLZ, _AGE, _EDUCATION = (
    LegalCheckKind.WLZ_REGISTER, LegalCheckKind.AGE_LIMIT, LegalCheckKind.EDUCATION,
)  # fmt: skip


@pytest.mark.rule("D-34")
@pytest.mark.rule("E-50")
def test_what_shifted_is_what_was_refused_and_what_was_adapted() -> None:
    """EUR 7,800 refused and EUR 2,200 less after an adaptation is EUR 10,000; two checks open for 10 and 15 days: 12.5."""
    cells = [CheckCell(_WLZ, None, 2, 0, 0, 0, 2, 25, 15), CheckCell(_WLZ, LegalCheckAnswer.ACTIVE_INDICATION, 3, 1, 3, 1, 0, 0, None)]  # fmt: skip
    grounds = [ShiftedGround(RefusalGround.LONG_TERM_CARE_ACT, 2, 1, 780_000, 100_000, 1)]
    made = report(APRIL, cells, [], grounds, Adapted(1, 220_000, 50_000), Youth(10, 2, 1))
    assert (made.refused_cents, made.adapted_cents, made.shifted_cents) == (780_000, 220_000, 1_000_000)
    assert (made.shifted_before_cents, made.wlz_hits) == (150_000, 3)
    wlz = next(one for one in made.kinds if one.kind is _WLZ)
    assert (wlz.asked, wlz.open, wlz.open_oldest_days, wlz.open_mean_days) == (5, 2, 15, "12.5")


@pytest.mark.rule("R-A15")
@pytest.mark.rule("R-A16")
@pytest.mark.rule("R-A19")
@pytest.mark.rule("D-34")
async def test_the_report_of_a_month(agreed: Any, tenant_on: Any) -> None:
    """A Wlz hit with a refusal of EUR 7,800, a draft withdrawn, an adult in youth help with a ground, and one check open."""
    client = agreed.client()
    wlz = await agreed.report("wlz")
    active = {"kind": _WLZ, "reason": LegalCheckReason.INTENSIVE_CARE}
    await client.register_legal_check(
        NewLegalCheck(
            request_id=wlz.id, answer=LegalCheckAnswer.ACTIVE_INDICATION, from_date=date(2026, 2, 1), **active
        )
    )
    await client.take_decision(
        wlz.id,
        agreed.new_decision(
            outcome=DecisionOutcome.REFUSED, refusal_grounds=[RefusalGround.LONG_TERM_CARE_ACT]
        ),
    )
    school = await agreed.report("school")
    draft = await client.take_decision(school.id, agreed.new_decision(draft=True))
    await client.register_legal_check(
        NewLegalCheck(request_id=school.id, kind=_EDUCATION, answer=LegalCheckAnswer.LEARNING_ONLY)
    )
    await client.withdraw_decision(draft.id)
    await client.register_legal_check(NewLegalCheck(request_id=school.id, **active))
    grown = await youth(agreed, "2007-01-01")
    ground = {"answer": LegalCheckAnswer.WITH_GROUND, "reason": LegalCheckReason.CONTINUED_HELP}
    await client.register_legal_check(NewLegalCheck(request_id=grown.id, kind=_AGE, **ground))
    await client.take_decision(grown.id, agreed.new_decision(law=Law.JEUGDWET))
    seen = await client.legal_frame_report(*APRIL)
    assert (seen.youth_clients, seen.youth_adults, seen.youth_adults_with_ground) == (1, 1, 1)
    assert (seen.wlz_hits, seen.learning_only, seen.lifelong) == (1, 1, 0)
    assert [(one.ground, one.decisions, one.value_cents) for one in seen.grounds] == [
        (RefusalGround.LONG_TERM_CARE_ACT, 1, 780_000)
    ]
    assert (seen.adapted, seen.adapted_cents, seen.shifted_cents) == (1, 780_000, 1_560_000)
    assert FrameOutcome.ALLOWED in {one.outcome for one in seen.outcomes}
    asked = next(one for one in seen.kinds if one.kind is _WLZ)
    assert (asked.asked, asked.open, asked.open_oldest_days, asked.open_mean_days) == (2, 1, 10, "10.0")
    later = await client.legal_frame_report(date(2026, 5, 1), date(2026, 5, 30))
    assert (later.shifted_cents, later.shifted_before_cents, later.wlz_hits) == (0, 1_560_000, 0)
    other = (await tenant_on(date(2026, 4, 20))).client(type(client))
    nothing = await other.legal_frame_report(*APRIL)
    assert (nothing.youth_clients, nothing.shifted_cents, nothing.grounds) == (0, 0, [])
    assert (await refusal(agreed.client(agreed.tenant.providers[0]).legal_frame_report(*APRIL))).status == 403
    assert (await refusal(client.legal_frame_report(APRIL[1], APRIL[0]))).code == "count-days-refused"
    shown = await agreed.graph(
        '{ legalFrameReport(firstDay: "2026-04-01", lastDay: "2026-04-30") { wlzHits shiftedCents } }'
    )
    assert shown["data"]["legalFrameReport"]["wlzHits"] == 1
