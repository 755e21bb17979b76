/*---
name: registry_totals
version: 3
title_es: Totales de cada registro
title_en: Totals of each registry
question_es: ¿Cuántas víctimas contó cada registro en el año, según qué fuente?
question_en: How many victims did each registry count in the year, according to which source?
note_es: >-
  «Recalculado» suma las partes de la desagregación más completa (columna «Dimensión sumada»); los
  totales que una fuente publica junto a sus partes no se suman ni se usan. «Publicado» es la cifra de
  otra fuente, con su unidad, quién la dijo, cuándo y de qué; una cifra con «Corregida a» fue reemplazada
  después y no es un segundo total, y una con «Hasta» cubre varios años. «Este grafo» son las personas con un hecho en ese año que este grafo tiene
  de cada registro (vacío: de todos, cada persona una vez); el público lee en su lugar
  las tablas publicadas (trama bank).
note_en: >-
  “Recomputed” adds the parts of the most complete breakdown (column “Breakdown added”); totals that a
  source publishes beside its parts are neither added nor used. “Published” is another source's figure,
  with its unit, who stated it, when and of what; a figure with “Corrected to” was replaced later and is
  no second total, and one with “Until” covers several years. “This graph” are the people with a fact in that year whom this graph has from each
  registry (empty: from all, each person once); the public reads the published
  tables in their place (trama bank).
params:
  year: {type: integer, required: true, min: 1990, max: 2100, title_es: Año, title_en: Year}
  may_count: {type: may_count, title_es: Puede contar el grafo, title_en: May count the graph}
  limit: {type: integer, default: 200, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  measure:
    type: string
    of: Indicator.measure
    title_es: Medida
    title_en: Measure
    words:
      VICTIMAS: {title_es: Víctimas, title_en: Victims}
      DENUNCIAS: {title_es: Denuncias, title_en: Complaints}
  basis:
    type: string
    sensitivity: public
    title_es: Base
    title_en: Basis
    words:
      RECALCULADO: {title_es: Recalculado, title_en: Recomputed}
      PUBLICADO: {title_es: Publicado, title_en: Published}
      GRAFO: {title_es: Este grafo, title_en: This graph}
  registry: {type: code, of: registry, sensitivity: public, title_es: Registro, title_en: Registry}
  value: {type: number, of: Observation.value, counts: basis=GRAFO, title_es: Valor, title_en: Value}
  unit: {type: string, of: Observation.unit, title_es: Unidad de cuenta, title_en: Unit counted}
  source: {type: string, of: Observation.source, title_es: Fuente, title_en: Source}
  dimension: {type: string, of: Indicator.dimension, naming: code_list, title_es: Dimensión sumada, title_en: Breakdown added}
  note: {type: string, of: Observation.note, title_es: Nota, title_en: Note}
  verified: {type: boolean, of: Observation.verified, title_es: Verificado, title_en: Verified}
  of_what: {type: string, of: Observation.of_what, title_es: Qué se contó, title_en: What was counted}
  stated_by: {type: string, of: Observation.stated_by, title_es: Dicho por, title_en: Stated by}
  stated_on: {type: string, of: Observation.stated_on, title_es: Dicho el, title_en: Stated on}
  corrected_to: {type: number, of: Observation.corrected_to, title_es: Corregida a, title_en: Corrected to}
  since: {type: string, of: Observation.period, title_es: Desde, title_en: Since}
  until: {type: string, of: Observation.until, title_es: Hasta, title_en: Until}
sensitivity: public
starts_from: []
indexes: [Observation.year, Case.since]
views: [table]
examples:
  - {params: {year: 2017}, title_es: Los 725 de RETA y los 1 307 de la Fiscalía, title_en: "The 725 of RETA and the 1,307 of the prosecutors"}
---*/
OPTIONAL MATCH (o:Observation {year: $year})-[:MEASURES]->(i:Indicator)
WHERE i.part_of_total AND i.dimension IS NOT NULL
WITH o.registry AS registry, i.measure AS measure, i.dimension AS dimension,
     // Whole thousandths, divided once at the end: a sum of decimals depends on the order of rows.
     sum(toInteger(round(1000 * o.value))) / 1000.0 AS total,
     min(o.unit) AS unit, min(o.source) AS source, min(o.verified) AS verified
ORDER BY total DESC, dimension
WITH registry, measure,
     head(collect({dimension: dimension, total: total, unit: unit, source: source,
                   verified: verified})) AS best
WITH [row IN collect({basis: 'RECALCULADO', measure: measure, registry: registry,
                      value: best.total, unit: best.unit, source: best.source,
                      dimension: best.dimension, verified: best.verified})
      WHERE row.measure IS NOT NULL] AS recomputed
OPTIONAL MATCH (i:Indicator)<-[:MEASURES]-(o:Observation)
WHERE NOT i.part_of_total AND i.dimension IS NULL
  AND (o.year = $year OR (o.year < $year AND o.until >= toString($year)))
WITH recomputed,
     [row IN collect({basis: 'PUBLICADO', measure: i.measure, registry: o.registry,
                      value: o.value, unit: o.unit, source: o.source, note: o.note,
                      verified: o.verified, of_what: o.of_what, stated_by: o.stated_by,
                      stated_on: o.stated_on, corrected_to: o.corrected_to, since: o.period,
                      until: o.until})
      WHERE row.measure IS NOT NULL] AS published
OPTIONAL MATCH (v:Victim)-[:VICTIM_IN]->(c:Case)
WHERE c.since STARTS WITH toString($year)
UNWIND [null] + coalesce(c.registries, []) AS registry
WITH recomputed, published, registry, count(DISTINCT v) AS people
WITH recomputed, published,
     [row IN collect({basis: 'GRAFO', measure: 'VICTIMAS', registry: registry, value: 1.0 * people,
                      verified: true})
      WHERE $may_count AND row.value > 0] AS own
UNWIND recomputed + published + own AS row
RETURN row.measure AS measure, row.basis AS basis, row.registry AS registry, row.value AS value,
       row.unit AS unit, row.source AS source, row.dimension AS dimension, row.note AS note,
       row.verified AS verified, row.of_what AS of_what, row.stated_by AS stated_by,
       row.stated_on AS stated_on, row.corrected_to AS corrected_to, row.since AS since,
       row.until AS until
ORDER BY measure DESC,
         CASE basis WHEN 'RECALCULADO' THEN 1 WHEN 'PUBLICADO' THEN 2 ELSE 3 END,
         registry, source, value, row.unit, row.note, row.verified
LIMIT $limit
