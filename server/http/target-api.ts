import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CaseFilter, IndicatorTarget, TargetRule } from '../core/indicator/types.ts';
import { mostTargets } from '../core/target/check.ts';
import { parseRule, ruleForms } from '../core/target/rule-text.ts';
import { fillIn, mostEntries, type Filler } from '../flows/measure-entries.ts';
import { putQuotas } from '../flows/quotas.ts';
import { putTargets, switchTargets } from '../flows/targets.ts';
import { entriesView } from '../views/entry-views.ts';
import { quotaView } from '../views/quota-views.ts';
import { targetsView } from '../views/target-views.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, day, deedDone, plain, problems } from './schemas.ts';

const code = z.string().min(1).max(64);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份应写作 YYYY-MM');
const year = z.coerce.number().int().min(2000).max(2100);
const document = z.string().trim().min(1).max(200);
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const deeds = problems(400, 401, 403, 404, 409, 422);
const codes = z.array(code).min(1).max(50);

/** Which cases: absent parts narrow nothing. */
export const caseFilter = z
	.object({
		kinds: codes.optional(),
		courses: codes.optional(),
		enterprise: z.union([z.literal('any'), codes]).optional(),
		contractOnly: z.boolean().optional(),
	})
	.openapi('CaseFilter');

const rule = z
	.string()
	.max(100)
	.refine((text) => parseRule(text) !== undefined, `应写作${ruleForms}`)
	.transform((text) => parseRule(text)!)
	.openapi({ type: 'string', description: `目标，写作${ruleForms}` });

/** A target as it is sent. */
export const targetBody = z
	.object({ code: code.openapi({ description: '指标代码' }), rule, filter: caseFilter.optional(), words: z.string().max(400).optional() })
	.openapi('IndicatorTargetInput');

/** Sent targets as the flows take them. */
export const targetsOf = (
	rows: readonly { code: string; rule: TargetRule; filter?: object | undefined; words?: string | undefined }[],
): readonly Omit<IndicatorTarget, 'document'>[] =>
	rows.map((row) => ({
		code: row.code,
		rule: row.rule,
		...(row.filter ? { filter: row.filter as CaseFilter } : {}),
		...(row.words ? { words: row.words } : {}),
	}));

/** Targets, clearing quotas and filled-in values. */
export function targetApi(app: OpenAPIHono<ApiEnv>, { context }: Api): void {
	const source = sourceOf(context);
	app.on('GET', ['/targets', '/quotas', '/measure-entries'], mustRead);
	app.on('PUT', ['/targets', '/targets/switch', '/quotas'], mustBePerson);
	app.on('PUT', '/measure-entries', mustRead);

	const who = (c: Context<ApiEnv>) => {
		const principal = c.get('caller').principal!;
		return [principal, actorOf(principal, addressOf(c))] as const;
	};
	const unseen = (c: Context<ApiEnv>) => problem(c, 404, 'not-found', '没有该对象，或无权查看') as never;
	const refused = (c: Context<ApiEnv>, outcome: { code: string; message: string; problems?: readonly object[] | undefined }) =>
		problem(c, refusalStatus(outcome.code), outcome.code, outcome.message, outcome.problems ? { problems: outcome.problems } : {}) as never;

	app.openapi(
		createRoute({
			method: 'get',
			path: '/targets',
			tags: ['目标'],
			summary: '一个法院一个年度的指标目标：本院各文件，以及上级法院的文件',
			request: { query: z.object({ court: courtCode.optional(), year: z.string().optional() }) },
			responses: { 200: answered('目标', anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const { court, year: asked } = c.req.valid('query');
			const view = await targetsView(source, reader(c)!, { ...(court ? { court } : {}), ...(asked ? { year: asked } : {}) }, []);
			return view ? c.json(plain(view), 200) : unseen(c);
		},
	);
	app.openapi(
		createRoute({
			method: 'put',
			path: '/targets',
			tags: ['目标'],
			summary: '设定或更改一份文件的目标；原有的保留在历史中',
			request: body(
				z
					.object({
						court: courtCode,
						year,
						document,
						active: z.boolean().optional().openapi({ description: '不填则沿用原状，新设的为启用' }),
						targets: z.array(targetBody).max(mostTargets),
					})
					.openapi('TargetSetInput'),
			),
			responses: { 200: answered('这份文件现状的编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { targets, active, ...name } = c.req.valid('json');
			const set = { ...name, targets: targetsOf(targets), ...(active === undefined ? {} : { active }) };
			const outcome = await putTargets(context, ...who(c), set);
			return outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'put',
			path: '/targets/switch',
			tags: ['目标'],
			summary: '启用或停用一份文件的目标',
			request: body(z.object({ court: courtCode, year, document, active: z.boolean() })),
			responses: { 200: answered('这份文件现状的编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { active, ...name } = c.req.valid('json');
			const outcome = await switchTargets(context, ...who(c), name, active);
			return outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/quotas',
			tags: ['均衡结案'],
			summary: '一个法院一个月的结案任务、已结、尚欠：全院、各部门、下级法院',
			request: { query: z.object({ court: courtCode.optional(), month: month.optional() }) },
			responses: { 200: answered('任务和完成情况', anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const { court, month: asked } = c.req.valid('query');
			const view = await quotaView(source, reader(c)!, { ...(court ? { court } : {}), ...(asked ? { month: asked } : {}) });
			return view ? c.json(plain(view), 200) : unseen(c);
		},
	);
	app.openapi(
		createRoute({
			method: 'put',
			path: '/quotas',
			tags: ['均衡结案'],
			summary: '下达、更改、收回结案任务：逐月件数，或全年目标与累计进度',
			request: body(
				z
					.object({
						court: courtCode,
						unit: code.optional().openapi({ description: '部门；不填为全院' }),
						year,
						document,
						cases: z.record(z.string(), z.number().nullable()).optional().openapi({ description: '月份（1 至 12）→ 件数；null 为收回' }),
						shares: z
							.object({ goal: z.number(), shares: z.record(z.string(), z.number()) })
							.optional()
							.openapi({ description: '全年目标件数，月份 → 截至月末的累计进度（%）；未写的月份在前后两月之间均摊' }),
					})
					.openapi('QuotaInput'),
			),
			responses: { 200: answered('法院、部门、年度', deedDone), ...deeds },
		}),
		async (c) => {
			const { unit, cases, shares, ...head } = c.req.valid('json');
			const more = { ...(unit ? { unit } : {}), ...(cases ? { cases } : {}), ...(shares ? { shares } : {}) };
			const outcome = await putQuotas(context, ...who(c), { ...head, ...more });
			return outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/measure-entries',
			tags: ['数据填报'],
			summary: '一个法院一个月填报的数据，连同更正前的数值',
			request: { query: z.object({ court: courtCode.optional(), month: month.optional() }) },
			responses: { 200: answered('填报的数据', anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const { court, month: asked } = c.req.valid('query');
			const view = await entriesView(source, reader(c)!, { ...(court ? { court } : {}), ...(asked ? { month: asked } : {}) });
			return view ? c.json(plain(view), 200) : unseen(c);
		},
	);
	app.openapi(
		createRoute({
			method: 'put',
			path: '/measure-entries',
			tags: ['数据填报'],
			summary: '填报或更正案件事件以外的数据；一行有误则全部不收',
			security: [{ key: [] }],
			request: body(
				z
					.object({
						rows: z
							.array(
								z.object({
									measure: code.openapi({ description: '填报项代码，见 GET /measure-entries 的 measures' }),
									court: courtCode,
									unit: code.optional(),
									person: code.optional(),
									day,
									value: z.number().openapi({ description: '整数；金额以分计' }),
									source: z.string().min(1).max(200).openapi({ description: '数据来源' }),
								}),
							)
							.max(mostEntries),
					})
					.openapi('MeasureEntries'),
			),
			responses: {
				200: answered('新填、更正、未变的项数', z.object({ added: z.number(), corrected: z.number(), same: z.number() })),
				...deeds,
			},
		}),
		async (c) => {
			const { key, principal } = c.get('caller');
			const filler: Filler = principal ? { principal } : { keyCourt: key!.court, keyId: String(key!.id) };
			const actor = principal ? actorOf(principal, addressOf(c)) : { ...actorOf(reader(c)!, addressOf(c)), role: 'api-key' };
			const rows = c.req
				.valid('json')
				.rows.map(({ unit, person, ...row }) => ({ ...row, ...(unit ? { unit } : {}), ...(person ? { person } : {}) }));
			const outcome = await fillIn(context, filler, actor, rows);
			if (!outcome.ok) return refused(c, outcome);
			const { added, corrected, same } = outcome;
			return c.json({ added, corrected, same }, 200);
		},
	);
}
