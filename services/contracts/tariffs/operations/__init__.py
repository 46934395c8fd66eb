"""What a party can do with tariffs: agree, change, index and find them, try one out, and keep what they rest on."""

from services.contracts.tariffs.operations.agreeing import (
    agree_tariff,
    change_tariff,
    get_projection,
    index_tariff,
    put_tariff,
)
from services.contracts.tariffs.operations.bearings import (
    get_real_price,
    get_tariff_index,
    list_real_prices,
    list_tariff_indexes,
    put_real_price,
    put_tariff_index,
    register_real_price,
    register_tariff_index,
)
from services.contracts.tariffs.operations.reading import (
    get_tariff,
    get_tariff_on,
    list_findings,
    list_tariffs,
)

__all__ = [
    "agree_tariff",
    "change_tariff",
    "get_projection",
    "get_real_price",
    "get_tariff",
    "get_tariff_index",
    "get_tariff_on",
    "index_tariff",
    "list_findings",
    "list_real_prices",
    "list_tariff_indexes",
    "list_tariffs",
    "put_real_price",
    "put_tariff",
    "put_tariff_index",
    "register_real_price",
    "register_tariff_index",
]
