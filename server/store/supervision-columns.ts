import type { CaseView } from '../core/case/case-state.ts';
import { isOnLadder, levelOf } from '../core/ladder/climb.ts';
import { silenceOf } from '../core/notice/standing.ts';
import { toldOfSilence } from '../core/notice/types.ts';
import { frozenUntil, spellOf } from '../core/silent/spell.ts';
import { lastStep } from '../core/silent/steps.ts';
import { addDays } from '../core/time/civil.ts';
import type { StoredCase } from './cases.ts';

/** What a case is found by in the lists of supervision. */
export function supervisionColumns(after: Pick<StoredCase, 'state' | 'nodes'>, view: CaseView | undefined) {
	const { state } = after;
	const last = view && lastStep(view.facts);
	return {
		supervised: 1,
		last_step_on: last?.on ?? null,
		last_step: last?.type ?? null,
		...toldOf(after, view),
		stage_s1: view && isOnLadder('S1', state.kind, view.procedure) ? levelOf(state.stages, 'S1') : null,
		stage_s2: levelOf(state.stages, 'S2'),
	};
}

/** The level that was told of the silence of a case, and the day on which the stop that runs is over; null while nothing is to be told, whatever the day. */
function toldOf(
	after: Pick<StoredCase, 'state' | 'nodes'>,
	view: CaseView | undefined,
): { readonly silent_told: number | null; readonly silent_from: string | null } {
	const spell = spellOf(view);
	const until = spell && frozenUntil(after.state);
	if (!spell || until === 'open' || silenceOf(after, after.state.key)) return { silent_told: null, silent_from: null };
	return { silent_told: toldOfSilence(after.state.notices, spell.on), silent_from: until ? addDays(until, 1) : null };
}
