import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { isWithin, subtreeOf } from '../core/directory/court-tree.ts';
import { putDirectory, type DirectoryInput } from '../flows/put-directory.ts';
import type { Api } from './api-parts.ts';
import { mustHaveKey, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem } from './problem.ts';
import { answered, courtCode, day, problems } from './schemas.ts';

const code = z.string().min(1).max(64);
const directorySchema = z
	.object({
		courts: z
			.array(
				z.object({
					code: courtCode,
					name: z.string().min(2).max(60),
					level: z.enum(['basic', 'intermediate', 'higher']),
					parent: courtCode.nullish(),
					designation: z
						.string()
						.regex(/^(最高法|[\u4e00-\u9fff])\d{0,4}$/)
						.nullish(),
					zone: z
						.string()
						.refine((zone) => {
							try {
								return !!new Intl.DateTimeFormat('zh-CN', { timeZone: zone });
							} catch {
								return false;
							}
						}, '没有这个时区')
						.optional(),
					locksFrom: day.nullish(),
					settings: z
						.object({
							lockDelayHours: z.number().min(0).max(240).optional(),
							maxGrantDays: z.number().int().min(1).max(180).optional(),
							confirmed: z.record(z.string(), z.string()).optional(),
							feedLateMinutes: z.number().min(1).optional(),
							feedDeadHours: z.number().min(1).optional(),
							lobbyVariant: z.enum(['trial', 'whole']).optional(),
						})
						.optional(),
				}),
			)
			.max(5000)
			.optional(),
		units: z
			.array(z.object({ code, name: z.string().min(1).max(60), court: courtCode, kind: z.string().max(32).optional() }))
			.max(50_000)
			.optional(),
		persons: z
			.array(
				z.object({
					code,
					name: z.string().min(1).max(60),
					court: courtCode,
					unit: code.nullish(),
					postJudge: z.boolean().optional(),
					onDuty: z.array(z.object({ from: day, to: day.nullish() })).optional(),
				}),
			)
			.max(100_000)
			.optional(),
	})
	.openapi('Directory');

/** What is wrong with a directory as a whole: unknown parents, foreign courts, a circle. */
function problemOf(input: DirectoryInput, known: ReadonlySet<string>, inScope: (court: string) => boolean): string | undefined {
	const codes = new Set([...known, ...(input.courts ?? []).map((court) => court.code)]);
	for (const court of input.courts ?? []) {
		if (court.parent && !codes.has(court.parent)) return `法院 ${court.code} 的上级 ${court.parent} 不存在`;
		if (court.parent === court.code) return `法院 ${court.code} 不能是自己的上级`;
		if (known.has(court.code) && !inScope(court.code)) return `密钥无权维护法院 ${court.code}`;
	}
	for (const item of [...(input.units ?? []), ...(input.persons ?? [])])
		if (!codes.has(item.court)) return `${item.code} 所属法院 ${item.court} 不存在`;
	return undefined;
}

/** `GET` and `PUT /directory`. */
export function directoryApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	app.on('GET', '/directory', mustRead);
	app.on('PUT', '/directory', mustHaveKey);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/directory',
			tags: ['目录'],
			summary: '法院、部门、人员目录',
			responses: { 200: answered('可见范围内的目录', directorySchema), ...problems(401) },
		}),
		(c) => {
			const directory = context.directory();
			const visible = new Set(reader(c)!.grants.flatMap((grant) => subtreeOf(directory, grant.court).map((court) => court.code)));
			const courts = [...directory.courts.values()]
				.filter((court) => visible.has(court.code))
				.map(({ code, name, level, parent, designation, zone, policy, settings }) => ({
					code,
					name,
					level,
					...(parent ? { parent } : {}),
					...(designation ? { designation } : {}),
					zone,
					...(policy.locksFrom ? { locksFrom: policy.locksFrom } : {}),
					settings: { ...settings, confirmed: { ...settings.confirmed } },
				}));
			const units = [...directory.units.values()]
				.filter((unit) => visible.has(unit.court))
				.map(({ code, name, court, kind }) => ({ code, name, court, kind }));
			const persons = [...directory.persons.values()]
				.filter((person) => visible.has(person.court))
				.map(({ onDuty, ...person }) => ({ ...person, onDuty: onDuty.map((duty) => ({ ...duty })) }));
			return c.json({ courts, units, persons }, 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'put',
			path: '/directory',
			tags: ['目录'],
			summary: '新增或更新法院、部门、人员（按代码覆盖）',
			security: [{ key: [] }],
			request: { body: { required: true, content: { 'application/json': { schema: directorySchema } } } },
			responses: {
				200: answered('写入条数', z.object({ courts: z.number(), units: z.number(), persons: z.number() })),
				...problems(400, 401, 422),
			},
		}),
		async (c) => {
			const key = c.get('caller').key!;
			const directory = context.directory();
			const input = c.req.valid('json') as DirectoryInput;
			const wrong = problemOf(
				input,
				new Set(directory.courts.keys()),
				(court) => isWithin(directory, court, key.court) || directory.courts.size === 0,
			);
			if (wrong) return problem(c, 422, 'bad-directory', wrong) as never;
			return c.json({ ...(await putDirectory(context, input)) }, 200);
		},
	);
}
