/*---
name: registry_waterfall
version: 3
title_es: De lo que cuenta RETA a lo que cuenta SISTRA
title_en: From RETA's count to SISTRA's
question_es: ¿Qué hay entre lo que RETA y SISTRA contaron en el año, víctima por víctima?
question_en: What stands between the counts of RETA and SISTRA in the year, victim by victim?
note_es: >-
  Cada víctima de un registro de RETA o de una carpeta del año está en un solo paso; los de RETA suman lo
  que cuenta RETA, los de SISTRA lo que cuenta SISTRA. Es lo decidido; trama overlap waterfall da los
  intervalos y los registros de cada paso.
note_en: >-
  Each victim of a registration or a carpeta of the year stands in exactly one step; RETA's add up to RETA's
  count, SISTRA's to SISTRA's. It is what is decided; trama overlap waterfall gives the intervals and the
  records of each step.
params:
  year: {type: integer, required: true, min: 1990, max: 2100, title_es: Año, title_en: Year}
  limit: {type: integer, default: 50, min: 1, max: 500, title_es: Filas, title_en: Rows}
columns:
  registry: {type: code, of: registry, sensitivity: public, title_es: Registro, title_en: Registry}
  step:
    type: string
    sensitivity: public
    title_es: Paso
    title_en: Step
    words:
      REPEATED: {title_es: Repetida en el registro, title_en: Repeated within the registry}
      EPISODE: {title_es: Otro episodio de la misma persona, title_en: Another episode of the person}
      UNDECIDED: {title_es: Sin decidir, title_en: Undecided}
      DISCARDED: {title_es: Desistimiento, title_en: Withdrawn}
      NEVER_HANDED_OVER: {title_es: Nunca derivada a la Fiscalía, title_en: Never handed over}
      LOST: {title_es: "Derivada, sin carpeta", title_en: "Handed over, no carpeta"}
      DESTINATION_UNKNOWN: {title_es: RETA no dice el destino, title_en: RETA states no destination}
      DIRECT: {title_es: Presentada directamente a la Fiscalía, title_en: Lodged directly with the prosecutors}
      FROM_POLICE: {title_es: "De la Policía, sin registro en RETA", title_en: "From the police, not in RETA"}
      ORIGIN_UNKNOWN: {title_es: SISTRA no dice el origen, title_en: SISTRA states no origin}
      ANOTHER_YEAR: {title_es: "En ambos, otro año en el otro registro", title_en: "In both, another year in the other registry"}
      TYPIFIED_OTHERWISE: {title_es: "En ambos, tipificada de otro modo", title_en: "In both, typified otherwise"}
      ARCHIVED: {title_es: "En ambos, archivada", title_en: "In both, archived"}
      ALIKE: {title_es: "En ambos, igual", title_en: "In both, alike"}
  victims: {type: count, sensitivity: public, title_es: Víctimas, title_en: Victims}
sensitivity: restricted
starts_from: []
needs: [links]
indexes: [Record.case_key, Record.uid, Judgement.one, Judgement.other]
views: [table]
examples:
  - {params: {year: 2019}, title_es: Los pasos de 2019, title_en: The steps of 2019}
---*/
MATCH (c:Case)
WHERE 'RETA:' + toString($year) IN c.counted OR 'SISTRA:' + toString($year) IN c.counted
MATCH (c)-[:ATTESTED_BY]->(k:Record)
WHERE k.kind = 'case' AND k.registry IN ['RETA', 'SISTRA']
WITH c, k.registry AS registry, k.case_key AS number, k ORDER BY k.uid
WITH c, registry, number,
     head(collect(k.registered_on)) AS day, head(collect(k.destination)) AS destination,
     head(collect(k.entry_form)) AS form, head(collect(k.police_report)) AS report,
     head(collect(k.provision)) AS provision, head(collect(k.procedural_status)) AS status
WHERE day STARTS WITH toString($year)
MATCH (r:Record {case_key: number})<-[:ATTESTED_BY]-(v:Victim)
WHERE r.registry = registry AND r.kind = 'victim'
WITH c, registry, day, destination, form, report, provision, status, v,
     min(r.uid) AS record
ORDER BY day, record
WITH v, registry, count(*) AS entries, count(DISTINCT c) AS cases,
     head(collect([destination, form, report, provision, status])) AS said
WITH v, registry, entries, cases, said,
     COUNT {
       MATCH (v)-[:ATTESTED_BY]->(x:Record)
       WHERE x.kind = 'victim' AND x.registry IN ['RETA', 'SISTRA'] AND x.registry <> registry
     } > 0 AS elsewhere,
     CASE WHEN said[3] IN ['CP-153', 'CP-153-A', 'CP-129-A', 'CP-129-B'] THEN 'TRATA'
          ELSE coalesce(head(COLLECT {
            MATCH (old:PenalProvision)-[:RENUMBERED_TO]->(now:PenalProvision {uid: said[3]})
            RETURN old.uid
          }), said[3]) END AS offence
WITH v, registry, elsewhere, [registry, entries, cases, said, elsewhere, offence] AS side
// The judgements of each record of the victim, found by either end.
MATCH (v)-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = 'victim' AND r.registry = registry
OPTIONAL MATCH (j:Judgement {one: r.uid})
WHERE NOT elsewhere
WITH v, registry, elsewhere, side, r, collect(j) AS firsts
OPTIONAL MATCH (j:Judgement {other: r.uid})
WHERE NOT elsewhere
WITH v, registry, side, r.uid AS one, firsts, collect(j) AS others
UNWIND CASE WHEN size(firsts + others) = 0 THEN [null] ELSE firsts + others END AS j
WITH v, registry, side, one, j,
     // '' is no record; the embedded engine would look through all of them for a null.
     coalesce(CASE WHEN j.one = one THEN j.other ELSE j.one END, '') AS other
ORDER BY j.number
WITH v, registry, side, one, other, collect(j) AS rows
WITH v, registry, side, other,
     last([o IN rows WHERE coalesce(o.model, '') = '' AND NOT coalesce(o.blind, false)]) AS person,
     last([o IN rows WHERE coalesce(o.model, '') <> '']) AS model,
     last([o IN rows WHERE coalesce(o.model, '') <> '' AND o.score IS NOT NULL
                                AND o.verdict <> 'withdrawn']) AS scored
// The probability of a pair that stands open, above 1 if a person judged it different.
WITH v, registry, side, other,
     CASE WHEN person.verdict = 'different' THEN 2.0 WHEN person.verdict = 'same' THEN 0.5
          WHEN person.verdict = 'unsure' OR model.verdict IN ['same', 'unsure']
          THEN coalesce(scored.score, 0.5) END AS score
OPTIONAL MATCH (a:Record {uid: other})<-[:ATTESTED_BY]-(p:Victim)
WHERE a.kind = 'victim' AND a.registry IN ['RETA', 'SISTRA'] AND a.registry <> registry
  AND COUNT {
    MATCH (p)-[:ATTESTED_BY]->(x:Record) WHERE x.kind = 'victim' AND x.registry = registry
  } = 0
WITH v, side, p.pseudonym AS whom, max(score) AS score
WITH v, side, max(CASE WHEN whom IS NOT NULL AND score > 0.05 AND score <= 1 THEN 1 ELSE 0 END)
       AS open
WITH v, collect([side, open]) AS sides
UNWIND sides AS told
WITH told[0] AS side, told[1] AS open, head([o IN sides WHERE o[0][0] = 'RETA' | o[0]]) AS reta,
     head([o IN sides WHERE o[0][0] = 'SISTRA' | o[0]]) AS sistra
WITH side[0] AS registry, side[1] AS entries, side[2] AS cases,
     CASE WHEN side[4] AND (reta IS NULL OR sistra IS NULL) THEN 'ANOTHER_YEAR'
          WHEN side[4] AND reta[5] <> sistra[5] THEN 'TYPIFIED_OTHERWISE'
          WHEN side[4] AND sistra[3][4] IN ['SENTENCIA_ABSOLUTORIA', 'SOBRESEIMIENTO',
                                            'ARCHIVO_PLANO', 'ARCHIVO_PRELIMINAR'] THEN 'ARCHIVED'
          WHEN side[4] THEN 'ALIKE'
          WHEN open = 1 THEN 'UNDECIDED'
          WHEN side[0] = 'RETA' AND side[3][0] IS NULL THEN 'DESTINATION_UNKNOWN'
          WHEN side[0] = 'RETA' AND side[3][0] = 'DESISTIMIENTO' THEN 'DISCARDED'
          WHEN side[0] = 'RETA' AND side[3][0] = 'FISCALIA' THEN 'LOST'
          WHEN side[0] = 'RETA' THEN 'NEVER_HANDED_OVER'
          WHEN side[3][2] IS NOT NULL OR side[3][1] IN ['INFORME_POLICIAL', 'OPERATIVO']
          THEN 'FROM_POLICE'
          WHEN side[3][1] IS NULL THEN 'ORIGIN_UNKNOWN' ELSE 'DIRECT' END AS first
UNWIND [[first, 1], ['EPISODE', cases - 1], ['REPEATED', entries - cases]] AS row
WITH registry, row[0] AS step, sum(row[1]) AS victims
WHERE victims > 0
RETURN registry, step, victims
ORDER BY registry, step
LIMIT $limit
