/*---
name: years_in_one_month
version: 1
title_es: Años escritos en un solo mes
title_en: Years written in a single month
question_es: ¿En qué años un registro escribe todos sus hechos en un mismo mes?
question_en: In which years does a registry write all its facts in one and the same month?
note_es: >-
  Doce hechos o más de un año que caen todos en un mes son un año escrito como mes: en los datos abiertos
  de RETA las 583 víctimas de 2023 están en enero. De esos años use el año y nunca el mes: una serie
  mensual, una ruta nueva o un desplazamiento mostrarían un salto y once ceros. Cuentan los hechos con mes
  o día. De las estadísticas publicadas Trama baja sola la precisión al cargarlas, y lo avisa.
note_en: >-
  Twelve facts or more of a year that all stand in one month are a year written as a month: in the open
  data of RETA the 583 victims of 2023 stand in January. Of such years use the year and never the month: a
  monthly series, a new route or a displacement would show a jump and eleven zeros. Facts with a month or
  a day count. Of published statistics Trama lowers the precision itself as it loads them, and tells so.
params:
  registry: {type: registry, title_es: Solo este registro, title_en: Only this registry}
  min_cases: {type: integer, default: 12, min: 2, max: 10000, title_es: Hechos desde los que se marca, title_en: Facts from which a year is marked}
  limit: {type: integer, default: 200, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  registry: {type: code, of: registry, title_es: Registro, title_en: Registry}
  year: {type: integer, title_es: Año, title_en: Year}
  cases: {type: count, title_es: Hechos con mes, title_en: Facts with a month}
  months: {type: integer, title_es: Meses distintos, title_en: Different months}
  first: {type: date, of: Case.since, title_es: Primer mes, title_en: First month}
  last: {type: date, of: Case.since, title_es: Último mes, title_en: Last month}
  one_month: {type: boolean, title_es: Año escrito como mes, title_en: Year written as a month}
sensitivity: restricted
starts_from: []
indexes: [Case.since]
views: [table]
examples:
  - {params: {}, title_es: "De todos los registros, los marcados primero", title_en: "Of all registries, the marked first"}
---*/
MATCH (c:Case)
WHERE left(c.since, 7) = left(c.until, 7)
UNWIND c.registries AS registry
WITH registry, left(c.since, 7) AS month, count(*) AS cases
WHERE $registry IS NULL OR registry = $registry
WITH registry, toInteger(left(month, 4)) AS year, sum(cases) AS cases, count(*) AS months,
     min(month) AS first, max(month) AS last
RETURN registry, year, cases, months, first, last, months = 1 AND cases >= $min_cases AS one_month
ORDER BY one_month DESC, registry, year DESC
LIMIT $limit
