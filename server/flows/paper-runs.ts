import type { CourtDate } from '../core/time/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { insertPaperRun, type PaperRun } from '../store/paper-runs.ts';
import type { FlowContext } from './context.ts';

/** What a run is for: kind (and campaign), court, first day of the period. */
export interface RunOf {
	readonly series: string;
	readonly court: string;
	readonly from: CourtDate;
}

/** Codes of refusals that say there was nothing to publish. */
const emptyCodes = ['paper-empty', 'nothing-received'];
const mostDetail = 500;

/** An error in words for the run list: its own where they are Chinese, else that it was unexpected. */
export function wordsOfError(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return /\p{Script=Han}/u.test(message) ? message : `意外错误（${message}）`;
}

/**
 * Does a piece of publishing and notes how it ended, so that nobody takes a failed one for one that was not due. What was there already is no run.
 * An error is noted and goes on to the caller.
 */
export async function watchedRun<T extends { readonly ok: true; readonly made: boolean }>(
	context: FlowContext,
	of: RunOf,
	work: () => Promise<T | Refusal>,
): Promise<T | Refusal> {
	const started = context.monotonicMs();
	const note = (outcome: PaperRun['outcome'], detail: string): Promise<void> =>
		context.store.write(({ db, touch }) => {
			touch(of.court);
			const tookMs = context.monotonicMs() - started;
			return insertPaperRun(db, { ...of, outcome, detail: detail.slice(0, mostDetail), tookMs, at: context.now() });
		});
	let outcome: T | Refusal;
	try {
		outcome = await work();
	} catch (error) {
		await note('failed', wordsOfError(error));
		throw error;
	}
	if (!outcome.ok) await note(emptyCodes.includes(outcome.code) ? 'empty' : 'failed', outcome.message);
	else if (outcome.made) await note('made', '');
	return outcome;
}
