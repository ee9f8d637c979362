import { viewCase } from '../core/case/fold.ts';
import { publicHearings } from '../core/lobby/hearings.ts';
import { addDays } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readCases } from '../store/cases.ts';
import { forgetHearings, readHearingCursors, readHearingPiece, replaceHearings, saveHearingCursor } from '../store/lobby-hearings.ts';
import type { FlowContext } from './context.ts';

/** Places of the log that are looked through in one go. */
const pieceSize = 5000;
const mostCases = 200;
/** Hearings of earlier days are nobody's business any more. */
const keptDays = 2;

/**
 * Brings the public hearings up to the log, for the courts that show them: only cases that had a hearing since the last time are read. A court that
 * shows them no longer loses its rows.
 */
export async function refreshPublicHearings(context: FlowContext): Promise<void> {
	const { courts } = context.directory();
	const cursors = await readHearingCursors(context.store.read);
	for (const court of cursors.keys())
		if (courts.get(court)?.settings.lobbyHearings !== true)
			await context.store.write(async (write) => {
				await forgetHearings(write.db, court);
				write.touchLobby(court);
			});
	for (const court of courts.values())
		if (court.settings.lobbyHearings === true) await followLog(context, court.code, cursors.get(court.code) ?? 0);
}

async function followLog(context: FlowContext, court: string, after: number): Promise<void> {
	let at = after;
	for (;;) {
		const piece = await readHearingPiece(context.store.read, court, at, pieceSize);
		if (piece.upTo === at) return;
		for (let from = 0; from < piece.keys.length; from += mostCases) await takeUp(context, piece.keys.slice(from, from + mostCases));
		at = piece.upTo;
		await context.store.write(({ db }) => saveHearingCursor(db, court, at));
		if (!piece.more) return;
		await context.yield();
	}
}

async function takeUp(context: FlowContext, keys: readonly string[]): Promise<void> {
	const cases = await readCases(context.store.read, keys);
	const shows = (court: string): boolean => context.directory().courts.get(court)?.settings.lobbyHearings === true;
	const rows = [...cases.values()].map(({ state }) => {
		const view = viewCase(state);
		const since = addDays(dayOfInstant(context.now(), state.zone), -keptDays);
		const rows = view && shows(state.court) ? publicHearings(view).filter(({ day }) => day >= since) : [];
		return { number: state.text, court: state.court, rows };
	});
	await context.store.write(async (write) => {
		for (const court of await replaceHearings(write.db, rows)) write.touchLobby(court);
	});
	await context.yield();
}
