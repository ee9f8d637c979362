import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { PlaybackAsk, PlaybackPages, PlaybackView } from '../../src/lib/contract/playback.ts';
import { topicNames, type TopicName } from '../../src/lib/contract/topics.ts';
import { topicsOf } from '../../src/lib/contract/wall-program.ts';
import { may, type Principal } from '../core/access/may.ts';
import { addDays, isCourtDate, isInReach } from '../core/time/civil.ts';
import type { Instant } from '../core/time/types.ts';
import { dayOfInstant, instantOfEpochMs, plusMinutes, startOfDay } from '../core/time/zone.ts';
import type { FlowContext } from '../flows/context.ts';
import { actorOf } from '../http/caller.ts';
import { readDesigns } from '../live/designs.ts';
import { wallCourtOf } from '../live/program.ts';
import type { PlaybackReads } from '../playback-parts.ts';
import { readAccount } from '../store/accounts.ts';
import { principalOf } from './account-view.ts';

const wallTopics = topicNames.filter((topic) => topic !== 'lobby');
const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const notYours = { ok: false, status: 403, message: '回放由指挥中心、执行监管团队和院局领导查看。' } as const;
const unseen = { ok: false, status: 404, message: '没有这个法院，或您无权查看它的回放。' } as const;

interface Moment {
	readonly at?: Instant;
	readonly fault?: string;
}

/** The moment that is asked for: an instant, or a day and a time of the court. */
function momentOf({ at, date, time }: PlaybackAsk, zone: string): Moment {
	if (date !== undefined && date !== '') {
		const clock = /^([01]\d|2[0-3]):([0-5]\d)(:\d\d)?$/.exec(time === undefined || time === '' ? '09:00' : time);
		if (!isCourtDate(date) || !isInReach(date) || !clock) return { fault: '日期或时间填写不正确，已显示最近的记录。' };
		return { at: plusMinutes(startOfDay(date, zone), Number(clock[1]) * 60 + Number(clock[2])) };
	}
	if (at === undefined || at === '') return {};
	const ms = Date.parse(at);
	return Number.isNaN(ms) || !isInReach(at) || !/(Z|[+-]\d\d:?\d\d)$/.test(at)
		? { fault: '地址中的时刻无法识别，已显示最近的记录。' }
		: { at: instantOfEpochMs(ms) };
}

const minuteMs = 60_000;
const wholeMinute = (at: Instant): Instant => instantOfEpochMs(Math.floor(Date.parse(at) / minuteMs) * minuteMs);

/** The page of recorded walls; who asks is read anew each time, and every opening is audited. */
export function createPlaybackPages(context: FlowContext, reads: PlaybackReads): PlaybackPages {
	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	const courtsOf = (who: Principal) => {
		const directory = context.directory();
		return [...directory.courts.values()]
			.filter(({ code }) => may(who, 'playback.view', { court: code }, directory))
			.sort((a, b) => a.position - b.position)
			.map(({ code, name }) => ({ code, name }));
	};
	/** The last recorded minute: what a page that names no moment opens with. */
	const latest = async (court: string): Promise<Instant> => {
		const now = context.now();
		const { state, before } = await reads.moment(court, now, [], 'internal');
		return state === 'ahead' && before !== undefined ? (before as Instant) : plusMinutes(now, -1);
	};

	async function view(court: string, courts: PlaybackView['courts'], ask: PlaybackAsk): Promise<PlaybackView | undefined> {
		const wall = wallCourtOf(context, court);
		const zone = context.directory().courts.get(court)?.zone;
		if (!wall || zone === undefined) return undefined;
		const designs = await readDesigns(context.store.read, context.directory);
		const asked = designs.scene(court, ask.scene ?? 'overview');
		const scene = asked ?? designs.scene(court, 'overview')!;
		const { at: wanted, fault } = momentOf(ask, zone);
		const at = wholeMinute(wanted ?? (await latest(court)));
		const day = dayOfInstant(at, zone);
		// The head of the wall tells of the feed by `actions`.
		const topics: readonly TopicName[] = [...new Set([...topicsOf([scene]), 'actions' as const])];
		const whole = await reads.moment(court, at, wallTopics, ask.visitors ? 'public' : 'internal');
		const known = new Set(whole.frames.map(({ topic }) => topic));
		const scenes = designs.choices(court).scenes.map((choice) => {
			const shown = designs.scene(court, choice.id);
			return { ...choice, recorded: shown !== undefined && topicsOf([shown]).every((topic) => known.has(topic)) };
		});
		const faults = [...(fault === undefined ? [] : [fault]), ...(asked ? [] : ['没有这个画面，已显示总览。'])];
		return {
			...{ court: wall, courts, scene, scenes, zone, now: context.now(), day },
			moment: {
				...whole,
				frames: whole.frames.filter(({ topic }) => topics.includes(topic)),
				missing: whole.missing.filter((topic) => topics.includes(topic)),
			},
			minutes: await reads.minutes(court, startOfDay(day, zone), plusMinutes(startOfDay(addDays(day, 1), zone), -1), topics),
			days: await reads.days(court),
			visitors: ask.visitors ?? false,
			...(faults.length > 0 ? { fault: faults.join('') } : {}),
		};
	}

	return {
		playback: async (account, address, ask): Promise<PageResult<PlaybackView>> => {
			const who = await principal(account);
			if (!who) return noAccount;
			const courts = courtsOf(who);
			if (courts.length === 0) return notYours;
			const own = courts.some(({ code }) => code === account.court) ? account.court : courts[0]!.code;
			const court = ask.court === undefined || ask.court === '' ? own : ask.court;
			if (!courts.some(({ code }) => code === court)) return unseen;
			const made = await view(court, courts, ask);
			if (!made) return unseen;
			await reads.note(actorOf(who, address), court, made.moment.at as Instant);
			return { ok: true, view: made };
		},
	};
}
