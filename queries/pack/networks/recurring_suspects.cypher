/*---
name: recurring_suspects
version: 1
title_es: Presuntos tratantes en varios casos
title_en: Suspects in several cases
question_es: ¿Quiénes figuran como presuntos tratantes en dos o más casos?
question_en: Who appears as a suspect in two or more cases?
note_es: No cuentan los casos en que la persona fue archivada o absuelta, salvo que se pidan. Un caso de RETA y SISTRA que aún nadie enlazó cuenta como dos. Toda persona se presume inocente.
note_en: Cases in which the person was archived or acquitted do not count unless asked for. A case of RETA and SISTRA that is not linked yet counts as two. Everyone is presumed innocent.
params:
  min_cases: {type: integer, default: 2, min: 2, max: 1000, title_es: Casos como mínimo, title_en: At least so many cases}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  suspect: {type: person, title_es: Presunto tratante, title_en: Suspect}
  cases: {type: count, title_es: Casos, title_en: Cases}
  victims: {type: count, title_es: Víctimas de esos casos, title_en: Victims of those cases}
  roles: {type: codes, of: role, title_es: Roles, title_en: Roles}
  first: {type: date, of: Case.since, title_es: Primer hecho (día), title_en: First fact (day)}
  last: {type: date, of: Case.until, title_es: Último hecho (día), title_en: Last fact (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos, title_en: The cases}
sensitivity: restricted
starts_from: []
needs: [links]
indexes: [Person.pseudonym]
views: [network, table]
examples:
  - {params: {min_cases: 3}, title_es: En tres o más casos, title_en: In three or more cases}
---*/
// Who is in fewer cases has no tally, or a smaller one: most suspects are never looked at.
MATCH (t:Recurrence)
WHERE t.recurs = 'Suspect'
  AND CASE WHEN $include_excluded THEN t.cases ELSE t.standing END >= $min_cases
MATCH (p:Suspect {pseudonym: t.key})-[a:SUSPECT_IN]->(c:Case)
WHERE ($include_excluded OR NOT coalesce(a.excluded, false))
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH p, count(DISTINCT c) AS cases, min(c.since) AS first, max(c.until) AS last
WHERE cases >= $min_cases
OPTIONAL MATCH (p)-[a:SUSPECT_IN]->(c:Case)<-[:VICTIM_IN]-(v:Victim)
WHERE ($include_excluded OR NOT coalesce(a.excluded, false))
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH p, cases, first, last, count(DISTINCT v) AS victims, p.pseudonym AS key
ORDER BY cases DESC, victims DESC, key
LIMIT $limit
RETURN p {.uid, .pseudonym, .name, victim: p:Victim} AS suspect, cases, victims,
       COLLECT {
         MATCH (p)-[a:SUSPECT_IN]->(c:Case)
         WHERE a.role IS NOT NULL AND ($include_excluded OR NOT coalesce(a.excluded, false))
           AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
         WITH DISTINCT a.role AS role
         ORDER BY role
         RETURN role
       } AS roles,
       first, last,
       COLLECT {
         MATCH (p)-[a:SUSPECT_IN]->(c:Case)
         WHERE ($include_excluded OR NOT coalesce(a.excluded, false))
           AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
         WITH DISTINCT c
         ORDER BY c.uid
         RETURN c.uid
       } AS case_uids
ORDER BY cases DESC, victims DESC, p.pseudonym
LIMIT $limit
