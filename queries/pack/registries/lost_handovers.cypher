/*---
name: lost_handovers
version: 1
title_es: Registros derivados a la Fiscalía y sin carpeta
title_en: Registrations handed over without a carpeta
question_es: ¿Qué registros de RETA dicen que fueron a la Fiscalía y no tienen carpeta, desde cuándo, y con qué probabilidad faltan de verdad?
question_en: Which RETA registrations say that they went to the prosecutor and have no carpeta, since when, and how probably are they truly missing?
note_es: >-
  La probabilidad es 1 menos la suma de las de sus carpetas candidatas; trama overlap lost la da con enlaces
  completos. La edad se cuenta hasta el último día que da un caso de este grafo. Se cierra con trama review
  judge RETA:… SISTRA:… same.
note_en: >-
  The probability is 1 less the sum of those of the candidate carpetas; trama overlap lost gives it from
  whole linkages. The age counts up to the latest day that a case of this graph gives. To close a row:
  trama review judge RETA:… SISTRA:… same.
params:
  limit: {type: integer, default: 500, min: 1, max: 10000, title_es: Filas, title_en: Rows}
columns:
  case: {type: case, of: Case.uid, title_es: Caso, title_en: Case}
  case_numbers: {type: strings, of: Case.numbers, title_es: Números del caso, title_en: Numbers of the case}
  registered_on: {type: date, of: Record.registered_on, title_es: Registrado, title_en: Registered on}
  days: {type: integer, sensitivity: restricted, title_es: Edad (días), title_en: Age (days)}
  missing: {type: number, sensitivity: restricted, share: true, title_es: Falta de verdad (probabilidad), title_en: Truly missing (probability)}
  candidates: {type: count, title_es: Carpetas candidatas, title_en: Candidate carpetas}
  agency: {type: string, of: Record.agency, title_es: Dependencia, title_en: Agency}
  place: {type: place, of: Location.uid, title_es: Lugar del hecho, title_en: Place of the fact}
sensitivity: restricted
starts_from: []
indexes: [Judgement.one]
views: [table]
examples:
  - {params: {}, title_es: Todos, title_en: All}
---*/
MATCH (c:Case)
WITH max(c.latest_day) AS latest
MATCH (c:Case)
WHERE c.handed_over <> []
UNWIND c.handed_over AS handed
// Day and number: those longest ago first, and without a whole day, thus with the blank, last. What
// follows is looked up for a page alone.
WITH latest, c, substring(handed, size(split(handed, ' ')[0]) + 1) AS number,
     CASE WHEN handed STARTS WITH ' ' THEN '9' ELSE left(handed, 10) END AS day
ORDER BY day, c.uid, number
LIMIT $limit
MATCH (c)-[:ATTESTED_BY]->(k:Record)
WHERE k.kind = 'case' AND k.registry = 'RETA' AND k.case_key = number
WITH latest, c, number, k ORDER BY k.uid
WITH latest, c, number, head(collect(k.registered_on)) AS registered_on,
     head(collect(k.agency)) AS agency, head(collect(k.place)) AS place
WITH latest, c, number, registered_on, agency, place,
     COLLECT { MATCH (j:Judgement {one: 'RETA:' + number}) WHERE j.subject = 'case' RETURN j } AS rows
WITH latest, c, number, registered_on, agency, place,
     [j IN rows
      WHERE coalesce(j.model, '') <> '' AND j.verdict IN ['same', 'unsure']
        AND NOT any(x IN rows
                    WHERE x.other = j.other AND coalesce(x.model, '') <> '' AND x.number > j.number)
        AND NOT any(x IN rows
                    WHERE x.other = j.other AND coalesce(x.model, '') = '' AND NOT coalesce(x.blind, false) AND x.verdict = 'different'
                      AND NOT any(y IN rows
                                  WHERE y.other = x.other AND coalesce(y.model, '') = '' AND NOT coalesce(y.blind, false)
                                    AND y.number > x.number))] AS candidates
WITH latest, c, number, registered_on, agency, place, candidates,
     reduce(left = 1.0, j IN candidates | left - coalesce(j.score, 0.5)) AS missing,
     // Days since a day long ago (Fliegel and Van Flandern 1968): engines differ in durations.
     [day IN [latest, registered_on]
      | CASE WHEN size(day) = 10
             THEN [toInteger(left(day, 4)), toInteger(substring(day, 5, 2)),
                   toInteger(substring(day, 8, 2))] END] AS days
WITH c, number, registered_on, agency, place, candidates, missing,
     [d IN days
      | d[2] - 32075 + 1461 * (d[0] + 4800 + (d[1] - 14) / 12) / 4
        + 367 * (d[1] - 2 - (d[1] - 14) / 12 * 12) / 12
        - 3 * ((d[0] + 4900 + (d[1] - 14) / 12) / 100) / 4] AS counted
OPTIONAL MATCH (c)-[:AT]->(l:Location)
RETURN c.uid AS case, c.numbers AS case_numbers, registered_on,
       counted[0] - counted[1] AS days,
       CASE WHEN missing < 0 THEN 0.0 ELSE round(1000 * missing) / 1000 END AS missing,
       size(candidates) AS candidates, agency, coalesce(place, l.uid) AS place
ORDER BY days IS NULL, days DESC, case, number
LIMIT $limit
