import type { FlowContext } from '../flows/context.ts';
import { packPlayback, prunePlayback } from '../flows/keep-playback.ts';

/** Real time between rounds. */
const packEveryMs = 30_000;
const pruneEveryMs = 3_600_000;

/** What keeps recorded walls small. */
export interface PlaybackJobParts {
	readonly context: FlowContext;
	/** Days for which recordings are kept. */
	readonly days: number;
	onError(job: string, error: unknown): void;
}

/** Packs hours that are over and drops days that are too old, in a loop of its own by real time: nobody waits for either. */
export function startKeepingPlayback({ context, days, onError }: PlaybackJobParts): { stop(): Promise<void> } {
	let stopped = false;
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> = Promise.resolve();
	let sincePrune = pruneEveryMs;
	const guarded = (job: string, work: () => Promise<unknown>): Promise<void> =>
		work().then(
			() => undefined,
			(error: unknown) => onError(job, error),
		);
	async function round(): Promise<void> {
		await guarded('playback-pack', () => packPlayback(context));
		sincePrune += packEveryMs;
		if (sincePrune < pruneEveryMs || stopped) return;
		sincePrune = 0;
		await guarded('playback-prune', () => prunePlayback(context, days));
	}
	const loop = (): void => {
		timer = setTimeout(() => {
			running = round().finally(() => {
				if (!stopped) loop();
			});
		}, packEveryMs);
	};
	loop();
	return {
		stop: async () => {
			stopped = true;
			clearTimeout(timer);
			await running;
		},
	};
}
