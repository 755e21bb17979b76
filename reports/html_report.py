"""A report as one HTML file: it opens offline, runs nothing and asks for nothing."""

import base64
from functools import cache
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from trama.core.html_templates import source_hash, templates_of
from trama.reports.report import Facts, Paragraph, Picture, Report, Table


def html_of(report: Report) -> bytes:
    """Return the report as HTML. Every text of it is escaped, and no script can run."""
    style = (files("trama.reports") / "static" / "report.css").read_text(encoding="utf-8")
    html = (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            # A file of ours and no data: the template does not escape it.
            style=Markup(style),  # noqa: S704 - see the line above
            policy=_policy(style),
        )
    )
    return html.encode()


@cache
def _environment() -> Environment:
    environment = templates_of("trama.reports")
    environment.tests |= {
        "paragraph": lambda block: isinstance(block, Paragraph),
        "told_facts": lambda block: isinstance(block, Facts),
        "table": lambda block: isinstance(block, Table),
    }
    environment.filters["data_address"] = _data_address
    return environment


def _data_address(picture: Picture) -> str:
    """Return a picture as the address of its own bytes; within it no script runs."""
    kind, held = ("svg+xml", picture.svg.encode()) if picture.svg else ("png", picture.png)
    return f"data:image/{kind};base64,{base64.b64encode(held).decode()}"


def _policy(style: str) -> str:
    return (
        f"default-src 'none'; style-src {source_hash(style)}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
