import { describe, expect, test } from 'vitest';
import type { CheckRowView, EventView, NodeView } from '../contract/case-page.ts';
import { caseMarks, foldChecks, foldNodes, groupMarks } from './case-marks.ts';
import { dayNumber } from './days.ts';
import { casePage, lock } from './fixtures.ts';
import { movedCase } from './fixtures-heat.ts';

const event = (seq: number, type: string, part: Partial<EventView> = {}): EventView => ({
	seq,
	type,
	name: type,
	on: '2026-11-19',
	source: 'x',
	held: false,
	withdrawn: false,
	text: '',
	...part,
});

describe('marks of a case', () => {
	test('take what was decided or moved a clock, and leave out the rest and what was withdrawn', () => {
		const events = [
			event(1, 'case-filed'),
			event(2, 'exclusion-started'),
			event(3, 'case-locked'),
			event(4, 'extension-granted', { withdrawn: true }),
		];
		expect(caseMarks({ events, locks: [] }).map(({ sign }) => sign)).toEqual(['停', '锁']);
	});

	test('two decisions of one moment are each told with their own person', () => {
		const at = '2026-11-19T09:05:00.000Z';
		const said = (byName: string, opinion: string) => ({ ...lock.requests[0]!.decisions[0]!, byName, opinion, at });
		const locks = [{ ...lock, requests: [{ ...lock.requests[0]!, decisions: [said('甲', '同意上报。'), said('乙', '同意解锁。')] }] }];
		const events = [
			event(8, 'unlock-decided', { at, text: '意见：同意解锁。' }),
			event(9, 'unlock-decided', { at, text: '意见：同意上报。' }),
		];
		expect(caseMarks({ events, locks }).map(({ text }) => text.includes('乙'))).toEqual([true, false]);
	});

	test('those too near each other share a place and show the gravest', () => {
		const marks = caseMarks({
			events: [event(1, 'unlock-requested'), event(2, 'case-locked'), event(3, 'case-unlocked', { on: '2027-03-01' })],
			locks: [],
		});
		const span = { first: dayNumber('2026-11-01'), last: dayNumber('2027-03-31') };
		const groups = groupMarks(marks, span, 600);
		expect(groups.map(({ sign, marks: inside }) => [sign, inside.length])).toEqual([
			['锁', 2],
			['解', 1],
		]);
		expect(groups.every(({ at }) => at >= 0 && at <= 100)).toBe(true);
	});
});

describe('nodes that fold away', () => {
	test('a short case shows all in the order of the case', () => {
		expect(foldNodes(casePage.nodes.slice(0, 5))).toEqual({ shown: casePage.nodes.slice(0, 5), folded: [], words: '' });
	});

	test('a long one shows what is open and late first', () => {
		const { shown, folded, words } = foldNodes(movedCase.nodes);
		expect(shown.length + folded.length).toBe(movedCase.nodes.length);
		expect(shown[0]?.phase).toBe('overdue');
		expect(shown.every(({ phase }) => phase !== 'met' && phase !== 'void')).toBe(true);
		expect(words).toMatch(/^显示按期完成的 \d+ 个、不适用的 3 个$/);
	});

	test('a case with nothing open or late shows all', () => {
		const done = movedCase.nodes.filter(({ phase }) => phase === 'met') as readonly NodeView[];
		expect(foldNodes(done).folded).toEqual([]);
	});
});

test('checks: what was done without and what is missing stay; a closed case folds the steps that never came', () => {
	const check = (state: CheckRowView['state']): CheckRowView => ({
		code: state,
		name: state,
		state,
		stateName: '',
		gates: '结案',
		text: '',
		unconfirmed: false,
		basis: '',
	});
	const checks = (['passed', 'open', 'missing', 'breached'] as const).map(check);
	expect(foldChecks(checks, false)).toMatchObject({
		shown: [{ state: 'breached' }, { state: 'missing' }],
		words: '显示可以办理的 1 项、办理时符合的 1 项',
	});
	expect(foldChecks(checks, true)).toMatchObject({
		shown: [{ state: 'breached' }],
		words: '显示未办理步骤尚缺的 1 项、可以办理的 1 项、办理时符合的 1 项',
	});
});
