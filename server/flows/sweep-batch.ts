import type { Outage, SystemDecision } from '../core/lock/decide-sweep.ts';
import type { NoticeBook } from '../core/supervise/recipients.ts';
import type { Instant } from '../core/time/types.ts';
import { breathing } from '../store/breathing.ts';
import { readCases, standAsRead, type StoredCase } from '../store/cases.ts';
import type { NewEvent } from '../store/event-log.ts';
import type { Write } from '../store/open.ts';
import type { Db } from '../store/schema.ts';
import type { FlowContext } from './context.ts';
import { appendAndFold, type Follow } from './fold-cases.ts';
import type { Horizons, LockPlan } from './lock-plan.ts';
import { refreshCase } from './refresh-cases.ts';
import { breathOf, type Breathe } from './slices.ts';
import { systemEvent, withoutRecorded } from './system-events.ts';

/**
 * Cases of one transaction. It gives way on its way: writers wait in line for it, readers see what was committed before. The more there are, the fewer
 * times a page of an index is written; the commit, which holds the loop, grows with them.
 */
export const batchCases = 100;
/** The same where the commit holds nobody, and the cases of one step of such a transaction: while one is written, the next is computed. */
const streamCases = 200;
const stepCases = 50;

export type LockPhase = LockPlan['phase'];

/** One sweep on its way. */
export interface Sweep {
	readonly now: Instant;
	readonly outage: Outage | undefined;
	readonly horizons: Horizons;
	/** Who receives notices: read once for a sweep, and not at all by one that finds nothing. */
	readonly book: () => Promise<NoticeBook>;
	/** Cases that this sweep has computed by today's policy and rules already. */
	readonly computed: Set<string>;
	/** Locks set so far. */
	readonly locked: Record<LockPhase, number>;
}

/** What a sweep decides on one case. */
export type Decide = (stored: StoredCase, book: NoticeBook) => readonly SystemDecision[];

/** What is done with the cases of a batch. */
export interface Work {
	readonly decide: Decide;
	/** Decided on what follows from that, in the same transaction. */
	readonly lock?: Decide;
	/** Whether cases are first computed by today's policy and rules, whatever held when they were last touched. */
	readonly refresh?: boolean;
}

/** Cases of one transaction, and what was decided on them first. */
export interface Done {
	readonly keys: readonly string[];
	readonly made: readonly NewEvent[];
}

/** Cases as they were read, and what was decided on them first. */
interface Looked {
	readonly cases: Map<string, StoredCase>;
	readonly made: readonly NewEvent[];
}

/** One step of a transaction: what it goes on from. */
type Step = (write: Write, breathe: Breathe) => Promise<Looked>;

/** Cases as they are taken together: those with neighbouring keys, whose rows and index entries stand on the same pages. */
function* cut(sorted: readonly string[], size: number): Iterable<readonly string[]> {
	for (let at = 0; at < sorted.length; at += size) yield sorted.slice(at, at + size);
}

/** A batch of cases after the other. */
export async function* inTurn(context: FlowContext, sweep: Sweep, keys: readonly string[], work: Work): AsyncIterable<Done> {
	for (const batch of cut(keys.toSorted(), batchCases)) yield { keys: batch, made: await inBatch(context, sweep, batch, work) };
}

/** The same for many cases: while a batch is written in a thread of its own, the next one is read and decided on. */
export async function* inStream(context: FlowContext, sweep: Sweep, keys: readonly string[], work: Work): AsyncIterable<Done> {
	const batches = [...cut(keys.toSorted(), streamCases)];
	const how = 'writeMuch';
	const look = (db: Db, step: readonly string[], breathe: Breathe): Promise<Looked> => lookAt({ sweep, work, how, db, breathe }, step);
	const lookAhead = async (batch: readonly string[]): Promise<readonly Looked[]> => {
		const breathe = breathOf(context);
		const steps: Looked[] = [];
		for (const step of cut(batch, stepCases)) steps.push(await look(context.store.read, step, breathe));
		return steps;
	};
	let ahead: Promise<readonly Looked[]> | undefined;
	for (const [index, batch] of batches.entries()) {
		await sweep.book();
		const looked: readonly Looked[] = await (ahead ?? lookAhead(batch));
		ahead = undefined;
		const steps = looked.map((step): Step => async ({ before }, breathe) => {
			// Somebody may have written between: a case is never decided on as it was.
			return (await standAsRead(before, step.cases.values())) ? step : look(before, [...step.cases.keys()], breathe);
		});
		const streamed = transact({ context, sweep, work, how }, steps, () => {
			const next = batches[index + 1];
			// In the next turn of the loop: the thread is then told of the end, and is at it.
			ahead = next && context.yield().then(() => lookAhead(next));
			// Told where it is awaited; where this transaction fails, nobody awaits it.
			ahead?.catch(() => undefined);
		});
		// What the log has already is not asked for beforehand: it takes no event twice, and then the whole batch is done again with a look at it.
		const made = await streamed.catch((error: unknown) => {
			if (!isTwice(error)) throw error;
			return inBatch(context, sweep, batch, work);
		});
		yield { keys: batch, made };
	}
}

/** Whether the database refused a row since there is one with its key: its two engines name that differently. */
const isTwice = (error: unknown): boolean =>
	['SQLITE_CONSTRAINT_UNIQUE', '23505'].includes((error as { readonly code?: string } | undefined)?.code ?? '');

/** One transaction over some cases; gives way on its way and after the commit, which waits for the disk. */
export async function inBatch(context: FlowContext, sweep: Sweep, keys: readonly string[], work: Work): Promise<readonly NewEvent[]> {
	const { computed } = sweep;
	const how = 'write';
	const step: Step = async (write, breathe) => {
		const of = { sweep, work, how, db: write.db, breathe } as const;
		if (!work.refresh) return lookAt(of, keys);
		return lookAt(of, keys, async (cases) => {
			for (const [key, stored] of cases) if (!computed.has(key)) cases.set(key, await refreshCase(context, write, stored));
		});
	};
	return transact({ context, sweep, work, how }, [step]);
}

type How = 'write' | 'writeMuch';

interface Looking {
	readonly sweep: Sweep;
	readonly work: Work;
	readonly how: How;
	readonly db: Db;
	readonly breathe: Breathe;
}

async function lookAt(
	looking: Looking,
	keys: readonly string[],
	prepare?: (cases: Map<string, StoredCase>) => Promise<void>,
): Promise<Looked> {
	const cases = await readCases(looking.db, keys);
	await prepare?.(cases);
	return { cases, made: await decided(looking, cases.values(), looking.work.decide) };
}

/** Decides on cases one after the other; what is in the log already is left out, where it is looked at. */
async function decided(
	{ sweep, how, db, breathe }: Omit<Looking, 'work'>,
	stored: Iterable<StoredCase>,
	decide: Decide,
): Promise<readonly NewEvent[]> {
	const book = await sweep.book();
	const events: NewEvent[] = [];
	for (const each of stored) {
		for (const decision of decide(each, book)) events.push(systemEvent(each, decision, sweep.now));
		await breathe();
	}
	return how === 'writeMuch' ? events : withoutRecorded(db, events);
}

interface Transaction {
	readonly context: FlowContext;
	readonly sweep: Sweep;
	readonly work: Work;
	readonly how: How;
}

/** One transaction in steps; `posted` is called when nothing is left of it but to be written. */
async function transact(
	{ context, sweep, work, how }: Transaction,
	steps: readonly Step[],
	posted: () => void = () => undefined,
): Promise<readonly NewEvent[]> {
	const { now, computed, locked } = sweep;
	// Read before the transaction: where reader and writer are one connection, it would wait for itself.
	await sweep.book();
	const breathe = breathOf(context);
	const { made, locks } = await context.store[how](async (whole) => {
		const write = { ...whole, db: breathing(whole.db, breathe) };
		const made: NewEvent[] = [];
		const locks: NewEvent[] = [];
		for (const step of steps) {
			const looked = await step(write, breathe);
			const { lock } = work;
			const told = new Set(looked.made.map(({ id }) => id));
			const follow: Follow | undefined =
				lock &&
				(async (folded) => {
					const next = (await decided({ sweep, how, db: write.before, breathe }, folded, lock)).filter(({ id }) => !told.has(id));
					locks.push(...next);
					return next;
				});
			await appendAndFold(context, write, looked.cases, looked.made, now, { breathe, ...(follow ? { follow } : {}) });
			made.push(...looked.made);
		}
		if (how === 'write') await context.yield();
		posted();
		return { made, locks };
	});
	for (const { caseKey } of made) computed.add(caseKey);
	for (const { type, data } of [...made, ...locks]) if (type === 'case-locked') locked[data.state as LockPhase] += 1;
	await context.yield();
	return made;
}
