import type { Hours, Playlist } from '../contract/scenes.ts';
import { interruptKinds } from '../contract/wall-constants.ts';

/** What may interrupt a playlist. */
export type InterruptKind = (typeof interruptKinds)[number];

/** How much there is of each cause; a cause nobody has told of yet is absent. */
export type Levels = Readonly<Partial<Record<InterruptKind, number>>>;

/** Why a player stands still: by hand, frozen for a meeting, or under an emergency scene. */
export type Hold = 'hand' | 'meeting' | 'takeover';

/** What is played, and on how many panes side by side. */
export interface PlayerPlan {
	readonly playlist: Playlist;
	readonly panes: number;
	/** Seconds for every step, where the address says so. */
	readonly dwellSeconds?: number | undefined;
}

/** Where a player stands. Times are of a monotonic local clock in ms. */
export interface PlayerState {
	/** The step on show, in the playlist. */
	readonly index: number;
	/** Steps that may be shown now, in order. */
	readonly order: readonly number[];
	readonly sinceMs: number;
	readonly interrupt?: { readonly kind: InterruptKind; readonly scene: string; readonly untilMs: number; readonly elapsedMs: number };
	/** Causes that wait for their turn. */
	readonly pending: readonly InterruptKind[];
	/** The cause of the last interruption: it does not interrupt again before the step is over. */
	readonly spent?: InterruptKind | undefined;
	readonly levels: Levels;
	readonly holds: readonly Hold[];
	readonly heldSinceMs?: number | undefined;
	/** Scenes that failed, and until when they are passed over. */
	readonly failed: Readonly<Record<string, number>>;
}

/** The moment of an event: local time, and which hours are open by the court's clock. */
export interface Moment {
	readonly atMs: number;
	isOpen(hours: Hours): boolean;
}

/** What happens to a player. */
export type PlayerEvent =
	| { readonly type: 'tick'; readonly levels: Levels }
	| { readonly type: 'next' }
	| { readonly type: 'previous' }
	| { readonly type: 'hold'; readonly why: Hold }
	| { readonly type: 'release'; readonly why: Hold }
	| { readonly type: 'failed'; readonly scene: string }
	/** Another playlist, or another surface; `former` is the scene that was on show. */
	| { readonly type: 'load'; readonly former?: string | undefined };

/** What is on show. */
export interface Shown {
	/** Scene ids, one per pane; none where every scene has failed. */
	readonly scenes: readonly string[];
	/** Which of how many. */
	readonly position: { readonly at: number; readonly of: number };
	/** Why the playlist is interrupted. */
	readonly cause?: InterruptKind;
	readonly held: boolean;
}

/** A scene that failed is tried again after this long. */
const retryAfterMs = 60_000;

function orderOf({ playlist }: PlayerPlan, failed: PlayerState['failed'], { atMs, isOpen }: Moment): number[] {
	const indexes = playlist.steps.map((_, index) => index);
	const open = indexes.filter((index) => {
		const hours = playlist.steps[index]?.hours;
		return hours === undefined || isOpen(hours);
	});
	// A playlist whose hours leave nothing shows all: better out of hours than nothing.
	return (open.length > 0 ? open : indexes).filter((index) => (failed[playlist.steps[index]?.scene ?? ''] ?? 0) <= atMs);
}

/** The step `by` places further among those that may be shown, from wherever we are. */
function stepFrom(index: number, order: readonly number[], by: number): number {
	if (order.length === 0) return index;
	const at = order.indexOf(index);
	// Our own step is no longer among them: its place is just before the next one that is.
	const next = order.findIndex((each) => each > index);
	const from = at >= 0 ? at + by : (next < 0 ? 0 : next) + (by > 0 ? by - 1 : by);
	return order[((from % order.length) + order.length) % order.length] ?? index;
}

const windowOf = ({ index, order }: PlayerState, panes: number): number[] => {
	const at = Math.max(0, order.indexOf(index));
	return Array.from({ length: Math.min(panes, order.length) }, (_, offset) => order[(at + offset) % order.length] ?? index);
};

function dwellMs(state: PlayerState, plan: PlayerPlan): number {
	const seconds = windowOf(state, plan.panes).map((index) => plan.dwellSeconds ?? plan.playlist.steps[index]?.dwellSeconds ?? 60);
	return Math.max(...seconds, 5) * 1_000;
}

const at = (state: PlayerState, index: number, atMs: number): PlayerState => ({ ...state, index, sinceMs: atMs, spent: undefined });

/** Back to the step that was interrupted, with the time it had left. */
function backToStep({ interrupt, ...state }: PlayerState, atMs: number): PlayerState {
	return interrupt ? { ...state, sinceMs: atMs - interrupt.elapsedMs, spent: interrupt.kind } : state;
}

/** Takes the most urgent cause that waits, unless it was the last one already. */
function interrupted(state: PlayerState, { playlist }: PlayerPlan, atMs: number): PlayerState {
	if (state.interrupt) return state;
	const kind = interruptKinds.find((each) => state.pending.includes(each) && each !== state.spent);
	const rule = playlist.interrupts.find((each) => each.when === kind);
	if (!kind || !rule || (state.failed[rule.scene] ?? 0) > atMs) return state;
	const pending = state.pending.filter((each) => each !== kind);
	const interrupt = { kind, scene: rule.scene, untilMs: atMs + rule.seconds * 1_000, elapsedMs: atMs - state.sinceMs };
	return { ...state, pending, interrupt };
}

/** Causes that have grown since the last look wait for their turn; those that are gone no longer do. */
function noted(state: PlayerState, { playlist }: PlayerPlan, levels: Levels): PlayerState {
	const grown = playlist.interrupts.map((each) => each.when).filter((kind) => (levels[kind] ?? 0) > (state.levels[kind] ?? Infinity));
	const pending = [...new Set([...state.pending, ...grown])].filter((kind) => (levels[kind] ?? 0) > 0);
	return { ...state, pending, levels: { ...state.levels, ...levels } };
}

function ticked(state: PlayerState, plan: PlayerPlan, { atMs }: Moment): PlayerState {
	if (state.holds.length > 0) return state;
	let next = state.interrupt && atMs >= state.interrupt.untilMs ? backToStep(state, atMs) : state;
	if (!next.interrupt && !next.order.includes(next.index)) next = at(next, stepFrom(next.index, next.order, 1), atMs);
	if (!next.interrupt && atMs - next.sinceMs >= dwellMs(next, plan)) {
		next = at(next, stepFrom(next.index, next.order, Math.min(plan.panes, next.order.length)), atMs);
	}
	return interrupted(next, plan, atMs);
}

function turned(state: PlayerState, by: number, atMs: number): PlayerState {
	const next = state.interrupt ? backToStep(state, atMs) : at(state, stepFrom(state.index, state.order, by), atMs);
	return next.holds.length > 0 ? { ...next, heldSinceMs: atMs } : next;
}

function released(state: PlayerState, why: Hold, atMs: number): PlayerState {
	const holds = state.holds.filter((each) => each !== why);
	if (holds.length > 0 || state.heldSinceMs === undefined) return { ...state, holds };
	// The time that we stood still does not count.
	const lost = atMs - state.heldSinceMs;
	const interrupt = state.interrupt && { ...state.interrupt, untilMs: state.interrupt.untilMs + lost };
	return { ...state, ...(interrupt ? { interrupt } : {}), holds, heldSinceMs: undefined, sinceMs: state.sinceMs + lost };
}

function held(state: PlayerState, why: Hold, atMs: number): PlayerState {
	if (state.holds.includes(why)) return state;
	return { ...state, holds: [...state.holds, why], heldSinceMs: state.heldSinceMs ?? atMs };
}

function passedOver(state: PlayerState, plan: PlayerPlan, scene: string, moment: Moment): PlayerState {
	const failed = { ...state.failed, [scene]: moment.atMs + retryAfterMs };
	const kept = state.interrupt?.scene === scene ? backToStep(state, moment.atMs) : state;
	const next = { ...kept, failed, order: orderOf(plan, failed, moment) };
	return next.order.includes(next.index) ? next : at(next, stepFrom(next.index, next.order, 1), moment.atMs);
}

function loaded(state: PlayerState, { playlist }: PlayerPlan, former: string | undefined, atMs: number): PlayerState {
	const { interrupt: _gone, ...rest } = state;
	const index = playlist.steps.findIndex((step) => step.scene === former);
	const causes = playlist.interrupts.map((each) => each.when);
	const pending = state.pending.filter((kind) => causes.includes(kind));
	return at({ ...rest, pending }, index >= 0 ? index : (state.order[0] ?? 0), atMs);
}

/** A player at its beginning, at step `page` counted from 1. */
export function startPlayer(plan: PlayerPlan, moment: Moment, page = 1): PlayerState {
	const order = orderOf(plan, {}, moment);
	const index = order.includes(page - 1) ? page - 1 : (order[0] ?? 0);
	return { index, order, sinceMs: moment.atMs, pending: [], levels: {}, holds: [], failed: {} };
}

/** What becomes of a player by an event. Pure: time and open hours come with it. */
export function play(before: PlayerState, plan: PlayerPlan, event: PlayerEvent, moment: Moment): PlayerState {
	const { atMs } = moment;
	const state = { ...before, order: orderOf(plan, before.failed, moment) };
	switch (event.type) {
		case 'tick':
			return ticked(noted(state, plan, event.levels), plan, moment);
		case 'next':
			return turned(state, Math.max(1, Math.min(plan.panes, state.order.length)), atMs);
		case 'previous':
			return turned(state, -Math.max(1, Math.min(plan.panes, state.order.length)), atMs);
		case 'hold':
			return held(state, event.why, atMs);
		case 'release':
			return released(state, event.why, atMs);
		case 'failed':
			return passedOver(state, plan, event.scene, moment);
		case 'load':
			return loaded(state, plan, event.former, atMs);
	}
}

/** What a player shows. An interruption takes the first pane; the playlist goes on beside it. */
export function shownOf(state: PlayerState, plan: PlayerPlan): Shown {
	const steps = windowOf(state, plan.panes).flatMap((index) => plan.playlist.steps[index]?.scene ?? []);
	const scenes = state.interrupt
		? [...new Set([state.interrupt.scene, ...steps])].slice(0, Math.max(1, steps.length))
		: [...new Set(steps)];
	const position = { at: Math.max(0, state.order.indexOf(state.index)) + 1, of: Math.max(1, state.order.length) };
	return { scenes, position, held: state.holds.length > 0, ...(state.interrupt ? { cause: state.interrupt.kind } : {}) };
}
