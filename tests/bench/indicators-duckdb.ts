import { readFileSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';

/** A query that gives the caseload of every judge, with `?` or `$1`-like places filled in as text beforehand. */
export const judgesSql = (from: string, to: string): string => `
	select handler_code, court_code,
		sum(case when filed_on < '${from}' and (closed_on is null or closed_on >= '${from}') then 1 else 0 end) as old_stock,
		sum(case when filed_on >= '${from}' and filed_on <= '${to}' then 1 else 0 end) as received,
		sum(case when closed_on >= '${from}' and closed_on <= '${to}' then 1 else 0 end) as closed,
		sum(case when closed_on >= '${from}' and closed_on <= '${to}' then claim_fen else 0 end) as claim_fen,
		sum(case when closed_on >= '${from}' and closed_on <= '${to}' then recovered_fen else 0 end) as recovered_fen
	from case_file where kind in ('enforcement-first', 'enforcement-resumed', 'preservation')
	group by handler_code, court_code`;

const columns = ['handler_code', 'court_code', 'kind', 'filed_on', 'closed_on', 'claim_fen', 'recovered_fen'];

/** The same query over the same rows in DuckDB, in memory; undefined where it is not installed. */
export async function runInDuckDb(
	file: string,
	folder: string,
	sql: string,
	runs: number,
): Promise<{ readonly ms: readonly number[]; readonly rows: number } | undefined> {
	const duckdb = await import('@duckdb/node-api').catch(() => undefined);
	if (!duckdb) return undefined;
	const csv = `${folder}/cases.csv`;
	const source = new Sqlite(file, { readonly: true });
	const lines = [columns.join(',')];
	for (const row of source
		.prepare(`select ${columns.join(', ')} from case_file`)
		.raw()
		.iterate() as Iterable<(string | number | null)[]>)
		lines.push(row.map((value) => value ?? '').join(','));
	source.close();
	writeFileSync(csv, lines.join('\n'));
	if (readFileSync(csv).length === 0) throw new Error('no rows');
	const instance = await duckdb.DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	const types = columns.map((name) => `'${name}': '${name.endsWith('_fen') ? 'BIGINT' : 'VARCHAR'}'`).join(', ');
	await connection.run(`create table case_file as select * from read_csv('${csv}', header = true, nullstr = '', columns = {${types}})`);
	const ms: number[] = [];
	let rows = 0;
	for (let run = 0; run < runs; run += 1) {
		const started = performance.now();
		const reader = await connection.runAndReadAll(sql);
		rows = reader.getRows().length;
		ms.push(performance.now() - started);
	}
	connection.closeSync();
	return { ms, rows };
}
