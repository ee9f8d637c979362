import type { ClockTick, Frame } from '../../contract/topics.ts';

/** What a lobby page keeps of itself, so that it can start without the server. */
export interface KeptLobby {
	readonly court: string;
	readonly frame: Frame<'lobby'>;
	readonly clock: ClockTick;
	/** Real time when it was kept, in ms. */
	readonly keptAt: number;
}

/** Changes when the shape of what is kept changes: what another version kept is not read. */
const version = 3;
/** A lobby that has heard nothing for a week says so instead of showing last week's figures. */
const mostAgeMs = 7 * 86_400_000;

/** The name under which a court's lobby is kept in the browser. */
export const keptName = (court: string): string => `lobby:${court}`;

/** What is kept, as text. */
export function packLobby(kept: KeptLobby): string {
	return JSON.stringify({ version, ...kept });
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads what was kept; undefined where it is not of this court, too old, from another version, or damaged. */
export function unpackLobby(text: string | null, court: string, nowMs: number): KeptLobby | undefined {
	if (text === null) return undefined;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (!isObject(value) || value.version !== version || value.court !== court) return undefined;
	const { frame, clock, keptAt } = value;
	if (typeof keptAt !== 'number' || keptAt > nowMs + 60_000 || nowMs - keptAt > mostAgeMs) return undefined;
	if (
		!isObject(frame) ||
		frame.topic !== 'lobby' ||
		frame.scope !== court ||
		!isObject(frame.payload) ||
		!Array.isArray(frame.payload.pages)
	)
		return undefined;
	if (!isObject(clock) || typeof clock.now !== 'string' || typeof clock.zone !== 'string') return undefined;
	return value as unknown as KeptLobby;
}

/** Of two frames the one whose figures are later; that of the page where they agree. */
export function laterFrame(own: Frame<'lobby'>, kept: Frame<'lobby'> | undefined): Frame<'lobby'> {
	return kept && Date.parse(kept.asOf) > Date.parse(own.asOf) ? kept : own;
}
