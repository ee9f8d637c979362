import type { FlowContext } from './context.ts';

/** Most cases of a slice, and how long one may hold the loop: it shrinks where it took longer, so that screens keep their heartbeat. */
const mostCases = 100;
const firstCases = 5;
const fewestCases = 5;
const sliceMs = 18;
const idleMs = 3;

/** Runs one slice of some number of cases. */
export type Timed = <T>(context: FlowContext, slice: (size: number) => Promise<T>) => Promise<T>;

/** Slices of one kind of work: each takes as many cases as the last ones did within their time. */
export function adaptiveSlices(): Timed {
	/** The slice size that last kept within its time. */
	const sizes = new WeakMap<FlowContext, number>();
	return async (context, slice) => {
		const size = sizes.get(context) ?? firstCases;
		const started = context.monotonicMs();
		const done = await slice(size);
		const took = context.monotonicMs() - started;
		// One that found nothing says nothing about the next.
		if (took < idleMs) return done;
		const next = took > sliceMs ? Math.floor((size * sliceMs) / took) : Math.ceil(size * 1.2);
		sizes.set(context, Math.max(fewestCases, Math.min(mostCases, next)));
		return done;
	};
}

/** How long one piece of work may hold the loop before it gives way. */
const holdMs = 8;

/** Gives way once the loop was held for long enough; to be called often, as it mostly only looks at the clock. */
export type Breathe = () => Promise<void>;

/** The breath of one long piece of work. */
export function breathOf(context: Pick<FlowContext, 'yield' | 'monotonicMs'>): Breathe {
	let since = context.monotonicMs();
	return async () => {
		if (context.monotonicMs() - since < holdMs) return;
		await context.yield();
		since = context.monotonicMs();
	};
}
