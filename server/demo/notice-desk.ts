import type { Principal } from '../core/access/may.ts';
import { maySignWeek, pastWeeks } from '../core/supervise/week.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Actor, FlowContext } from '../flows/context.ts';
import { answerNotice, signNotices } from '../flows/notice-replies.ts';
import { silenceNode } from '../flows/silences.ts';
import { setPost } from '../flows/supervisors.ts';
import { signWeek } from '../flows/weekly-review.ts';
import { readHolders } from '../store/holders.ts';
import { readNoticeCases, readNotices, readRecipients, type NoticeListRow } from '../store/notice-readers.ts';
import { readOpenByUnit } from '../store/supervisors.ts';

/** Days before the start on which people sign day by day; before that the supervisors sign once a week. */
const dailyDays = 30;
const reviewedWeeks = 4;
const silencedAgo = 5;
const mostSilences = 6;
const mostOpen = 2000;

const answers = [
	'已列入本周办理计划，三日内完成。',
	'正在与协助执行单位联系，取得回函后即办。',
	'材料已经补齐，今日报请审批。',
	'已调配法官助理协助办理，按期完成。',
] as const;
const notes = [
	'已逐件核查，未按期办理的已督促承办人。',
	'本周通知均已核对，逾期节点已约谈承办人并限期办理。',
	'情况属实，已在团队周会上通报。',
] as const;
const reasons = [
	'案外人异议正在审查，标的权属待定，等待裁定。',
	'双方正在履行执行和解协议，最后一期尚未到期。',
	'评估机构需补正评估报告，等待补正意见。',
] as const;

function pick(text: string, count: number): number {
	let hash = 11;
	for (const character of text) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
	return hash % count;
}

/** What the demo's people do about notices: most are signed for, some answered, a few left lying; posts, silences and signed weeks. Through the
 *  same flows as the pages, without the sign-ins: there are too many people for those. */
export class NoticeDesk {
	readonly #context: FlowContext;
	readonly #say: (text: string) => void;
	#people: ReadonlyMap<string, Principal> = new Map();

	constructor({ context, say }: { readonly context: FlowContext; say(text: string): void }) {
		this.#context = context;
		this.#say = say;
	}

	/** Everything that people do about notices on a day; `left` days before the start. */
	async act(today: CourtDate, left: number): Promise<void> {
		if (this.#people.size === 0) await this.#begin(today);
		if (!this.#context.calendar.isWorkingDay(today)) return;
		const daily = left <= dailyDays;
		if (daily || new Date(`${today}T00:00:00Z`).getUTCDay() === 5) await this.#sign(daily);
		if (left === silencedAgo || left === silencedAgo + 1 || left === silencedAgo + 2) await this.#silence(today);
		if (left <= 3) await this.#review(today);
	}

	#actor(principal: Principal): Actor {
		const grant = principal.grants[0]!;
		return { id: principal.accountId, role: grant.role, court: grant.court, address: '127.0.0.1', requestId: 'demo' };
	}

	/** Reads who there is, and puts somebody in charge of the teams of every court; two teams stay unwatched, so that the page names them. */
	async #begin(today: CourtDate): Promise<void> {
		const holders = await readHolders(this.#context.store.read);
		const byPerson = Map.groupBy(
			holders.filter((holder) => holder.personCode),
			(holder) => holder.personCode!,
		);
		this.#people = new Map(
			[...byPerson].map(([code, list]) => [
				code,
				{ accountId: list[0]!.accountId, personCode: code, grants: list.map(({ role, court, scope }) => ({ role, court, scope })) },
			]),
		);
		for (const court of this.#context.directory().courts.values()) {
			const chief = this.#people.get(`${court.code}-chief`);
			if (!chief) continue;
			const teams = court.level === 'basic' ? ['fast', 'fine', ...(pick(court.code, 4) === 0 ? [] : ['disposal'])] : ['fine'];
			for (const team of teams) {
				const person = court.level !== 'basic' ? 'supervisor' : team === 'disposal' ? 'chief' : 'duty';
				const post = { court: court.code, person: `${court.code}-${person}`, unit: `${court.code}-${team}`, from: today };
				const outcome = await setPost(this.#context, chief, this.#actor(chief), post);
				if (!outcome.ok) this.#say(`${court.name}专人监管未成：${outcome.message}`);
			}
		}
	}

	/** Every open notice has its own fate: the handler signs, the supervisor signs, or nobody does. */
	async #sign(daily: boolean): Promise<void> {
		const db = this.#context.store.read;
		const open = await readNotices(db, { states: ['open'] }, { limit: mostOpen });
		const recipients = Map.groupBy(
			await readRecipients(
				db,
				open.map((row) => row.id),
			),
			(row) => row.notice_id,
		);
		const signer = (row: NoticeListRow): string | undefined => {
			const fate = pick(row.id, 10);
			const office = daily && fate < 6 ? 'handler' : !daily || fate < 9 ? 'supervisor' : undefined;
			// Steps of unlock requests are for whoever was named, of any office.
			const signs = (one: { readonly office: string }): boolean => (row.topic === 'unlock' ? fate < 8 : one.office === office);
			const found = recipients.get(row.id)?.find((one) => signs(one) && one.person_code && this.#people.has(one.person_code));
			return found?.person_code ?? undefined;
		};
		for (const [code, rows] of Map.groupBy(open, signer)) {
			const principal = code === undefined ? undefined : this.#people.get(code);
			if (!principal) continue;
			const ids = rows.map((row) => row.id).slice(0, 500);
			await signNotices(this.#context, principal, this.#actor(principal), ids);
			for (const id of daily ? ids.filter((one) => pick(one, 7) < 3) : [])
				await answerNotice(this.#context, principal, this.#actor(principal), id, answers[pick(id, answers.length)]!);
		}
	}

	/** Two nodes a day are explained by the chief of their court. */
	async #silence(today: CourtDate): Promise<void> {
		const { read } = this.#context.store;
		const open = await readNotices(read, { states: ['open', 'signed', 'answered'] }, { limit: mostOpen });
		const waiting = open
			.filter((row) => row.topic !== 'unlock' && row.level >= 2 && row.level <= 3 && pick(row.node_id, 5) === 0)
			.slice(0, mostSilences / 3);
		const keys = await readNoticeCases(
			read,
			waiting.map((row) => row.id),
		);
		for (const row of waiting) {
			const chief = this.#people.get(`${row.court_code}-chief`);
			const key = keys.get(row.id);
			if (!chief || !key || chief.personCode === row.handler_code) continue;
			const ask = { nodeId: row.node_id, reason: reasons[pick(row.node_id, reasons.length)]!, until: addDays(today, 9 + pick(row.id, 12)) };
			await silenceNode(this.#context, chief, this.#actor(chief), key, ask);
		}
	}

	/** The last weeks of most teams are signed, each by the chief whose office it is. */
	async #review(today: CourtDate): Promise<void> {
		const directory = this.#context.directory();
		const chiefs = [...this.#people.values()].filter((one) => one.grants.some((grant) => grant.role === 'division-chief'));
		const codes = chiefs.flatMap((one) => one.personCode ?? []);
		const open = await readOpenByUnit(this.#context.store.read, [...directory.courts.keys()], 'all');
		for (const unit of [...directory.units.values()].filter((one) => open.has(one.code))) {
			const signer = [...this.#people.values()].find(
				(one) => one.grants[0]?.court === unit.court && maySignWeek(one, unit, codes, directory),
			);
			if (!signer) continue;
			for (const week of pastWeeks(today, reviewedWeeks)) {
				if (pick(`${unit.code}${week}`, 6) === 0) continue;
				await signWeek(this.#context, signer, this.#actor(signer), { unit: unit.code, week, note: notes[pick(unit.code, notes.length)]! });
			}
		}
	}
}
