"""Pictures made for the tests, among them what a telephone would send."""

import io

from PIL import Image, ImageDraw

ORIENTATION = 0x0112
GPS = 0x8825


def sideways_photograph(path, width=1200, height=1600):
    """A portrait as a telephone stores it: lying on its side, with a note to turn it, and where it was taken."""
    picture = Image.new("RGB", (width, height), "#7a9e7e")
    draw = ImageDraw.Draw(picture)
    draw.rectangle([0, 0, width, height // 3], fill="#c8d7e5")
    draw.ellipse([width // 3, height // 6, width * 2 // 3, height // 6 + width // 3], fill="#d9480f")
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (31.0, 12.0, 0.0)
    picture.rotate(90, expand=True).save(path, quality=90, exif=exif)
    return path


def metadata(data):
    """The EXIF of a picture's bytes."""
    return dict(Image.open(io.BytesIO(data)).getexif())
