import { z } from 'zod';
import { isCourtDate } from '../core/time/civil.ts';

const kinds = [
	'enforcement-first',
	'enforcement-resumed',
	'preservation',
	'objection',
	'reconsideration',
	'supervision',
	'civil-first',
	'civil-second',
	'other',
] as const;

const SOURCES = /^(?:[LPCMX]|S[0-4])(?:,(?:[LPCMX]|S[0-4]))*$/;
const WEAK_SOURCES = /^[MX](?:,[MX])*$/;

const text = z.string().trim().min(1);
const code = z.string().regex(/^[a-z][a-z0-9-]*$/, '代码只能用小写字母、数字和连字符');
const subject = z.string().regex(/^[a-z][A-Za-z]*Id$/, '应为以 Id 结尾的数据字段名');
const source = z.string().regex(SOURCES, '来源标记应为 L、P、C、M、X、S0–S4，多个以英文逗号分开');
const filter = z.record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean()])).min(1));
const warnDays = z.array(z.int().min(0).max(366));
const kind = z.enum(['management', 'limit']);

/** A day that exists, as `YYYY-MM-DD`. */
export const day = z.string().refine(isCourtDate, '应为存在的日期，写作 YYYY-MM-DD');

const trigger = z.preprocess(
	(value) => (typeof value === 'string' ? { event: value } : value),
	z.strictObject({
		event: code,
		day: text.optional(),
		where: filter.optional(),
		take: z.enum(['first', 'last']).optional(),
		anySubject: z.boolean().optional(),
	}),
);

const lengths = {
	limit: z.int().min(0).max(3660),
	unit: z.enum(['D', 'WD', 'M', 'Y', 'H', 'MIN', 'X']),
	extraDays: z.int().min(1).max(366).optional(),
	lengthUnit: z.enum(['D', 'M', 'Y']).optional(),
};

const variant = z.strictObject({
	...lengths,
	on: z.enum(['event', 'case']),
	when: filter,
	unconfirmed: z.boolean().optional(),
	basis: text.optional(),
});

function fallsInOrder(warn: readonly number[]): boolean {
	return warn.every((days, index) => index === 0 || days < (warn[index - 1] ?? 0));
}

const clock = z
	.strictObject({
		...lengths,
		kind,
		start: trigger,
		variants: z.array(variant).optional(),
		stops: z.boolean().default(false),
		warn: warnDays,
		/** `court`: off, but a court may switch it on in its layer. */
		lock: z.union([z.boolean(), z.literal('court')]).default(false),
		unconfirmed: z.boolean().default(false),
		basis: text.optional(),
		source: source.optional(),
		days: z.enum(['civil', 'criminal', 'none']).optional(),
		rolls: z.boolean().optional(),
		back: z.boolean().optional(),
		hours: z.enum(['all', 'working']).optional(),
		stated: text.optional(),
		takesRecorded: z.boolean().optional(),
	})
	.superRefine((row, context) => {
		const refuse = (field: string, message: string): void => context.addIssue({ code: 'custom', path: [field], message });
		if (!fallsInOrder(row.warn)) refuse('warn', '预警日数应由大到小，不得重复');
		if ((row.unit === 'X') !== (row.lengthUnit !== undefined))
			refuse('unit', 'X 须写 lengthUnit（未载明到期日时推算的单位），其他单位不写');
		if (row.stops && ['X', 'H', 'MIN'].includes(row.unit)) refuse('stops', 'X、H、MIN 不能扣除期间');
		if (row.extraDays !== undefined && !['D', 'M', 'Y'].includes(row.unit)) refuse('extraDays', '只有 D、M、Y 可以另加日数');
		if (row.hours !== undefined && !['H', 'MIN'].includes(row.unit)) refuse('hours', '只有 H、MIN 区分全天与工作时间');
		if (row.stated !== undefined && row.unit !== 'X') refuse('stated', '只有 X 可以写载明到期日的字段');
		if (row.back && (!['D', 'WD', 'M'].includes(row.unit) || row.stops || row.start.day === undefined))
			refuse('back', '倒算期限只用 D、WD、M，须写 start.day（所倒算之日的字段），不能扣除期间');
	});

const when = z.strictObject({
	kind: z.array(z.enum(kinds)).min(1).optional(),
	type: z
		.array(z.string().regex(/^[\u4e00-\u9fff]{1,4}$/u, '应为案号的类型代字'))
		.min(1)
		.optional(),
	basis: z
		.array(z.enum(['civil', 'admin', 'criminal-property', 'arbitral', 'notarial']))
		.min(1)
		.optional(),
	track: z
		.array(z.enum(['simple', 'complex']))
		.min(1)
		.optional(),
	procedure: z
		.array(z.enum(['small', 'simple', 'ordinary']))
		.min(1)
		.optional(),
	channel: z
		.array(z.enum(['onsite', 'online', 'cross-region', 'referral']))
		.min(1)
		.optional(),
	enterpriseClass: z.array(text).min(1).optional(),
	custody: z.array(z.boolean()).min(1).optional(),
	tags: z.array(text).min(1).optional(),
});

const node = z
	.strictObject({
		code,
		name: text,
		basis: text,
		from: day,
		source,
		when: when.default({}),
		unless: when.optional(),
		asset: filter.optional(),
		clocks: z.array(clock).min(1).max(2),
		ends: z.array(trigger).min(1),
		endsWhen: z.literal('money-settled').optional(),
		renewedBy: z.array(code).min(1).optional(),
		subject: subject.optional(),
		survivesClosing: z.boolean().default(false),
		alarmAtLast: z.boolean().optional(),
		lapses: z.boolean().optional(),
		perCourt: z.boolean().optional(),
		optional: z.boolean().optional(),
	})
	.superRefine((row, context) => {
		const refuse = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
		if (row.clocks.length === 2 && row.clocks[0]?.kind === row.clocks[1]?.kind)
			refuse(['clocks', 1, 'kind'], '同一节点的两个时钟种类不得相同');
		if (row.subject === undefined && (row.asset ?? row.endsWhen) !== undefined)
			refuse(['subject'], '写了 asset 或 endsWhen 的节点须写 subject');
		if (row.lapses && row.clocks.some((each) => each.lock !== false)) refuse(['lapses'], '当事人期间届满即终止，不得锁定');
		row.clocks.forEach((each, index) => {
			const isWeak = WEAK_SOURCES.test(each.source ?? row.source);
			if (each.lock === true && isWeak && !each.unconfirmed)
				refuse(['clocks', index, 'lock'], '来源只有 M 或 X 的期限未经确认不得锁定，须写 unconfirmed: true');
		});
	});

const requirement = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('not-before'), start: trigger, ...lengths }),
	z.strictObject({
		kind: z.literal('done'),
		events: z.array(trigger).min(1),
		least: z.int().min(1).optional(),
		within: z.strictObject(lengths).optional(),
	}),
	z.strictObject({ kind: z.literal('at-most'), event: trigger, most: z.int().min(0) }),
	z.strictObject({ kind: z.literal('none-open'), node: code }),
]);

const check = z.strictObject({
	code,
	name: text,
	basis: text,
	from: day,
	source,
	when: when.default({}),
	unless: when.optional(),
	unconfirmed: z.boolean().default(false),
	gates: trigger,
	subject: subject.optional(),
	require: requirement,
	variants: z.array(z.strictObject({ when, require: requirement })).optional(),
});

const workingHours = z.array(
	z
		.strictObject({ from: z.string().regex(/^[012]\d:[0-5]\d$/, '应为 HH:MM'), to: z.string().regex(/^[012]\d:[0-5]\d$/, '应为 HH:MM') })
		.refine((row) => row.from < row.to, '上班时刻应早于下班时刻'),
);

function refuseTwice(
	file: { readonly nodes: readonly { code: string; from: string }[]; readonly checks: readonly { code: string; from: string }[] },
	context: z.RefinementCtx,
): void {
	for (const list of ['nodes', 'checks'] as const) {
		const seen = new Set<string>();
		file[list].forEach((row, index) => {
			const key = `${row.code} ${row.from}`;
			if (seen.has(key))
				context.addIssue({ code: 'custom', path: [list, index, 'code'], message: `节点 ${row.code} 自 ${row.from} 起用的规则写了两次` });
			seen.add(key);
		});
	}
}

/** The shape of one file of the national rulebook; every refusal says in Chinese what is wrong. */
export const rulebookFile = z
	.strictObject({
		issued: day,
		section: text.optional(),
		nodes: z.array(node).default([]),
		checks: z.array(check).default([]),
		workingHours: workingHours.optional(),
	})
	.refine((file) => file.nodes.length + file.checks.length > 0, '文件中没有任何节点或核查')
	.superRefine(refuseTwice);

/** A rulebook file after parsing. */
export type RulebookFile = z.infer<typeof rulebookFile>;

const clockName = { node: code, clock: kind, from: day };

/** The shape of the layer of a province, a city or a court. */
export const layerFile = z
	.strictObject({
		court: z.string().regex(/^[a-z0-9-]{2,32}$/, '应为法院目录中的代码'),
		issued: day,
		document: text,
		confirm: z.array(z.strictObject({ ...clockName, document: text.optional() })).default([]),
		change: z
			.array(
				z.strictObject({
					...clockName,
					limit: lengths.limit.optional(),
					unit: lengths.unit.optional(),
					extraDays: lengths.extraDays,
					warn: warnDays.refine(fallsInOrder, '预警日数应由大到小，不得重复').optional(),
					basis: text.optional(),
					why: text.optional(),
				}),
			)
			.default([]),
		lock: z.array(z.strictObject({ ...clockName, on: z.boolean(), why: text.optional() })).default([]),
		enable: z.array(z.strictObject({ node: code, from: day })).default([]),
		nodes: z.array(node).default([]),
		checks: z.array(check).default([]),
		workingHours: workingHours.optional(),
	})
	.superRefine(refuseTwice);

/** A layer file after parsing. */
export type LayerFile = z.infer<typeof layerFile>;

/** The error texts of zod in Chinese, used for this schema only and not set for the whole process. */
export const chineseErrors = z.locales.zhCN().localeError;
