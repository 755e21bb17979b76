/*---
name: dangling_police_reports
version: 1
title_es: Carpetas cuyo registro RETA no está
title_en: Carpetas whose RETA registration is missing
question_es: ¿Qué carpetas nombran un registro RETA que ningún archivo cargado trae, y cómo está cada una?
question_en: Which carpetas name a RETA registration that no loaded file has, and how does each stand?
note_es: Mientras falte el registro, la carpeta es un caso aparte. Compare el número escrito con el de la exportación de RETA, o cargue la exportación que lo trae.
note_en: As long as the registration is missing, the carpeta is a case of its own. Compare the number as written with RETA's export, or load the export that has it.
params:
  registry: {type: registry, title_es: Solo este registro, title_en: Only this registry}
  limit: {type: integer, default: 500, min: 1, max: 10000, title_es: Filas, title_en: Rows}
columns:
  police_report: {type: string, of: Record.police_report, title_es: Registro RETA que nombra, title_en: RETA registration it names}
  case: {type: case, of: Case.uid, title_es: Caso, title_en: Case}
  case_numbers: {type: strings, of: Case.numbers, title_es: Números del caso, title_en: Numbers of the case}
  registry: {type: code, of: registry, title_es: Registro, title_en: Registry}
  registered_on: {type: date, of: Record.registered_on, title_es: Ingreso, title_en: Entered on}
  entry_form: {type: code, of: entry_form, title_es: Tipo de ingreso, title_en: Entry form}
  procedural_stage: {type: code, of: procedural_stage, title_es: Etapa procesal, title_en: Procedural stage}
  procedural_status: {type: code, of: procedural_status, title_es: Estado procesal, title_en: Procedural status}
  status_date: {type: date, of: Record.status_date, title_es: Fecha del estado, title_en: Date of the status}
  agency: {type: string, of: Record.agency, title_es: Dependencia, title_en: Agency}
  carpetas: {type: count, title_es: Carpetas que lo nombran, title_en: Carpetas that name it}
sensitivity: restricted
starts_from: []
indexes: [Record.case_key, Record.police_report]
views: [table]
examples:
  - {params: {}, title_es: Todas, title_en: All}
---*/
MATCH (c:Case)
WHERE c.unmatched_reports <> []
MATCH (c)-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = 'case' AND r.registry <> 'RETA' AND ($registry IS NULL OR r.registry = $registry)
  AND r.police_report IN c.unmatched_reports
// Another case may have the registration: people may have judged the two different. An EXISTS in the
// condition above took the embedded engine minutes in a graph of 100,000 cases.
OPTIONAL MATCH (known:Record {case_key: r.police_report})
WHERE known.registry = 'RETA' AND known.kind = 'case'
WITH r, c, count(known) AS known
WHERE known = 0
WITH r, c ORDER BY r.police_report, c.uid, r.uid LIMIT $limit
WITH r, c,
     COUNT { MATCH (o:Record {police_report: r.police_report}) WHERE o.registry <> 'RETA' } AS carpetas
RETURN r.police_report AS police_report, c.uid AS case, c.numbers AS case_numbers,
       r.registry AS registry, r.registered_on AS registered_on, r.entry_form AS entry_form,
       r.procedural_stage AS procedural_stage, r.procedural_status AS procedural_status,
       r.status_date AS status_date, r.agency AS agency, carpetas
ORDER BY police_report, case, r.uid
LIMIT $limit
