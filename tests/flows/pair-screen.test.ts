import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	approvePairing,
	askPairing,
	codeLivesMs,
	codeSigns,
	collectPairing,
	deviceOfCode,
	refusePairing,
	waitingDevices,
	type Offer,
} from '../../server/flows/pair-screen.ts';
import { changeScreen, revokeScreen, type ScreenInput } from '../../server/flows/screen-record.ts';
import { Tries } from '../../server/flows/tries.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { sha256 } from '../../server/store/hash.ts';
import { screens } from '../../server/store/screens.ts';
import { newDevice, scriptedParts, type ScriptedParts } from '../support/devices.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const duty = person('li', 'duty-officer', 'zy', 'subtree');
const ofDc = person('op', 'duty-officer', 'dc');
const handler = person('h', 'handler', 'dc', 'self');
const input = { ...newDevice, settings: { playlist: 'standard' } } as ScreenInput;
const info = { address: '10.0.0.5', width: 3840, height: 2160, userAgent: 'Chromium' };

describe.each(engines)('pairing on %s', (engine) => {
	let world: World;
	let parts: ScriptedParts;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		parts = scriptedParts(world.context);
	});
	afterEach(() => world.close());

	async function ask(from = info): Promise<Offer> {
		const asked = await askPairing(world.context, parts, from);
		if (!asked.ok) throw new Error(asked.message);
		return asked.offer;
	}
	const approve = (code: string, as: Parameters<typeof approvePairing>[5] = { device: input }, who = duty) =>
		approvePairing(world.context, parts, who, actorOf(who), code, as);
	const take = ({ id, secret }: Offer) => collectPairing(world.context, parts, id, secret, '10.0.0.5');
	const opens = (token: string) => screens.read(world.store.read, sha256(token));
	async function paired(): Promise<{ readonly id: string; readonly token: string }> {
		const offer = await ask();
		const approved = await approve(offer.code);
		const answer = await take(offer);
		if (!approved.ok || answer?.state !== 'paired') throw new Error('not paired');
		return { id: approved.id, token: answer.token };
	}
	const audited = async () =>
		(await world.store.read.selectFrom('audit').select(['action', 'object', 'result']).orderBy('seq').execute()).filter((line) =>
			line.action.startsWith('screen.'),
		);

	it('gives the token once, bound to the record that was approved', async () => {
		const offer = await ask();
		expect(offer.code).toMatch(new RegExp(`^[${codeSigns}]{8}$`));
		expect(await take(offer)).toEqual({ state: 'waiting' });
		const approved = await approve(`${offer.code.slice(0, 4).toLowerCase()} ${offer.code.slice(4)}`);
		if (!approved.ok) throw new Error(approved.message);
		expect(await screens.record(world.store.read, approved.id)).toMatchObject({
			state: 'waiting',
			name: '三楼指挥大厅',
			groups: ['指挥中心'],
		});
		const answer = await take(offer);
		expect(answer).toMatchObject({ state: 'paired', screen: approved.id });
		expect(await opens((answer as { token: string }).token)).toMatchObject({ id: approved.id, court: 'zy', ceiling: 'internal' });
		expect(await take(offer)).toEqual({ state: 'expired' });
		expect(await audited()).toEqual([
			{ action: 'screen.approve', object: approved.id, result: 'ok' },
			{ action: 'screen.collect', object: approved.id, result: 'ok' },
		]);
		expect(await verifyAudit(world.store.read)).toBeUndefined();
	});

	it('gives one token to two who ask at the same moment', async () => {
		const offer = await ask();
		expect((await approve(offer.code)).ok).toBe(true);
		const answers = await Promise.all([take(offer), take(offer), take(offer)]);
		expect(answers.filter((answer) => answer?.state === 'paired')).toHaveLength(1);
	});

	it('keeps neither code nor secret nor token in the clear', async () => {
		const offer = await ask();
		await approve(offer.code);
		const answer = (await take(offer)) as { token: string };
		const rows = [
			...(await world.store.read.selectFrom('screen_pairing').selectAll().execute()),
			...(await world.store.read.selectFrom('screen').selectAll().execute()),
			...(await world.store.read.selectFrom('screen_log').selectAll().execute()),
		];
		for (const secret of [offer.code, offer.secret, answer.token]) expect(JSON.stringify(rows)).not.toContain(secret);
	});

	it('lets nobody collect with a wrong secret or another pairing’s', async () => {
		const [mine, other] = [await ask(), await ask()];
		await approve(mine.code);
		expect(await take({ ...mine, secret: other.secret })).toBeUndefined();
		expect(await take({ ...mine, id: 'none' })).toBeUndefined();
		expect(await take(mine)).toMatchObject({ state: 'paired' });
	});

	it('a code holds for ten minutes of real time, and an approval for as long', async () => {
		const late = await ask();
		parts.nowMs += codeLivesMs - 1;
		expect(await take(late)).toEqual({ state: 'waiting' });
		parts.nowMs += 1;
		expect(await take(late)).toEqual({ state: 'expired' });
		expect(await approve(late.code)).toMatchObject({ ok: false, code: 'wrong-code' });
		const slow = await ask();
		parts.nowMs += codeLivesMs - 1000;
		expect(await approve(slow.code)).toMatchObject({ ok: true });
		parts.nowMs += codeLivesMs - 1;
		const neverCollected = await ask();
		expect((await take(slow))?.state).toBe('paired');
		expect(await approve(neverCollected.code)).toMatchObject({ ok: true });
		parts.nowMs += codeLivesMs;
		expect(await take(neverCollected)).toEqual({ state: 'expired' });
	});

	it('does not ask court time: a code does not age with a fast clock', async () => {
		const offer = await ask();
		world.at('2026-03-20');
		expect(await approve(offer.code)).toMatchObject({ ok: true });
	});

	it('limits wrong codes to five a minute and account; right ones do not count', async () => {
		for (let round = 0; round < 8; round += 1) expect((await deviceOfCode(world.context, parts, duty, (await ask()).code)).ok).toBe(true);
		const tried = await Promise.all(Array.from({ length: 20 }, (_, index) => approve(`AAAA${String(index).padStart(4, '3')}`)));
		expect(tried.filter((outcome) => !outcome.ok && outcome.code === 'wrong-code')).toHaveLength(5);
		expect(tried.filter((outcome) => !outcome.ok && outcome.code === 'too-many-tries')).toHaveLength(15);
		const offer = await ask();
		expect(await approve(offer.code)).toMatchObject({ code: 'too-many-tries' });
		expect(await deviceOfCode(world.context, parts, duty, offer.code)).toMatchObject({ code: 'too-many-tries' });
		expect(await approve(offer.code, { device: { ...input, court: 'dc' } }, ofDc)).toMatchObject({ ok: true });
		parts.nowMs += 60_001;
		expect(await approve((await ask()).code)).toMatchObject({ ok: true });
	});

	it('limits how many wait, in all and from one address, and how often an address asks', async () => {
		for (let index = 0; index < 24; index += 1) await ask();
		expect(await askPairing(world.context, parts, info)).toMatchObject({ ok: false, code: 'too-many-waiting' });
		for (let index = 0; index < 24; index += 1) await ask({ ...info, address: `10.0.1.${index}` });
		expect(await askPairing(world.context, parts, { ...info, address: '10.9.9.9' })).toMatchObject({ code: 'too-many-waiting' });
		parts.nowMs += codeLivesMs;
		expect(await waitingDevices(world.context, parts, duty)).toEqual([]);
		for (let index = 0; index < 30; index += 1) {
			const offer = await ask({ ...info, address: '10.0.0.7' });
			await refusePairing(world.context, parts, duty, actorOf(duty), offer.id);
		}
		expect(await askPairing(world.context, parts, { ...info, address: '10.0.0.7' })).toMatchObject({ code: 'too-many-asks' });
	});

	it('forgets old pairings', async () => {
		await ask();
		parts.nowMs += 2 * 60 * 60_000;
		await ask();
		expect(await world.store.read.selectFrom('screen_pairing').selectAll().execute()).toHaveLength(1);
	});

	it('lists who waits with address, resolution and time, and never the code', async () => {
		const offer = await ask();
		const waiting = await waitingDevices(world.context, parts, duty);
		expect(waiting).toMatchObject([{ id: offer.id, info, askedAtMs: parts.nowMs }]);
		expect(JSON.stringify(waiting)).not.toContain(offer.code);
		expect(await waitingDevices(world.context, parts, handler)).toEqual([]);
		expect(await deviceOfCode(world.context, parts, handler, offer.code)).toMatchObject({ code: 'forbidden' });
	});

	it('refuses a device, who then hears of it, and nobody can approve it any more', async () => {
		const offer = await ask();
		expect(await refusePairing(world.context, parts, handler, actorOf(handler), offer.id)).toMatchObject({ code: 'forbidden' });
		expect(await refusePairing(world.context, parts, duty, actorOf(duty), offer.id)).toMatchObject({ ok: true });
		expect(await take(offer)).toEqual({ state: 'refused' });
		expect(await approve(offer.code)).toMatchObject({ code: 'wrong-code' });
		expect(await refusePairing(world.context, parts, duty, actorOf(duty), offer.id)).toMatchObject({ code: 'not-found' });
		expect((await audited()).map(({ action, result }) => `${action} ${result}`)).toEqual([
			'screen.refuse forbidden',
			'screen.refuse ok',
			'screen.approve wrong-code',
			'screen.refuse not-found',
		]);
	});

	it('gives an existing record to a device set up anew: the old token dies at that moment', async () => {
		const { id, token } = await paired();
		const again = await ask();
		expect(await approve(again.code, { record: id })).toEqual({ ok: true, id });
		expect(await opens(token)).toBeUndefined();
		const answer = (await take(again)) as { state: string; screen: string; token: string };
		expect(answer).toMatchObject({ state: 'paired', screen: id });
		expect(answer.token).not.toBe(token);
		expect(await opens(answer.token)).toMatchObject({ id, name: '三楼指挥大厅' });
		expect(await opens(token)).toBeUndefined();
	});

	it('of two devices approved for one record only the later gets the token', async () => {
		const { id } = await paired();
		const [first, second] = [await ask(), await ask()];
		await approve(first.code, { record: id });
		await approve(second.code, { record: id });
		expect(await take(first)).toEqual({ state: 'refused' });
		expect(await take(second)).toMatchObject({ state: 'paired' });
	});

	it('a revoked screen opens nothing until it is paired again; a device approved before does not come in', async () => {
		const { id, token } = await paired();
		const waiting = await ask();
		await approve(waiting.code, { record: id });
		expect(await revokeScreen(world.context, parts, duty, actorOf(duty), id)).toEqual({ ok: true, id });
		expect(await take(waiting)).toEqual({ state: 'refused' });
		expect(await opens(token)).toBeUndefined();
		expect(await revokeScreen(world.context, parts, duty, actorOf(duty), id)).toMatchObject({ code: 'revoked-already' });
		const again = await ask();
		expect(await approve(again.code, { record: id })).toMatchObject({ ok: true });
		expect(await screens.record(world.store.read, id)).toMatchObject({ state: 'waiting' });
		const answer = (await take(again)) as { token: string };
		expect(await opens(answer.token)).toMatchObject({ id });
		expect((await screens.record(world.store.read, id))!.revokedAt).toBeUndefined();
	});

	it('a screen that has not collected its token opens nothing with any token', async () => {
		const { id, token } = await paired();
		await world.store.write(({ db }) => screens.change(db, id, { state: 'waiting' }));
		expect(await opens(token)).toBeUndefined();
	});

	it.each([
		['a court out of reach', { court: 'gy' }, 'forbidden'],
		['no court', { court: 'nowhere' }, 'forbidden'],
		['no name', { name: ' \n ' }, 'name-missing'],
		['a long name', { name: '屏'.repeat(41) }, 'name-too-long'],
		['a lobby that is not public', { purpose: 'lobby' }, 'lobby-is-public'],
		['a public screen with persons', { ceiling: 'public' }, 'persons-in-public'],
		['an unknown playlist', { settings: { playlist: 'nothing' } }, 'unknown-playlist'],
		['an unknown scene', { settings: { playlist: 'scene:nothing' } }, 'unknown-playlist'],
	])('refuses %s without spending the code', async (_what, change, code) => {
		const offer = await ask();
		const refused = await approve(offer.code, { device: { ...input, ...change } as ScreenInput });
		expect(refused).toMatchObject({ ok: false, code });
		expect((refused as { message: string }).message).toMatch(/[\u4e00-\u9fff]/);
		expect(await screens.records(world.store.read)).toEqual([]);
		expect(await approve(offer.code)).toMatchObject({ ok: true });
	});

	it('takes no record of a court out of reach', async () => {
		const { id, token } = await paired();
		const offer = await ask();
		expect(await approve(offer.code, { record: id }, ofDc)).toMatchObject({ code: 'not-found' });
		expect(await opens(token)).toMatchObject({ id });
	});

	it('changes a record within reach only, with its audit', async () => {
		const { id } = await paired();
		const change = (who: typeof duty, what: Partial<ScreenInput>) => changeScreen(world.context, parts, who, actorOf(who), id, what);
		expect(await change(ofDc, { name: '别处' })).toMatchObject({ code: 'not-found' });
		expect(await change(duty, { court: 'gy' })).toMatchObject({ code: 'forbidden' });
		expect(await change(duty, { ceiling: 'public', purpose: 'lobby' })).toMatchObject({ ok: true });
		expect(await change(duty, { ceiling: 'internal' })).toMatchObject({ code: 'lobby-is-public' });
		expect(await change(duty, { court: 'xl', place: '大厅', groups: ['甲', '甲 ', ''] })).toMatchObject({ ok: true });
		expect(await screens.record(world.store.read, id)).toMatchObject({ court: 'xl', place: '大厅', groups: ['甲'], ceiling: 'public' });
		expect((await audited()).slice(2).map(({ action, result }) => `${action} ${result}`)).toEqual([
			'screen.change not-found',
			'screen.change forbidden',
			'screen.change ok',
			'screen.change lobby-is-public',
			'screen.change ok',
		]);
	});
});

describe('tries', () => {
	it('are bounded in memory, and come back one by one', () => {
		const tries = new Tries(2, 1000);
		expect([tries.take('a', 0), tries.take('a', 500), tries.take('a', 900)]).toEqual([true, true, false]);
		expect([tries.take('a', 1000), tries.take('a', 1001), tries.take('a', 1500)]).toEqual([true, false, true]);
		for (let key = 0; key < 30_000; key += 1) expect(tries.take(`k${key}`, 2000)).toBe(true);
	});
});
