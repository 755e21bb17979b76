"""Five invented cases (SINTETICO), so small that a reader can answer every saved query by hand.

C-1 RETA and SISTRA, March 2017: V1 (15 years) Cusco, Abancay, Lima; S1, S2.
C-2 SISTRA, May 2018: V2 Wanchaq, Lima; V3 Cusco, Arequipa, Lima; S1, S2, and S3 (archived).
C-3 RETA, 2019: V4 Iquitos, captured only; S3.
C-4 SISTRA, June 2022: V5 Venezuela, Tumbes, Lima; S4, who is V1.
C-5 RETA, 2021: V6, without a known stage; no suspect.
"""

from scanned import keep_in_brief

from trama.graph.engine import Graph

PLACES = """
CREATE (ve:Location {uid: 'VE', level: 'PAIS', name: 'Venezuela', name_key: 'VENEZUELA'})
CREATE (pe:Location {uid: 'PE', level: 'PAIS', name: 'Perú', name_key: 'PERU'})
WITH pe
UNWIND [['PE-08', 'Cusco'], ['PE-15', 'Lima'], ['PE-03', 'Apurímac'], ['PE-04', 'Arequipa'],
        ['PE-16', 'Loreto'], ['PE-24', 'Tumbes']] AS one
CREATE (d:Location {uid: one[0], level: 'DEPARTAMENTO', name: one[1], name_key: one[1]})
CREATE (d)-[:WITHIN]->(pe)
CREATE (p:Location {uid: one[0] + '01', level: 'PROVINCIA', name: one[1], name_key: one[1]})
CREATE (p)-[:WITHIN]->(d)
CREATE (t:Location {uid: one[0] + '0101', level: 'DISTRITO', name: one[1], name_key: one[1],
                    latitude: -12.0, longitude: -77.0})
CREATE (t)-[:WITHIN]->(p)
CREATE (w:Location {uid: one[0] + '0108', level: 'DISTRITO', name: one[1] + ' 8', name_key: '8'})
CREATE (w)-[:WITHIN]->(p)
"""

CASES = """
UNWIND [
  ['C-1', ['RETA:SINT-2017-000001', 'SISTRA:SINT-1-2017-1-0'], ['RETA', 'SISTRA'],
   '2017-03', '2017-03-01', '2017-03-31'],
  ['C-2', ['SISTRA:SINT-1-2018-2-0'], ['SISTRA'], '2018-05-02', '2018-05-02', '2018-05-02'],
  ['C-3', ['RETA:SINT-2019-000003'], ['RETA'], '2019', '2019-01-01', '2019-12-31'],
  ['C-4', ['SISTRA:SINT-1-2022-4-0'], ['SISTRA'], '2022-06-01', '2022-06-01', '2022-06-01'],
  ['C-5', ['RETA:SINT-2021-000005'], ['RETA'], '2021-08-01', '2021-08-01', '2021-08-01']
] AS one
CREATE (:Case {uid: one[0], numbers: one[1], registries: one[2], fact_date: one[3],
               since: one[4], until: one[5]})
"""

# uid, age, sex, birthplace, residence, case
VICTIMS = """
UNWIND [
  ['V1', 15.0, 'F', 'PE-080101', 'PE-080108', 'C-1'],
  ['V2', 22.0, 'F', 'PE-080108', 'PE-080108', 'C-2'],
  ['V3', null, 'M', 'PE-080101', 'PE-080101', 'C-2'],
  ['V4', 17.0, 'F', 'PE-160101', null, 'C-3'],
  ['V5', 30.0, 'F', 'VE', 'VE', 'C-4'],
  ['V6', 19.0, 'M', null, 'PE-150101', 'C-5']
] AS one
MATCH (c:Case {uid: one[5]})
CREATE (v:Person:Victim {uid: one[0], pseudonym: 'P-' + one[0], sex: one[2],
                         name: 'VICTIMA SINTETICA ' + one[0]})
CREATE (v)-[:VICTIM_IN {age: one[1]}]->(c)
WITH v, one
OPTIONAL MATCH (b:Location {uid: one[3]})
OPTIONAL MATCH (r:Location {uid: one[4]})
FOREACH (x IN CASE WHEN b IS NULL THEN [] ELSE [b] END | CREATE (v)-[:BORN_IN]->(x))
FOREACH (x IN CASE WHEN r IS NULL THEN [] ELSE [r] END | CREATE (v)-[:RESIDES_IN]->(x))
"""

SUSPECTS = """
UNWIND ['S1', 'S2', 'S3'] AS uid
CREATE (:Person:Suspect {uid: uid, pseudonym: 'P-' + uid, name: 'IMPUTADO SINTETICO ' + uid})
"""

ACCUSATIONS = """
UNWIND [
  ['S1', 'C-1', 'CAPTADOR', false], ['S2', 'C-1', 'TRANSPORTISTA', false],
  ['S1', 'C-2', 'CAPTADOR', false], ['S2', 'C-2', 'RECEPTOR', false],
  ['S3', 'C-2', 'RECEPTOR', true], ['S3', 'C-3', null, false], ['V1', 'C-4', 'CAPTADOR', false]
] AS one
MATCH (p:Person {uid: one[0]}), (c:Case {uid: one[1]})
SET p:Suspect
CREATE (p)-[:SUSPECT_IN {role: one[2], excluded: one[3]}]->(c)
"""

# uid, position, phase, place, first day, last day, leg of districts; then victim, case, suspects
STAGES = """
UNWIND [
  ['E11', 1, 'CAPTACION', 'PE-080101', '2017-03-01', '2017-03-01', null, 'V1', 'C-1', ['S1']],
  ['E12', 2, 'TRANSPORTE', 'PE-030101', '2017-03-05', '2017-03-05', 'PE-080101>PE-030101',
   'V1', 'C-1', ['S2']],
  ['E13', 3, 'RECEPCION', 'PE-150101', '2017-03-07', '2017-03-07', 'PE-030101>PE-150101',
   'V1', 'C-1', ['S2']],
  ['E14', 4, 'EXPLOTACION', 'PE-150101', null, null, null, 'V1', 'C-1', []],
  ['E21', 1, 'CAPTACION', 'PE-080108', '2018-05-02', '2018-05-02', null, 'V2', 'C-2', ['S1']],
  ['E22', 2, 'RECEPCION', 'PE-150101', '2018-05-03', '2018-05-03', 'PE-080108>PE-150101',
   'V2', 'C-2', ['S2', 'S3']],
  ['E31', 1, 'CAPTACION', 'PE-080101', null, null, null, 'V3', 'C-2', ['S1']],
  ['E32', 2, 'TRANSPORTE', null, null, null, null, 'V3', 'C-2', []],
  ['E33', 3, 'TRANSPORTE', 'PE-04', null, null, 'PE-080101>PE-04', 'V3', 'C-2', []],
  ['E34', 4, 'RECEPCION', 'PE-150108', null, null, 'PE-04>PE-150108', 'V3', 'C-2', ['S2']],
  ['E41', 1, 'CAPTACION', 'PE-160101', '2019-01-01', '2019-12-31', null, 'V4', 'C-3', ['S3']],
  ['E51', 1, 'CAPTACION', 'VE', '2022-06-01', '2022-06-01', null, 'V5', 'C-4', ['V1']],
  ['E52', 2, 'TRANSPORTE', 'PE-240101', '2022-06-09', '2022-06-09', 'VE>PE-240101',
   'V5', 'C-4', []],
  ['E53', 3, 'RETENCION', 'PE-150101', '2022-06-20', '2022-06-20', 'PE-240101>PE-150101',
   'V5', 'C-4', []]
] AS one
MATCH (v:Person {uid: one[7]}), (c:Case {uid: one[8]})
CREATE (s:Stage {uid: one[0], position: one[1], phase: one[2], date: one[4], since: one[4],
                 until: one[5], leg_district: one[6]})
CREATE (v)-[:SUBJECTED_TO]->(s)
CREATE (s)-[:PART_OF]->(c)
WITH s, one
OPTIONAL MATCH (l:Location {uid: one[3]})
FOREACH (x IN CASE WHEN l IS NULL THEN [] ELSE [l] END | CREATE (s)-[:AT]->(x))
WITH s, one
UNWIND one[9] AS suspect
MATCH (p:Person {uid: suspect})
CREATE (p)-[:COMMITTED]->(s)
"""

CHAINS = """
MATCH (v:Victim)-[:SUBJECTED_TO]->(a:Stage)-[:PART_OF]->(c:Case),
      (v)-[:SUBJECTED_TO]->(b:Stage)-[:PART_OF]->(c)
WHERE b.position = a.position + 1
CREATE (a)-[:NEXT]->(b)
"""


# RETA and SISTRA differ on the date of the fact, and on the age and document of V1.
RECORDS = """
UNWIND [
  {uid: 'R-1', registry: 'RETA', kind: 'case', case_key: 'SINT-2017-000001',
   fact_date: '2017-03-05', registered_on: '2017-04-01', place: 'PE-150101',
   place_confidence: 0.5, about: 'C-1'},
  {uid: 'R-2', registry: 'SISTRA', kind: 'case', case_key: 'SINT-1-2017-1-0',
   fact_date: '2017-03-07', status_date: '2018', procedural_status: 'EN_TRAMITE', about: 'C-1'},
  {uid: 'R-3', registry: 'RETA', kind: 'victim', case_key: 'SINT-2017-000001', age: 15.0,
   sex: 'F', document_key: 'DNI:00000001', about: 'V1'},
  {uid: 'R-4', registry: 'SISTRA', kind: 'victim', case_key: 'SINT-1-2017-1-0', age: 16.0,
   sex: 'F', document_key: 'DNI:00000002', means: ['AMENAZA', 'ENGANO'], about: 'V1'},
  {uid: 'R-5', registry: 'SISTRA', kind: 'suspect', case_key: 'SINT-1-2022-4-0', age: 21.0,
   about: 'V1'},
  {uid: 'R-6', registry: 'SISTRA', kind: 'stage', case_key: 'SINT-1-2017-1-0',
   date: '2017-03-05', about: 'E12'},
  {uid: 'R-7', registry: 'RETA', kind: 'case', case_key: 'SINT-2019-000003', about: 'C-3'}
] AS one
CREATE (r:Record {uid: one.uid, registry: one.registry, kind: one.kind, case_key: one.case_key,
                  fact_date: one.fact_date, registered_on: one.registered_on,
                  status_date: one.status_date, procedural_status: one.procedural_status,
                  place: one.place, place_confidence: one.place_confidence, date: one.date,
                  age: one.age, sex: one.sex, document_key: one.document_key, means: one.means})
WITH r, one
MATCH (n:Case|Person|Stage {uid: one.about})
CREATE (n)-[:ATTESTED_BY]->(r)
"""

REVISION = """
MATCH (r:Record {uid: 'R-1'})
CREATE (r)-[:SAID_BEFORE]->(:Revision {uid: 'V-1', content: 'SINTETICO', values: '{}'})
"""

# a phone, a bar and a bus company, with their cases and users
SHARED_NODES = """
CREATE (phone:Phone {uid: 'Phone:SINT 900000001', name: 'SINT 900000001'})
CREATE (bar:Establishment {uid: 'Establishment:BAR SINTETICO', name: 'BAR SINTETICO'})
CREATE (bus:Organisation {uid: 'Organisation:BUS SINTETICO', name: 'BUS SINTETICO'})
WITH phone, bar, bus
MATCH (c1:Case {uid: 'C-1'}), (c2:Case {uid: 'C-2'}), (c3:Case {uid: 'C-3'}),
      (s1:Person {uid: 'S1'}), (s3:Person {uid: 'S3'}), (e14:Stage {uid: 'E14'}),
      (e22:Stage {uid: 'E22'})
CREATE (c1)-[:INVOLVES]->(phone), (c2)-[:INVOLVES]->(phone), (s1)-[:USES]->(phone)
CREATE (c1)-[:INVOLVES]->(bar), (c2)-[:INVOLVES]->(bar), (e14)-[:USED]->(bar), (e22)-[:USED]->(bar)
CREATE (c2)-[:INVOLVES]->(bus), (c3)-[:INVOLVES]->(bus), (s3)-[:USES]->(bus)
"""

PROVISIONS = """
CREATE (old:PenalProvision {uid: 'CP-153', name: 'Trata de personas', verified: true})
CREATE (new:PenalProvision {uid: 'CP-129-A', name: 'Trata de personas', verified: true})
WITH old, new
MATCH (e12:Stage {uid: 'E12'}), (e52:Stage {uid: 'E52'}), (e32:Stage {uid: 'E32'})
CREATE (e12)-[:TYPIFIED_AS {written: 'CP-153'}]->(old)
CREATE (e32)-[:TYPIFIED_AS {written: 'CP-153'}]->(old)
CREATE (e52)-[:TYPIFIED_AS {written: 'CP-153'}]->(new)
SET e12.means = ['ENGANO']
"""

ROUTES = """
UNWIND [['PE-08', 'PE-15', 2, 2], ['PE-08', 'PE-04', 1, 1]] AS one
MATCH (a:Location {uid: one[0]}), (b:Location {uid: one[1]})
CREATE (a)-[:ROUTE {level: 'DEPARTAMENTO', cases: one[2], victims: one[3],
                    first: '2017-03-07', last: '2018-05-03'}]->(b)
WITH DISTINCT 1 AS done
MATCH (s:Stage {uid: 'E22'})
SET s.leg_department = 'PE-08>PE-15'
"""

OBSERVATIONS = """
UNWIND [
  ['VICTIMAS/recruitment/INTERNET', 'VICTIMAS', 'recruitment', true, 300.0, 'RETA', null],
  ['VICTIMAS/recruitment/OTRO', 'VICTIMAS', 'recruitment', true, 425.0, 'RETA', null],
  ['VICTIMAS/recruitment/TOTAL', 'VICTIMAS', 'recruitment', false, 641.0, 'RETA', null],
  ['VICTIMAS/venue/OTRO', 'VICTIMAS', 'venue', true, 552.0, 'RETA', null],
  ['VICTIMAS/TOTAL', 'VICTIMAS', null, false, 1307.0, 'FISCALIA', 'Informe SINTETICO']
] AS one
CREATE (i:Indicator {uid: one[0], measure: one[1], name: one[0], dimension: one[2],
                     part_of_total: one[3]})
CREATE (o:Observation {uid: 'O-' + one[0], indicator: one[0], period: '2017', year: 2017,
                       value: one[4], registry: one[5], source: one[6], verified: true})
CREATE (o)-[:MEASURES]->(i)
WITH i WHERE i.uid = 'VICTIMAS/TOTAL'
UNWIND [
  ['2018', null, 882.0, '2019', 'Fuente SINTETICA', 1189.0],
  ['2018', null, 1189.0, '2021', 'Fuente SINTETICA', null],
  ['2017', '2019-06', 9000.0, '2020', 'Otra SINTETICA', null]
] AS one
CREATE (o:Observation {uid: 'O-' + one[2], indicator: i.uid, period: one[0],
                       year: toInteger(one[0]), until: one[1], value: one[2],
                       registry: 'FISCALIA', source: 'Informe SINTETICO', verified: true,
                       stated_on: one[3], stated_by: one[4], corrected_to: one[5]})
CREATE (o)-[:MEASURES]->(i)
"""


NETWORKS = """
UNWIND [
  ['N-1', 'S1', 'ACTIVA', 2, 0.01], ['N-1', 'S2', 'ACTIVA', 2, 0.01],
  ['N-2', 'V1', 'INACTIVA', 1, 0.02], ['N-2', 'S3', 'INACTIVA', 1, 0.02]
] AS one
MATCH (p:Person {uid: one[1]})
MERGE (n:Network {uid: one[0]})
SET n.state = one[2], n.members = 2, n.cases = one[3], n.since = '2017-03-01',
    n.until = '2018-05-02', n.expected = 0.1, n.rate = one[4], n.survives = 0.9,
    n.overturned_by = 1
CREATE (p)-[:MEMBER_OF {cases: one[3]}]->(n)
"""
SHARED_CASE = """
MATCH (p:Person {uid: 'V1'}), (c:Case {uid: 'C-3'})
CREATE (p)-[:SUSPECT_IN {excluded: false}]->(c)
"""
TIES = """
UNWIND [['S1', 'S2', 2, 1.5], ['S2', 'S3', 1, 0.5], ['S1', 'V1', 1, 0.25]] AS one
MATCH (a:Person {uid: one[0]}), (b:Person {uid: one[1]})
CREATE (a)-[:CO_OFFENDED {cases: one[2], weight: one[3]}]->(b)
"""
CHANGES = """
UNWIND [
  ['N-1', 1, 'NUEVA', '2020-01-31', 2, []], ['N-2', 1, 'NUEVA', '2020-01-31', 1, []],
  ['N-2', 2, 'SE_DIVIDIO', '2021-01-31', 0, ['N-1']]
] AS one
MATCH (n:Network {uid: one[0]})
CREATE (n)-[:CHANGED]->(:NetworkChange {uid: one[0] + '/' + toString(one[1]), network: one[0],
  number: one[1], change: one[2], at: one[3], gained: one[4], lost: 0, members: 2, cases: 2,
  until: '2018-05-02', others: one[5]})
"""


def write_small_networks(graph: Graph) -> None:
    """Write networks into the small graph: N-1 of S1 and S2, N-2 of V1 and S3, and their ties."""
    for text in (NETWORKS, SHARED_CASE, TIES, CHANGES):
        graph.write_rows(text)


def write_small_graph(graph: Graph) -> None:
    """Write the cases into an empty graph."""
    texts = (PLACES, CASES, VICTIMS, SUSPECTS, ACCUSATIONS, STAGES, CHAINS)
    for text in (*texts, RECORDS, REVISION, SHARED_NODES, PROVISIONS, ROUTES, OBSERVATIONS):
        graph.write_rows(text)
    keep_in_brief(graph)
