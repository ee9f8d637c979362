import type { NoticeFilter, NoticeLevel, NoticePhase, NoticeView } from '../contract/notices.ts';
import { formatDayShort } from '../format/day.ts';
import type { MarkKind } from '../ui/Mark.svelte';
import { caseHref, decisionHref } from './links.ts';

/** The levels with the shape and tone that go with each word. */
export const noticeLevels = [
	{ level: 1, name: '提醒', mark: 'dot', tone: 'ink' },
	{ level: 2, name: '警告', mark: 'warned', tone: 'warned' },
	{ level: 3, name: '督办', mark: 'overdue', tone: 'overdue' },
	{ level: 4, name: '锁定', mark: 'lock', tone: 'locked' },
] as const satisfies readonly { level: NoticeLevel; name: string; mark: MarkKind; tone: string }[];

/** States of notices in the order of their filter, with what an empty list means. */
export const noticeStates = [
	{ state: 'open', name: '待签收', empty: '没有待签收的通知', good: true },
	{ state: 'signed', name: '已签收', empty: '没有已签收、尚未回复的通知', good: false },
	{ state: 'answered', name: '已回复', empty: '没有已回复、节点尚未完成的通知', good: false },
	{ state: 'closed', name: '已关闭', empty: '还没有关闭的通知', good: false },
	{ state: 'all', name: '全部', empty: '还没有通知', good: false },
] as const satisfies readonly { state: NoticePhase | 'all'; name: string; empty: string; good: boolean }[];

/** What the address of the notice page asks for: a box of notices, or the nodes that are explained. */
export type NoticeAsked = NoticeFilter | { readonly box: 'explained'; readonly court?: string };

/** Reads what the address asks for; what is not understood is left out. */
export function parseNotices(query: URLSearchParams): NoticeAsked {
	const text = (name: string): string | undefined => query.get(name)?.trim().slice(0, 700) || undefined;
	const court = text('court');
	if (query.get('box') === 'explained') return { box: 'explained', ...(court ? { court } : {}) };
	const level = noticeLevels.find((known) => String(known.level) === query.get('level'))?.level;
	const cursor = text('cursor');
	return {
		box: query.get('box') === 'court' ? 'court' : 'mine',
		state: noticeStates.find((known) => known.state === query.get('state'))?.state ?? 'open',
		...(level ? { level } : {}),
		...(court ? { court } : {}),
		...(cursor ? { cursor } : {}),
	};
}

/** The notice page with a filter; what is usual stays out of the address. */
export function noticesHref(asked: NoticeAsked): string {
	const query = new URLSearchParams();
	if (asked.box !== 'mine') query.set('box', asked.box);
	if (asked.box !== 'explained') {
		if (asked.state !== 'open') query.set('state', asked.state);
		if (asked.level) query.set('level', String(asked.level));
	}
	if (asked.court) query.set('court', asked.court);
	if (asked.box !== 'explained' && asked.cursor) query.set('cursor', asked.cursor);
	const text = query.toString();
	return `/desk/notices${text === '' ? '' : `?${text}`}`;
}

/** The weekly sheet of a court for a week, with the overdue nodes of one supervisor where one is named. */
export function weeklyHref(court: string, week: string, person?: string): string {
	const query = new URLSearchParams({ court, week, ...(person ? { person } : {}) });
	return `/desk/weekly?${query.toString()}`;
}

/** Where the row of a notice leads: the node of the case, the case, or the request whose step waits. */
export function noticeHref({ topic, requestId, caseId, nodeId }: Pick<NoticeView, 'topic' | 'requestId' | 'caseId' | 'nodeId'>): string {
	if (topic === 'unlock' && requestId) return decisionHref(requestId);
	return topic === 'node' ? caseHref(caseId, nodeId) : caseHref(caseId);
}

/** What the day of a notice is: 「应于 11月18日 前完成」, 「自 9月20日 起未再办理」. */
export function noticeDay(topic: NoticeView['topic'], day: string): string {
	if (topic === 'silent') return `自 ${day} 起未再办理`;
	return topic === 'unlock' ? `应于 ${day} 前审批` : `应于 ${day} 前完成`;
}

/** How long nothing was done, in words; the level says how grave that is. */
export function idleWords(daysLeft: number, level: NoticeLevel): { readonly words: string; readonly tone: 'overdue' | 'warned' | 'dim' } {
	return { words: `${-daysLeft} 天未办理`, tone: level >= 3 ? 'overdue' : level === 2 ? 'warned' : 'dim' };
}

/** How far the due day is, in words. */
export function dueWords(daysLeft: number): { readonly words: string; readonly tone: 'overdue' | 'warned' | 'dim' } {
	if (daysLeft < 0) return { words: `超期 ${-daysLeft} 天`, tone: 'overdue' };
	if (daysLeft === 0) return { words: '今日到期', tone: 'warned' };
	return { words: `剩 ${daysLeft} 天`, tone: daysLeft <= 3 ? 'warned' : 'dim' };
}

/** 「11月16日至22日」, 「11月30日至12月6日」: a week from Monday to Sunday. */
export function weekWords(from: string, to: string, year?: string): string {
	const start = formatDayShort(from, year);
	return from.slice(0, 7) === to.slice(0, 7) ? `${start}至${Number(to.slice(8))}日` : `${start}至${formatDayShort(to, from.slice(0, 4))}`;
}

/** A share as whole percent; a dash where there is nothing to share. */
export const shareWords = (part: number, whole: number): string => (whole > 0 ? `${Math.round((part / whole) * 100)}%` : '—');

/** What a deed on notices says once it is done. */
const doneWords: Readonly<Record<string, string>> = {
	answered: '已回复。',
	silenced: '已作出说明，说明期内不再发出锁定以下的通知。',
	ended: '说明已终止，该节点按目前级别重新通知。',
	post: '已指定。自起始日起，通知按新的指定发出。',
	'post-ended': '已终止指定，历史保留。',
	week: '周核已签署，数据已固定。',
};

/** The words of `?done=`; signed notices say how many. */
export function noticeDone(asked: string | null): string | undefined {
	const count = /^signed-(\d{1,4})$/.exec(asked ?? '')?.[1];
	if (count !== undefined) return Number(count) === 0 ? '所选通知此前均已签收。' : `已签收 ${Number(count)} 件。`;
	return asked === null ? undefined : doneWords[asked];
}
