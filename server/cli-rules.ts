import { createReadStream, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { createClock } from './clock.ts';
import type { Config } from './config.ts';
import { vocabulary } from './core/case/vocabulary.ts';
import { diffRulebooks, type RuleChange } from './core/rulebook/diff.ts';
import { isCourtDate } from './core/time/civil.ts';
import type { BackTestOutcome } from './flows/back-test.ts';
import type { FlowContext } from './flows/context.ts';
import { importEvents } from './flows/import-file.ts';
import { previewLayer, rulesAbove } from './flows/load-layer.ts';
import { makeContext } from './flows/make-context.ts';
import { mappedEvents, parseMapping } from './ingest/csv-mapping.ts';
import { readCalendarTables } from './rulebooks/calendar.ts';
import { layerParts } from './rulebooks/layer-parts.ts';
import { loadRulebook } from './rulebooks/load.ts';
import { openPostgres, openSqlite } from './store/open.ts';
import { saveLayer } from './store/rule-layers.ts';
import { appendAudit } from './store/audit.ts';
import { runRulesTask } from './workers/rules-task.ts';

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Works with the database of a configuration, as the service does. */
export async function withContext<T>(config: Config, work: (context: FlowContext) => Promise<T>): Promise<T> {
	const store = await (config.DATABASE_URL ? openPostgres(config.DATABASE_URL) : openSqlite(join(config.DATA_DIR, 'wall.db')));
	const knownEvents = new Set(vocabulary.keys());
	try {
		const context = await makeContext({
			store,
			rulebook: loadRulebook({ knownEvents }),
			tables: readCalendarTables(),
			...layerParts(knownEvents),
			now: createClock().now,
			yield: () => new Promise((resolve) => setImmediate(resolve)),
			monotonicMs: () => performance.now(),
		});
		return await work(context);
	} finally {
		await store.close();
	}
}

/** Where that database is, for another connection. */
export const placeOf = (config: Config) =>
	config.DATABASE_URL ? { url: config.DATABASE_URL } : { file: join(config.DATA_DIR, 'wall.db') };

const changeLine = ({ node, name, clock, from, what, before = '无', after = '无' }: RuleChange): string =>
	`  ${node}${clock ? `/${clock}` : ''} ${name} 自${from}：${what} ${before} → ${after}`;

const changeLines = (changes: readonly RuleChange[]): string =>
	changes.length === 0 ? '没有差异' : `差异 ${changes.length} 处：\n${changes.map(changeLine).join('\n')}`;

function need(value: string | boolean | undefined, what: string): string {
	if (typeof value === 'string' && value !== '') return value;
	throw new Error(`缺少${what}`);
}

/** The court that a layer file names; what else is wrong in the file is told when it is checked. */
function layerOf(file: string): { readonly court: string; readonly text: string } {
	const text = readFileSync(file, 'utf8');
	const court = (parse(text) as { court?: unknown } | null)?.court;
	if (typeof court !== 'string') throw new Error(`${basename(file)} 没有写明 court（法院代码）`);
	return { court, text };
}

function checked(context: FlowContext, file: string) {
	const { court, text } = layerOf(file);
	const preview = previewLayer(context, court, text);
	if (preview.ok) return { ...preview, court, text };
	const lines = (preview.problems ?? []).map(({ line, message }) => `  ${basename(file)} 第 ${line} 行：${message}`);
	throw new Error([preview.message, ...lines].join('\n'));
}

async function put(context: FlowContext, file: string): Promise<string> {
	const { court, text, layer, changes } = checked(context, file);
	const now = context.now();
	await context.store.write(async ({ db }) => {
		const { version, document, issued } = layer;
		await saveLayer(db, { court, version, document, issued, text, loadedAt: now, loadedBy: 'cli' });
		const about = { actor: 'cli', role: 'system-admin', court, address: '-', action: 'rules.load', object: court, requestId: `cli-${now}` };
		await appendAudit(db, { at: now, ...about, after: text, result: 'ok' });
	});
	return `已装载 ${court} 的规则 ${layer.version}；未办结节点由服务重新计算\n${changeLines(changes)}`;
}

function outcomeLines({ cases, more, less, casesLocked, rows }: BackTestOutcome): string {
	const head = `回测 ${cases} 件案件：新增超期 ${more} 个节点，不再超期 ${less} 个节点；会被锁定的案件 ${casesLocked} 件`;
	const lines = rows
		.slice(0, 100)
		.map(
			({ caseNumber, node, clock, before = '无', after = '无', locks, kind }) =>
				`  ${caseNumber} ${node}/${clock} ${before} → ${after}${kind === 'less' ? ' 不再超期' : ' 超期'}${locks ? '，锁定' : ''}`,
		);
	return [head, ...lines, ...(rows.length > 100 ? [`  另有 ${rows.length - 100} 个`] : [])].join('\n');
}

async function backTestFile(config: Config, file: string, values: Values): Promise<string> {
	const from = need(values.from, ' --from');
	const to = need(values.to, ' --to');
	if (!isCourtDate(from) || !isCourtDate(to)) throw new Error('--from、--to 应为 YYYY-MM-DD');
	const { court, text, changes } = await withContext(config, async (context) => checked(context, file));
	const outcome = await runRulesTask({ kind: 'back-test', place: placeOf(config), court, from, to, layer: text });
	return `${changeLines(changes)}\n${outcomeLines(outcome)}`;
}

async function importFile(context: FlowContext, file: string, mappingFile: string): Promise<string> {
	const mapping = parseMapping({ name: basename(mappingFile), text: readFileSync(mappingFile, 'utf8') });
	const court = context.directory().courts.get(mapping.court);
	if (!court) throw new Error(`法院目录中没有 ${mapping.court}`);
	const outcome = await importEvents(context, mappedEvents(createReadStream(file), mapping, court.zone), {
		court: court.code,
		keyId: 'cli',
	});
	const { accepted, duplicate, rejected, locked } = outcome.counts;
	const reasons = Object.entries(outcome.reasons).map(([reason, count]) => `${reason} ${count}`);
	return `共 ${outcome.events} 个事件：接收 ${accepted}，重复 ${duplicate}，留存待解锁 ${locked}，退回 ${rejected}${reasons.length > 0 ? `（${reasons.join('，')}）` : ''}`;
}

/** Verbs about rules, ledgers and recounts; the answer is printed. */
export async function ruleVerb(config: Config, positionals: readonly string[], values: Values): Promise<string> {
	const [verb, what = '', file = ''] = positionals;
	if (verb === 'import')
		return withContext(config, (context) => importFile(context, need(what, 'CSV 文件'), need(values.mapping, ' --mapping')));
	if (verb === 'recompute') {
		const { cases, nodes, differences, differing } = await runRulesTask({ kind: 'recompute', place: placeOf(config) });
		return `重算 ${cases} 件案件、${nodes} 个节点，与库中不同的 ${differences} 件${differing.length > 0 ? `：\n  ${differing.join('\n  ')}` : ''}`;
	}
	if (what === 'check') return withContext(config, async (context) => changeLines(checked(context, need(file, '规则文件')).changes));
	if (what === 'put') return withContext(config, (context) => put(context, need(file, '规则文件')));
	if (what === 'back-test') return backTestFile(config, need(file, '规则文件'), values);
	if (what === 'diff')
		return withContext(config, async (context) => {
			const court = need(values.court, ' --court');
			if (!context.directory().courts.has(court)) throw new Error(`法院目录中没有 ${court}`);
			const other = values.against === 'national' ? context.nationalRules : rulesAbove(context, court);
			return changeLines(diffRulebooks(other, context.rulesOf(court)));
		});
	throw new Error('用法：rulebook check|put|diff|back-test …');
}
