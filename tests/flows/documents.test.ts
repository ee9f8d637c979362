import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kindOfFile } from '../../server/files/file-kind.ts';
import { addDocument, cleanName, largestDocument, removeDocument, takeDocument } from '../../server/flows/documents.ts';
import { decideRequest, requestUnlock, withdrawRequest } from '../../server/flows/unlock.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { readDocuments } from '../../server/store/documents.ts';
import { files, pdf, refusedFiles } from '../support/files.ts';
import { actorOf, engines, openWorld, person, theCase, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const lock = `${key}-L1`;
const notice = `${key}/enf-notice/-/1`;
const handler = person('li', 'handler', 'dc', 'self');
const other = person('wang', 'handler', 'dc', 'self');
const chief = person('zheng', 'enforcement-chief', 'dc');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the name of a document', () => {
	it.each([
		['../../etc/裁定书.pdf', '裁定书.pdf'],
		['C:\\Users\\li\\桌面\\裁定书.pdf', '裁定书.pdf'],
		['裁定\u202Efdp.exe\n\u0000书.pdf', '裁定fdp.exe书.pdf'],
		['  .hidden.pdf ', 'hidden.pdf'],
		['a"b<c>|?.pdf', 'a_b_c___.pdf'],
		['../..', ''],
		[`${'长'.repeat(200)}.pdf`, `${'长'.repeat(116)}.pdf`],
	])('%j becomes %j', (name, clean) => {
		expect(cleanName(name)).toBe(clean);
		expect([...clean].length).toBeLessThanOrEqual(120);
	});
});

describe('the kind of a document', () => {
	it.each(Object.keys(files))('%s is told by its content', async (kind) => {
		expect(await kindOfFile(files[kind]!)).toBe(kind);
	});
	it.each(Object.entries(refusedFiles))('%s is none', async (_, bytes) => {
		expect(await kindOfFile(bytes)).toBeUndefined();
	});
});

describe.each(engines)('documents of an unlock request (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 100_000 } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
		]);
		world.at('2026-03-13T07:30:00+08:00');
		await world.send([], '2026-03-13T07:00:00+08:00');
		await sweepDeadlines(world.context);
		world.at('2026-03-13T08:00:00+08:00');
	});
	afterEach(() => world.close());

	const add = (name: string, bytes: Uint8Array, who = handler) =>
		addDocument(world.context, who, actorOf(who), lock, { name, bytes }, kindOfFile);
	const file = (who = handler) =>
		requestUnlock(world.context, who, actorOf(who), lock, { reason: '延误', plan: '补办', newDueOn: { [notice]: '2026-03-20' as never } });
	const kept = () => readDocuments(world.store.read, lock);
	const idOf = async (name: string, bytes = files.pdf!): Promise<string> => {
		const added = await add(name, bytes);
		if (!added.ok) throw new Error(added.message);
		return added.document.id;
	};
	const audit = async (action: string) =>
		(await world.store.read.selectFrom('audit').select('result').where('action', '=', action).orderBy('seq').execute()).map(
			(row) => row.result,
		);

	it('keeps one of each kind with its checksum, and gives back the very bytes', async () => {
		for (const [kind, bytes] of Object.entries(files)) expect(await add(`附件.${kind}`, bytes)).toMatchObject({ ok: true });
		expect(await add('照片.JPEG', Uint8Array.from([...files.jpg!, 0]))).toMatchObject({ ok: true, document: { kind: 'jpg' } });
		for (const row of (await kept()).slice(0, 6)) {
			const bytes = files[row.kind]!;
			expect(row).toMatchObject({ size: bytes.length, sha256: sha256(bytes), uploadedBy: 'li' });
			const taken = await takeDocument(world.context, actorOf(handler), row.id);
			expect(taken.ok && Buffer.from(taken.bytes).equals(Buffer.from(bytes))).toBe(true);
		}
		expect(await audit('document.add')).toEqual(new Array(7).fill('ok'));
		expect(await audit('document.read')).toEqual(new Array(6).fill('ok'));
		expect(await verifyAudit(world.store.read)).toBeUndefined();
	});

	it('refuses a renamed executable, a wrong ending, an empty and a large file in plain words, and keeps nothing of them', async () => {
		expect(await add('裁定书.pdf', refusedFiles['an executable']!)).toMatchObject({ ok: false, code: 'unknown-kind' });
		expect(await add('裁定书.pdf', files.png!)).toMatchObject({
			code: 'kind-mismatch',
			message: '「裁定书.pdf」的扩展名与内容不符（内容是 PNG），未保存',
		});
		expect(await add('裁定书', files.pdf!)).toMatchObject({ code: 'kind-mismatch' });
		expect(await add('空.pdf', new Uint8Array())).toMatchObject({ code: 'empty-document', message: '「空.pdf」是空文件，未保存' });
		expect(await add('大.pdf', pdf(11 * 1024 * 1024))).toMatchObject({
			code: 'document-too-large',
			message: '「大.pdf」为 11.0 MB，每个附件不得超过 10 MB',
		});
		expect(await add('/', files.pdf!)).toMatchObject({ code: 'bad-name' });
		expect(await kept()).toEqual([]);
		expect(await audit('document.add')).toEqual([
			...['unknown-kind', 'kind-mismatch', 'kind-mismatch', 'empty-document', 'document-too-large', 'bad-name'],
		]);
		// The database in WebAssembly takes many seconds for as much.
		const most = engine === 'sqlite' ? largestDocument : largestDocument / 10;
		expect(await add('刚好.pdf', pdf(most))).toMatchObject({ ok: true });
	});

	it('takes ten at most, and the same content once, however they arrive', async () => {
		const two = await Promise.all([add('一.pdf', files.pdf!), add('二.pdf', files.pdf!)]);
		expect(two.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
		expect(two.find((outcome) => !outcome.ok)).toMatchObject({ code: 'document-known' });
		const many = await Promise.all(Array.from({ length: 12 }, (_, n) => add(`第${n}份.pdf`, pdf(300, `${n}`))));
		expect(many.filter((outcome) => outcome.ok)).toHaveLength(9);
		expect(many.filter((outcome) => !outcome.ok && outcome.code === 'too-many-documents')).toHaveLength(3);
		expect(await kept()).toHaveLength(10);
	});

	it('belongs to its owner until it is filed, and to the request for good afterwards', async () => {
		const first = await idOf('异议裁定.pdf');
		const taken = await idOf('误传.pdf', pdf(400, 'wrong'));
		await add('核签材料.pdf', pdf(400, 'chief'), chief);
		expect(await removeDocument(world.context, chief, actorOf(chief), first)).toMatchObject({ code: 'not-found' });
		expect(await removeDocument(world.context, handler, actorOf(handler), taken)).toMatchObject({ ok: true });
		expect(await file()).toMatchObject({ ok: true, id: `${lock}-R1` });
		expect((await kept()).map(({ name, requestId }) => [name, requestId])).toEqual([
			['异议裁定.pdf', `${lock}-R1`],
			['核签材料.pdf', undefined],
		]);
		const { data } = await world.store.read
			.selectFrom('case_event')
			.select('data')
			.where('type', '=', 'unlock-requested')
			.executeTakeFirstOrThrow();
		expect(JSON.parse(data)).toMatchObject({ documents: [{ id: first, name: '异议裁定.pdf', sha256: sha256(files.pdf!) }] });
		expect(await removeDocument(world.context, handler, actorOf(handler), first)).toMatchObject({ code: 'document-filed' });
		expect(await add('补充.pdf', pdf(500, 'late'))).toMatchObject({ code: 'request-open' });
		expect(await kept()).toHaveLength(2);
	});

	it('adds to a returned request; those of a withdrawn one stay with it', async () => {
		await idOf('一.pdf');
		await file();
		const returned = { step: 0, verdict: 'return', opinion: '补材料' } as const;
		expect(await decideRequest(world.context, chief, actorOf(chief), `${lock}-R1`, returned)).toMatchObject({ ok: true });
		expect(await add('又一.pdf', files.pdf!)).toMatchObject({ code: 'document-known' });
		await idOf('二.pdf', pdf(500, 'second'));
		expect(await file()).toMatchObject({ ok: true, id: `${lock}-R1` });
		expect(await withdrawRequest(world.context, handler, actorOf(handler), `${lock}-R1`)).toMatchObject({ ok: true });
		await idOf('三.pdf', files.pdf);
		expect(await file()).toMatchObject({ ok: true, id: `${lock}-R2` });
		expect((await kept()).map(({ name, requestId }) => `${name} ${requestId?.slice(-2)}`)).toEqual(['一.pdf R1', '二.pdf R1', '三.pdf R2']);
	});

	it('is refused where the person may not ask, the case is not locked, or there is no such lock', async () => {
		expect(await add('一.pdf', files.pdf!, other)).toMatchObject({ code: 'forbidden' });
		expect(
			await addDocument(world.context, handler, actorOf(handler), `${key}-L9`, { name: '一.pdf', bytes: files.pdf! }, kindOfFile),
		).toMatchObject({
			code: 'not-found',
		});
		expect(await takeDocument(world.context, actorOf(handler), 'none')).toMatchObject({ code: 'not-found' });
		expect(await kept()).toEqual([]);
	});

	it('gives nothing out that is not what was put in', async () => {
		const id = await idOf('一.pdf');
		await world.store.write(async ({ db }) => {
			await db
				.updateTable('document')
				.set({ content: pdf(200, 'tampered') })
				.where('id', '=', id)
				.execute();
		});
		expect(await takeDocument(world.context, actorOf(handler), id)).toMatchObject({ ok: false, code: 'document-damaged' });
		expect(await audit('document.read')).toEqual(['document-damaged']);
	});

	it('is not lost or changed by a filing that fails', async () => {
		await idOf('一.pdf');
		const late = { reason: '延误', plan: '补办', newDueOn: { [notice]: '2027-03-20' as never } };
		expect(await requestUnlock(world.context, handler, actorOf(handler), lock, late)).toMatchObject({ ok: false });
		expect(await kept()).toMatchObject([{ name: '一.pdf' }]);
		expect((await kept())[0]!.requestId).toBeUndefined();
		expect(theCase).toBeTruthy();
	});
});
