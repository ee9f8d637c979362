import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Principal } from '../core/access/may.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { sha256 } from '../store/hash.ts';
import type { Db } from '../store/schema.ts';
import { appendScreenLog } from '../store/screen-log.ts';
import { pairings, type PairingInfo, type PairingRow } from '../store/screen-pairings.ts';
import { screens } from '../store/screens.ts';
import type { Actor, FlowContext } from './context.ts';
import {
	auditScreen,
	checkVisitors,
	managedScreen,
	nameOfActor,
	noScreen,
	realTime,
	refuse,
	screenCourts,
	type ScreenOutcome,
	type ScreenParts,
} from './screen-parts.ts';
import { checkScreen, createScreen, type ScreenInput } from './screen-record.ts';
import { Tries } from './tries.ts';

/** Signs of a code: none that is taken for another across a hall (0/O, 1/I/L, 2/Z, 5/S, 6/G, 8/B, U/V). */
export const codeSigns = 'ACDEFHJKMNPQRTWXY3479';
const codeLength = 8;
/** How long a code holds, and how long an approved screen may take to collect its token: real time. */
export const codeLivesMs = 10 * 60_000;
const keptMs = 60 * 60_000;
const mostWaiting = 48;
const mostWaitingOfAddress = 24;

/** Codes that one account may get wrong in a minute. */
export const codeTries = (): Tries => new Tries(5, 60_000);
/** Requests to be paired from one address in a minute. */
export const pairingAsks = (): Tries => new Tries(30, 60_000);

/** A code as typed, in its plain form: full-width and small letters, blanks and dashes do not matter. */
export const plainCode = (typed: string): string =>
	typed
		.normalize('NFKC')
		.toUpperCase()
		.replaceAll(/[^A-Z0-9]/g, '');

const newCode = (): string => Array.from({ length: codeLength }, () => codeSigns[randomInt(codeSigns.length)]!).join('');
const newSecret = (prefix: string): string => `${prefix}_${randomBytes(24).toString('base64url')}`;
const timeOf = (ms: number): string => new Date(ms).toISOString();

/** A pairing offered to a device. */
export interface Offer {
	readonly id: string;
	readonly code: string;
	readonly secret: string;
	readonly expiresAt: string;
}

/** A device asks to be paired: it gets a code to show and a secret to collect its token with. */
export async function askPairing(
	context: FlowContext,
	parts: ScreenParts,
	info: PairingInfo,
): Promise<{ readonly ok: true; readonly offer: Offer } | Refusal> {
	const now = parts.realMs();
	if (!parts.asks.take(info.address, now)) return refuse('too-many-asks', '请求配对过于频繁，请稍后再试');
	return context.store.write(async ({ db }) => {
		await pairings.dropBefore(db, now - keptMs);
		const waiting = await pairings.waiting(db, now);
		const fromThere = waiting.filter((row) => row.info.address === info.address);
		if (waiting.length >= mostWaiting || fromThere.length >= mostWaitingOfAddress)
			return refuse('too-many-waiting', '等待配对的设备过多，请稍后再试');
		const offer = { id: randomUUID(), code: newCode(), secret: newSecret('pair'), expiresAt: timeOf(now + codeLivesMs) };
		await pairings.create(db, {
			...{ id: offer.id, codeHash: sha256(offer.code), secretHash: sha256(offer.secret) },
			...{ askedAtMs: now, expiresAtMs: now + codeLivesMs, info },
		});
		return { ok: true, offer };
	});
}

/** What a device is told that asks whether it has been paired. */
export type Collected =
	{ readonly state: 'waiting' | 'expired' | 'refused' } | { readonly state: 'paired'; readonly screen: string; readonly token: string };

/** The device asks how its pairing stands; once it is approved, its token is made here and given once. Undefined: no such pairing, or a wrong secret. */
export async function collectPairing(
	context: FlowContext,
	parts: ScreenParts,
	id: string,
	secret: string,
	address: string,
): Promise<Collected | undefined> {
	const seen = await pairings.read(context.store.read, id);
	if (!seen || seen.secretHash !== sha256(secret)) return undefined;
	if (seen.state !== 'approved') return standing(seen, parts.realMs());
	const collected = await context.store.write(async ({ db }): Promise<Collected> => {
		// Read again: two who ask at the same moment must not both be given a token.
		const row = (await pairings.read(db, id))!;
		if (row.state !== 'approved' || row.screen === undefined || row.expiresAtMs <= parts.realMs()) return standing(row, parts.realMs());
		const token = newSecret('scr');
		await screens.change(db, row.screen, { tokenHash: sha256(token), state: 'approved' });
		await pairings.move(db, id, { state: 'collected' });
		await appendScreenLog(db, [{ screen: row.screen, at: realTime(parts), kind: 'deed', detail: `设备已接入（${row.info.address}）` }]);
		const device = { id: `screen:${row.screen}`, role: '-', court: '-', address, requestId: randomUUID() };
		await auditScreen(context, db, device, { action: 'screen.collect', object: row.screen, result: 'ok' });
		return { state: 'paired', screen: row.screen, token };
	});
	if (collected.state === 'paired') parts.changed();
	return collected;
}

const standing = (row: PairingRow, nowMs: number): Collected =>
	row.state === 'refused'
		? { state: 'refused' }
		: row.state === 'waiting' && row.expiresAtMs > nowMs
			? { state: 'waiting' }
			: { state: 'expired' };

/** Whether a person manages any screens at all: only such a person sees who waits, and may try codes. */
export const managesAny = (context: FlowContext, who: Principal): boolean => screenCourts(context, who).length > 0;

const nobody = refuse('forbidden', '屏幕由系统管理员或指挥中心值班员管理');
const wrongCode = refuse('wrong-code', '没有设备正在显示这个配对码：请核对，或者等设备换出新的配对码');
const spent = refuse('too-many-tries', '配对码连续输错，请一分钟后再试');

/** Devices that wait; the code is not known, so nobody can approve one that is not seen. */
export async function waitingDevices(context: FlowContext, parts: ScreenParts, who: Principal): Promise<readonly PairingRow[]> {
	return managesAny(context, who) ? pairings.waiting(context.store.read, parts.realMs()) : [];
}

async function byCode(
	context: FlowContext,
	parts: ScreenParts,
	db: Db,
	who: Principal,
	typed: string,
): Promise<{ readonly ok: true; readonly row: PairingRow } | Refusal> {
	if (!managesAny(context, who)) return nobody;
	const now = parts.realMs();
	if (!parts.codeTries.take(who.accountId, now)) return spent;
	const hash = sha256(plainCode(typed));
	const row = (await pairings.waiting(db, now)).find((candidate) => candidate.codeHash === hash);
	if (!row) return wrongCode;
	parts.codeTries.giveBack(who.accountId);
	return { ok: true, row };
}

/** The device that shows a code. */
export const deviceOfCode = (context: FlowContext, parts: ScreenParts, who: Principal, code: string) =>
	byCode(context, parts, context.store.read, who, code);

/** What a device is approved as: a new record, or one that exists. */
export type ApprovedAs = { readonly record: string } | { readonly device: ScreenInput };

/** Gives an existing record to another device, or to the same one after it was set up anew: the old token dies here. */
async function takeOver(context: FlowContext, db: Db, who: Principal, id: string): Promise<ScreenOutcome> {
	if (!(await managedScreen(context, db, who, id))) return noScreen;
	await pairings.dropApproved(db, id);
	await screens.change(db, id, { tokenHash: sha256(newSecret('none')), state: 'waiting', revokedAt: null });
	return { ok: true, id };
}

async function makeNew(context: FlowContext, parts: ScreenParts, db: Db, who: Principal, device: ScreenInput): Promise<ScreenOutcome> {
	const refused =
		(await checkScreen(context, parts, db, who, { ...device, name: device.name.trim(), playlist: device.settings.playlist })) ??
		(await checkVisitors(parts, db, { ...device, state: 'waiting' }));
	if (refused) return refused;
	const id = randomUUID();
	await createScreen(db, { ...device, id, tokenHash: sha256(newSecret('none')), createdAt: realTime(parts) });
	return { ok: true, id };
}

/** Approves the device that shows a code. */
export async function approvePairing(
	context: FlowContext,
	parts: ScreenParts,
	who: Principal,
	actor: Actor,
	code: string,
	as: ApprovedAs,
): Promise<ScreenOutcome> {
	const outcome = await context.store.write(async ({ db }): Promise<ScreenOutcome> => {
		const found = await byCode(context, parts, db, who, code);
		const done = !found.ok
			? found
			: 'record' in as
				? await takeOver(context, db, who, as.record)
				: await makeNew(context, parts, db, who, as.device);
		if (found.ok && done.ok) {
			await pairings.move(db, found.row.id, { state: 'approved', screen: done.id, expiresAtMs: parts.realMs() + codeLivesMs });
			const detail = `${nameOfActor(context, actor)}批准接入（${found.row.info.address}，${found.row.info.width}×${found.row.info.height}）`;
			await appendScreenLog(db, [{ screen: done.id, at: realTime(parts), kind: 'deed', detail }]);
		}
		await auditScreen(context, db, actor, {
			...{ action: 'screen.approve', object: done.ok ? done.id : 'record' in as ? as.record : '-', after: as },
			result: done.ok ? 'ok' : done.code,
		});
		return done;
	});
	if (outcome.ok) parts.changed();
	return outcome;
}

/** Refuses a device that waits. No code is asked for: turning somebody away needs no sight of the device. */
export async function refusePairing(
	context: FlowContext,
	parts: ScreenParts,
	who: Principal,
	actor: Actor,
	id: string,
): Promise<ScreenOutcome> {
	return context.store.write(async ({ db }): Promise<ScreenOutcome> => {
		const waiting = (await pairings.waiting(db, parts.realMs())).some((row) => row.id === id);
		const refused = !managesAny(context, who) ? nobody : waiting ? undefined : refuse('not-found', '没有这台等待配对的设备');
		if (!refused) await pairings.move(db, id, { state: 'refused' });
		await auditScreen(context, db, actor, { action: 'screen.refuse', object: id, result: refused ? refused.code : 'ok' });
		return refused ?? { ok: true, id };
	});
}
