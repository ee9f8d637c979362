import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issuePaper } from '../../server/flows/paper-issue.ts';
import { editPaper, giveBackPaper, reviewPaper } from '../../server/flows/paper-life.ts';
import { makePaper } from '../../server/flows/paper-make.ts';
import { readIssuedFile, readIssuedPaper } from '../../server/flows/paper-read.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { readDraftSteps } from '../../server/store/papers.ts';
import { chief, duty, elsewhere, handler, openOffice, trial, vice, type Office } from '../support/paper-office.ts';
import { renderWords, type PaperFacts } from '../support/papers.ts';
import { courts, engines, type World } from '../support/world.ts';

describe.each(engines)('papers (%s)', (engine) => {
	let office: Office;
	let world: World;
	let facts: PaperFacts;
	beforeEach(async () => {
		office = await openOffice(engine);
		({ world, facts } = office);
	});
	afterEach(() => world.close());

	const make: Office['make'] = (...args) => office.make(...args);
	const made: Office['made'] = (...args) => office.made(...args);
	const draft: Office['draft'] = (id) => office.draft(id);
	const review: Office['review'] = (...args) => office.review(...args);
	const issue: Office['issue'] = (...args) => office.issue(...args);
	const issued: Office['issued'] = (...args) => office.issued(...args);

	const runs = () => world.store.read.selectFrom('paper_run').select(['outcome', 'detail']).orderBy('seq').execute();
	const audit = () =>
		world.store.read.selectFrom('audit').select(['action', 'result']).where('action', 'like', 'paper.%').orderBy('seq').execute();
	const count = async (table: 'publication' | 'publication_number' | 'publication_file' | 'frozen_figure') =>
		Number(
			(
				await world.store.read
					.selectFrom(table)
					.select((eb) => eb.fn.countAll().as('n'))
					.executeTakeFirstOrThrow()
			).n,
		);

	it('are made once for a kind, court and period, however often and at once', async () => {
		const outcomes = await Promise.all([make(), make(), make(trial)]);
		expect(outcomes.map((outcome) => outcome.ok && outcome.id)).toEqual(Array(3).fill('weekly-dc-2026-03-02-v1-1'));
		expect(outcomes.filter((outcome) => outcome.ok && outcome.made)).toHaveLength(1);
		expect(await make()).toMatchObject({ made: false });
		expect(await draft('weekly-dc-2026-03-02-v1-1')).toMatchObject({ state: 'draft', madeBy: 'system', revision: 1, to: '2026-03-08' });
		expect((await runs()).filter(({ outcome }) => outcome === 'made')).toHaveLength(1);
		expect(await make(undefined, 'xl')).toMatchObject({ ok: true, id: 'weekly-xl-2026-03-02-v1-1', made: true });
	});

	it('are never blank: what fails is in the run list with its reason, and leaves no draft', async () => {
		facts.failure = new Error('本院统计期内没有收到任何数据');
		expect(await make()).toEqual({
			ok: false,
			code: 'paper-failed',
			message: '周通报（2026年第10周（3月2日至3月8日））未能生成：本院统计期内没有收到任何数据',
		});
		facts.failure = Object.assign(new Error('no rows'), { code: 'paper-empty' });
		expect(await make()).toMatchObject({ ok: false, code: 'paper-empty' });
		delete facts.failure;
		facts.blank = true;
		expect(await make(trial)).toMatchObject({ ok: false, code: 'paper-empty' });
		facts.blank = false;
		expect(await make()).toMatchObject({ ok: true, made: true });
		expect((await runs()).map(({ outcome, detail }) => `${outcome}：${detail.split('未能生成：')[1] ?? ''}`)).toEqual([
			'failed：本院统计期内没有收到任何数据',
			'empty：意外错误（no rows）',
			'empty：没有正文',
			'made：',
		]);
	});

	it('wait for the end of their period, and for those who may make them', async () => {
		world.at('2026-03-08T23:59:59+08:00');
		expect(await make()).toMatchObject({ ok: false, code: 'period-open' });
		world.at('2026-03-09');
		for (const who of [handler, chief, vice, elsewhere]) expect(await make(who)).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await make(duty)).toMatchObject({ ok: true, made: true });
		expect(await makePaper(world.context, office.build, { kind: 'weekly', court: 'nowhere', period: office.period() })).toMatchObject({
			code: 'not-found',
		});
	});

	it('go from draft to issue by three hands: numbered, frozen, stored, audited', async () => {
		const id = await made();
		expect(await issue(id)).toMatchObject({ ok: false, code: 'illegal-move', message: '文稿现为「拟稿」，不能签发' });
		const edited = await editPaper(world.context, trial, id, { revision: 1, slots: { problems: '结案率仅{{rate@all}}。' } });
		expect(edited).toEqual({ ok: true, id, revision: 2 });
		expect(await review(id)).toEqual({ ok: true, id, revision: 3 });
		expect(await editPaper(world.context, trial, id, { revision: 3, slots: { problems: '无' } })).toMatchObject({ code: 'illegal-move' });
		world.at('2026-03-10T10:00:00+08:00');
		expect(await issue(id)).toEqual({ ok: true, id: 'weekly-dc-2026-03-02-v1', number: '东川县法执通〔2026〕1号' });
		const paper = (await readIssuedPaper(world.context, 'weekly-dc-2026-03-02-v1'))!;
		expect(paper).toMatchObject({
			kind: 'weekly',
			number: '东川县法执通〔2026〕1号',
			intact: true,
			paper: { number: '东川县法执通〔2026〕1号', issuedOn: '2026-03-10', version: 1 },
			facts: { issuedBy: 'vice', draftId: id },
		});
		expect(paper.paper.blocks).toContainEqual({
			kind: 'slot',
			id: 'problems',
			title: '存在的问题',
			paragraphs: [['结案率仅', { ref: 'rate@all' }, '。']],
			edited: true,
		});
		expect(paper.forms.map(({ form }) => form)).toEqual(['docx', 'xlsx', 'html']);
		expect(await count('frozen_figure')).toBe(3);
		expect((await draft(id)).state).toBe('issued');
		expect((await readDraftSteps(world.store.read, id)).map((step) => `${step.move} ${step.by} ${step.text}`)).toEqual([
			'make system ',
			'edit trial 存在的问题',
			'review chief ',
			'issue vice 东川县法执通〔2026〕1号',
		]);
		expect((await audit()).map(({ action, result }) => `${action} ${result}`)).toEqual([
			'paper.issue illegal-move',
			'paper.edit ok',
			'paper.review ok',
			'paper.edit illegal-move',
			'paper.issue ok',
		]);
		expect(await verifyAudit(world.store.read)).toBeUndefined();
	});

	it('refuse a change made on an older state, and lose nothing', async () => {
		const id = await made();
		const edits = await Promise.all(
			['甲说。', '乙说。'].map((text) => editPaper(world.context, trial, id, { revision: 1, slots: { problems: text } })),
		);
		expect(edits.map((outcome) => (outcome.ok ? 'ok' : outcome.code)).sort()).toEqual(['ok', 'stale']);
		expect((await draft(id)).slots).toEqual({ problems: [['甲说。']] });
		// Another part, on the state as it is now, leaves the first one standing.
		expect(await editPaper(world.context, duty, id, { revision: 2, slots: { demands: '请立即整改。' } })).toMatchObject({ revision: 3 });
		expect((await draft(id)).slots).toEqual({ problems: [['甲说。']], demands: [['请立即整改。']] });
		// Back as computed: nothing written any more. The same again: no new revision.
		const computed = '结案率为{{rate@all}}，未达到目标。';
		expect(await editPaper(world.context, trial, id, { revision: 3, slots: { problems: computed } })).toMatchObject({ revision: 4 });
		expect(await editPaper(world.context, trial, id, { revision: 4, slots: { problems: computed } })).toMatchObject({ revision: 4 });
		expect((await draft(id)).slots).toEqual({ demands: [['请立即整改。']] });
	});

	it('refuse what no reader could trace: unknown references, empty parts, typed numbers that nobody has checked', async () => {
		const id = await made();
		const write = (slots: Record<string, string>, revision: number) => editPaper(world.context, trial, id, { revision, slots });
		expect(await write({ problems: '{{other@all}}' }, 1)).toMatchObject({
			code: 'bad-slot',
			message: '「存在的问题」引用了本文稿没有的数字「other@all」',
		});
		expect(await write({ problems: '' }, 1)).toMatchObject({ code: 'bad-slot' });
		expect(await write({ 'no-such': '甲' }, 1)).toMatchObject({ code: 'bad-slot' });
		expect((await draft(id)).revision).toBe(1);
		await write({ problems: '结案率仅75%，请于3月20日前整改。' }, 1);
		expect(await review(id)).toMatchObject({ code: 'numbers-typed', message: expect.stringContaining('存在的问题「75%」') as string });
		expect(await reviewPaper(world.context, chief, id, { revision: 2, opinion: '同意', numbersChecked: true })).toMatchObject({ ok: true });
		expect((await readDraftSteps(world.store.read, id)).at(-1)).toMatchObject({ move: 'review', text: '同意；手填数字 1 处已核对' });
	});

	it('are returned and dropped with a reason; a dropped period may be made again', async () => {
		const id = await made();
		await review(id);
		const back = (move: 'return' | 'drop', revision: number, reason: string, who = vice) =>
			giveBackPaper(world.context, who, id, { move, revision, reason });
		expect(await back('return', 2, ' ')).toMatchObject({ code: 'reason-missing' });
		expect(await back('return', 2, '请补充工作要求', handler)).toMatchObject({ code: 'not-found' });
		expect(await back('return', 2, '请补充工作要求')).toMatchObject({ ok: true, revision: 3 });
		expect(await draft(id)).toMatchObject({ state: 'draft' });
		expect((await draft(id)).reviewedBy).toBeUndefined();
		expect(await back('drop', 3, '数据有误', vice)).toMatchObject({ code: 'forbidden' });
		expect(await back('drop', 3, '数据有误', trial)).toMatchObject({ ok: true });
		expect(await review(id)).toMatchObject({ code: 'illegal-move' });
		facts.closed = 31;
		expect(await make(trial)).toEqual({ ok: true, id: 'weekly-dc-2026-03-02-v1-2', made: true });
	});

	it('are issued by another person than the drafter, unless the court says otherwise', async () => {
		const id = await made(trial);
		await review(id);
		expect(await issue(id, trial)).toMatchObject({ code: 'same-person', message: '签发人不得为本文稿的拟稿人，请由他人签发' });
		expect(await issue(id, handler)).toMatchObject({ code: 'not-found' });
		expect(await issue(id, duty)).toMatchObject({ code: 'forbidden' });
		await putDirectory(world.context, {
			courts: courts.map((court) => ({ ...court, settings: { issuerMustDiffer: false } })),
			persons: [],
		});
		expect(await issue(id, trial)).toMatchObject({ ok: true });
		// What nobody wrote at has no drafter.
		await putDirectory(world.context, { courts: courts.map((court) => ({ ...court, settings: {} })), persons: [] });
		world.at('2026-03-16');
		const automatic = await made(undefined, 'dc', 'weekly', '2026-03-09');
		await review(automatic, trial);
		expect(await issue(automatic, trial)).toMatchObject({ ok: true, number: '东川县法执通〔2026〕2号' });
	});

	it('get each number once and without gaps, though failures, other kinds and courts come between', async () => {
		world.at('2026-04-01T08:00:00+08:00');
		const weeks = ['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23'];
		const ids = await Promise.all(weeks.map((day) => made(undefined, 'dc', 'weekly', day)));
		for (const id of ids) await review(id);
		const broken = (await draft(ids[0]!)).revision;
		const failing = await issuePaper(
			world.context,
			(paper, form) => (form === 'xlsx' ? Promise.reject(new Error('磁盘已满')) : renderWords(paper, form)),
			vice,
			ids[0]!,
			{
				revision: broken,
			},
		);
		expect(failing).toMatchObject({ code: 'render-failed', message: '文件未能生成，未签发、未占用文号：磁盘已满' });
		const blank = await issuePaper(world.context, () => Promise.resolve(new Uint8Array()), vice, ids[0]!, { revision: broken });
		expect(blank).toMatchObject({ code: 'render-failed' });
		expect([await count('publication'), await count('publication_number'), await count('publication_file')]).toEqual([0, 0, 0]);
		const done = await Promise.all(ids.map((id) => issue(id)));
		expect(done.map((outcome) => outcome.ok && outcome.number).sort()).toEqual([1, 2, 3, 4].map((n) => `东川县法执通〔2026〕${n}号`));
		// What is printed in each is the number it has.
		for (const outcome of done) {
			if (!outcome.ok) throw new Error(outcome.message);
			const file = (await readIssuedFile(world.context, outcome.id, 'html'))!;
			expect(new TextDecoder().decode(file.bytes)).toContain(`"number":"${outcome.number}"`);
		}
		expect(await issue(ids[0]!)).toMatchObject({ code: 'illegal-move' });
		expect(await issued(await made(undefined, 'dc', 'monthly', '2026-03-01'))).toBe('monthly-dc-2026-03-01-v1');
		expect((await readIssuedPaper(world.context, 'monthly-dc-2026-03-01-v1'))!.number).toBe('东川县法执析〔2026〕1号');
	});

	it('two who issue one draft at once: one issues, the other is told', async () => {
		const id = await made();
		await review(id);
		const done = await Promise.all([issue(id, vice), issue(id, chief)]);
		expect(done.map((outcome) => (outcome.ok ? 'ok' : outcome.code)).sort()).toEqual(['illegal-move', 'ok']);
		expect([await count('publication'), await count('publication_number')]).toEqual([1, 1]);
	});

	it('begin to count anew with the year of the issue', async () => {
		world.at('2026-12-28');
		const last = await made(undefined, 'dc', 'weekly', '2026-12-21');
		await issued(last);
		world.at('2027-01-04');
		const next = await made(undefined, 'dc', 'weekly', '2026-12-28');
		await issued(next);
		expect((await readIssuedPaper(world.context, 'weekly-dc-2026-12-28-v1'))!.number).toBe('东川县法执通〔2027〕1号');
	});
});
