/*---
name: suspect_movements
version: 1
title_es: Presuntos tratantes que pasan de un departamento a otro
title_en: Suspects who move between departments
question_es: ¿Qué presuntos tratantes figuran en un departamento y después en otro?
question_en: Which suspects appear in one department and later in another?
note_es: >-
  Se comparan casos seguidos de la persona que ocurrieron con seguridad uno después del otro: los que
  pudieron ocurrir a la vez no cuentan. El lugar de un caso es el del hecho; si ningún registro lo dice,
  adonde llegó una víctima. No es una prueba de que viajara. No cuentan los casos en que fue
  archivada o absuelta, salvo que se pidan.
note_en: >-
  Consecutive cases of the person are compared that surely happened one after the other: those that may
  have happened at once do not count. The place of a case is that of the fact; if no registry says it,
  where a victim arrived. It is no proof of travel. Cases in which the person was
  archived or acquitted do not count unless asked for.
params:
  person: {type: person, title_es: Solo esta persona, title_en: Only this person}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  suspect: {type: person, title_es: Presunto tratante, title_en: Suspect}
  origin: {type: place, of: Location.uid, title_es: De, title_en: From}
  destination: {type: place, of: Location.uid, title_es: A, title_en: To}
  times: {type: integer, title_es: Veces, title_en: Times}
  first: {type: date, of: Case.since, title_es: Primer hecho (día), title_en: First fact (day)}
  last: {type: date, of: Case.until, title_es: Último hecho (día), title_en: Last fact (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos, title_en: The cases}
sensitivity: restricted
starts_from: [person]
indexes: [Person.uid, Person.pseudonym]
views: [map, table]
examples:
  - {params: {}, title_es: Todos, title_en: All}
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
WHERE c.since IS NOT NULL AND ($include_excluded OR NOT coalesce(a.excluded, false))
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH DISTINCT p, c, c.place AS place
WHERE place IS NOT NULL
// Uids of places begin with those of the places that they lie in: five signs are a department of
// Peru, and abroad dashes part them.
WITH p, c, CASE WHEN place STARTS WITH 'PE' THEN left(place, 5)
                ELSE left(place, size(split(place, '-')[1]) + 3) END AS department
ORDER BY c.since, c.until, c.uid
WITH p, collect({at: department, from: c.since, to: c.until, of: c.uid}) AS told
UNWIND range(1, size(told) - 1) AS i
WITH p, told[i - 1] AS before, told[i] AS after
WHERE before.at <> after.at AND before.to < after.from
UNWIND [before.of, after.of] AS uid
WITH DISTINCT p, before.at AS origin, after.at AS destination, after.of AS arrival, uid,
     before.from AS from, after.to AS to
ORDER BY uid
WITH p, origin, destination, count(DISTINCT arrival) AS times, min(from) AS first, max(to) AS last,
     collect(DISTINCT uid) AS case_uids
RETURN p {.uid, .pseudonym, .name, victim: p:Victim} AS suspect, origin, destination, times, first,
       last, case_uids
ORDER BY times DESC, last DESC, p.pseudonym, origin, destination
LIMIT $limit
