"""The part of a purchaser's life in which measurements come in pieces, and jobs process them."""

import hashlib

from shared.clients.outcomes import OutcomesClient
from shared.schemas.contracts import Contract
from shared.schemas.outcomes import NewMeasurementUpload
from tests.support.tenants import Tenant


async def upload(tenant: Tenant, contract: Contract) -> None:
    """The purchaser sends a file in pieces, whose lines are the provider's to enter; gives one up, and cancels the job of another."""
    client = tenant.client(OutcomesClient)
    contents = (
        f"contractId,indicator,quarter,value,source\n{contract.id},bestaat-niet,2026-Q1,7,provider\n".encode()
    )
    digest = hashlib.sha256(contents).hexdigest()
    new = NewMeasurementUpload(media_type="text/csv", length=len(contents), sha256=digest)
    sent = await client.send_file(new, contents, piece=60)
    assert await tenant.house.services["outcomes"].jobs.work([tenant.owner]) == 1
    done = await client.upload(sent.id)
    assert done.state == "completed" and done.batch_id is not None and done.job_id is not None
    assert (await client.get_batch(done.batch_id)).rejected == 1
    job = await client.job(done.job_id)
    assert (job.state, job.about) == ("done", done.id) and await client.jobs(about=done.id) == [job]
    assert await client.open_upload(new) == done
    other = NewMeasurementUpload(media_type="text/csv", again=True)
    still = await client.put_upload("bestand/2", other)
    assert (await client.append_piece(still.id, 0, contents)).resume_offset == len(contents)
    queued = await client.complete_upload(still.id)
    assert queued.job_id is not None and (await client.cancel_job(queued.job_id)).state == "cancelled"
    given_up = await client.cancel_upload((await client.open_upload(other)).id)
    assert {one.id for one in await client.uploads(state="cancelled")} == {still.id, given_up.id}
