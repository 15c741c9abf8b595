import fc from 'fast-check';

// The same cases at each run, so that one and the same code never passes here and fails there.
// `PROPERTY_RUNS=5000 npm test -- unit` looks for others, as many for each property that names no number of its own.
const { PROPERTY_RUNS } = process.env;
fc.configureGlobal(PROPERTY_RUNS ? { numRuns: Number(PROPERTY_RUNS) } : { seed: 20261122 });
