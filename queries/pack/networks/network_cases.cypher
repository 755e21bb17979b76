/*---
name: network_cases
version: 1
title_es: Casos de una red
title_en: Cases of a network
question_es: ¿En qué casos están juntas personas de esta red, cuándo, dónde y quiénes?
question_en: In which cases do people of this network stand together, when, where and who?
note_es: >-
  Cuentan los casos en que están dos o más personas de la red que guardó «trama networks find --write», sin
  acusaciones archivadas o absueltas. Casos que pueden ser uno mismo, escrito dos veces, están los dos: lea sus
  fechas y números.
note_en: >-
  Cases count in which two or more people of the network stand that `trama networks find --write` stored,
  without accusations archived or acquitted. Cases that may be one, filed twice, are both here: read their
  dates and numbers.
params:
  network: {type: network, required: true, title_es: "Red (N-1)", title_en: "Network (N-1)"}
  limit: {type: integer, default: 200, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  case: {type: case, of: Case.uid, title_es: Caso, title_en: Case}
  first: {type: date, of: Case.since, title_es: Desde (día), title_en: From (day)}
  last: {type: date, of: Case.until, title_es: Hasta (día), title_en: Until (day)}
  place: {type: place, of: Location.uid, title_es: Lugar del hecho, title_en: Place of the fact}
  registries: {type: codes, of: registry, title_es: Registros, title_en: Registries}
  people: {type: people, title_es: Personas de la red, title_en: People of the network}
  suspects: {type: count, title_es: Presuntos tratantes del caso, title_en: Suspects of the case}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
sensitivity: restricted
starts_from: [network]
needs: [networks]
indexes: [Network.uid]
views: [timeline, table]
examples:
  - {params: {network: N-1}, title_es: De la red N-1, title_en: Of network N-1}
---*/
MATCH (n:Network {uid: $network})<-[:MEMBER_OF]-(p:Suspect)-[a:SUSPECT_IN]->(c:Case)
WHERE NOT coalesce(a.excluded, false)
WITH n, c, count(DISTINCT p) AS together
WHERE together > 1
WITH n, c
ORDER BY coalesce(c.since, '9999'), c.uid
LIMIT $limit
RETURN c.uid AS case, c.since AS first, c.until AS last,
       head(COLLECT { MATCH (c)-[:AT]->(l:Location) RETURN l.uid ORDER BY l.uid }) AS place,
       c.registries AS registries,
       COLLECT {
         MATCH (n)<-[:MEMBER_OF]-(p:Suspect)-[a:SUSPECT_IN]->(c)
         WHERE NOT coalesce(a.excluded, false)
         WITH DISTINCT p
         ORDER BY p.pseudonym
         RETURN p {.uid, .pseudonym, .name, victim: p:Victim}
       } AS people,
       COUNT { MATCH (c)<-[a:SUSPECT_IN]-(:Suspect) WHERE NOT coalesce(a.excluded, false) } AS suspects,
       COUNT { MATCH (c)<-[:VICTIM_IN]-(:Victim) } AS victims
ORDER BY coalesce(first, '9999'), case
LIMIT $limit
