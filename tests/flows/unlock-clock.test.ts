import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stepClock } from '../../server/core/unlock/step-time.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { setAbsence } from '../../server/flows/absences.ts';
import { forwardSilent, warnSteps } from '../../server/flows/unlock-clock.ts';
import { reassignStep } from '../../server/flows/unlock-moves.ts';
import { loadCalendar } from '../../server/rulebooks/calendar.ts';
import { UnlockDesk } from '../support/unlock.ts';
import { actorOf, engines, openWorld, type World } from '../support/world.ts';

describe('the countdown of a step', () => {
	const calendar = loadCalendar();
	const left = (dueOn: string, today: string) => stepClock(dueOn as CourtDate, today as CourtDate, calendar, 'Asia/Shanghai');

	it.each([
		// Filed on Friday 2026-03-13, three working days: Monday, Tuesday, Wednesday 2026-03-18.
		['on the day before the first working day, a Sunday', '2026-03-15', 3, true],
		['on the first', '2026-03-16', 3, false],
		['on the last day, which counts to 24:00', '2026-03-18', 1, false],
		['on the day after', '2026-03-19', -1, false],
		['on the Sunday after: two working days late', '2026-03-22', -2, true],
	])('%s', (_what, today, workingDays, pausedToday) => {
		expect(left('2026-03-18', today)).toEqual({ workingDays, pausedToday, dueAt: '2026-03-18T16:00:00.000Z' });
	});

	it('stands still over a statutory holiday and runs on a make-up working day', () => {
		// National Day 2026: 10-01 to 10-07 rest, 09-20 (Sunday) and 10-10 (Saturday) are worked.
		expect(left('2026-10-08', '2026-10-03')).toMatchObject({ workingDays: 1, pausedToday: true });
		expect(left('2026-10-12', '2026-10-10')).toMatchObject({ workingDays: 2, pausedToday: false });
	});
});

describe.each(engines)('warnings of a step (%s)', (engine) => {
	let world: World;
	let desk: UnlockDesk;
	let id: string;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		desk = new UnlockDesk(world);
		await desk.staff();
		await desk.lock();
		id = await desk.file('2026-03-20');
	});
	afterEach(() => world.close());

	const warned = async () => (await desk.logged('unlock-step-warned')).map(({ step, level, to }) => ({ step, level, to }));
	const at = async (moment: string) => {
		world.at(moment);
		return warnSteps(world.context);
	};

	it('come at 00:00 of the last day to the approvers and at 00:00 after it to their chief, once each', async () => {
		await desk.say('zheng', 'approve');
		expect((await desk.request()).stepDueOn).toBe('2026-03-18');
		expect(await at('2026-03-17T23:59:59+08:00')).toBe(0);
		expect(await at('2026-03-18T00:00:00+08:00')).toBe(1);
		expect(await at('2026-03-18T23:59:59+08:00')).toBe(0);
		expect(await warned()).toEqual([{ step: 1, level: 1, to: ['qian', 'zhou'] }]);
		expect(await at('2026-03-19T00:00:00+08:00')).toBe(1);
		expect(await at('2026-03-20T00:00:00+08:00')).toBe(0);
		expect((await warned()).slice(1)).toEqual([{ step: 1, level: 2, to: ['sun'] }]);
		// Silence approves nothing.
		expect(await at('2026-06-30')).toBe(0);
		expect(await desk.request()).toMatchObject({ phase: 'deciding', step: 1 });
		expect((await desk.lastLock()).phase).toBe('active');
	});

	it('gives only the later one after days in which nobody looked', async () => {
		await desk.say('zheng', 'approve');
		expect(await at('2026-03-25')).toBe(1);
		expect(await at('2026-03-25')).toBe(0);
		expect(await warned()).toEqual([{ step: 1, level: 2, to: ['sun'] }]);
	});

	it('tells the vice-president where the chief himself is late, and the president of the court above where there is none', async () => {
		// The endorsement: one working day, of the chief of dc, who has nobody above him at his court.
		expect(await at('2026-03-16T00:00:00+08:00')).toBe(1);
		expect(await at('2026-03-17T00:00:00+08:00')).toBe(1);
		expect(await warned()).toEqual([
			{ step: 0, level: 1, to: ['zheng'] },
			{ step: 0, level: 2, to: ['sun'] },
		]);
		await desk.hire('mo', 'vice-president', 'dc');
		await desk.say('zheng', 'return');
		await desk.file('2026-03-30');
		await at('2026-03-25');
		expect((await warned()).at(-1)).toEqual({ step: 0, level: 2, to: ['mo'] });
	});

	it('begins anew with each step and with each filing', async () => {
		await at('2026-03-16');
		await desk.say('zheng', 'approve');
		expect(await at('2026-03-18')).toBe(0);
		expect(await at('2026-03-19')).toBe(1);
		await desk.say('zhou', 'return');
		expect(await at('2026-03-31')).toBe(0);
		await desk.file('2026-04-10');
		expect(await at('2026-04-01')).toBe(1);
		expect((await warned()).map(({ step, level }) => `${String(step)}/${String(level)}`)).toEqual(['0/1', '1/1', '0/1']);
	});

	it('goes to the person the step was handed to, and to the delegate of who is away', async () => {
		await desk.say('zheng', 'approve');
		const zhou = desk.who('zhou');
		await reassignStep(world.context, zhou, actorOf(zhou), id, { step: 1, to: 'qian', reason: '分工' });
		const qian = desk.who('qian');
		await setAbsence(world.context, qian, actorOf(qian), { from: '2026-03-18', to: '2026-03-18', reason: '培训', delegate: 'he' });
		await at('2026-03-18');
		expect(await warned()).toEqual([{ step: 1, level: 1, to: ['he'] }]);
	});

	it('tells the administrator too where nobody is left, once', async () => {
		await desk.say('zheng', 'approve');
		for (const code of ['zhou', 'qian', 'sun', 'feng', 'wu', 'tang']) await desk.dismiss(code);
		await at('2026-03-18');
		expect(await warned()).toEqual([{ step: 1, level: 1, to: [] }]);
		expect(await desk.logged('unlock-step-stuck')).toMatchObject([{ step: 1, to: ['admin'] }]);
		await at('2026-03-19');
		expect((await warned())[1]).toMatchObject({ level: 2, to: ['admin'] });
		expect(await desk.logged('unlock-step-stuck')).toHaveLength(1);
	});

	it('sends a silent forward up instead of warning its chief, labelled, with its own time', async () => {
		await desk.say('zheng', 'refuse');
		world.at('2026-06-15');
		await desk.file('2026-06-30', 'zheng');
		expect((await desk.request()).route.map((step) => step.kind)).toEqual(['forward', 'decide']);
		expect(await at('2026-06-16T00:10:00+08:00')).toBe(1);
		world.at('2026-06-17T00:10:00+08:00');
		expect(await forwardSilent(world.context)).toBe(1);
		expect(await forwardSilent(world.context)).toBe(0);
		expect(await at('2026-06-17T00:10:00+08:00')).toBe(0);
		expect(await warned()).toEqual([{ step: 0, level: 1, to: ['qian', 'zhou'] }]);
		expect(await desk.request()).toMatchObject({
			step: 1,
			stepDueOn: '2026-06-23',
			decisions: [{ verdict: 'auto-forward', opinion: expect.stringContaining('逾期自动转报') as string }],
		});
	});
});
