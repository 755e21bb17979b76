/*---
name: archived_with_open
version: 1
title_es: Casos archivados con un presunto tratante de casos abiertos
title_en: Archived cases that share a suspect with open ones
question_es: ¿En qué casos se archivó la imputación de alguien que está en otro caso abierto?
question_en: In which cases was the accusation of somebody archived who is in another, open case?
note_es: >-
  Una fila es una persona, un caso en que su imputación se archivó o se sobreseyó y un caso en que sigue.
  Sirve para revisar si el archivo debe reabrirse; no dice que la persona sea culpable. Quien fue
  absuelto no está: lo juzgado no se revisa así.
note_en: >-
  A row is a person, a case in which their accusation was archived or dismissed, and a case in which it
  goes on. It serves to review whether the archived case should be reopened; it does not say that the
  person is guilty. Who was acquitted is not here: what was judged is not reviewed so.
params:
  since: {type: partial_date, bound: first, title_es: Caso abierto desde, title_en: Open case since}
  until: {type: partial_date, bound: last, title_es: Caso abierto hasta, title_en: Open case until}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  suspect: {type: person, title_es: Presunto tratante, title_en: Suspect}
  archived: {type: case, of: Case.uid, title_es: Caso archivado, title_en: Archived case}
  archived_numbers: {type: strings, of: Case.numbers, title_es: Sus números, title_en: Its numbers}
  archived_as: {type: code, of: procedural_status, title_es: Cómo terminó, title_en: How it ended}
  archived_fact: {type: date, of: Case.fact_date, title_es: Hecho del archivado, title_en: Fact of the archived}
  case: {type: case, of: Case.uid, title_es: Caso abierto, title_en: Open case}
  case_numbers: {type: strings, of: Case.numbers, title_es: Sus números, title_en: Its numbers}
  status: {type: code, of: procedural_status, title_es: Estado procesal, title_en: Procedural status}
  fact_date: {type: date, of: Case.fact_date, title_es: Hecho del abierto, title_en: Fact of the open}
sensitivity: restricted
starts_from: []
needs: [links]
indexes: [Person.pseudonym]
views: [table]
examples:
  - {params: {}, title_es: Todos, title_en: All}
---*/
// Who is in one case alone has no tally; somebody with archived cases has fewer that stand.
MATCH (t:Recurrence)
WHERE t.recurs = 'Suspect' AND t.standing >= 1 AND t.standing < t.cases
MATCH (p:Suspect {pseudonym: t.key})-[x:SUSPECT_IN]->(archived:Case)
WHERE x.excluded AND coalesce(x.procedural_status, '') <> 'SENTENCIA_ABSOLUTORIA'
  AND coalesce(x.situation, '') <> 'ABSUELTO'
MATCH (p)-[y:SUSPECT_IN]->(c:Case)
WHERE NOT coalesce(y.excluded, false)
  // A conviction is the end of a case too.
  AND coalesce(y.procedural_status, '') <> 'SENTENCIA_CONDENATORIA'
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
RETURN p {.uid, .pseudonym, .name, victim: p:Victim} AS suspect, archived.uid AS archived,
       archived.numbers AS archived_numbers, x.procedural_status AS archived_as,
       archived.fact_date AS archived_fact, c.uid AS case, c.numbers AS case_numbers,
       y.procedural_status AS status, c.fact_date AS fact_date
ORDER BY coalesce(c.since, '') DESC, case, archived, p.pseudonym
LIMIT $limit
