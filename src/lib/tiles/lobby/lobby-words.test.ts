import { expect, it } from 'vitest';
import { changeWords, missingJudges } from './lobby-words.ts';

it('tells the change against last month, and nothing where a month is unknown', () => {
	expect(changeWords(68, 73, '件')).toEqual({ kind: 'less', text: '较上月减少 5 件' });
	expect(changeWords(23.4, 22, '天')).toEqual({ kind: 'more', text: '较上月增加 1.4 天' });
	expect(changeWords(23, 23, '天')).toEqual({ kind: 'same', text: '与上月持平' });
	expect(changeWords(null, 23, '天')).toBeUndefined();
	expect(changeWords(23, null, '天')).toBeUndefined();
});

it('says why a figure is missing', () => {
	expect(missingJudges({ value: null, openCases: 12, judges: 0, previous: null, definition: '' })).toContain('员额法官');
});
