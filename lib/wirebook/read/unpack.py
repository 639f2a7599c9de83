"""Open a file of the corpus, decompressed where it is gzipped, and never more of it than the limits allow."""

from __future__ import annotations

import contextlib
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from wirebook.read.limits import MB, Limits, size
from wirebook.read.record import File, RefusedError

GZIP = b"\x1f\x8b"
RATIO_FROM = 10 * MB
"""Decompressed bytes from which the ratio is looked at: short repetitive files pack well in earnest."""
CHUNK = 1 << 16


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than it may."""

    def __init__(self, inner: BinaryIO, *, at_most: int, ratio_limit: int, packed: int | None) -> None:
        self.inner, self.at_most, self.ratio_limit, self.packed = inner, at_most, ratio_limit, packed
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            data = self.inner.read(min(len(view), CHUNK))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise RefusedError("its gzip compression is broken or cut off", hint="fetch or pack it again") from error
        view[: len(data)] = data
        self.given += len(data)
        if self.given > self.at_most:
            unpacked = " when unpacked" if self.packed is not None else ""
            raise RefusedError(
                f"larger than {size(self.at_most)}{unpacked}, the most that is read of such a file",
                hint="split it into smaller files",
            )
        if self.packed is not None and self.given > max(RATIO_FROM, self.ratio_limit * self.packed):
            raise RefusedError(
                f"unpacks to more than {self.ratio_limit} times its size, as no news text does",
                hint="unpack it and look at it before you read it",
            )
        return len(data)


@contextlib.contextmanager
def opened(file: File, limits: Limits, *, at_most: int | None = None) -> Iterator[io.BufferedReader]:
    """Open a file for reading bytes, decompressing gzip, which is told by its first bytes.

    `at_most` is the most bytes that may be read of it (by default, `limits.unpacked`). Raises RefusedError, on opening
    or later while reading, for what is too large, broken or not permitted.
    """
    at_most = limits.unpacked if at_most is None else min(at_most, limits.unpacked)
    try:
        with file.absolute.open("rb") as raw:
            packed = raw.seek(0, io.SEEK_END)
            raw.seek(0)
            if packed > limits.file:
                raise RefusedError(
                    f"{size(packed)} large; the most that is read is {size(limits.file)}",
                    hint="split it into smaller files",
                )
            if packed == 0:
                raise RefusedError("empty file", hint="fetch it again, or delete it")
            zipped = raw.read(2) == GZIP
            raw.seek(0)
            if zipped:
                with gzip.GzipFile(fileobj=raw) as inner:
                    bounded = _Bounded(inner, at_most=at_most, ratio_limit=limits.ratio, packed=packed)  # type: ignore[arg-type]
                    yield io.BufferedReader(bounded, CHUNK)
            elif file.absolute.name.lower().endswith(".gz"):
                raise RefusedError("named .gz, but not gzipped", hint="take the .gz off its name")
            else:
                yield io.BufferedReader(_Bounded(raw, at_most=at_most, ratio_limit=0, packed=None), CHUNK)
    except OSError as error:
        raise RefusedError(f"cannot be opened: {error.strerror or error}", hint="check its permissions") from error


def whole(file: File, limits: Limits, *, at_most: int) -> bytes:
    """Return all bytes of a file, decompressed; RefusedError where there are more than `at_most`."""
    with opened(file, limits, at_most=at_most) as stream:
        data = stream.read()
    if not data:
        raise RefusedError("empty file", hint="fetch it again, or delete it")
    return data
