/*---
name: suspect_roles
version: 1
title_es: Roles de un presunto tratante en el tiempo
title_en: Roles of a suspect over time
question_es: ¿Qué presuntos tratantes figuran con un rol en un caso y con otro después?
question_en: Which suspects appear with one role in one case and with another later?
note_es: >-
  Los roles van en el orden del primer día posible del hecho, uno por caso y con su caso al lado; un
  caso sin fecha va al final. Un rol es lo que dice un registro, no un hecho probado, y «otro» o un rol
  que falta no cuentan. Con una persona, su fila sale aunque no haya cambiado.
note_en: >-
  Roles stand in the order of the first possible day of the fact, one a case with its case beside it; a
  case without a date comes last. A role is what a registry says, no proven fact; “other” and a missing
  role do not count. With a person, their row is shown even if nothing changed.
params:
  person: {type: person, title_es: Solo esta persona, title_en: Only this person}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  suspect: {type: person, title_es: Presunto tratante, title_en: Suspect}
  different: {type: integer, title_es: Roles distintos, title_en: Different roles}
  roles: {type: codes, of: role, beside: case_uids, title_es: "Roles, en el tiempo", title_en: "Roles, over time"}
  case_uids: {type: cases, of: Case.uid, beside: roles, title_es: "Los casos, en el mismo orden", title_en: "The cases, in the same order"}
  first: {type: date, of: Case.since, title_es: Primer hecho (día), title_en: First fact (day)}
  last: {type: date, of: Case.until, title_es: Último hecho (día), title_en: Last fact (day)}
sensitivity: restricted
starts_from: [person]
indexes: [Person.uid, Person.pseudonym]
views: [timeline, table]
examples:
  - {params: {}, title_es: Quienes cambiaron de rol, title_en: Those whose role changed}
---*/
// Who is in one case alone has no tally: most suspects are never looked at.
WITH CASE WHEN $person IS NULL THEN COLLECT {
       MATCH (t:Recurrence)
       WHERE t.recurs = 'Suspect'
         AND CASE WHEN $include_excluded THEN t.cases ELSE t.standing END >= 2
       RETURN t.key
     } ELSE COLLECT { MATCH (asked:Suspect {uid: coalesce($person, '')}) RETURN asked.pseudonym } END AS keys
UNWIND keys AS key
MATCH (p:Suspect {pseudonym: key})-[a:SUSPECT_IN]->(c:Case)
WHERE coalesce(a.role, 'OTRO') <> 'OTRO' AND ($include_excluded OR NOT coalesce(a.excluded, false))
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH DISTINCT p, c, a.role AS role
WITH p, count(DISTINCT role) AS different, count(*) AS told
WHERE different > 1 OR $person IS NOT NULL
WITH p, different, told
ORDER BY different DESC, told DESC, p.pseudonym
LIMIT $limit
MATCH (p)-[a:SUSPECT_IN]->(c:Case)
WHERE coalesce(a.role, 'OTRO') <> 'OTRO' AND ($include_excluded OR NOT coalesce(a.excluded, false))
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH DISTINCT p, different, told, c, a.role AS role
ORDER BY coalesce(c.since, '9999'), c.uid, role
WITH p, different, told, collect(role) AS roles, collect(c.uid) AS case_uids, min(c.since) AS first,
     max(c.until) AS last
RETURN p {.uid, .pseudonym, .name, victim: p:Victim} AS suspect, different, roles, case_uids, first,
       last
ORDER BY different DESC, told DESC, p.pseudonym
LIMIT $limit
