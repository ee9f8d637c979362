import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../server/core/access/may.ts';
import { draftOrder, escalateOrders, moveOrder, type OrderInput } from '../../server/flows/orders.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { DeskViews } from '../../server/views/desk.ts';
import { OrderViews } from '../../server/views/orders-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const zyChief = person('zyc', 'enforcement-chief', 'zy', 'subtree');
const zyVice = person('zyv', 'vice-president', 'zy');
const zyDuty = person('zyd', 'duty-officer', 'zy');
const dcChief = person('zheng', 'enforcement-chief', 'dc');
const dcDuty = person('dcd', 'duty-officer', 'dc');
const president = person('qin', 'president', 'dc');
const office = person('mo', 'trial-management', 'dc');

describe.each(engines)('days of supervision orders (%s)', (engine) => {
	let world: World;
	const made = async (who: Principal, input: Partial<OrderInput> & Pick<OrderInput, 'kind' | 'court' | 'toCourt'>) => {
		const full = { title: '久拖不执', body: '立即执行。', dueOn: '2026-04-01', ...input };
		const result = await draftOrder(world.context, who, actorOf(who), full);
		if (!result.ok) throw new Error(result.message);
		return result.id;
	};
	const move = (who: Principal, id: string, name: string, more: object = {}) =>
		moveOrder(world.context, who, actorOf(who), id, { move: name, ...more });
	const row = (id: string) => world.store.read.selectFrom('supervision_order').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
	const steps = async (id: string) =>
		(await world.store.read.selectFrom('order_step').selectAll().where('order_id', '=', id).orderBy('position').execute()).map(
			(step) => `${step.move}:${step.to_state}`,
		);
	const views = () => {
		const source = sourceOf(world.context);
		return new OrderViews(source, new DeskViews(source));
	};
	const box = async (who: Principal) => (await views().box(who, { box: 'inbox' })).rows.map((line) => line.id);

	beforeAll(async () => {
		world = await openWorld(engine, '2026-03-02');
		await putDirectory(world.context, { units: [{ code: 'dc-ms', name: '民事审判庭', court: 'dc' }] });
	});
	afterAll(() => world.close());

	it('a court that never signs for a 督促执行令 does not hold it up for ever', async () => {
		world.at('2026-03-02');
		const id = await made(zyChief, { kind: 'enforce', court: 'zy', toCourt: 'dc' });
		await move(zyVice, id, 'sign');
		await move(zyChief, id, 'send', { text: '电话告知' });
		const not = { text: '逾期不签收，也未执行' };
		const offered = async () => {
			const page = await views().page(zyVice, id);
			return page.ok ? page.view.moves.map((each) => each.move) : [];
		};
		world.at('2026-04-01');
		expect(await move(zyVice, id, 'find-not-executed', not)).toMatchObject({ code: 'not-due' });
		expect(await offered()).toEqual([]);
		expect(await box(zyVice)).not.toContain(id);
		world.at('2026-04-02');
		expect(await offered()).toEqual(['find-not-executed']);
		expect(await box(zyVice)).toContain(id);
		expect(await move(zyVice, id, 'find-not-executed', not)).toMatchObject({ ok: true });
		expect(await move(zyVice, id, 'take-over', { documentNo: '（2026）示02执监2号' })).toMatchObject({ ok: true });
	});

	it('a draft whose day has come is not signed before a new day is named', async () => {
		world.at('2026-03-02');
		const id = await made(zyChief, { kind: 'enforce', court: 'zy', toCourt: 'dc', dueOn: '2026-03-10' });
		const asked = async () => {
			const page = await views().page(zyVice, id);
			return page.ok && page.view.moves.find((each) => each.move === 'sign')?.dueOn;
		};
		world.at('2026-03-09');
		expect(await asked()).toBe(false);
		world.at('2026-03-10');
		expect(await asked()).toBe(true);
		expect(await move(zyVice, id, 'sign')).toMatchObject({ code: 'due-past', message: expect.stringContaining('2026-03-10') as string });
		expect(await move(zyVice, id, 'sign', { dueOn: '2026-03-10' })).toMatchObject({ code: 'day-past' });
		expect(await row(id)).toMatchObject({ state: 'draft', seq: null });
		expect(await move(zyVice, id, 'sign', { dueOn: '2026-03-31' })).toMatchObject({ ok: true });
		expect(await row(id)).toMatchObject({ state: 'signed', due_on: '2026-03-31' });
		const late = await made(office, { kind: 'president', court: 'dc', toCourt: 'dc', toUnit: 'dc-ms', dueOn: '2026-03-11' });
		world.at('2026-03-12');
		expect(await move(president, late, 'sign')).toMatchObject({ code: 'due-past' });
	});

	it('an answer that comes while late ones are looked for is not reported late', async () => {
		world.at('2026-03-02');
		const id = await made(zyDuty, { kind: 'item', court: 'zy', toCourt: 'dc', dueOn: '2026-03-10' });
		await move(dcDuty, id, 'receive');
		world.at('2026-03-11');
		let answered = false;
		// The answer is committed after the late ones were read, before they are written.
		const store = Object.create(world.store, {
			write: {
				value: async (deed: Parameters<World['store']['write']>[0]) => {
					if (!answered) expect(await move(dcChief, id, 'answer', { text: '已办' })).toMatchObject({ ok: true });
					answered = true;
					return world.store.write(deed);
				},
			},
		}) as World['store'];
		const context = Object.create(world.context, { store: { value: store } }) as World['context'];
		expect(await escalateOrders(context)).toBe(0);
		expect(answered).toBe(true);
		expect(await row(id)).toMatchObject({ state: 'answered', escalated_on: null });
		expect(await steps(id)).toEqual(['issue:issued', 'receive:received', 'answer:answered']);
	});
});
