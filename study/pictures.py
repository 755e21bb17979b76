"""Charts as pictures of a report: SVG for a browser, and the same as dots for paper."""

from importlib.resources import as_file, files
from xml.etree import ElementTree

from resvg_py import svg_to_bytes

from trama.reports.report import Picture

_SHARPNESS = 3  # dots a point


def picture(caption: str, svg: str, width: float) -> Picture:
    """Return a chart as a picture of ``width`` points; no font of the machine changes it."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - a chart of ours
    _, _, across, down = map(float, root.attrib["viewBox"].split())
    height = width * down / across
    with as_file(files("trama.reports") / "fonts" / "DejaVuSans.ttf") as path:
        png = svg_to_bytes(
            svg_string=svg,
            width=round(width * _SHARPNESS),
            skip_system_fonts=True,
            font_files=[str(path)],
            font_family="DejaVu Sans",
        )
    return Picture(caption, bytes(png), round(width), round(height), svg)
