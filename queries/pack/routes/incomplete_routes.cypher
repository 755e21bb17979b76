/*---
name: incomplete_routes
version: 1
title_es: Rutas incompletas
title_en: Incomplete routes
question_es: ¿De qué víctimas no se sabe la captación, el transporte, la recepción o algún lugar?
question_en: Of which victims is the capture, the transport, the reception or a place not known?
note_es: La retención vale como recepción (art. 129-A). Van primero las rutas a las que más les falta.
note_en: Retention serves as reception (art. 129-A). The routes that lack most come first.
params:
  registry: {type: registry, title_es: Solo casos que están en este registro, title_en: Only cases that are in this registry}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  reach: {type: reach, title_es: Hasta qué fila llega la página, title_en: The row that the page reaches}
  limit: {type: integer, default: 200, min: 1, max: 10000, title_es: Filas, title_en: Rows}
columns:
  case: {type: case, of: Case.uid, title_es: Caso, title_en: Case}
  case_numbers: {type: strings, of: Case.numbers, title_es: Números del caso, title_en: Numbers of the case}
  victim: {type: person, title_es: Víctima, title_en: Victim}
  stages: {type: integer, title_es: Etapas conocidas, title_en: Stages known}
  missing: {type: codes, of: phase, title_es: Fases que faltan, title_en: Phases missing}
  without_place: {type: codes, of: phase, title_es: Fases sin lugar, title_en: Phases without a place}
sensitivity: restricted
starts_from: []
indexes: []
views: [table]
examples:
  - {params: {since: "2017", until: "2017"}, title_es: De los hechos de 2017, title_en: Of the facts of 2017}
---*/
MATCH (c:Case)
WHERE c.gaps > 0 AND ($registry IS NULL OR $registry IN c.registries)
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
// The gaps of a case are those of its victim with most. So each of these cases gives a row before any
// row of the cases after them: no more of them are needed.
WITH c
ORDER BY c.gaps DESC, c.uid
LIMIT $reach
MATCH (c)<-[lived:VICTIM_IN]-(v:Victim)
WITH c, v, lived.stages AS stages, coalesce(lived.missing, []) AS missing,
     coalesce(lived.without_place, []) AS without_place
WHERE size(missing) + size(without_place) > 0
RETURN c.uid AS case, c.numbers AS case_numbers,
       v {.uid, .pseudonym, .name, victim: v:Victim} AS victim, stages, missing, without_place
ORDER BY size(missing) + size(without_place) DESC, case, v.pseudonym
LIMIT $limit
