/*---
name: case_durations
version: 1
title_es: Del hecho al registro, a la fiscalía y a la sentencia
title_en: From the fact to the registration, the prosecutor and the sentence
question_es: ¿Cuántos días pasaron en cada caso del hecho a su registro, de ahí a la fiscalía y de ahí a la sentencia?
question_en: How many days passed in each case from the fact to its registration, from there to the prosecutor, and from there to the sentence?
note_es: >-
  Un hecho del que solo se sabe el mes o el año da un mínimo y un máximo de días; de un día, ambos son
  iguales. Días negativos dicen que una fecha está mal. Registro es lo más temprano que dice RETA;
  ingreso, lo más temprano que dice SISTRA; sentencia, la fecha de un estado de sentencia. Una fecha sin
  día no da días. Van primero los casos de hechos más recientes.
note_en: >-
  A fact of which only the month or the year is known gives a least and a most number of days; of a day,
  both are equal. Negative days say that a date is wrong. The registration is the earliest that RETA
  says; the entry, the earliest that SISTRA says; the sentence, the date of a status of sentence. A date
  without a day gives no days. Cases of the most recent facts come first.
params:
  registry: {type: registry, title_es: Solo casos que están en este registro, title_en: Only cases that are in this registry}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  limit: {type: integer, default: 200, min: 1, max: 10000, title_es: Filas, title_en: Rows}
columns:
  case: {type: case, of: Case.uid, title_es: Caso, title_en: Case}
  fact_date: {type: date, of: Case.fact_date, title_es: Hecho, title_en: Fact}
  registered: {type: date, of: Record.registered_on, title_es: Registro (RETA), title_en: Registration (RETA)}
  entered: {type: date, of: Record.registered_on, title_es: Ingreso (SISTRA), title_en: Entry (SISTRA)}
  sentenced: {type: date, of: Record.status_date, title_es: Sentencia, title_en: Sentence}
  to_record: {type: integer, sensitivity: restricted, title_es: "Del hecho al primer registro (días, mínimo)", title_en: "From the fact to the first registration (days, least)"}
  to_record_most: {type: integer, sensitivity: restricted, title_es: "Del hecho al primer registro (días, máximo)", title_en: "From the fact to the first registration (days, most)"}
  to_prosecutor: {type: integer, sensitivity: restricted, title_es: Del registro al ingreso (días), title_en: From the registration to the entry (days)}
  to_sentence: {type: integer, sensitivity: restricted, title_es: Del ingreso a la sentencia (días), title_en: From the entry to the sentence (days)}
sensitivity: restricted
starts_from: []
indexes: [Case.since]
views: [table]
examples:
  - {params: {since: "2019"}, title_es: De los hechos desde 2019, title_en: Of the facts since 2019}
---*/
MATCH (c:Case)
WHERE ($registry IS NULL OR $registry IN c.registries)
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
// Each case gives one row: the records of other cases are never read.
WITH c
ORDER BY coalesce(c.since, '') DESC, c.uid
LIMIT $limit
WITH c,
     COLLECT {
       MATCH (c)-[:ATTESTED_BY]->(r:Record)
       WHERE r.kind = 'case'
       RETURN [r.registry, r.registered_on, r.procedural_status, r.status_date]
     } AS said
// The earliest text of each list; a text sorts as its date does.
WITH c,
     [days IN [
        [r IN said WHERE r[0] = 'RETA' | r[1]],
        [r IN said WHERE r[0] = 'SISTRA' | r[1]],
        [r IN said WHERE r[2] IN ['SENTENCIA_CONDENATORIA', 'SENTENCIA_ABSOLUTORIA'] | r[3]]]
      | reduce(low = null, day IN days
               | CASE WHEN day IS NOT NULL AND (low IS NULL OR day < low) THEN day ELSE low END)
     ] AS told
WITH c, told[0] AS registered, told[1] AS entered, told[2] AS sentenced,
     CASE WHEN told[0] IS NULL OR told[1] < told[0] THEN told[1] ELSE told[0] END AS first
// Days since a day long ago (Fliegel and Van Flandern 1968): engines differ in durations.
WITH c, registered, entered, sentenced,
     [day IN [c.since, c.until, first, registered, entered, sentenced]
      | CASE WHEN size(day) = 10
             THEN [toInteger(left(day, 4)), toInteger(substring(day, 5, 2)),
                   toInteger(substring(day, 8, 2))] END] AS days
WITH c, registered, entered, sentenced,
     [d IN days
      | d[2] - 32075 + 1461 * (d[0] + 4800 + (d[1] - 14) / 12) / 4
        + 367 * (d[1] - 2 - (d[1] - 14) / 12 * 12) / 12
        - 3 * ((d[0] + 4900 + (d[1] - 14) / 12) / 100) / 4] AS counted
RETURN c.uid AS case, c.fact_date AS fact_date, registered, entered, sentenced,
       counted[2] - counted[1] AS to_record, counted[2] - counted[0] AS to_record_most,
       counted[4] - counted[3] AS to_prosecutor, counted[5] - counted[4] AS to_sentence
ORDER BY coalesce(c.since, '') DESC, case
LIMIT $limit
