/*---
name: suspects_in_both_registries
version: 1
title_es: Presuntos tratantes con casos en ambos registros
title_en: Suspects with cases in both registries
question_es: ¿Qué presuntos tratantes tienen un caso en RETA y otro caso en SISTRA?
question_en: Which suspects have a case in RETA and another case in SISTRA?
note_es: >-
  Son dos casos o más: nadie que mire un solo registro los ve juntos. Quien figura en un solo caso que
  ambos registros tienen no está aquí. No cuentan los casos en que la persona fue archivada o absuelta,
  salvo que se pidan.
note_en: >-
  They are two cases or more: nobody who looks at one registry sees them together. Somebody in a single
  case that both registries have is not here. Cases in which the person was archived or acquitted do not
  count unless asked for.
params:
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  suspect: {type: person, title_es: Presunto tratante, title_en: Suspect}
  cases: {type: count, title_es: Casos, title_en: Cases}
  only_reta: {type: count, title_es: Solo en RETA, title_en: Only in RETA}
  only_sistra: {type: count, title_es: Solo en SISTRA, title_en: Only in SISTRA}
  both: {type: count, title_es: En ambos, title_en: In both}
  first: {type: date, of: Case.since, title_es: Primer hecho (día), title_en: First fact (day)}
  last: {type: date, of: Case.until, title_es: Último hecho (día), title_en: Last fact (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos, title_en: The cases}
sensitivity: restricted
starts_from: []
needs: [links]
indexes: [Person.pseudonym]
views: [network, table]
examples:
  - {params: {}, title_es: Todos, title_en: All}
---*/
// Who is in one case alone has no tally: most suspects are never looked at.
MATCH (t:Recurrence)
WHERE t.recurs = 'Suspect'
  AND CASE WHEN $include_excluded THEN t.cases ELSE t.standing END >= 2
MATCH (p:Suspect {pseudonym: t.key})-[a:SUSPECT_IN]->(c:Case)
WHERE ($include_excluded OR NOT coalesce(a.excluded, false))
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH DISTINCT p, c, 'RETA' IN c.registries AS in_reta, 'SISTRA' IN c.registries AS in_sistra
WITH p, count(*) AS cases, sum(CASE WHEN in_reta AND NOT in_sistra THEN 1 ELSE 0 END) AS only_reta,
     sum(CASE WHEN in_sistra AND NOT in_reta THEN 1 ELSE 0 END) AS only_sistra,
     sum(CASE WHEN in_reta AND in_sistra THEN 1 ELSE 0 END) AS both,
     min(c.since) AS first, max(c.until) AS last, collect(c.uid) AS known
// One case of each registry, and not the same one.
WHERE cases > 1 AND only_reta + both > 0 AND only_sistra + both > 0
WITH p, cases, only_reta, only_sistra, both, first, last, known, p.pseudonym AS key
ORDER BY cases DESC, last DESC, key
LIMIT $limit
RETURN p {.uid, .pseudonym, .name, victim: p:Victim} AS suspect, cases, only_reta, only_sistra, both,
       first, last,
       // To sort the cases of every suspect before the cut would take twice as long.
       COLLECT { UNWIND known AS uid WITH uid ORDER BY uid RETURN uid } AS case_uids
ORDER BY cases DESC, last DESC, key
LIMIT $limit
