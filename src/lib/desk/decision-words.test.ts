import { expect, test } from 'vitest';
import type { RouteStepView } from '../contract/case-page.ts';
import { addPhrase, keptOpinion, runningStep, verdictChoices } from './decision-words.ts';

const step = (part: Partial<RouteStepView>): RouteStepView => ({
	kind: 'decide',
	kindName: '决定',
	court: 'm1',
	courtName: '示范市中级人民法院',
	level: 'intermediate',
	roleName: '解锁审批人',
	days: 3,
	state: 'running',
	...part,
});
const chief = step({ roleName: '执行局长', state: 'ahead' });

test.each([
	[step({ kind: 'endorse', level: 'basic' }), chief, 'approve', '同意上报'],
	[step({ kind: 'forward' }), step({ level: 'higher' }), 'approve', '转报'],
	[step({}), chief, 'approve', '同意，送执行局长'],
	[step({}), undefined, 'approve', '同意解锁'],
	[step({}), undefined, 'refuse', '不予解锁'],
	[step({}), undefined, 'return', '退回补正'],
	[step({}), undefined, 'escalate', '报高院'],
] as const)('the button says what it does', (running, next, verdict, deed) => {
	expect(verdictChoices(running, next, [verdict])[0]?.deed).toBe(deed);
});

test('the running step and the next that is not skipped', () => {
	const route = [step({ state: 'done' }), step({}), step({ state: 'skipped' }), chief];
	expect(runningStep(route)).toEqual({ index: 1, step: route[1], next: chief });
	expect(runningStep([step({ state: 'done' })])).toEqual({ index: -1 });
});

test('a stored phrase is added once', () => {
	expect(addPhrase('', '同意。')).toBe('同意。');
	expect(addPhrase('已核实', '同意。')).toBe('已核实。同意。');
	expect(addPhrase('已核实。同意。', '同意。')).toBe('已核实。同意。');
	expect(addPhrase('同意。', '同意，限期办结。', ['同意。', '同意，限期办结。'])).toBe('同意，限期办结。');
});

test('a stored opinion does not outlive its verdict', () => {
	const choices = verdictChoices(step({}), undefined, ['approve', 'refuse']);
	const [phrase] = choices[0]!.phrases;
	expect(keptOpinion(phrase!, 'refuse', choices)).toBe('');
	expect(keptOpinion(phrase!, 'approve', choices)).toBe(phrase);
	expect(keptOpinion('本人意见', 'refuse', choices)).toBe('本人意见');
});
