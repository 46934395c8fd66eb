"""Whom a citizen may choose, until when, and who is assigned where nobody was chosen (R-A40, R-A54, R-C34, R-C43)."""

from services.access.provider_choices.rules.choices import Offer, OfferedPlace, ProviderChoice
from services.access.provider_choices.rules.offering import offer
from services.access.provider_choices.rules.settling import assign, choose, leave, place, withdraw
from services.access.provider_choices.rules.words import (
    ChoiceMade,
    ChoiceOpen,
    ChoiceRefused,
    ProviderChoiceNotFound,
)

__all__ = [
    "ChoiceMade",
    "ChoiceOpen",
    "ChoiceRefused",
    "Offer",
    "OfferedPlace",
    "ProviderChoice",
    "ProviderChoiceNotFound",
    "assign",
    "choose",
    "leave",
    "offer",
    "place",
    "withdraw",
]
