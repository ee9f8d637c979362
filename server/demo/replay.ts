import { addDays } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { raiseNotices } from '../flows/notices.ts';
import { publishDaily } from '../flows/publish-daily.ts';
import { sweepDeadlines } from '../flows/sweep-deadlines.ts';
import { forwardSilent } from '../flows/unlock.ts';
import type { App } from '../app.ts';
import type { ApiClient } from './client.ts';
import type { People } from './people.ts';
import { NoticeDesk } from './notice-desk.ts';
import { OfficeDesk } from './office-desk.ts';
import { PeriodDesk } from './period-desk.ts';
import { SuperviseDesk } from './supervise-desk.ts';
import type { LateCase, World } from './world/cases.ts';
import type { DemoEvent } from './world/event.ts';

/** What the replay and the live part share. */
export interface Stage {
	readonly app: App;
	readonly client: ApiClient;
	readonly people: People;
	readonly world: World;
	say(text: string): void;
	/** The handler of a case, by its number. */
	handlerOf(caseNumber: string): string | undefined;
}

const batchSize = 500;
const publishedDays = 14;
/** How many days before the start the days off of one court are loaded. */
const closureAgo = 6;

/** A moment of a day at the courts. */
export const courtTime = (day: CourtDate, time: string): Instant => new Date(`${day}T${time}:00+08:00`).toISOString() as Instant;

/** Sends events in batches; a rejected one is a fault of the world and stops the demo. */
export async function sendAll(
	stage: Stage,
	events: readonly DemoEvent[],
	completeThrough?: string,
	progress?: (sent: number) => void,
): Promise<void> {
	for (let at = 0; at < events.length; at += batchSize) {
		const slice = events.slice(at, at + batchSize);
		const last = at + batchSize >= events.length;
		const answer = await stage.client.send(slice, last ? completeThrough : undefined);
		const bad = answer.results.find((result) => result.status === 'rejected');
		if (bad) throw new Error(`demo event rejected: ${JSON.stringify(bad)}`);
		progress?.(at + slice.length);
	}
	if (events.length === 0 && completeThrough) await stage.client.send([], completeThrough);
}

/** The administrator of the top court, who loads rules and calendars. */
const administrator = 'admin';

/** Loads the layers of the province and of one city, through the API as their administrator. */
export async function loadLayers({ client, world }: Stage): Promise<void> {
	for (const { court, text } of world.layers) {
		const answer = await client.deed(administrator, `/api/v1/rulebook/layers/${court}`, { text }, 'PUT');
		if (!answer.ok) throw new Error(`layer of ${court}: ${JSON.stringify(answer.body)}`);
	}
}

/** Loads the days off of one court; open deadlines move, and the log of each case says so. */
async function loadClosure({ client, world }: Stage): Promise<void> {
	const answer = await client.deed(administrator, '/api/v1/calendar', world.closure);
	if (!answer.ok) throw new Error(`closure: ${JSON.stringify(answer.body)}`);
}

/** Twenty-one months of facts with the locks off, at the clock of their last day. */
export async function loadHistory(stage: Stage): Promise<void> {
	const { world, client, say } = stage;
	await client.setClock(courtTime(world.replayFrom, '00:01'), 0);
	let told = 0;
	await sendAll(stage, world.history, courtTime(world.replayFrom, '00:00'), (sent) => {
		if (sent - told < 5000 && sent < world.history.length) return;
		told = sent;
		say(`历史数据 ${sent} / ${world.history.length}`);
	});
	await sweepDeadlines(stage.app.context);
}

/** What a late case still has to do after its unlock, by day. */
class Afterwards {
	readonly #cases: ReadonlyMap<string, LateCase>;
	readonly #released: DemoEvent[] = [];

	constructor(cases: readonly LateCase[]) {
		this.#cases = new Map(cases.map((item) => [item.caseNumber, item]));
	}

	planOf(caseNumber: string): LateCase | undefined {
		return this.#cases.get(caseNumber);
	}

	/** The case is unlocked: its later events become due on their own days. */
	release(caseNumber: string): void {
		const plan = this.#cases.get(caseNumber);
		if (plan) this.#released.push(...plan.laterEvents);
	}

	/** Takes out what is due up to a moment; `moment` compares with a day or an instant with offset +08:00. */
	take(isDue: (event: DemoEvent) => boolean): readonly DemoEvent[] {
		const due = this.#released.filter(isDue);
		for (const event of due) this.#released.splice(this.#released.indexOf(event), 1);
		return due;
	}
}

/** The later lives of late cases, shared by the replay and the live part. */
export function afterwardsOf(world: World): Afterwards {
	return new Afterwards(world.lateCases);
}

export type { Afterwards };

/** Ninety days, one at a time: facts of the day, its sweep, what people did about locks, its statistics. */
export async function replayDays(
	stage: Stage,
	afterwards: Afterwards,
	startsAt: Instant,
	sceneDay: CourtDate,
): Promise<ReadonlySet<string>> {
	const { world, say } = stage;
	const days = [...world.replay.keys()].sort();
	let reserved: ReadonlySet<string> = new Set();
	const startDay = dayOfInstant(startsAt, 'Asia/Shanghai');
	const desk = new PeriodDesk({ ...stage, scripts: world.periods });
	const supervision = new SuperviseDesk(stage);
	const notices = new NoticeDesk({ context: stage.app.context, say });
	const office = new OfficeDesk(stage);
	for (const [index, day] of days.entries()) {
		const later = afterwards.take((event) => event.occurredAt.slice(0, 10) <= day);
		if (day === startDay) {
			await stage.client.setClock(startsAt, 0);
			await sendAll(stage, [...(world.replay.get(day) ?? []), ...later], startsAt);
			break;
		}
		await stage.client.setClock(courtTime(day, '16:00'), 0);
		await actOnLocks(stage, afterwards, day);
		await desk.act(day);
		await supervision.act(day, days.length - 1 - index);
		await notices.act(day, days.length - 1 - index);
		await office.act(day, days.length - 1 - index);
		if (index === days.length - closureAgo) await loadClosure(stage);
		if (day === sceneDay) reserved = await setScene(stage, day);
		const next = addDays(day, 1);
		await stage.client.setClock(courtTime(next, '00:12'), 0);
		await sendAll(stage, [...(world.replay.get(day) ?? []), ...later], courtTime(next, '00:11'));
		await sweepDeadlines(stage.app.context);
		await forwardSilent(stage.app.context);
		await raiseNotices(stage.app.context);
		await supervision.night();
		if (index >= days.length - publishedDays)
			for (const court of stage.app.context.directory().courts.keys()) await publishDaily(stage.app.context, court, day);
		if (index % 15 === 14) say(`逐日重放 ${day}`);
	}
	return reserved;
}

/** Files and decides for the cases that go on by a day; each person signs in and uses the same calls as anybody. */
async function actOnLocks(stage: Stage, afterwards: Afterwards, today: CourtDate): Promise<void> {
	for (const lock of await stage.client.locks('active')) {
		const plan = afterwards.planOf(lock.caseNumber);
		if (plan?.fateful !== 'completes-after-unlock' || plan.unlockBy > today) continue;
		await stage.people.file(lock.id, lock.court, stage.handlerOf(lock.caseNumber), today);
		if (await stage.people.carryThrough(lock.id, 'approve')) afterwards.release(lock.caseNumber);
	}
}

/** On the last working days before the start people file for the cases that stay locked: some wait for the visitor, one at the higher court, one returned. */
export async function setScene(stage: Stage, today: CourtDate): Promise<ReadonlySet<string>> {
	const { client, people } = stage;
	const locks = [...(await client.locks('active'))].sort((a, b) => (a.lockedAt < b.lockedAt ? -1 : 1));
	const reserved = new Set<string>();
	let returned = false;
	for (const [index, item] of locks.entries()) {
		const lock = await client.lock(item.id);
		if (lock.requests.some((request) => ['endorsing', 'forwarding', 'deciding', 'returned'].includes(request.phase))) continue;
		// The last two are left for the visitor to file himself.
		if (index >= locks.length - 2) break;
		reserved.add(item.caseNumber);
		if (!(await people.file(item.id, item.court, stage.handlerOf(item.caseNumber), today))) continue;
		const forwards = lock.route.some((step) => step.kind === 'forward');
		if (!returned && index >= 3) {
			returned = true;
			await people.step(await client.lock(item.id), 'return');
		} else if (forwards) await people.carryThrough(item.id, 'approve', 2);
		else if (index % 4 !== 3) await people.carryThrough(item.id, 'approve', 1);
	}
	return reserved;
}
