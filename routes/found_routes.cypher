/*---
name: route
version: 1
title_es: Rutas de un patrón
title_en: Routes of a pattern
question_es: ¿Por qué rutas pasaron las víctimas a las que conviene el patrón?
question_en: Which routes did the victims take whom the pattern fits?
note_es: >-
  Una fila es una sucesión distinta de fases y lugares. Solo cuentan etapas seguidas: lo que falta
  entre ellas no se supone. «Seguras» son las víctimas cuyas fechas bastan para afirmar el orden y el
  período; en las demás el orden es posible. Un lugar vacío no se sabe.
note_en: >-
  A row is one distinct sequence of phases and places. Only stages in a row count: nothing missing
  between them is supposed. “Sure” are the victims whose dates alone tell the order and the period;
  for the others the order is possible. An empty place is not known.
params:
  route: {type: string, required: true, title_es: Patrón de la ruta, title_en: Pattern of the route}
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  phases: {type: codes, of: phase, title_es: Fases en orden, title_en: Phases in order}
  places: {type: places, of: Location.uid, title_es: Lugares en orden, title_en: Places in order}
  place_names: {type: strings, of: Location.name, title_es: Nombres de los lugares, title_en: Names of the places}
  cases: {type: count, title_es: Casos, title_en: Cases}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  sure_victims: {type: count, title_es: Víctimas seguras, title_en: Sure victims}
  undated_victims: {type: count, title_es: Víctimas sin alguna fecha, title_en: Victims without some date}
  first: {type: date, of: Stage.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Stage.until, title_es: Última vez (día), title_en: Last (day)}
  records: {type: integer, title_es: Registros que la atestiguan, title_en: Records that attest it}
  registries: {type: codes, of: registry, title_es: Quién lo dice, title_en: Who says so}
  reta_victims: {type: count, title_es: Víctimas según RETA, title_en: Victims by RETA}
  sistra_victims: {type: count, title_es: Víctimas según SISTRA, title_en: Victims by SISTRA}
  both_victims: {type: count, title_es: Víctimas según ambos, title_en: Victims by both}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos (los 30 más recientes), title_en: The cases (the 30 most recent)}
sensitivity: restricted
indexes: [Location.uid]
views: [map, flow, table]
examples:
  - {params: {route: "captar en Cusco > transportar{0,3} > recibir en Lima"}, title_es: De Cusco a Lima, title_en: From Cusco to Lima}
  - {params: {route: "captar > *{0,4} > explotar en Madre de Dios ; menor ; 2017..2021"}, title_es: Menores explotados en Madre de Dios, title_en: Minors exploited in Madre de Dios}
---*/
// A row for hundreds of stages: each row that an engine sends costs more than a record in it.
UNWIND $batches AS batch
RETURN COLLECT {
         UNWIND batch AS uid
         MATCH (s:Stage {uid: uid})-[:ATTESTED_BY]->(r:Record)
         RETURN [uid, r.uid, r.registry]
       } AS said
