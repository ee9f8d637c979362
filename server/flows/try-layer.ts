import type { CourtDate } from '../core/time/types.ts';
import { daysBetween } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { backTest, type BackTestOutcome } from './back-test.ts';
import type { FlowContext } from './context.ts';
import { previewLayer, type LayerChanges, type LayerRefusal } from './load-layer.ts';

/** A layer that is to be tried on a period of the past; both end days held. */
export interface TryInput {
	readonly court: string;
	readonly text: string;
	readonly from: CourtDate;
	readonly to: CourtDate;
}

/** Goes through all cases elsewhere (a worker thread), or here where there is no database of its own to open. */
export type RunBackTest = (input: TryInput) => Promise<BackTestOutcome>;

/** Goes through all cases in this thread, giving way between pages. */
export const backTestHere =
	(context: FlowContext): RunBackTest =>
	async ({ court, text, from, to }) => {
		const parsed = previewLayer(context, court, text);
		if (!parsed.ok) throw new Error(parsed.message);
		const tried = context.trying(parsed.layer);
		const reading = { db: context.store.read, clockOf: context.clockOf, directory: context.directory, yield: context.yield };
		return backTest(reading, { court, from, to, triedOf: tried.clockOf });
	};

const longestDays = 731;

/** What a layer would have made of a period: its changes, and every clock that would have run out, or would not. */
export async function tryLayer(
	context: FlowContext,
	run: RunBackTest,
	input: TryInput,
): Promise<(LayerChanges & { readonly outcome: BackTestOutcome }) | LayerRefusal> {
	if (input.to < input.from) return { ok: false, code: 'bad-period', message: '截止日早于起始日' };
	if (daysBetween(input.from, input.to) > longestDays) return { ok: false, code: 'bad-period', message: '一次至多回测两年' };
	const preview = previewLayer(context, input.court, input.text);
	if (!preview.ok) return preview;
	// What has not run out yet is nobody's lateness.
	const today = dayOfInstant(context.now(), context.directory().courts.get(input.court)?.zone ?? 'Asia/Shanghai');
	const to = input.to < today ? input.to : today;
	return { ...preview, outcome: await run({ ...input, to }) };
}
