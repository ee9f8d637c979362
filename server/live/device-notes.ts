import { oneLine } from '../core/text/one-line.ts';
import type { ScreenReport } from '../../src/lib/contract/screens.ts';
import { appendScreenLog, dropScreenLogBefore, pruneScreenLog, type ScreenLogEntry } from '../store/screen-log.ts';
import type { Store } from '../store/open.ts';
import { screens } from '../store/screens.ts';

/** Lines kept for each screen, and how long: days of real time. */
export const logLines = 500;
const logDays = 30;
/** Lines that may come between two cuts of one screen's log. */
const cutEvery = 20;
/** Lines that wait for a database that takes nothing; older ones are lost. */
const mostUnwritten = 5000;
const dropEveryMs = 60 * 60_000;
/** A report that says nothing new is kept this often. */
const quietMs = 30_000;

interface Noted {
	readonly report: ScreenReport;
	readonly atMs: number;
}

/** What a report says but for the figures that always move. */
const essence = ({ dataAgeSeconds: _age, uptimeSeconds: _uptime, ...rest }: ScreenReport): string => JSON.stringify(rest);

/** Keeps what devices say of themselves, and what happens with them: many devices in one transaction, each seldom. */
export class DeviceNotes {
	readonly #write: Store['write'];
	readonly #realMs: () => number;
	readonly #kept = new Map<string, { readonly essence: string; readonly atMs: number }>();
	readonly #news = new Map<string, Noted>();
	readonly #uncut = new Map<string, number>();
	#lines: ScreenLogEntry[] = [];
	#droppedAtMs = 0;

	constructor(write: Store['write'], realMs: () => number) {
		this.#write = write;
		this.#realMs = realMs;
	}

	/** A device has said how it is. */
	report(screen: string, report: ScreenReport): void {
		const atMs = this.#realMs();
		const kept = this.#kept.get(screen);
		if (!kept || kept.essence !== essence(report) || atMs - kept.atMs >= quietMs) this.#news.set(screen, { report, atMs });
	}

	line(screen: string, kind: ScreenLogEntry['kind'], detail: string): void {
		this.#lines.push({ screen, kind, detail: oneLine(detail), at: new Date(this.#realMs()).toISOString() });
	}

	/** Writes what has come since. What cannot be written is tried again the next time. */
	async flush(): Promise<void> {
		const now = this.#realMs();
		const news = [...this.#news];
		const lines = this.#lines;
		const isOld = now - this.#droppedAtMs >= dropEveryMs;
		if (news.length === 0 && lines.length === 0 && !isOld) return;
		for (const { screen } of lines) this.#uncut.set(screen, (this.#uncut.get(screen) ?? 0) + 1);
		const long = [...this.#uncut].filter(([, count]) => count >= cutEvery).map(([screen]) => screen);
		this.#lines = [];
		this.#news.clear();
		try {
			await this.#write(async ({ db }) => {
				for (const [screen, { report, atMs }] of news) await screens.keepReport(db, screen, report, new Date(atMs).toISOString());
				await appendScreenLog(db, lines);
				for (const screen of long) await pruneScreenLog(db, screen, logLines);
				if (isOld) await dropScreenLogBefore(db, new Date(now - logDays * 86_400_000).toISOString());
			});
		} catch (error) {
			this.#lines = [...lines, ...this.#lines].slice(-mostUnwritten);
			for (const [screen, noted] of news) if (!this.#news.has(screen)) this.#news.set(screen, noted);
			throw error;
		}
		for (const [screen, { report, atMs }] of news) this.#kept.set(screen, { essence: essence(report), atMs });
		for (const screen of long) this.#uncut.delete(screen);
		if (isOld) this.#droppedAtMs = now;
	}
}
