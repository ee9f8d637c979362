import type { Principal, Role } from '../../server/core/access/may.ts';
import type { LockState, UnlockRequest } from '../../server/core/lock/types.ts';
import { dayOfInstant } from '../../server/core/time/zone.ts';
import { placeOf } from '../../server/flows/unlock-deed.ts';
import type { Decision } from '../../server/core/unlock/decide.ts';
import { runningTakers } from '../../server/core/unlock/moves.ts';
import { requestTakers, type StepTakers } from '../../server/core/unlock/takers.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { decideRequest, requestUnlock } from '../../server/flows/unlock.ts';
import { readPeople } from '../../server/store/absences.ts';
import { saveAccount } from '../../server/store/accounts.ts';
import { readCases, type StoredCase } from '../../server/store/cases.ts';
import { actorOf, person, theCase, type TestEvent, type World } from './world.ts';

/** The key of the case everybody speaks of, and its two nodes that lock. */
export const key = '(2026)示0204执1号';
export const notice = `${key}/enf-notice/-/1`;
export const clue = `${key}/enf-clue-verify/c1/1`;

/** Who has an account in these tests: code, office, court. */
const offices: readonly (readonly [code: string, role: Role, court: string])[] = [
	['li', 'handler', 'dc'],
	['zheng', 'enforcement-chief', 'dc'],
	['zhou', 'unlock-approver', 'zy'],
	['qian', 'unlock-approver', 'zy'],
	['sun', 'enforcement-chief', 'zy'],
	['feng', 'vice-president', 'zy'],
	['he', 'supervisor', 'zy'],
	['wu', 'unlock-approver', 'gy'],
	['tang', 'president', 'gy'],
	['admin', 'system-admin', 'gy'],
];

/** A locked case, the people around it with real accounts, and the deeds they do. */
export class UnlockDesk {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** Gives everybody of the list an account; `without` leaves some out. */
	async staff(without: readonly string[] = []): Promise<void> {
		for (const [code, role, court] of offices) if (!without.includes(code)) await this.hire(code, role, court);
	}

	async hire(code: string, role: Role, court: string): Promise<Principal> {
		await putDirectory(this.world.context, { persons: [{ code, name: `${code}某`, court }] });
		const scope = role === 'handler' ? 'self' : role === 'unlock-approver' || role === 'supervisor' ? 'subtree' : 'court';
		const known = await this.world.store.read.selectFrom('account_role').selectAll().where('account_id', '=', `account-${code}`).execute();
		const grants = known
			.filter((row) => row.role !== role || row.court_code !== court)
			.map((row) => ({ role: row.role as Role, court: row.court_code, scope: row.scope as 'court' }));
		await this.world.store.write(({ db }) =>
			saveAccount(db, {
				id: `account-${code}`,
				username: code,
				passwordHash: 'x',
				personCode: code,
				grants: [...grants, { role, court, scope }],
			}),
		);
		return this.who(code);
	}

	/** Disables an account. */
	async dismiss(code: string): Promise<void> {
		await this.world.store.write(async ({ db }) => {
			await db.updateTable('account').set({ disabled_at: '2026-03-01T00:00:00.000Z' }).where('username', '=', code).execute();
		});
	}

	/** Takes an office away from an account that goes on. */
	async strip(code: string, role: Role): Promise<void> {
		await this.world.store.write(async ({ db }) => {
			await db.deleteFrom('account_role').where('account_id', '=', `account-${code}`).where('role', '=', role).execute();
		});
	}

	/** A principal as it was at the sign-in: with the office of the list. */
	who(code: string): Principal {
		const office = offices.find(([each]) => each === code);
		const role = office?.[1] ?? 'handler';
		return person(code, role, office?.[2] ?? 'dc', role === 'handler' ? 'self' : 'court');
	}

	/** Files the case on 2026-03-02 and locks it on 2026-03-13 at 08:00; with a clue there are two causes. */
	async lock(more: readonly TestEvent[] = []): Promise<string> {
		await this.world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
		]);
		await this.morning('2026-03-13', more);
		return (await this.lastLock()).id;
	}

	/** Two causes: the notice, and a clue that was not verified. */
	lockTwice(): Promise<string> {
		return this.lock([{ type: 'clue-received', occurredAt: '2026-03-05', data: { clueId: 'c1' } }]);
	}

	/** Moves court time to a morning, tells that the feed is complete, and sweeps. */
	async morning(day: string, events: readonly TestEvent[] = []): Promise<void> {
		this.world.at(`${day}T08:00:00+08:00`);
		const sign: TestEvent = { type: 'message-received', occurredAt: '2026-03-02', data: { messageId: `m-${day}` } };
		await this.world.send(events.length > 0 ? events : [sign], `${day}T07:59:00+08:00`);
		await sweepDeadlines(this.world.context);
	}

	async stored(): Promise<StoredCase> {
		return (await readCases(this.world.store.read, [key])).get(key)!;
	}

	async lastLock(): Promise<LockState> {
		return (await this.stored()).state.locks.at(-1)!;
	}

	async request(): Promise<UnlockRequest> {
		return (await this.lastLock()).requests.at(-1)!;
	}

	/** Files a request for every cause of the last lock. */
	async file(day: string, by = 'li'): Promise<string> {
		const { id, causes } = await this.lastLock();
		const newDueOn = Object.fromEntries(causes.map((cause) => [cause.nodeId, day as never]));
		const who = this.who(by);
		const made = await requestUnlock(this.world.context, who, actorOf(who), id, { reason: '延误', plan: '补办', newDueOn });
		if (!made.ok) throw new Error(`${made.code} ${made.message}`);
		return made.id;
	}

	/** A decision on the last request's running step, unless another is named. */
	async say(by: string, verdict: Decision['verdict'], more: Partial<Decision> = {}) {
		const request = await this.request();
		const who = this.who(by);
		return decideRequest(this.world.context, who, actorOf(who), request.id, { step: request.step, verdict, opinion: '意见', ...more });
	}

	/** Who can take the running step now, and the fallback. */
	async takers(): Promise<StepTakers & { readonly people: readonly string[]; readonly assignee?: string }> {
		const stored = await this.stored();
		const lock = stored.state.locks.at(-1)!;
		const request = lock.requests.at(-1)!;
		const { context, store } = this.world;
		const facts = await readPeople(store.read, dayOfInstant(context.now(), stored.state.zone));
		const place = placeOf(context, { stored, lock, request } as never, facts);
		const found = requestTakers(request, request.route[request.step]!, place);
		const { assignee } = runningTakers(place);
		return { ...found, people: found.takers.map((taker) => taker.person), ...(assignee ? { assignee } : {}) };
	}

	/** Types of the last events of the case in the log. */
	async logged(type: string): Promise<readonly Record<string, unknown>[]> {
		const rows = await this.world.store.read.selectFrom('case_event').select('data').where('type', '=', type).orderBy('seq').execute();
		return rows.map((row) => JSON.parse(row.data) as Record<string, unknown>);
	}
}

export { theCase };
