import { addDays, addMonths } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { startOfDay } from '../core/time/zone.ts';
import type { PaperAnalysis, StageTime } from '../core/report/papers/input-analysis.ts';
import type { PaperBase, PaperLists } from '../core/report/papers/input.ts';
import { upTo } from '../core/indicator/period.ts';
import { readCycles } from '../store/cycle-readers.ts';
import { readAssessments, readPeriodChanges, readReceivedSplits, readStageFlows } from '../store/paper-readers-analysis.ts';
import { countUnlocks, readMonthLoads, readOpenPayments, readStageSpells } from '../store/paper-readers.ts';
import { readLocksOfDay, readReminders, readRequestsOfDay, type ReportScope } from '../store/report-readers.ts';
import { countSealed } from '../store/sealed-readers.ts';
import type { FlowContext } from './context.ts';
import { lastDay } from './paper-input-figures.ts';
import { countedKinds } from './paper-input.ts';
import { readNodes } from './publish-input.ts';

/** Days ahead that the lists of coming deadlines reach. */
const reach = { due: 15, seals: 30 } as const;

/** Lists of nodes, locks, money and ladders as of the cut-off; gives way to other work after every query. */
export async function readLists(context: FlowContext, base: PaperBase): Promise<PaperLists> {
	const { read: db } = context.store;
	const { courts, until } = base;
	const day = lastDay(base);
	const start = startOfDay(base.period.from, base.court.zone);
	const scope: ReportScope = {
		courts,
		day,
		dayStart: start,
		before: until,
		dueTo: addDays(day, reach.due),
		sealsTo: addDays(day, reach.seals),
	};
	const read = async <T>(rows: Promise<T>): Promise<T> => {
		const found = await rows;
		await context.yield();
		return found;
	};
	const locks = await read(readLocksOfDay(db, scope));
	const nodes = await readNodes(context, scope, locks);
	return {
		day,
		start,
		nodes,
		locks,
		requests: await read(readRequestsOfDay(db, scope)),
		reminders: await read(readReminders(db, [...new Set(nodes.map((node) => node.nodeId))], until)),
		unlocks: await read(countUnlocks(db, courts, start, until)),
		payments: await read(readOpenPayments(db, courts, day)),
		// Left on the first day of the period: stood at the end of the one before.
		stages: await read(readStageSpells(db, courts, base.period.from, day)),
	};
}

/** A seal that ends within so many days is near its end; an asset without a step for so many months lies still. */
const sealed = { soonDays: 30, idleMonths: 6 } as const;

/** What only the papers of a month and a quarter tell; gives way to other work after every query. */
export async function readAnalysis(context: FlowContext, base: PaperBase): Promise<PaperAnalysis> {
	const { read: db } = context.store;
	const { courts } = base;
	const day = lastDay(base);
	const span = upTo(base.period, day);
	const scope = { courts, from: span.from, to: span.to };
	const read = async <T>(rows: Promise<T>): Promise<T> => {
		const found = await rows;
		await context.yield();
		return found;
	};
	const last = `${day.slice(0, 7)}-01` as CourtDate;
	const months = await read(readMonthLoads(db, courts, countedKinds, { first: addMonths(last, -11).slice(0, 7), last: day.slice(0, 7) }));
	const splits = await readReceivedSplits(db, scope, countedKinds, () => context.yield());
	const seals = await read(
		countSealed(db, { courts, today: day, soon: addDays(day, sealed.soonDays), idle: addMonths(day, -sealed.idleMonths) }),
	);
	const changes = await read(readPeriodChanges(db, scope));
	return {
		months,
		...splits,
		times: await readTimes(context, base, scope),
		flows: await read(readStageFlows(db, scope, countedKinds)),
		sealed: {
			total: seals.reduce((sum, count) => sum + count, 0),
			...{ expired: seals[0] ?? 0, soon: seals[1] ?? 0, stuck: seals[2] ?? 0, idle: seals[3] ?? 0 },
		},
		...changes,
		assessments: await read(readAssessments(db, scope)),
	};
}

/** Median and P90 of the stages of enforcement that were finished in the period, and in the one before. */
async function readTimes(
	context: FlowContext,
	base: PaperBase,
	scope: { readonly from: CourtDate; readonly to: CourtDate },
): Promise<readonly StageTime[]> {
	const { read: db } = context.store;
	const now = await readCycles(db, base.courts, scope, 'enforcement');
	await context.yield();
	const before = await readCycles(db, base.courts, base.before, 'enforcement');
	await context.yield();
	return now
		.filter(({ stage }) => !stage.partOf)
		.map(({ stage, days }): StageTime => {
			const then = before.find((each) => each.stage.code === stage.code)?.days;
			return {
				...{
					code: stage.code,
					name: stage.name,
					count: days.count,
					medianDays: days.median ?? 0,
					p90Days: days.p90 ?? 0,
					whole: stage.whole === true,
				},
				...(then && then.count > 0 ? { before: { count: then.count, medianDays: then.median ?? 0, p90Days: then.p90 ?? 0 } } : {}),
			};
		});
}
