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
// One pass over the records: a pass for each field would take thirty times as long.
MATCH (r:Record)
WHERE $registry IS NULL OR r.registry = $registry
OPTIONAL MATCH (r)-[:SAID_BEFORE]->(earlier:Revision)
WITH r, count(earlier) AS corrected
WITH r.registry AS registry, r.kind AS kind, count(r) AS records, sum(corrected) AS revisions,
     // Whole hundredths, divided once at the end: a sum of decimals depends on the order of rows.
     [['place', count(r.place_confidence), sum(toInteger(round(100 * r.place_confidence)))],
      ['birthplace', count(r.birthplace_confidence),
       sum(toInteger(round(100 * r.birthplace_confidence)))],
      ['residence', count(r.residence_confidence),
       sum(toInteger(round(100 * r.residence_confidence)))]] AS confidences,
     [
       ['case', 'fact_date', count(r.fact_date)],
       ['case', 'registered_on', count(r.registered_on)],
       ['case', 'police_report', count(r.police_report)],
       ['case', 'agency', count(r.agency)],
       ['case', 'provision', count(r.provision)],
       ['case', 'procedural_status', count(r.procedural_status)],
       ['case', 'destination', count(r.destination)],
       ['case stage', 'place', count(r.place)],
       ['stage', 'date', count(r.date)],
       ['stage', 'venue', count(r.venue)],
       ['stage', 'establishment', count(r.establishment)],
       ['stage', 'transport', count(r.transport)],
       ['victim suspect', 'name', count(r.name)],
       ['victim suspect', 'document_key', count(r.document_key)],
       ['victim suspect', 'sex', count(r.sex)],
       ['victim suspect', 'age', count(r.age)],
       ['victim suspect', 'nationality', count(r.nationality)],
       ['victim', 'birth_date', count(r.birth_date)],
       ['victim', 'birthplace', count(r.birthplace)],
       ['victim', 'residence', count(r.residence)],
       ['victim', 'education', count(r.education)],
       ['victim', 'bond', count(r.bond)],
       ['victim stage', 'recruitment', count(r.recruitment)],
       ['victim stage', 'means', count(r.means)],
       ['victim stage', 'purposes', count(r.purposes)],
       ['suspect', 'role', count(r.role)],
       ['suspect', 'situation', count(r.situation)],
       ['suspect', 'phones', count(r.phones)]
     ] AS counted
UNWIND counted AS one
WITH registry, kind, records, revisions, one[1] AS field, one[2] AS known,
     head([told IN confidences WHERE told[0] = one[1] AND told[1] > 0]) AS confident
WHERE kind IN split(one[0], ' ')
// round(x) of a whole number of ten thousandths, half up: engines differ on round(x, 4) at a tie.
RETURN registry, kind, field, records, known, (20000 * known + records) / (2 * records) / 10000.0
       AS share,
       (200 * confident[2] + confident[1]) / (2 * confident[1]) / 10000.0 AS confidence, revisions
ORDER BY registry, kind, field
LIMIT $limit
