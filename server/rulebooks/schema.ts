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
const day = z.string().refine(isCourtDate, '应为存在的日期，写作 YYYY-MM-DD');
const source = z.string().regex(SOURCES, '来源标记应为 L、P、C、M、X、S0–S4，多个以英文逗号分开');
const filter = z.record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean()])).min(1));

const trigger = z.preprocess(
	(value) => (typeof value === 'string' ? { event: value } : value),
	z.strictObject({ event: code, day: text.optional(), where: filter.optional() }),
);

const lengths = {
	limit: z.int().min(0).max(3660),
	unit: z.enum(['D', 'WD', 'M', 'Y', 'H', 'MIN', 'X']),
	extraDays: z.int().min(1).max(366).optional(),
	lengthUnit: z.enum(['D', 'M', 'Y']).optional(),
};

const variant = z.strictObject({ ...lengths, on: z.enum(['event', 'case']), when: filter, unconfirmed: z.boolean().optional() });

const clock = z
	.strictObject({
		...lengths,
		kind: z.enum(['management', 'limit']),
		start: trigger,
		variants: z.array(variant).optional(),
		stops: z.boolean().default(false),
		warn: z.array(z.int().min(0).max(366)),
		lock: z.boolean().default(false),
		unconfirmed: z.boolean().default(false),
		basis: text.optional(),
		source: source.optional(),
	})
	.superRefine((row, context) => {
		const refuse = (field: string, message: string): void => context.addIssue({ code: 'custom', path: [field], message });
		if (row.warn.some((days, index) => index > 0 && days >= (row.warn[index - 1] ?? 0))) refuse('warn', '预警日数应由大到小，不得重复');
		if ((row.unit === 'X') !== (row.lengthUnit !== undefined))
			refuse('unit', 'X 须写 lengthUnit（未载明到期日时推算的单位），其他单位不写');
		if (row.stops && ['X', 'H', 'MIN'].includes(row.unit)) refuse('stops', 'X、H、MIN 不能扣除期间');
		if (row.extraDays !== undefined && !['D', 'M', 'Y'].includes(row.unit)) refuse('extraDays', '只有 D、M、Y 可以另加日数');
	});

const when = z.strictObject({
	kind: z.array(z.enum(kinds)).min(1).optional(),
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
});

const node = z
	.strictObject({
		code,
		name: text,
		basis: text,
		from: day,
		source,
		when: when.default({}),
		asset: filter.optional(),
		clocks: z.array(clock).min(1).max(2),
		ends: z.array(trigger).min(1),
		endsWhen: z.literal('money-settled').optional(),
		renewedBy: z.array(code).min(1).optional(),
		subject: z.enum(['assetId', 'receiptId', 'clueId', 'hearingId', 'messageId', 'partyId']).optional(),
		survivesClosing: z.boolean().default(false),
		alarmAtLast: z.boolean().optional(),
	})
	.superRefine((row, context) => {
		const refuse = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
		if (row.clocks.length === 2 && row.clocks[0]?.kind === row.clocks[1]?.kind)
			refuse(['clocks', 1, 'kind'], '同一节点的两个时钟种类不得相同');
		if (row.subject === undefined && (row.asset ?? row.renewedBy ?? row.endsWhen) !== undefined) {
			refuse(['subject'], '写了 asset、renewedBy 或 endsWhen 的节点须写 subject');
		}
		row.clocks.forEach((each, index) => {
			const isWeak = WEAK_SOURCES.test(each.source ?? row.source);
			if (each.lock && isWeak && !each.unconfirmed)
				refuse(['clocks', index, 'lock'], '来源只有 M 或 X 的期限未经确认不得锁定，须写 unconfirmed: true');
		});
	});

/** The shape of a rulebook file; every refusal says in Chinese what is wrong. */
export const rulebookFile = z.strictObject({ issued: day, nodes: z.array(node).min(1) }).superRefine((file, context) => {
	const seen = new Set<string>();
	file.nodes.forEach((row, index) => {
		const key = `${row.code} ${row.from}`;
		if (seen.has(key))
			context.addIssue({ code: 'custom', path: ['nodes', index, 'code'], message: `节点 ${row.code} 自 ${row.from} 起用的规则写了两次` });
		seen.add(key);
	});
});

/** A rulebook file after parsing. */
export type RulebookFile = z.infer<typeof rulebookFile>;

/** The error texts of zod in Chinese, used for this schema only and not set for the whole process. */
export const chineseErrors = z.locales.zhCN().localeError;
