"""Files of measurements that come in pieces, and the jobs that process them, typed."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.jobs import Job
from shared.schemas.outcomes import MeasurementUpload, NewMeasurementUpload

_PATH = "/measurement-uploads"
LARGEST_PIECE = 16_777_216


class UploadsClient(Client):
    """Outcomes' large files; every method raises Refusal for a problem answer."""

    async def open_upload(self, new: NewMeasurementUpload, *, key: str | None = None) -> MeasurementUpload:
        """Announce a file; `resume_offset` is where it goes on, 0 for a new one."""
        return await self.post(_PATH, MeasurementUpload, new, key=key)

    async def put_upload(self, reference: str, new: NewMeasurementUpload) -> MeasurementUpload:
        """Announce a file under a reference of one's own: the same twice is one upload."""
        path = f"{_PATH}/by-reference/{quote(reference, safe='')}"
        return MeasurementUpload.model_validate_json((await self.request("PUT", path, body=new)).content)

    async def upload(self, upload_id: UUID) -> MeasurementUpload:
        """How much of a file is there."""
        return await self.get(f"{_PATH}/{upload_id}", MeasurementUpload)

    async def uploads(self, **filters: Any) -> list[MeasurementUpload]:
        """The files that this organisation sends, oldest first; by `state` or `externalReference`."""
        return await self.page(_PATH, MeasurementUpload, **filters)

    async def append_piece(self, upload_id: UUID, offset: int, piece: bytes) -> MeasurementUpload:
        """Send the piece that begins at this byte; the same piece again is no fault."""
        response = await self.request(
            "PATCH",
            f"{_PATH}/{upload_id}",
            content=piece,
            content_type="application/octet-stream",
            headers={"Upload-Offset": str(offset)},
        )
        return MeasurementUpload.model_validate_json(response.content)

    async def send_file(
        self, new: NewMeasurementUpload, contents: bytes, *, piece: int = LARGEST_PIECE
    ) -> MeasurementUpload:
        """Announce a file and send it from where it was, as a whole; then say that it is whole, unless it was processed before."""
        upload = await self.open_upload(new)
        while upload.state == "receiving" and upload.resume_offset < len(contents):
            start = upload.resume_offset
            upload = await self.append_piece(upload.id, start, contents[start : start + piece])
        return await self.complete_upload(upload.id) if upload.state == "receiving" else upload

    async def complete_upload(self, upload_id: UUID, *, key: str | None = None) -> MeasurementUpload:
        """Say that a file is whole: the job `job_id` processes it."""
        return await self.post(f"{_PATH}/{upload_id}/completion", MeasurementUpload, key=key)

    async def cancel_upload(self, upload_id: UUID) -> MeasurementUpload:
        """Give a file up."""
        return await self.post(f"{_PATH}/{upload_id}/cancellation", MeasurementUpload)

    async def job(self, job_id: UUID) -> Job:
        """How far a job is, and what came of it."""
        return await self.get(f"/jobs/{job_id}", Job)

    async def jobs(self, **filters: Any) -> list[Job]:
        """The jobs that this organisation asked for in this role, oldest first; by `kind`, `state` or `about`."""
        return await self.page("/jobs", Job, **filters)

    async def cancel_job(self, job_id: UUID) -> Job:
        """Cancel a job, at once and for good."""
        return await self.post(f"/jobs/{job_id}/cancellation", Job)
