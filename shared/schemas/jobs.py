"""What outlives its request, as it travels: jobs, and files that come in pieces."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.jobs import FileMedia, JobState, UploadState


class JobFault(Wire):
    """One of the reasons for which a job failed: the place in what was asked, and what to do."""

    location: str
    code: str
    detail: str
    rule: str | None = None


class JobProblem(Wire):
    """Why a job failed, as an answer to a request would have said it (RFC 9457)."""

    code: str = Field(description="de code van het probleem, zoals in /problem-types")
    title: str
    detail: str
    mend: str = Field(description="wat eraan te doen is")
    rule: str | None = None
    errors: list[JobFault] = Field(default=[], max_length=100)


class Job(Resource):
    """Work that outlives its request: how far it is, and what came of it or why not."""

    fleeting: ClassVar[bool] = True

    kind: str = Field(description="het soort werk", examples=["measurement-upload"])
    state: JobState
    about: UUID | None = Field(default=None, description="waarover het gaat, bijvoorbeeld het bestand")
    progress: int = Field(description="hoever het is; in de eenheid van total")
    total: int | None = Field(default=None, description="hoeveel het in alles is, zodra dat bekend is")
    attempts: int = Field(description="hoe vaak eraan is begonnen")
    created_at: datetime = Field(description="wanneer erom is gevraagd, op de klok van de machine")
    started_at: datetime | None = Field(default=None, description="wanneer eraan is begonnen")
    ended_at: datetime | None = Field(default=None, description="wanneer het eindigde")
    result: Annotated[dict[str, Any] | None, Private] = Field(
        default=None, description="wat eruit kwam; per soort werk beschreven"
    )
    problem: Annotated[JobProblem | None, Private] = Field(
        default=None, description="waarom het mislukte, als dat zo is"
    )


class NewFileUpload(Wire):
    """Announce a file that comes in pieces; what is told of it is held against what arrives."""

    external_reference: Reference | None = None
    media_type: FileMedia
    length: int | None = Field(
        default=None, ge=1, le=1_000_000_000, description="de lengte van het hele bestand in bytes"
    )
    sha256: str | None = Field(
        default=None,
        pattern="^[0-9a-f]{64}$",
        description="de SHA-256 van het hele bestand",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )
    again: bool = Field(
        default=False, description="verwerk het bestand ook als hetzelfde bestand al eens is verwerkt"
    )


class FileUpload(Resource):
    """A file that comes in pieces: how much of it is here, and what came of it."""

    fleeting: ClassVar[bool] = True

    state: UploadState
    media_type: FileMedia
    length: int | None = Field(default=None, description="de aangekondigde lengte in bytes")
    sha256: str | None = None
    again: bool = Field(description="ook verwerkt als hetzelfde bestand al eens is verwerkt")
    resume_offset: int = Field(ge=0, description="zoveel bytes zijn binnen; hier gaat het verder")
    kept_until: date = Field(description="zo lang wacht een bestand dat niet af is op zijn volgende stuk")
    job_id: UUID | None = Field(default=None, description="de taak die het verwerkt (GET /jobs/{id})")
    batch_id: UUID | None = Field(default=None, description="wat eruit kwam (GET /batches/{id})")
    problem: Annotated[JobProblem | None, Private] = Field(
        default=None, description="waarom het als geheel is geweigerd, als dat zo is"
    )
