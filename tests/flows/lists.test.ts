import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personLabel } from '../../server/core/report/bulletin.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { issueBulletin } from '../../server/flows/issue-bulletin.ts';
import { listPublications, readPublication } from '../../server/flows/publish-daily.ts';
import { dropView, keepView } from '../../server/flows/saved-views.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { renderDailyDocx } from '../../server/publish/daily-docx.ts';
import { readSavedViews } from '../../server/store/saved-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { worklistTable } from '../../server/views/worklist-table.ts';
import { worklistView } from '../../server/views/worklist-view.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const office = person('office', 'trial-management', 'dc');
const handler = person('li', 'handler', 'dc', 'self');
const chief = person('zheng', 'enforcement-chief', 'dc');
const upper = person('zhou', 'unlock-approver', 'zy', 'subtree');
const order = { court: 'dc', requirement: '逐案核查', replyBy: '2026-04-01' as CourtDate };

describe.each(engines)('lists, kept views and bulletins (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		for (const [n, who] of [
			[1, 'li'],
			[2, 'li'],
			[3, 'wang'],
		] as const)
			await world.send([
				{
					id: `f${n}`,
					caseNumber: `（2026）示0204执${n}号`,
					type: 'case-filed',
					occurredAt: '2026-03-02',
					data: { handler: who, unit: 'u1' },
				},
			]);
		await world.send([
			{ id: 'x1', court: 'xl', caseNumber: '（2026）示0205执1号', type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'zhao' } },
		]);
		world.at('2026-03-16T09:00:00+08:00');
		await sweepDeadlines(world.context);
	});
	afterEach(() => world.close());

	it('issues a bulletin to the case and the person: numbered, frozen, with a Word document', async () => {
		const issued = await issueBulletin(world.context, office, actorOf(office), order);
		if (!issued.ok) throw new Error(issued.message);
		const record = (await readPublication(world.context, issued.id))!;
		expect(record).toMatchObject({ kind: 'overdue-bulletin', number: '示0204〔2026〕逾期通报第1号', intact: true });
		const { lines } = record.sections[0]!;
		expect(new Set(lines.map((line) => line.caseNumber))).toEqual(
			new Set(['（2026）示0204执1号', '（2026）示0204执2号', '（2026）示0204执3号']),
		);
		expect(lines.every((line) => (line.overdueDays ?? 0) > 0)).toBe(true);
		// What is done afterwards changes nothing in it.
		await world.send([{ caseNumber: '（2026）示0204执1号', type: 'notice-issued', occurredAt: '2026-03-16T10:00:00+08:00' }]);
		expect((await readPublication(world.context, issued.id))!.sections).toEqual(record.sections);
		expect((await renderDailyDocx(record)).length).toBeGreaterThan(5000);
		const second = await issueBulletin(world.context, office, actorOf(office), {
			...order,
			handlerName: personLabel(record.sections[0]!.lines[0]!)!,
		});
		expect(second).toMatchObject({ ok: true, id: 'overdue-bulletin-dc-2026-03-16-v2' });
		expect((await listPublications(world.context, ['dc'])).map((row) => row.number)).toContain('示0204〔2026〕逾期通报第2号');
	});

	it('refuses a bulletin by others, about nothing, without a requirement, or with a day gone by', async () => {
		const refusal = async (who: typeof office, change: Partial<typeof order>) =>
			issueBulletin(world.context, who, actorOf(who), { ...order, ...change });
		expect(await refusal(handler, {})).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await refusal(office, { court: 'xl' })).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await refusal(office, { requirement: ' ' })).toMatchObject({ ok: false, code: 'requirement-missing' });
		expect(await refusal(office, { replyBy: '2026-03-15' as CourtDate })).toMatchObject({ ok: false, code: 'reply-day-past' });
		expect(await refusal(office, { replyBy: '2026-99-99' as CourtDate })).toMatchObject({ ok: false, code: 'reply-day-bad' });
		expect(await refusal(office, { replyBy: '2026-12-31' as CourtDate })).toMatchObject({ ok: false, code: 'reply-day-too-late' });
		expect(await issueBulletin(world.context, office, actorOf(office), { ...order, handlerName: '查无此人' })).toMatchObject({
			ok: false,
			code: 'nothing-overdue',
		});
	});

	it('keeps views by name, each person’s own', async () => {
		const read = () => readSavedViews(world.store.read, 'a1');
		const kept = await keepView(world.context, 'a1', { name: ' 东川锁死 ', query: '?view=locked' });
		await keepView(world.context, 'a2', { name: '东川锁死', query: '' });
		expect(await keepView(world.context, 'a1', { name: '东川锁死', query: '?view=week' })).toEqual(kept);
		expect(await read()).toMatchObject([{ name: '东川锁死', query: '?view=week' }]);
		expect(await keepView(world.context, 'a1', { name: '', query: '' })).toMatchObject({ code: 'name-missing' });
		expect(await keepView(world.context, 'a1', { name: '甲', query: 'https://x' })).toMatchObject({ code: 'query-bad' });
		const id = (await readSavedViews(world.store.read, 'a2'))[0]!.id;
		expect(await dropView(world.context, 'a1', id)).toMatchObject({ code: 'not-found' });
		expect(await dropView(world.context, 'a2', id)).toMatchObject({ ok: true });
		for (let n = 1; n < 20; n += 1) await keepView(world.context, 'a1', { name: `视图${n}`, query: '' });
		expect(await keepView(world.context, 'a1', { name: '第二十一个', query: '' })).toMatchObject({ code: 'too-many' });
	});

	it('shows mine, my court’s and my subtree’s, and gives the same rows as a table', async () => {
		const views = sourceOf(world.context);
		const total = async (who: typeof office, scope?: 'mine' | 'team' | 'court') =>
			(await worklistView(views, who, { view: 'overdue', ...(scope ? { scope } : {}) })).total;
		const both: typeof office = { ...chief, personCode: 'li', grants: [...chief.grants, ...handler.grants] };
		const all = await total(chief);
		expect(all).toBeGreaterThan(3);
		expect(await total(handler)).toBeLessThan(all);
		expect(await total(both, 'mine')).toBe(await total(handler));
		expect(await total(both)).toBe(all);
		expect(await total(upper)).toBeGreaterThan(all);
		// A scope that is not the person's to choose changes nothing.
		expect(await total(handler, 'court')).toBe(await total(handler));
		const table = (await worklistTable(views, chief, { view: 'overdue' }))!;
		expect(table.rows).toHaveLength(all);
		expect(table.rows[0]!).toHaveLength(table.columns.length);
	});
});
