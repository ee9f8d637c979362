import { randomUUID } from 'node:crypto';
import type { Principal } from '../core/access/may.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import { plusMinutes } from '../core/time/zone.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import type { Db } from '../store/schema.ts';
import { appendScreenLog } from '../store/screen-log.ts';
import { screens, type ScreenChange, type ScreenRecord } from '../store/screens.ts';
import type { Actor, FlowContext } from './context.ts';
import {
	auditScreen,
	checkVisitors,
	managedScreens,
	nameOfActor,
	noScreen,
	realTime,
	refuse,
	type OneShot,
	type ScreenParts,
} from './screen-parts.ts';
import { playlistExists } from './screen-record.ts';

/** One screen, a group, all of a court, or a group within a court. */
export type ScreenTarget =
	{ readonly screen: string } | { readonly court: string; readonly group?: string } | { readonly group: string; readonly court?: string };

/** What stays with the record until it is ended: it survives every restart. */
export type LastingDeed =
	| { readonly kind: 'takeover'; readonly scene: string; readonly title: string }
	| { readonly kind: 'redirect'; readonly court?: string; readonly playlist?: string }
	| { readonly kind: 'freeze' }
	| { readonly kind: 'return' }
	| { readonly kind: 'message'; readonly text: string; readonly urgent: boolean; readonly minutes: number }
	| { readonly kind: 'clear-message' };

/** What screens may be told. */
export type ScreenDeed = OneShot | LastingDeed;

/** A screen by its name. */
export interface Named {
	readonly id: string;
	readonly name: string;
}

/** Who was told, and who was not connected or shows its page without taking deeds, or a refusal: then nobody was told. */
export type ToldOutcome = { readonly ok: true; readonly sent: readonly Named[]; readonly offline: readonly Named[] } | Refusal;

const longestMessage = 120;
const longestTitle = 40;
/** A message stays for a day at most. */
const mostMinutes = 24 * 60;

function isMeant(record: ScreenRecord, target: ScreenTarget): boolean {
	if (record.state === 'revoked') return false;
	if ('screen' in target) return record.id === target.screen;
	return (
		(target.court === undefined || record.court === target.court) && (target.group === undefined || record.groups.includes(target.group))
	);
}

const isLasting = (deed: ScreenDeed): deed is LastingDeed => !['identify', 'reload', 'picture'].includes(deed.kind);

async function checkOn(
	context: FlowContext,
	parts: ScreenParts,
	db: Db,
	record: ScreenRecord,
	deed: ScreenDeed,
): Promise<Refusal | undefined> {
	const of = `「${record.name}」`;
	if (deed.kind === 'takeover' || deed.kind === 'redirect' || deed.kind === 'freeze')
		if (record.purpose === 'lobby') return refuse('lobby-only', `${of}是诉讼服务大厅屏幕，只播放公开内容`);
	if (deed.kind === 'takeover' && !(await parts.hasDesign(db, 'scene', record.court, deed.scene)))
		return refuse('unknown-scene', `没有这个画面，或不供${of}所属法院使用`);
	if (deed.kind !== 'redirect') return undefined;
	if (deed.court !== undefined && !isWithin(context.directory(), deed.court, record.court))
		return refuse('court-out-of-subtree', `${of}只能切换到所属法院及其下级法院`);
	const court = deed.court ?? record.court;
	if (deed.playlist !== undefined && !(await playlistExists(parts, db, court, deed.playlist)))
		return refuse('unknown-playlist', `没有这个播放单或者画面，或不供${of}使用`);
	return undefined;
}

/** What is wrong with a deed, whatever screens it is meant for. */
function checkDeed(context: FlowContext, deed: ScreenDeed): Refusal | undefined {
	switch (deed.kind) {
		case 'takeover':
			if (deed.title.trim() === '') return refuse('title-missing', '请填写接管画面的标题');
			return [...deed.title].length > longestTitle ? refuse('title-too-long', `标题最多 ${longestTitle} 字`) : undefined;
		case 'redirect':
			if (deed.court === undefined && deed.playlist === undefined) return refuse('redirect-empty', '请选择要切换到的法院或者播放单');
			return deed.court !== undefined && !context.directory().courts.has(deed.court) ? refuse('unknown-court', '没有这个法院') : undefined;
		case 'message':
			if (deed.text.trim() === '') return refuse('message-empty', '请填写消息内容');
			if ([...deed.text].length > longestMessage) return refuse('message-too-long', `消息最多 ${longestMessage} 字`);
			return deed.minutes >= 1 && deed.minutes <= mostMinutes ? undefined : refuse('bad-minutes', '消息的显示时间应为 1 至 1440 分钟');
		default:
			return undefined;
	}
}

function changeBy(context: FlowContext, actor: Actor, deed: LastingDeed): ScreenChange {
	const since = context.now();
	const by = nameOfActor(context, actor);
	switch (deed.kind) {
		case 'takeover':
			return { override: { kind: 'takeover', scene: deed.scene, title: deed.title.trim(), by, since } };
		case 'redirect': {
			const { court, playlist } = deed;
			return { override: { kind: 'redirect', ...(court ? { court } : {}), ...(playlist ? { playlist } : {}), by, since } };
		}
		case 'freeze':
			return { override: { kind: 'freeze', at: since, by, since } };
		case 'return':
			return { override: null };
		case 'message':
			return {
				message: { text: deed.text.replaceAll(/\s+/g, ' ').trim(), urgent: deed.urgent, until: plusMinutes(since, deed.minutes), by },
			};
		case 'clear-message':
			return { message: null };
		default:
			return deed satisfies never;
	}
}

const deedWords: Readonly<Record<ScreenDeed['kind'], string>> = {
	identify: '要求屏幕显示名称',
	reload: '要求屏幕重新载入',
	picture: '要求屏幕发送截图',
	takeover: '接管了画面',
	redirect: '切换了画面',
	freeze: '定格了画面',
	return: '恢复了正常播放',
	message: '发送了消息',
	'clear-message': '撤下了消息',
};

/** What a deed would bring to a screen for visitors. */
async function checkShown(
	context: FlowContext,
	parts: ScreenParts,
	db: Db,
	actor: Actor,
	record: ScreenRecord,
	deed: ScreenDeed,
): Promise<Refusal | undefined> {
	if (deed.kind !== 'takeover' && deed.kind !== 'redirect') return undefined;
	const { override } = changeBy(context, actor, deed);
	return override ? checkVisitors(parts, db, { ...record, override }) : undefined;
}

/** Tells one screen, a group or all of a court something. Either all that are meant may be told, or nobody is. */
export async function tellScreens(
	context: FlowContext,
	parts: ScreenParts,
	who: Principal,
	actor: Actor,
	target: ScreenTarget,
	deed: ScreenDeed,
): Promise<ToldOutcome> {
	const action = `screen.${deed.kind}`;
	const meant = await context.store.write(async ({ db }): Promise<readonly ScreenRecord[] | Refusal> => {
		const records = (await managedScreens(context, db, who)).filter((record) => isMeant(record, target));
		let refused = records.length === 0 ? ('screen' in target ? noScreen : refuse('nobody-meant', '该范围内没有您管理的屏幕')) : undefined;
		refused ??= checkDeed(context, deed);
		for (const record of records) refused ??= await checkOn(context, parts, db, record, deed);
		for (const record of records) refused ??= await checkShown(context, parts, db, actor, record, deed);
		if (refused) {
			const object = 'screen' in target ? target.screen : `${target.court ?? ''}/${target.group ?? ''}`;
			await auditScreen(context, db, actor, { action, object, after: deed, result: refused.code });
			return refused;
		}
		for (const record of records) {
			if (isLasting(deed)) await screens.change(db, record.id, changeBy(context, actor, deed));
			await auditScreen(context, db, actor, { action, object: record.id, after: deed, result: 'ok' });
		}
		const [at, detail] = [realTime(parts), `${nameOfActor(context, actor)}${deedWords[deed.kind]}`];
		await appendScreenLog(
			db,
			records.map(({ id }) => ({ screen: id, at, kind: 'deed' as const, detail })),
		);
		return records;
	});
	if ('ok' in meant) return meant;
	const ids = meant.map(({ id }) => id);
	if (isLasting(deed)) parts.changed();
	const reached = isLasting(deed) ? parts.connected() : parts.send(ids, { ...deed, id: randomUUID() });
	const named = meant.map(({ id, name }) => ({ id, name }));
	return { ok: true, sent: named.filter(({ id }) => reached.has(id)), offline: named.filter(({ id }) => !reached.has(id)) };
}
