"""Files in pieces: however they were cut and resent, the same batch; nothing by halves, whatever breaks off."""

import asyncio
import hashlib
import random
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from services.outcomes.uploads import operations
from shared.clients.base import Refusal
from shared.kit.batches import upload_store, uploads
from shared.kit.batches.upload_problems import UploadOffsetWrong, UploadPieceDiffers
from shared.kit.batches.upload_processing import Processing
from shared.kit.jobs_running import Runner
from shared.schemas.common import Batch
from shared.schemas.outcomes import NewMeasurementUpload
from shared.values.jobs import UploadState
from shared.values.terms import ActorKind
from tests.services.outcomes.uploads.conftest import HEADER, Sender, word


@pytest.fixture(autouse=True)
def at_once(sender: Sender) -> Iterator[None]:
    """What broke off is tried again without a pause."""
    runner = sender.service.jobs
    pauses, runner.pauses = runner.pauses, (timedelta(0),) * 4
    yield
    runner.pauses = pauses


def told(batch: Batch | None) -> Any:
    """What a batch says, but for its own id."""
    assert batch is not None
    return batch.state, batch.received, batch.accepted, batch.rejected, batch.duplicates, batch.errors


def refusal(caught: pytest.ExceptionInfo[Refusal]) -> tuple[int, str]:
    """Status and code."""
    return caught.value.status, caught.value.code


async def test_a_file_in_pieces_is_the_batch_of_one_request(sender: Sender) -> None:
    """Announced, sent in pieces of a thousand bytes, completed, processed: the same counts and faults; its bytes are gone."""
    contents = sender.file(lines=60)
    digest = hashlib.sha256(contents).hexdigest()
    whole = await sender.client.register_measurements(contents)
    new = NewMeasurementUpload(media_type="text/csv", length=len(contents), sha256=digest)
    before = await sender.entered()
    queued = await sender.client.send_file(new, contents, piece=1000)
    assert (queued.state, queued.resume_offset) == ("queued", len(contents))
    assert await sender.kept_bytes(queued) == len(contents) and await sender.entered() == before
    assert await sender.work() == 1
    done, job, batch = await sender.came_of(queued)
    assert told(batch) == told(whole) and whole.accepted == 54 and whole.rejected == 6
    assert (done.state, job.state, done.problem) == ("completed", "done", None)
    assert (job.progress, job.total) == (0, len(contents)) or job.progress == job.total
    assert job.result == {
        "batchId": str(done.batch_id),
        "received": 60,
        "accepted": 54,
        "rejected": 6,
        "duplicates": 0,
    }
    assert await sender.client.batch_errors(done.batch_id) == whole.errors  # type: ignore[arg-type]
    assert await sender.entered() == before + 54 and await sender.kept_bytes(done) == 0
    async with sender.admin() as admin:
        facts = await admin.fetch(
            "select what from logbook where subject = any($1) order by id",
            [done.id, done.batch_id, done.job_id],
        )
    assert [row["what"] for row in facts] == [
        "measurement-upload-opened", "measurement-upload-completed", "measurements-registered", "job-ended",
    ]  # fmt: skip


async def test_any_cutting_with_any_resends_is_the_same_file(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Property: cut anywhere, pieces sent again whole or in part, some too early: what is kept is the file, and so is its batch."""
    monkeypatch.setattr(upload_store, "ROW_BYTES", 97)
    contents = sender.file(lines=25)
    first = await sender.client.register_measurements(contents)
    ctx = await sender.context()
    for seed in range(12):
        chance, longest = random.Random(seed), (1, 7, 96, 97, 98, 500, len(contents))
        new = NewMeasurementUpload(media_type="text/csv", again=True)
        upload = await operations.open_upload(ctx, new)
        at = 0
        while at < len(contents):
            size = chance.randint(1, max(chance.choice(longest), len(contents) // 40))
            at = await _append(ctx, upload.id, at, contents[at : at + size])
            if chance.random() < 0.4:  # something that is here already, cut in another way
                start = chance.randint(0, at)
                end = chance.randint(start, at)
                assert await _append(ctx, upload.id, start, contents[start:end]) == at
            if chance.random() < 0.2:
                with pytest.raises(UploadOffsetWrong) as caught:
                    await _append(ctx, upload.id, at + 1, b"x")
                assert caught.value.facts["offset"] == at
            if chance.random() < 0.2:
                with pytest.raises((UploadOffsetWrong, UploadPieceDiffers)):
                    await _append(ctx, upload.id, at - 1, b"\x00")
        async with ctx.read() as connection:
            kept, place = b"", 0
            while piece := await upload_store.read_at(connection, await _row(ctx, upload.id), place):
                kept, place = kept + piece, place + len(piece)
        assert kept == contents
        await operations.complete_upload(ctx, upload.id)
        assert await sender.work() == 1
        done = await sender.client.upload(upload.id)
        assert done.batch_id is not None
        assert told(await sender.client.get_batch(done.batch_id)) == told(first)


async def _append(ctx: Any, upload_id: Any, offset: int, piece: bytes) -> int:
    grown = await operations.append_piece(ctx, upload_id, offset, BytesIO(piece))
    return grown.resume_offset


async def _row(ctx: Any, upload_id: Any) -> Any:
    return await operations.get_upload(ctx, upload_id)


async def test_the_line_breaks_and_the_file_goes_on(sender: Sender) -> None:
    """The file says where it is; there it goes on, in whichever process; too early, too late and otherwise are told apart."""
    contents, client = sender.file(), sender.client
    upload = await sender.open(length=len(contents))
    assert (await client.append_piece(upload.id, 0, contents[:500])).resume_offset == 500
    found = await client.upload(upload.id)
    assert (found.state, found.resume_offset, found.job_id) == ("receiving", 500, None)
    for offset, code in ((501, "upload-offset-wrong"), (400, "upload-offset-wrong")):
        with pytest.raises(Refusal) as caught:
            await client.append_piece(upload.id, offset, contents[offset : offset + 300])
        assert refusal(caught) == (409, code)
    assert (await client.append_piece(upload.id, 0, contents[:500])).resume_offset == 500
    assert (await client.append_piece(upload.id, 100, contents[100:300])).version == found.version
    with pytest.raises(Refusal) as caught:
        await client.append_piece(upload.id, 0, contents[:499] + b"?")
    assert refusal(caught) == (409, "upload-piece-differs")
    with pytest.raises(Refusal) as caught:
        await client.complete_upload(upload.id)
    assert refusal(caught) == (409, "upload-incomplete")
    with pytest.raises(Refusal) as caught:
        await client.append_piece(upload.id, 500, contents[500:] + b"?")
    assert refusal(caught) == (409, "upload-too-long")
    await client.append_piece(upload.id, 500, contents[500:])
    first, again = await client.complete_upload(upload.id), await client.complete_upload(upload.id)
    assert first == again and first.job_id is not None
    with pytest.raises(Refusal) as caught:
        await client.append_piece(upload.id, 0, contents[:500])
    assert refusal(caught) == (409, "upload-closed")
    assert await sender.work() == 1
    assert (await client.upload(upload.id)).state == "completed"
    assert (await client.complete_upload(upload.id)).state == "completed"


async def test_two_processes_take_the_same_piece_once(sender: Sender) -> None:
    """Sent over two lines at once, a piece is kept once."""
    contents = sender.file()
    upload = await sender.open()
    answers = await asyncio.gather(*(sender.client.append_piece(upload.id, 0, contents) for _ in range(5)))
    assert {one.resume_offset for one in answers} == {len(contents)}
    assert await sender.kept_bytes(upload) == len(contents)


async def test_the_same_file_twice_is_one_batch(sender: Sender) -> None:
    """Announced by its SHA-256 it is not even sent; unannounced its job finds out; asked again it is entered once more."""
    contents = sender.file()
    digest = hashlib.sha256(contents).hexdigest()
    first = await sender.send(contents)
    await sender.work()
    first, _, batch = await sender.came_of(first)
    before = await sender.entered()
    assert await sender.open(sha256=digest) == first
    second = await sender.send(contents)
    assert await sender.work() == 1
    second, job, same = await sender.came_of(second)
    assert second.id != first.id and same == batch and second.batch_id == first.batch_id
    assert job.result == {"batchId": str(first.batch_id), "same": True}
    assert await sender.entered() == before and await sender.kept_bytes(second) == 0
    third = await sender.send(contents, again=True)
    await sender.work()
    third, _, other = await sender.came_of(third)
    assert other is not None and batch is not None and other.id != batch.id and told(other) == told(batch)
    assert await sender.entered() == before + batch.accepted
    assert (await sender.open(sha256=digest)).batch_id == other.id


async def test_the_same_file_at_the_same_time_is_one_batch(sender: Sender) -> None:
    """Two processes process two uploads of one file: whoever is second finds the first one's batch."""
    contents = sender.file()
    both = [await sender.send(contents) for _ in range(2)]
    before = await sender.entered()
    runners = [sender.service.jobs, Runner(sender.service, sender.service.jobs.handlers)]
    runners[1].pauses = (timedelta(0),) * 4
    await asyncio.gather(*(sender.work(one) for one in runners))
    await sender.work()
    found = [await sender.came_of(one) for one in both]
    assert {upload.state for upload, _, _ in found} == {"completed"}
    assert len({upload.batch_id for upload, _, _ in found}) == 1
    assert await sender.entered() == before + 27


async def test_a_reference_makes_the_announcement_safe(sender: Sender) -> None:
    """The same reference is the same upload, also by PUT and under another key; announced otherwise it is refused."""
    new = NewMeasurementUpload(media_type="text/csv", external_reference="kwartaal/twee", length=1000)
    first = await sender.client.open_upload(new)
    assert await sender.client.open_upload(new) == first
    assert await sender.client.put_upload("kwartaal/twee", new) == first
    assert await sender.client.uploads(externalReference="kwartaal/twee") == [first]
    assert first in await sender.client.uploads(state="receiving")
    with pytest.raises(Refusal) as caught:
        await sender.client.open_upload(new.model_copy(update={"length": 2000}))
    assert refusal(caught) == (409, "external-reference-used")
    await sender.client.cancel_upload(first.id)


@pytest.mark.parametrize("when", ["receiving", "queued"])
async def test_a_file_is_given_up_before_it_is_processed(sender: Sender, when: str) -> None:
    """Its bytes are gone, its job is cancelled, nothing is entered; a second time it is refused."""
    contents, before = sender.file(), await sender.entered()
    upload = await sender.open()
    upload = await sender.client.append_piece(upload.id, 0, contents)
    if when == "queued":
        upload = await sender.client.complete_upload(upload.id)
    gone = await sender.client.cancel_upload(upload.id)
    assert (gone.state, await sender.kept_bytes(gone)) == ("cancelled", 0)
    assert gone.job_id is None or (await sender.client.job(gone.job_id)).state == "cancelled"
    assert await sender.work() == 0 and await sender.entered() == before
    for act in (
        sender.client.cancel_upload(upload.id),
        sender.client.append_piece(upload.id, 0, contents),
        sender.client.complete_upload(upload.id),
    ):
        with pytest.raises(Refusal) as caught:
            await act
        assert refusal(caught) == (409, "upload-closed")


class Meddled(Processing):
    """The handler, with a moment before its file is entered at which something happens."""

    def __init__(self, known: Processing, moment: Any) -> None:
        super().__init__(known._read, known._enter, known._again)
        self.moment = moment

    async def __call__(self, ctx: Any, job: Any) -> Any:
        """As it does, but for the moment."""
        entering = self._enter

        async def enter(ctx: Any, file: Any) -> Any:
            await self.moment(job)
            return await entering(ctx, file)

        self._enter = enter
        try:
            return await super().__call__(ctx, job)
        finally:
            self._enter = entering


def meddled(sender: Sender, moment: Any) -> Runner:
    """A process in which something happens before a file is entered."""
    known = sender.service.jobs.handlers[operations.SORT.name]
    runner = Runner(sender.service, {operations.SORT.name: Meddled(known, moment)})
    runner.pauses = (timedelta(0),) * 4
    return runner


@pytest.mark.parametrize("by", ["upload", "job"])
async def test_a_file_is_given_up_while_it_is_processed(sender: Sender, by: str) -> None:
    """By its own address or by that of its job: nothing of it is entered and the disk is given back."""
    upload, before = await sender.send(sender.file()), await sender.entered()
    assert upload.job_id is not None

    async def give_up(job: Any) -> None:
        assert (await sender.client.upload(upload.id)).state == "processing"
        if by == "upload":
            await sender.client.cancel_upload(upload.id)
        else:
            await sender.client.cancel_job(job.id)

    assert await sender.work(meddled(sender, give_up)) == 1
    gone, job, batch = await sender.came_of(upload)
    assert (gone.state, job.state, batch) == ("cancelled", "cancelled", None)
    assert await sender.entered() == before and await sender.kept_bytes(gone) == 0
    assert await sender.work() == 0


@pytest.mark.parametrize("how", ["a fault", "its lease ran out"])
async def test_a_process_that_breaks_off_leaves_nothing(sender: Sender, how: str) -> None:
    """Broken off before the switch nothing is visible; another process takes the file up again and enters it once."""
    upload, before = await sender.send(sender.file()), await sender.entered()

    async def break_off(job: Any) -> None:
        if job.attempt > 1:
            return
        assert await sender.entered() == before
        if how == "a fault":
            raise OSError("the disk is full")
        async with sender.admin() as admin:
            await admin.execute("update jobs set leased_until = now() - interval '1s' where id = $1", job.id)
        assert (
            await sender.work() == 1
        )  # another process is quicker, and this one comes back to find that out

    await sender.work(meddled(sender, break_off))
    done, job, batch = await sender.came_of(upload)
    assert (done.state, job.state, job.attempts) == ("completed", "done", 2)
    assert batch is not None and await sender.entered() == before + batch.accepted == before + 27


async def test_a_contract_that_changes_meanwhile_is_read_again(sender: Sender) -> None:
    """What the file was checked against is no more when it would be entered: it is read once more, and entered."""
    upload = await sender.send(sender.file())

    async def change(job: Any) -> None:
        if job.attempt == 1:
            contract = sender.measured.contract
            newer = contract.model_copy(update={"version": contract.version + 1})
            sender.measured.contract = newer
            await sender.measured.tell("contracts", "contract-amended", newer)

    assert await sender.work(meddled(sender, change)) == 2
    done, job, batch = await sender.came_of(upload)
    assert (done.state, job.attempts, batch is not None and batch.accepted) == ("completed", 2, 27)


async def test_nobody_waits_for_a_contract_while_lines_enter(sender: Sender) -> None:
    """A million lines take their time: only the judging at the end locks the contracts of the file."""
    upload = await sender.send(sender.file())
    waiting = (
        "select count(*) from pg_locks where not granted and relation = 'measurements'::regclass"
        " and database = (select oid from pg_database where datname = current_database())"
    )
    locking = "select id from contract_copies where id = $1 for update nowait"
    async with sender.admin() as admin, sender.admin() as other:
        async with admin.transaction():
            await admin.execute("lock table measurements in share mode")
            working = asyncio.create_task(sender.work())
            async with asyncio.timeout(60):
                while not await other.fetchval(waiting):
                    await asyncio.sleep(0.01)
            assert await other.fetchval(locking, sender.measured.contract.id) is not None
        assert await working == 1
    assert (await sender.client.upload(upload.id)).state == "completed"


async def test_a_file_that_is_not_what_was_announced_is_refused(sender: Sender) -> None:
    """Another SHA-256, or a header that does not fit: nothing is entered, the upload and its job say why, the disk is given back."""
    before = await sender.entered()
    for contents, given, code in (
        (sender.file(), {"sha256": "0" * 64}, "upload-differs"),
        (b"wat,is,dit\n1,2,3\n", {}, "batch-header-invalid"),
    ):
        upload = await sender.send(contents, **given)
        assert await sender.work() == 1
        failed, job, batch = await sender.came_of(upload)
        assert failed.problem is not None and failed.problem == job.problem
        assert (failed.state, job.state, failed.problem.code, batch) == ("failed", "failed", code, None)
        assert await sender.kept_bytes(failed) == 0
    assert [one.location for one in failed.problem.errors][:3] == ["wat", "is", "dit"]
    assert await sender.entered() == before


async def test_what_lies_still_for_a_week_lapses(sender: Sender) -> None:
    """On the eighth day without a piece the file is given up and its bytes are dropped; one that went on is not."""
    still, moving = [await sender.open() for _ in range(2)]
    for one in (still, moving):
        await sender.client.append_piece(one.id, 0, HEADER.encode())
    assert (still.kept_until - sender.measured.tenant.today).days == 7
    async with sender.admin() as admin:
        await admin.execute("update uploads set kept_until = '2026-08-09' where id = $1", still.id)
        await admin.execute("update uploads set kept_until = '2026-08-10' where id = $1", moving.id)
    ctx = sender.service.system_context(sender.measured.lead)
    assert await operations.due_uploads(ctx) == [still.id]
    await operations.forget_upload(ctx, still.id)
    assert await operations.due_uploads(sender.service.system_context(sender.measured.lead)) == []
    assert (await sender.client.upload(still.id)).state == UploadState.CANCELLED
    assert await sender.kept_bytes(still) == 0 and await sender.kept_bytes(moving) > 0
    assert (await sender.client.append_piece(moving.id, len(HEADER), b"x")).kept_until == moving.kept_until
    assert any(duty.name == "forget-uploads" for duty in sender.service.duties)


async def test_an_organisation_does_not_fill_the_disk(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond a number of files on their way, one must be completed or cancelled first."""
    under_way = len(await sender.client.uploads(state="receiving"))
    monkeypatch.setattr(uploads, "MOST_UNDER_WAY", under_way + 1)
    last = await sender.open()
    with pytest.raises(Refusal) as caught:
        await sender.open()
    assert refusal(caught) == (409, "too-many-uploads")
    await sender.client.cancel_upload(last.id)
    await sender.client.cancel_upload((await sender.open()).id)


async def test_nobody_else_sees_or_touches_it(sender: Sender) -> None:
    """Not another provider, not the purchaser, not another role of the house: to them it is not there."""
    upload = await sender.open()
    await sender.client.append_piece(upload.id, 0, HEADER.encode())
    tenant = sender.measured.tenant
    researcher = await tenant.actor(ActorKind.RESEARCHER)
    for oin in (tenant.owner, tenant.providers[1], researcher):
        other = sender.measured.client(oin)
        assert upload.id not in {one.id for one in await other.uploads()}
        for act in (
            other.upload(upload.id),
            other.append_piece(upload.id, 0, b"x"),
            other.complete_upload(upload.id),
            other.cancel_upload(upload.id),
        ):
            with pytest.raises(Refusal) as caught:
                await act
            assert refusal(caught) == (404, "upload-not-found")
    with pytest.raises(Refusal) as caught:
        await sender.measured.client(sender.measured.lead, end_user=None).append_piece(upload.id, 7, b"x")
    assert refusal(caught) == (403, "end-user-missing")
    assert (await sender.client.upload(upload.id)).resume_offset == len(HEADER)
    assert word(10) == "ba"
