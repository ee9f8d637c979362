import type { CourtDate } from '../time/types.ts';
import type { Paper, PaperBlock, PaperCell } from './paper.ts';

/** The table of a paper in which shortfalls are proposed for 整改. */
export const proposalsTable = 'proposals';

/** A shortfall that a paper proposes for the register: read from its frozen rows, so that every reader of the paper sees the same. */
export interface Proposal {
	readonly court: string;
	readonly unit?: string;
	/** The indicator that falls short. */
	readonly code: string;
	/** 「东川县人民法院执行案件结案率未达标，现值 88.20%，目标 ≥ 96%」. */
	readonly title: string;
	readonly dueOn?: CourtDate;
}

const isRef = (cell: PaperCell | undefined): cell is { readonly ref: string } => typeof cell === 'object' && cell !== null && 'ref' in cell;

const isDay = (cell: PaperCell | undefined): cell is { readonly day: CourtDate } =>
	typeof cell === 'object' && cell !== null && 'day' in cell;

type Table = Extract<PaperBlock, { readonly kind: 'table' }>;

/** The shortfalls that a paper proposes for the register, in its order. A row without a figure names nothing that could be followed up. */
export function proposalsIn(paper: Paper): readonly Proposal[] {
	const figures = new Map(paper.figures.map((figure) => [figure.id, figure]));
	const tables = [...paper.blocks, ...paper.annexes].filter(
		(block): block is Table => block.kind === 'table' && block.id === proposalsTable,
	);
	return tables
		.flatMap(({ rows }) => rows)
		.flatMap((row): readonly Proposal[] => {
			const ref = row.find(isRef);
			const figure = ref && figures.get(ref.ref);
			if (!figure) return [];
			const [, group, what, target] = row.map((cell) => (typeof cell === 'string' ? cell : ''));
			const due = row.find(isDay);
			return [
				{
					court: figure.court,
					...(figure.unit ? { unit: figure.unit } : {}),
					code: figure.code,
					title: `${group}${what}，现值 ${figure.text}${target ? `，目标 ${target}` : ''}`.slice(0, 200),
					...(due ? { dueOn: due.day } : {}),
				},
			];
		});
}
