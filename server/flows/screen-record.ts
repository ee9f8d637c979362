import { oneLine } from '../core/text/one-line.ts';
import type { Principal } from '../core/access/may.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import type { Db } from '../store/schema.ts';
import { appendScreenLog, screenPictures } from '../store/screen-log.ts';
import { pairings } from '../store/screen-pairings.ts';
import { screens, type ScreenChange, type ScreenRecord } from '../store/screens.ts';
import type { Actor, FlowContext } from './context.ts';
import {
	auditScreen,
	checkVisitors,
	managedScreen,
	managesScreens,
	nameOfActor,
	noScreen,
	realTime,
	refuse,
	type ScreenOutcome,
	type ScreenParts,
} from './screen-parts.ts';

/** What an operator sets for a screen; the settings' form is checked before. */
export interface ScreenInput {
	readonly name: string;
	readonly court: string;
	readonly place: string;
	readonly purpose: 'wall' | 'lobby';
	readonly ceiling: 'internal' | 'public';
	readonly groups: readonly string[];
	readonly settings: Readonly<Record<string, unknown>> & { readonly playlist: string };
}

const longest = { name: 40, place: 60, group: 20 } as const;
const mostGroups = 8;
const tooLong = (text: string, most: number): boolean => [...text].length > most;

/** The input as it is kept: without stray blanks, each group once. */
function tidy<T extends Partial<ScreenInput>>(input: T): T {
	return {
		...input,
		...(input.name === undefined ? {} : { name: oneLine(input.name) }),
		...(input.place === undefined ? {} : { place: oneLine(input.place) }),
		...(input.groups === undefined ? {} : { groups: [...new Set(input.groups.map(oneLine).filter((group) => group !== ''))] }),
	};
}

function checkWords({ name, place, groups }: Partial<ScreenInput>): Refusal | undefined {
	if (name === '') return refuse('name-missing', '请填写屏幕名称');
	if (name !== undefined && tooLong(name, longest.name)) return refuse('name-too-long', `屏幕名称最多 ${longest.name} 字`);
	if (place !== undefined && tooLong(place, longest.place)) return refuse('place-too-long', `安装位置最多 ${longest.place} 字`);
	if (groups && groups.length > mostGroups) return refuse('too-many-groups', `一块屏幕最多属于 ${mostGroups} 个分组`);
	if (groups?.some((group) => tooLong(group, longest.group))) return refuse('group-too-long', `分组名称最多 ${longest.group} 字`);
	return undefined;
}

/** Whether a playlist, or a single scene as `scene:<id>`, is there for a court. */
export function playlistExists(parts: ScreenParts, db: Db, court: string, id: string): Promise<boolean> {
	return id.startsWith('scene:')
		? parts.hasDesign(db, 'scene', court, id.slice('scene:'.length))
		: parts.hasDesign(db, 'playlist', court, id);
}

/** What is wrong with a record as it would be after a change. */
export async function checkScreen(
	context: FlowContext,
	parts: ScreenParts,
	db: Db,
	who: Principal,
	after: Pick<ScreenInput, 'court' | 'purpose' | 'ceiling'> & { readonly playlist?: string } & Partial<ScreenInput>,
): Promise<Refusal | undefined> {
	const words = checkWords(after);
	if (words) return words;
	if (!managesScreens(context, who, after.court)) return refuse('forbidden', '没有这个法院，或您无权管理该法院的屏幕');
	if (after.purpose === 'lobby' && after.ceiling !== 'public')
		return refuse('lobby-is-public', '诉讼服务大厅的屏幕只能显示公开内容，请将显示范围设为「公开」');
	if (after.playlist !== undefined && !(await playlistExists(parts, db, after.court, after.playlist)))
		return refuse('unknown-playlist', '没有这个播放单或者画面，或不供该法院使用');
	return undefined;
}

/** Makes the record of a screen that has been approved and is to collect its token. Checked before. */
export async function createScreen(
	db: Db,
	input: ScreenInput & { readonly id: string; readonly tokenHash: string; readonly createdAt: string },
) {
	await screens.create(db, { ...tidy(input), state: 'waiting' });
}

/** A redirection that would lead out of the screen's own subtree after it has moved. */
function leadsOut(context: FlowContext, record: ScreenRecord, court: string): boolean {
	const { override } = record;
	return override?.kind === 'redirect' && override.court !== undefined && !isWithin(context.directory(), override.court, court);
}

/** Whether a change says anew what is shown, or to whom: a mere name is given to any screen. */
const saysWhatIsShown = ({ court, purpose, ceiling, settings }: Partial<ScreenInput>): boolean =>
	[court, purpose, ceiling, settings].some((field) => field !== undefined);

/** Changes what an operator sets for a screen: name, place, court, ceiling, groups, playlist and the other settings. */
export async function changeScreen(
	context: FlowContext,
	parts: ScreenParts,
	who: Principal,
	actor: Actor,
	id: string,
	input: Partial<ScreenInput>,
): Promise<ScreenOutcome> {
	const change = tidy(input);
	const outcome = await context.store.write(async ({ db }): Promise<ScreenOutcome> => {
		const record = await managedScreen(context, db, who, id);
		const after = record && { court: record.court, purpose: record.purpose, ceiling: record.ceiling, ...change };
		// A screen that moves to another court keeps its playlist only if that court has it.
		const kept = typeof record?.settings.playlist === 'string' && change.court !== undefined ? record.settings.playlist : undefined;
		const playlist = change.settings?.playlist ?? kept;
		let refused = !after
			? noScreen
			: await checkScreen(context, parts, db, who, { ...after, ...(playlist === undefined ? {} : { playlist }) });
		const ends: ScreenChange = record && leadsOut(context, record, after!.court) ? { override: null } : {};
		if (record && !refused && saysWhatIsShown(change)) {
			const { override, ...rest } = record;
			refused = await checkVisitors(parts, db, { ...rest, ...(override && ends.override !== null ? { override } : {}), ...change });
		}
		if (record && !refused) {
			await screens.change(db, id, { ...change, ...ends });
			await appendScreenLog(db, [
				{ screen: id, at: realTime(parts), kind: 'deed', detail: `${nameOfActor(context, actor)}修改了${wordsOf(change)}` },
			]);
		}
		await auditScreen(context, db, actor, {
			...{ action: 'screen.change', object: id, after: change, result: refused ? refused.code : 'ok' },
			...(record ? { before: settingsOf(record) } : {}),
		});
		return refused ?? { ok: true, id };
	});
	if (outcome.ok) parts.changed();
	return outcome;
}

const settingsOf = ({ name, court, place, purpose, ceiling, groups, settings }: ScreenRecord) => ({
	...{ name, court, place, purpose, ceiling, groups, settings },
});

const fieldNames: Readonly<Record<keyof ScreenInput, string>> = {
	name: '名称',
	court: '所属法院',
	place: '安装位置',
	purpose: '用途',
	ceiling: '显示范围',
	groups: '分组',
	settings: '播放设置',
};

const wordsOf = (change: Partial<ScreenInput>): string =>
	(Object.keys(fieldNames) as (keyof ScreenInput)[])
		.filter((field) => change[field] !== undefined)
		.map((field) => fieldNames[field])
		.join('、');

/** Revokes a screen: its token opens nothing from now on, and its connection is closed. Pairing it again brings it back. */
export async function revokeScreen(
	context: FlowContext,
	parts: ScreenParts,
	who: Principal,
	actor: Actor,
	id: string,
): Promise<ScreenOutcome> {
	const outcome = await context.store.write(async ({ db }): Promise<ScreenOutcome> => {
		const record = await managedScreen(context, db, who, id);
		const refused = !record ? noScreen : record.state === 'revoked' ? refuse('revoked-already', '这块屏幕已经吊销') : undefined;
		if (!refused) {
			const at = realTime(parts);
			// The hash stays: a revoked screen is told that it is revoked, not that its token is unknown.
			await screens.change(db, id, { state: 'revoked', revokedAt: at, override: null, message: null });
			await pairings.dropApproved(db, id);
			await screenPictures.drop(db, id);
			await appendScreenLog(db, [{ screen: id, at, kind: 'deed', detail: `${nameOfActor(context, actor)}吊销了屏幕` }]);
		}
		await auditScreen(context, db, actor, { action: 'screen.revoke', object: id, result: refused ? refused.code : 'ok' });
		return refused ?? { ok: true, id };
	});
	if (outcome.ok) parts.changed();
	return outcome;
}
