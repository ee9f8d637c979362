import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { correctPaper } from '../../server/flows/paper-correct.ts';
import { editPaper, giveBackPaper } from '../../server/flows/paper-life.ts';
import { checkPublication, readDiff, readIssuedFile, readIssuedPaper } from '../../server/flows/paper-read.ts';
import { signReceipt } from '../../server/flows/paper-receipts.ts';
import { readReceipts } from '../../server/store/paper-receipts.ts';
import { draftView, issuedView } from '../../server/views/paper-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { chief, duty, elsewhere, handler, openOffice, trial, type Office } from '../support/paper-office.ts';
import { renderWords, type PaperFacts } from '../support/papers.ts';
import { engines, type World } from '../support/world.ts';

describe.each(engines)('issued papers (%s)', (engine) => {
	let office: Office;
	let world: World;
	let facts: PaperFacts;
	beforeEach(async () => {
		office = await openOffice(engine);
		({ world, facts } = office);
	});
	afterEach(() => world.close());

	const made: Office['made'] = (...args) => office.made(...args);
	const draft: Office['draft'] = (id) => office.draft(id);
	const issued: Office['issued'] = (...args) => office.issued(...args);

	it('are corrected by a second version: the first stays, the difference is told', async () => {
		const first = await issued(await made());
		world.at('2026-03-11');
		facts.closed = 32;
		facts.late = [];
		const correct = (reason: string, anew: boolean, who = trial, id = first) =>
			correctPaper(world.context, office.build, who, id, { reason, anew });
		expect(await correct('', true)).toMatchObject({ code: 'reason-missing' });
		expect(await correct('漏计两件', true, chief)).toMatchObject({ code: 'forbidden' });
		const second = await correct('漏计两件', true);
		expect(second).toEqual({ ok: true, id: 'weekly-dc-2026-03-02-v2-1', made: true });
		expect(await correct('再来一次', false)).toMatchObject({ ok: true, id: 'weekly-dc-2026-03-02-v2-1', made: false });
		if (!second.ok) return;
		expect(await correct('再来一次', false)).toMatchObject({ ok: true, made: false });
		expect(await correct('数据有误', false, duty)).toMatchObject({ ok: true, id: second.id, made: false });
		expect(await correct('漏计两件', true)).toMatchObject({ ok: true, made: false });
		const wanted = [
			{ reason: '漏计两件', byName: 'trial', roleName: '审管办' },
			{ reason: '再来一次（要求沿用原数据，只改文字）', byName: 'trial' },
			{ reason: '数据有误（要求沿用原数据，只改文字）', byName: 'duty', courtName: '示范市中级人民法院' },
		];
		const source = sourceOf(world.context);
		const onDraft = await draftView(source, trial.principal, second.id);
		expect(onDraft.ok && onDraft.view.corrects?.requests).toMatchObject(wanted);
		expect(onDraft.ok && onDraft.view.steps.map(({ name }) => name)).toEqual(['生成', '再次要求更正', '再次要求更正']);
		// The issued one says that a correction is on its way, to those who see drafts; visitors and handlers read nothing of it.
		const beside = async (who = trial, edition: 'internal' | 'visitor' = 'internal', of = first) => {
			const found = await issuedView(source, who.principal, of, edition);
			return found.ok ? { pending: found.view.pending, requests: found.view.requests } : {};
		};
		expect(await beside()).toMatchObject({ pending: { draftId: second.id, requests: wanted } });
		expect(await beside(handler)).toEqual({});
		expect(await beside(trial, 'visitor')).toEqual({});
		// Who asks again has not written at the draft: he may issue it.
		const id = await issued(second.id);
		expect(await beside()).toEqual({});
		expect(await beside(trial, 'internal', id)).toMatchObject({ requests: wanted });
		expect(await beside(trial, 'visitor', id)).toEqual({});
		expect(id).toBe('weekly-dc-2026-03-02-v2');
		expect(await correct('又漏计', true)).toMatchObject({ code: 'corrected-already' });
		expect(await readIssuedPaper(world.context, first)).toMatchObject({ intact: true, facts: { correctedBy: id }, version: 1 });
		expect(await readIssuedPaper(world.context, id)).toMatchObject({
			number: '东川县法执通〔2026〕2号',
			paper: { version: 2, corrects: { number: '东川县法执通〔2026〕1号', reason: '漏计两件' } },
			facts: { correctsId: first, reason: '漏计两件' },
		});
		const { diff } = (await readDiff(world.context, id))!;
		expect(diff.figures.map(({ label, before, after }) => `${label}：${before} → ${after}`)).toEqual([
			'已结：30 件 → 32 件',
			'结案率：75.00% → 80.00%',
		]);
		expect(diff.tables).toMatchObject([{ id: 'late', removed: [['（2026）示0204执1号', '李某某', '8 天']] }]);
		expect(await readDiff(world.context, first)).toBeUndefined();
	});

	it('take no further request once the correction is issued, even by one who asked while it was on its way', async () => {
		const first = await issued(await made());
		world.at('2026-03-11');
		facts.closed = 32;
		let second = '';
		// While the second request is computed, another one's correction is drafted and issued.
		const late: typeof office.build = async (...args) => {
			const begun = await correctPaper(world.context, office.build, trial, first, { reason: '漏计两件', anew: true });
			if (!begun.ok) throw new Error(begun.message);
			second = await issued(begun.id);
			return office.build(...args);
		};
		expect(await correctPaper(world.context, late, duty, first, { reason: '数据有误', anew: true })).toMatchObject({
			...{ ok: false, code: 'corrected-already' },
			message: '该文件已经更正，请更正其最新版本',
		});
		const found = await issuedView(sourceOf(world.context), trial.principal, second, 'internal');
		expect(found.ok && found.view.requests?.map(({ reason }) => reason)).toEqual(['漏计两件']);
	});

	it('corrected by hand keep their figures, and computed anew keep what persons wrote', async () => {
		const id = await made();
		await editPaper(world.context, trial, id, { revision: 1, slots: { problems: '结案率仅{{rate@all}}。' } });
		const first = await issued(id);
		facts.closed = 33;
		const byHand = await correctPaper(world.context, office.build, trial, first, { reason: '文字有误', anew: false });
		if (!byHand.ok) throw new Error(byHand.message);
		const { paper } = await draft(byHand.id);
		expect(paper.figures).toEqual((await readIssuedPaper(world.context, first))!.paper.figures);
		expect(paper.number).toBeUndefined();
		await giveBackPaper(world.context, trial, byHand.id, { move: 'drop', revision: 1, reason: '改为重新计算' });
		const anew = await correctPaper(world.context, office.build, trial, first, { reason: '漏计', anew: true });
		if (!anew.ok) throw new Error(anew.message);
		expect(await draft(anew.id)).toMatchObject({ slots: { problems: [['结案率仅', { ref: 'rate@all' }, '。']] } });
		expect((await draft(anew.id)).paper.figures.map(({ text }) => text)).toEqual(['40 件', '33 件', '82.50%']);
		facts.failure = new Error('没有数据');
		await giveBackPaper(world.context, trial, anew.id, { move: 'drop', revision: 1, reason: '再算' });
		expect(await correctPaper(world.context, office.build, trial, first, { reason: '漏计', anew: true })).toMatchObject({
			code: 'paper-failed',
		});
	});

	it('say whether they are still what was issued, and never change', async () => {
		const id = await issued(await made());
		const words = async (render = renderWords) =>
			(await checkPublication(world.context, render, id))!.map(({ name, ok }) => `${name} ${ok ? '一致' : '不符'}`);
		expect(await words()).toEqual(['定稿数据 一致', 'Word 文件 一致', 'Excel 文件 一致', '网页 一致']);
		const other = (paper: Parameters<typeof renderWords>[0], form: Parameters<typeof renderWords>[1]) =>
			renderWords(form === 'docx' ? { ...paper, title: '' } : paper, form);
		expect(await words(other)).toEqual(['定稿数据 一致', 'Word 文件 不符', 'Excel 文件 一致', '网页 一致']);
		// A form that cannot be made again is a finding of the check, not the end of it.
		const broken: typeof renderWords = (paper, form) =>
			form === 'xlsx' ? Promise.reject(new Error('文稿计算线程异常退出')) : renderWords(paper, form);
		expect(await words(broken)).toEqual(['定稿数据 一致', 'Word 文件 一致', 'Excel 文件 不符', '网页 一致']);
		const file = (await readIssuedFile(world.context, id, 'docx'))!;
		expect(file.intact).toBe(true);
		for (const attempt of [
			() => world.store.write(({ db }) => db.updateTable('publication_file').set({ sha256: '' }).execute()),
			() => world.store.write(({ db }) => db.deleteFrom('publication_number').execute()),
			() => world.store.write(({ db }) => db.updateTable('publication_head').set({ title: '' }).execute()),
		])
			await expect(attempt()).rejects.toThrow(/append-only/);
		expect(await checkPublication(world.context, renderWords, 'nowhere')).toBeUndefined();
	});

	it('are signed for by those who may read them, each once', async () => {
		const id = await issued(await made());
		expect(await signReceipt(world.context, handler, id)).toMatchObject({ ok: true });
		world.at('2026-03-12');
		expect(await signReceipt(world.context, handler, id)).toMatchObject({ ok: true });
		expect(await signReceipt(world.context, duty, id)).toMatchObject({ ok: true });
		expect(await signReceipt(world.context, elsewhere, id)).toMatchObject({ code: 'not-found' });
		expect((await readReceipts(world.store.read, id)).map(({ person, role, signedAt }) => `${person} ${role} ${signedAt}`)).toEqual([
			'li handler 2026-03-09T01:00:00.000Z',
			'duty duty-officer 2026-03-12T01:00:00.000Z',
		]);
	});
});
