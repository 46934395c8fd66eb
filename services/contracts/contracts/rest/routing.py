"""The router of all that is under /contracts and belongs to a contract itself."""

from shared.kit.http import Router

router = Router(prefix="/contracts", tags=["contracts"])
