// The load that last had the turn to write, and the number of its committed transactions.
MATCH (f:LoadFence {uid: 'load'})
RETURN f.token AS token, f.batch AS batch
