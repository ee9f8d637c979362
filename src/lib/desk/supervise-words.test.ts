import { describe, expect, it } from 'vitest';
import { readMove, givenMove, newOrderOf, readNewOrder } from './order-form.ts';
import { readStage } from './ladder-form.ts';
import {
	ladderHref,
	monthlyHref,
	newOrderHref,
	ordersHref,
	parseLadder,
	parseOrders,
	parseSealed,
	parseSilent,
	sealedHref,
	silentHref,
} from './supervise-words.ts';

const query = (href: string): URLSearchParams => new URL(href, 'http://x').searchParams;

describe('the filter is the address', () => {
	it.each([
		{},
		{ ladder: 'S1', court: 'dc', stage: 3, standing: 'review-late', cursor: '100' },
		{ stage: 1, standing: 'unreceived' },
	] as const)('long-pending %o', (asked) => expect(parseLadder(query(ladderHref(asked)))).toEqual(asked));

	it.each([
		{ tab: 'silent' },
		{ tab: 'silent', level: 'frozen', court: 'dc' },
		{ tab: 'selective', service: 'price', cursor: '100' },
	] as const)('silent %o', (asked) => expect(parseSilent(query(silentHref(asked)))).toEqual(asked));

	it.each([{}, { danger: 0 }, { danger: 3, closed: true, court: 'dc' }] as const)('sealed %o', (asked) =>
		expect(parseSealed(query(sealedHref(asked)))).toEqual(asked),
	);

	it.each([{ box: 'inbox' }, { box: 'all', kind: 'president', cursor: '100' }] as const)('orders %o', (asked) =>
		expect(parseOrders(query(ordersHref(asked)))).toEqual(asked),
	);

	it('what is none of ours is left out', () => {
		const foreign = new URLSearchParams('ladder=S9&stage=x&standing=all&danger=7&level=red&kind=letter&box=out&tab=none&court=');
		expect(parseLadder(foreign)).toEqual({});
		expect(parseSealed(foreign)).toEqual({});
		expect(parseSilent(foreign)).toEqual({ tab: 'silent' });
		expect(parseOrders(foreign)).toEqual({ box: 'inbox' });
	});

	it('lists to take away have the same filter', () => {
		expect(sealedHref({ danger: 0, court: 'dc' }, true)).toBe('/api/v1/sealed-immovables.csv?court=dc&danger=0');
		expect(monthlyHref({ month: '2026-11', court: 'dc' }, true)).toBe('/api/v1/long-pending/monthly.csv?month=2026-11&court=dc');
		expect(newOrderHref({ case: 3, node: 'k/n/-/1' })).toBe('/desk/orders/new?case=3&node=k%2Fn%2F-%2F1');
	});
});

describe('what is typed', () => {
	const form = (fields: Record<string, string>): FormData => {
		const data = new FormData();
		for (const [name, value] of Object.entries(fields)) data.set(name, value);
		return data;
	};

	it('a stage', () => {
		expect(readStage(form({ stageId: 'k-S2-1', result: ' 好 ', leave: 'on' }), 'review')).toEqual({
			stageId: 'k-S2-1',
			kind: 'review',
			text: '好',
			nextReviewOn: '',
			leave: true,
		});
	});

	it('a move, without what was left empty', () => {
		expect(givenMove(readMove(form({ move: 'sign', text: ' ', dueOn: '2026-11-20' })))).toEqual({ move: 'sign', dueOn: '2026-11-20' });
	});

	it('a new order says what is missing, in the words of its kind', () => {
		const typed = (fields: Record<string, string>) => newOrderOf(readNewOrder(form(fields)));
		expect(typed({})).toEqual({ ok: false, message: '请选择文书种类' });
		expect(typed({ kind: 'item', court: 'zy' })).toEqual({ ok: false, message: '请选择收受的法院' });
		expect(typed({ kind: 'president', court: 'dc' })).toEqual({ ok: false, message: '请选择收令的部门' });
		const whole = { kind: 'item', court: 'zy', to: 'dc', title: '甲', body: '乙', dueOn: '2026-11-20' };
		expect(typed({ ...whole, caseId: '7', nodeId: '' })).toEqual({ ok: true, input: { ...whole, caseId: 7 } });
	});
});
