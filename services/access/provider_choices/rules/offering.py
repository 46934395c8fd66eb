"""Laying providers before a citizen, with the term to choose (R-A40, R-A54, R-C34, R-C43)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from services.access.catalogues.rules import Catalogue
from services.access.provider_choices.rules.choices import Offer, OfferedPlace, ProviderChoice
from services.access.provider_choices.rules.settling import refuse, settled
from services.access.provider_choices.rules.words import (
    ACUTE,
    OFFERED,
    SINGLE,
    SPECIALIST,
    TERM,
    TERM_OF_CATALOGUE,
    ChoiceOpen,
)
from shared.values import Derivation, new_id
from shared.values.choosing import ChoiceOrigin, ChoiceState
from shared.values.products import CareLayer
from shared.values.terms import ProvisionType

if TYPE_CHECKING:
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from services.access.requests.rules import Request


def offer(
    request: Request,
    asked: Offer,
    *,
    catalogue: Catalogue | None,
    free: Mapping[str, int],
    product: Product | None,
    policy: Policy,
    before: Sequence[ProviderChoice],
    today: date,
) -> tuple[ProviderChoice, Derivation]:
    """Lay providers before a citizen, and record the choice when it is there already (R-A40).

    A question has one choice for each product. One provider is the choice by itself; for acute care nobody waits for a choice (F-33). `product` is None where the products
    of contracts do not know it. Raises ChoiceOpen, ChoiceRefused with every reason.
    """
    category = asked.product_category or request.product_category
    code = asked.product_code or request.product_code
    for earlier in before:
        same = (earlier.product_category, earlier.product_code) == (category, code)
        if same and earlier.state is not ChoiceState.WITHDRAWN:
            raise ChoiceOpen(id=earlier.id, state=earlier.state)
    offered = list(dict.fromkeys(asked.offered)) or list(free)
    offered_on = asked.offered_on or today
    _check_offer(request, asked, offered, offered_on, catalogue, today)
    days = policy.choice_term_days if catalogue is None else catalogue.choice_term_days
    choice = ProviderChoice(
        id=new_id(),
        version=1,
        owner=request.owner,
        external_reference=asked.external_reference,
        parties=[],
        request_id=request.id,
        citizen_id=request.citizen_id,
        contract_id=request.contract_id,
        law=request.law,
        product_category=category,
        product_code=code,
        catalogue_id=None if catalogue is None else catalogue.id,
        catalogue_version=None if catalogue is None else catalogue.version,
        ranking=_shown(offered, catalogue, free),
        offered=offered,
        pgb_offered=asked.pgb_offered,
        preferred=asked.preferred,
        offered_on=offered_on,
        choose_until=offered_on + timedelta(days=days),
        acute=request.acute,
        urgency=asked.urgency,
        policy_version=policy.version,
        note=asked.note,
    )
    why = _explained(choice, product, days)
    if asked.chosen is not None:
        made, why = settled(choice, asked.chosen, ChoiceOrigin.CLIENT, asked.chosen_on or today, why, free)
    elif len(offered) == 1:
        made, why = settled(choice, offered[0], ChoiceOrigin.ONLY_PROVIDER, today, why, free)
    elif request.acute:
        room = next((one for one in offered if free.get(one, 0) > 0), offered[0])
        made, why = settled(choice, room, ChoiceOrigin.ASSIGNED, today, why.because("F-33", ACUTE), free)
    else:
        return choice, why
    return replace(made, version=1), why


def _check_offer(
    request: Request,
    asked: Offer,
    offered: Sequence[str],
    offered_on: date,
    catalogue: Catalogue | None,
    today: date,
) -> None:
    chosen_on = asked.chosen_on or today
    wrong: list[tuple[str, str]] = []
    if not offered:
        wrong.append(("#/offered", "nobody-offered"))
    if offered_on > today:
        wrong.append(("#/offeredOn", "in-future"))
    if offered_on < request.contact_on:
        wrong.append(("#/offeredOn", "before-contact"))
    if catalogue is not None:
        unknown = [i for i, one in enumerate(asked.offered) if catalogue.entry(one) is None]
        wrong += [(f"#/offered/{i}", "not-in-catalogue") for i in unknown]
        code, known = asked.product_code or request.product_code, catalogue.product_codes
        if known and code is not None and code not in known:
            wrong.append(("#/productCode", "not-of-catalogue"))
        if asked.product_category is None and request.product_category is None:
            wrong.append(("#/productCategory", "product-needed"))
    if asked.chosen is not None and asked.chosen not in offered:
        wrong.append(("#/chosen", "not-offered"))
    if asked.chosen is None and asked.chosen_on is not None:
        wrong.append(("#/chosenOn", "nobody-chosen"))
    if asked.chosen is not None and not offered_on <= chosen_on <= today:
        wrong.append(("#/chosenOn", "day-of-choice"))
    refuse(wrong, request.contact_on, today)


def _shown(
    offered: Sequence[str], catalogue: Catalogue | None, free: Mapping[str, int]
) -> list[OfferedPlace]:
    if catalogue is None:
        return []
    named = [one for one in catalogue.entries if one.provider in offered]
    return [OfferedPlace(one.rank, one.provider, free.get(one.provider)) for one in named]


def _explained(choice: ProviderChoice, product: Product | None, days: int) -> Derivation:
    why = Derivation().because("R-A40", OFFERED, len(choice.offered), offered_on=choice.offered_on)
    if len(choice.offered) > 1:
        if choice.catalogue_id is None:
            why = why.because(
                "R-C43", TERM, choice.choose_until, days=days, policy_version=choice.policy_version
            )
        else:
            why = why.because("R-C43", TERM_OF_CATALOGUE, choice.choose_until, days=days)
    if product is not None and product.layer is CareLayer.SPECIALIST:
        why = why.because("R-A54", SPECIALIST)
    general = product is not None and product.provision_type is ProvisionType.GENERAL
    if choice.single_without_pgb and not general:
        why = why.because("R-C34", SINGLE)
    return why
