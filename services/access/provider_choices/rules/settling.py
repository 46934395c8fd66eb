"""Who gets the citizen: its own choice, or by rank with a free place once the term is over (R-A40, R-C43)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from services.access.provider_choices.rules.choices import ProviderChoice
from services.access.provider_choices.rules.words import (
    ASSIGNED,
    CHOSEN,
    FULL,
    LEFT,
    NO_ROOM,
    ONLY,
    WITHDRAWN,
    WRONG,
    ChoiceMade,
    ChoiceRefused,
)
from shared.errors import FieldError
from shared.values import Derivation
from shared.values.choosing import ChoiceOrigin, ChoiceState


def refuse(wrong: Sequence[tuple[str, str]], first: date, today: date) -> None:
    """Raise ChoiceRefused with every reason, where there are any."""
    if wrong:
        errors = tuple(FieldError(where, code, WRONG[code], rule="R-A40") for where, code in wrong)
        raise ChoiceRefused(errors=errors, first=first, today=today)


def settled(
    choice: ProviderChoice,
    provider: str,
    origin: ChoiceOrigin,
    on: date,
    why: Derivation,
    free: Mapping[str, int],
    catalogue_version: int | None = None,
) -> tuple[ProviderChoice, Derivation]:
    """The choice with its provider and how that came about; `free` says when there was no room."""
    place = next((one.rank for one in choice.ranking if one.provider == provider), None)
    made = replace(
        choice,
        version=choice.version + 1,
        chosen=provider,
        origin=origin,
        state=ChoiceState.CHOSEN if origin is ChoiceOrigin.CLIENT else ChoiceState.ASSIGNED,
        chosen_on=on,
        rank=place,
        catalogue_version=catalogue_version or choice.catalogue_version,
    )
    told = {
        ChoiceOrigin.CLIENT: ("R-A40", CHOSEN),
        ChoiceOrigin.ONLY_PROVIDER: ("R-A40", ONLY),
        ChoiceOrigin.ASSIGNED: ("R-C43", ASSIGNED),
    }
    rule, sentence = told[origin]
    why = why.because(rule, sentence, provider, chosen_on=on, rank=place)
    if free.get(provider, 1) == 0:
        why = why.because("R-C43", NO_ROOM, provider)
    return made, why


def choose(
    choice: ProviderChoice,
    provider: str,
    on: date | None,
    *,
    free: Mapping[str, int],
    catalogue_version: int | None,
    today: date,
    before: Derivation,
) -> tuple[ProviderChoice, Derivation]:
    """The citizen's own choice, as long as nobody was assigned, also after the term (R-A40).

    Raises ChoiceMade, ChoiceRefused with every reason.
    """
    _check_open(choice)
    chosen_on = on or today
    wrong = []
    if provider not in choice.offered:
        wrong.append(("#/provider", "not-offered"))
    if not choice.offered_on <= chosen_on <= today:
        wrong.append(("#/chosenOn", "day-of-choice"))
    refuse(wrong, choice.offered_on, today)
    return settled(choice, provider, ChoiceOrigin.CLIENT, chosen_on, before, free, catalogue_version)


def assign(
    choice: ProviderChoice,
    *,
    free: Mapping[str, int],
    catalogue_version: int | None,
    today: date,
    before: Derivation,
    acute: bool = False,
) -> tuple[ProviderChoice, Derivation]:
    """Without a choice within the term: rank 1 with a free place, else the next; all full is waiting (R-C43).

    The term's last day is still the citizen's. Without a catalogue the first that was offered is the first of rank. Care that
    turned acute waits for no term and no room (F-33). Raises ChoiceMade, ChoiceRefused while the term runs.
    """
    _check_open(choice)
    if today <= choice.choose_until and not acute:
        refuse([("#/state", "term-runs")], choice.offered_on, today)
    if choice.catalogue_id is None:
        first: str | None = choice.offered[0]
    else:
        first = next((one for one, places in free.items() if places > 0 and one in choice.offered), None)
        if first is None and acute:
            first = choice.offered[0]
    if first is not None:
        return settled(choice, first, ChoiceOrigin.ASSIGNED, today, before, free, catalogue_version)
    waiting = replace(choice, version=choice.version + 1, state=ChoiceState.WAITING)
    return waiting, before.because("R-C43", FULL, choice.offered_on, providers=len(choice.offered))


def place(choice: ProviderChoice, provider: str, on: date) -> ProviderChoice:
    """The choice of a citizen who waited and got a place: assigned to who had it (R-A37)."""
    if choice.state is not ChoiceState.WAITING:
        return choice
    return settled(choice, provider, ChoiceOrigin.ASSIGNED, on, Derivation(), {})[0]


def _check_open(choice: ProviderChoice) -> None:
    if choice.state is not ChoiceState.OFFERED:
        raise ChoiceMade(id=choice.id, state=choice.state)


def withdraw(choice: ProviderChoice, today: date, before: Derivation) -> tuple[ProviderChoice, Derivation]:
    """The choice does not count any more: another may be offered. Raises ChoiceMade for one that was withdrawn or waits."""
    if choice.state in (ChoiceState.WITHDRAWN, ChoiceState.WAITING):
        raise ChoiceMade(id=choice.id, state=choice.state)
    return _gone(choice), before.because("R-A40", WITHDRAWN, today)


def _gone(choice: ProviderChoice) -> ProviderChoice:
    return replace(
        choice,
        version=choice.version + 1,
        state=ChoiceState.WITHDRAWN,
        chosen=None,
        origin=None,
        chosen_on=None,
        rank=None,
    )


def leave(choice: ProviderChoice, moved_on: date, before: Derivation) -> tuple[ProviderChoice, Derivation]:
    """An offer to a citizen who moved is withdrawn (R-A56)."""
    return _gone(choice), before.because("R-A56", LEFT, moved_on=moved_on)
