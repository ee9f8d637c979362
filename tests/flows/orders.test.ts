import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../server/core/access/may.ts';
import { orderMachines } from '../../server/core/orders/machines.ts';
import { endStates, orderKinds, type OrderState } from '../../server/core/orders/types.ts';
import { draftOrder, escalateOrders, moveOrder, type OrderInput } from '../../server/flows/orders.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { DeskViews } from '../../server/views/desk.ts';
import { OrderViews } from '../../server/views/orders-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { actorOf, engines, openWorld, person, theCase, type World } from '../support/world.ts';

const zyChief = person('zyc', 'enforcement-chief', 'zy', 'subtree');
const zyVice = person('zyv', 'vice-president', 'zy');
const zyDuty = person('zyd', 'duty-officer', 'zy');
const gyChief = person('gyc', 'enforcement-chief', 'gy');
const dcChief = person('zheng', 'enforcement-chief', 'dc');
const dcDuty = person('dcd', 'duty-officer', 'dc');
const dcVice = person('zhao', 'vice-president', 'dc');
const president = person('qin', 'president', 'dc');
const office = person('mo', 'trial-management', 'dc');
const head = person('feng', 'division-chief', 'dc');
const otherHead = person('bai', 'division-chief', 'dc');
const xlChief = person('wei', 'enforcement-chief', 'xl');

describe('the machines of the three kinds', () => {
	it.each(orderKinds)('%s: every state is reached from the first, and leads to an end', (kind) => {
		const { first, moves } = orderMachines[kind];
		const reach = (from: OrderState): ReadonlySet<OrderState> => {
			const seen = new Set<OrderState>([from]);
			for (let size = 0; size !== seen.size;) {
				size = seen.size;
				for (const move of moves) if (move.from.some((state) => seen.has(state))) seen.add(move.to);
			}
			return seen;
		};
		const states = new Set<OrderState>([first, ...moves.flatMap((move) => [...move.from, move.to])]);
		expect(reach(first)).toEqual(states);
		for (const state of states) {
			expect([...reach(state)].some((other) => endStates.includes(other))).toBe(true);
			expect(moves.some((move) => move.from.includes(state))).toBe(!endStates.includes(state));
		}
		// The number is given by exactly one move, or at once.
		expect(moves.filter((move) => move.numbers)).toHaveLength(first === 'draft' ? 1 : 0);
	});

	it('share no state sequence: what one kind is called another cannot do', () => {
		const names = orderKinds.map((kind) => orderMachines[kind].moves.map(({ move }) => move));
		expect(names[0]).not.toContain('answer');
		expect(names[1]).not.toContain('sign');
		expect(names[2]).not.toContain('take-over');
	});
});

describe.each(engines)('supervision orders (%s)', (engine) => {
	let world: World;
	let caseId: number;
	const draft = (who: Principal, input: Partial<OrderInput> & Pick<OrderInput, 'kind' | 'court' | 'toCourt'>) =>
		draftOrder(world.context, who, actorOf(who), { title: '久拖不执', body: '查明逾期原因。\n立即执行。', dueOn: '2026-04-01', ...input });
	const made = async (outcome: ReturnType<typeof draft>) => {
		const result = await outcome;
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
	const box = async (who: Principal, name: 'inbox' | 'sent' | 'all' = 'inbox') =>
		(await views().box(who, { box: name })).rows.map((line) => line.id);
	const numberOf = async (id: string) => {
		const page = await views().page(zyChief, id);
		return page.ok ? page.view.order.number : undefined;
	};

	beforeAll(async () => {
		world = await openWorld(engine, '2026-03-02');
		await putDirectory(world.context, {
			units: [
				{ code: 'dc-zx', name: '执行局', court: 'dc' },
				{ code: 'dc-ms', name: '民事审判庭', court: 'dc' },
			],
			persons: [
				{ code: 'feng', name: '冯庭长', court: 'dc', unit: 'dc-ms' },
				{ code: 'bai', name: '白庭长', court: 'dc', unit: 'dc-zx' },
			],
		});
		await world.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
		caseId = Number((await world.store.read.selectFrom('case_file').select('id').executeTakeFirstOrThrow()).id);
	});
	afterAll(() => world.close());

	it('督促执行令: written, signed by another, sent, received, reported, found not executed, assigned', async () => {
		const id = await made(draft(zyChief, { kind: 'enforce', court: 'zy', toCourt: 'dc', caseId }));
		expect(await row(id)).toMatchObject({ state: 'draft', year: null, seq: null });
		expect(await box(dcChief, 'all')).toEqual([]);
		expect(await move(zyChief, id, 'sign')).toMatchObject({ code: 'same-person' });
		expect(await move(dcVice, id, 'sign')).toMatchObject({ code: 'forbidden' });
		expect(await move(zyChief, id, 'send', { text: '电话告知' })).toMatchObject({ code: 'illegal-move' });
		expect(await box(zyVice)).toEqual([id]);
		expect(await move(zyVice, id, 'sign')).toMatchObject({ ok: true });
		expect(await move(zyVice, id, 'sign')).toMatchObject({ code: 'illegal-move' });
		expect(await row(id)).toMatchObject({ state: 'signed', year: 2026, seq: 1, signed_by: 'zyv', signed_on: '2026-03-02' });
		expect(await move(dcChief, id, 'receive')).toMatchObject({ code: 'illegal-move' });
		expect(await move(zyChief, id, 'send')).toMatchObject({ code: 'text-missing' });
		expect(await move(zyChief, id, 'send', { text: '3月2日电话告知申请执行人' })).toMatchObject({ ok: true });
		expect(await box(dcChief)).toEqual([id]);
		expect(await move(xlChief, id, 'receive')).toMatchObject({ code: 'forbidden' });
		expect(await move(dcChief, id, 'receive')).toMatchObject({ ok: true });
		const not = { text: '未采取任何措施' };
		world.at('2026-04-01');
		expect(await move(zyChief, id, 'find-not-executed', not)).toMatchObject({ code: 'not-due' });
		world.at('2026-04-02');
		expect(await move(zyChief, id, 'find-not-executed', not)).toMatchObject({ ok: true });
		expect(await move(zyChief, id, 'assign', { documentNo: '裁1号', court: 'xl' })).toMatchObject({ code: 'forbidden' });
		expect(await move(zyVice, id, 'assign', { court: 'xl' })).toMatchObject({ code: 'document-missing' });
		for (const court of ['dc', 'zy', 'gy', '-'])
			expect(await move(zyVice, id, 'assign', { documentNo: '裁1号', court })).toMatchObject({ code: 'bad-court' });
		expect(await move(zyVice, id, 'assign', { documentNo: '（2026）示02执监1号', court: 'xl' })).toMatchObject({ ok: true });
		expect(await row(id)).toMatchObject({ state: 'assigned', assigned_court: 'xl' });
		expect(await steps(id)).toEqual([
			'draft:draft',
			'sign:signed',
			'send:sent',
			'receive:received',
			'find-not-executed:not-executed',
			'assign:assigned',
		]);
		expect(await box(xlChief, 'all')).toEqual([id]);
		expect(await move(zyVice, id, 'take-over', { documentNo: '裁2号' })).toMatchObject({ code: 'illegal-move' });
	});

	it('督办事项: no draft; an answer that is late goes to the superior of the chief, once; returned, answered again, closed', async () => {
		const id = await made(draft(zyDuty, { kind: 'item', court: 'zy', toCourt: 'dc', dueOn: '2026-04-10' }));
		expect(await row(id)).toMatchObject({ state: 'issued', seq: 1, year: 2026 });
		expect(await move(zyVice, id, 'sign')).toMatchObject({ code: 'no-such-move' });
		expect(await move(dcDuty, id, 'receive')).toMatchObject({ ok: true });
		world.at('2026-04-10');
		expect(await escalateOrders(world.context)).toBe(0);
		expect(await move(dcVice, id, 'answer', { text: '已办' })).toMatchObject({ code: 'forbidden' });
		world.at('2026-04-11');
		expect(await escalateOrders(world.context)).toBe(1);
		expect(await escalateOrders(world.context)).toBe(0);
		expect(await row(id)).toMatchObject({ state: 'received', escalated_on: '2026-04-11' });
		expect(await box(dcVice)).toContain(id);
		const page = await views().page(dcVice, id);
		expect(page.ok && page.view.order).toMatchObject({ escalatedOn: '2026-04-11', lateDays: 1, kindName: '督办事项' });
		expect(await move(dcVice, id, 'answer', { text: '已责成承办人' })).toMatchObject({ ok: true });
		expect(await move(zyDuty, id, 'close')).toMatchObject({ code: 'illegal-move' });
		expect(await move(zyDuty, id, 'return', { text: '没有时间表', dueOn: '2026-04-11' })).toMatchObject({ code: 'day-past' });
		expect(await move(zyDuty, id, 'return', { text: '没有时间表', dueOn: '2026-04-15' })).toMatchObject({ ok: true });
		expect(await row(id)).toMatchObject({ state: 'returned', due_on: '2026-04-15', escalated_on: null });
		world.at('2026-04-16');
		expect(await escalateOrders(world.context)).toBe(1);
		expect(await move(dcChief, id, 'answer', { text: '时间表已附' })).toMatchObject({ ok: true });
		world.at('2026-05-30');
		expect(await escalateOrders(world.context)).toBe(0);
		expect(await move(dcChief, id, 'accept')).toMatchObject({ code: 'forbidden' });
		expect(await move(zyDuty, id, 'accept')).toMatchObject({ ok: true });
		expect(await move(zyDuty, id, 'close')).toMatchObject({ ok: true });
		expect((await steps(id)).filter((step) => step.startsWith('escalate'))).toHaveLength(2);
	});

	it('院长督办令: to a department of the own court, answered by its head, checked, sent back, closed', async () => {
		world.at('2026-03-02');
		const input = { kind: 'president', court: 'dc', toCourt: 'dc', toUnit: 'dc-ms' } as const;
		expect(await draft(office, { ...input, toUnit: undefined })).toMatchObject({ code: 'bad-unit' });
		expect(await draft(office, { ...input, toCourt: 'xl' })).toMatchObject({ code: 'bad-court' });
		expect(await draft(dcChief, input)).toMatchObject({ code: 'forbidden' });
		const id = await made(draft(office, input));
		expect(await move(office, id, 'sign')).toMatchObject({ code: 'forbidden' });
		expect(await move(president, id, 'sign')).toMatchObject({ ok: true });
		// Nobody outside the offices that write and sign it knows of it before it is delivered.
		expect(await box(head, 'all')).not.toContain(id);
		expect(await views().page(head, id)).toMatchObject({ ok: false, status: 404 });
		expect(await move(office, id, 'deliver')).toMatchObject({ ok: true });
		expect(await move(otherHead, id, 'plan', { text: '整改' })).toMatchObject({ code: 'forbidden' });
		expect(await box(otherHead)).not.toContain(id);
		expect(await box(head)).toEqual([id]);
		expect(await move(head, id, 'plan', { text: '每周清理' })).toMatchObject({ ok: true });
		expect(await move(office, id, 'rework', { text: '无责任人', dueOn: '2026-04-20' })).toMatchObject({ ok: true });
		expect(await move(head, id, 'plan', { text: '每周清理，责任人冯庭长' })).toMatchObject({ ok: true });
		expect(await move(office, id, 'check', { text: '已落实' })).toMatchObject({ ok: true });
		expect(await move(president, id, 'close')).toMatchObject({ ok: true });
		const page = await views().page(president, id);
		expect(page.ok && page.view.paper).toMatchObject({
			title: '院 长 督 办 令',
			addressee: '民事审判庭',
			number: '（2026）示0204院督1号',
			heading: '东川县人民法院',
		});
	});

	it('numbers count by court, kind and year without gaps, whatever is thrown away', async () => {
		world.at('2026-03-02');
		const one = await made(draft(zyChief, { kind: 'enforce', court: 'zy', toCourt: 'xl' }));
		const two = await made(draft(zyChief, { kind: 'enforce', court: 'zy', toCourt: 'xl' }));
		const three = await made(draft(gyChief, { kind: 'enforce', court: 'gy', toCourt: 'zy' }));
		expect(await move(zyChief, one, 'discard')).toMatchObject({ ok: true });
		expect(await move(zyVice, one, 'sign')).toMatchObject({ code: 'illegal-move' });
		await move(zyVice, two, 'sign');
		await move(person('gyv', 'vice-president', 'gy'), three, 'sign');
		expect(await row(two)).toMatchObject({ seq: 2 });
		expect(await row(three)).toMatchObject({ seq: 1 });
		expect(await numberOf(two)).toBe('（2026）示02督令2号');
		world.at('2027-01-04');
		const four = await made(draft(zyChief, { kind: 'enforce', court: 'zy', toCourt: 'xl', dueOn: '2027-02-01' }));
		await move(zyVice, four, 'sign');
		expect(await numberOf(four)).toBe('（2027）示02督令1号');
	});

	it('refuses what points nowhere: own or upper courts, other courts’ cases, bare nodes, past days', async () => {
		world.at('2026-03-02');
		const to = (toCourt: string, more: object = {}) => draft(zyChief, { kind: 'enforce', court: 'zy', toCourt, ...more });
		expect(await to('zy')).toMatchObject({ code: 'bad-court' });
		expect(await to('gy')).toMatchObject({ code: 'bad-court' });
		expect(await to('dc', { toUnit: 'dc-ms' })).toMatchObject({ code: 'bad-unit' });
		expect(await to('xl', { caseId })).toMatchObject({ code: 'bad-case' });
		expect(await to('dc', { nodeId: 'x' })).toMatchObject({ code: 'bad-node' });
		expect(await to('dc', { caseId, nodeId: 'x' })).toMatchObject({ code: 'bad-node' });
		expect(await to('dc', { dueOn: '2026-03-02' })).toMatchObject({ code: 'day-past' });
		expect(await to('dc', { dueOn: '2026-02-30' })).toMatchObject({ code: 'bad-day' });
		expect(await to('dc', { title: ' ' })).toMatchObject({ code: 'title-missing' });
		expect(await to('dc', { body: '' })).toMatchObject({ code: 'body-missing' });
		expect(await draft(dcChief, { kind: 'enforce', court: 'zy', toCourt: 'dc' })).toMatchObject({ code: 'forbidden' });
	});

	it('every illegal move of every kind is refused in every state, and changes nothing', async () => {
		const all = await world.store.read.selectFrom('supervision_order').selectAll().execute();
		const everybody: Principal = {
			accountId: 'all',
			personCode: 'all',
			grants: ['gy', 'zy', 'dc', 'xl'].flatMap((court) =>
				(
					['enforcement-chief', 'vice-president', 'president', 'duty-officer', 'supervisor', 'trial-management', 'division-chief'] as const
				).map((role) => ({
					role,
					court,
					scope: 'court' as const,
				})),
			),
		};
		let tried = 0;
		for (const order of all)
			for (const { move: name, from } of orderMachines[order.kind as 'item'].moves) {
				if (from.includes(order.state as OrderState)) continue;
				tried += 1;
				const word = { text: '甲', documentNo: '1号', court: 'xl', dueOn: '2026-06-01' };
				expect(await move(everybody, order.id, name, word)).toMatchObject({ code: 'illegal-move' });
			}
		expect(tried).toBeGreaterThan(20);
		expect(await world.store.read.selectFrom('supervision_order').selectAll().execute()).toEqual(all);
	});

	it('audits every deed and refusal, and says in each paper which instrument it is', async () => {
		expect(await verifyAudit(world.store.read)).toBeUndefined();
		const lines = await world.store.read.selectFrom('audit').select(['action', 'result']).where('action', 'like', 'order.%').execute();
		expect(lines.filter((line) => line.action === 'order.sign' && line.result === 'same-person')).toHaveLength(1);
		expect(lines.length).toBeGreaterThan(60);
		const titles = new Set<string>();
		for (const id of await box(gyChief, 'all').then(async (ids) => [
			...ids,
			...(await box(zyChief, 'all')),
			...(await box(president, 'all')),
		])) {
			const page = await views().page(person('all', 'supervisor', 'gy', 'subtree'), id);
			if (page.ok) titles.add(`${page.view.order.kindName} ${page.view.paper.title}`);
		}
		expect([...titles].sort()).toEqual(['督促执行令 督 促 执 行 令', '督办事项 执行督办事项通知', '院长督办令 院 长 督 办 令'].sort());
		const form = await views().form(zyChief, caseId);
		expect(form.ok && form.view.kinds.map(({ kind }) => kind)).toEqual(['enforce', 'item']);
		expect(form.ok && form.view.case?.caseNumber).toBe(theCase);
		expect((await views().form(person('li', 'handler', 'dc', 'self'), undefined)).ok).toBe(false);
	});
});
