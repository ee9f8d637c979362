import type { PlaybackMinutes, PlaybackMoment, PlaybackView } from '../contract/playback.ts';
import { topicsOf } from '../contract/wall-program.ts';
import { dayMinutes, dayStartMs, minuteMs, minuteOfDay, minuteText } from './scrub.ts';

/** What is asked of the server, by path. */
export type Ask = (path: string) => Promise<unknown>;

/** What the page looks at: whose wall, which scene, with persons or without. */
type Looked = Pick<PlaybackView, 'court' | 'scene' | 'visitors' | 'zone'>;

const mostKept = 240;

/** The head of the wall tells of the feed by `actions`. */
const topicsFor = ({ scene }: Looked): string => [...new Set([...topicsOf([scene]), 'actions'])].join();

/** Reads recorded minutes, and keeps those it has read: a minute that is over stays as it is. */
export class PlaybackReads {
	readonly #ask: Ask;
	readonly #kept = new Map<string, PlaybackMoment>();

	constructor(ask: Ask = askServer) {
		this.#ask = ask;
	}

	async moment(looked: Looked, at: string): Promise<PlaybackMoment> {
		const { court, visitors } = looked;
		const query = new URLSearchParams({ at, topics: topicsFor(looked), ...(visitors ? { visitors: '1' } : {}) });
		const path = `/api/v1/playback/${court.code}?${query.toString()}`;
		const known = this.#kept.get(path);
		if (known) return known;
		const moment = (await this.#ask(path)) as PlaybackMoment;
		if (moment.state === 'recorded') this.#kept.set(path, moment);
		if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value!);
		return moment;
	}

	/** The day of a moment; `known` where it is that day and reaches so far: the running day grows. */
	async minutes(looked: Looked, at: string, known: PlaybackMinutes): Promise<PlaybackMinutes> {
		const from = dayStartMs(at, looked.zone);
		const last = known.spans.at(-1)?.[1] ?? -1;
		if (Date.parse(known.from) === from && minuteOfDay(at, looked.zone) <= last) return known;
		const to = from + (dayMinutes - 1) * minuteMs;
		const query = new URLSearchParams({ from: minuteText(from), to: minuteText(to), topics: topicsFor(looked) });
		return (await this.#ask(`/api/v1/playback/${looked.court.code}/minutes?${query.toString()}`)) as PlaybackMinutes;
	}
}

async function askServer(path: string): Promise<unknown> {
	const answer = await fetch(path, { cache: 'no-store' });
	if (answer.ok) return answer.json();
	const problem = (await answer.json().catch(() => ({}))) as { title?: string };
	throw new Error(answer.status === 401 ? '登录已失效，请重新登录' : (problem.title ?? `服务器答复 ${answer.status}`));
}
