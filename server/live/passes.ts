import { urgentTopics } from './projector.ts';
import type { TopicName } from '../../src/lib/contract/topics.ts';
import { ChangeTimes, mayPassAt, noPasses, type PassTimes } from './pace.ts';

/** A pass that takes longer than this no longer keeps others from beginning. */
const holdsLineMs = 60;
/** So long one topic follows the other without a turn for requests and heartbeats: a turn can be long when a batch or a sweep is at work. */
const turnMs = 8;
/** After a topic that is not urgent, the next such one waits this many times as long as it took: requests and what is urgent go between. */
const patientRest = 1;

/** One watched topic of one court. */
interface Entry {
	readonly scope: string;
	readonly topic: TopicName;
	/** Place among urgent topics; undefined for the others. */
	readonly urgency: number | undefined;
	state: 'idle' | 'waiting' | 'queued' | 'running';
	timer?: NodeJS.Timeout | undefined;
	/** A change has come during the pass: it asks for another one, not for one beside it. */
	again: boolean;
	passes: PassTimes;
	/** Who waits for a pass that has not begun, and for the one under way. */
	waiters: ((watched: boolean) => void)[];
	leaving: ((watched: boolean) => void)[];
}

const urgencies = new Map(urgentTopics.map((topic, index) => [topic, index]));

/**
 * Decides when each watched topic is projected again. Every topic has its own pace; the most urgent one that is due goes first, the
 * others in their turn and with at most half of the time between them, so that a storm makes figures that only add up a little later
 * and nothing else. They go one at a time, but a slow one keeps nobody waiting for long. What nobody watches is not in here.
 */
export class Passes {
	readonly #run: (scope: string, topic: TopicName) => Promise<boolean>;
	readonly #onError: (error: unknown) => void;
	readonly #scopes = new Map<string, { readonly changes: ChangeTimes; readonly topics: Map<TopicName, Entry> }>();
	#urgent: Entry[] = [];
	#patient: Entry[] = [];
	/** When the next topic that is not urgent may begin. */
	#patientFrom = 0;
	#patientTimer: NodeJS.Timeout | undefined;
	#holding: Entry | undefined;
	#woken = false;
	#turnBegan = -Infinity;
	#closed = false;
	readonly #running = new Set<Promise<void>>();

	/** `run` projects a topic and says whether a frame went out. */
	constructor(run: (scope: string, topic: TopicName) => Promise<boolean>, onError: (error: unknown) => void) {
		this.#run = run;
		this.#onError = onError;
	}

	/** Begins to keep a topic of a court up: nobody watched it, so it has to be looked at first. */
	add(scope: string, topic: TopicName): void {
		const known = this.#scopes.get(scope) ?? { changes: new ChangeTimes(), topics: new Map<TopicName, Entry>() };
		this.#scopes.set(scope, known);
		if (known.topics.has(topic)) return;
		const entry: Entry = {
			scope,
			topic,
			urgency: urgencies.get(topic),
			state: 'idle',
			again: false,
			passes: noPasses,
			waiters: [],
			leaving: [],
		};
		known.topics.set(topic, entry);
		this.#ask(entry);
	}

	/** Ends it: nobody watches any more. */
	remove(scope: string, topic: TopicName): void {
		const known = this.#scopes.get(scope);
		const entry = known?.topics.get(topic);
		if (!known || !entry) return;
		known.topics.delete(topic);
		if (known.topics.size === 0) this.#scopes.delete(scope);
		clearTimeout(entry.timer);
		this.#urgent = this.#urgent.filter((other) => other !== entry);
		this.#patient = this.#patient.filter((other) => other !== entry);
		for (const done of [...entry.waiters.splice(0), ...entry.leaving.splice(0)]) done(this.#closed);
	}

	/** Courts of which something is watched. */
	get scopes(): Iterable<string> {
		return this.#scopes.keys();
	}

	/** Something of a court has changed. `rush`: every topic goes at once, however lately it went (a new day). `only`: nothing but what that topic shows. */
	mark(scope: string, { rush = false, only }: { readonly rush?: boolean; readonly only?: TopicName } = {}): void {
		const known = this.#scopes.get(scope);
		if (!known) return;
		if (only === undefined) known.changes.note(performance.now());
		for (const entry of known.topics.values()) {
			if (only !== undefined && entry.topic !== only) continue;
			if (rush) this.#forgetPace(entry);
			this.#ask(entry);
		}
	}

	/**
	 * Resolves when everything that had changed when this was called has gone out; false where nobody watches any more, so that nothing will.
	 * Undefined for a topic that nobody watches.
	 */
	settled(scope: string, topic: TopicName): Promise<boolean> | undefined {
		const entry = this.#scopes.get(scope)?.topics.get(topic);
		if (!entry) return undefined;
		if (entry.state === 'idle') return Promise.resolve(true);
		// A pass under way may have read before the last change: only the next one counts then.
		const inTime = entry.state === 'running' && !entry.again;
		return new Promise((done) => (inTime ? entry.leaving : entry.waiters).push(done));
	}

	/** Resolves when a topic that has just begun to be watched has been looked at; undefined where it has been. */
	first(scope: string, topic: TopicName): Promise<boolean> | undefined {
		const entry = this.#scopes.get(scope)?.topics.get(topic);
		return entry?.passes === noPasses ? this.settled(scope, topic) : undefined;
	}

	/** Ends everything. Resolves when the passes under way are over: after that nothing is read any more. */
	async close(): Promise<void> {
		this.#closed = true;
		clearTimeout(this.#patientTimer);
		for (const scope of [...this.#scopes.keys()])
			for (const topic of [...(this.#scopes.get(scope)?.topics.keys() ?? [])]) this.remove(scope, topic);
		await Promise.all(this.#running);
	}

	#forgetPace(entry: Entry): void {
		entry.passes = noPasses;
		if (entry.state !== 'waiting') return;
		clearTimeout(entry.timer);
		entry.state = 'idle';
	}

	#ask(entry: Entry): void {
		// Nobody watches it any more: its last pass ended after that.
		if (this.#scopes.get(entry.scope)?.topics.get(entry.topic) !== entry) return;
		if (entry.state === 'running') entry.again = true;
		if (entry.state !== 'idle') return;
		const storm = this.#scopes.get(entry.scope)?.changes.isStorm(performance.now()) ?? false;
		const wait = mayPassAt(entry.passes, storm, entry.urgency === undefined ? 'usual' : 'urgent') - performance.now();
		if (wait <= 0) return this.#enqueue(entry);
		entry.state = 'waiting';
		entry.timer = setTimeout(() => {
			entry.state = 'idle';
			// What looked calm when the wait began may be a storm by now.
			this.#ask(entry);
		}, wait);
	}

	#enqueue(entry: Entry): void {
		entry.state = 'queued';
		const { urgency } = entry;
		if (urgency === undefined) this.#patient.push(entry);
		else {
			const at = this.#urgent.findIndex((other) => other.urgency! > urgency);
			this.#urgent.splice(at < 0 ? this.#urgent.length : at, 0, entry);
		}
		this.#wake();
	}

	#wake(): void {
		if (this.#woken || this.#holding || this.#closed) return;
		if (performance.now() - this.#turnBegan < turnMs) return this.#begin();
		this.#woken = true;
		setImmediate(() => {
			this.#woken = false;
			this.#turnBegan = performance.now();
			this.#begin();
		});
	}

	#begin(): void {
		const entry = this.#holding || this.#closed ? undefined : this.#next();
		if (!entry) return;
		const pass = this.#pass(entry).finally(() => this.#running.delete(pass));
		this.#running.add(pass);
	}

	#next(): Entry | undefined {
		if (this.#urgent.length > 0) return this.#urgent.shift();
		const wait = this.#patientFrom - performance.now();
		if (this.#patient.length === 0 || wait <= 0) return this.#patient.shift();
		// Somebody sits before an empty tile: that does not wait.
		const awaited = this.#patient.findIndex(({ waiters }) => waiters.length > 0);
		if (awaited >= 0) return this.#patient.splice(awaited, 1)[0];
		clearTimeout(this.#patientTimer);
		this.#patientTimer = setTimeout(() => this.#wake(), wait);
		return undefined;
	}

	async #pass(entry: Entry): Promise<void> {
		this.#holding = entry;
		entry.leaving = entry.waiters.splice(0);
		const began = performance.now();
		const letOthersOn = setTimeout(() => this.#letGo(entry), holdsLineMs);
		entry.state = 'running';
		entry.again = false;
		const sent = await this.#run(entry.scope, entry.topic).catch((error: unknown) => {
			this.#onError(error);
			return false;
		});
		clearTimeout(letOthersOn);
		const ended = performance.now();
		if (entry.urgency === undefined && entry.leaving.length === 0)
			this.#patientFrom = Math.max(this.#patientFrom, ended + (ended - began) * patientRest);
		const { last, secondLast } = entry.passes;
		entry.passes = { last: sent ? ended : last, secondLast: sent ? last : secondLast, ended, tookMs: ended - began };
		entry.state = 'idle';
		for (const done of entry.leaving.splice(0)) done(true);
		if (entry.again) this.#ask(entry);
		this.#letGo(entry);
	}

	#letGo(entry: Entry): void {
		if (this.#holding !== entry) return;
		this.#holding = undefined;
		if (this.#urgent.length + this.#patient.length > 0) this.#wake();
	}
}
