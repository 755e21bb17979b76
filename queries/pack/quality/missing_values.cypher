/*---
name: missing_values
version: 1
title_es: Casos sin fecha, lugar o etapas
title_en: Cases without a date, a place or stages
question_es: ¿De qué casos ningún registro dice cuándo fue el hecho, dónde, o qué etapas hubo?
question_en: Of which cases does no registry say when the fact was, where, or which stages there were?
note_es: >-
  Es lo que falta en todo lo cargado del caso: basta que un registro lo diga para que no falte, y el
  lugar de una etapa vale. Cuánto
  se sabe de cada campo está en load_quality; qué fases faltan, en incomplete_routes.
note_en: >-
  This is what is missing in all that was loaded of the case: one registry that says it is enough, and
  the place of a stage will do. How
  much is known of each field is in load_quality; the phases that are missing, in incomplete_routes.
params:
  missing:
    type: string
    among: [DATE, PLACE, STAGES]
    title_es: Qué falta
    title_en: What is missing
    words:
      DATE: {title_es: Fecha, title_en: Date}
      PLACE: {title_es: Lugar, title_en: Place}
      STAGES: {title_es: Etapas, title_en: Stages}
  registry: {type: registry, title_es: Solo casos que están en este registro, title_en: Only cases that are in this registry}
  limit: {type: integer, default: 200, min: 1, max: 10000, title_es: Filas, title_en: Rows}
columns:
  case: {type: case, of: Case.uid, title_es: Caso, title_en: Case}
  case_numbers: {type: strings, of: Case.numbers, title_es: Números del caso, title_en: Numbers of the case}
  registries: {type: codes, of: registry, title_es: Registros, title_en: Registries}
  without_date: {type: boolean, title_es: Sin fecha, title_en: Without a date}
  without_place: {type: boolean, title_es: Sin lugar, title_en: Without a place}
  without_stages: {type: boolean, title_es: Sin etapas, title_en: Without stages}
sensitivity: restricted
starts_from: []
indexes: [Case.uid]
views: [table]
examples:
  - {params: {}, title_es: Todos, title_en: All}
  - {params: {missing: PLACE}, title_es: Sin lugar, title_en: Without a place}
---*/
MATCH (c:Case)
WHERE c.lacks IS NOT NULL
  AND ($missing IS NULL OR $missing IN c.lacks)
  AND ($registry IS NULL OR $registry IN c.registries)
WITH c
ORDER BY c.uid
LIMIT $limit
RETURN c.uid AS case, c.numbers AS case_numbers, c.registries AS registries,
       'DATE' IN c.lacks AS without_date, 'PLACE' IN c.lacks AS without_place,
       'STAGES' IN c.lacks AS without_stages
ORDER BY case
LIMIT $limit
