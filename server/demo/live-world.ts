import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import type { WorkCalendar } from '../core/time/work-calendar.ts';
import { sendAll, type Afterwards, type Stage } from './replay.ts';
import type { DemoEvent } from './world/event.ts';

const zone = 'Asia/Shanghai';
const nightFactor = 10;
const tickMs = 1000;
const peopleEveryTicks = 3;
/** A feed that has nothing to tell says so once in this much court time: that it is complete until then. */
const beatMs = 60_000;

/** The moment at which an event happens in the live part: its own instant, or an office hour of its day. */
function momentOf(event: DemoEvent): number {
	if (event.occurredAt.length > 10) return Date.parse(event.occurredAt);
	let hash = 0;
	for (const character of event.id) hash = (hash * 33 + character.charCodeAt(0)) >>> 0;
	return Date.parse(`${event.occurredAt}T09:00:00+08:00`) + (hash % 480) * 60_000;
}

/** Whether the courts work at a moment: a working day, 8 to 18 o'clock. */
function isOfficeTime(now: Instant, calendar: WorkCalendar): boolean {
	const hour = (new Date(now).getUTCHours() + 8) % 24;
	return calendar.isWorkingDay(dayOfInstant(now, zone)) && hour >= 8 && hour < 18;
}

/** Goes on sending what happens, and lets people act on new locks; nights and rest days pass ten times as fast. */
export function runLive(stage: Stage, afterwards: Afterwards, reserved: ReadonlySet<string>, speed: number): () => void {
	const queue = stage.world.future.map((event) => ({ event, at: momentOf(event) })).sort((a, b) => a.at - b.at);
	const { calendar } = stage.app.context;
	let next = 0;
	let ticks = 0;
	let toldMs = -Infinity;
	let stopped = false;

	async function tick(): Promise<void> {
		const now = stage.app.clock.now();
		const wanted = isOfficeTime(now, calendar) ? speed : speed * nightFactor;
		if (stage.app.clock.speed !== wanted) await stage.client.setClock(undefined, wanted);
		const nowMs = Date.parse(now);
		const due: DemoEvent[] = [];
		while (next < queue.length && queue[next]!.at <= nowMs) due.push(queue[next++]!.event);
		due.push(...afterwards.take((event) => momentOf(event) <= nowMs));
		if (due.length > 0 || Math.abs(nowMs - toldMs) >= beatMs) {
			await sendAll(stage, due, now);
			toldMs = nowMs;
		}
		ticks += 1;
		if (ticks % peopleEveryTicks === 0 && isOfficeTime(now, calendar))
			await actOnLocks(stage, afterwards, reserved, dayOfInstant(now, zone));
	}

	async function loop(): Promise<void> {
		while (!stopped) {
			try {
				await tick();
			} catch (error) {
				if (!stopped) stage.say(`演示数据发送失败，稍后重试：${(error as Error).message}`);
			}
			await new Promise((resolve) => setTimeout(resolve, tickMs));
		}
	}
	void loop();
	return () => {
		stopped = true;
	};
}

/** Takes one step of one lock at a time, so that a watcher sees requests wander; what is reserved waits for the visitor. */
async function actOnLocks(stage: Stage, afterwards: Afterwards, reserved: ReadonlySet<string>, today: CourtDate): Promise<void> {
	for (const item of await stage.client.locks('active')) {
		const plan = afterwards.planOf(item.caseNumber);
		if (reserved.has(item.caseNumber) || plan?.fateful !== 'completes-after-unlock') continue;
		const lock = await stage.client.lock(item.id);
		const open = lock.requests.find((request) => ['endorsing', 'forwarding', 'deciding'].includes(request.phase));
		if (!open) {
			if (lock.requests.length === 0) await stage.people.file(item.id, item.court, stage.handlerOf(item.caseNumber), today);
			continue;
		}
		const since = Date.parse(stage.app.clock.now()) - Date.parse(open.decisions.at(-1)?.at ?? open.at);
		if (since < 2 * 3_600_000) continue;
		await stage.people.step(lock, 'approve');
		if ((await stage.client.lock(item.id)).state === 'released') afterwards.release(item.caseNumber);
	}
}
