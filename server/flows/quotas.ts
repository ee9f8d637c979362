import { may, type Principal } from '../core/access/may.ts';
import { casesOfShares, sharesProblem, type QuotaShares } from '../core/target/quota.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { deleteQuotas, readQuotas, saveQuotas } from '../store/quota.ts';
import type { Actor, FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy, type OfficeOutcome } from './office-deed.ts';

/** Monthly clearing quotas (均衡结案) of a court, or of one of its units, for a year. */
export interface QuotaInput {
	readonly court: string;
	/** Absent: the whole court. */
	readonly unit?: string;
	readonly year: number;
	readonly document: string;
	/** Cases by month, 1 to 12; null takes a month back. Months left out stay. */
	readonly cases?: Readonly<Record<number, number | null>>;
	/** Instead: a year's goal with cumulative shares; sets every month up to the last one given. */
	readonly shares?: QuotaShares;
}

const mostCases = 1_000_000;

const monthText = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;

function problemOf(context: FlowContext, principal: Principal, input: QuotaInput): Refusal | undefined {
	const directory = context.directory();
	const { court, unit, year, document, cases, shares } = input;
	if (!directory.courts.has(court)) return refuse('not-found', '没有这个法院');
	if (!may(principal, 'office.manage', { court }, directory)) return refuse('forbidden', '结案任务由本院审管办或院长下达');
	if (unit !== undefined && directory.units.get(unit)?.court !== court) return refuse('bad-unit', '本院没有这个部门');
	if (!Number.isInteger(year) || year < 2000 || year > 2100) return refuse('bad-year', '年度应为四位年份');
	if (document.trim() === '') return refuse('document-missing', '请写明结案任务所依据的文件或会议');
	if (document.length > 200) return refuse('document-too-long', '文件名称最多 200 字');
	if ((cases === undefined) === (shares === undefined)) return refuse('bad-quota', '逐月件数与累计进度择一填写');
	const wrong = shares ? sharesProblem(shares) : casesProblem(cases ?? {});
	return wrong ? refuse('bad-quota', wrong) : undefined;
}

function casesProblem(cases: NonNullable<QuotaInput['cases']>): string | undefined {
	const given = Object.entries(cases);
	if (given.length === 0) return '至少填写一个月的结案任务';
	for (const [month, count] of given) {
		if (!/^([1-9]|1[0-2])$/.test(month)) return '月份应为 1 至 12';
		if (count !== null && (!Number.isInteger(count) || count < 0 || count > mostCases)) return `${month}月的结案任务应为 0 以上的整数`;
	}
	return undefined;
}

/** Sets, changes or takes back quotas; cumulative shares become cases, rounded up by month. */
export async function putQuotas(context: FlowContext, principal: Principal, actor: Actor, input: QuotaInput): Promise<OfficeOutcome> {
	const { court, year, document } = input;
	const unit = input.unit ?? '';
	const id = `${court}/${unit || '全院'}/${year}`;
	return officeDeed<OfficeOutcome>(context, actor, { action: 'quota.put', object: id }, async ({ db, touch }, now) => {
		const wrong = problemOf(context, principal, input);
		if (wrong) return { outcome: wrong };
		const before = await readQuotas(db, { courts: [court], from: monthText(year, 1), to: monthText(year, 12) });
		const wanted: readonly (readonly [number, number | null])[] = input.shares
			? casesOfShares(input.shares).map((cases, index) => [index + 1, cases] as const)
			: Object.entries(input.cases ?? {}).map(([month, cases]) => [Number(month), cases] as const);
		const rows = wanted.flatMap(([month, cases]) =>
			cases === null
				? []
				: [{ court, unit, month: monthText(year, month), cases, document: document.trim(), by: signedBy(principal), at: now }],
		);
		await saveQuotas(db, rows);
		const months = wanted.flatMap(([month, cases]) => (cases === null ? [monthText(year, month)] : []));
		await deleteQuotas(db, { court, unit, months });
		touch(court);
		return { outcome: { ok: true, id }, before: before.filter((row) => row.unit === unit), after: { rows, months } };
	});
}
