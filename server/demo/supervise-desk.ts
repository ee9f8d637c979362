import { addDays } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { FlowContext } from '../flows/context.ts';
import { climbLadders } from '../flows/ladder.ts';
import { escalateOrders } from '../flows/orders.ts';
import { loadLadders } from '../rulebooks/ladders.ts';
import { readStages, type StageRow } from '../store/ladder-readers.ts';
import type { ApiClient } from './client.ts';
import type { People } from './people.ts';

/** One move of an order: so many days before the start, by an office of a court. */
interface ScriptedMove {
	readonly ago: number;
	readonly role: string;
	readonly court: string;
	readonly move: string;
	readonly text?: string;
}

/** An order of the demo, from its draft to where it stands at the start. */
interface ScriptedOrder {
	readonly kind: 'enforce' | 'item' | 'president';
	readonly court: string;
	readonly toCourt: string;
	readonly role: string;
	readonly ago: number;
	readonly days: number;
	readonly title: string;
	readonly body: string;
	readonly moves: readonly ScriptedMove[];
}

const [city, late, other, slow] = ['sf-01', 'sf-0104', 'sf-02', 'sf-0202'] as const;

/** Five orders of the three kinds, each in another state. Invented, as everything here. */
const script: readonly ScriptedOrder[] = [
	{
		...{ kind: 'item', court: city, toCourt: late, role: 'duty-officer', ago: 24, days: 7 },
		title: '超期节点集中清理情况',
		body: '你院超期节点件数连续三周居全市首位。\n请逐案说明超期原因、整改措施和完成时间。',
		// Received and never answered: it has gone to the superior of the enforcement chief.
		moves: [{ ago: 23, role: 'enforcement-chief', court: late, move: 'receive' }],
	},
	{
		...{ kind: 'item', court: other, toCourt: 'sf-0201', role: 'duty-officer', ago: 16, days: 10 },
		title: '案款到账后未及时发放的核查',
		body: '请核查到账满十日尚未发放的案款，逐笔说明原因。',
		moves: [
			{ ago: 16, role: 'enforcement-chief', court: 'sf-0201', move: 'receive' },
			{
				ago: 11,
				role: 'enforcement-chief',
				court: 'sf-0201',
				move: 'answer',
				text: '共核查案款九笔，七笔已发放，两笔因账户信息有误正在核实，三日内发放完毕。',
			},
			{ ago: 9, role: 'duty-officer', court: other, move: 'accept' },
		],
	},
	{
		...{ kind: 'enforce', court: city, toCourt: late, role: 'supervisor', ago: 20, days: 25 },
		title: '查封房产逾六个月未启动处置',
		body: '经查，涉案房产首封后逾六个月未启动确定参考价程序，无中止、暂缓事由。\n你院应当立即启动参考价程序，依法处置查封房产。',
		moves: [
			{ ago: 18, role: 'vice-president', court: city, move: 'sign' },
			{ ago: 17, role: 'supervisor', court: city, move: 'send', text: '已电话告知申请执行人，并寄送副本。' },
			{ ago: 16, role: 'enforcement-chief', court: late, move: 'receive' },
			{ ago: 6, role: 'enforcement-chief', court: late, move: 'report', text: '已委托网络询价，询价结果十日内作出，随即启动第一次拍卖。' },
		],
	},
	{
		...{ kind: 'enforce', court: other, toCourt: slow, role: 'supervisor', ago: 2, days: 20 },
		title: '申请恢复执行逾期未答复',
		body: '申请执行人提交财产线索并申请恢复执行已逾一个月，你院未作答复。\n你院应当对财产线索核查并作出是否恢复执行的答复。',
		moves: [],
	},
	{
		...{ kind: 'president', court: late, toCourt: late, role: 'trial-management', ago: 13, days: 10 },
		title: '执行节点超期率连续两月居全市末位',
		body: '本部门节点超期率连续两个月居全市末位，锁死案件居高不下。\n应当查明原因，逐案制定整改措施，责任到人。',
		moves: [
			{ ago: 12, role: 'president', court: late, move: 'sign' },
			{ ago: 12, role: 'trial-management', court: late, move: 'deliver' },
			{
				ago: 5,
				role: 'enforcement-chief',
				court: late,
				move: 'plan',
				text: '一、逐案排查，十日内清理超期节点；二、每日晨会通报到期节点；三、由执行局长负责，每周报审管办。',
			},
		],
	},
];

const plans = [
	'十日内完成传统查控；有财产的立即启动处置，无财产的依法终结本次执行程序，月底前办结。',
	'已发出评估询价，参考价确定后五日内启动一拍，流拍即征询以物抵债意见，两个月内办结。',
	'约谈双方当事人促成和解，十五日内不成的，裁定拍卖，由团队负责人逐周督促。',
] as const;
const results = ['方案可行，按时间表推进，逾期由承办人说明。', '进度滞后，调配法官助理协助，下周再次过堂。'] as const;
const everyDays = 6;
const stagesAtOnce = 12;

/** What the demo's desk of supervision needs of its surroundings. */
export interface SuperviseParts {
	readonly app: { readonly context: FlowContext };
	readonly client: ApiClient;
	readonly people: People;
	handlerOf(caseNumber: string): string | undefined;
	say(text: string): void;
}

/** The ladder's receipts, plans and reviews, and the orders of supervision: done day by day, each by the person whose office it is. */
export class SuperviseDesk {
	readonly #parts: SuperviseParts;
	readonly #ladders = loadLadders();
	readonly #orders = new Map<ScriptedOrder, string>();
	readonly #made = new Set<ScriptedMove>();

	constructor(parts: SuperviseParts) {
		this.#parts = parts;
	}

	/** What the clock does each night. */
	async night(): Promise<void> {
		const { context } = this.#parts.app;
		await climbLadders(context, this.#ladders);
		await escalateOrders(context);
	}

	/** What people do on a day that lies so many days before the start. */
	async act(today: CourtDate, ago: number): Promise<void> {
		for (const order of script) await this.#order(order, today, ago);
		if (ago % everyDays !== 0) return;
		for (const court of this.#parts.app.context.directory().courts.values())
			if (court.level === 'basic') await this.#ladder(court.code, today);
	}

	async #do(username: string | undefined, path: string, body: unknown, what: string): Promise<string | undefined> {
		if (!username) return undefined;
		const answer = await this.#parts.client.deed(username, path, body);
		if (answer.ok) return String(answer.body.id);
		this.#parts.say(`${what}未成：${String(answer.body.detail ?? answer.body.title ?? '')}`);
		return undefined;
	}

	async #order(order: ScriptedOrder, today: CourtDate, ago: number): Promise<void> {
		const { people, app } = this.#parts;
		const { kind, court, toCourt, title, body, role, days } = order;
		if (!this.#orders.has(order) && ago <= order.ago) {
			// Sign-in names of the demo's officers are their codes.
			const chief = people.officer(court, 'enforcement-chief', false) ?? '';
			const unit = app.context.directory().persons.get(chief)?.unit;
			const toUnit = kind === 'president' && unit ? { toUnit: unit } : {};
			const input = { kind, court, toCourt, ...toUnit, title, body, dueOn: addDays(today, days) };
			this.#orders.set(order, (await this.#do(people.officer(court, role, false), '/api/v1/orders', input, title)) ?? '');
		}
		const id = this.#orders.get(order);
		if (!id) return;
		for (const { ago: at, ...step } of order.moves.filter((move) => ago <= move.ago && !this.#made.has(move))) {
			const { move, text } = step;
			const username = people.officer(step.court, step.role, false);
			await this.#do(username, `/api/v1/orders/${id}/moves`, { move, ...(text ? { text } : {}) }, `${title}：${move}（${at}）`);
		}
		for (const move of order.moves) if (ago <= move.ago) this.#made.add(move);
	}

	/** Some cases of a court are received and planned, some planned ones reviewed; the rest waits, as it does in life. */
	async #ladder(court: string, today: CourtDate): Promise<void> {
		const { context } = this.#parts.app;
		const chief = this.#parts.people.officer(court, 'enforcement-chief', false);
		const list = (standing: 'unreceived' | 'review-late') =>
			readStages(context.store.read, { courts: [court], ladder: 'S2', standing, today, offset: 0, limit: stagesAtOnce });
		for (const [index, row] of (await list('unreceived')).entries()) if (index % 3 !== 2) await this.#receive(chief, row, index, today);
		for (const [index, row] of (await list('review-late')).entries()) {
			if (index % 2 !== 0) continue;
			const body = { result: results[index % results.length], nextReviewOn: addDays(today, 14) };
			await this.#do(chief, `/api/v1/long-pending/${encodeURIComponent(row.id)}/reviews`, body, '过堂');
		}
	}

	async #receive(chief: string | undefined, row: StageRow, index: number, today: CourtDate): Promise<void> {
		const { people, handlerOf } = this.#parts;
		const code = handlerOf(row.number_text);
		// Of a case that came from another court the handler there knows nothing any more.
		const handler =
			code && this.#parts.app.context.directory().persons.get(code)?.court === row.court_code ? people.usernameOf(code) : undefined;
		const path = `/api/v1/long-pending/${encodeURIComponent(row.id)}`;
		const receiver = row.kind.startsWith('civil') ? handler : chief;
		if (!receiver) return;
		await this.#do(receiver, `${path}/receipt`, undefined, '签收');
		if (index % 3 !== 0) return;
		const body = { plan: plans[index % plans.length], nextReviewOn: addDays(today, 10 + index) };
		await this.#do(handler ?? chief, `${path}/plan`, body, '一案一策');
	}
}
