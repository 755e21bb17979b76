/*---
name: brokers
version: 1
title_es: Personas que unen a otras
title_en: People who join others
question_es: ¿Qué personas de una red comparten casos con muchas que no los comparten entre sí?
question_en: Which people of a network share cases with many who share none with one another?
note_es: >-
  De cada dos personas con quienes alguien comparte casos se mira si ellas también comparten alguno; «sin
  caso en común» cuenta las que no. Quien une a otras puede ser clave, o solo tener muchos casos. Lo
  guardó «trama networks find --write»; no cuentan acusaciones archivadas o absueltas.
note_en: >-
  Of each two people with whom somebody shares cases it is asked whether they share one too; "no case in
  common" counts those who do not. Whoever joins others may be key, or only have many cases. As `trama
  networks find --write` stored it; accusations archived or acquitted do not count.
params:
  network: {type: network, title_es: "Red (N-1)", title_en: "Network (N-1)"}
  limit: {type: integer, default: 50, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  suspect: {type: person, title_es: Presunto tratante, title_en: Suspect}
  network: {type: string, of: Network.uid, title_es: Red, title_en: Network}
  partners: {type: count, title_es: Personas con quienes comparte casos, title_en: People with whom cases are shared}
  apart: {type: count, title_es: Pares de ellas sin caso en común, title_en: Pairs of them with no case in common}
  share: {type: number, share: true, title_es: Parte de los pares, title_en: Share of pairs}
  case_uids: {type: cases, of: Case.uid, title_es: Sus casos, title_en: Their cases}
sensitivity: restricted
starts_from: [network]
needs: [networks]
indexes: [Network.uid]
views: [table]
examples:
  - {params: {}, title_es: De todas las redes, title_en: Of all networks}
---*/
MATCH (n:Network)<-[:MEMBER_OF]-(p:Suspect)
WHERE ($network IS NULL OR n.uid = $network)
  AND EXISTS {
    MATCH (p)-[s:SUSPECT_IN]->(:Case)<-[t:SUSPECT_IN]-(:Suspect)-[:MEMBER_OF]->(n)
    WHERE NOT (coalesce(s.excluded, false) OR coalesce(t.excluded, false))
  }
WITH n, p,
     COUNT { MATCH (p)-[:CO_OFFENDED]-(:Suspect) } AS partners,
     // A tie has one direction, so that each pair of partners who are tied is counted once.
     COUNT {
       MATCH (p)-[:CO_OFFENDED]-(a:Suspect)-[:CO_OFFENDED]->(b:Suspect)
       WHERE EXISTS { MATCH (b)-[:CO_OFFENDED]-(p) }
     } AS tied
WITH n, p, partners, partners * (partners - 1) / 2 AS pairs, tied
WHERE pairs > tied
WITH n, p, partners, pairs - tied AS apart, round(1000.0 * (pairs - tied) / pairs) / 1000 AS share
ORDER BY apart DESC, share DESC, p.pseudonym
LIMIT $limit
RETURN p {.uid, .pseudonym, .name, victim: p:Victim} AS suspect, n.uid AS network, partners, apart,
       share,
       COLLECT {
         MATCH (p)-[a:SUSPECT_IN]->(c:Case)
         WHERE NOT coalesce(a.excluded, false)
         WITH DISTINCT c
         ORDER BY c.uid
         RETURN c.uid
       } AS case_uids
ORDER BY apart DESC, share DESC, p.pseudonym
LIMIT $limit
