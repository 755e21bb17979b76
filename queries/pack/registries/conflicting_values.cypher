/*---
name: conflicting_values
version: 1
title_es: Valores en conflicto entre registros
title_en: Values on which registries conflict
question_es: ¿En qué dicen cosas distintas los registros del mismo caso, persona o etapa?
question_en: On what do registries differ about the same case, person or stage?
note_es: Las dos versiones van una al lado de la otra; ninguna se borra. Los campos de identidad solo se muestran al investigador.
note_en: Both versions stand side by side; neither is erased. Fields of identity are shown to investigators only.
params:
  case: {type: case, title_es: Solo este caso, title_en: Only this case}
  fields:
    type: properties
    of: Record
    default:
      - fact_date
      - place
      - provision
      - name_key
      - document_key
      - birth_date
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
  first_case: {type: first_case, title_es: El caso con que empieza la página, title_en: The case with which the page begins}
  limit: {type: integer, default: 500, min: 1, max: 10000, title_es: Filas, title_en: Rows}
columns:
  case: {type: case, of: Case.uid, title_es: Caso, title_en: Case}
  case_numbers: {type: strings, of: Case.numbers, title_es: Números del caso, title_en: Numbers of the case}
  subject: {type: label, title_es: "Sobre qué (caso, víctima, presunto tratante, etapa)", title_en: "About what (case, victim, suspect, stage)"}
  person: {type: person, title_es: Persona, title_en: Person}
  phase: {type: code, of: phase, title_es: Fase, title_en: Phase}
  field: {type: string, naming: Record, title_es: Campo, title_en: Field}
  registry: {type: code, of: registry, title_es: Un registro, title_en: One registry}
  values: {type: values, of: Record, field: field, title_es: Dice, title_en: Says}
  other_registry: {type: code, of: registry, title_es: Otro registro, title_en: Another registry}
  other_values: {type: values, of: Record, field: field, title_es: Dice el otro, title_en: Says the other}
sensitivity: restricted
starts_from: [case]
needs: [links]
indexes: [Case.uid]
views: [table]
examples:
  - {params: {fields: "fact_date,age"}, title_es: Solo la fecha del hecho y la edad, title_en: Only the date of the fact and the age}
---*/
WITH CASE WHEN $case IS NULL THEN COLLECT {
       MATCH (c:Case)
       WHERE c.uid >= $first_case AND any(field IN $fields WHERE field IN c.conflicts)
       WITH c ORDER BY c.uid LIMIT $limit
       RETURN [c.uid, size([field IN $fields WHERE field IN c.conflicts])]
     } ELSE [[$case, 0]] END AS found
// Each conflicting field of a case gives a row at least: the cases that give enough are enough.
UNWIND range(0, reduce(told = [0, 0], one IN found
                       | CASE WHEN told[0] >= $limit THEN told
                              ELSE [told[0] + one[1], told[1] + 1] END)[1] - 1) AS number
WITH found[number] AS one
MATCH (c:Case {uid: one[0]})
WHERE c.uid >= $first_case
// A sub-query for each case: no list of people or records goes through a sort or a group, where the
// embedded engine's memory for a query ended at 20,000 cases.
WITH c,
     COLLECT { MATCH (c)-[:ATTESTED_BY]->(k:Record) RETURN k.registry + ':' + k.case_key } AS keys,
     COLLECT { MATCH (c)<-[:VICTIM_IN|SUSPECT_IN]-(p:Person) RETURN DISTINCT p } AS people,
     COLLECT { MATCH (c)<-[:PART_OF]-(s:Stage) RETURN s } AS stages
UNWIND [c] + people + stages AS about
// A person's records of other cases may rightly say something else: another age, another address.
WITH c, about,
     COLLECT {
       MATCH (about)-[:ATTESTED_BY]->(r:Record)
       WHERE r.registry + ':' + r.case_key IN keys
       RETURN r
     } AS records
WHERE any(r IN records WHERE r.registry <> records[0].registry)
UNWIND $fields AS field
WITH c, about, field, [r IN records WHERE r[field] IS NOT NULL] AS tellers
// Most records agree: they end here, so that few rows are sorted below.
WHERE any(r IN tellers
          WHERE any(o IN tellers WHERE o.registry < r.registry AND o[field] <> r[field]))
UNWIND tellers AS r
WITH c, about, r.kind AS subject, field, r.registry AS registry, r[field] AS said
// A list is one value whatever its order; a single value is a list of one.
UNWIND said AS one
WITH DISTINCT c, about, subject, field, registry, toString(one) AS value
ORDER BY value
WITH c, about, subject, field, registry, collect(value) AS values
ORDER BY registry
WITH c, about, subject, field, collect({registry: registry, values: values}) AS told
UNWIND range(0, size(told) - 1) AS i
UNWIND range(0, size(told) - 1) AS j
WITH c, about, subject, field, told[i] AS one, told[j] AS two, i, j
WHERE i < j AND one.values <> two.values
OPTIONAL MATCH (about)<-[:SUBJECTED_TO]-(victim:Victim)
WITH c, about, subject, field, one, two, CASE WHEN about:Person THEN about ELSE victim END AS who
RETURN c.uid AS case, c.numbers AS case_numbers, subject,
       who {.uid, .pseudonym, .name, victim: who:Victim} AS person, about.phase AS phase, field,
       one.registry AS registry, one.values AS values, two.registry AS other_registry,
       two.values AS other_values
ORDER BY case, subject, who.pseudonym, about.position, phase, field, registry, other_registry,
         values, other_values
LIMIT $limit
