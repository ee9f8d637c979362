import { epochMsOf } from '../core/time/zone.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { LiveSource, ScopeView } from './scope.ts';

interface Remembered {
	readonly at: number;
	readonly today: CourtDate;
	readonly value: Promise<unknown>;
}

const kept = new WeakMap<LiveSource, Map<string, Remembered>>();

/**
 * What is dear to read and moves with the days, not with the events: read once and kept for a while of court time, per court and name.
 * A new day, a clock that was put back and a failed reading forget it.
 */
export function remembered<T>(scope: ScopeView, name: string, holdsMs: number, read: () => Promise<T>): Promise<T> {
	const { source, today } = scope;
	const known = kept.get(source) ?? new Map<string, Remembered>();
	kept.set(source, known);
	const key = `${name}|${scope.court.code}`;
	const at = epochMsOf(scope.now);
	const last = known.get(key);
	if (last && last.today === today && at >= last.at && at - last.at < holdsMs) return last.value as Promise<T>;
	const value = read();
	known.set(key, { at, today, value });
	value.catch(() => known.delete(key));
	return value;
}
