/*---
name: shared_means
version: 2
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
  suspects: {type: people, title_es: Presuntos tratantes que lo usan (30 de ellos), title_en: Suspects who use it (30 of them)}
  suspect_count: {type: count, title_es: Cuántos presuntos tratantes lo usan, title_en: How many suspects use it}
  first: {type: date, of: Case.since, title_es: Primer hecho (día), title_en: First fact (day)}
  last: {type: date, of: Case.until, title_es: Último hecho (día), title_en: Last fact (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos (los 30 más recientes), title_en: The cases (the 30 most recent)}
sensitivity: restricted
starts_from: []
indexes: [Phone.uid, Account.uid, Vehicle.uid, Establishment.uid, Organisation.uid]
views: [network, table]
examples:
  - {params: {kind: Phone}, title_es: Teléfonos, title_en: Phones}
---*/
// What is in fewer cases has no tally, or a smaller one: most means are never looked at.
MATCH (t:Recurrence)
WHERE t.recurs <> 'Suspect' AND ($kind IS NULL OR t.recurs = $kind)
  AND CASE WHEN $include_excluded THEN t.cases ELSE t.standing END >= $min_cases
WITH t,
     // The tally counts the cases of all years; those of a period are counted here.
     CASE WHEN $since IS NULL AND $until IS NULL
          THEN CASE WHEN $include_excluded THEN t.cases ELSE t.standing END
          ELSE COUNT {
            // Of the five only the one of the label finds anything: an index answers each.
            OPTIONAL MATCH (phone:Phone {uid: t.key})
            OPTIONAL MATCH (account:Account {uid: t.key})
            OPTIONAL MATCH (vehicle:Vehicle {uid: t.key})
            OPTIONAL MATCH (establishment:Establishment {uid: t.key})
            OPTIONAL MATCH (organisation:Organisation {uid: t.key})
            WITH coalesce(phone, account, vehicle, establishment, organisation) AS m
            MATCH (m)<-[:INVOLVES]-(c:Case)
            WHERE ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
              AND ($include_excluded
                   OR EXISTS {
                     MATCH (c)<-[a:SUSPECT_IN]-(:Suspect)-[:USES]->(m)
                     WHERE NOT coalesce(a.excluded, false)
                   }
                   OR EXISTS { MATCH (c)<-[:PART_OF]-(:Stage)-[:USED]->(m) }
                   OR NOT EXISTS { MATCH (c)<-[:SUSPECT_IN]-(:Suspect)-[:USES]->(m) })
          } END AS cases
WHERE cases >= $min_cases
WITH t.key AS key, t.recurs AS kind, cases, t.first_case AS a_case,
     $include_excluded OR t.cases = t.standing AS all_stand
// Not by name: the place of a hidden telephone between two shown ones would tell its digits.
ORDER BY cases DESC, kind, a_case, key
LIMIT $limit
OPTIONAL MATCH (phone:Phone {uid: key})
OPTIONAL MATCH (account:Account {uid: key})
OPTIONAL MATCH (vehicle:Vehicle {uid: key})
OPTIONAL MATCH (establishment:Establishment {uid: key})
OPTIONAL MATCH (organisation:Organisation {uid: key})
WITH coalesce(phone, account, vehicle, establishment, organisation) AS m, kind, cases, a_case,
     all_stand
// The cases to which only the archived lead: few, and most means have none.
WITH m, kind, cases, a_case,
     CASE WHEN all_stand THEN [] ELSE COLLECT {
       MATCH (m)<-[:INVOLVES]-(c:Case)
       WHERE EXISTS { MATCH (c)<-[a:SUSPECT_IN]-(:Suspect) WHERE a.excluded }
         AND EXISTS { MATCH (c)<-[:SUSPECT_IN]-(:Suspect)-[:USES]->(m) }
         AND NOT EXISTS {
           MATCH (c)<-[a:SUSPECT_IN]-(:Suspect)-[:USES]->(m)
           WHERE NOT coalesce(a.excluded, false)
         }
         AND NOT EXISTS { MATCH (c)<-[:PART_OF]-(:Stage)-[:USED]->(m) }
       RETURN c.uid
     } END AS dropped
// The lists of a mean are made side by side: a list in sight of the other's rows would be counted
// for each of them against the embedded engine's memory for a query.
WITH m, kind, cases, a_case,
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
     // A bus company has thousands of cases: the first day needs them all, the list only the latest.
     head(COLLECT {
       MATCH (m)<-[:INVOLVES]-(c:Case)
       WHERE c.since IS NOT NULL AND NOT c.uid IN dropped
         AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
       WITH c.since AS day
       ORDER BY day
       LIMIT 1
       RETURN day
     }) AS first,
     COLLECT {
       MATCH (m)<-[:INVOLVES]-(c:Case)
       WHERE ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
         AND NOT c.uid IN dropped
       WITH DISTINCT c
       ORDER BY coalesce(c.until, '') DESC, c.uid
       LIMIT 30
       RETURN [c.uid, c.until]
     } AS latest
RETURN kind, m.name AS means, cases, suspects[..30] AS suspects, size(suspects) AS suspect_count,
       first, latest[0][1] AS last, [one IN latest | one[0]] AS case_uids
ORDER BY cases DESC, kind, a_case, m.uid
LIMIT $limit
