"""The source layer: the rows of each registry's files, as written.

    (:Record)-[:FROM {sheet, line}]->(:SourceFile), (:Record)-[:SAID_BEFORE]->(:Revision)

A record is the mention of one case, victim, suspect or stage in a row. If a later export corrects
it, the record gets the new content, and a Revision keeps the old content. Nothing is lost.
"""

from dataclasses import dataclass
from typing import Annotated

from trama.ontology.declare import identity, node, public, relationship, restricted

Text = str | None


@node("SourceFile", "Archivo de origen", "Source file")
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file that was loaded; ``uid`` is the SHA-256 of its bytes.

    ``names`` are all names that it was loaded under. ``reaches`` is the last period of a file of
    statistics. ``date_orders`` are the orders of dates that its columns and earlier files show. The
    others belong to a file whose cases have no key but their line: ``line_scope`` begins the keys
    of its cases, ``rows_digest`` is that of all rows, ``rows_sample`` has some 64.
    """

    uid: Annotated[str, public("SHA-256 del archivo", "SHA-256 of the file", unique=True)]
    name: Annotated[str, restricted("Nombre del archivo", "File name")]
    registry: Annotated[str, public("Registro", "Registry", codes="registry")]
    profile: Annotated[str, public("Perfil", "Profile")]
    loaded_at: Annotated[str, public("Cargado el", "Loaded at", volatile=True)]
    names: Annotated[tuple[str, ...], restricted("Nombres", "Names", volatile=True)] = ()
    reaches: Annotated[Text, public("Último período", "Last period")] = None
    date_orders: Annotated[
        tuple[str, ...], restricted("Orden de las fechas", "Order of its dates", volatile=True)
    ] = ()
    line_scope: Annotated[Text, restricted("Alcance de las líneas", "Scope of its lines")] = None
    rows_digest: Annotated[Text, restricted("Huella de las filas", "Digest of the rows")] = None
    rows_sample: Annotated[tuple[str, ...], restricted("Muestra de filas", "Sample of rows")] = ()


@node("Record", "Registro fuente", "Source record")
@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The mention of one case, victim, suspect or stage in a row of a registry's file.

    ``entity_key`` distinguishes the people of one kind within a case and registry (SISTRA's
    cod_agraviado). ``content`` is the digest of the mention. ``earlier`` has the digests before
    each correction: what the record said once, and perhaps says again. ``row`` is the line of a
    stage, and ``row_of`` a digest of its file and sheet: rows of one sheet have an order.

    The classes below add ``unknown``: the fields that the row itself marks as missing, each with a
    code of the list unknown_reason (``education:NO_PRECISA``).
    """

    uid: Annotated[str, restricted("Identificador", "Identifier", unique=True)]
    registry: Annotated[str, public("Registro", "Registry", codes="registry")]
    kind: Annotated[str, public("Clase de registro", "Kind of record")]
    case_key: Annotated[
        str, restricted("Clave del caso en su registro", "Key of the case there", indexed=True)
    ]
    entity_key: Annotated[str, identity("Clave dentro del caso", "Key within the case")] = ""
    content: Annotated[str, identity("Huella del contenido", "Digest of the content")] = ""
    earlier: Annotated[tuple[str, ...], identity("Huellas anteriores", "Earlier digests")] = ()
    originals: Annotated[str, identity("Celdas originales (JSON)", "Original cells (JSON)")] = "{}"
    row: Annotated[int | None, restricted("Línea", "Line", volatile=True)] = None
    row_of: Annotated[Text, restricted("Huella de hoja", "Digest of sheet", volatile=True)] = None


@node("Record", "Registro de un caso", "Record of a case")
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord(Record):
    """The mention of a case: a RETA registration or a SISTRA carpeta fiscal."""

    case_number: Annotated[Text, restricted("Número del caso", "Case number", indexed=True)] = None
    police_report: Annotated[
        Text,
        restricted("Registro RETA que nombra", "RETA registration it names", indexed=True),
    ] = None
    registered_on: Annotated[Text, restricted("Fecha de registro", "Registered on")] = None
    fact_date: Annotated[Text, restricted("Fecha del hecho", "Date of the fact")] = None
    place: Annotated[Text, restricted("Lugar del hecho", "Place of the fact", place=True)] = None
    place_text: Annotated[Text, restricted("Lugar escrito", "Place as written")] = None
    place_confidence: Annotated[float | None, restricted("Confianza", "Confidence")] = None
    agency: Annotated[Text, public("Dependencia", "Agency")] = None
    fiscal_district: Annotated[Text, public("Distrito fiscal", "Fiscal district")] = None
    entry_form: Annotated[Text, public("Tipo de ingreso", "Entry form", codes="entry_form")] = None
    offence: Annotated[Text, public("Tipo de delito", "Offence as written")] = None
    provision: Annotated[Text, public("Artículo", "Provision", codes="provision")] = None
    aggravating: Annotated[
        tuple[str, ...], public("Agravantes", "Aggravating", codes="aggravating")
    ] = ()
    procedural_stage: Annotated[
        Text, public("Etapa procesal", "Procedural stage", codes="procedural_stage")
    ] = None
    procedural_status: Annotated[
        Text, public("Estado procesal", "Procedural status", codes="procedural_status")
    ] = None
    status_date: Annotated[Text, restricted("Fecha del estado", "Status date")] = None
    destination: Annotated[Text, public("Destino", "Destination", codes="destination")] = None
    complainant: Annotated[Text, public("Denunciante", "Complainant", codes="complainant")] = None
    unknown: Annotated[tuple[str, ...], restricted("Por qué falta", "Why it is missing")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord(Record):
    """The properties that records of victims and suspects share.

    ``kept`` names the fields that an earlier export gave and the latest does not know.
    """

    name: Annotated[Text, identity("Apellidos y nombres", "Full name")] = None
    paternal_surname: Annotated[Text, identity("Apellido paterno", "First surname")] = None
    maternal_surname: Annotated[Text, identity("Apellido materno", "Second surname")] = None
    given_names: Annotated[Text, identity("Nombres", "Given names")] = None
    name_key: Annotated[Text, identity("Nombre plegado", "Folded name")] = None
    document_type: Annotated[
        Text, identity("Tipo de documento", "Document type", codes="document_type")
    ] = None
    document_number: Annotated[Text, identity("Número de documento", "Document number")] = None
    document_key: Annotated[Text, identity("Documento válido", "Valid document", indexed=True)] = (
        None
    )
    person_code: Annotated[
        Text,
        identity(
            "Código de la persona en su registro", "Registry's code of the person", indexed=True
        ),
    ] = None
    sex: Annotated[Text, restricted("Sexo", "Sex", codes="sex")] = None
    age: Annotated[float | None, restricted("Edad al hecho (años)", "Age at the fact (y)")] = None
    nationality: Annotated[Text, restricted("Nacionalidad", "Nationality", place=True)] = None
    nickname: Annotated[Text, identity("Alias", "Nickname")] = None
    label: Annotated[
        Text, identity("Rótulo de quien no tiene nombre", "Label of an unnamed person")
    ] = None
    unknown: Annotated[tuple[str, ...], restricted("Por qué falta", "Why it is missing")] = ()
    kept: Annotated[tuple[str, ...], restricted("Campos de antes", "Fields from before")] = ()


@node("Record", "Registro de una víctima", "Record of a victim")
@dataclass(frozen=True, slots=True, kw_only=True)
class VictimRecord(PersonRecord):
    """The mention of a victim of a case."""

    initials: Annotated[Text, identity("Iniciales", "Initials")] = None
    birth_date: Annotated[Text, identity("Fecha de nacimiento", "Birth date", indexed=True)] = None
    birthplace: Annotated[Text, restricted("Lugar de nacimiento", "Birthplace", place=True)] = None
    birthplace_confidence: Annotated[float | None, restricted("Confianza", "Confidence")] = None
    residence: Annotated[Text, restricted("Domicilio (lugar)", "Residence", place=True)] = None
    residence_confidence: Annotated[float | None, restricted("Confianza", "Confidence")] = None
    address: Annotated[Text, identity("Dirección", "Street address")] = None
    education: Annotated[Text, restricted("Instrucción", "Education", codes="education")] = None
    marital_status: Annotated[
        Text, restricted("Estado civil", "Marital status", codes="marital_status")
    ] = None
    occupation: Annotated[Text, restricted("Ocupación", "Occupation")] = None
    vulnerability: Annotated[
        tuple[str, ...],
        restricted("Factores de vulnerabilidad", "Vulnerability", codes="vulnerability"),
    ] = ()
    bond: Annotated[Text, restricted("Vínculo", "Bond", codes="bond")] = None
    identity_reserved: Annotated[
        bool | None, restricted("Reserva de identidad", "Identity reserved")
    ] = None
    recruitment: Annotated[Text, public("Captación", "Recruitment", codes="recruitment")] = None
    means: Annotated[tuple[str, ...], public("Medios", "Means", codes="means")] = ()
    purposes: Annotated[tuple[str, ...], public("Finalidades", "Purposes", codes="purpose")] = ()
    scope: Annotated[Text, public("Trata interna o externa", "Scope", codes="scope")] = None


@node("Record", "Registro de un imputado", "Record of a suspect")
@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectRecord(PersonRecord):
    """The mention of a suspect in a case; presumed innocent."""

    role: Annotated[Text, restricted("Rol", "Role", codes="role")] = None
    situation: Annotated[Text, restricted("Situación", "Situation", codes="situation")] = None
    phones: Annotated[tuple[str, ...], restricted("Teléfonos", "Phones")] = ()
    accounts: Annotated[tuple[str, ...], restricted("Cuentas", "Accounts")] = ()
    plates: Annotated[tuple[str, ...], restricted("Placas", "Plates")] = ()
    transport_companies: Annotated[
        tuple[str, ...], restricted("Empresas de transporte", "Transport companies")
    ] = ()


@node("Record", "Registro de una etapa", "Record of a stage")
@dataclass(frozen=True, slots=True, kw_only=True)
class StageRecord(Record):
    """The mention of one stage: its phase, date and place, and the people in it.

    ``victims`` and ``suspects`` contain entity keys of the same case and registry.
    """

    phase: Annotated[str, public("Fase", "Phase", codes="phase")]
    victims: Annotated[tuple[str, ...], identity("Víctimas (claves)", "Victims (keys)")] = ()
    suspects: Annotated[tuple[str, ...], identity("Imputados (claves)", "Suspects (keys)")] = ()
    date: Annotated[Text, restricted("Fecha", "Date")] = None
    time: Annotated[Text, restricted("Hora", "Time of day")] = None
    place: Annotated[Text, restricted("Lugar", "Place", place=True)] = None
    place_text: Annotated[Text, identity("Lugar escrito", "Place as written")] = None
    place_confidence: Annotated[float | None, restricted("Confianza", "Confidence")] = None
    venue: Annotated[Text, public("Clase de lugar", "Kind of place", codes="venue")] = None
    establishment: Annotated[Text, restricted("Establecimiento", "Establishment")] = None
    transport: Annotated[Text, public("Medio de transporte", "Transport", codes="transport")] = None
    transport_company: Annotated[Text, restricted("Empresa de transporte", "Transport company")] = (
        None
    )
    plates: Annotated[tuple[str, ...], restricted("Placas", "Plates")] = ()
    recruitment: Annotated[Text, public("Captación", "Recruitment", codes="recruitment")] = None
    means: Annotated[tuple[str, ...], public("Medios", "Means", codes="means")] = ()
    purposes: Annotated[tuple[str, ...], public("Finalidades", "Purposes", codes="purpose")] = ()
    unknown: Annotated[tuple[str, ...], restricted("Por qué falta", "Why it is missing")] = ()


@node("Revision", "Lo que decía antes", "What it said before")
@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The content of a record or an observation before a later export corrected it."""

    uid: Annotated[str, restricted("Identificador", "Identifier", unique=True)]
    content: Annotated[str, identity("Huella del contenido", "Digest of the content")]
    values: Annotated[str, identity("Lo dicho (JSON)", "What was said (JSON)")]


@relationship("FROM", ("Record|Observation", "SourceFile"), "tomado de", "from")
@dataclass(frozen=True, slots=True, kw_only=True)
class From:
    """From a record or an observation to its file, with its sheet and line there."""

    sheet: Annotated[str, restricted("Hoja", "Sheet")]
    line: Annotated[int, restricted("Línea", "Line")]


@relationship("SAID_BEFORE", ("Record|Observation", "Revision"), "decía antes", "said before")
@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBefore:
    """From a record or an observation to its content before a correction."""
