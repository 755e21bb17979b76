AND ($include_excluded OR type(r) <> 'USES' OR NOT n:Suspect OR n:Victim OR EXISTS {
  MATCH (n)-[u:SUSPECT_IN]->(:Case)
  WHERE NOT coalesce(u.excluded, false)
})
AND ($include_excluded OR type(r) <> 'INVOLVES'
     OR EXISTS {
       MATCH (n)<-[u:SUSPECT_IN]-(:Suspect)-[:USES]->(m)
       WHERE NOT coalesce(u.excluded, false)
     }
     OR EXISTS { MATCH (n)<-[:PART_OF]-(:Stage)-[:USED]->(m) }
     OR NOT EXISTS { MATCH (n)<-[:SUSPECT_IN]-(:Suspect)-[:USES]->(m) })
AND ($protected = 'nobody' OR NOT EXISTS {
  MATCH (m)<-[:USES]-(p:Person)
  WHERE $protected = 'everybody' OR p:Victim
})
