import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { topicNames, type TopicName } from '../../src/lib/contract/topics.ts';
import { may } from '../core/access/may.ts';
import { isInReach } from '../core/time/civil.ts';
import type { Instant } from '../core/time/types.ts';
import { epochMsOf, instantOfEpochMs } from '../core/time/zone.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, type ApiEnv } from './caller.ts';
import { problem } from './problem.ts';
import { answered, anyObject, courtCode, plain, problems } from './schemas.ts';

const tags = ['回放'];
const wallTopics = topicNames.filter((topic) => topic !== 'lobby');
const longestHours = 48;

const instant = z.iso
	.datetime({ offset: true, error: '应为带时区的时刻，例如 2026-10-14T14:32:00+08:00' })
	.refine(isInReach, '时刻应在 2000 年至 2999 年之间')
	.transform((text) => instantOfEpochMs(Date.parse(text)));
const topics = z
	.string()
	.max(2000)
	.transform((text) => text.split(',').filter((name) => name !== ''))
	.pipe(z.array(z.enum(wallTopics as [TopicName, ...TopicName[]])))
	.optional()
	.openapi({ type: 'string', description: '主题，以逗号分隔；不填为全部' });
const params = z.object({ court: courtCode });
const instantField = (description: string) => instant.openapi({ type: 'string', format: 'date-time', description });

/** Recorded walls: what stood there at a minute, and in which minutes something changed. For persons; every opening is audited. */
export function playbackApi(app: OpenAPIHono<ApiEnv>, { context, playback }: Api): void {
	app.use('/playback/*', mustBePerson);

	/** Why a court's recordings are not open to the caller. Whether a court exists is told only to those who see its wall. */
	function refusal(c: Context<ApiEnv>, court: string) {
		const principal = c.get('caller').principal!;
		const directory = context.directory();
		if (!directory.courts.has(court) || !may(principal, 'wall.view', { court }, directory))
			return problem(c, 404, 'not-found', '没有这个法院，或无权查看');
		if (!may(principal, 'playback.view', { court }, directory))
			return problem(c, 403, 'forbidden', '回放由指挥中心、执行监管团队和院局领导查看');
		return undefined;
	}
	const note = (c: Context<ApiEnv>, court: string, at: Instant): Promise<void> =>
		playback.note(actorOf(c.get('caller').principal!, addressOf(c)), court, at);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/playback/{court}',
			tags,
			summary: '某一分钟结束时大屏上的数据：各主题最近一次的内容，各带自己的统计时刻；未记录的如实说明',
			request: {
				params,
				query: z.object({
					at: instantField('时刻，取其所在的一分钟'),
					topics,
					visitors: z.enum(['0', '1']).default('0').openapi({ description: '1 为参观模式：不含个人' }),
				}),
			},
			responses: { 200: answered('该分钟的记录', anyObject), ...problems(400, 401, 403, 404) },
		}),
		async (c) => {
			const { court } = c.req.valid('param');
			const refused = refusal(c, court);
			if (refused) return refused as never;
			const { at, topics: asked = wallTopics, visitors } = c.req.valid('query');
			await note(c, court, at);
			return c.json(plain(await playback.moment(court, at, asked, visitors === '1' ? 'public' : 'internal')), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/playback/{court}/minutes',
			tags,
			summary: `一段时间内哪些分钟有记录、哪些分钟有变化，最长 ${longestHours} 小时`,
			request: { params, query: z.object({ from: instantField('起，取其所在的一分钟'), to: instantField('止，含该分钟'), topics }) },
			responses: { 200: answered('以起始分钟为 0 的分钟序号', anyObject), ...problems(400, 401, 403, 404, 422) },
		}),
		async (c) => {
			const { court } = c.req.valid('param');
			const refused = refusal(c, court);
			if (refused) return refused as never;
			const { from, to, topics: asked } = c.req.valid('query');
			const hours = (epochMsOf(to) - epochMsOf(from)) / 3_600_000;
			if (hours < 0) return problem(c, 422, 'bad-range', '截止时刻早于起始时刻') as never;
			if (hours > longestHours) return problem(c, 422, 'range-too-long', `一次最长查询 ${longestHours} 小时`) as never;
			await note(c, court, from);
			return c.json(plain(await playback.minutes(court, from, to, asked)), 200);
		},
	);
}
