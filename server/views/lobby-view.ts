import type { LobbyDeskView, LobbyNoticeRow, LobbyTextState } from '../../src/lib/contract/lobby-desk.ts';
import { displayState } from '../core/lobby/notices.ts';
import { shippedFees, shippedGuide, shippedSettings } from '../core/lobby/shipped.ts';
import { readLobbyNotices, readLobbyTexts, type LobbyText, type LobbyTextKind, type NoticeRow } from '../store/lobby-desk.ts';
import { courtName, personName, type ViewContext } from './view-context.ts';

type Kept = Omit<LobbyDeskView, 'courts' | 'mayManage' | 'frame' | 'clock'>;

function textState<T>(context: ViewContext, texts: readonly LobbyText[], kind: LobbyTextKind, shipped: T): LobbyTextState<T> {
	const versions = texts.filter((text) => text.kind === kind);
	const [last] = versions;
	const own = last && last.data !== '';
	return {
		value: own ? (JSON.parse(last.data) as T) : shipped,
		of: own ? 'own' : 'program',
		versions: versions.map(({ version, by, at, data }) => ({ version, byName: nameOf(context, by), at, reset: data === '' })),
	};
}

function nameOf(context: ViewContext, by: string): string {
	if (by.startsWith('key:')) return '接口';
	if (by.startsWith('account-')) return '系统管理员';
	return personName(context, by) ?? by;
}

function noticeRow(context: ViewContext, notice: NoticeRow): LobbyNoticeRow {
	const { id, text, subtitle, from, to, by, at, withdrawn } = notice;
	return {
		id,
		text,
		...(subtitle ? { subtitle } : {}),
		from,
		to,
		state: withdrawn ? 'withdrawn' : displayState(notice, context.now()),
		byName: nameOf(context, by),
		at,
		...(withdrawn ? { withdrawnByName: nameOf(context, withdrawn.by), withdrawnAt: withdrawn.at } : {}),
	};
}

const rank = { current: 0, upcoming: 1, past: 2, withdrawn: 3 } as const;

/** What a court has set and written for its lobby; undefined where there is no such court. */
export async function lobbyDeskView(context: ViewContext, code: string): Promise<Kept | undefined> {
	const court = context.directory().courts.get(code);
	if (!court) return undefined;
	const texts = await readLobbyTexts(context.db, code);
	const notices = (await readLobbyNotices(context.db, code)).map((notice) => noticeRow(context, notice));
	return {
		court: code,
		courtName: courtName(context, code),
		zone: court.zone,
		settings: textState(context, texts, 'settings', shippedSettings),
		hearings: court.settings.lobbyHearings === true,
		guide: textState(context, texts, 'guide', shippedGuide),
		fees: textState(context, texts, 'fees', shippedFees),
		notices: [...notices].sort((a, b) => rank[a.state] - rank[b.state]),
	};
}
