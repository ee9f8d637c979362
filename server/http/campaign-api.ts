import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CaseFilter } from '../core/indicator/types.ts';
import { rectificationMoves, type RectificationMove } from '../core/rectification/types.ts';
import { readCampaignFigures } from '../flows/campaign-figures.ts';
import { putCampaign, stopCampaign } from '../flows/campaigns.ts';
import { moveRectification, openRectification } from '../flows/rectifications.ts';
import { campaignsView, campaignView, seenCampaign } from '../views/campaign-views.ts';
import { rectificationsView } from '../views/rectification-views.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, day, deedDone, plain, problems } from './schemas.ts';
import { caseFilter, targetBody, targetsOf } from './target-api.ts';

const code = z.string().min(1).max(64);
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const deeds = problems(400, 401, 403, 404, 409, 422);
const id = z.object({ id: z.string().max(64) });
const moves = rectificationMoves.filter((move): move is Exclude<RectificationMove, 'opened'> => move !== 'opened');

/** Campaigns (专项行动) and rectifications (整改). */
export function campaignApi(app: OpenAPIHono<ApiEnv>, { context }: Api): void {
	const source = sourceOf(context);
	app.on('GET', ['/campaigns', '/campaigns/*', '/rectifications'], mustRead);
	app.on(['PUT', 'POST'], ['/campaigns', '/campaigns/*', '/rectifications', '/rectifications/*'], mustBePerson);

	const who = (c: Context<ApiEnv>) => {
		const principal = c.get('caller').principal!;
		return [principal, actorOf(principal, addressOf(c))] as const;
	};
	const unseen = (c: Context<ApiEnv>) => problem(c, 404, 'not-found', '没有该对象，或无权查看') as never;
	const refused = (c: Context<ApiEnv>, { code: why, message }: { code: string; message: string }) =>
		problem(c, refusalStatus(why), why, message) as never;

	app.openapi(
		createRoute({
			method: 'get',
			path: '/campaigns',
			tags: ['专项行动'],
			summary: '专项行动：本院、下级法院的，以及上级法院部署的',
			request: { query: z.object({ court: courtCode.optional() }) },
			responses: { 200: answered('专项行动', anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const { court } = c.req.valid('query');
			const view = await campaignsView(source, reader(c)!, court ? { court } : {});
			return view ? c.json(plain(view), 200) : unseen(c);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/campaigns/{id}',
			tags: ['专项行动'],
			summary: '一个专项行动：目标、期内数据、所涉案件',
			request: { params: id, query: z.object({ shown: z.enum(['open', 'closed']).optional(), cursor: z.string().max(64).optional() }) },
			responses: { 200: answered('专项行动', anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const principal = reader(c)!;
			const { shown, cursor } = c.req.valid('query');
			const campaign = await seenCampaign(source, principal, c.req.valid('param').id);
			if (!campaign) return unseen(c);
			const asked = { ...(shown ? { shown } : {}), ...(cursor ? { cursor } : {}) };
			return c.json(plain(await campaignView(source, principal, campaign, await readCampaignFigures(context, campaign), asked)), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'put',
			path: '/campaigns',
			tags: ['专项行动'],
			summary: '部署专项行动，或更改尚未结束的',
			request: body(
				z
					.object({
						id: z.string().max(64).optional().openapi({ description: '更改时填写' }),
						court: courtCode,
						name: z.string().max(60),
						from: day,
						to: day,
						filter: caseFilter.optional(),
						targets: z.array(targetBody).max(50),
						document: z.string().max(200).optional(),
					})
					.openapi('CampaignInput'),
			),
			responses: { 200: answered('编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { id: known, filter, targets, document, ...head } = c.req.valid('json');
			const more = {
				...(known ? { id: known } : {}),
				...(filter ? { filter: filter as CaseFilter } : {}),
				...(document ? { document } : {}),
			};
			const outcome = await putCampaign(context, ...who(c), { ...head, ...more, targets: targetsOf(targets) });
			return outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/campaigns/{id}/stop',
			tags: ['专项行动'],
			summary: '提前结束专项行动',
			request: { params: id },
			responses: { 200: answered('编号', deedDone), ...deeds },
		}),
		async (c) => {
			const outcome = await stopCampaign(context, ...who(c), c.req.valid('param').id);
			return outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/rectifications',
			tags: ['整改'],
			summary: '整改事项及其办理、问责记录',
			request: {
				query: z.object({
					court: courtCode.optional(),
					shown: z.enum(['open', 'late', 'mine', 'closed']).optional(),
					cursor: z.string().max(80).optional().openapi({ description: '已销号的下一页，取自上页 nextCursor' }),
				}),
			},
			responses: { 200: answered('整改事项', anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const { court, shown, cursor } = c.req.valid('query');
			const asked = { ...(court ? { court } : {}), ...(shown ? { shown } : {}), ...(cursor ? { cursor } : {}) };
			const view = await rectificationsView(source, reader(c)!, asked);
			return view ? c.json(plain(view), 200) : unseen(c);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/rectifications',
			tags: ['整改'],
			summary: '就未达标的指标立项整改',
			request: body(
				z
					.object({
						court: courtCode,
						unit: code.optional(),
						person: code.optional(),
						code: code.openapi({ description: '未达标的指标' }),
						title: z.string().max(200),
						foundIn: z.string().max(200).optional().openapi({ description: '发现问题的通报文号' }),
						foundOn: day.optional(),
						owner: code.openapi({ description: '责任人' }),
						dueOn: day,
						measures: z.string().max(1000),
					})
					.openapi('RectificationInput'),
			),
			responses: { 201: answered('编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { unit, person, foundIn, foundOn, ...rest } = c.req.valid('json');
			const more = {
				...(unit ? { unit } : {}),
				...(person ? { person } : {}),
				...(foundIn ? { foundIn } : {}),
				...(foundOn ? { foundOn } : {}),
			};
			const outcome = await openRectification(context, ...who(c), { ...rest, ...more });
			return outcome.ok ? c.json({ id: outcome.id }, 201) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/rectifications/{id}/moves',
			tags: ['整改'],
			summary: '报告进展、延期、销号、重新整改，以及督促、约谈、通报',
			request: {
				params: id,
				...body(
					z.object({ move: z.enum(moves as [(typeof moves)[number], ...typeof moves]), text: z.string().max(1000), dueOn: day.optional() }),
				),
			},
			responses: { 200: answered('编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { move, text, dueOn } = c.req.valid('json');
			const outcome = await moveRectification(context, ...who(c), c.req.valid('param').id, { move, text, ...(dueOn ? { dueOn } : {}) });
			return outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome);
		},
	);
}
