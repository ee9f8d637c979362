import { countLocks } from '../../store/wall-locks.ts';
import { readByCourt } from '../court-parts.ts';

/** Counts of locks of each court of a scope. */
export const lockCountsOf = readByCourt(
	({ source, startOfToday }, courts) => countLocks(source.db, courts, startOfToday),
	({ startOfToday }) => startOfToday,
);
