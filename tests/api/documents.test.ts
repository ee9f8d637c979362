import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { files, pdf, refusedFiles } from '../support/files.ts';
import { lockedCases, openSite, type Answer, type Site } from '../support/site.ts';
import { theCase } from '../support/world.ts';

const lock = '(2026)示0204执1号-L1';
const notice = '(2026)示0204执1号/enf-notice/-/1';
const boundary = 'a-boundary-of-the-tests';

/** A multipart body as a browser sends it. */
function form(
	fields: Readonly<Record<string, string>>,
	file?: { readonly name: string; readonly bytes: Uint8Array },
): Uint8Array<ArrayBuffer> {
	const parts = Object.entries(fields).map(([name, value]) =>
		Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
	);
	if (file)
		parts.push(
			Buffer.from(
				`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: application/pdf\r\n\r\n`,
			),
			Buffer.from(file.bytes),
			Buffer.from('\r\n'),
		);
	return Uint8Array.from(Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]));
}

describe('documents over HTTP', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
		await lockedCases(site, [{ court: 'dc', caseNumber: theCase, handler: 'li' }]);
	});
	afterAll(async () => {
		expect(site.unexpected).toEqual([]);
		await site.close();
	});

	const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
	const upload = (name: string, bytes: Uint8Array, as = 'li', lockId = lock): Promise<Answer> =>
		site.call('POST', 'documents', { as, raw: form({ lockId }, { name, bytes }), headers });
	const download = async (id: string, as: string): Promise<Response> =>
		fetch(`${site.base}/api/v1/documents/${id}`, { headers: { cookie: await site.cookie(as) } });
	const count = async (): Promise<number> => (await site.store.read.selectFrom('document').select('id').execute()).length;
	const id = encodeURIComponent;

	it('takes a file, shows it to its owner only, and gives it back as a download that no browser shows', async () => {
		const answer = await upload('（2026）示0204执异41号 裁定书.pdf', files.pdf!);
		expect(answer, answer.text).toMatchObject({ status: 201, body: { name: '（2026）示0204执异41号 裁定书.pdf', kind: 'pdf' } });
		const draft = answer.body.id as string;
		expect((await download(draft, 'chief')).status).toBe(404);
		const given = await download(draft, 'li');
		expect(given.status).toBe(200);
		expect(given.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${id('（2026）示0204执异41号 裁定书.pdf')}`);
		expect(given.headers.get('content-type')).toBe('application/octet-stream');
		expect(given.headers.get('x-content-type-options')).toBe('nosniff');
		expect(given.headers.get('cache-control')).toBe('no-store');
		expect(
			createHash('sha256')
				.update(Buffer.from(await given.arrayBuffer()))
				.digest('hex'),
		).toBe(answer.body.sha256);
		expect(await site.call('DELETE', `documents/${draft}`, { as: 'chief' })).toMatchObject({ status: 404 });
		expect(await site.call('DELETE', `documents/${draft}`, { as: 'li' })).toMatchObject({ status: 204 });
		expect((await download(draft, 'li')).status).toBe(404);
		expect(await count()).toBe(0);
	});

	it('refuses what is no document, and keeps nothing of it', async () => {
		expect(await upload('裁定书.pdf', refusedFiles['an executable']!)).toMatchObject({ status: 422, body: { code: 'unknown-kind' } });
		expect(await upload('空.pdf', new Uint8Array())).toMatchObject({ status: 422, body: { code: 'empty-document' } });
		expect(await upload('大.pdf', pdf(11 * 1024 * 1024))).toMatchObject({
			status: 422,
			body: { code: 'document-too-large', title: '「大.pdf」为 11.0 MB，每个附件不得超过 10 MB' },
		});
		expect(await upload('很大.pdf', pdf(13 * 1024 * 1024))).toMatchObject({ status: 413, body: { title: '请求正文超过 12 MB' } });
		expect(await site.call('POST', 'documents', { as: 'li', raw: form({ lockId: lock }), headers })).toMatchObject({ status: 400 });
		expect(await site.call('POST', 'documents', { as: 'li', raw: form({ lockId: lock, file: '不是文件' }), headers })).toMatchObject({
			status: 400,
		});
		expect(await site.call('POST', 'documents', { as: 'li', raw: form({}).slice(0, 9), headers })).toMatchObject({ status: 400 });
		expect(await count()).toBe(0);
	});

	it('takes two uploads at once, one of which has a path in its name', async () => {
		const answers = await Promise.all([upload('一.pdf', pdf(300, '1')), upload('..\\..\\二.ofd', files.ofd!)]);
		expect(answers.map(({ status, body }) => `${status} ${String(body.name)}`).sort()).toEqual(['201 一.pdf', '201 二.ofd']);
	});

	it('tells nobody of a case that he may not read, and lets nobody in without a sign-in', async () => {
		expect(await upload('一.pdf', files.pdf!, 'wang')).toMatchObject({ status: 404 });
		expect(await upload('一.pdf', files.pdf!, 'approver')).toMatchObject({ status: 403 });
		expect(await upload('一.pdf', files.pdf!, 'li', 'x-L1')).toMatchObject({ status: 404 });
		expect(await site.call('POST', 'documents', { key: 'gy', raw: form({ lockId: lock }), headers })).toMatchObject({ status: 401 });
		expect(await site.call('GET', 'documents/x')).toMatchObject({ status: 401 });
		const foreign = { ...headers, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
		const raw = form({ lockId: lock }, { name: '三.pdf', bytes: pdf(300, '3') });
		expect(await site.call('POST', 'documents', { as: 'li', raw, headers: foreign })).toMatchObject({ status: 403 });
		expect(await count()).toBe(2);
	});

	it('goes with the request: everybody on the route reads it, nobody takes it away', async () => {
		const body = { reason: '延误', plan: '补办', newDueOn: { [notice]: '2026-03-20' } };
		expect(await site.call('POST', `locks/${id(lock)}/requests`, { as: 'li', body })).toMatchObject({ status: 201 });
		const page = (await site.call('GET', `unlock-requests/${id(`${lock}-R1`)}`, { as: 'approver' })).body;
		const documents = page.documents as readonly { id: string; name: string; filed: boolean }[];
		expect(documents.map(({ name, filed }) => [name, filed]).sort()).toEqual([
			['一.pdf', true],
			['二.ofd', true],
		]);
		for (const as of ['li', 'chief', 'approver', 'higher']) expect((await download(documents[0]!.id, as)).status, as).toBe(200);
		for (const as of ['wang', 'xl-handler', 'admin']) expect((await download(documents[0]!.id, as)).status, as).toBe(404);
		expect((await fetch(`${site.base}/api/v1/documents/${documents[0]!.id}`)).status).toBe(401);
		for (const as of ['li', 'chief'])
			expect(await site.call('DELETE', `documents/${documents[0]!.id}`, { as })).toMatchObject({ status: 409 });
		expect(await count()).toBe(2);
	});
});
