/*---
name: shared_means
version: 1
title_es: Medios compartidos entre casos
title_en: Means that cases share
question_es: ¿Qué teléfonos, cuentas, vehículos, establecimientos o empresas aparecen en dos o más casos?
question_en: Which phones, accounts, vehicles, establishments or companies appear in two or more cases?
note_es: No cuenta el caso al que un medio llega solo por personas archivadas o absueltas, salvo que se pida.
note_en: A case to which a means comes only by people archived or acquitted does not count unless asked for.
params:
  kind: {type: string, among: [Phone, Account, Vehicle, Establishment, Organisation], title_es: "Clase (teléfono, cuenta, vehículo, establecimiento, empresa)", title_en: "Kind (Phone, Account, Vehicle, Establishment, Organisation)"}
  min_cases: {type: integer, default: 2, min: 2, max: 1000, title_es: Casos como mínimo, title_en: At least so many cases}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  kind: {type: label, title_es: Clase, title_en: Kind}
  means: {type: string, of: Phone.name, title_es: Medio, title_en: Means}
  cases: {type: count, title_es: Casos, title_en: Cases}
  suspects: {type: people, title_es: Presuntos tratantes que lo usan, title_en: Suspects who use it}
  first: {type: date, of: Case.since, title_es: Primer hecho (día), title_en: First fact (day)}
  last: {type: date, of: Case.until, title_es: Último hecho (día), title_en: Last fact (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos, title_en: The cases}
sensitivity: restricted
indexes: []
views: [network, table]
examples:
  - {params: {kind: Phone}, title_es: Teléfonos, title_en: Phones}
---*/
MATCH (c:Case)-[:INVOLVES]->(m:Phone|Account|Vehicle|Establishment|Organisation)
WHERE ($kind IS NULL OR $kind IN labels(m))
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH m, collect(DISTINCT c) AS found
WHERE size(found) >= $min_cases
OPTIONAL MATCH (m)<-[:USES]-(p:Suspect)-[a:SUSPECT_IN]->(c:Case)
WHERE c IN found
WITH m, found, p, c, c IS NOT NULL AND ($include_excluded OR NOT coalesce(a.excluded, false)) AS counts
WITH m, found, collect(c) AS named,
     collect(CASE WHEN counts THEN c END) AS accused,
     collect(DISTINCT CASE WHEN counts THEN p END) AS people
OPTIONAL MATCH (m)<-[:USED]-(s:Stage)-[:PART_OF]->(c:Case)
WHERE c IN found
WITH m, found, named, accused, people, collect(DISTINCT c) AS staged
WITH m, people, [c IN found WHERE NOT c IN named OR c IN accused OR c IN staged] AS counted
WHERE size(counted) >= $min_cases
UNWIND counted AS c
WITH m, people, c
ORDER BY c.uid
WITH m, people, collect(c.uid) AS case_uids, min(c.since) AS first, max(c.until) AS last
UNWIND CASE size(people) WHEN 0 THEN [null] ELSE people END AS p
WITH DISTINCT m, case_uids, first, last, p
ORDER BY p.pseudonym
WITH m, case_uids, first, last,
     collect(p {.uid, .pseudonym, .name, victim: p:Victim}) AS suspects
RETURN head(labels(m)) AS kind, m.name AS means, size(case_uids) AS cases, suspects, first, last,
       case_uids
ORDER BY cases DESC, kind, means, m.uid
LIMIT $limit
