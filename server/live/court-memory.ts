import type { CourtDate } from '../core/time/types.ts';
import { epochMsOf } from '../core/time/zone.ts';
import { readGrowth, readHeads } from '../store/wall-log.ts';
import type { LiveSource, ScopeView } from './scope.ts';

/** How often a court's part has changed, as far as the log tells. */
interface Stamp {
	/** Place in the court's log. */
	seq: number;
	/** Counts every growth of the log. */
	growths: number;
	/** Counts growths that reach into days before the running month. */
	late: number;
}

interface Watch {
	readonly courts: Map<string, Stamp>;
	/** Counts cases that went from court to court: what both courts have is different then. */
	moves: number;
}

const watches = new WeakMap<LiveSource, Watch>();

const firstOfMonth = (day: CourtDate): CourtDate => `${day.slice(0, 7)}-01` as CourtDate;

/** Looks which courts of a scope have got new events, and how far back these reach. */
async function watch({ source, codes, today }: ScopeView): Promise<Watch> {
	const known = watches.get(source) ?? { courts: new Map<string, Stamp>(), moves: 0 };
	watches.set(source, known);
	const heads = await readHeads(source.db, codes);
	for (const court of codes) {
		// A court without any event stands at nought: its first one is news as well.
		const seq = heads.get(court) ?? 0;
		const stamp = known.courts.get(court);
		if (!stamp) {
			known.courts.set(court, { seq, growths: 0, late: 0 });
			continue;
		}
		if (stamp.seq === seq) continue;
		const growth = await readGrowth(source.db, court, stamp.seq);
		stamp.seq = seq;
		stamp.growths += 1;
		if (growth.withdrawn || (growth.from !== undefined && growth.from < firstOfMonth(today))) stamp.late += 1;
		if (growth.moved) known.moves += 1;
	}
	return known;
}

interface Held<T> {
	readonly value: T;
	readonly day: CourtDate;
	readonly at: number;
	readonly version: string;
	readonly growths: number;
}

/**
 * What is remembered of a court: `running` is read again whenever its log has grown; `past`, which tells of days before the running month,
 * when something was recorded late, and every few minutes in which the log grew: what is found out of a case today may change how it is split.
 */
type Span = 'running' | 'past';

/** After so long all of it is read again, whatever the log says: a rebuild of the sums leaves no trace in it. */
const holdsMs = 10 * 60_000;
/** The same for days of the past of a court whose log has not grown. */
const quietHoldsMs = 60 * 60_000;

/** Courts that are read in one go; others get their turn between. */
const courtsAtOnce = 2;

/** What is remembered for one source: who asks while another reads waits for that, and finds it. */
interface Memory<T> {
	readonly held: Map<string, Held<T>>;
	turn: Promise<unknown>;
}

/** Which courts of a scope must be read again, and as of which state of their logs. */
function staleCourts<T>(span: Span, scope: ScopeView, { courts, moves }: Watch, held: Memory<T>['held']) {
	const now = epochMsOf(scope.now);
	const growthsOf = (court: string): number => courts.get(court)?.growths ?? 0;
	const stampOf = (court: string) => ({
		...{ day: scope.today, at: now, growths: growthsOf(court) },
		version: `${moves} ${span === 'running' ? growthsOf(court) : (courts.get(court)?.late ?? 0)}`,
	});
	const holds = (court: string): boolean => {
		const known = held.get(keyOf(scope, court));
		const stamp = stampOf(court);
		if (!known || known.day !== stamp.day || known.version !== stamp.version || now < known.at) return false;
		return now - known.at < (span === 'past' && known.growths === stamp.growths ? quietHoldsMs : holdsMs);
	};
	return scope.codes.filter((court) => !holds(court)).map((court) => ({ court, stamp: stampOf(court) }));
}

/** A court counts its year in its own way; on the wall of another court, in the way of that one. */
const keyOf = (scope: ScopeView, court: string): string => `${scope.court.settings.statYearStart ?? ''}|${court}`;

/** Reads something of each court of a scope, and of those only that may have changed since the last time. */
export function rememberCourts<T>(
	span: Span,
	read: (scope: ScopeView, courts: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (scope: ScopeView) => Promise<ReadonlyMap<string, T>> {
	const memories = new WeakMap<LiveSource, Memory<T>>();
	async function recall(scope: ScopeView, held: Memory<T>['held']): Promise<ReadonlyMap<string, T>> {
		// Stamped as of before the reading: what comes meanwhile is read again.
		const stale = staleCourts(span, scope, await watch(scope), held);
		for (let at = 0; at < stale.length; at += courtsAtOnce) {
			const some = stale.slice(at, at + courtsAtOnce);
			const found = await read(
				scope,
				some.map(({ court }) => court),
			);
			for (const { court, stamp } of some) {
				const value = found.get(court);
				if (value !== undefined) held.set(keyOf(scope, court), { value, ...stamp });
			}
			if (at + courtsAtOnce < stale.length) await new Promise((resolve) => setImmediate(resolve));
		}
		return new Map(
			scope.codes.flatMap((court) => {
				const known = held.get(keyOf(scope, court));
				return known ? [[court, known.value] as const] : [];
			}),
		);
	}
	return (scope) => {
		const memory = memories.get(scope.source) ?? { held: new Map<string, Held<T>>(), turn: Promise.resolve() };
		memories.set(scope.source, memory);
		const turn = memory.turn.catch(() => undefined).then(() => recall(scope, memory.held));
		memory.turn = turn;
		return turn;
	};
}
