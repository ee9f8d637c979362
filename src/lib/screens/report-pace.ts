import type { ScreenReport } from '../contract/screens.ts';

/** The last report that went out. */
export interface SentReport {
	/** Monotonic local ms. */
	readonly atMs: number;
	/** Which of the page's connections it went over. */
	readonly connection: number;
	readonly report: ScreenReport;
}

/** At least this often a screen says that it lives. */
const everyMs = 30_000;
/** Changes that follow each other go out together. */
const togetherMs = 2_000;

/** Whether two reports say the same but for what always grows. */
export function saysTheSame(a: ScreenReport, b: ScreenReport): boolean {
	const still = ({ uptimeSeconds: _uptime, dataAgeSeconds: _age, ...rest }: ScreenReport): string => JSON.stringify(rest);
	return still(a) === still(b);
}

/** In how many ms the next report is to go out: at once after a connection, soon after a change, else every half minute. */
export function reportDueIn(last: SentReport | undefined, next: ScreenReport, nowMs: number, connection: number): number {
	// Whoever comes over a new connection is new to the server, however short the break was.
	if (last?.connection !== connection) return 0;
	const due = last.atMs + (saysTheSame(last.report, next) ? everyMs : togetherMs);
	return Math.max(0, due - nowMs);
}

const mostFaults = 20;
const longestFault = 200;

/** Faults with one more: each once, the last ones where there are too many. */
export function withFault(faults: readonly string[], fault: string): readonly string[] {
	const text = fault.replace(/\s+/g, ' ').trim().slice(0, longestFault);
	return text === '' || faults.includes(text) ? faults : [...faults, text].slice(-mostFaults);
}
