import { describe, expect, it, test } from 'vitest';
import { batchVerdict, inboxHref, lineTrouble, readBatch, readInboxFilter } from './inbox-words.ts';

test('the filter is the address, without empty fields, and back', () => {
	const filter = readInboxFilter(new URLSearchParams('court=dc&node=&text=%20李%20&other=x'));
	expect(filter).toEqual({ court: 'dc', text: '李' });
	expect(inboxHref('sent', filter)).toBe('/desk/unlock?box=sent&court=dc&text=%E6%9D%8E');
	expect(inboxHref('inbox')).toBe('/desk/unlock');
});

test('a verdict is named by its step', () => {
	expect(batchVerdict({ phase: 'endorsing' }, 'approve')).toBe('同意上报');
	expect(batchVerdict({ phase: 'forwarding' }, 'approve')).toBe('转报');
	expect(batchVerdict({ phase: 'deciding' }, 'approve')).toBe('同意');
});

describe('a batch', () => {
	it('is read line by line, each with its own opinion', () => {
		const form = new FormData();
		for (const [id, verdict, opinion] of [
			['a', 'approve', ' 同意。 '],
			['b', 'refuse', ''],
		] as const)
			for (const [name, value] of Object.entries({ id, case: `${id}号`, step: '1', verdict, opinion })) form.append(name, value);
		const lines = readBatch(form);
		expect(lines).toEqual([
			{ id: 'a', caseNumber: 'a号', step: 1, verdict: 'approve', opinion: '同意。' },
			{ id: 'b', caseNumber: 'b号', step: 1, verdict: 'refuse', opinion: '' },
		]);
		expect(lines.map(lineTrouble)).toEqual([undefined, '请填写审批意见']);
	});

	it('says of each line why it is not sent', () => {
		const line = { id: 'a', caseNumber: '', step: 1, verdict: 'approve', opinion: '同意' };
		expect(lineTrouble({ ...line, verdict: 'auto-forward' })).toBe('请选择一项决定');
		expect(lineTrouble({ ...line, step: -1 })).toBe('申请已变化，请回到列表重新选择');
	});
});
