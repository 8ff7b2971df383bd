"""Zips: the one file in them that holds the contacts, unpacked with caution."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from bot import errors
from bot.domain import words
from bot.exchange.texts import Source

MOST_UNPACKED = 100 * 1024 * 1024  # bytes
STEEPEST = 200  # times smaller than what is in it: contacts never are
OURS = "goodword.json"
_STEEP_FROM = 10 * 1024 * 1024  # bytes unpacked before that is looked at
_LARGEST_INDEX = 2 * 1024 * 1024  # bytes of a zip's list of files
_CHUNK = 64 * 1024
_LINKEDIN = "connections.csv"
_KINDS = (".vcf", ".csv", ".txt")
_OFFICE = {"xl/": "an Excel workbook", "word/": "a Word document", "ppt/": "a presentation"}
_SAVE_AS_CSV = "In Excel, choose Save As and “CSV UTF-8”, then send me that file."
_LOCKED = 0x1  # a flag: needs a password


class _Cautious(io.BytesIO):
    """A zip's bytes, of which nobody gets very many at a time: its list of files is read at one go."""

    def read(self, size: int | None = -1, /) -> bytes:
        """At most `_LARGEST_INDEX` bytes, or a complaint."""
        if size is not None and size > _LARGEST_INDEX:
            raise zipfile.BadZipFile("the list of files is too long")
        return super().read(size)


class _Bounded(io.RawIOBase):
    """A file in a zip, whose end comes with an error if it unpacks to too much."""

    def __init__(self, packed: BinaryIO, packed_size: int) -> None:
        self._packed = packed
        self._most = max(_STEEP_FROM, STEEPEST * packed_size)
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        try:
            chunk = self._packed.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise errors.FileDamaged from error
        self._read += len(chunk)
        if self._read > min(self._most, MOST_UNPACKED):
            raise errors.FileUnpacksTooBig(limit=MOST_UNPACKED // 1024**2)
        buffer[: len(chunk)] = chunk
        return len(chunk)


def contacts_in(data: bytes) -> tuple[str, Source]:
    """The name of the file with the contacts, and what opens it: our own export, LinkedIn's, or the only one.

    It is unpacked once, so that opening it again finds no damage.

    Raises:
        FileDamaged, FileLocked, FileUnpacksTooBig: it cannot be unpacked.
        FileOfOtherKind: it is a document of an office program.
        NothingInside, SeveralInside: there is no such file, or several.
    """
    archive = _opened(data)
    chosen = _chosen(archive)
    if chosen.flag_bits & _LOCKED:
        raise errors.FileLocked

    def source() -> BinaryIO:
        return io.BufferedReader(_Bounded(_member(_opened(data), chosen), chosen.compress_size), _CHUNK)

    with source() as file:
        while file.read(_CHUNK):
            pass
    return chosen.filename, source


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(_Cautious(data))
    except Exception as error:  # a hostile zip finds many ways to fail
        raise errors.FileDamaged from error


def _member(archive: zipfile.ZipFile, chosen: zipfile.ZipInfo) -> BinaryIO:
    if chosen.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise errors.FileDamaged  # others may want any amount of memory
    try:
        return archive.open(chosen)  # type: ignore[return-value]
    except Exception as error:
        raise errors.FileDamaged from error


def _chosen(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [member for member in archive.infolist() if _is_file(member)]
    for wanted in (OURS, _LINKEDIN):
        if named := [member for member in members if _name(member) == wanted]:
            return min(named, key=lambda member: member.filename.count("/"))
    for folder, what in _OFFICE.items():
        if any(member.filename.startswith(folder) for member in members):
            raise errors.FileOfOtherKind(what=what, instead=_SAVE_AS_CSV)
    readable = [member for member in members if _name(member).endswith(_KINDS)]
    if not readable:
        raise errors.NothingInside
    if len(readable) > 1:
        some = [words.shorten(member.filename, 60) for member in readable[:3]]
        raise errors.SeveralInside(names=words.listing(some), count=len(readable))
    return readable[0]


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Whether it is one of its own: neither a folder nor what a Mac adds to every file."""
    return not member.is_dir() and not member.filename.startswith("__MACOSX/") and not _name(member).startswith("._")


def _name(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename).name.lower()
