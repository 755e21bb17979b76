/*---
name: changes_since
version: 1
title_es: Qué cambió desde una fecha
title_en: What changed since a date
question_es: ¿Qué archivos se cargaron, qué registros se corrigieron y qué se juzgó desde esa fecha?
question_en: Which files were loaded, which records corrected, and what was judged since that date?
note_es: >-
  Una carga se cuenta por lo que el archivo dice hoy: lo que otro archivo corrigió después cuenta en
  ese. Una corrección es una versión anterior que se guardó. Los juicios son de personas y de modelos,
  también los retirados. Las consultas no cambian lo cargado: por ellas no hay filas.
note_en: >-
  A load is counted by what the file says today: what another file corrected later counts there. A
  correction is an earlier version that was kept. Judgements are of people and of models, those
  withdrawn too. Queries change nothing of what was loaded: they give no rows.
params:
  since: {type: partial_date, bound: first, required: true, title_es: Desde, title_en: Since}
  until: {type: partial_date, bound: last, title_es: Hasta, title_en: Until}
  limit: {type: integer, default: 200, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  day: {type: date, of: SourceFile.loaded_at, title_es: Día, title_en: Day}
  change:
    type: string
    sensitivity: restricted
    title_es: Cambio
    title_en: Change
    words:
      LOAD: {title_es: Carga, title_en: Load}
      CORRECTION: {title_es: Corrección, title_en: Correction}
      JUDGEMENT: {title_es: Juicio, title_en: Judgement}
      OPINION: {title_es: Juicio de un modelo, title_en: Judgement of a model}
  registry: {type: code, of: registry, title_es: Registro, title_en: Registry}
  file: {type: string, of: SourceFile.name, title_es: Archivo, title_en: File}
  verdict:
    type: string
    of: Judgement.verdict
    title_es: Veredicto
    title_en: Verdict
    words:
      same: {title_es: El mismo, title_en: The same}
      different: {title_es: Otro, title_en: Another}
      unsure: {title_es: Sin decidir, title_en: Undecided}
      withdrawn: {title_es: Retirado, title_en: Withdrawn}
  number: {type: integer, sensitivity: restricted, title_es: Cuántos, title_en: How many}
sensitivity: restricted
starts_from: []
indexes: []
views: [table]
examples:
  - {params: {since: "2026"}, title_es: Desde 2026, title_en: Since 2026}
---*/
WITH COLLECT {
       MATCH (f:SourceFile)
       WHERE left(f.loaded_at, 10) >= $since AND ($until IS NULL OR left(f.loaded_at, 10) <= $until)
       RETURN [left(f.loaded_at, 10), 'LOAD', f.registry, f.name, null, COUNT { MATCH (f)<-[:FROM]-() }]
     } AS loads,
     COLLECT {
       MATCH (v:Revision)<-[:SAID_BEFORE]-(r:Record|Observation)-[:FROM]->(f:SourceFile)
       WHERE left(f.loaded_at, 10) >= $since AND ($until IS NULL OR left(f.loaded_at, 10) <= $until)
       WITH left(f.loaded_at, 10) AS day, f.registry AS registry, f.name AS file,
            count(DISTINCT v) AS number
       RETURN [day, 'CORRECTION', registry, file, null, number]
     } AS corrections,
     COLLECT {
       MATCH (j:Judgement)
       WHERE left(j.at, 10) >= $since AND ($until IS NULL OR left(j.at, 10) <= $until)
       WITH left(j.at, 10) AS day, coalesce(j.model, '') <> '' AS of_model, j.verdict AS verdict,
            count(*) AS number
       RETURN [day, CASE WHEN of_model THEN 'OPINION' ELSE 'JUDGEMENT' END, null, null, verdict, number]
     } AS judgements
UNWIND loads + corrections + judgements AS one
RETURN one[0] AS day, one[1] AS change, one[2] AS registry, one[3] AS file, one[4] AS verdict,
       one[5] AS number
ORDER BY day DESC, change, registry, file, verdict, number DESC
LIMIT $limit
