"""The reference pages of the defects in files, and of the shipped profiles."""

from trama.manual.markdown import notice
from trama.profiles.library import load_profile, profile_names
from trama.values.defects import explanations


def defects_page() -> str:
    """Return the page of defects."""
    lines = [
        "# Observaciones de una carga / Defects of a load\n",
        "Lo que sale en el CSV de `--issues`. *What the CSV of `--issues` says.*\n",
        "| código | español | English |",
        "|---|---|---|",
    ]
    lines += [f"| `{code}` | {words.es} | {words.en} |" for code, words in explanations().items()]
    return notice("the codes of defects") + "\n" + "\n".join(lines) + "\n"


def profiles_page() -> str:
    """Return the page of the shipped profiles."""
    lines = ["# Perfiles / Profiles\n"]
    for name in profile_names():
        profile = load_profile(name)
        lines.append(f"## `{name}`\n\n{profile.es}. *{profile.en}.*\n")
        for table in profile.tables:
            columns = ", ".join(f"`{column.name}`" for column in table.columns)
            lines.append(f"- **{table.name}**: {columns}")
        lines.append("")
    return notice("the shipped profiles") + "\n" + "\n".join(lines).rstrip() + "\n"
