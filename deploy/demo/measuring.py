"""What the controller and the auditor do: four quarters of measurements, and the statement on the year."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from hashlib import sha256

from deploy.demo.cast import CONTROLLER, Cast, Surprise
from shared.clients.outcomes import OutcomesClient
from shared.schemas.common import Batch
from shared.schemas.outcomes import AuditStatement


class Measuring:
    """The registrations of the year; `batches` are the answers to the files, in their order."""

    def __init__(self, cast: Cast) -> None:
        self.batches: list[Batch] = []
        self._cast = cast

    async def live(self, day: date) -> None:
        """Send the files of the day: good lines enter, bad lines come back with line, field and reason."""
        for registration in self._cast.inputs.plan.registrations:
            if registration.on == day:
                await self._send(registration.file)

    async def _send(self, file: str) -> None:
        controller = self._cast.municipality(OutcomesClient, CONTROLLER)
        content = self._cast.inputs.measurements(file, str(self._cast.contract_id))
        digest = b64encode(sha256(content).digest()).decode()
        answer = await controller.request(
            "POST",
            "/measurement-batches",
            content=content,
            content_type="text/csv",
            key=self._cast.key(file),
            headers={"Content-Digest": f"sha-256=:{digest}:"},
        )
        batch = Batch.model_validate_json(answer.content)
        if len(batch.errors) < batch.rejected:
            raise Surprise(f"{file}: {batch.rejected} lines came back, {len(batch.errors)} with a reason")
        self.batches.append(batch)

    async def audit(self) -> None:
        """The auditor registers the statement by a token of its own; it must cover everything (R-O28)."""
        auditor = self._cast.auditor(OutcomesClient)
        statement = self._cast.inputs.statement(str(self._cast.contract_id))
        made = await auditor.post("/audit-statements", AuditStatement, statement, key=self._cast.key("audit"))
        if not made.complete:
            raise Surprise(f"the audit statement does not cover {', '.join(made.gaps)}")
