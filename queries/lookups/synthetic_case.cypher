// A record of the synthetic twin, if there is any: its registrations begin with SINT-, its carpetas
// with 9999, which no office of the prosecutors has.
MATCH (r:Record)
WHERE r.case_key STARTS WITH 'SINT-'
   OR (r.registry = 'SISTRA' AND r.case_key STARTS WITH '9999')
RETURN r.uid AS uid
LIMIT 1
