/*---
name: stage_provisions
version: 1
title_es: Tipo penal de cada etapa
title_en: Penal provision of each stage
question_es: ¿Qué artículo se escribió, cuál regía en la fecha y qué exige?
question_en: Which article was written, which was in force on the date, and what does it require?
note_es: >-
  Si la víctima era menor de 18 años no se exige ningún medio (art. 129-A inc. 3). Una denominación o
  vigencia sin verificar lo dice en la columna «verificado».
note_en: >-
  If the victim was under 18 no means is required (art. 129-A inc. 3). A name or validity that is not
  verified says so in the column “verified”.
params:
  case: {type: case, title_es: Solo este caso, title_en: Only this case}
  mismatch_only: {type: boolean, default: false, title_es: Solo donde el artículo escrito no regía, title_en: Only where the article written was not in force}
  first_case: {type: first_case, title_es: El caso con que empieza la página, title_en: The case with which the page begins}
  limit: {type: integer, default: 200, min: 1, max: 10000, title_es: Filas, title_en: Rows}
columns:
  case: {type: case, of: Case.uid, title_es: Caso, title_en: Case}
  case_numbers: {type: strings, of: Case.numbers, title_es: Números del caso, title_en: Numbers of the case}
  victim: {type: person, title_es: Víctima, title_en: Victim}
  position: {type: integer, of: Stage.position, title_es: Orden, title_en: Order}
  phase: {type: code, of: phase, title_es: Fase, title_en: Phase}
  date: {type: date, of: Stage.date, title_es: Fecha, title_en: Date}
  written: {type: code, of: provision, title_es: Artículo escrito, title_en: Article as written}
  in_force: {type: code, of: provision, title_es: Artículo vigente en la fecha, title_en: Article in force on the date}
  provision_name: {type: string, of: PenalProvision.name, title_es: Denominación, title_en: Name}
  verified: {type: boolean, of: PenalProvision.verified, title_es: Verificado, title_en: Verified}
  mismatch: {type: boolean, title_es: El escrito no regía, title_en: The one written was not in force}
  minor: {type: boolean, title_es: Menor de 18, title_en: Under 18}
  means: {type: codes, of: means, title_es: Medios, title_en: Means}
  means_required: {type: boolean, title_es: Se exige un medio, title_en: A means is required}
sensitivity: restricted
starts_from: [case]
indexes: [Case.uid]
views: [table]
examples:
  - {params: {mismatch_only: true}, title_es: Donde el artículo escrito no regía, title_en: Where the article written was not in force}
---*/
UNWIND CASE WHEN $case IS NULL THEN COLLECT {
         MATCH (c:Case)
         WHERE c.uid >= $first_case
           AND CASE WHEN $mismatch_only THEN c.superseded ELSE c.provisions END <> []
         // Each of these cases gives a row at least: no more of them are needed.
         WITH c ORDER BY c.uid LIMIT $limit
         RETURN c.uid
       } ELSE [$case] END AS key
MATCH (c:Case {uid: key})
MATCH (c)<-[:PART_OF]-(s:Stage)-[t:TYPIFIED_AS]->(provision:PenalProvision)
WHERE NOT $mismatch_only OR t.written <> provision.uid
OPTIONAL MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
OPTIONAL MATCH (v)-[condition:VICTIM_IN]->(c)
WITH c, s, t, provision, v, condition, condition.age < 18 AS minor
UNWIND CASE WHEN size(coalesce(s.means, []) + coalesce(condition.means, [])) = 0 THEN [null]
            ELSE coalesce(s.means, []) + coalesce(condition.means, []) END AS one
WITH DISTINCT c, s, t, provision, v, minor, one
ORDER BY one
WITH c, s, t, provision, v, minor, collect(one) AS means
RETURN c.uid AS case, c.numbers AS case_numbers,
       v {.uid, .pseudonym, .name, victim: v:Victim} AS victim, s.position AS position,
       s.phase AS phase, s.date AS date, t.written AS written, provision.uid AS in_force,
       provision.name AS provision_name, provision.verified AS verified,
       t.written <> provision.uid AS mismatch, minor, means, NOT minor AS means_required
ORDER BY case, v.pseudonym, position, s.uid, written, in_force
LIMIT $limit
