"""The only SQL on recognitions."""

from __future__ import annotations

from services.contracts.recognitions.rules import Recognition, RecognitionNotFound
from services.contracts.tables import recognitions
from shared.kit.database import Connection
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

RECOGNITIONS = Register(recognitions, Recognition, schemas.Recognition, RecognitionNotFound)


async def list_of_provider(connection: Connection, provider: str) -> list[Recognition]:
    """All that a provider has or had, as the acting purchaser registered it."""
    return await RECOGNITIONS.list_by(connection, "organisation", [provider])
