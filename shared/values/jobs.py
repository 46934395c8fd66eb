"""The closed lists of work that outlives a request: how far a job is; how far a file that comes in pieces, and its form."""

from __future__ import annotations

from enum import StrEnum


class JobState(StrEnum):
    """A job's life: asked, taken up by a process, then done, failed for good, or cancelled by who may see it."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class UploadState(StrEnum):
    """The life of a file that comes in pieces: received, whole and waiting, processed; entered, refused as a whole, or given up."""

    RECEIVING = "receiving"
    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    FAILED = "failed"


class FileMedia(StrEnum):
    """In which form a file of lines comes: CSV with a header row, or one JSON object a line."""

    CSV = "text/csv"
    NDJSON = "application/x-ndjson"


OVER = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})
