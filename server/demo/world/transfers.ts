import type { Draft } from './event.ts';
import type { Life, Setting } from './lives.ts';
import type { PlannedLock } from './locks.ts';
import { randomFor, type Random } from './random.ts';
import { isLate, lockingSpans } from './spans.ts';

/** A case that goes to another court. */
export interface PlannedTransfer {
	readonly to: string;
	readonly on: number;
	/** The day of receipt; it may lie after the start, and the case is on its way until then. */
	readonly receivedOn: number;
	readonly drafts: readonly Draft[];
	/** Whether the case was locked before and took its lock along. */
	readonly locked: boolean;
}

interface Row {
	readonly from: string;
	readonly to: string;
	readonly mode: 'ordered' | 'raised' | 'crossed';
	readonly ground: string;
	/** Days from the transfer to the start of the demo. */
	readonly ago: readonly [least: number, most: number];
	/** Still on its way when the demo starts. */
	readonly underway?: boolean;
}

const rows: readonly Row[] = [
	{ from: 'sf-0104', to: 'sf-0103', mode: 'ordered', ground: '指令执行', ago: [40, 75] },
	{ from: 'sf-0201', to: 'sf-02', mode: 'raised', ground: '提级执行', ago: [30, 60] },
	{ from: 'sf-0202', to: 'sf-0204', mode: 'crossed', ground: '交叉执行', ago: [20, 50] },
	{ from: 'sf-0102', to: 'sf-0101', mode: 'crossed', ground: '交叉执行', ago: [12, 35] },
	{ from: 'sf-0101', to: 'sf-01', mode: 'raised', ground: '提级执行', ago: [2, 6], underway: true },
];
const lockedRow = { to: ['sf-0103', 'sf-0204'], mode: 'ordered', ground: '指令执行' } as const;

const dayOf = (life: Pick<Life, 'drafts'>, type: string): number => life.drafts.find((draft) => draft.type === type)?.day ?? Infinity;

/** Whether a case is fit to go on a day: notified, not closed until well after the start, with nothing of it for sale. */
function isFit(life: Life, on: number, { frame }: Setting): boolean {
	const sells = life.drafts.some(({ type, data }) => type === 'asset-sealed' && data['forSale'] === true);
	const waits = life.drafts.some(({ type, dates }) => type === 'exclusion-started' && (dates?.['from'] ?? 0) >= on - 400);
	const ready = dayOf(life, 'branch-set') < on - 5 && dayOf(life, 'case-closed') > frame.start + 12;
	return life.filing.type === '执' && !life.fixed && !sells && !waits && ready;
}

const draft = (day: number, type: string, data: Draft['data']): Draft => ({ day, type, data, free: true });

function arrival(setting: Setting, to: string, receivedOn: number, random: Random): Draft[] {
	const { days, staff } = setting;
	const person = staff.assign(to, false, receivedOn, random);
	return [draft(days.plusWorking(receivedOn, 1), 'handler-assigned', { handler: person.code, unit: person.unit, mode: 'designated' })];
}

/** The act after the transfer that comes first moves past the receipt, and everything that follows with it. */
function moved(setting: Setting, life: Life, on: number, receivedOn: number): Draft[] {
	const { days } = setting;
	const steps = days.workingBetween(on, receivedOn) + 2;
	return life.drafts.map((one) => {
		if (one.free || one.day < on) return one;
		const day = days.plusWorking(one.day, steps);
		const shift = day - one.day;
		const dates = Object.fromEntries(Object.entries(one.dates ?? {}).map(([field, n]) => [field, n + shift]));
		return { ...one, day, ...(one.dates ? { dates } : {}) };
	});
}

function transferOf(setting: Setting, life: Life, row: Row, on: number, random: Random): PlannedTransfer {
	const { days, frame } = setting;
	const receivedOn = row.underway ? days.plusWorking(frame.start, 2) : days.plusWorking(on, random.int(3, 6));
	const drafts = [
		...moved(setting, life, on, receivedOn),
		draft(on, 'case-transferred', { toCourt: row.to, ground: row.ground, mode: row.mode }),
		draft(receivedOn, 'transfer-received', { fromCourt: life.filing.court }),
		...arrival(setting, row.to, receivedOn, random),
		draft(days.plusWorking(receivedOn, 1), 'file-received', {}),
	];
	if (row.to.startsWith('sf-01')) drafts.push(draft(days.plusWorking(receivedOn, 2), 'case-accepted', {}));
	return { to: row.to, on, receivedOn, locked: false, drafts: drafts.sort((a, b) => a.day - b.day) };
}

/** A case that was locked some days before the start and is ordered to another court while it stands still. */
function lockedTransfer(setting: Setting, locks: ReadonlyMap<Life, PlannedLock>): [Life, PlannedTransfer][] {
	const { days, frame } = setting;
	const random = randomFor(setting.seed, 'transfers/locked');
	for (const [life, { delayed, fate }] of locks) {
		const due = delayed.late[0]?.due ?? Infinity;
		if (fate !== 'stays-locked' || life.filing.type !== '执' || life.filing.court.length === 5) continue;
		const on = days.plusWorking(due, 3);
		const receivedOn = days.plusWorking(on, 2);
		if (due < frame.replayFrom || receivedOn >= frame.start - 1) continue;
		const to = lockedRow.to.find((court) => court !== life.filing.court) ?? lockedRow.to[0];
		const data = { toCourt: to, ground: lockedRow.ground, mode: lockedRow.mode };
		const drafts = [
			...delayed.drafts,
			draft(on, 'case-transferred', data),
			draft(receivedOn, 'transfer-received', { fromCourt: life.filing.court }),
			...arrival(setting, to, receivedOn, random),
			draft(days.plusWorking(receivedOn, 1), 'file-received', {}),
		];
		return [[life, { to, on, receivedOn, locked: true, drafts: drafts.sort((a, b) => a.day - b.day) }]];
	}
	return [];
}

/** The cases that go to another court in the weeks before the start: four arrived, one is on its way, one took its lock along. */
export function planTransfers(
	setting: Setting,
	lives: readonly Life[],
	locks: ReadonlyMap<Life, PlannedLock>,
): ReadonlyMap<Life, PlannedTransfer> {
	const { days, frame } = setting;
	const found = new Map<Life, PlannedTransfer>(lockedTransfer(setting, locks));
	for (const row of rows) {
		const random = randomFor(setting.seed, `transfers/${row.from}/${row.to}`);
		const on = days.previous(frame.start - random.int(...row.ago));
		for (const life of lives) {
			if (life.filing.court !== row.from || locks.has(life) || found.has(life) || !isFit(life, on, setting)) continue;
			const transfer = transferOf(setting, life, row, on, random);
			const spans = lockingSpans(life.filing, transfer.drafts, days, frame);
			if (spans.some((span) => isLate(span) || (span.due > on - 3 && span.due < transfer.receivedOn + 3))) continue;
			found.set(life, transfer);
			break;
		}
	}
	return found;
}
