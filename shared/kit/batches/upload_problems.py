"""What can be wrong with a file that comes in pieces."""

from __future__ import annotations

from typing import ClassVar

from shared.errors import NotFound, Refused, Text


class UploadNotFound(NotFound):
    """There is no such file on its way, or it is not yours."""

    code = "upload-not-found"
    title = Text("Bestand niet gevonden", "Upload not found")
    detail = Text("Er is geen bestand {id} onderweg.", "There is no upload {id}.")
    mend = Text("Gebruik het adres uit Location.", "Use the address from Location.")


class UploadOffsetWrong(Refused):
    """The piece does not join on to what is here; the header Upload-Offset says where to go on."""

    code = "upload-offset-wrong"
    rule = "draft-ietf-httpbis-resumable-upload § 4.4"
    title = Text("Het stuk sluit niet aan", "The piece does not join on")
    detail = Text(
        "Het bestand is binnen tot en met byte {offset}; dit stuk begint ergens anders.",
        "The file is here up to and including byte {offset}; this piece begins elsewhere.",
    )
    mend = Text(
        "Ga verder bij Upload-Offset: {offset}.",
        "Go on at Upload-Offset: {offset}.",
    )

    def __init__(self, offset: int) -> None:
        super().__init__(offset=offset)
        self.headers = {"Upload-Offset": str(offset)}


class UploadPieceDiffers(Refused):
    """A piece that is here already came again with other contents: it is another file."""

    code = "upload-piece-differs"
    title = Text("Het stuk is anders dan eerst", "The piece differs from before")
    detail = Text(
        "Vanaf byte {offset} is al iets anders binnen.", "From byte {offset} something else is here already."
    )
    mend = Text("Breek dit bestand af en begin opnieuw.", "Cancel this upload and begin again.")


class UploadTooLong(Refused):
    """More comes than was announced, or than one file may hold."""

    code = "upload-too-long"
    title = Text("Het bestand wordt te lang", "The file becomes too long")
    detail = Text("Het bestand heeft ten hoogste {length} bytes.", "The file has at most {length} bytes.")
    mend = Text(
        "Kondig de juiste lengte aan, of verdeel het bestand.",
        "Announce the right length, or divide the file.",
    )


class UploadIncomplete(Refused):
    """It is said to be whole, and something is missing."""

    code = "upload-incomplete"
    title = Text("Het bestand is niet heel", "The file is not whole")
    detail = Text("Er zijn {offset} van {length} bytes binnen.", "There are {offset} of {length} bytes here.")
    mend = Text("Stuur de rest vanaf Upload-Offset: {offset}.", "Send the rest from Upload-Offset: {offset}.")


class UploadClosed(Refused):
    """The file takes no more pieces, or is over."""

    code = "upload-closed"
    title = Text("Het bestand neemt niets meer aan", "The upload takes nothing more")
    detail = Text("Het bestand is al verder: {state}.", "The upload is beyond that: {state}.")
    mend = Text("Lees het bestand en zijn taak.", "Read the upload and its job.")


class UploadDiffers(Refused):
    """What arrived is not what was announced: nothing of it was entered."""

    code = "upload-differs"
    title = Text("Het bestand is niet wat was aangekondigd", "The file is not what was announced")
    detail = Text(
        "De SHA-256 van wat binnenkwam is {found}, aangekondigd was {announced}; er is niets vastgelegd.",
        "The SHA-256 of what arrived is {found}, announced was {announced}; nothing was entered.",
    )
    mend = Text("Stuur het bestand opnieuw, heel.", "Send the file again, whole.")


class TooManyUploads(Refused):
    """So many files of an organisation wait already that they would fill the disk."""

    code = "too-many-uploads"
    headers: ClassVar[dict[str, str]] = {"Retry-After": "60"}
    title = Text("Er zijn te veel bestanden onderweg", "Too many uploads are under way")
    detail = Text(
        "Een organisatie heeft ten hoogste {limit} bestanden tegelijk onderweg.",
        "An organisation has at most {limit} uploads under way at once.",
    )
    mend = Text("Rond er een af, of breek er een af.", "Complete one, or cancel one.")
