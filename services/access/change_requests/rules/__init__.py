"""When a provider may ask to change what runs for a citizen, and what a granted request makes of it."""

from services.access.change_requests.rules.answering import Carried, grant, numbers_needed
from services.access.change_requests.rules.asking import (
    ChangedProduct,
    ChangeRequest,
    ChangeRequestNotFound,
    NewProduct,
    ask,
)

__all__ = [
    "Carried", "ChangeRequest", "ChangeRequestNotFound", "ChangedProduct", "NewProduct", "ask", "grant", "numbers_needed",
]  # fmt: skip
