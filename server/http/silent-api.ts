import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { SealedDanger, SealedRowView } from '../../src/lib/contract/sealed.ts';
import { services } from '../core/silent/services.ts';
import { SealedViews } from '../views/sealed-views.ts';
import { SilentViews } from '../views/silent-views.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { mustRead, reader, type ApiEnv } from './caller.ts';
import { csvHeaders, csvOf } from './csv.ts';
import { answered, anyObject, courtCode, page, paging, plain, plainPage, problems } from './schemas.ts';

const listQuery = paging.extend({ court: courtCode.optional().openapi({ description: '该法院及其下级法院' }) });
const sealedQuery = z.object({
	court: courtCode.optional().openapi({ description: '该法院及其下级法院' }),
	danger: z.coerce
		.number()
		.int()
		.min(0)
		.max(4)
		.optional()
		.openapi({ description: '0 查封已届满，1 临近届满，2 锁死或超期，3 半年未推进，4 正常' }),
	closed: z.enum(['0', '1']).optional().openapi({ description: '1：已结案、查封尚未解除的' }),
});
const mostInCsv = 5000;

/** Routes of silent cases, cases passed over, and sealed immovables. */
export function silentApi(app: OpenAPIHono<ApiEnv>, { context }: Api): void {
	const source = sourceOf(context);
	const silent = new SilentViews(source);
	const sealed = new SealedViews(source);
	for (const path of ['/silent-cases', '/overtaken-cases', '/sealed-immovables', '/sealed-immovables.csv']) app.use(path, mustRead);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/silent-cases',
			tags: ['监督'],
			summary: '消极执行：未结执行案件多日没有法院的办理行为',
			request: { query: listQuery.extend({ level: z.enum(['remind', 'warn', 'supervise', 'frozen']).optional() }) },
			responses: { 200: answered('案件和各档件数', page(anyObject).extend({ counts: anyObject })), ...problems(400, 401) },
		}),
		async (c) => {
			const { court, level, cursor, limit } = c.req.valid('query');
			const filter = { ...(court ? { court } : {}), ...(level ? { level } : {}), ...(cursor ? { cursor } : {}), limit };
			const { rows, nextCursor, counts } = await silent.silent(reader(c)!, filter);
			return c.json({ ...plainPage(rows, nextCursor), counts: plain(counts) }, 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/overtaken-cases',
			tags: ['监督'],
			summary: '选择性执行：同一承办人同类案件，后立先办的',
			request: { query: listQuery.extend({ service: z.enum(services).optional() }) },
			responses: { 200: answered('先立案件', page(anyObject).extend({ cases: z.number(), total: z.number() })), ...problems(400, 401) },
		}),
		async (c) => {
			const { court, service, cursor, limit } = c.req.valid('query');
			const filter = { ...(court ? { court } : {}), ...(service ? { service } : {}), ...(cursor ? { cursor } : {}), limit };
			const { rows, nextCursor, cases, total } = await silent.selective(reader(c)!, filter);
			return c.json({ ...plainPage(rows, nextCursor), cases, total }, 200);
		},
	);
	const filterOf = ({ court, danger, closed }: z.infer<typeof sealedQuery>) => ({
		...(court ? { court } : {}),
		...(danger === undefined ? {} : { danger: danger as SealedDanger }),
		...(closed === '1' ? { closed: true } : {}),
	});
	app.openapi(
		createRoute({
			method: 'get',
			path: '/sealed-immovables',
			tags: ['监督'],
			summary: '查封房产处置：未处置的查封房产，按危险程度排列',
			request: { query: paging.extend(sealedQuery.shape) },
			responses: { 200: answered('查封房产', page(anyObject).extend({ counts: z.array(anyObject) })), ...problems(400, 401) },
		}),
		async (c) => {
			const { cursor, limit, ...query } = c.req.valid('query');
			const { rows, nextCursor, counts } = await sealed.list(reader(c)!, { ...filterOf(query), ...(cursor ? { cursor } : {}), limit });
			return c.json({ ...plainPage(rows, nextCursor), counts: counts.map(plain) }, 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/sealed-immovables.csv',
			tags: ['监督'],
			summary: '查封房产处置，CSV',
			request: { query: sealedQuery },
			responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...problems(400, 401) },
		}),
		async (c) => {
			const { rows } = await sealed.list(reader(c)!, { ...filterOf(c.req.valid('query')), limit: mostInCsv });
			return c.body(sealedCsv(rows), 200, csvHeaders('查封房产处置清单.csv')) as never;
		},
	);
}

function sealedCsv(rows: readonly SealedRowView[]): string {
	const head = ['案号', '法院', '承办人', '财产', '查封日', '已查封天数', '轮候顺位', '现处环节', '环节日期', '停滞天数'];
	const more = ['下一期限', '届满日', '查封届满日', '距届满天数', '届满日待核', '已锁死', '危险程度'];
	return csvOf(
		[...head, ...more],
		rows.map((row) => [
			...[row.caseNumber, row.courtName, row.handlerName, row.assetId, row.sealedOn, row.daysSealed],
			...[row.rank, row.stepName, row.stepOn, row.idleDays, row.next?.nodeName, row.next?.dueOn, row.expiresOn, row.daysToExpiry],
			...[row.assumed ? '待核' : '', row.locked ? '是' : '', row.dangerName],
		]),
	);
}
