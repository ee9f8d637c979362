import { may, type Principal } from '../core/access/may.ts';
import type { Court } from '../core/directory/types.ts';
import { feesFaults, guideFaults, noticeFault, settingsFaults, subtitleFault } from '../core/lobby/check.ts';
import { displayTime } from '../core/lobby/notices.ts';
import type { LobbyFees, LobbyGuide, LobbySettings, Subtitle } from '../core/lobby/types.ts';
import type { Instant } from '../core/time/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import { saveDirectory } from '../store/directory.ts';
import {
	insertLobbyNotice,
	insertLobbyText,
	readLobbyNotice,
	readLobbyNotices,
	readLobbyTexts,
	withdrawLobbyNotice,
	type LobbyTextKind,
} from '../store/lobby-desk.ts';
import { forgetHearings } from '../store/lobby-hearings.ts';
import type { Write } from '../store/open.ts';
import { savePublicText } from '../store/public-lobby.ts';
import type { Actor, FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy } from './office-deed.ts';
import { refreshPublicHearings } from './public-hearings.ts';

/** Who manages a lobby: a person with the right, or a system by the key of the court or one above it. */
export type LobbyManager = { readonly principal: Principal } | { readonly keyCourt: string; readonly keyId: string };

/** A refusal with each fault. */
export interface LobbyRefusal extends Refusal {
	readonly problems?: readonly string[];
}

/** What came of a deed on a lobby. */
export type LobbyOutcome = { readonly ok: true; readonly id: string } | LobbyRefusal;

const mostNotices = 20;

const signer = (by: LobbyManager): string => ('principal' in by ? signedBy(by.principal) : `key:${by.keyId}`);

/** Whether somebody manages the lobby of a court. */
export function mayManageLobby(context: FlowContext, by: LobbyManager, court: string): boolean {
	const directory = context.directory();
	return 'principal' in by ? may(by.principal, 'lobby.manage', { court }, directory) : isWithin(directory, court, by.keyCourt);
}

async function onLobby(
	context: FlowContext,
	by: LobbyManager,
	actor: Actor,
	what: { readonly action: string; readonly court: string; readonly faults?: readonly string[] },
	deed: (write: Write, court: Court, now: Instant) => Promise<{ readonly outcome: LobbyOutcome; before?: unknown; after?: unknown }>,
): Promise<LobbyOutcome> {
	return officeDeed<LobbyOutcome>(context, actor, { action: what.action, object: what.court }, async (write, now) => {
		const court = context.directory().courts.get(what.court);
		if (!court) return { outcome: refuse('not-found', '没有这个法院') };
		if (!mayManageLobby(context, by, what.court)) return { outcome: refuse('forbidden', '大厅屏由本院审管办或系统管理员设定') };
		const faults = what.faults ?? [];
		if (faults.length > 0) return { outcome: { ...refuse('bad-lobby', faults[0]!), problems: faults } };
		const done = await deed(write, court, now);
		if (done.outcome.ok) write.touch(court.code);
		return done;
	});
}

/** Keeps a new version of a text and puts it into the public projection; undefined goes back to what comes with the program. */
async function keepText(
	{ db }: Write,
	court: string,
	kind: LobbyTextKind,
	value: object | undefined,
	{ by, at }: { readonly by: string; readonly at: string },
): Promise<{ readonly outcome: LobbyOutcome; before?: unknown; after?: unknown }> {
	const before = (await readLobbyTexts(db, court)).find((text) => text.kind === kind);
	const data = value === undefined ? '' : JSON.stringify(value);
	const outcome = { ok: true, id: `${kind}-${before?.version ?? 0}` } as const;
	if ((before?.data ?? '') === data) return { outcome };
	const version = (before?.version ?? 0) + 1;
	await insertLobbyText(db, court, { kind, version, data, by, at });
	await savePublicText(db, court, kind, value === undefined ? undefined : data);
	return { outcome: { ok: true, id: `${kind}-${version}` }, before: before?.data ?? '', after: data };
}

/** What a lobby shows: the settings as a whole, and the switch of the hearings, which is a setting of the court. */
export async function saveLobbySettings(
	context: FlowContext,
	by: LobbyManager,
	actor: Actor,
	input: { readonly court: string; readonly settings: LobbySettings; readonly hearings: boolean },
): Promise<LobbyOutcome> {
	const { settings, hearings } = input;
	let switched = false;
	const what = { action: 'lobby.settings', court: input.court, faults: settingsFaults(settings) };
	const outcome = await onLobby(context, by, actor, what, async (write, court, at) => {
		const done = await keepText(write, court.code, 'settings', settings, { by: signer(by), at });
		if ((court.settings.lobbyHearings ?? false) === hearings) return done;
		switched = true;
		const { locksFrom } = court.policy;
		const row = { ...court, settings: { ...court.settings, lobbyHearings: hearings } };
		await saveDirectory(write.db, { courts: [row], locksFrom: new Map([[court.code, locksFrom]]), units: [], persons: [] });
		if (!hearings) await forgetHearings(write.db, court.code);
		return { ...done, before: { settings: done.before, hearings: !hearings }, after: { settings: done.after, hearings } };
	});
	if (outcome.ok && switched) {
		await context.reloadDirectory();
		await refreshPublicHearings(context);
	}
	return outcome;
}

/** The procedure guide of a court; undefined goes back to the program's. What a court saves itself it has confirmed. */
export const saveLobbyGuide = (
	context: FlowContext,
	by: LobbyManager,
	actor: Actor,
	input: { readonly court: string; readonly guide: LobbyGuide | undefined },
): Promise<LobbyOutcome> =>
	onLobby(
		context,
		by,
		actor,
		{ action: 'lobby.guide', court: input.court, faults: input.guide ? guideFaults(input.guide) : [] },
		(write, court, at) => keepText(write, court.code, 'guide', input.guide && { ...input.guide, pending: false }, { by: signer(by), at }),
	);

/** The table of fees of a court; undefined goes back to the program's. */
export const saveLobbyFees = (
	context: FlowContext,
	by: LobbyManager,
	actor: Actor,
	input: { readonly court: string; readonly fees: LobbyFees | undefined },
): Promise<LobbyOutcome> =>
	onLobby(
		context,
		by,
		actor,
		{ action: 'lobby.fees', court: input.court, faults: input.fees ? feesFaults(input.fees) : [] },
		(write, court, at) => {
			const fees = input.fees && {
				...input.fees,
				fixed: input.fees.fixed.map((row) => ({ ...row, pending: false })),
				pending: false,
			};
			return keepText(write, court.code, 'fees', fees, { by: signer(by), at });
		},
	);

/** A notice as it is typed or sent: times in court time. */
export interface NoticeInput {
	readonly court: string;
	readonly text: string;
	readonly from: string;
	readonly to: string;
	readonly subtitle?: Subtitle;
}

/** Puts a notice up for its time of display. */
export async function addLobbyNotice(context: FlowContext, by: LobbyManager, actor: Actor, input: NoticeInput): Promise<LobbyOutcome> {
	const zone = context.directory().courts.get(input.court)?.zone ?? 'Asia/Shanghai';
	const text = input.text.replaceAll('\r\n', '\n').trim();
	const [from, to] = [displayTime(input.from, zone, 'from'), displayTime(input.to, zone, 'to')];
	const now = context.now();
	const faults = [
		noticeFault(text),
		subtitleFault(input.subtitle, '公告'),
		from ? undefined : '请填写开始显示的时间',
		to ? undefined : '请填写停止显示的时间',
		from && to && to <= from ? '停止显示的时间应晚于开始显示的时间' : undefined,
		to && to <= now ? '停止显示的时间已经过去' : undefined,
	].filter((fault) => fault !== undefined);
	return onLobby(context, by, actor, { action: 'lobby.notice', court: input.court, faults }, async ({ db }, court, at) => {
		const standing = (await readLobbyNotices(db, court.code)).filter((notice) => !notice.withdrawn && notice.to > at);
		if (standing.length >= mostNotices) return { outcome: refuse('too-many-notices', `同时最多 ${mostNotices} 条公告，请先撤下不用的`) };
		const row = {
			court: court.code,
			text,
			from: from!,
			to: to!,
			by: signer(by),
			at,
			...(input.subtitle ? { subtitle: input.subtitle } : {}),
		};
		const id = await insertLobbyNotice(db, row);
		return { outcome: { ok: true, id }, after: row };
	});
}

/** Takes a notice down at once; its row stays. */
export async function withdrawNotice(
	context: FlowContext,
	by: LobbyManager,
	actor: Actor,
	input: { readonly court: string; readonly id: string },
): Promise<LobbyOutcome> {
	return onLobby(context, by, actor, { action: 'lobby.notice.withdraw', court: input.court }, async ({ db }, court, at) => {
		const notice = await readLobbyNotice(db, input.id);
		if (!notice || notice.court !== court.code) return { outcome: refuse('not-found', '没有这条公告') };
		if (notice.withdrawn) return { outcome: refuse('withdrawn-already', '这条公告已经撤下') };
		await withdrawLobbyNotice(db, notice.id, signer(by), at);
		return { outcome: { ok: true, id: notice.id }, before: notice };
	});
}
