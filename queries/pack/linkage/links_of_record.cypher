/*---
name: links_of_record
version: 2
title_es: Juicios sobre los registros de una persona
title_en: Judgements about the records of a person
question_es: ¿Quién dijo que los registros de esta persona son, o no son, de la misma persona que otros, y cuándo?
question_en: Who said that the records of this person are, or are not, of the same person as others, and when?
note_es: >-
  Una fila es un juicio; la última de un par y de quien juzga vale, y la de una persona vale más que la
  de un modelo; una segunda lectura a ciegas no decide nada y no figura. Un par de dos registros de la
  persona la une; el otro es hoy otra persona si no los une nada.
note_en: >-
  A row is a judgement; the last of a pair and of who judges stands, and a person's outranks a model's;
  a blind second reading decides nothing and is left out. A pair of two records of the person joins her;
  the other is another person today if nothing joins them.
params:
  person: {type: person, required: true, title_es: Persona (seudónimo o identificador), title_en: Person (pseudonym or identifier)}
  limit: {type: integer, default: 500, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  person: {type: person, title_es: Persona, title_en: Person}
  other: {type: person, title_es: Con quién, title_en: With whom}
  verdict:
    type: string
    of: Judgement.verdict
    title_es: Veredicto
    title_en: Verdict
    words:
      same: {title_es: Misma persona, title_en: Same person}
      different: {title_es: Personas distintas, title_en: Different people}
      unsure: {title_es: No se sabe, title_en: Unsure}
      withdrawn: {title_es: Retirado, title_en: Withdrawn}
  registry: {type: code, of: registry, title_es: Registro de uno, title_en: Registry of one}
  other_registry: {type: code, of: registry, title_es: Registro del otro, title_en: Registry of the other}
  by: {type: string, of: Judgement.by, title_es: Quién, title_en: By}
  at: {type: string, of: Judgement.at, title_es: Cuándo, title_en: At}
  model: {type: string, of: Judgement.model, title_es: Modelo, title_en: Model}
  score: {type: number, of: Judgement.score, share: true, title_es: Probabilidad, title_en: Probability}
  number: {type: integer, of: Judgement.number, title_es: Orden en su par, title_en: Number in its pair}
sensitivity: restricted
starts_from: [person]
needs: [links]
indexes: [Person.uid, Record.uid, Judgement.one, Judgement.other]
views: [table]
examples:
  - {params: {person: X-ABCDEFGHJK}, title_es: La persona de ese seudónimo, title_en: The person who goes by that pseudonym}
---*/
MATCH (p:Person {uid: $person})-[:ATTESTED_BY]->(r:Record)
WITH p, r,
     COLLECT { MATCH (j:Judgement {one: r.uid}) RETURN j } AS firsts,
     COLLECT { MATCH (j:Judgement {other: r.uid}) RETURN j } AS seconds
UNWIND firsts + seconds AS j
WITH p, r, j
WHERE NOT coalesce(j.blind, false)
// Both ends may be records of the person: the row comes once, from its first end.
WITH p, r, j, CASE WHEN j.one = r.uid THEN j.other ELSE j.one END AS beside
ORDER BY r.uid
WITH p, j, head(collect({registry: r.registry, beside: beside})) AS found
WITH p, j, found.registry AS registry, found.beside AS beside
OPTIONAL MATCH (o:Record {uid: beside})
OPTIONAL MATCH (o)<-[:ATTESTED_BY]-(q:Person)
RETURN p {.uid, .pseudonym, .name, victim: p:Victim} AS person,
       q {.uid, .pseudonym, .name, victim: q:Victim} AS other,
       j.verdict AS verdict, registry, o.registry AS other_registry, j.by AS by, j.at AS at,
       j.model AS model, j.score AS score, j.number AS number
ORDER BY at, j.one, j.other, number
LIMIT $limit
