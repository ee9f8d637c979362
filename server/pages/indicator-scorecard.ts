import type { IndicatorChoice, ScorecardView } from '../../src/lib/contract/indicators.ts';
import type { Principal } from '../core/access/may.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import type { Court } from '../core/directory/types.ts';
import { catalogue } from '../core/indicator/catalogue/index.ts';
import type { FigureBoard, FigureGroup } from '../core/indicator/types.ts';
import type { FlowContext } from '../flows/context.ts';
import { readBoard } from '../flows/read-figures.ts';
import { isSomebody } from '../views/indicator-rows.ts';
import { scopeView, type IndicatorScope } from '../views/indicator-scope.ts';
import { scoreRows } from '../views/scorecard-rows.ts';
import { sourceOf } from '../views/view-context.ts';

type By = 'court' | 'unit' | 'person';

/** One among the peers that it is held against. */
interface Peers {
	readonly board: FigureBoard;
	readonly words: string;
	/** Whom the card is about. */
	readonly key?: string;
	/** Who may be chosen. */
	readonly subjects: readonly FigureGroup[];
}

interface Ask {
	readonly by: By;
	readonly codes: readonly string[];
	readonly key?: string | undefined;
}

const noPeers = '没有同级法院可比';

/** Whether anything at all counts for a court. */
const hasCases = ({ figures }: FigureGroup): boolean =>
	figures.some(({ numerator, denominator }) => numerator !== 0 || (denominator ?? 0) !== 0);

/** Units or persons of a court against each other. */
async function colleagues(context: FlowContext, { court, period, ownOnly }: IndicatorScope, { by, codes, key }: Ask): Promise<Peers> {
	const board = await readBoard(context, { court, reach: 'own', period, by, codes, compare: ['yoy'] });
	const groups = board.groups.filter(isSomebody);
	const wanted = ownOnly ?? key;
	const name = by === 'unit' ? '部门' : '承办人';
	return {
		board: { ...board, groups },
		words: groups.length > 1 ? `与本院各${name}相比` : `没有其他${name}可比`,
		...(wanted === undefined ? {} : { key: wanted }),
		subjects: ownOnly === undefined ? groups : [],
	};
}

/** A court against those of its level below the same superior. A court without any cases of its own is about the courts below it: one of them stands for it. */
async function courtsBeside(context: FlowContext, scope: IndicatorScope, { by, codes, key }: Ask): Promise<Peers> {
	const { courts } = context.directory();
	const self = courts.get(scope.court)!;
	const read = (court: string) =>
		readBoard(context, { court, reach: 'subtree', asker: scope.court, period: scope.period, by, codes, compare: ['yoy'] });
	const beside = ({ groups }: FigureBoard, of: Court): readonly FigureGroup[] =>
		groups.filter((group) => {
			const court = courts.get(group.court);
			return court?.level === of.level && court.parent === of.parent;
		});
	const wordsOf = (of: Court, peers: number): string =>
		of.parent && peers > 1 ? `与${courts.get(of.parent)?.name ?? ''}辖区 ${peers} 个同级法院相比` : noPeers;
	if (scope.reach === 'subtree' && subtreeOf(context.directory(), scope.court).length > 1) {
		const below = await read(scope.court);
		const own = below.groups.find((group) => group.court === scope.court);
		const subjects = own && hasCases(own) ? [] : below.groups.filter((group) => group !== own && hasCases(group));
		const first = subjects.find((group) => group.key === key) ?? subjects[0];
		if (first) {
			const groups = beside(below, courts.get(first.court)!);
			return { board: { ...below, groups }, words: wordsOf(courts.get(first.court)!, groups.length), key: first.key, subjects };
		}
	}
	const board = await read(self.parent ?? self.code);
	const groups = beside(board, self);
	return { board: { ...board, groups }, words: wordsOf(self, groups.length), key: self.code, subjects: [] };
}

/** 强项短板 of a court, unit or person; undefined where there is nobody to tell of. */
export async function scorecard(
	context: FlowContext,
	who: Principal,
	scope: IndicatorScope,
	choice: IndicatorChoice & { readonly key?: string },
): Promise<ScorecardView | undefined> {
	const by: By = scope.ownOnly !== undefined ? 'person' : choice.by === 'unit' || choice.by === 'person' ? choice.by : 'court';
	const entries = catalogue.filter((entry) => entry.by.includes(by) && entry.direction !== 'none');
	const ask = { by, codes: entries.map((entry) => entry.code), key: choice.key };
	const { board, words, key, subjects } = await (by === 'court' ? courtsBeside : colleagues)(context, scope, ask);
	const at = Math.max(0, key === undefined ? 0 : board.groups.findIndex((group) => group.key === key));
	const subject = board.groups[at];
	if (!subject || (scope.ownOnly !== undefined && subject.key !== scope.ownOnly)) return undefined;
	const head = scopeView(sourceOf(context), who, scope, board.knownFrom);
	const rows = scoreRows(
		entries,
		board.groups.map((group) => group.figures),
		at,
		head.ranking,
	);
	return {
		...head,
		by,
		subject: { key: subject.key, name: subject.name, court: subject.court },
		subjects: subjects.map(({ key, name }) => ({ key, name })),
		peers: words,
		rows,
	};
}
