"""The reference pages of the defects in files, and of the shipped profiles."""

from collections.abc import Mapping

from trama.ingest.profile.profiles import load_profile, profile_names
from trama.values.defects import explanations

NOTICE = "<!-- Generated from the declarations. Do not edit: trama docs -->\n\n"


def reference_pages() -> Mapping[str, str]:
    """Return the text of ``docs/defects.md`` and ``docs/profiles.md`` by their paths."""
    return {"docs/defects.md": _defects(), "docs/profiles.md": _profiles()}


def _defects() -> str:
    lines = [
        "# Observaciones de una carga / Defects of a load\n",
        "Lo que sale en el CSV de `--issues`. *What the CSV of `--issues` says.*\n",
        "| código | español | English |",
        "|---|---|---|",
    ]
    lines += [f"| `{code}` | {words.es} | {words.en} |" for code, words in explanations().items()]
    return NOTICE + "\n".join(lines) + "\n"


def _profiles() -> str:
    lines = ["# Perfiles / Profiles\n"]
    for name in profile_names():
        profile = load_profile(name)
        lines.append(f"## `{name}`\n\n{profile.es}. *{profile.en}.*\n")
        for table in profile.tables:
            columns = ", ".join(f"`{column.name}`" for column in table.columns)
            lines.append(f"- **{table.name}**: {columns}")
        lines.append("")
    return NOTICE + "\n".join(lines).rstrip() + "\n"
