/*---
name: registry_overlap
version: 3
title_es: Cruce de los registros
title_en: Overlap of the registries
question_es: ¿Cuántas víctimas, episodios o casos están solo en RETA, solo en SISTRA, en ambos, o sin decidir?
question_en: How many victims, episodes or cases stand in RETA only, in SISTRA only, in both, or undecided?
note_es: >-
  Lo decidido, sin intervalo; trama overlap da los intervalos y más desgloses. Con un año: el del registro
  (RETA) o del ingreso (SISTRA); «en ambos, otro año»: el otro registro lo cuenta en otro año. Sin decidir:
  hay un par abierto de más de 5 %; de un episodio, si falta decidir la persona o el caso.
note_en: >-
  What is decided, without an interval; trama overlap gives intervals and more breakdowns. With a year:
  that of registration (RETA) or admission (SISTRA); “in both, another year”: the other registry counts it
  in another year. Undecided: an open pair has over 5 %; of an episode, if the person or the case is to be
  decided.
params:
  kind: {type: string, default: victims, among: [victims, episodes, cases], title_es: Qué se cuenta, title_en: What is counted, words: {victims: {title_es: víctimas, title_en: victims}, episodes: {title_es: episodios (una víctima en un caso), title_en: episodes (a victim in a case)}, cases: {title_es: casos, title_en: cases}}}
  year: {type: integer, min: 1990, max: 2100, title_es: Año, title_en: Year}
  limit: {type: integer, default: 50, min: 1, max: 500, title_es: Filas, title_en: Rows}
columns:
  registry: {type: code, of: registry, sensitivity: public, title_es: Registro, title_en: Registry}
  standing:
    type: string
    sensitivity: public
    title_es: Dónde está
    title_en: Where it stands
    words:
      SOLO: {title_es: Solo en este registro, title_en: In this registry only}
      AMBOS: {title_es: En ambos, title_en: In both}
      AMBOS_OTRO_ANIO: {title_es: "En ambos, otro año en el otro", title_en: "In both, another year in the other"}
      SIN_DECIDIR: {title_es: Sin decidir, title_en: Undecided}
  units: {type: count, sensitivity: public, title_es: Cuántos, title_en: How many}
sensitivity: restricted
starts_from: []
needs: [links]
indexes: [Record.case_key, Judgement.one]
views: [table]
examples:
  - {params: {}, title_es: Las víctimas de todos los años, title_en: The victims of all years}
  - {params: {kind: episodes}, title_es: Los episodios, title_en: The episodes}
  - {params: {kind: cases, year: 2019}, title_es: Los casos de 2019, title_en: The cases of 2019}
---*/
// Few lists of years are distinct: they are counted first. An episode is a person in a case; a person
// is counted once, whatever the cases. Neo4j aggregates in no list that UNWIND makes.
WITH CASE $kind
  WHEN 'victims' THEN COLLECT {
    MATCH (v:Victim)-[l:VICTIM_IN]->(:Case)
    WITH v, collect(l.counted) AS years
    WITH years, count(*) AS units
    RETURN [years, units]
  }
  WHEN 'episodes' THEN COLLECT {
    MATCH (:Victim)-[l:VICTIM_IN]->(:Case)
    WITH l.counted AS years, count(*) AS units
    RETURN [[years], units]
  }
  ELSE COLLECT {
    MATCH (c:Case)
    WITH c.counted AS years, count(*) AS units
    RETURN [[years], units]
  } END AS counts
UNWIND counts AS counted
WITH counted[1] AS units, reduce(all = [], years IN counted[0] | all + coalesce(years, [])) AS years
WITH units,
     [registry IN ['RETA:', 'SISTRA:']
      | CASE WHEN any(year IN years WHERE year STARTS WITH registry) THEN 1 ELSE 0 END] AS held,
     [registry IN ['RETA:', 'SISTRA:']
      | CASE WHEN any(year IN years WHERE year STARTS WITH registry + coalesce(toString($year), ''))
             THEN 1 ELSE 0 END] AS of_year
WITH units, held[0] AS in_reta, held[1] AS in_sistra, of_year[0] AS reta, of_year[1] AS sistra
WITH sum(units * reta * (1 - in_sistra)) AS only_reta,
     sum(units * sistra * (1 - in_reta)) AS only_sistra,
     sum(units * reta * sistra) AS both,
     sum(units * reta * in_sistra * (1 - sistra)) AS elsewhere_reta,
     sum(units * sistra * in_reta * (1 - reta)) AS elsewhere_sistra
OPTIONAL MATCH (j:Judgement)
WHERE $kind = 'episodes'
   OR j.subject = CASE WHEN $kind = 'cases' THEN 'case' ELSE 'person' END
WITH only_reta, only_sistra, both, elsewhere_reta, elsewhere_sistra, j ORDER BY j.number
WITH only_reta, only_sistra, both, elsewhere_reta, elsewhere_sistra, j.subject AS subject,
     j.one AS one, j.other AS other, collect(j) AS rows
WITH only_reta, only_sistra, both, elsewhere_reta, elsewhere_sistra, subject, one, other,
     last([o IN rows WHERE coalesce(o.model, '') = '' AND NOT coalesce(o.blind, false)]) AS said,
     last([o IN rows WHERE coalesce(o.model, '') <> '']) AS told,
     last([o IN rows WHERE coalesce(o.model, '') <> '' AND o.score IS NOT NULL
                                AND o.verdict <> 'withdrawn']) AS scored
WITH only_reta, only_sistra, both, elsewhere_reta, elsewhere_sistra, subject,
     // The probability of a pair that stands open, above 1 if a person judged it different.
     CASE WHEN said.verdict = 'different' THEN 2.0 WHEN said.verdict = 'same' THEN 0.5
          WHEN said.verdict = 'unsure' OR told.verdict IN ['same', 'unsure']
          THEN coalesce(scored.score, 0.5) END AS score,
     [end IN [one, other]
      | [end, split(end, ':')[0], substring(end, size(split(end, ':')[0]) + 1)]] AS ends
WITH only_reta, only_sistra, both, elsewhere_reta, elsewhere_sistra, subject, score,
     CASE WHEN score IS NULL THEN [] WHEN subject = 'person' THEN COLLECT {
       UNWIND ends AS end
       MATCH (a:Record {uid: end[0]})<-[:ATTESTED_BY]-(p:Victim)
       WHERE a.kind = 'victim'
       RETURN [p, a.registry, COLLECT {
         MATCH (p)-[l:VICTIM_IN]->(:Case) UNWIND l.counted AS year RETURN year
       }, p.pseudonym]
     } ELSE COLLECT {
       UNWIND ends AS end
       MATCH (a:Record {case_key: end[2]})<-[:ATTESTED_BY]-(q:Case)
       WHERE a.kind = 'case' AND a.registry = end[1]
       RETURN [q, a.registry, coalesce(q.counted, []), q.uid]
     } END AS found
WITH only_reta, only_sistra, both, elsewhere_reta, elsewhere_sistra, subject, score,
     head([one IN found WHERE one[1] = 'RETA']) AS a,
     head([one IN found WHERE one[1] = 'SISTRA']) AS b,
     coalesce(toString($year), '') AS of_year
WITH only_reta, only_sistra, both, elsewhere_reta, elsewhere_sistra, subject, a[0] AS police,
     b[0] AS prosecutors, a[3] AS one, b[3] AS other, max(score) AS score,
     max(size([year IN a[2] WHERE year STARTS WITH 'SISTRA:']
              + [year IN b[2] WHERE year STARTS WITH 'RETA:'])) AS elsewhere,
     max(size([year IN a[2] WHERE year STARTS WITH 'RETA:' + of_year])) AS of_police,
     max(size([year IN b[2] WHERE year STARTS WITH 'SISTRA:' + of_year])) AS of_prosecutors
WITH only_reta, only_sistra, both, elsewhere_reta, elsewhere_sistra, subject, police, prosecutors,
     one, other, of_police, of_prosecutors, score > 0.05 AND score <= 1 AND elsewhere = 0 AS open
// The units that an open pair leaves undecided: [the pair, of an episode that of the cases, whether
// it may be one, the unit of RETA, of SISTRA, whether each is of the year]. Of an episode person and
// case must be open, or one open and the other joined.
WITH only_reta, only_sistra, both, elsewhere_reta, elsewhere_sistra,
     CASE WHEN open IS NULL OR NOT open THEN [['', 0, '', '', 0, 0]]
          WHEN $kind <> 'episodes'
          THEN [[one + ' ' + other, 1, one, other, of_police, of_prosecutors]]
          WHEN subject = 'case' THEN [[one + ' ' + other, 1, '', '', 0, 0]] + COLLECT {
            MATCH (police)-[:ATTESTED_BY]->(k:Record) WHERE k.kind = 'case' AND k.registry = 'RETA'
            MATCH (x:Record {case_key: k.case_key})<-[:ATTESTED_BY]-(v:Victim)
            WHERE x.kind = 'victim' AND x.registry = 'RETA'
            MATCH (v)-[:ATTESTED_BY]->(y:Record) WHERE y.kind = 'victim' AND y.registry = 'SISTRA'
            MATCH (l:Record {case_key: y.case_key})<-[:ATTESTED_BY]-(c:Case)
            WHERE l.kind = 'case' AND l.registry = 'SISTRA' AND c.uid = other
            RETURN [one + ' ' + other, 1, v.pseudonym + ' ' + one, v.pseudonym + ' ' + other,
                    CASE WHEN $year IS NULL OR k.registered_on STARTS WITH toString($year)
                         THEN 1 ELSE 0 END,
                    CASE WHEN $year IS NULL OR l.registered_on STARTS WITH toString($year)
                         THEN 1 ELSE 0 END]
          } ELSE COLLECT {
            MATCH (police)-[:ATTESTED_BY]->(x:Record)
            WHERE x.kind = 'victim' AND x.registry = 'RETA'
            MATCH (k:Record {case_key: x.case_key})<-[:ATTESTED_BY]-(c:Case)
            WHERE k.kind = 'case' AND k.registry = 'RETA'
            MATCH (prosecutors)-[:ATTESTED_BY]->(y:Record)
            WHERE y.kind = 'victim' AND y.registry = 'SISTRA'
            MATCH (l:Record {case_key: y.case_key})<-[:ATTESTED_BY]-(d:Case)
            WHERE l.kind = 'case' AND l.registry = 'SISTRA'
            RETURN [c.uid + ' ' + d.uid, CASE WHEN c.uid = d.uid THEN 1 ELSE 0 END,
                    one + ' ' + c.uid, other + ' ' + d.uid,
                    CASE WHEN $year IS NULL OR k.registered_on STARTS WITH toString($year)
                         THEN 1 ELSE 0 END,
                    CASE WHEN $year IS NULL OR l.registered_on STARTS WITH toString($year)
                         THEN 1 ELSE 0 END]
          } END AS leaves
UNWIND CASE WHEN size(leaves) = 0 THEN [['', 0, '', '', 0, 0]] ELSE leaves END AS left_open
WITH only_reta, only_sistra, both, elsewhere_reta, elsewhere_sistra, left_open[0] AS cases,
     max(left_open[1]) AS open, collect(left_open) AS leaves
UNWIND leaves AS left_open
WITH only_reta, only_sistra, both, elsewhere_reta, elsewhere_sistra,
     count(DISTINCT CASE WHEN open = 1 AND left_open[4] > 0 THEN left_open[2] END) AS undecided_reta,
     count(DISTINCT CASE WHEN open = 1 AND left_open[5] > 0 THEN left_open[3] END) AS undecided_sistra
UNWIND [['RETA', 'SOLO', only_reta - undecided_reta], ['RETA', 'SIN_DECIDIR', undecided_reta],
        ['RETA', 'AMBOS', both], ['RETA', 'AMBOS_OTRO_ANIO', elsewhere_reta],
        ['SISTRA', 'SOLO', only_sistra - undecided_sistra],
        ['SISTRA', 'SIN_DECIDIR', undecided_sistra], ['SISTRA', 'AMBOS', both],
        ['SISTRA', 'AMBOS_OTRO_ANIO', elsewhere_sistra]] AS row
WITH row[0] AS registry, row[1] AS standing, row[2] AS units
WHERE units > 0
RETURN registry, standing, units
ORDER BY registry, standing
LIMIT $limit
