import type { TopicName } from '../../src/lib/contract/topics.ts';
import type { Ceiling } from './projector.ts';

/** One topic of one court. */
export interface Place {
	readonly topic: TopicName;
	readonly scope: string;
}

/** What one socket watches, and whether it is too far behind to be sent more. */
export interface Member {
	readonly watching: Map<string, Place & { readonly ceiling: Ceiling }>;
	behind: boolean;
}

/** Topics of courts that one socket may watch: a wall watches those of one court, a desk page those of a few. */
const mostWatched = 512;

const keyOf = ({ topic, scope }: Place): string => `${topic}|${scope}`;

/** Who watches what: told where somebody begins to watch a topic of a court, and where nobody does any more. */
export class Subscriptions {
	readonly #members = new WeakMap<object, Member>();
	readonly #counts = new Map<string, number>();
	readonly #begin: (place: Place) => void;
	readonly #end: (place: Place) => void;

	constructor(begin: (place: Place) => void, end: (place: Place) => void) {
		this.#begin = begin;
		this.#end = end;
	}

	/** A socket is a member from its connection to its end. */
	enter(socket: object): Member {
		const member: Member = { watching: new Map(), behind: false };
		this.#members.set(socket, member);
		return member;
	}

	of(socket: object): Member | undefined {
		return this.#members.get(socket);
	}

	/** Whether a socket watches that already, or may watch more than it does. */
	hasRoom(socket: object, place: Place): boolean {
		const watching = this.#members.get(socket)?.watching;
		return !watching || watching.size < mostWatched || watching.has(keyOf(place));
	}

	/** False where it watched that already, under the same ceiling. */
	watch(socket: object, place: Place, ceiling: Ceiling): boolean {
		const member = this.#members.get(socket);
		const key = keyOf(place);
		const known = member?.watching.get(key);
		if (!member || known?.ceiling === ceiling) return false;
		member.watching.set(key, { ...place, ceiling });
		if (known) return true;
		const count = this.#counts.get(key) ?? 0;
		this.#counts.set(key, count + 1);
		if (count === 0) this.#begin(place);
		return true;
	}

	unwatch(socket: object, place: Place): void {
		const key = keyOf(place);
		if (!this.#members.get(socket)?.watching.delete(key)) return;
		const count = (this.#counts.get(key) ?? 1) - 1;
		if (count > 0) return void this.#counts.set(key, count);
		this.#counts.delete(key);
		this.#end(place);
	}

	/** The socket is gone. */
	leave(socket: object): void {
		for (const place of [...(this.#members.get(socket)?.watching.values() ?? [])]) this.unwatch(socket, place);
		this.#members.delete(socket);
	}
}
