/*---
name: network_changes
version: 1
title_es: Cambios de las redes
title_en: Changes of networks
question_es: ¿Qué redes aparecieron, crecieron, se dividieron, se unieron o dejaron de hallarse?
question_en: Which networks appeared, grew, split, merged or are found no more?
note_es: >-
  Una fila es un cambio entre un cálculo («trama networks find --write») y el anterior; la fecha es la del
  cálculo, no la de los hechos. Un cambio puede venir de datos corregidos o personas unidas en la
  revisión, no solo de hechos nuevos.
note_en: >-
  A row is a change from one calculation (`trama networks find --write`) to the next; the date is that of the
  calculation, not of the facts. A change may come from corrected data or from people joined in a review,
  not only from new facts.
params:
  network: {type: network, title_es: "Red (N-1)", title_en: "Network (N-1)"}
  since: {type: partial_date, bound: first, title_es: Calculado desde, title_en: Calculated since}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  network: {type: string, of: Network.uid, title_es: Red, title_en: Network}
  number: {type: integer, title_es: Orden, title_en: Order}
  calculated: {type: date, of: NetworkChange.at, title_es: Calculado (día), title_en: Calculated (day)}
  change: {type: code, of: network_change, title_es: Cambio, title_en: Change}
  gained: {type: count, title_es: Entran, title_en: Joined}
  lost: {type: count, title_es: Salen, title_en: Left}
  members: {type: count, title_es: Personas, title_en: People}
  cases: {type: count, title_es: Casos, title_en: Cases}
  last: {type: date, of: NetworkChange.until, title_es: Último hecho (día), title_en: Last fact (day)}
  others: {type: strings, of: NetworkChange.others, title_es: Con las redes, title_en: With networks}
sensitivity: restricted
starts_from: [network]
needs: [networks]
indexes: [NetworkChange.network]
views: [table]
examples:
  - {params: {}, title_es: Los últimos, title_en: The latest}
---*/
MATCH (c:NetworkChange)
WHERE ($network IS NULL OR c.network = $network) AND ($since IS NULL OR c.at >= $since)
RETURN c.network AS network, c.number AS number, c.at AS calculated, c.change AS change,
       c.gained AS gained, c.lost AS lost, c.members AS members, c.cases AS cases,
       c.until AS last, coalesce(c.others, []) AS others
ORDER BY calculated DESC, network, number DESC
LIMIT $limit
