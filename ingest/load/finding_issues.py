"""The issues of findings: a field of a mention becomes the column and the cell of its file."""

from collections.abc import Iterator, Mapping

from trama.graph.records import Kind
from trama.incoming.findings import KEY, Finding
from trama.ingest.load.files import LoadedSheet
from trama.profiles.specs import MentionSpec, Profile
from trama.values.defects import Issue

# Fields that a profile reads under another name.
_READ_AS = {"document_number": "document", "name_key": "name"}


def issue_of(finding: Finding, profile: Profile, sheet: LoadedSheet) -> Issue:
    """Return the issue of a finding, with its column and the text of the cell.

    Example: the field ``document_number`` of a suspect in RETA's export is the column
    NRO_DOC_TRATANTE, and the value is what that cell holds.
    """
    written = finding.written
    if written is None:
        written = {k: v for m in finding.row.mentions for k, v in m.written().items()}
    column = column_of(profile, finding.kind, finding.field, written)
    value = finding.value or written.get(column, "")
    return Issue(sheet.file, sheet.sheet, finding.row.line, column, finding.defect, value)


def column_of(profile: Profile, kind: Kind | None, field: str, written: Mapping[str, str]) -> str:
    """Return the column of a field: the first that is written, else the first that is declared.

    Return '' if no column of the profile holds the field.
    """
    columns = list(_columns(profile, kind, field))
    return next((name for name in columns if name in written), next(iter(columns), ""))


def _columns(profile: Profile, kind: Kind | None, field: str) -> Iterator[str]:
    if field == KEY:
        for table in profile.tables:
            yield from table.key
        return
    wanted = _READ_AS.get(field, field)
    for table in profile.tables:
        for spec in table.mentions:
            if kind in (None, spec.kind):
                yield from _columns_of(spec, wanted)


def _columns_of(spec: MentionSpec, field: str) -> Iterator[str]:
    for each in spec.fields:
        if each.target == field:
            yield from each.of("number") or each.all_columns()
    if field == "person_code":
        yield from (part.column for part in spec.key if part.column and part.across_cases)
    people = {"victims": spec.victims, "suspects": spec.suspects}.get(field)
    if people is not None and people.column:
        yield people.column
