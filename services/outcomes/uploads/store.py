"""Files of measurements among the files that come in pieces; the SQL on all of them is the kit's."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from shared.kit.batches import uploads
from shared.schemas import outcomes as schemas
from shared.values.terms import Scope

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection

SORT = uploads.Sort("measurement-upload", schemas.MeasurementUpload, Scope.OUTCOMES_READ)


async def get_shown(
    ctx: Context, connection: Connection, upload_id: UUID, version: int
) -> schemas.MeasurementUpload:
    """A file as it travels now, for who asks again; UploadNotFound."""
    found = await uploads.get_upload(ctx, connection, SORT, upload_id)
    shown: schemas.MeasurementUpload = uploads.shown(SORT, found, ctx.language)
    return shown
