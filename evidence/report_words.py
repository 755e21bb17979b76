"""The sentences of a report, in both languages: what its reader must know before anything else."""

from collections.abc import Mapping

from trama.core.errors import Language

Words = Mapping[str, str]

WORDS: Mapping[Language, Words] = {
    "es": {
        "kind": "Informe de evidencia",
        "contents": "Contenido",
        "mark": "DATOS SINTÉTICOS (SINTETICO)",
        "synthetic": "El grafo contiene casos inventados (SINTETICO) para pruebas. Nada de este "
        "informe describe a personas o hechos reales mientras no se compruebe lo contrario.",
        "id": "Paquete",
        "by": "Preparado por",
        "role": "rol {role}",
        "analyst": "analista (analyst)",
        "supervisor": "supervisión (supervisor)",
        "investigator": "investigación (investigator)",
        "at": "Fecha y hora (UTC)",
        "workspace": "Espacio de trabajo",
        "trama": "Versión de Trama",
        "state": "Estado del grafo",
        "key": "Huella de la clave de firma",
        "holds": "Contiene",
        "held": "{nodes} nodos, {edges} relaciones, {questions} consultas, {pictures} imágenes",
        "moved": "Una carga o un juicio cambió el grafo mientras se armaba este informe: las "
        "respuestas pueden ser de antes o de después. Prepárelo de nuevo.",
        "first": "Léase antes",
        "innocent": "Presunción de inocencia. Quien figura como presunto tratante se considera "
        "inocente mientras no se declare judicialmente su responsabilidad (Constitución, artículo "
        "2, inciso 24, literal e). Aparecer junto a otra persona, un teléfono o un lugar no prueba "
        "un delito.",
        "doubt": "Vínculos dudosos. Una relación dudosa descansa en una coincidencia entre "
        "registros que nadie ha juzgado, o en datos que se contradicen: es una pista por "
        "verificar, no un hecho. De las {edges} relaciones del lienzo, {doubtful} son dudosas y lo "
        "dicen en su fila.",
        "sees": "Qué contiene. Solo lo que ve el rol {role}: cada consulta se hizo otra vez con "
        "ese rol al preparar el informe. Lo que ese rol no ve no está en ningún archivo. Donde no "
        "puede ver quién es una persona, figura su seudónimo (X-…).",
        "pictures_are": "Las imágenes las tomó el navegador de quien preparó el informe: Trama no "
        "puede volver a hacerlas ni comprobar qué muestran.",
        "free": "El título, las notas y los nombres de los grupos son palabras de quien investiga.",
        "unshown": "Qué no se muestra",
        "all": "Nada se dejó fuera.",
        "hidden": "{n} nodos del lienzo estaban ocultos y no se incluyen, ni sus relaciones.",
        "gone": "{n} claves del lienzo ya no traen nada: el dato cambió o el rol no lo ve.",
        "withheld": "{n} notas o grupos los escribió un rol que ve más, y no se muestran a este.",
        "notes_of_gone": "{n} notas son de nodos o relaciones que no se incluyen.",
        "not_asked_n": "{n} consultas no se pudieron repetir; más abajo se dice por qué.",
        "truncated": "La respuesta {number} tiene más filas que las {rows} que se incluyen.",
        "filter": "En el lienzo había un filtro ({filter}). Los cuadros no lo aplican.",
        "types_off": "tipos ocultos: {items}",
        "relations_off": "relaciones ocultas: {items}",
        "registries_off": "registros ocultos: {items}",
        "places": "lugares: {items}",
        "since": "desde {items}",
        "until": "hasta {items}",
        "doubtful_off": "sin lo dudoso",
        "text": "texto «{items}»",
        "pictures": "Imágenes",
        "picture": "Imagen {number}",
        "canvas": "El lienzo",
        "nodes": "Nodos",
        "edges": "Relaciones",
        "notes": "Notas",
        "groups": "Grupos",
        "empty": "El lienzo estaba vacío.",
        "node": "Nodo",
        "type": "Tipo",
        "roles": "Figura como",
        "node_key": "Clave",
        "from": "De",
        "relation": "Relación",
        "to": "A",
        "when": "Fecha",
        "who_says": "Quién lo dice",
        "doubtful": "Dudosa",
        "yes": "sí",
        "more_items": "Se muestran {shown} de {all}. Todos están en items.json.",
        "questions": "Consultas",
        "question": "Pregunta",
        "query": "Consulta",
        "understood": "Se entendió",
        "searched": "Se buscó",
        "found": "Filas",
        "cut": "{rows}; hay más",
        "receipt": "Recibo",
        "of_receipt": "{digest} · texto {text} · parámetros {parameters} · rol {role} · {at}",
        "no_rows": "La respuesta no tiene filas.",
        "same": "En todas las filas",
        "more_rows": "Se muestran {shown} de {all} filas. Todas están en {file}.",
        "more_rows_alone": "Se muestran {shown} de {all} filas. El paquete las trae todas.",
        "no_questions": "No se hizo ninguna consulta.",
        "not_asked": "Consultas que no se pudieron repetir",
        "why": "Por qué",
        "changed": "Cambió desde que se preguntó",
        "verify": "Cómo comprobar este paquete",
        "verify_trama": "Con Trama, sin conexión: trama evidence verify ARCHIVO.zip --key "
        "CLAVE.pub, donde CLAVE.pub es la clave pública que entregó la oficina que firma (trama "
        "evidence key). Dice si cada byte es el que se firmó y, si no, dónde cambió.",
        "verify_hand": "A mano, con el paquete descomprimido: sha256sum -c SHA256SUMS; openssl "
        "pkeyutl -verify -pubin -inkey key.pub -rawin -in manifest.json -sigfile manifest.sig. Los "
        "archivos también están, con su SHA-256, en manifest.json, que es lo que se firma.",
        "verify_key": "La clave que viene en el paquete no prueba de quién es. Compare su huella "
        "con la que publica la oficina: {key}",
        "page": "Página {page} de {pages}",
    },
    "en": {
        "kind": "Evidence report",
        "contents": "Contents",
        "mark": "SYNTHETIC DATA (SINTETICO)",
        "synthetic": "The graph holds invented cases (SINTETICO) for trials. Nothing in this "
        "report describes real people or facts unless that is established.",
        "id": "Pack",
        "by": "Prepared by",
        "role": "role {role}",
        "analyst": "analyst",
        "supervisor": "supervisor",
        "investigator": "investigator",
        "at": "Date and time (UTC)",
        "workspace": "Workspace",
        "trama": "Version of Trama",
        "state": "State of the graph",
        "key": "Fingerprint of the signing key",
        "holds": "Holds",
        "held": "{nodes} nodes, {edges} relationships, {questions} queries, {pictures} pictures",
        "moved": "A load or a judgement changed the graph while this report was made: answers may "
        "be from before or after. Prepare it again.",
        "first": "Read first",
        "innocent": "Presumption of innocence. Whoever is named as a suspect is held innocent "
        "until a court has declared their responsibility (Constitution of Peru, article 2, "
        "paragraph 24, letter e). To appear beside another person, a telephone or a place proves "
        "no crime.",
        "doubt": "Doubtful links. A doubtful relationship rests on a match between records that "
        "nobody has judged, or on data that contradict one another: it is a lead to verify, not a "
        "fact. Of the {edges} relationships on the canvas {doubtful} are doubtful, and say so in "
        "their row.",
        "sees": "What it holds. Only what the role {role} sees: each query was asked again by that "
        "role when the report was made. What that role does not see is in no file. Where it may "
        "not see who a person is, their pseudonym (X-…) stands.",
        "pictures_are": "The pictures were taken by the browser of whoever prepared the report: "
        "Trama can neither make them again nor check what they show.",
        "free": "The title, the notes and the names of groups are words of whoever investigates.",
        "unshown": "What is not shown",
        "all": "Nothing was left out.",
        "hidden": "{n} nodes of the canvas were hidden and are not included, nor what joins them.",
        "gone": "{n} keys of the canvas bring nothing any longer: data changed, or the role does "
        "not see it.",
        "withheld": "{n} notes or groups were written by a role that sees more, and are withheld.",
        "notes_of_gone": "{n} notes are of nodes or relationships that are not included.",
        "not_asked_n": "{n} queries could not be asked again; below it is said why.",
        "truncated": "Answer {number} has more rows than the {rows} that are included.",
        "filter": "The canvas had a filter ({filter}). The tables do not apply it.",
        "types_off": "types hidden: {items}",
        "relations_off": "relationships hidden: {items}",
        "registries_off": "registries hidden: {items}",
        "places": "places: {items}",
        "since": "since {items}",
        "until": "until {items}",
        "doubtful_off": "without what is doubtful",
        "text": "text “{items}”",
        "pictures": "Pictures",
        "picture": "Picture {number}",
        "canvas": "The canvas",
        "nodes": "Nodes",
        "edges": "Relationships",
        "notes": "Notes",
        "groups": "Groups",
        "empty": "The canvas was empty.",
        "node": "Node",
        "type": "Type",
        "roles": "Stands as",
        "node_key": "Key",
        "from": "From",
        "relation": "Relationship",
        "to": "To",
        "when": "Date",
        "who_says": "Who says so",
        "doubtful": "Doubtful",
        "yes": "yes",
        "more_items": "{shown} of {all} are shown. All are in items.json.",
        "questions": "Queries",
        "question": "Question",
        "query": "Query",
        "understood": "Understood",
        "searched": "Searched",
        "found": "Rows",
        "cut": "{rows}; there are more",
        "receipt": "Receipt",
        "of_receipt": "{digest} · text {text} · parameters {parameters} · role {role} · {at}",
        "no_rows": "The answer has no rows.",
        "same": "In every row",
        "more_rows": "{shown} of {all} rows are shown. All are in {file}.",
        "more_rows_alone": "{shown} of {all} rows are shown. The pack holds all.",
        "no_questions": "No query was asked.",
        "not_asked": "Queries that could not be asked again",
        "why": "Why",
        "changed": "Changed since it was asked",
        "verify": "How to check this pack",
        "verify_trama": "With Trama, offline: trama evidence verify FILE.zip --key KEY.pub, where "
        "KEY.pub is the public key that the signing office handed over (trama evidence key). It "
        "says whether each byte is as it was signed and, if not, where it changed.",
        "verify_hand": "By hand, with the pack unzipped: sha256sum -c SHA256SUMS; openssl pkeyutl "
        "-verify -pubin -inkey key.pub -rawin -in manifest.json -sigfile manifest.sig. The files "
        "stand with their SHA-256 in manifest.json too, which is what is signed.",
        "verify_key": "The key in the pack does not prove whose it is. Compare its fingerprint "
        "with that which the office publishes: {key}",
        "page": "Page {page} of {pages}",
    },
}
