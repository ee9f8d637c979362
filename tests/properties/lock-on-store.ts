import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal, Role } from '../../server/core/access/may.ts';
import { parseEvent } from '../../server/core/case/parse-event.ts';
import { vocabulary } from '../../server/core/case/vocabulary.ts';
import { addDays } from '../../server/core/time/civil.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import type { FlowContext } from '../../server/flows/context.ts';
import { makeContext } from '../../server/flows/make-context.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { recordEvents } from '../../server/flows/record-events.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { forwardSilent, warnSteps } from '../../server/flows/unlock-clock.ts';
import { recuseFrom } from '../../server/flows/unlock-moves.ts';
import { decideRequest, requestUnlock, reviewLock, withdrawRequest } from '../../server/flows/unlock.ts';
import { layerParts } from '../../server/rulebooks/layer-parts.ts';
import { readCalendarTables } from '../../server/rulebooks/calendar.ts';
import { saveAccount } from '../../server/store/accounts.ts';
import { readCases, type StoredCase } from '../../server/store/cases.ts';
import { openSqlite, type Store } from '../../server/store/open.ts';
import { actorOf, courts, person, theCase } from '../support/world.ts';
import { caseKey, nodeIds, rulesOfTheModel, seenOf, stepOf, wordsOf } from './lock-core.ts';
import type { Command, Person } from './lock-commands.ts';

const offices: Readonly<Record<Person, readonly [Role, string]>> = {
	li: ['handler', 'dc'],
	zheng: ['enforcement-chief', 'dc'],
	zhou: ['unlock-approver', 'zy'],
	qian: ['unlock-approver', 'zy'],
	sun: ['enforcement-chief', 'zy'],
	wu: ['unlock-approver', 'gy'],
};
const principals = Object.fromEntries(
	Object.entries(offices).map(([code, [role, court]]) => [code, person(code, role, court, role === 'handler' ? 'self' : 'subtree')]),
) as Readonly<Record<Person, Principal>>;
const supervisor = person('he', 'supervisor', 'zy', 'subtree');

/** The whole flow on a real SQLite file, driven by the same commands as the core. */
export class LockOnStore {
	readonly #store: Store;
	readonly #folder: string;
	#context!: FlowContext;
	#today: CourtDate;
	#events = 0;

	private constructor(store: Store, folder: string, today: CourtDate) {
		this.#store = store;
		this.#folder = folder;
		this.#today = today;
	}

	static async open(start: { readonly filedOn: CourtDate; readonly today: CourtDate }): Promise<LockOnStore> {
		const folder = mkdtempSync(join(tmpdir(), 'wall-'));
		const self = new LockOnStore(await openSqlite(join(folder, 'test.db')), folder, start.today);
		self.#context = await makeContext({
			store: self.#store,
			...layerParts(new Set(vocabulary.keys())),
			rulebook: rulesOfTheModel,
			tables: readCalendarTables(),
			now: () => self.#now,
			yield: () => new Promise((resolve) => setImmediate(resolve)),
			monotonicMs: () => performance.now(),
		});
		await putDirectory(self.#context, {
			courts: [...courts],
			persons: Object.entries(offices).map(([code, [, court]]) => ({ code, name: code, court })),
		});
		await self.#store.write(async ({ db }) => {
			for (const { accountId, personCode, grants } of Object.values(principals))
				await saveAccount(db, { id: accountId, username: personCode!, passwordHash: 'x', personCode: personCode!, grants });
		});
		await self.#send('case-filed', start.filedOn, { handler: 'li' });
		await self.#send('clue-received', addDays(start.filedOn, 3), { clueId: 'c1' });
		await self.#send('clue-received', addDays(start.filedOn, 5), { clueId: 'c2' });
		return self;
	}

	get #now(): Instant {
		return `${this.#today}T00:00:00.000Z` as Instant;
	}

	async close(): Promise<void> {
		await this.#store.close();
		rmSync(this.#folder, { recursive: true, force: true });
	}

	async #send(type: string, occurredAt: CourtDate, data: Record<string, unknown>): Promise<boolean> {
		this.#events += 1;
		const full = { id: `e${this.#events}`, source: 'cms', court: 'dc', caseNumber: theCase, type, occurredAt, data };
		const parsed = parseEvent(full, { directory: this.#context.directory(), keyCourt: 'gy', now: this.#now });
		const { results, failed } = await recordEvents(this.#context, {
			rows: [{ raw: JSON.stringify(full), parsed }],
			keyId: 'test',
			keyCourt: 'gy',
		});
		if (failed) throw failed;
		if (results[0]!.status === 'rejected') throw new Error(`${type} ${occurredAt} rejected at ${this.#now}`);
		return true;
	}

	async #stored(): Promise<StoredCase> {
		return (await readCases(this.#store.read, [caseKey])).get(caseKey)!;
	}

	async run(command: Command): Promise<boolean> {
		const stored = await this.#stored();
		const lock = stored.state.locks.at(-1);
		const request = lock?.requests.at(-1);
		const as = (who: Principal) => [this.#context, who, actorOf(who)] as const;
		switch (command.do) {
			case 'advance':
				this.#today = addDays(this.#today, command.days);
				await recordEvents(this.#context, { rows: [], keyId: 'test', keyCourt: 'gy', completeThrough: this.#now });
				await sweepDeadlines(this.#context);
				await forwardSilent(this.#context);
				await warnSteps(this.#context);
				return true;
			case 'step':
				return this.#step(command.node, this.#today);
			case 'late': {
				const due = stored.nodes.find((node) => node.id === nodeIds[command.node])!.clocks.find((clock) => clock.binding)!.dueOn!;
				return this.#today > due && this.#step(command.node, due);
			}
			case 'file': {
				const day = addDays(this.#today, command.offset);
				const newDueOn = Object.fromEntries((lock?.causes ?? []).map((cause) => [cause.nodeId, day]));
				return (await requestUnlock(...as(principals[command.by]), lock?.id ?? 'none', { reason: '延误', plan: '补办', newDueOn })).ok;
			}
			case 'decide': {
				if (!lock || !request) return false;
				const { by, verdict, grant, offset } = command;
				const decision = { step: request.step, verdict, opinion: '意见', ...wordsOf(lock, this.#today, grant, offset) };
				return (await decideRequest(...as(principals[by]), request.id, decision)).ok;
			}
			case 'withdraw':
				return !!request && (await withdrawRequest(...as(principals[command.by]), request.id)).ok;
			case 'recuse':
				return !!request && (await recuseFrom(...as(principals[command.by]), request.id, { step: request.step, reason: '亲属' })).ok;
			case 'review':
				return !!lock && (await reviewLock(...as(supervisor), lock.id, { verdict: command.verdict, opinion: '复核' })).ok;
		}
	}

	#step(node: number, on: CourtDate): Promise<boolean> {
		const { type, data } = stepOf(node);
		return this.#send(type, on, data);
	}

	async seen(): Promise<object> {
		const { state, nodes, lockPhases } = await this.#stored();
		return seenOf(state, nodes, lockPhases);
	}
}
