"""What is in a picture file, and how is it made safe to show?

A picture is decoded and drawn anew: no byte of the file that came in reaches a reader, and nothing
of what a camera writes beside the picture, such as where it was taken.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from data_access.imports.problem import Code
from data_access.imports.table import MEGABYTE, Refused

FORMATS = ("JPEG", "PNG", "WEBP")
FILE_BYTES = 20 * MEGABYTE
PIXELS = 80_000_000
LARGE, SMALL = 1600, 480
"""Pixels of the longer side, at most."""
QUALITY = 80

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What the camera noted about how it was held -> what puts the picture upright."""


@dataclass(frozen=True)
class Picture:
    """A picture in both sizes, as it will be shown."""

    sha256: str
    """Of the large JPEG."""
    original: str
    """SHA-256 of the file."""
    large: bytes
    small: bytes
    width: int
    height: int
    small_width: int
    small_height: int


def content(path: Path) -> bytes:
    """Return the bytes of a picture file; raise Refused where it is empty, too large or away."""
    try:
        if path.stat().st_size > FILE_BYTES:
            raise Refused(Code.PICTURE_TOO_LARGE, limit=FILE_BYTES // MEGABYTE)
        found = path.read_bytes()
    except OSError as error:
        raise Refused(Code.PICTURE_UNREADABLE) from error
    if not found:
        raise Refused(Code.PICTURE_EMPTY)
    return found


def picture(found: bytes) -> Picture:
    """Return the picture in the bytes of a file, always the same for the same bytes.

    Raises Refused, whatever the bytes are.
    """
    with warnings.catch_warnings():
        # Decoders grumble about odd notes of cameras, which are left out anyway.
        warnings.simplefilter("ignore")
        _examine(found)
        upright = _upright(found)
    large, small = _fitted(upright, LARGE), _fitted(upright, SMALL)
    jpeg = _jpeg(large)
    return Picture(
        hashlib.sha256(jpeg).hexdigest(),
        hashlib.sha256(found).hexdigest(),
        jpeg,
        _jpeg(small),
        *large.size,
        *small.size,
    )


def _examine(found: bytes) -> None:
    """Raise Refused for what is no picture of a known kind, has too many pixels, or is damaged."""
    try:
        with Image.open(io.BytesIO(found), formats=FORMATS) as image:
            if image.width * image.height > PIXELS:
                raise Refused(Code.PICTURE_TOO_MANY_PIXELS, limit=PIXELS // 1_000_000)
            image.verify()
    except Image.UnidentifiedImageError as error:
        raise Refused(Code.PICTURE_WRONG_TYPE) from error
    except Image.DecompressionBombError as error:
        raise Refused(Code.PICTURE_TOO_MANY_PIXELS, limit=PIXELS // 1_000_000) from error
    except Refused:
        raise
    except Exception as error:  # decoders raise whatever they stumble over
        raise Refused(Code.PICTURE_DAMAGED) from error


def _upright(found: bytes) -> Image.Image:
    """Return the first frame in red, green and blue, on white and the right way up."""
    try:
        with Image.open(io.BytesIO(found), formats=FORMATS) as image:
            turn = _turn(image)
            image.thumbnail((LARGE, LARGE))  # decodes a large JPEG no larger than needed
            drawn = _on_white(image)
    except Exception as error:  # as above; here for files that end too early
        raise Refused(Code.PICTURE_DAMAGED) from error
    return drawn.transpose(turn) if turn is not None else drawn


def _turn(image: Image.Image) -> Image.Transpose | None:
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # notes that cannot be read say nothing; the picture may be good
        return None


def _on_white(image: Image.Image) -> Image.Image:
    """Return a new picture with the same pixels and nothing else; transparent ones are white."""
    drawn = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        drawn.paste(seen, mask=seen.getchannel("A"))
    else:
        drawn.paste(image.convert("RGB"))
    return drawn


def _fitted(image: Image.Image, longest: int) -> Image.Image:
    fitted = image.copy()
    fitted.thumbnail((longest, longest))
    return fitted


def _jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
