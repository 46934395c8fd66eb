"""What can be wrong with a job, and how a job and its problem travel."""

from __future__ import annotations

from typing import Any, ClassVar

from shared.errors import NotFound, Problem, Refused, Text
from shared.kit.jobs_store import JobRow
from shared.schemas import jobs as schemas
from shared.values import mask_bsn

_MOST_ERRORS = 100


class JobNotFound(NotFound):
    """There is no such job, or it is not yours."""

    code = "job-not-found"
    title = Text("Taak niet gevonden", "Job not found")
    detail = Text("Er is geen taak {id}.", "There is no job {id}.")
    mend = Text("Gebruik het adres uit Location.", "Use the address from Location.")


class JobOver(Refused):
    """What ended is not cancelled any more."""

    code = "job-over"
    title = Text("De taak is al geëindigd", "The job has ended already")
    detail = Text("Taak {id} is al geëindigd: {state}.", "Job {id} has ended already: {state}.")
    mend = Text("Lees de taak; wat er is, blijft.", "Read the job; what is there stays.")


class JobUnfinished(Problem):
    """It was begun as often as is sensible and never came to its end: a fault of ours."""

    code = "job-unfinished"
    status: ClassVar[int] = 500
    title = Text("De taak kwam niet tot een eind", "The job did not come to an end")
    detail = Text(
        "Er is {attempts} keer aan begonnen; steeds brak het af. Er is niets half vastgelegd.",
        "It was begun {attempts} times and broke off each time. Nothing was entered by halves.",
    )
    mend = Text(
        "Vraag het opnieuw; gebeurt dit weer, meld dan het kenmerk van de taak.",
        "Ask for it again; should this happen once more, report the id of the job.",
    )


def shown(job: JobRow, language: str) -> schemas.Job:
    """A job as it travels, in the reader's language."""
    names = [name for name in schemas.Job.model_fields if name != "problem"]
    values = {name: getattr(job, name) for name in names}
    told = (job.problem or {}).get(language)
    problem = None if told is None else schemas.JobProblem.model_validate(told)
    return schemas.Job.model_construct(**values, problem=problem)


def told_of(problem: Problem) -> dict[str, Any]:
    """Why a job failed, in both languages, as `shown` reads it; what was sent comes back with two digits of a BSN at most."""
    return {language: _told(problem, language) for language in ("nl", "en")}


def _told(problem: Problem, language: str) -> dict[str, Any]:
    def text(sentence: Text) -> str:
        return mask_bsn(sentence.render(language, problem.facts))

    errors = [
        {"location": mask_bsn(one.location), "code": one.code, "detail": text(one.detail), "rule": one.rule}
        for one in problem.errors[:_MOST_ERRORS]
    ]
    return {
        "code": problem.code, "title": text(problem.title), "detail": text(problem.detail), "mend": text(problem.mend),
        "rule": problem.rule, "errors": errors,
    }  # fmt: skip
