"""What access does by itself: the facts of its siblings that it takes over, and the work of each day."""

from services.access.access_ceilings import operations as access_ceilings
from services.access.allocations import operations as allocations
from services.access.area_sizes import operations as area_sizes
from services.access.care_orders import operations as care_orders
from services.access.care_stacking import operations as care_stacking
from services.access.care_stops import operations as care_stops
from services.access.catalogues import operations as catalogues
from services.access.contract_terms import operations as contract_terms
from services.access.decisions import operations as decisions
from services.access.desired_results import operations as desired_results
from services.access.file_takeovers import operations as file_takeovers
from services.access.findings import operations as findings
from services.access.household_plans import operations as household_plans
from services.access.majority_signals import operations as majority_signals
from services.access.mandates import operations as mandates
from services.access.own_contributions import operations as own_contributions
from services.access.pgb_switches import operations as pgb_switches
from services.access.pilot_flames import operations as pilot_flames
from services.access.products import operations as products
from services.access.provider_choices import operations as provider_choices
from services.access.provider_rankings import operations as provider_rankings
from services.access.referrals import operations as referrals
from services.access.requests import operations as requests
from services.access.review_samples import operations as review_samples
from services.access.reviews import operations as reviews
from services.access.signals import operations as signals
from services.access.statutory_terms import operations as statutory_terms
from services.access.transfers import operations as transfers
from services.access.transition_cohorts import operations as transition_cohorts
from services.access.waiting_list import operations as waiting_list
from shared.kit.work import Duty

FOLLOWS = {
    "contracts": {
        "contract-activated": contract_terms.apply_contract,
        "contract-amended": contract_terms.apply_contract,
        "contract-suspended": contract_terms.apply_contract,
        "contract-resumed": contract_terms.apply_contract,
        "contract-extended": contract_terms.apply_contract,
        "contract-terminated": contract_terms.apply_contract,
        "contract-ended": contract_terms.apply_contract,
        "mandate-registered": mandates.apply_mandate,
        "mandate-withdrawn": mandates.apply_mandate,
        "transition-confirmed": transition_cohorts.apply_transition,
        "product-registered": products.apply_product,
        "product-changed": products.apply_product,
        "procurement-awarded": catalogues.apply_award,
        "catalogue-capacity-changed": catalogues.apply_capacity,
        "ceiling-agreed": access_ceilings.apply_ceiling,
        "ceiling-revised": access_ceilings.apply_ceiling,
        "ceiling-shifted": access_ceilings.apply_ceiling,
        "characteristic-registered": area_sizes.apply_characteristic,
        "characteristic-corrected": area_sizes.apply_characteristic,
        "characteristics-imported": area_sizes.apply_import,
    },
    "outcomes": {
        "client-result-evaluated": desired_results.apply_evaluation,
        "ranking-published": provider_rankings.apply_ranking,
        "ranking-withdrawn": provider_rankings.apply_ranking,
    },
}
DUTIES = (
    Duty("end-decisions", decisions.due_endings, decisions.end_decision),
    Duty("tell-missed-efforts", decisions.due_efforts, decisions.tell_missed_effort),
    Duty("end-allocations", allocations.due_departed, allocations.end_departed),
    Duty("tell-allocations", allocations.due_untold, allocations.tell_allocation),
    Duty("close-care-orders", care_orders.due_decided, care_orders.close_decided),
    Duty("close-referrals", referrals.due_closings, referrals.close_referral),
    Duty("assign-providers", provider_choices.due_assignments, provider_choices.assign_overdue),
    Duty("close-provider-choices", provider_choices.due_departed, provider_choices.close_departed),
    Duty("close-waiting-entries", waiting_list.due_departed, waiting_list.close_departed),
    Duty("move-requests", requests.due_moves, requests.move_request),
    Duty("tell-taken-over", file_takeovers.due_untold, file_takeovers.tell_taken_over),
    Duty("tend-pilot-flames", pilot_flames.due_flames, pilot_flames.tend_flame),
    Duty("stop-care", care_stops.due_departed, care_stops.stop_departed),
    Duty("withdraw-desired-results", desired_results.due_departed, desired_results.withdraw_departed),
    Duty("renew-household-warnings", household_plans.due_warnings, household_plans.renew_warnings),
    Duty("close-pgb-switches", pgb_switches.due_departed, pgb_switches.close_departed),
    Duty("draw-review-samples", review_samples.due_draws, review_samples.draw_sample),
    Duty("promise-review-samples", review_samples.due_promises, review_samples.promise_sample),
    Duty("review-acute-care", reviews.due_started_before, reviews.open_started_before),
    Duty("open-half-year-reviews", reviews.due_half_years, reviews.open_half_year),
    Duty("close-reviews", reviews.due_closings, reviews.close_review),
    Duty("review-stacked-care", care_stacking.due_stacked, care_stacking.review_stacked),
    Duty("open-own-contributions", own_contributions.due_openings, own_contributions.open_contribution),
    Duty("align-own-contributions", own_contributions.due_alignments, own_contributions.align_contribution),
    Duty("watch-majority", majority_signals.due_watches, majority_signals.watch_majority),
    Duty("raise-majority-signals", majority_signals.due_raises, majority_signals.raise_majority),
    Duty("watch-patterns", findings.due_watches, findings.watch_patterns),
    Duty("move-statutory-terms", statutory_terms.due_terms, statutory_terms.move_term),
    Duty("expire-transfers", transfers.due_expired, transfers.expire_transfer),
    # Last: it sees what the day did to all the others, and tells the signals that they raised.
    Duty("watch-cases", signals.due_watches, signals.watch_cases),
)
