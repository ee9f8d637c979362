import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { isWithin, subtreeOf } from '../core/directory/court-tree.ts';
import type { Court, Directory } from '../core/directory/types.ts';
import { mostReplyDays } from '../core/notice/types.ts';
import { isDayOfYear } from '../core/target/rule-text.ts';
import { placeOf, putDirectory, type DirectoryInput } from '../flows/put-directory.ts';
import type { Api } from './api-parts.ts';
import { mustHaveKey, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem } from './problem.ts';
import { answered, courtCode, day, plain, problems } from './schemas.ts';

const code = z.string().min(1).max(64);
const nodeOrAll = z.string().regex(/^(\*|[a-z0-9-]{2,64})$/);
const replyText = `签收期限应为 1 至 ${mostReplyDays} 个工作日的整数`;
const replyDays = z.number(replyText).int(replyText).min(1, replyText).max(mostReplyDays, replyText);
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
							softLocks: z.array(nodeOrAll).max(500).optional().openapi({ description: '柔性锁死的节点代码，* 为全部' }),
							graceDays: z
								.record(nodeOrAll, z.number().int().min(0).max(30))
								.optional()
								.openapi({ description: '锁死宽限天数（自然日），按节点代码，* 为全部' }),
							periodChains: z.enum(['S0', 'S1', 'S2']).optional(),
							feedLateMinutes: z.number().min(1).optional(),
							feedDeadHours: z.number().min(1).optional(),
							lobbyVariant: z.enum(['trial', 'whole']).optional(),
							lobbyHearings: z.boolean().optional().openapi({ description: '大厅屏显示当日公开开庭；未设定的不显示' }),
							silentDays: z
								.tuple([z.number().int().min(1).max(3650), z.number().int().min(1).max(3650), z.number().int().min(1).max(3650)])
								.refine(([remind, warn, supervise]) => remind < warn && warn < supervise, '三档天数应当递增')
								.optional(),
							noticeReplyDays: z
								.tuple([replyDays, replyDays, replyDays, replyDays], '应依次写明提醒、警告、督办、锁定四档的签收期限')
								.optional()
								.openapi({ description: '提醒、警告、督办、锁定通知的签收期限（工作日，1 至 15），未设定的为 3、2、1、1' }),
							selectiveDays: z.number().int().min(0).max(3650).optional(),
							ladder: z.enum(['S2', 'S1+S2']).optional(),
							ladderApproachDays: z.number().int().min(0).max(90).optional(),
							ranking: z.boolean().optional().openapi({ description: '显示名次；未设定的不显示' }),
							interval: z.boolean().optional().openapi({ description: '按合理区间评价；未设定的评价' }),
							statYearStart: z
								.string()
								// A later day is missing in some months, and the statistical months would leave days out.
								.refine((text) => isDayOfYear(text) && text.slice(3) <= '28', '统计年度起始日应写作 MM-DD，且为 1 日至 28 日')
								.optional()
								.openapi({ description: '统计年度起始日，MM-DD，未设定的为 01-01' }),
							issuerMustDiffer: z.boolean().optional().openapi({ description: '通报的签发人不得为起草人；未设定的不得' }),
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

type Parents = ReadonlyMap<string, string | undefined>;

/** A court and the courts above it, or undefined where they run in a circle. */
function chainOf(parents: Parents, code: string): readonly string[] | undefined {
	const chain: string[] = [];
	for (let court: string | undefined = code; court !== undefined; court = parents.get(court)) {
		if (chain.includes(court)) return undefined;
		chain.push(court);
	}
	return chain;
}

/** What a court would change of the bounds that the courts above set for it. */
function boundsOf(court: NonNullable<DirectoryInput['courts']>[number], known: Court): string | undefined {
	if (court.level !== known.level) return '法院层级';
	const days = court.settings?.maxGrantDays;
	if (days !== undefined && days !== known.policy.maxGrantDays) return '宽限天数上限';
	const { softLocks, graceDays } = court.settings ?? {};
	const differs = (now: object | undefined, before: object | undefined) =>
		now !== undefined && JSON.stringify(now) !== JSON.stringify(before ?? (Array.isArray(now) ? [] : {}));
	return differs(softLocks, known.settings.softLocks) || differs(graceDays, known.settings.graceDays) ? '柔性锁死与锁死宽限' : undefined;
}

/** A node named in the settings that no rulebook knows: a slip of the pen must not switch a lock off unseen. */
function unknownNode(courts: NonNullable<DirectoryInput['courts']>, known: ReadonlySet<string>): string | undefined {
	const named = courts.flatMap(({ settings }) => [...(settings?.softLocks ?? []), ...Object.keys(settings?.graceDays ?? {})]);
	return named.find((node) => node !== '*' && !known.has(node));
}

function problemOfCourts(courts: NonNullable<DirectoryInput['courts']>, directory: Directory, key: string): string | undefined {
	const parents = new Map([...directory.courts.values()].map((court) => [court.code, court.parent]));
	const designations = new Map([...directory.courts.values()].map((court) => [court.designation, court.code]));
	const places = courts.map((court) => ({ court, ...placeOf(court, directory.courts.get(court.code)) }));
	for (const { court, parent } of places) parents.set(court.code, parent);
	for (const { court, parent, designation } of places) {
		const { code } = court;
		if (parent && !parents.has(parent)) return `法院 ${code} 的上级 ${parent} 不存在`;
		const chain = chainOf(parents, code);
		if (!chain) return `法院 ${code} 的上级形成循环`;
		const holder = designation ? designations.get(designation) : undefined;
		if (holder !== undefined && holder !== code) return `法院代字 ${designation} 已属于法院 ${holder}`;
		if (designation) designations.set(designation, code);
		if (directory.courts.size === 0) continue;
		const known = directory.courts.get(code);
		if (known && !isWithin(directory, code, key)) return `密钥无权维护法院 ${code}`;
		const bounds = code === key && known?.parent ? boundsOf(court, known) : undefined;
		if (bounds) return `密钥无权更改本院的${bounds}，应由上级法院办理`;
		if (code === key ? known && known.parent !== parent : !chain.includes(key))
			return `密钥无权把法院 ${code} 置于 ${parent ?? '顶级'} 之下`;
	}
	return undefined;
}

/** What is wrong with a directory as a whole: unknown parents, circles, and whatever lies outside the key's courts (the first one is free). */
function problemOf(input: DirectoryInput, directory: Directory, key: string): string | undefined {
	const wrong = problemOfCourts(input.courts ?? [], directory, key);
	if (wrong) return wrong;
	const added = new Set((input.courts ?? []).map((court) => court.code));
	const inScope = (court: string): boolean => added.has(court) || isWithin(directory, court, key);
	type Item = { readonly code: string; readonly court: string };
	const problemOfItem = (item: Item, before: (Item & { readonly confirmed: boolean }) | undefined) => {
		if (!added.has(item.court) && !directory.courts.has(item.court)) return `${item.code} 所属法院 ${item.court} 不存在`;
		// What a feed of another court only named belongs to whoever knows it.
		if (!inScope(item.court) || (before?.confirmed && !inScope(before.court))) return `密钥无权维护 ${item.code}`;
		return undefined;
	};
	for (const unit of input.units ?? []) {
		const found = problemOfItem(unit, directory.units.get(unit.code));
		if (found) return found;
	}
	for (const person of input.persons ?? []) {
		const found = problemOfItem(person, directory.persons.get(person.code));
		if (found) return found;
	}
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
					settings: plain(settings),
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
			const input = c.req.valid('json') as DirectoryInput;
			const node = unknownNode(input.courts ?? [], new Set(context.rulebook.nodes.map((rule) => rule.code)));
			const wrong = problemOf(input, context.directory(), key.court) ?? (node && `规则中没有节点 ${node}`);
			if (wrong) return problem(c, 422, 'bad-directory', wrong) as never;
			return c.json({ ...(await putDirectory(context, input)) }, 200);
		},
	);
}
