// What marks invented data, if there is any: a file that calls itself SINTETICO, or a case with a
// number of the twin; no office of the prosecutors begins with 9999. Marks elsewhere in a number
// would have to be looked for in every record.
MATCH (f:SourceFile)
WHERE toUpper(f.name) CONTAINS 'SINTETICO'
RETURN f.uid AS uid
LIMIT 1
UNION
MATCH (r:Record)
WHERE r.case_key STARTS WITH 'SINT-'
   OR (r.registry = 'SISTRA' AND r.case_key STARTS WITH '9999')
RETURN r.uid AS uid
LIMIT 1
