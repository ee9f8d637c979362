import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addPhrase, movePhrase, phraseUses, removePhrase, type PhraseUse } from '../../server/flows/phrases.ts';
import { phraseUses as shownUses } from '../../src/lib/contract/unlock-desk.ts';
import { readPhrases } from '../../server/store/phrases.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const approver = person('zhou', 'unlock-approver', 'zy', 'subtree');
const chief = person('zheng', 'enforcement-chief', 'dc');

it('has the same fields on both sides', () => {
	expect(shownUses).toEqual(phraseUses);
});

describe.each(engines)('phrases of a person (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(() => world.close());

	const add = (text: string, use: PhraseUse = 'approve', who = approver) => addPhrase(world.context, who, actorOf(who), { use, text });
	const own = async (who = approver, use = 'approve') =>
		(await readPhrases(world.store.read, who.accountId)).filter((phrase) => phrase.use === use).map((phrase) => phrase.text);
	const idOf = async (text: string) => (await readPhrases(world.store.read, approver.accountId)).find((phrase) => phrase.text === text)!.id;
	const move = async (text: string, by: 'up' | 'down') => movePhrase(world.context, approver, actorOf(approver), await idOf(text), by);

	it('are kept once for each field, in the order that the person gives them', async () => {
		for (const text of ['甲', '乙', '丙', '甲']) expect(await add(text)).toMatchObject({ ok: true });
		await add('甲', 'refuse');
		expect(await own()).toEqual(['甲', '乙', '丙']);
		expect(await own(approver, 'refuse')).toEqual(['甲']);
		await move('丙', 'up');
		expect(await own()).toEqual(['甲', '丙', '乙']);
		await move('乙', 'down');
		await move('甲', 'up');
		expect(await own()).toEqual(['甲', '丙', '乙']);
		await move('甲', 'down');
		expect(await own()).toEqual(['丙', '甲', '乙']);
		expect(await removePhrase(world.context, approver, actorOf(approver), await idOf('甲'))).toMatchObject({ ok: true });
		expect(await own()).toEqual(['丙', '乙']);
		await add('丁');
		expect(await own()).toEqual(['丙', '乙', '丁']);
	});

	it('are refused empty, too long, or one too many; spaces and breaks are made plain', async () => {
		expect(await add(' \n ')).toMatchObject({ ok: false, code: 'phrase-empty', message: '请填写常用语' });
		expect(await add('长'.repeat(501))).toMatchObject({ ok: false, code: 'phrase-too-long' });
		expect(await add('  同意。\n限期办结。 ')).toMatchObject({ ok: true });
		expect(await own()).toEqual(['同意。 限期办结。']);
		for (let n = 1; n < 20; n += 1) await add(`第${n}条`);
		expect(await add('第二十一条')).toMatchObject({ ok: false, code: 'too-many-phrases' });
		expect(await own()).toHaveLength(20);
	});

	it('belong to one person: nobody else sees, moves or deletes them', async () => {
		await add('甲');
		const id = await idOf('甲');
		expect(await own(chief)).toEqual([]);
		expect(await movePhrase(world.context, chief, actorOf(chief), id, 'up')).toMatchObject({ ok: false, code: 'not-found' });
		expect(await removePhrase(world.context, chief, actorOf(chief), id)).toMatchObject({ ok: false, code: 'not-found' });
		expect(await own()).toEqual(['甲']);
		const lines = await world.store.read.selectFrom('audit').select(['action', 'result']).orderBy('seq').execute();
		expect(lines.map(({ action, result }) => `${action} ${result}`)).toEqual([
			'phrase.add ok',
			'phrase.move not-found',
			'phrase.remove not-found',
		]);
	});
});
