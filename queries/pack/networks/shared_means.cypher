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
  kind:
    type: string
    among: [Phone, Account, Vehicle, Establishment, Organisation]
    title_es: Clase
    title_en: Kind
    words:
      Phone: {title_es: Teléfono, title_en: Phone}
      Account: {title_es: Cuenta, title_en: Account}
      Vehicle: {title_es: Vehículo, title_en: Vehicle}
      Establishment: {title_es: Establecimiento, title_en: Establishment}
      Organisation: {title_es: Empresa, title_en: Company}
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
indexes: [Phone.uid, Account.uid, Vehicle.uid, Establishment.uid, Organisation.uid]
views: [network, table]
examples:
  - {params: {kind: Phone}, title_es: Teléfonos, title_en: Phones}
---*/
// What is in fewer cases has no tally, or a smaller one: most means are never looked at. Of the five
// only the one of the label finds anything: an index answers each.
MATCH (t:Recurrence)
WHERE t.recurs <> 'Suspect' AND ($kind IS NULL OR t.recurs = $kind) AND t.cases >= $min_cases
OPTIONAL MATCH (phone:Phone {uid: t.key})
OPTIONAL MATCH (account:Account {uid: t.key})
OPTIONAL MATCH (vehicle:Vehicle {uid: t.key})
OPTIONAL MATCH (establishment:Establishment {uid: t.key})
OPTIONAL MATCH (organisation:Organisation {uid: t.key})
WITH coalesce(phone, account, vehicle, establishment, organisation) AS m
MATCH (m)<-[:INVOLVES]-(c:Case)
WHERE ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH DISTINCT m, c
OPTIONAL MATCH (c)<-[a:SUSPECT_IN]-(p:Suspect)-[:USES]->(m)
WITH m, c, count(p) AS named,
     count(CASE WHEN $include_excluded OR NOT coalesce(a.excluded, false) THEN p END) AS accused
OPTIONAL MATCH (c)<-[:PART_OF]-(s:Stage)-[:USED]->(m)
WITH m, c, named, accused, count(s) AS staged
WHERE named = 0 OR accused > 0 OR staged > 0
WITH m, count(c) AS cases, min(c.since) AS first, max(c.until) AS last, min(c.uid) AS a_case
WHERE cases >= $min_cases
WITH m, head(labels(m)) AS kind, cases, first, last, a_case
// Not by name: the place of a hidden telephone between two shown ones would tell its digits.
ORDER BY cases DESC, kind, a_case, m.uid
LIMIT $limit
// No list of people or cases went through a sort or a group until here: the embedded engine's memory
// for a query ended at 5,000 cases. What is left are the rows of the answer.
RETURN kind, m.name AS means, cases,
       COLLECT {
         MATCH (m)<-[:USES]-(p:Suspect)
         WHERE EXISTS {
           MATCH (p)-[a:SUSPECT_IN]->(c:Case)-[:INVOLVES]->(m)
           WHERE ($include_excluded OR NOT coalesce(a.excluded, false))
             AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
         }
         WITH DISTINCT p
         ORDER BY p.pseudonym
         RETURN p {.uid, .pseudonym, .name, victim: p:Victim}
       } AS suspects,
       first, last,
       COLLECT {
         MATCH (m)<-[:INVOLVES]-(c:Case)
         WHERE ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
           AND (EXISTS {
                  MATCH (c)<-[a:SUSPECT_IN]-(:Suspect)-[:USES]->(m)
                  WHERE $include_excluded OR NOT coalesce(a.excluded, false)
                }
                OR EXISTS { MATCH (c)<-[:PART_OF]-(:Stage)-[:USED]->(m) }
                OR NOT EXISTS { MATCH (c)<-[:SUSPECT_IN]-(:Suspect)-[:USES]->(m) })
         WITH DISTINCT c
         ORDER BY c.uid
         RETURN c.uid
       } AS case_uids
ORDER BY cases DESC, kind, a_case, m.uid
LIMIT $limit
