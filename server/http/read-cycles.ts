import type { CycleChangeRow, CycleComparisonView, CyclesAsked, CyclesView, CycleWindowView } from '../../src/lib/contract/cycles.ts';
import type { PageResult } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import { subtreeOf, superiorsOf } from '../core/directory/court-tree.ts';
import { isCourtDate } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { FlowContext } from '../flows/context.ts';
import { compareLayer, type ComparedNode, type ComparedWindow } from '../flows/cycle-compare.ts';
import { cyclesView, usualPeriod, type CyclesScope } from '../views/cycles-view.ts';
import { courtName, grantedCourts, readableCourts, sourceOf } from '../views/view-context.ts';

const noCourt = { ok: false, status: 404, message: '没有这个法院，或您无权查看。' } as const;
const badDays = '统计期间应为实有的日期，起日不晚于止日；以下为本年数字。';

/** Lengths of the windows that a comparison offers, in days. */
const windows = [30, 60, 90, 180];
const usualWindow = 90;

/** What a person may see of the stages of a court; `home` where no court is asked for. */
export async function readCyclesPage(
	context: FlowContext,
	who: Principal,
	home: string | undefined,
	asked: CyclesAsked,
): Promise<PageResult<CyclesView>> {
	const views = sourceOf(context);
	const granted = grantedCourts(who, context.directory());
	const court = asked.court ?? (home !== undefined && granted.includes(home) ? home : granted[0]);
	if (court === undefined || !granted.includes(court)) return noCourt;
	const usual = usualPeriod(views, court);
	const { from = usual.from, to = usual.to } = asked;
	const isPeriod = isCourtDate(from) && isCourtDate(to) && from <= to;
	const problem = isPeriod ? {} : { problem: badDays };
	const scope = scopeOf(context, who, granted, { court, ...(isPeriod ? { from, to } : usual) });
	const choice = { group: asked.group ?? 'enforcement', by: asked.by ?? (scope.courts.length > 1 ? 'court' : 'person') } as const;
	const view = await cyclesView(views, scope, { ...choice, ...(asked.stage === undefined ? {} : { stage: asked.stage }) });
	const known = asked.layer !== undefined && view.layers.some(({ seq }) => seq === asked.layer);
	if (!known) return { ok: true, view: { ...view, ...problem } };
	const window = windows.includes(asked.window ?? 0) ? asked.window! : usualWindow;
	const compared = await compareLayer(context, { layer: asked.layer!, courts: scope.courts, days: window });
	if (!compared) return { ok: true, view: { ...view, ...problem } };
	const { layer, nodes } = compared;
	const comparison: CycleComparisonView = {
		...{ layer: layer.seq, document: layer.document, courtName: courtName(views, layer.court), window },
		rows: nodes.map(changeRow),
	};
	return { ok: true, view: { ...view, ...problem, comparison } };
}

function scopeOf(
	context: FlowContext,
	who: Principal,
	granted: readonly string[],
	{ court, from, to }: { court: string; from: CourtDate; to: CourtDate },
): CyclesScope {
	const directory = context.directory();
	const readable = readableCourts(who, directory);
	const below = subtreeOf(directory, court).map(({ code }) => code);
	return {
		...{ court, from, to },
		courts: below.filter((code) => readable.courts.includes(code)),
		choices: granted.map((code) => ({ code, name: directory.courts.get(code)?.name ?? code })),
		layerCourts: [...below, ...superiorsOf(directory, court).map(({ code }) => code)],
		...(readable.ownOnly ? { person: who.personCode ?? '-' } : {}),
	};
}

const windowView = ({ from, to, started, open, late, median, p90 }: ComparedWindow): CycleWindowView => ({
	...{ from, to, started, open, late, median, p90 },
});

function changeRow({ node, name, from, changes, before, after, cautions }: ComparedNode): CycleChangeRow {
	const known = before && after && before.median !== null && after.median !== null;
	return {
		...{ node, nodeName: name, from, changes, cautions },
		...(before ? { before: windowView(before) } : {}),
		...(after ? { after: windowView(after) } : {}),
		difference: known ? after.median! - before.median! : null,
	};
}
