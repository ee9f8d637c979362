import type { PairingAnswer, PairingOffer } from '../contract/screens.ts';

/** How a screen that has no token stands. Instants are local ms. */
export interface PairingState {
	readonly offer?: PairingOffer;
	/** Until when the code holds by the screen's own clock. */
	readonly endsAtMs?: number;
	/** The server has not answered the last question. */
	readonly away: boolean;
	/** Why there is no code, or why the last one did not lead to anything. */
	readonly note?: 'refused' | 'crowded';
	/** The screen that this device has become. */
	readonly paired?: string;
}

/** What came of a question to the server. */
export type PairingOutcome =
	| { readonly kind: 'offered'; readonly offer: PairingOffer; readonly leftMs: number }
	| { readonly kind: 'answered'; readonly answer: PairingAnswer }
	/** Too many devices wait, or this one has asked too often. */
	| { readonly kind: 'crowded' }
	| { readonly kind: 'unreachable' };

/** A screen that has just been switched on. */
export const pairingStart: PairingState = { away: false };

/** What to do now: ask for a code, ask whether the code was typed, or nothing more. */
export function pairingDeed(state: PairingState, nowMs: number): 'ask' | 'collect' | 'done' {
	if (state.paired !== undefined) return 'done';
	return state.offer && nowMs < (state.endsAtMs ?? 0) ? 'collect' : 'ask';
}

/** How long to wait before the next question; a crowded server is left alone for longer. */
export const pairingPauseMs = ({ note, offer }: PairingState): number => (note === 'crowded' && !offer ? 15_000 : 2_000);

function afterAnswer(state: PairingState, answer: PairingAnswer): PairingState {
	if (answer.state === 'paired') return { ...state, away: false, paired: answer.screen };
	if (answer.state === 'waiting') return { ...state, away: false };
	return answer.state === 'refused' ? { away: false, note: 'refused' } : { away: false };
}

/** The state after an outcome. A code that still holds stays on show while the server is away: it may be typed already. */
export function nextPairing(state: PairingState, outcome: PairingOutcome, nowMs: number): PairingState {
	switch (outcome.kind) {
		case 'offered':
			return {
				offer: outcome.offer,
				endsAtMs: nowMs + outcome.leftMs,
				away: false,
				...(state.note === 'refused' ? { note: 'refused' } : {}),
			};
		case 'answered':
			return afterAnswer(state, outcome.answer);
		case 'crowded':
			return state.offer ? { ...state, away: false } : { away: false, note: 'crowded' };
		case 'unreachable':
			return pairingDeed(state, nowMs) === 'collect' ? { ...state, away: true } : { away: true };
		default:
			return outcome satisfies never;
	}
}

const longestMs = 10 * 60_000;

/** How long a code still holds: by the server's own clock where its answer tells it, for the screen's may be wrong. */
export function codeLeftMs(expiresAt: string, serverDate: string | null, localMs: number): number {
	const server = serverDate === null ? Number.NaN : Date.parse(serverDate);
	const left = Date.parse(expiresAt) - (Number.isNaN(server) ? localMs : server);
	return Number.isNaN(left) ? longestMs : Math.min(longestMs, Math.max(0, left));
}

/** A code as people read it aloud: two groups of four. */
export const codeGroups = (code: string): readonly [string, string] => [code.slice(0, 4), code.slice(4)];

/** 「9 分 05 秒」. */
export function leftWords(leftMs: number): string {
	const seconds = Math.max(0, Math.ceil(leftMs / 1000));
	const rest = String(seconds % 60).padStart(2, '0');
	return seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分 ${rest} 秒`;
}

/** The desk's page where the code is typed; what the QR code says. */
export function pairAddress(origin: string, code: string, court?: string): string {
	const query = new URLSearchParams({ code, ...(court === undefined ? {} : { court }) });
	return `${origin}/desk/screens/pair?${query}`;
}
