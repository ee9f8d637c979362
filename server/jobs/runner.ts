import cron from 'node-cron';
import type { Ladder } from '../core/ladder/types.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import type { FlowContext } from '../flows/context.ts';
import type { BuildPaper } from '../flows/paper-make.ts';
import type { ReconcileParts } from '../flows/reconcile.ts';
import { readDebts, recordRun } from '../flows/publish-runs.ts';
import { projectPending } from '../flows/load-calendar.ts';
import { projectLayers } from '../flows/load-layer.ts';
import { noteClockJump } from '../flows/note-clock.ts';
import { fillCaseCycles } from '../flows/cycles.ts';
import { climbLadders } from '../flows/ladder.ts';
import { raiseNotices } from '../flows/notices.ts';
import { escalateOrders } from '../flows/orders.ts';
import { fillSilentCases } from '../flows/silent-cases.ts';
import { watchedSweep, type SweepOutcome } from '../flows/sweep-deadlines.ts';
import { forwardSilent, warnSteps } from '../flows/unlock-clock.ts';
import type { ClockWatch } from './clock-watch.ts';
import { startKeepingPlayback } from './playback-job.ts';
import { reconcileJob } from './reconcile-job.ts';
import { jobTable, paperJobs, type Job } from './table.ts';

/** What the composition root hands in. */
export interface JobParts {
	readonly context: FlowContext;
	/** Real time between the end of a sweep and the next. */
	readonly sweepMs: number;
	/** Real seconds between beats: 60 in production, 1 where court time runs fast. */
	readonly beatSeconds: number;
	onError(job: string, error: unknown): void;
	onSweep?(at: Instant, outcome: SweepOutcome): void;
	/** Tells other systems what has happened (webhooks), in a loop of its own: a receiver that hangs holds nothing else. */
	readonly notify?: () => Promise<unknown>;
	/** Computes papers (周通报, 月分析 …); without it only the daily statistics are made. */
	readonly papers?: BuildPaper;
	/** Compares what is shown with what is counted (对账), after the daily statistics of each night. */
	readonly reconcile?: ReconcileParts;
	readonly jobs?: readonly Job[];
	/** Ladders of long-pending cases that are climbed after each sweep. */
	readonly ladders?: readonly Ladder[];
	/** Days for which recorded walls are kept; without it they are neither packed nor dropped. */
	readonly playbackDays?: number;
	/** Holds the sweep while the host's clock cannot be trusted. */
	readonly watch?: ClockWatch;
}

/** The running jobs. */
export interface Jobs {
	/** Stops beating and waits for what is under way. */
	stop(): Promise<void>;
	/** Does everything that is owed at this moment of court time, and answers when it is done. */
	runOwed(): Promise<void>;
}

/** Runs one piece of work after another, and swallows nothing: each caller gets its own outcome. */
function inTurn<T>(work: () => Promise<T>): { run(): Promise<T>; idle(): boolean; settled(): Promise<void> } {
	let last: Promise<unknown> = Promise.resolve();
	let pending = 0;
	return {
		run: () => {
			pending += 1;
			const turn = last.then(work).finally(() => {
				pending -= 1;
			});
			last = turn.catch(() => undefined);
			return turn;
		},
		idle: () => pending === 0,
		settled: async () => {
			await last;
		},
	};
}

/** Starts the sweep loop and the beat. node-cron only beats; which periods are owed is asked of court time and of what was recorded. */
export function startJobs(parts: JobParts): Jobs {
	let stopped = false;
	const sweeps = inTurn(() => sweepOnce(parts));
	const owed = inTurn(() => doOwed(parts, () => stopped, sweeps.run));
	let timer: NodeJS.Timeout | undefined;
	const loop = async (): Promise<void> => {
		await sweeps.run();
		if (!stopped) timer = setTimeout(() => void loop(), parts.sweepMs);
	};
	timer = setTimeout(() => void loop(), parts.sweepMs);
	const telling = startTelling(parts);
	const keeping = parts.playbackDays === undefined ? undefined : startKeepingPlayback({ ...parts, days: parts.playbackDays });
	const beat = cron.schedule(
		expressionOf(parts.beatSeconds),
		() => {
			// A beat that finds work under way skips: that work, or the next beat, sees the same debts.
			if (!stopped && owed.idle()) void owed.run();
		},
		{ timezone: 'Asia/Shanghai', name: 'beat', suppressMissedWarning: true },
	);
	return {
		runOwed: () => owed.run(),
		stop: async () => {
			stopped = true;
			clearTimeout(timer);
			await beat.destroy();
			await telling.stop();
			await keeping?.stop();
			await owed.settled();
			await sweeps.settled();
		},
	};
}

const tellMs = 1000;

/** Tells other systems in rounds, one after another, by real time. */
function startTelling({ notify, onError }: JobParts): { stop(): Promise<void> } {
	if (!notify) return { stop: () => Promise.resolve() };
	let stopped = false;
	const rounds = inTurn(() => guarded('webhooks', onError, notify));
	let timer: NodeJS.Timeout | undefined;
	const loop = async (): Promise<void> => {
		await rounds.run();
		if (!stopped) timer = setTimeout(() => void loop(), tellMs);
	};
	timer = setTimeout(() => void loop(), tellMs);
	return {
		stop: async () => {
			stopped = true;
			clearTimeout(timer);
			await rounds.settled();
		},
	};
}

/** The cron expression of a beat. */
export function expressionOf(beatSeconds: number): string {
	if (beatSeconds >= 60) return '* * * * *';
	return beatSeconds <= 1 ? '* * * * * *' : `*/${Math.floor(beatSeconds)} * * * * *`;
}

/** What a new calendar moved, then one sweep, then the silent forwards; one failing does not stop the others. Never throws. */
async function sweepOnce(parts: JobParts): Promise<void> {
	const { context, onError, onSweep } = parts;
	if (await clockIsHeld(parts)) return;
	await guarded('project-rules', onError, () => projectLayers(context));
	await guarded('project-calendar', onError, () => projectPending(context));
	const at = context.now();
	await guarded('sweep', onError, async () => {
		const outcome = await watchedSweep(context);
		onSweep?.(at, outcome);
	});
	await guarded('forward-silent', onError, () => forwardSilent(context));
	await guarded('warn-steps', onError, () => warnSteps(context));
	await guarded('notices', onError, () => raiseNotices(context));
	await guarded('ladders', onError, () => climbLadders(context, parts.ladders ?? []));
	await guarded('orders', onError, () => escalateOrders(context));
	await guarded('silent-cases', onError, () => fillSilentCases(context));
	await guarded('cycles', onError, () => fillCaseCycles(context));
}

const told = new WeakMap<ClockWatch, number>();

/** Whether the host's clock has jumped forwards: nothing is swept until it is back or confirmed. Each jump is told and recorded once. */
async function clockIsHeld({ context, watch, onError }: JobParts): Promise<boolean> {
	const jump = watch?.check();
	if (!watch || !jump) {
		if (watch) told.delete(watch);
		return false;
	}
	const minutes = Math.round(jump.byMs / 60_000);
	const known = told.get(watch);
	if (known === undefined || Math.abs(known - minutes) > 5) {
		told.set(watch, minutes);
		onError('clock', new Error(`时钟跳变 ${minutes} 分钟${jump.holds ? '，已暂停预警、超期与锁定，待时钟恢复或由值班员确认' : ''}`));
		await guarded('clock', onError, () => noteClockJump(context, minutes));
	}
	return jump.holds;
}

async function guarded(job: string, onError: JobParts['onError'], work: () => Promise<unknown>): Promise<boolean> {
	try {
		await work();
		return true;
	} catch (error) {
		onError(job, error);
		return false;
	}
}

const allJobs = ({ papers, reconcile }: JobParts): readonly Job[] => [
	...jobTable,
	...(reconcile ? [reconcileJob(reconcile)] : []),
	...(papers ? paperJobs(papers) : []),
];

/** Does what every job owes, oldest period first. A record is made only after the clock was swept past its cut-off, so that its locks are there. */
async function doOwed(parts: JobParts, isStopped: () => boolean, sweep: () => Promise<void>): Promise<void> {
	// What a wrong clock says is owed is not owed.
	if (await clockIsHeld(parts)) return;
	let swept = false;
	for (const job of parts.jobs ?? allJobs(parts)) {
		await guarded(job.name, parts.onError, async () => {
			const runs = await owedRuns(parts, job);
			for (const run of runs) {
				if (isStopped()) return;
				if (!swept) await sweep();
				swept = true;
				await runOne(parts, job, run);
				await parts.context.yield();
			}
		});
	}
}

interface OwedRun {
	readonly scope: string;
	readonly period: CourtDate;
}

async function owedRuns({ context }: JobParts, job: Job): Promise<readonly OwedRun[]> {
	const now = context.now();
	const debts = await readDebts(context, job.name, job.daysBack);
	const runs = debts.flatMap((debt) => job.owed(debt, now).map((period) => ({ scope: debt.court, period })));
	// Sorting is stable: within a day the courts stay in the order of the court table.
	return runs.sort((a, b) => (a.period === b.period ? 0 : a.period < b.period ? -1 : 1));
}

/** Runs a job for one court and period and notes how it ended; a failure is told, noted and left to a later beat. */
async function runOne({ context, onError }: JobParts, job: Job, { scope, period }: OwedRun): Promise<void> {
	const key = { job: job.name, scope, period };
	const startedAt = context.now();
	await guarded(job.name, onError, async () => {
		const done = await guarded(job.name, onError, () => withTimeout(job, job.flow(context, scope, period)));
		await recordRun(context, key, done ? 'done' : 'failed', startedAt);
	});
}

async function withTimeout(job: Job, work: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`任务 ${job.name} 超过 ${job.timeoutMs} 毫秒未完成`)), job.timeoutMs);
	});
	try {
		await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
