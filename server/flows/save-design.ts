import { oneLine } from '../core/text/one-line.ts';
import { may, type Principal } from '../core/access/may.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { insertDesign, readDesignVersions, readLastDesigns, type DesignKey, type SavedDesign } from '../store/designs.ts';
import type { Db } from '../store/schema.ts';
import { screens, type ScreenRecord } from '../store/screens.ts';
import type { Actor, FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy } from './office-deed.ts';

/** What flows on scenes and playlists need beside the context: the rules of an arrangement, and what plays what. */
export interface DesignParts {
	/** What was sent, as it is kept, or each of its faults in words. `last`: the last versions of all courts. */
	read(key: DesignKey, data: unknown, last: readonly SavedDesign[]): { readonly text: string } | { readonly faults: readonly string[] };
	/** What a change would do to screens and playlists that it must not, in words. Both lists: the last versions of all courts. */
	harms(key: DesignKey, before: readonly SavedDesign[], after: readonly SavedDesign[], records: readonly ScreenRecord[]): readonly string[];
	/** Designs have changed: connected screens are told at once. */
	changed(): void;
}

/** A deed refused; where somebody saved meanwhile, who and when. */
export interface DesignRefused extends Refusal {
	readonly faults?: readonly string[];
	readonly conflict?: { readonly version: number; readonly savedByName: string; readonly savedAt: string };
}

/** What came of a deed on a design; `version`: in force at this court, 0 where none of its own is. */
export type DesignOutcome = { readonly ok: true; readonly id: string; readonly version: number } | DesignRefused;

/** What is done to a design: saved, brought back from a version, taken back. */
export type DesignWork =
	| { readonly kind: 'save'; readonly data: unknown; readonly note: string }
	| { readonly kind: 'restore'; readonly version: number }
	| { readonly kind: 'retire' };

/** A deed on a design; `base`: the version that the person began with at this court. */
export interface DesignDeed {
	readonly key: DesignKey;
	readonly base: number;
	readonly work: DesignWork;
}

const kindNames = { scene: '画面', playlist: '播放列表' } as const;
const longestNote = 200;
/** More than a court could look over. */
const mostDesigns = 200;

/** Whether a person arranges scenes and playlists of a court. */
export const maySaveDesigns = (context: FlowContext, who: Principal, court: string): boolean =>
	context.directory().courts.has(court) && may(who, 'scene.design', { court }, context.directory());

function conflictWith(context: FlowContext, { kind }: DesignKey, last: SavedDesign | undefined): DesignRefused {
	if (!last) return refuse('conflict', `本院没有保存过这个${kindNames[kind]}，请重新打开页面`);
	const savedByName = context.directory().persons.get(last.by)?.name ?? '系统管理员';
	const { version, at: savedAt, retired } = last;
	const deed = retired ? '停用' : `保存第 ${version} 版`;
	return {
		...refuse('conflict', `${savedByName}已在您编辑期间${deed}，您的修改没有保存`),
		conflict: { version, savedByName, savedAt },
	};
}

const isSame = (a: DesignKey, b: DesignKey): boolean => a.kind === b.kind && a.court === b.court && a.id === b.id;

type NextVersion = Pick<SavedDesign, 'data' | 'retired' | 'note'>;

/** What is to be kept, read and checked by itself. */
async function nextOf(
	parts: DesignParts,
	db: Db,
	{ key, work }: DesignDeed,
	all: readonly SavedDesign[],
): Promise<NextVersion | DesignRefused> {
	if (work.kind === 'retire') {
		const last = all.find((each) => isSame(each, key));
		if (last && !last.retired) return { data: last.data, retired: true, note: '' };
		return refuse('not-found', `本院没有自己的${kindNames[key.kind]}可以停用`);
	}
	const old = work.kind === 'restore' ? (await readDesignVersions(db, key)).find(({ version }) => version === work.version) : undefined;
	if (work.kind === 'restore' && !old) return refuse('not-found', `没有第 ${work.version} 版`);
	const note = work.kind === 'save' ? oneLine(work.note) : `恢复第 ${work.version} 版`;
	if ([...note].length > longestNote) return refuse('note-too-long', `修改说明最多 ${longestNote} 字`);
	const read = parts.read(key, old ? (JSON.parse(old.data) as unknown) : (work as { data: unknown }).data, all);
	if ('text' in read) return { data: read.text, retired: false, note };
	return { ...refuse('bad-design', read.faults[0]!), faults: read.faults };
}

async function done(
	context: FlowContext,
	parts: DesignParts,
	db: Db,
	who: Principal,
	deed: DesignDeed,
	at: string,
): Promise<{ readonly outcome: DesignOutcome; readonly before?: unknown; readonly after?: unknown }> {
	const { key, base } = deed;
	if (!maySaveDesigns(context, who, key.court))
		return { outcome: refuse('forbidden', '画面与播放列表由系统管理员、指挥中心值班员或审管办设计') };
	if (!/^[a-z0-9-]{1,40}$/.test(key.id)) return { outcome: refuse('bad-id', '标识由小写字母、数字和连字符组成，最多 40 个') };
	const all = await readLastDesigns(db);
	const last = all.find((each) => isSame(each, key));
	if ((last?.version ?? 0) !== base) return { outcome: conflictWith(context, key, last) };
	const next = await nextOf(parts, db, deed, all);
	if ('ok' in next) return { outcome: next };
	const others = all.filter((each) => !isSame(each, key));
	const inForce = others.filter(({ kind, court, retired }) => kind === key.kind && court === key.court && !retired);
	// One that was taken back comes into force again: it counts like a new one.
	if (!next.retired && (!last || last.retired) && inForce.length >= mostDesigns)
		return { outcome: refuse('too-many', `一个法院最多保存 ${mostDesigns} 个${kindNames[key.kind]}，请先停用不用的`) };
	const saved: SavedDesign = { ...key, ...next, version: base + 1, by: signedBy(who), at };
	const harms = parts.harms(key, all, [...others, saved], await screens.records(db));
	if (harms.length > 0) return { outcome: { ...refuse('in-use', harms[0]!), faults: harms } };
	if (!(await insertDesign(db, saved))) return { outcome: conflictWith(context, key, (await readDesignVersions(db, key))[0]) };
	const words = (design: SavedDesign) => ({ version: design.version, retired: design.retired, note: design.note });
	return {
		outcome: { ok: true, id: key.id, version: next.retired ? 0 : saved.version },
		...(last ? { before: words(last) } : {}),
		after: words(saved),
	};
}

/**
 * Saves, brings back or takes back a scene or playlist of a court: always as a new version; nothing is overwritten. Refused where
 * somebody saved since the person began, where a screen or a playlist would lose what it shows, and where a screen for visitors would
 * show persons.
 */
export async function changeDesign(
	context: FlowContext,
	parts: DesignParts,
	who: Principal,
	actor: Actor,
	deed: DesignDeed,
): Promise<DesignOutcome> {
	const { kind, court, id } = deed.key;
	const what = { action: `design.${deed.work.kind}`, object: `${court}/${kind}/${id}` };
	const outcome = await officeDeed<DesignOutcome>(context, actor, what, ({ db }, now) => done(context, parts, db, who, deed, now));
	if (outcome.ok) parts.changed();
	return outcome;
}
