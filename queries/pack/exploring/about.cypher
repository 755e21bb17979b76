/*---
name: about
version: 1
title_es: Quién dice qué de un nodo
title_en: Who says what of a node
question_es: ¿Qué dice cada registro de este caso, persona o etapa, y en qué se contradicen?
question_en: What does each record say of this case, person or stage, and on what do they differ?
note_es: >-
  Cada fila es lo que los registros de un caso y un sistema dicen de un campo. Hay conflicto si otro sistema
  dice otra cosa. Un lugar o un medio no tiene registros propios. Los campos de identidad solo se muestran
  al investigador.
note_en: >-
  Each row is what the records of one case and one registry say of a field. There is a conflict if another
  registry says something else. A place or a means has no records of its own. Fields of identity are shown
  to investigators only.
params:
  of: {type: node, required: true, title_es: "Nodo (la clave que da una respuesta)", title_en: "Node (the key that an answer gives)"}
  fields:
    type: properties
    of: Record
    default:
      - case_number
      - police_report
      - registered_on
      - fact_date
      - place
      - provision
      - fiscal_district
      - agency
      - entry_form
      - offence
      - procedural_stage
      - procedural_status
      - status_date
      - destination
      - complainant
      - name
      - document_key
      - birth_date
      - nickname
      - address
      - sex
      - age
      - nationality
      - birthplace
      - residence
      - education
      - marital_status
      - bond
      - role
      - situation
      - date
      - venue
      - transport
      - recruitment
      - means
      - purposes
      - scope
    title_es: Campos
    title_en: Fields
  limit: {type: integer, default: 500, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  of: {type: node, title_es: Nodo, title_en: Node}
  field: {type: string, naming: Record, title_es: Campo, title_en: Field}
  registry: {type: code, of: registry, title_es: Quién lo dice, title_en: Who says so}
  record: {type: string, of: Record.case_key, title_es: En qué caso de ese registro, title_en: In which case of that registry}
  values: {type: values, of: Record, field: field, title_es: Dice, title_en: Says}
  records: {type: integer, title_es: Registros que lo dicen, title_en: Records that say so}
  conflict: {type: boolean, title_es: Otro registro dice otra cosa, title_en: Another registry says something else}
sensitivity: restricted
starts_from: [of]
indexes: [Case.uid, Person.uid, Stage.uid]
views: [table]
examples:
  - {params: {of: PE-08, fields: "fact_date,age"}, title_es: Un lugar no tiene registros propios, title_en: A place has no records of its own}
---*/
OPTIONAL MATCH (person:Person {uid: $of})
OPTIONAL MATCH (case:Case {uid: $of})
OPTIONAL MATCH (stage:Stage {uid: $of})
WITH coalesce(person, case, stage) AS n
MATCH (n)-[:ATTESTED_BY]->(r:Record)
UNWIND $fields AS field
WITH n, field, r
WHERE r[field] IS NOT NULL
// A list is one value whatever its order; a single value is a list of one.
UNWIND r[field] AS one
WITH DISTINCT n, field, r.registry AS registry, r.case_key AS record, r.uid AS uid,
     toString(one) AS value
ORDER BY value
WITH n, field, registry, record, uid, collect(value) AS values
WITH n, field, registry, record, values, count(uid) AS records
WITH n, field, collect({registry: registry, record: record, values: values, records: records}) AS told
UNWIND told AS one
RETURN n {.uid, .pseudonym, .name, .numbers, labels: labels(n)} AS of, field,
       one.registry AS registry, one.record AS record, one.values AS values,
       one.records AS records,
       any(other IN told
           WHERE other.registry <> one.registry AND other.values <> one.values) AS conflict
ORDER BY field, registry, record, values
LIMIT $limit
