/*---
name: load_quality
version: 1
title_es: Calidad de lo cargado
title_en: Quality of what was loaded
question_es: ¿Cuánto se sabe de cada campo, con qué confianza, y cuánto se corrigió?
question_en: How much is known of each field, with what confidence, and how much was corrected?
note_es: La confianza es 1 donde el lugar se escribió sin duda y menos donde se dedujo. Correcciones son versiones anteriores de los registros de esa clase.
note_en: Confidence is 1 where the place was written beyond doubt and less where it was guessed. Corrections are earlier versions of the records of that kind.
params:
  registry: {type: registry, title_es: Solo este registro, title_en: Only this registry}
  limit: {type: integer, default: 500, min: 1, max: 10000, title_es: Filas, title_en: Rows}
columns:
  registry: {type: code, of: registry, title_es: Registro, title_en: Registry}
  kind: {type: label, of: Record.kind, title_es: "Clase (caso, víctima, presunto tratante, etapa)", title_en: "Kind (case, victim, suspect, stage)"}
  field: {type: string, naming: Record, title_es: Campo, title_en: Field}
  records: {type: integer, title_es: Registros, title_en: Records}
  known: {type: integer, title_es: Con valor, title_en: With a value}
  share: {type: number, share: true, title_es: Parte conocida, title_en: Share known}
  confidence: {type: number, of: Record.place_confidence, title_es: Confianza media, title_en: Mean confidence}
  revisions: {type: integer, title_es: Correcciones, title_en: Corrections}
sensitivity: restricted
starts_from: []
indexes: []
views: [table]
examples:
  - {params: {registry: RETA}, title_es: De RETA, title_en: Of RETA}
---*/
MATCH (t:RecordTally)
WHERE $registry IS NULL OR t.registry = $registry
// round(x) of a whole number of ten thousandths, half up: engines differ on round(x, 4) at a tie.
RETURN t.registry AS registry, t.kind AS kind, t.field AS field, t.records AS records,
       t.known AS known, (20000 * t.known + t.records) / (2 * t.records) / 10000.0 AS share,
       CASE WHEN t.located > 0
            THEN (200 * t.hundredths + t.located) / (2 * t.located) / 10000.0 END AS confidence,
       t.revisions AS revisions
ORDER BY registry, kind, field
LIMIT $limit
