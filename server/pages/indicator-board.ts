import type { FigureBoard, FigureQuery } from '../core/indicator/types.ts';
import type { FlowContext } from '../flows/context.ts';
import { readBoard } from '../flows/read-figures.ts';
import type { IndicatorScope } from '../views/indicator-scope.ts';

type Ask = Pick<FigureQuery, 'by' | 'codes' | 'compare'> & { readonly period?: FigureQuery['period'] };

/** Figures of a scope; where it is narrowed to a unit or a person these are the total, and undefined where the court has no such one. */
export async function boardOf(context: FlowContext, scope: IndicatorScope, ask: Ask): Promise<FigureBoard | undefined> {
	const { court, reach, period, filter, owner } = scope;
	const query = { court, reach, period, ...(filter ? { filter } : {}), ...ask };
	if (!owner) return readBoard(context, query);
	const board = await readBoard(context, { ...query, by: owner.kind });
	const found = board.groups.find(({ key }) => key === owner.code);
	if (found) return { ...board, total: found, groups: [] };
	const { units, persons } = context.directory();
	const known = (owner.kind === 'unit' ? units : persons).get(owner.code);
	// Whoever is of the court but has no cases has nought of everything; of others nothing is said, not even that they exist.
	if (known?.court !== court) return undefined;
	const none = await readBoard(context, { ...query, by: 'total', filter: { kinds: [] } });
	return { ...none, query: board.query, total: { ...none.total, key: owner.code, name: known.name, [owner.kind]: owner.code } };
}
