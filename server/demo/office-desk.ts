import { ruleText } from '../core/target/rule-text.ts';
import { knownIndicator } from '../core/target/known.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { FlowContext } from '../flows/context.ts';
import { loadExampleTargets } from '../rulebooks/targets.ts';
import { readClosings } from '../store/quota.ts';
import type { ApiClient } from './client.ts';
import type { People } from './people.ts';

const [city, late, slow] = ['sf-01', 'sf-0104', 'sf-0202'] as const;

/** Pairs of filled-in measures: a whole, and the share of it that is as it should be, in thousandths from and to. */
const pairs: readonly (readonly [whole: string, part: string, size: number, from: number, to: number, source: string])[] = [
	['fee-paid', 'fee-paid-online', 160, 925, 990, '诉讼费系统月报'],
	['service-items', 'service-items-electronic', 420, 880, 985, '集中送达平台月报'],
	['service-cases', 'service-cases-electronic', 140, 900, 985, '集中送达平台月报'],
	['hearing-all', 'hearing-tech', 52, 985, 1000, '科技法庭系统月报'],
	['efile-checked', 'efile-ok', 60, 900, 1000, '电子卷宗抽查'],
	['prefiling-arrived', 'prefiling-diverted', 130, 640, 790, '调解平台月报'],
	['mediation-ended', 'mediation-succeeded', 86, 580, 720, '调解平台月报'],
	['petition-received', 'petition-closed', 4, 700, 1000, '信访系统月报'],
	['auto-due', 'auto-performed', 70, 470, 640, '自动履行台账'],
];

interface ScriptedItem {
	readonly court: string;
	readonly ago: number;
	readonly days: number;
	readonly code: string;
	readonly title: string;
	readonly measures: string;
	readonly foundIn: string;
	readonly moves: readonly {
		readonly ago: number;
		readonly role: string;
		readonly move: string;
		readonly text: string;
		readonly days?: number;
	}[];
}

/** Three shortfalls: one late with somebody called to account, one on its way, one closed. Invented, as everything here. */
const items: readonly ScriptedItem[] = [
	{
		...{ court: late, ago: 48, days: 30, code: 'enf.node_overdue_rate', foundIn: '执行工作周通报第 39 期' },
		title: '节点超期率连续两月居全市首位',
		measures: '逐案排查超期节点，每日晨会通报到期节点，每周五报告进展。',
		moves: [
			{ ago: 34, role: 'division-chief', move: 'progress', text: '已清理超期节点二十一个，其余涉及评估、鉴定，正在催办。' },
			{ ago: 20, role: 'trial-management', move: 'extend', text: '评估机构延期出具报告。', days: 12 },
			{ ago: 7, role: 'vice-president', move: 'urge', text: '延期后仍未完成，限一周内结清。' },
			{ ago: 2, role: 'president', move: 'talk', text: '约谈部门负责人，逐案明确责任人和时限。' },
		],
	},
	{
		...{ court: slow, ago: 16, days: 30, code: 'svc.e_service', foundIn: '月分析第 9 期' },
		title: '电子送达率连续两月低于目标',
		measures: '送达前先征得电子送达同意，未征得的逐件说明。',
		moves: [{ ago: 6, role: 'division-chief', move: 'progress', text: '同意率已提高，余下主要为外地当事人。' }],
	},
	{
		...{ court: 'sf-0101', ago: 40, days: 30, code: 'fund.double_zero', foundIn: '执行工作周通报第 40 期' },
		title: '执行款超期未发放四笔',
		measures: '逐笔核实账户信息，三十日内发放或者提存。',
		moves: [{ ago: 18, role: 'trial-management', move: 'close', text: '四笔均已发放，双清零。' }],
	},
];

function pick(text: string, from: number, to: number): number {
	let hash = 7;
	for (const character of text) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
	return from + (hash % (to - from + 1));
}

const monthBefore = (month: string, by = 1): string => {
	const [year = 0, number = 1] = month.split('-').map(Number);
	const at = year * 12 + number - 1 - by;
	return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
};

/** What the demo's desk of the office needs of its surroundings. */
export interface OfficeParts {
	readonly app: { readonly context: FlowContext };
	readonly client: ApiClient;
	readonly people: People;
	say(text: string): void;
}

/** The trial-management offices of the demo: targets, quotas, filled-in values, a campaign, rectifications; each by the person whose office it is. */
export class OfficeDesk {
	readonly #parts: OfficeParts;
	readonly #done = new Set<string>();
	readonly #ids = new Map<ScriptedItem, string>();

	constructor(parts: OfficeParts) {
		this.#parts = parts;
	}

	/** What people do on a day that lies so many days before the start. */
	async act(today: CourtDate, ago: number): Promise<void> {
		const month = today.slice(0, 7);
		await this.#once('targets', () => this.#targets(today));
		await this.#once('history', () => this.#fillIn([1, 2, 3].map((by) => monthBefore(month, by))));
		await this.#once(`month-${month}`, async () => {
			await this.#once('quotas', () => this.#pastQuotas(month));
			await this.#quotas(month);
			await this.#fillIn([monthBefore(month)]);
		});
		if (ago <= 55) await this.#once('campaign', () => this.#campaign(today));
		for (const item of items) await this.#item(item, today, ago);
	}

	async #once(what: string, work: () => Promise<void>): Promise<void> {
		if (this.#done.has(what)) return;
		this.#done.add(what);
		await work();
	}

	async #do(court: string, role: string, path: string, body: unknown, method: 'POST' | 'PUT' = 'PUT'): Promise<string | undefined> {
		const { people, client, say } = this.#parts;
		const username = people.officer(court, role, false);
		if (!username) return undefined;
		const answer = await client.deed(username, `/api/v1${path}`, body, method);
		if (answer.ok) return String(answer.body.id ?? '');
		say(`${path} 未成：${String(answer.body.detail ?? answer.body.title ?? '')}`);
		return undefined;
	}

	#basicCourts(): readonly string[] {
		return [...this.#parts.app.context.directory().courts.values()].filter((court) => court.level === 'basic').map((court) => court.code);
	}

	/** The cities ask what S1 asks, one court beside that what S0 asks of enterprise cases. */
	async #targets(today: CourtDate): Promise<void> {
		const [s0, s1] = loadExampleTargets(knownIndicator);
		for (const [court, document] of [
			[city, s1!],
			['sf-02', s1!],
			[late, s0!],
		] as const) {
			const targets = document.targets.map(({ code, rule, filter, words }) => ({ code, rule: ruleText(rule), filter, words }));
			await this.#do(court, 'trial-management', '/targets', {
				court,
				year: Number(today.slice(0, 4)),
				document: document.document,
				targets,
			});
		}
	}

	/** Each month a twentieth more than the mean of the two months before, for the court and its teams. */
	async #quotas(month: string): Promise<void> {
		const year = Number(month.slice(0, 4));
		const number = Number(month.slice(5));
		for (const court of this.#basicCourts()) {
			const rows = await readClosings(this.#parts.app.context.store.read, {
				courts: [court],
				from: monthBefore(month, 2),
				to: monthBefore(month),
			});
			const set = async (unit: string, closed: number): Promise<void> => {
				if (closed === 0) return;
				const cases = { [number]: Math.ceil((closed / 2) * 1.05) };
				const body = { court, year, document: `院党组${year}年${number}月第一次会议`, cases, ...(unit ? { unit } : {}) };
				await this.#do(court, 'trial-management', '/quotas', body);
			};
			const sum = (list: typeof rows): number => list.reduce((total, row) => total + row.closed, 0);
			await set('', sum(rows));
			for (const [unit, list] of Map.groupBy(rows, (row) => row.unit)) if (unit !== '') await set(unit, sum(list));
		}
	}

	/** Quotas of the months before the demo's own: a year with months of which nothing was asked has no rate of completion. */
	async #pastQuotas(month: string): Promise<void> {
		const year = Number(month.slice(0, 4));
		const before = Array.from({ length: Number(month.slice(5)) - 1 }, (_, index) => index + 1);
		for (const court of this.#basicCourts()) {
			const cases: Record<number, number> = {};
			for (const number of before) {
				const of = `${year}-${String(number).padStart(2, '0')}`;
				const rows = await readClosings(this.#parts.app.context.store.read, { courts: [court], from: of, to: of });
				const closed = rows.reduce((total, row) => total + row.closed, 0);
				cases[number] = Math.max(1, Math.ceil(closed * 1.05));
			}
			await this.#do(court, 'trial-management', '/quotas', { court, year, document: `院党组${year}年第一次会议`, cases });
		}
	}

	async #fillIn(months: readonly string[]): Promise<void> {
		for (const court of this.#basicCourts()) {
			const rows = months.flatMap((month) => this.#monthRows(court, month));
			await this.#do(court, 'trial-management', '/measure-entries', { rows });
		}
	}

	#monthRows(court: string, month: string) {
		const [year = 0, number = 1] = month.split('-').map(Number);
		const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
		const day = addDays(next as CourtDate, -1);
		return pairs.flatMap(([whole, part, size, from, to, source]) => {
			const all = pick(`${court}${month}${part}`, Math.ceil(size * 0.8), Math.ceil(size * 1.2));
			const some = Math.round((all * pick(`${month}${court}${part}`, from, to)) / 1000);
			const live = whole === 'hearing-all' ? [['hearing-live', Math.round((all * pick(month + court, 380, 560)) / 1000)] as const] : [];
			return [[whole, all] as const, [part, some] as const, ...live].map(([measure, value]) => ({ measure, court, day, value, source }));
		});
	}

	async #campaign(today: CourtDate): Promise<void> {
		await this.#do(city, 'trial-management', '/campaigns', {
			court: city,
			name: '涉企案件攻坚执行专项行动',
			from: today,
			to: addDays(today, 90),
			filter: { kinds: ['enforcement-first', 'enforcement-resumed'], enterprise: 'any' },
			targets: [
				{ code: 'enf.close_rate', rule: '≥ 60' },
				{ code: 'enf.recovery_rate', rule: '≥ 35' },
				{ code: 'enf.avg_days', rule: '< 90' },
				{ code: 'fund.double_zero', rule: '11月15日前清零' },
			],
			document: '关于开展涉企案件攻坚执行专项行动的通知',
		});
	}

	async #item(item: ScriptedItem, today: CourtDate, ago: number): Promise<void> {
		const { court, ago: since, days, moves, ...rest } = item;
		if (ago > since) return;
		await this.#once(`item-${item.title}`, async () => {
			const owner = this.#parts.people.officer(court, 'division-chief', false);
			const unit = owner && this.#parts.app.context.directory().persons.get(owner)?.unit;
			const body = { court, ...rest, ...(unit ? { unit } : {}), owner, dueOn: addDays(today, days) };
			const id = await this.#do(court, 'trial-management', '/rectifications', body, 'POST');
			if (id) this.#ids.set(item, id);
		});
		const id = this.#ids.get(item);
		if (!id) return;
		for (const step of moves.filter((each) => ago <= each.ago)) {
			const { role, move, text } = step;
			await this.#once(`move-${item.title}-${step.ago}`, async () => {
				// An extension counts from the day it is given: later than the day before.
				const dueOn = step.days === undefined ? {} : { dueOn: addDays(today, step.days) };
				await this.#do(court, role, `/rectifications/${id}/moves`, { move, text, ...dueOn }, 'POST');
			});
		}
	}
}
