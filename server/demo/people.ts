import type { WorkCalendar } from '../core/time/work-calendar.ts';
import { addDays } from '../core/time/civil.ts';
import { rollForward } from '../core/time/work-calendar.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { ApiClient, LockAnswer } from './client.ts';
import type { DemoAccount } from './world/accounts.ts';

/** Words that handlers and courts use; invented, and no more than that. */
const reasons = [
	{
		reason: '办理期间承办人调整，交接中遗漏该节点，未及时完成。',
		plan: '已重新指定承办人，三个工作日内完成该节点，并由团队负责人逐日督促。',
	},
	{ reason: '被执行人对财产权属提出异议，核实期间未能推进。', plan: '权属已核实清楚，立即启动后续程序，每周向执行监管团队报告进度。' },
	{ reason: '辅助机构合同到期更换，衔接延误，致本节点逾期。', plan: '新机构已确定，五日内完成现场勘验，十日内完成本节点。' },
	{ reason: '案件集中到期，人员不足，未能按期办结该节点。', plan: '已调配一名法官助理协助，一周内补办完毕。' },
] as const;

const opinions = {
	endorse: '情况属实，整改措施可行，同意上报。',
	decide: '逾期原因已说明，整改措施具体，同意解锁，逾期未办结将再次锁死并通报。',
	forward: '案情属实，建议给予新期限，转报高级法院决定。',
	refuse: '逾期原因不充分，整改措施不具体，不予解锁。',
	return: '请补充整改时间表和责任人后重新报送。',
} as const;

function pick(text: string, count: number): number {
	let hash = 7;
	for (const character of text) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
	return hash % count;
}

/** The demo's people: they file and decide as real ones would, each signed in as himself, through the public API. */
export class People {
	readonly #client: ApiClient;
	readonly #calendar: WorkCalendar;
	readonly #byRole = new Map<string, readonly DemoAccount[]>();
	readonly #byPerson = new Map<string, DemoAccount>();

	constructor(client: ApiClient, calendar: WorkCalendar, accounts: readonly DemoAccount[]) {
		this.#client = client;
		this.#calendar = calendar;
		for (const [key, list] of Map.groupBy(accounts, (account) => `${account.court}|${account.role}`)) this.#byRole.set(key, list);
		for (const account of accounts) this.#byPerson.set(account.personCode, account);
	}

	#account(court: string, role: string): string | undefined {
		return this.#byRole.get(`${court}|${role}`)?.[0]?.username;
	}

	/** The sign-in name of a person, or of the first one who holds an office of a court. */
	usernameOf(personCode: string | undefined): string | undefined {
		return personCode === undefined ? undefined : this.#byPerson.get(personCode)?.username;
	}

	/** Who takes a step of an approval chain: there are two heads of division at each court, one for trials and one for enforcement. */
	officer(court: string, role: string, civil: boolean): string | undefined {
		return role === 'division-chief' ? this.usernameOf(`${court}-${civil ? 'civil' : 'enf'}-head`) : this.#account(court, role);
	}

	/** Files a request for a lock as the case's handler, or as his chief where the handler has no account. */
	async file(lockId: string, court: string, handler: string | undefined, today: CourtDate): Promise<boolean> {
		const lock = await this.#client.lock(lockId);
		const words = reasons[pick(lockId, reasons.length)]!;
		const day = rollForward(addDays(today, 12 + pick(lockId, 8)), this.#calendar);
		const latest = addDays(today, lock.maxGrantDays);
		const newDay = day > latest ? latest : day;
		const newDueOn = Object.fromEntries(lock.causes.map((cause) => [cause.nodeId, newDay]));
		const username = (handler && this.#byPerson.get(handler)?.username) ?? this.#account(court, 'enforcement-chief');
		if (!username) return false;
		const answer = await this.#client.deed(username, `/api/v1/locks/${encodeURIComponent(lockId)}/requests`, { ...words, newDueOn });
		return answer.ok;
	}

	/** Takes the running step of a lock's request; says whether the request is at an end. */
	async step(lock: LockAnswer, verdict: 'approve' | 'refuse' | 'return'): Promise<boolean> {
		const request = lock.requests.find((item) => ['endorsing', 'forwarding', 'deciding'].includes(item.phase));
		const running = lock.route.find((step) => step.state === 'running');
		if (!request || !running) return true;
		const role =
			{ 执行局长: 'enforcement-chief', 解锁审批人: 'unlock-approver', 分管院领导: 'vice-president', 院长: 'president' }[running.roleName] ??
			'';
		const username = this.#account(running.court, role);
		if (!username) return true;
		const opinion = verdict === 'approve' ? opinions[running.kind as 'endorse' | 'decide' | 'forward'] : opinions[verdict];
		const answer = await this.#client.deed(username, `/api/v1/unlock-requests/${encodeURIComponent(request.id)}/decisions`, {
			step: request.step,
			verdict,
			opinion,
		});
		return !answer.ok;
	}

	/** Takes all steps of a lock's request up to the end, or up to the given number of steps; says whether the last one was granted. */
	async carryThrough(lockId: string, verdict: 'approve' | 'refuse' | 'return', mostSteps = 9): Promise<boolean> {
		for (let count = 0; count < mostSteps; count += 1) {
			const lock = await this.#client.lock(lockId);
			const last = lock.route.every((step) => step.state !== 'ahead');
			if (await this.step(lock, last ? verdict : 'approve')) return false;
			if (last) return verdict === 'approve';
		}
		return false;
	}
}
