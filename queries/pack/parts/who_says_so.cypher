WITH relation, place, facts, since, until, a, b, CASE WHEN a:Stage THEN a WHEN b:Stage THEN b END AS stage,
     CASE WHEN a:Case THEN a WHEN b:Case THEN b END AS case,
     CASE WHEN a:Person THEN a WHEN b:Person THEN b END AS person
// A registry says so if a record of its own attests the edge: that of the stage, that of the person
// in this case, or that of the case.
WITH relation, place, facts, since, until, a, b, stage, case, person,
     COLLECT {
       MATCH (stage)-[:ATTESTED_BY]->(k:Record)
       WITH DISTINCT k.registry AS registry ORDER BY registry
       RETURN registry
     } AS of_stage,
     COLLECT {
       MATCH (case)-[:ATTESTED_BY]->(k:Record)
       RETURN k.registry + ':' + k.case_key
     } AS keys
WITH relation, place, facts, since, until, a, b, stage, case, person, of_stage, keys,
     COLLECT {
       MATCH (person)-[:ATTESTED_BY]->(k:Record)
       WHERE k.registry + ':' + k.case_key IN keys
       WITH DISTINCT k.registry AS registry ORDER BY registry
       RETURN registry
     } AS of_person,
     COLLECT {
       MATCH (case)-[:ATTESTED_BY]->(k:Record)
       WITH DISTINCT k.registry AS registry ORDER BY registry
       RETURN registry
     } AS of_case,
     EXISTS {
       MATCH (person)-[:ATTESTED_BY]->(k:Record)
       MATCH (j:Judgement {one: k.uid})
       WHERE j.verdict = 'same' AND j.model <> '' AND coalesce(j.score, 0.0) < $ask_at
         AND EXISTS { MATCH (person)-[:ATTESTED_BY]->(o:Record) WHERE o.uid = j.other }
         AND NOT EXISTS {
           MATCH (h:Judgement {one: k.uid})
           WHERE h.other = j.other AND h.model = '' AND h.verdict = 'same'
             AND NOT coalesce(h.blind, false)
         }
     } AS doubtful_person,
     EXISTS {
       UNWIND keys AS key
       MATCH (j:Judgement {one: key})
       WHERE j.verdict = 'same' AND j.model <> '' AND coalesce(j.score, 0.0) < $ask_at AND j.other IN keys
         AND NOT EXISTS {
           MATCH (h:Judgement {one: key})
           WHERE h.other = j.other AND h.model = '' AND h.verdict = 'same'
             AND NOT coalesce(h.blind, false)
         }
     } AS doubtful_case,
     [field IN coalesce(case.conflicts, [])
      WHERE field IN CASE relation
              WHEN 'AT' THEN ['place', 'fact_date']
              WHEN 'VICTIM_IN' THEN ['age', 'bond', 'education', 'recruitment', 'means', 'purposes',
                                     'scope']
              WHEN 'SUSPECT_IN' THEN ['role', 'situation', 'procedural_status']
              ELSE [] END] AS conflicts
RETURN relation, a {.uid, .pseudonym, .name, .numbers, labels: labels(a), .phase, .date, .since, .until,
          .registered_on, .conflicts} AS source,
       b {.uid, .pseudonym, .name, .numbers, labels: labels(b), .phase, .date, .since, .until,
          .registered_on, .conflicts} AS target,
       coalesce(stage.date, case.fact_date) AS date,
       since,
       until,
       CASE WHEN stage IS NOT NULL THEN of_stage
            WHEN person IS NOT NULL AND case IS NOT NULL THEN of_person
            WHEN case IS NOT NULL THEN of_case
            ELSE coalesce(person.registries, []) END AS registries,
       doubtful_person OR doubtful_case OR size(conflicts) > 0 AS doubtful,
       facts AS properties
