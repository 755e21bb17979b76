/*---
name: undecided_pairs
version: 1
title_es: Pares sin decidir
title_en: Undecided pairs
question_es: ¿Qué pares de personas podrían ser la misma y nadie lo ha decidido?
question_en: Which pairs of people could be the same, and nobody has decided it?
note_es: >-
  Primero los más dudosos. Un par es de dos personas de hoy; vale el juicio de una persona antes que el de
  un modelo, y un par que alguien juzgó distinto no está. Se decide con trama review judge.
note_en: >-
  The most doubtful first. A pair is of two people as they stand today; a person's judgement counts before
  a model's, and a pair that somebody judged different is absent. It is decided by trama review judge.
params:
  at_least: {type: integer, default: 5, min: 2, max: 100, title_es: Probabilidad como mínimo (%), title_en: Probability at least (%)}
  limit: {type: integer, default: 500, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  person: {type: person, title_es: Persona, title_en: Person}
  other: {type: person, title_es: Con quién, title_en: With whom}
  registry: {type: code, of: registry, title_es: Registro de una, title_en: Registry of one}
  other_registry: {type: code, of: registry, title_es: Registro de la otra, title_en: Registry of the other}
  score: {type: number, of: Judgement.score, share: true, title_es: Probabilidad, title_en: Probability}
  model: {type: string, of: Judgement.model, title_es: Modelo, title_en: Model}
  at: {type: string, of: Judgement.at, title_es: Cuándo, title_en: At}
sensitivity: restricted
starts_from: []
needs: [links]
indexes: [Record.uid]
views: [table]
examples:
  - {params: {at_least: 50}, title_es: Los que más parecen la misma, title_en: Those most like one person}
---*/
MATCH (j:Judgement {subject: 'person'})
WITH j ORDER BY j.number
WITH j.one AS one, j.other AS other, collect(j) AS rows
WITH one, other, [r IN rows WHERE coalesce(r.model, '') = '' AND NOT coalesce(r.blind, false)] AS people,
     [r IN rows WHERE coalesce(r.model, '') <> ''] AS models
WITH one, other, last(people) AS said, last(models) AS told,
     last([r IN models WHERE r.score IS NOT NULL AND r.verdict <> 'withdrawn']) AS scored
WITH one, other, said, told, scored,
     CASE WHEN said IS NOT NULL AND said.verdict <> 'withdrawn' THEN said.verdict
          WHEN told IS NOT NULL AND told.verdict IN ['same', 'unsure'] THEN 'open'
          ELSE 'none' END AS standing
WHERE standing IN ['unsure', 'open']
WITH one, other, coalesce(scored.score, 0.5) AS score, coalesce(told, said) AS row
WHERE 100 * score >= $at_least
MATCH (a:Record {uid: one})<-[:ATTESTED_BY]-(p:Person)
MATCH (b:Record {uid: other})<-[:ATTESTED_BY]-(q:Person)
WHERE p <> q
  AND COUNT {
    MATCH (p)-[:ATTESTED_BY]->(x:Record)
    MATCH (d:Judgement {one: x.uid}) WHERE d.verdict = 'different' AND coalesce(d.model, '') = '' AND NOT coalesce(d.blind, false)
      AND COUNT {
        MATCH (e:Judgement {one: d.one}) WHERE e.other = d.other AND coalesce(e.model, '') = '' AND NOT coalesce(e.blind, false)
          AND e.number > d.number
      } = 0
    MATCH (y:Record {uid: d.other})<-[:ATTESTED_BY]-(q)
  } + COUNT {
    MATCH (q)-[:ATTESTED_BY]->(x:Record)
    MATCH (d:Judgement {one: x.uid}) WHERE d.verdict = 'different' AND coalesce(d.model, '') = '' AND NOT coalesce(d.blind, false)
      AND COUNT {
        MATCH (e:Judgement {one: d.one}) WHERE e.other = d.other AND coalesce(e.model, '') = '' AND NOT coalesce(e.blind, false)
          AND e.number > d.number
      } = 0
    MATCH (y:Record {uid: d.other})<-[:ATTESTED_BY]-(p)
  } = 0
RETURN p {.uid, .pseudonym, .name, victim: p:Victim} AS person,
       q {.uid, .pseudonym, .name, victim: q:Victim} AS other,
       a.registry AS registry, b.registry AS other_registry, score, row.model AS model, row.at AS at
ORDER BY abs(score - 0.5), score DESC, one, b.uid
LIMIT $limit
