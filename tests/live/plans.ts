import type { KyselyPlugin, RootOperationNode } from 'kysely';
import type { Db } from '../../server/store/schema.ts';

/** One step of a query as the database does it, with the text of the query. */
export interface PlanStep {
	readonly step: string;
	readonly text: string;
}

/** What SQLite, or PostgreSQL where that is said, does for the queries of a reader, step by step. */
export async function plansOf(
	db: Db,
	read: (db: Db) => Promise<unknown>,
	engine: 'sqlite' | 'postgres' = 'sqlite',
): Promise<readonly PlanStep[]> {
	const explain = engine === 'sqlite' ? 'explain query plan' : 'explain';
	const nodes = new Set<RootOperationNode>();
	const listen: KyselyPlugin = {
		transformQuery: ({ node }) => {
			nodes.add(node);
			return node;
		},
		transformResult: ({ result }) => Promise.resolve(result),
	};
	await read(db.withPlugin(listen));
	const plans: PlanStep[] = [];
	for (const node of nodes) {
		const compiled = db.getExecutor().compileQuery(node, { queryId: 'plan' });
		const { rows } = await db.executeQuery<Record<string, string>>({ ...compiled, sql: `${explain} ${compiled.sql}` });
		plans.push(...rows.map((row) => ({ step: row[engine === 'sqlite' ? 'detail' : 'QUERY PLAN']!, text: compiled.sql })));
	}
	return plans;
}
