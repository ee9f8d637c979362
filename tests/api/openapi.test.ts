import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from '../support/site.ts';

type Document = {
	readonly openapi: string;
	readonly info: { readonly title: string; readonly version: string };
	readonly paths: Readonly<
		Record<
			string,
			Readonly<
				Record<
					string,
					{
						readonly summary?: string;
						readonly responses: Readonly<Record<string, unknown>>;
						readonly parameters?: readonly { name: string; in: string }[];
					}
				>
			>
		>
	>;
	readonly components: { readonly securitySchemes: object; readonly schemas: Readonly<Record<string, unknown>> };
};

/** Every address of contract §7, and those of period changes, rules and calendar (server/decisions/0004). */
const addresses = [
	...['POST /events', 'GET /event-types', 'GET /directory', 'PUT /directory'],
	...['GET /quarantine', 'POST /quarantine/{id}/retry', 'POST /quarantine/{id}/dismissal', 'GET /gate'],
	...['GET /cases', 'GET /cases/{id}', 'GET /cases/{id}/events', 'GET /cases/{id}/nodes', 'GET /nodes', 'GET /nodes/{id}/explanation'],
	...['GET /locks', 'GET /locks/{id}', 'POST /locks/{id}/requests', 'POST /locks/{id}/confirmation', 'POST /locks/{id}/review'],
	...['GET /unlock-requests', 'GET /unlock-requests/{id}', 'POST /unlock-requests/{id}/decisions', 'POST /unlock-requests/{id}/withdrawal'],
	...['GET /locks/{id}/route', 'GET /unlock-requests/{id}/moves', 'POST /unlock-requests/decisions'],
	...['POST /unlock-requests/{id}/reassignment', 'POST /unlock-requests/{id}/recusal', 'POST /unlock-requests/{id}/urging'],
	...['GET /absences', 'POST /absences', 'POST /absences/{id}/end'],
	...['GET /publications', 'POST /publications', 'GET /publications/{id}', 'GET /publications/{id}.docx'],
	...['GET /indicators', 'GET /indicators/{code}/cases'],
	...['POST /publications/bulletins', 'GET /publications/{id}.xlsx', 'GET /publications/{id}.html', 'GET /publications/{id}.pdf'],
	...['GET /publications/{id}/check', 'GET /publications/{id}/diff', 'GET /publications/{id}/receipts', 'POST /publications/{id}/receipts'],
	...['POST /publications/{id}/corrections', 'GET /publication-drafts', 'GET /publication-runs', 'GET /publication-drafts/{id}'],
	...['PUT /publication-drafts/{id}/slots', 'POST /publication-drafts/{id}/review', 'POST /publication-drafts/{id}/return'],
	...['POST /publication-drafts/{id}/drop', 'POST /publication-drafts/{id}/issue'],
	...['GET /targets', 'PUT /targets', 'PUT /targets/switch', 'GET /quotas', 'PUT /quotas', 'GET /measure-entries', 'PUT /measure-entries'],
	...['GET /campaigns', 'PUT /campaigns', 'GET /campaigns/{id}', 'POST /campaigns/{id}/stop'],
	...['GET /rectifications', 'POST /rectifications', 'POST /rectifications/{id}/moves'],
	...['GET /lobby/{court}', 'PUT /lobby/{court}', 'PUT /lobby/{court}/texts', 'DELETE /lobby/{court}/texts/{kind}'],
	...['POST /lobby/{court}/notices', 'DELETE /lobby/{court}/notices/{id}'],
	...['GET /cycles', 'GET /cycles.csv', 'GET /demands/{court}', 'PUT /demands/{court}'],
	...['GET /duty/{court}', 'POST /duty/{court}/shifts', 'POST /duty/{court}/copied-weeks', 'POST /duty/{court}/notes'],
	...['GET /playback/{court}', 'GET /playback/{court}/minutes'],
	...['DELETE /duty-shifts/{id}', 'POST /duty-shifts/{id}/sign-in', 'POST /handover-notes/{id}/settlement'],
	...['POST /sign-in', 'DELETE /sign-in', 'GET /clock', 'GET /rulebook'],
	...['GET /period-grounds', 'GET /period-requests', 'GET /period-requests/{id}', 'POST /cases/{id}/period-requests'],
	...['POST /period-requests/{id}/decisions', 'POST /period-requests/{id}/withdrawal', 'POST /cases/{id}/exclusions/{exclusionId}/end'],
	...['POST /documents', 'GET /documents/{id}', 'DELETE /documents/{id}'],
	...['GET /phrases', 'POST /phrases', 'POST /phrases/{id}/move', 'DELETE /phrases/{id}'],
	...['GET /supervised-cases', 'GET /hidden-overdue', 'GET /deductions'],
	...['GET /long-pending', 'GET /long-pending/monthly', 'GET /long-pending/monthly.csv'],
	...['POST /long-pending/{id}/receipt', 'POST /long-pending/{id}/plan', 'POST /long-pending/{id}/reviews'],
	...['GET /silent-cases', 'GET /overtaken-cases', 'GET /sealed-immovables', 'GET /sealed-immovables.csv'],
	...['GET /orders', 'POST /orders', 'GET /orders/{id}', 'POST /orders/{id}/moves'],
	...['GET /notices', 'POST /notices/signatures', 'POST /notices/{id}/signature', 'POST /notices/{id}/answers'],
	...['GET /silences', 'POST /cases/{id}/silences', 'POST /silences/{id}/end', 'GET /weekly', 'POST /weekly-reviews'],
	...['GET /supervisor-posts', 'POST /supervisor-posts', 'POST /supervisor-posts/{id}/end'],
	...['GET /rulebook/layers', 'GET /rulebook/diff', 'POST /rulebook/layers/{court}/preview', 'PUT /rulebook/layers/{court}'],
	...['POST /rulebook/back-test', 'POST /clock/confirmation'],
	...['GET /lock-register', 'GET /lock-statistics', 'POST /locks'],
	...['POST /screen-pairings', 'GET /screen-pairings', 'POST /screen-pairings/{id}/collection', 'POST /screen-pairings/approval'],
	...['POST /screen-pairings/{id}/refusal', 'POST /screen/picture', 'GET /screens', 'GET /screens/{id}', 'PATCH /screens/{id}'],
	...['POST /screens/{id}/revocation', 'POST /screens/{id}/commands', 'POST /screens/{id}/override', 'DELETE /screens/{id}/override'],
	...['POST /screens/{id}/message', 'DELETE /screens/{id}/message', 'GET /screens/{id}/log', 'GET /screens/{id}/picture'],
	'POST /screen-batches',
	...['scenes', 'playlists'].flatMap((path) => [`GET /${path}`, `GET /${path}/{id}`, `GET /${path}/{id}/versions`]),
	...['scenes', 'playlists'].flatMap((path) => [`PUT /${path}/{id}`, `DELETE /${path}/{id}`]),
	...['GET /webhooks', 'POST /webhooks', 'POST /webhooks/{id}/suspension'],
	...['GET /webhooks/{id}/deliveries', 'POST /webhooks/{id}/deliveries/{seq}/resend'],
	...['GET /calendar', 'POST /calendar', 'POST /calendar/preview', 'GET /calendar/sources', 'GET /calendar/sources/{seq}/moved'],
];

describe('the OpenAPI document', () => {
	let site: Site;
	let document: Document;
	let routes: readonly string[];
	beforeAll(async () => {
		site = await openSite();
		document = (await site.call('GET', 'openapi.json')).body as unknown as Document;
		routes = Object.entries(document.paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
		);
	});
	afterAll(() => site.close());

	it('is OpenAPI 3.1 and resolves every reference', () => {
		expect(document.openapi).toMatch(/^3\.1\.\d+$/);
		expect(document.info.title).toBeTruthy();
		expect(document.info.version).toMatch(/^\d+\.\d+\.\d+/);
		const text = JSON.stringify(document);
		const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1]!);
		expect(references.length).toBeGreaterThan(5);
		for (const reference of references) {
			let at: unknown = document;
			for (const part of reference.split('/')) at = (at as Record<string, unknown>)[part];
			expect(at, reference).toBeDefined();
		}
		expect(text).not.toContain('"nullable"');
	});

	it('lists every address of the contract and no other', () => {
		expect([...routes].sort()).toEqual([...addresses].sort());
	});

	it('describes every address: a summary, answers, and each name in the path', () => {
		for (const [path, methods] of Object.entries(document.paths))
			for (const [method, operation] of Object.entries(methods)) {
				const what = `${method} ${path}`;
				expect(operation.summary, what).toMatch(/[\u4e00-\u9fff]/);
				expect(
					Object.keys(operation.responses).some((status) => status.startsWith('2')),
					what,
				).toBe(true);
				for (const [, name] of path.matchAll(/\{(\w+)\}/g))
					expect(
						operation.parameters?.some((parameter) => parameter.in === 'path' && parameter.name === name),
						what,
					).toBe(true);
			}
	});

	it('has a readable page that loads nothing from elsewhere', async () => {
		const page = await site.call('GET', '/api/docs');
		expect(page.status).toBe(200);
		expect(page.type).toContain('text/html');
		expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(page.text).not.toMatch(/(src|href)="https?:/);
	});

	const changing = (): readonly (readonly [string, string])[] =>
		routes.filter((route) => !route.startsWith('GET ')).map((route) => route.replaceAll(/\{\w+\}/g, '1').split(' ') as [string, string]);
	const ours = (): readonly Record<string, string>[] => [
		{},
		{ origin: `http://${host()}`, 'sec-fetch-site': 'same-origin' },
		{ 'sec-fetch-site': 'none' },
	];
	const host = (): string => new URL(site.base).host;
	const ask = (method: string, path: string, headers: Record<string, string>) =>
		site.call(method, path.slice(1), { as: 'admin', key: 'gy', body: {}, headers });

	it('every changing route refuses pages of other sites', async () => {
		expect(changing().length).toBeGreaterThan(10);
		const foreign: readonly Record<string, string>[] = [
			{ origin: 'https://evil.example' },
			{ origin: 'null' },
			{ origin: `http://evil.${host()}` },
			{ origin: `http://${host()}.evil.example` },
			{ origin: 'http://127.0.0.1:1' },
			{ 'sec-fetch-site': 'cross-site' },
			{ 'sec-fetch-site': 'same-site' },
			{ 'sec-fetch-site': 'cross-site', origin: `http://${host()}` },
		];
		for (const [method, path] of changing())
			for (const headers of foreign) {
				const answer = await ask(method, path, headers);
				expect(answer, `${method} ${path} ${JSON.stringify(headers)}`).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
			}
	});

	it('every changing route lets our own pages and programs through to its own checks', async () => {
		for (const [method, path] of changing())
			for (const headers of ours()) {
				const answer = await ask(method, path, headers);
				expect(answer.body.code, `${method} ${path}`).not.toBe('foreign-origin');
				expect(answer.status, `${method} ${path}`).toBeLessThan(500);
			}
	});

	it('lets no other site read: no CORS headers, no answer to a preflight', async () => {
		const answer = await site.call('GET', 'cases', { as: 'li', headers: { origin: 'https://evil.example' } });
		expect(answer.headers.get('access-control-allow-origin')).toBeNull();
		const preflight = await site.call('OPTIONS', 'events', {
			headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
		});
		expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
		expect(site.unexpected).toEqual([]);
	});
});
