import { viewCase } from '../core/case/fold.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { entryOf } from '../core/indicator/catalogue/index.ts';
import { boundsOf, drill, formulaOf, reachesBack, whyNoCases, type Side } from '../core/indicator/drill.ts';
import type { FigureQuery } from '../core/indicator/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readCases } from '../store/cases.ts';
import { readDrillKeys, type DrillQuery } from '../store/figure-readers.ts';
import type { FlowContext } from './context.ts';
import { countedCourts } from './figure-coverage.ts';

/** What list is asked for: the cases of one part of a figure, of a court or of a unit or person of it. */
export interface FigureCasesQuery extends Pick<FigureQuery, 'court' | 'reach' | 'period' | 'filter'> {
	readonly code: string;
	readonly side: Side;
	readonly variant?: string;
	readonly unit?: string;
	readonly person?: string;
}

/** A case with what it adds to the figure: 1 for a count, days, fen. */
export interface FigureCase {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly court: string;
	readonly unit?: string;
	readonly handler?: string;
	readonly filedOn: CourtDate;
	readonly closedOn?: CourtDate;
	readonly value: number;
}

export type FigureCases =
	| { readonly ok: true; readonly items: readonly FigureCase[]; readonly nextCursor?: number }
	| { readonly ok: false; readonly code: string; readonly message: string };

const sliceCases = 50;
/** So many cases are looked through for one page: some seconds of work. Where fewer of them count than a page holds, it is shorter. */
const mostLooked = 5_000;

const refuse = (code: string, message: string): FigureCases => ({ ok: false, code, message });

/** Which page is asked for: after which case, with how many at most, of how many looked through. */
export interface FigureCasesPage {
	readonly after?: number;
	readonly limit: number;
	readonly stretch?: number;
}

/**
 * The cases that a figure counts, found by what each of them adds to it: exactly those, page by page. A page may hold fewer than were asked for,
 * or none, and still lead to another.
 */
export async function figureCases(
	context: FlowContext,
	query: FigureCasesQuery,
	{ after = 0, limit, stretch = mostLooked }: FigureCasesPage,
): Promise<FigureCases> {
	const entry = entryOf(query.code);
	if (!entry) return refuse('no-indicator', '没有这个指标');
	const formula = formulaOf(entry, query.variant);
	if (!formula) return refuse('no-cases', query.variant ? '没有这个口径' : '该指标由几项相加，请分别查看各项指标的案件');
	const why = whyNoCases(formula, query.side);
	if (why) return refuse('no-cases', why);
	const directory = context.directory();
	const asked = query.reach === 'subtree' ? subtreeOf(directory, query.court).map((court) => court.code) : [query.court];
	const courts = await countedCourts(context, formula, asked, query);
	const people = {
		...(query.unit === undefined ? {} : { unit: query.unit }),
		...(query.person === undefined ? {} : { person: query.person }),
	};
	const bounds: DrillQuery = { ...boundsOf(formula, query.side, query.period), courts, ...people, earlier: reachesBack(formula) };
	return scan(
		context,
		bounds,
		drill(formula, query.side, query.period, query.filter),
		{ courts: new Set(courts), ...people },
		{ after, limit, stretch },
	);
}

async function scan(
	context: FlowContext,
	bounds: DrillQuery,
	adds: ReturnType<typeof drill>,
	scope: Parameters<ReturnType<typeof drill>>[1],
	page: Required<FigureCasesPage>,
): Promise<FigureCases> {
	const { read: db } = context.store;
	const items: FigureCase[] = [];
	let looked = 0;
	for (let after = page.after; ;) {
		const asked = Math.min(sliceCases, page.stretch - looked);
		const keys = await readDrillKeys(db, bounds, { after, limit: asked });
		const cases = await readCases(
			db,
			keys.map((row) => row.key),
		);
		for (const { id, key } of keys) {
			const stored = cases.get(key);
			const view = stored && viewCase(stored.state);
			const value = view ? adds({ view, nodes: stored.nodes }, scope) : 0;
			if (!view || value === 0) continue;
			if (items.length === page.limit) return { ok: true, items, nextCursor: items.at(-1)!.caseId };
			items.push({
				caseId: id,
				caseNumber: view.state.text,
				court: view.state.court,
				...(view.unit ? { unit: view.unit } : {}),
				...(view.handler ? { handler: view.handler } : {}),
				filedOn: view.filedOn,
				...(view.closedOn ? { closedOn: view.closedOn } : {}),
				value,
			});
		}
		if (keys.length < asked) return { ok: true, items };
		after = keys.at(-1)!.id;
		looked += keys.length;
		if (looked >= page.stretch) return { ok: true, items, nextCursor: after };
		await context.yield();
	}
}
