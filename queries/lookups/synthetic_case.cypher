// What marks invented data, if there is any: a file that calls itself SINTETICO, a case number with
// the part SINT or SINTETICO (the twin's registrations, the example's files), or a carpeta that
// begins with 9999, which no office of the prosecutors has.
MATCH (f:SourceFile)
WHERE toUpper(f.name) CONTAINS 'SINTETICO'
RETURN f.uid AS uid
LIMIT 1
UNION
MATCH (r:Record)
WHERE r.case_key =~ '(.*-)?SINT(ETICO)?(-.*)?'
   OR (r.registry = 'SISTRA' AND r.case_key STARTS WITH '9999')
RETURN r.uid AS uid
LIMIT 1
