/*---
name: recurring_pairs
version: 1
title_es: Parejas que se repiten
title_en: Recurring pairs
question_es: ¿Qué presuntos tratantes aparecen juntos en dos o más casos?
question_en: Which suspects appear together in two or more cases?
note_es: No cuentan los casos en que uno de los dos fue archivado o absuelto, salvo que se pidan.
note_en: Cases in which one of the two was archived or acquitted do not count unless asked for.
params:
  min_cases: {type: integer, default: 2, min: 2, max: 1000, title_es: Casos como mínimo, title_en: At least so many cases}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  one: {type: person, title_es: Presunto tratante, title_en: Suspect}
  other: {type: person, title_es: Con, title_en: With}
  cases: {type: count, title_es: Casos en común, title_en: Cases in common}
  first: {type: date, of: Case.since, title_es: Primer hecho (día), title_en: First fact (day)}
  last: {type: date, of: Case.until, title_es: Último hecho (día), title_en: Last fact (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos, title_en: The cases}
sensitivity: restricted
starts_from: []
needs: [links]
indexes: [Person.pseudonym]
views: [network, table]
examples:
  - {params: {}, title_es: En dos o más casos, title_en: In two or more cases}
---*/
// Who is in fewer cases can be in no pair: most suspects are never looked at.
MATCH (t:Recurrence)
WHERE t.recurs = 'Suspect'
  AND CASE WHEN $include_excluded THEN t.cases ELSE t.standing END >= $min_cases
MATCH (a:Suspect {pseudonym: t.key})-[x:SUSPECT_IN]->(c:Case)<-[y:SUSPECT_IN]-(b:Suspect)
WHERE a.pseudonym < b.pseudonym
  AND ($include_excluded OR NOT (coalesce(x.excluded, false) OR coalesce(y.excluded, false)))
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH a, b, count(DISTINCT c) AS cases, min(c.since) AS first, max(c.until) AS last
WHERE cases >= $min_cases
WITH a, b, cases, first, last
ORDER BY cases DESC, a.pseudonym, b.pseudonym
LIMIT $limit
RETURN a {.uid, .pseudonym, .name, victim: a:Victim} AS one,
       b {.uid, .pseudonym, .name, victim: b:Victim} AS other, cases, first, last,
       COLLECT {
         MATCH (a)-[x:SUSPECT_IN]->(c:Case)<-[y:SUSPECT_IN]-(b)
         WHERE ($include_excluded OR NOT (coalesce(x.excluded, false) OR coalesce(y.excluded, false)))
           AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
         WITH DISTINCT c
         ORDER BY c.uid
         RETURN c.uid
       } AS case_uids
ORDER BY cases DESC, a.pseudonym, b.pseudonym
LIMIT $limit
