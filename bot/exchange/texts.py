"""Bytes to lines of text: which encoding it is, and no line longer than memory should hold."""

import codecs
import io
import re
from collections import deque
from collections.abc import Callable
from typing import BinaryIO

from bot import errors

LONGEST_ROW = 256 * 1024  # characters
_FEW = 8  # stray control characters do not make a text something else
_BEGINNING = 200
_CHUNK = 256 * 1024
_SAMPLE = 64 * 1024
_STRAY = "goodword-stray"  # the name under which codecs knows our handler
_HALVES = re.compile("[\udc80-\udcff]")

# UTF-32 first: its mark begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip

# What spreadsheets write by default where that language is spoken; elsewhere it is cp1252.
_CODE_PAGES = {
    "cs": "cp1250", "hu": "cp1250", "pl": "cp1250", "ro": "cp1250", "sk": "cp1250", "sl": "cp1250", "hr": "cp1250",
    "bg": "cp1251", "ru": "cp1251", "sr": "cp1251", "uk": "cp1251", "el": "cp1253", "tr": "cp1254", "he": "cp1255",
    "ar": "cp1256", "et": "cp1257", "lt": "cp1257", "lv": "cp1257", "vi": "cp1258", "ja": "cp932", "ko": "cp949",
    "zh": "gb18030", "th": "cp874",
}  # fmt: skip

Source = Callable[[], BinaryIO]  # opens the same bytes anew


class TooLong(Exception):
    """A row has more than `LONGEST_ROW` characters; with the beginning of its last line."""


def encoding(source: Source, locale: str) -> str:
    """The name of the encoding, to be handed to `Lines`.

    A byte-order mark tells; else what is valid UTF-8, but for a few stray bytes, is UTF-8; else it is the code
    page of the `locale`'s language, Western European for most.

    Raises:
        FileUnknown: it is no text.
    """
    with source() as file:
        start = file.read(_SAMPLE)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None) or _wide(start)
    if marked:
        return marked
    if _controls(start) > max(_FEW, len(start) // 50):
        raise errors.FileUnknown
    good, stray = _utf8(source)
    if good >= stray:
        return "utf-8"
    pages = (_CODE_PAGES.get(locale[:2].lower(), "cp1252"), "cp1252")
    return next((page for page in pages if _decodes(source, page)), "latin-1")


def _wide(start: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    if len(start) < 4:
        return None
    half = len(start) // 2
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def _controls(start: bytes) -> int:
    """How many bytes there are that no text has."""
    return len(start) - len(start.translate(None, bytes({*range(9), *range(14, 27), *range(28, 32)})))


def _utf8(source: Source) -> tuple[int, int]:
    """How many characters beyond ASCII are valid UTF-8, and how many bytes are not."""
    good = stray = 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    with source() as file:
        while chunk := file.read(_CHUNK):
            if chunk.isascii():
                continue
            text = decoder.decode(chunk)
            wrong = len(_HALVES.findall(text))
            good += len(text) - len(text.encode("ascii", "ignore")) - wrong
            stray += wrong
    return good, stray


def _decodes(source: Source, page: str) -> bool:
    decoder = codecs.getincrementaldecoder(page)()
    with source() as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return False
    return True


def _as_western(error: UnicodeError) -> tuple[str | bytes, int]:
    """Read stray bytes in UTF-8 as Western European ones: files are put together from several programs."""
    assert isinstance(error, UnicodeDecodeError)
    if not error.encoding.startswith("utf-8"):
        return "\ufffd" * (error.end - error.start), error.end
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_STRAY, _as_western)


def open_text(source: Source, encoding: str) -> io.TextIOWrapper:
    """The text, with its own line ends; no byte is beyond reading."""
    return io.TextIOWrapper(source(), encoding=encoding, errors=_STRAY, newline="")


class Lines:
    """The lines of a text, with their line ends, counted, in rows that the caller begins.

    The lines of the present row can be given back to be read again.
    """

    def __init__(self, source: Source, encoding: str) -> None:
        """Begin at the top."""
        self._text = open_text(source, encoding)
        self._again: deque[str] = deque()
        self._size = 0  # characters in `taken`
        self.number = 0  # of the line that was read last, from 1
        self.taken: list[str] = []  # the lines of the present row

    def begin(self) -> int:
        """Begin a row; the number of its first line."""
        self.taken, self._size = [], 0
        return self.number + 1

    def __iter__(self) -> "Lines":
        """Itself: there is one place to read on from."""
        return self

    def __next__(self) -> str:
        """The next line.

        Raises:
            TooLong: the row has more than `LONGEST_ROW` characters; a line by itself is passed over.
        """
        if self._size >= LONGEST_ROW:
            raise TooLong
        line = self._again.popleft() if self._again else self._text.readline(LONGEST_ROW)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= LONGEST_ROW:
            self._skip_rest(line)
            raise TooLong(line[:_BEGINNING])
        self.taken.append(line)
        self._size += len(line)
        return line

    def give_back(self, count: int) -> None:
        """Let the last `count` lines taken be read again."""
        if count:
            self._again.extendleft(reversed(self.taken[-count:]))
            self._size -= sum(map(len, self.taken[-count:]))
            self.number -= count
            del self.taken[-count:]

    def _skip_rest(self, line: str) -> None:
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(LONGEST_ROW)
