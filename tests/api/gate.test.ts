import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { courts, theCase } from '../support/world.ts';
import { lockedCases, openSite, type Site } from '../support/site.ts';

const key = '(2026)示0204执1号';
const lockId = `${key}-L1`;
const notice = `${key}/enf-notice/-/1`;
const the = [{ court: 'dc', caseNumber: theCase, handler: 'li' }];

interface Gate {
	readonly allowed: boolean;
	readonly reason: string;
	readonly opens?: string;
	readonly lock?: {
		readonly id: string;
		readonly soft: boolean;
		readonly request?: Record<string, unknown>;
		readonly nodes: readonly object[];
	};
	readonly actions: readonly { readonly action: string; readonly allowed: boolean; readonly reason: string }[];
}

describe('the gate', () => {
	let site: Site;
	beforeEach(async () => {
		site = await openSite();
	});
	afterEach(async () => {
		expect(site.unexpected).toEqual([]);
		await site.close();
	});

	const ask = (query: string, as = 'li') => site.call('GET', `gate?caseNumber=${encodeURIComponent(theCase)}&${query}`, { as });
	const gate = async (query: string, as = 'li') => (await ask(query, as)).body as unknown as Gate;
	const post = (path: string, body: object, as = 'li') => site.call('POST', path, { as, body });
	const file = () => post(`locks/${lockId}/requests`, { reason: '签批延误', plan: '三日内发出', newDueOn: { [notice]: '2026-03-20' } });

	it('is open before the lock and says so', async () => {
		await site.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
		expect(await gate('action=notice-issued')).toEqual({
			allowed: true,
			reason: '案件未被锁死，可以办理“发出执行通知书”。',
			actions: [{ action: 'notice-issued', name: '发出执行通知书', allowed: true, reason: '案件未被锁死，可以办理“发出执行通知书”。' }],
		});
	});

	it('names what blocks, since when, who decides, and what would open it', async () => {
		await lockedCases(site, the);
		const answer = await gate('action=track-set');
		expect(answer).toMatchObject({
			allowed: false,
			opens: '请承办人提出解锁申请，经示范市中级人民法院解锁审批人同意解锁后方可办理',
			lock: {
				...{
					id: lockId,
					state: 'active',
					stateName: '已锁死',
					soft: false,
					decider: '示范市中级人民法院',
					lockedAt: '2026-03-12T23:30:00.000Z',
				},
				nodes: [{ nodeId: notice, nodeName: '发出执行通知书', dueOn: '2026-03-12', overdueDays: 1, soft: false }],
			},
		});
		expect(answer.reason).toBe(
			'案件因“发出执行通知书”超期1天，已于2026年3月13日07:30锁死，“繁简分流”暂不能办理。请承办人提出解锁申请，经示范市中级人民法院解锁审批人同意解锁后方可办理。',
		);
		expect((await gate('action=money-paid')).reason).toContain('“案款发放”属于保护性事项，不受锁死限制，可以办理');
		expect((await gate('action=price-fixed')).reason).toContain('“参考价确定”属于事实登记，不受锁死限制，可以办理');
	});

	it('follows the request: whose turn, until when; returned; refused', async () => {
		await lockedCases(site, the);
		expect((await file()).status).toBe(201);
		const first = await gate('action=track-set');
		expect(first.lock!.request).toMatchObject({ phase: 'endorsing', step: 1, steps: 2, courtName: '东川县人民法院', roleName: '执行局长' });
		expect(first.opens).toBe(
			'解锁申请正由东川县人民法院执行局长办理（第1步，共2步），办理期限至2026年3月16日，经示范市中级人民法院解锁审批人同意后方可办理',
		);
		const decide = (step: number, verdict: string, as: string) =>
			post(`unlock-requests/${lockId}-R1/decisions`, { step, verdict, opinion: '意见' }, as);
		expect((await decide(0, 'return', 'chief')).status).toBe(200);
		expect((await gate('action=track-set')).opens).toContain('解锁申请已退回补正');
		await file();
		await decide(0, 'approve', 'chief');
		expect((await gate('action=track-set')).opens).toContain('示范市中级人民法院解锁审批人办理（第2步，共2步）');
		expect((await decide(1, 'refuse', 'approver')).status).toBe(200);
		expect((await gate('action=track-set')).opens).toContain('未获同意，可以再次申请');
	});

	it('answers several actions at once: allowed only where all of them are', async () => {
		await lockedCases(site, the);
		const several = await gate('actions=track-set,money-paid,%20notice-issued');
		expect(several.allowed).toBe(false);
		expect(several.actions.map((item) => [item.action, item.allowed])).toEqual([
			['track-set', false],
			['money-paid', true],
			['notice-issued', false],
		]);
		expect((await gate('actions=money-paid,seal-renewed')).allowed).toBe(true);
	});

	it('lets the late node of a soft lock be finished, by subject where it is asked', async () => {
		await putDirectory(site.app.context, { courts: [{ ...courts[2], settings: { softLocks: ['*'] } }] });
		await lockedCases(site, the);
		const notices = await gate('action=notice-issued');
		expect(notices).toMatchObject({ allowed: true, lock: { soft: true } });
		expect(notices.reason).toContain('用于办结超期节点，柔性锁死期间可以办理，全部办结后自动解锁');
		const other = await gate('action=track-set');
		expect(other.allowed).toBe(false);
		expect(other.opens).toContain('也可以先办结超期节点（发出执行通知书），全部办结后自动解锁');
		expect((await site.send([{ type: 'notice-issued', occurredAt: '2026-03-13' }])).accepted).toBe(1);
		expect(await gate('action=track-set')).toMatchObject({ allowed: true });
	});

	it('a held event names the same as the gate', async () => {
		await lockedCases(site, the);
		const { results } = await site.send([
			{ type: 'track-set', occurredAt: '2026-03-13', data: { track: 'simple' } },
			{ type: 'money-arrived', occurredAt: '2026-03-13', data: { receiptId: 'r1', amountFen: 5 } },
		]);
		const { reason, opens, lock } = await gate('action=track-set');
		expect(results[0]).toEqual({
			...{ id: results[0]!.id, status: 'locked', lockId, opens, lock },
			detail: `${reason}事件已留存，解锁后按原日期补记。`,
		});
		expect(results[1]).toEqual({ id: results[1]!.id, status: 'accepted' });
	});

	it('says clearly what it cannot answer', async () => {
		await lockedCases(site, the);
		const bad = async (query: string, as = 'li') => {
			const { status, body } = await site.call('GET', `gate?${query}`, { as });
			return [status, body.code, body.title];
		};
		const no = `caseNumber=${encodeURIComponent(theCase)}`;
		expect(await bad('caseNumber=abc&action=track-set')).toEqual([400, 'bad-case-number', '案号无法识别：abc']);
		expect(await bad(`${no}&action=no-such`)).toEqual([400, 'unknown-type', '没有这种事件类型：no-such']);
		expect(await bad(`${no}&actions=track-set,node-overdue,x`)).toEqual([400, 'unknown-type', '没有这种事件类型：node-overdue、x']);
		expect(await bad(no)).toEqual([400, 'action-missing', '请写明要办理的事项（action 或者 actions）']);
		const many = Array.from({ length: 101 }, (_, index) => `a${index}`).join(',');
		expect(await bad(`${no}&actions=${many}`)).toEqual([400, 'too-many', '一次最多问 100 项']);
		const unknown = `caseNumber=${encodeURIComponent('（2026）示0204执99号')}&action=track-set`;
		expect(await bad(unknown)).toEqual([404, 'not-found', '没有该案件，或无权查看']);
		expect(await bad(`${no}&action=track-set`, 'xl-handler')).toEqual([404, 'not-found', '没有该案件，或无权查看']);
		expect((await site.call('GET', `gate?${no}&action=track-set`, { key: 'xl' })).status).toBe(404);
		expect((await site.call('GET', `gate?${no}&action=track-set`, { key: 'dc' })).status).toBe(200);
		expect((await site.call('GET', `gate?${no}&action=track-set`)).status).toBe(401);
	});
});
