"""Whatever lies in a picture file, either a clean picture comes out of it or a reason why not."""

import hashlib
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import ExifTags, Image

from data_access.imports import pictures
from data_access.imports.pictures import content, picture
from data_access.imports.problem import Code
from data_access.imports.table import Refused

GPS = {
    ExifTags.GPS.GPSLatitudeRef: "N",
    ExifTags.GPS.GPSLatitude: (42.0, 30.0, 0.0),
    ExifTags.GPS.GPSLongitudeRef: "E",
    ExifTags.GPS.GPSLongitude: (78.0, 20.0, 0.0),
}


def written(image: Image.Image, kind: str = "JPEG", **how) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def scene(width: int = 120, height: int = 80) -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image


def noise(size: tuple[int, int] = (300, 200)) -> Image.Image:
    dots = np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(dots)


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    image.load()
    return image


def reason(found: bytes) -> Code:
    with pytest.raises(Refused) as refused:
        picture(found)
    return refused.value.code


def close_to(pixel, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


def test_nothing_that_a_camera_wrote_beside_a_picture_is_left():
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera of a teacher"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    found = written(scene(), exif=exif, comment=b"a remark", dpi=(300, 300), icc_profile=b"x" * 200)
    assert b"Camera of a teacher" in found
    assert opened(found).getexif().get_ifd(ExifTags.IFD.GPSInfo)

    made = picture(found)

    for jpeg in (made.large, made.small):
        image = opened(jpeg)
        assert not image.getexif()
        assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"Camera of a teacher" not in jpeg
        assert b"a remark" not in jpeg
        assert image.mode == "RGB"


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, "red"), (3, "blue"), (6, "red"), (8, "blue"), (2, "blue")]
)
def test_a_picture_stands_upright_however_the_camera_was_held(orientation, corner):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation

    made = picture(written(scene(), exif=exif))

    is_turned = orientation > 4
    assert (made.width, made.height) == ((80, 120) if is_turned else (120, 80))
    first = opened(made.large).getpixel((10, 10))
    assert close_to(first, (254, 0, 0) if corner == "red" else (0, 0, 254))


@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_every_known_kind_of_picture_becomes_a_jpeg_in_two_sizes(kind):
    made = picture(written(noise((2000, 1000)), kind))

    assert (made.width, made.height, made.small_width, made.small_height) == (1600, 800, 480, 240)
    for jpeg, size in ((made.large, (1600, 800)), (made.small, (480, 240))):
        assert (opened(jpeg).format, opened(jpeg).size) == ("JPEG", size)
    assert made.sha256 == hashlib.sha256(made.large).hexdigest()


def test_a_small_picture_is_not_blown_up():
    made = picture(written(scene(30, 20)))

    assert (made.width, made.small_width) == (30, 30)


def test_the_same_file_is_always_the_same_picture_and_its_notes_do_not_matter():
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = "2026:01:01 10:00:00"
    plain, noted = written(noise(), "PNG"), written(noise(), "PNG", exif=exif)

    assert picture(plain) == picture(plain)
    assert plain != noted
    assert picture(plain).sha256 == picture(noted).sha256
    assert picture(plain).original == hashlib.sha256(plain).hexdigest()


def test_what_is_transparent_becomes_white():
    made = picture(written(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG"))

    assert close_to(opened(made.large).getpixel((5, 5)), (255, 255, 255))


def test_of_a_moving_picture_the_first_frame_stays():
    frames = [scene(), Image.new("RGB", (120, 80), "green")]
    moving = written(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True)

    assert close_to(opened(picture(moving).large).getpixel((10, 10)), (254, 0, 0))


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (b"These are words, saved as room.jpg", Code.PICTURE_WRONG_TYPE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Code.PICTURE_WRONG_TYPE),
        (b"<!doctype html><title>x</title>", Code.PICTURE_WRONG_TYPE),
        (b"PK\x03\x04" + bytes(200), Code.PICTURE_WRONG_TYPE),
        (b"%PDF-1.7\n", Code.PICTURE_WRONG_TYPE),
        (written(scene(), "GIF"), Code.PICTURE_WRONG_TYPE),
        (written(scene(), "TIFF"), Code.PICTURE_WRONG_TYPE),
        (b"\x00\x00\x00\x18ftypheic" + bytes(200), Code.PICTURE_WRONG_TYPE),
        (written(noise())[:-2000], Code.PICTURE_DAMAGED),
        (written(noise(), "PNG")[:-2000], Code.PICTURE_DAMAGED),
        (written(noise(), "WEBP")[:-2000], Code.PICTURE_DAMAGED),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), Code.PICTURE_WRONG_TYPE),
    ],
)
def test_what_is_no_good_picture_is_refused_with_a_reason(found, code):
    assert reason(found) == code


@pytest.mark.parametrize("side", [20_000, 9_000])
def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused(side):
    bomb = written(Image.new("1", (side, side)), "PNG")

    assert len(bomb) < 200_000
    assert reason(bomb) == Code.PICTURE_TOO_MANY_PIXELS


def test_files_that_are_empty_too_large_or_away_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "FILE_BYTES", 100_000)
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "large.jpg").write_bytes(bytes(100_001))
    (tmp_path / "folder.jpg").mkdir()

    def code(name):
        with pytest.raises(Refused) as refused:
            content(tmp_path / name)
        return refused.value.code

    assert code("empty.jpg") == Code.PICTURE_EMPTY
    assert code("large.jpg") == Code.PICTURE_TOO_LARGE
    assert code("folder.jpg") == code("away.jpg") == Code.PICTURE_UNREADABLE


GOOD = [written(scene(16, 12), kind) for kind in pictures.FORMATS]


def is_told(found: bytes) -> bool:
    """Return whether the bytes are a picture or are refused with a reason."""
    try:
        made = picture(found)
    except Refused as refusal:
        return refusal.code in Code
    return opened(made.large).size == (made.width, made.height)


@given(some.binary(max_size=400))
def test_no_bytes_are_too_strange(found):
    assert is_told(found)


@settings(deadline=None)
@given(some.sampled_from(GOOD), some.integers(0, 2000), some.binary(max_size=12))
def test_no_damage_to_a_picture_is_too_strange(good, place, patch):
    place %= len(good)

    assert is_told(good[:place] + patch + good[place + len(patch) :])
    assert is_told(good[:place] + patch)
