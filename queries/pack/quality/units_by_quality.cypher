/*---
name: units_by_quality
version: 1
title_es: Dependencias según la calidad de sus datos
title_en: Units by the quality of their data
question_es: ¿De cuántos casos de cada dependencia se saben la fecha, algún lugar y alguna etapa?
question_en: For how many cases of each unit are the date, a place and a stage known?
note_es: >-
  Van primero las dependencias con la menor parte de casos enteros. Un caso que ambos registros tienen
  cuenta para cada dependencia que lo registró, con lo que se sabe de él por cualquiera: sirve para pedir
  datos, no para calificar a nadie. «Sin ruta entera» no entra en esa parte: son los casos en que de
  alguna víctima falta la captación, el transporte, la recepción o un lugar.
note_en: >-
  Units with the smallest share of whole cases come first. A case that both registries have counts for
  each unit that registered it, with what is known of it from anybody: it serves to ask for data, not to
  grade anybody. “Without a whole route” is no part of that share: these are the cases in which the
  capture, the transport, the reception or a place of some victim is missing.
params:
  registry: {type: registry, title_es: Solo dependencias de este registro, title_en: Only units of this registry}
  min_cases: {type: integer, default: 5, min: 1, max: 10000, title_es: Casos como mínimo, title_en: At least so many cases}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  limit: {type: integer, default: 200, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  agency: {type: string, of: Agency.name, title_es: Dependencia, title_en: Unit}
  registry: {type: code, of: registry, title_es: Registro, title_en: Registry}
  cases: {type: count, title_es: Casos, title_en: Cases}
  without_date: {type: integer, sensitivity: restricted, title_es: Sin fecha, title_en: Without a date}
  without_place: {type: integer, sensitivity: restricted, title_es: Sin lugar, title_en: Without a place}
  without_stages: {type: integer, sensitivity: restricted, title_es: Sin etapas, title_en: Without stages}
  without_route: {type: integer, sensitivity: restricted, title_es: Sin ruta entera, title_en: Without a whole route}
  whole: {type: integer, sensitivity: restricted, title_es: Enteros, title_en: Whole}
  share: {type: number, sensitivity: restricted, share: true, title_es: Parte entera, title_en: Share whole}
sensitivity: restricted
starts_from: []
indexes: []
views: [table]
examples:
  - {params: {}, title_es: Con cinco casos o más, title_en: With five cases or more}
---*/
MATCH (g:Agency)<-[:REGISTERED_BY]-(c:Case)
WHERE ($registry IS NULL OR g.registry = $registry)
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH g, c, coalesce(c.lacks, []) AS missing
WITH g, count(*) AS cases,
     sum(CASE WHEN 'DATE' IN missing THEN 1 ELSE 0 END) AS without_date,
     sum(CASE WHEN 'PLACE' IN missing THEN 1 ELSE 0 END) AS without_place,
     sum(CASE WHEN 'STAGES' IN missing THEN 1 ELSE 0 END) AS without_stages,
     sum(CASE WHEN 'STAGES' IN missing OR c.gaps > 0 THEN 1 ELSE 0 END) AS without_route,
     sum(CASE WHEN size(missing) = 0 THEN 1 ELSE 0 END) AS whole
WHERE cases >= $min_cases
// round(x) of a whole number of ten thousandths, half up: engines differ on round(x, 4) at a tie.
RETURN g.name AS agency, g.registry AS registry, cases, without_date, without_place, without_stages,
       without_route, whole, (20000 * whole + cases) / (2 * cases) / 10000.0 AS share
ORDER BY share, cases DESC, agency, registry, g.uid
LIMIT $limit
