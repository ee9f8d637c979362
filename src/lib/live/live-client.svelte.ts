import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../contract/messages.ts';
import type { ClockTick, Frame, TopicName } from '../contract/topics.ts';
import { correctClock, courtNow, untilNextTick, type ClockSample } from './clock.ts';
import type { ConnectionState, LiveSource } from './source.ts';
import { TopicStore } from './topic-store.svelte.ts';

/** What a page wants to see live, and what it was rendered with. */
export interface LiveRequest {
	readonly topics: readonly TopicName[];
	readonly scope: string;
	readonly token?: string;
	readonly initialFrames: readonly Frame[];
	readonly initialClock: ClockTick;
}

/** Real time after which a lost connection makes the figures stale. */
const staleAfterMs = 15_000;
/** A refused screen asks again at this pace: the token may be allowed again without anybody touching the screen. */
const retryRefusedMs = 20_000;

/** The live client: one socket, one store per topic, the court's clock. It starts with the page's own frames, so nothing waits for it. */
export class LiveClient implements LiveSource {
	readonly zone: string;
	now = $state(0);
	speed = $state(1);
	connection = $state.raw<ConnectionState>({ kind: 'connecting' });
	stale = $state(false);
	readonly #request: LiveRequest;
	readonly #stores: readonly TopicStore[];
	#sample: ClockSample;
	#socket: Socket<ServerToClient, ClientToServer> | undefined;
	#tickTimer: ReturnType<typeof setTimeout> | undefined;
	#staleTimer: ReturnType<typeof setTimeout> | undefined;
	#retryTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(request: LiveRequest) {
		this.#request = request;
		this.zone = request.initialClock.zone;
		const initial = (topic: TopicName) => request.initialFrames.find((frame) => frame.topic === topic && frame.scope === request.scope);
		this.#stores = request.topics.map((topic) => new TopicStore(topic, initial(topic)));
		this.#sample = correctClock(undefined, request.initialClock, performance.now());
		this.now = this.#sample.courtMs;
		this.speed = this.#sample.speed;
	}

	frame<T extends TopicName>(topic: T): Frame<T> | undefined {
		// A store only ever holds frames of its own topic.
		return this.#store(topic)?.frame as Frame<T> | undefined;
	}

	refusal(topic: TopicName): string | undefined {
		return this.#store(topic)?.refusal;
	}

	/** Connects and keeps connected until the returned function is called. */
	start(): () => void {
		const socket: Socket<ServerToClient, ClientToServer> = io({
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			auth: this.#request.token === undefined ? {} : { token: this.#request.token },
			reconnectionDelay: 500,
			reconnectionDelayMax: 8_000,
			randomizationFactor: 0.5,
			timeout: 8_000,
		});
		this.#socket = socket;
		socket.on('connect', () => this.#onConnected());
		socket.on('disconnect', (reason) => this.#onLost(reason === 'io server disconnect'));
		socket.on('connect_error', (error) => (socket.active ? this.#onLost(false) : this.#onRefused(error.message)));
		socket.on('frame', (frame) => this.#onFrame(frame));
		socket.on('clock', (tick) => this.#onClock(tick));
		socket.on('refused', ({ topic, scope, reason }) => this.#onTopicRefused(topic, scope, reason));
		this.#tick();
		return () => this.#stop();
	}

	#store(topic: TopicName): TopicStore | undefined {
		return this.#stores.find((store) => store.topic === topic);
	}

	#stop(): void {
		for (const timer of [this.#tickTimer, this.#staleTimer, this.#retryTimer]) clearTimeout(timer);
		this.#socket?.disconnect();
		this.#socket = undefined;
	}

	#onConnected(): void {
		clearTimeout(this.#staleTimer);
		this.#staleTimer = undefined;
		this.stale = false;
		this.connection = { kind: 'live' };
		this.#subscribe(this.#stores.map((store) => store.topic));
	}

	#onLost(byServer: boolean): void {
		if (this.connection.kind !== 'reconnecting') this.connection = { kind: 'reconnecting', since: this.now };
		this.#staleTimer ??= setTimeout(() => (this.stale = true), staleAfterMs);
		// The library does not come back by itself when the server closed the socket on purpose (restart, revoked sign-in).
		if (byServer) this.#retryIn(500 + Math.random() * 2_000);
	}

	#onRefused(reason: string): void {
		this.connection = { kind: 'refused', reason };
		this.stale = true;
		this.#retryIn(retryRefusedMs * (0.75 + Math.random() / 2));
	}

	#retryIn(delayMs: number): void {
		clearTimeout(this.#retryTimer);
		this.#retryTimer = setTimeout(() => this.#socket?.connect(), delayMs);
	}

	#subscribe(topics: readonly TopicName[]): void {
		const nowMs = performance.now();
		for (const topic of topics) this.#store(topic)?.expectSnapshot(nowMs);
		this.#socket?.emit('subscribe', { topics: topics.map((topic) => ({ topic, scope: this.#request.scope })) });
	}

	#onFrame(frame: Frame): void {
		if (frame.scope !== this.#request.scope) return;
		const askAgain = this.#store(frame.topic)?.take(frame, performance.now());
		if (askAgain) this.#subscribe([frame.topic]);
	}

	#onTopicRefused(topic: string, scope: string, reason: string): void {
		if (scope !== this.#request.scope) return;
		for (const store of this.#stores) if (store.topic === topic) store.refusal = reason;
	}

	#onClock(tick: ClockTick): void {
		this.#sample = correctClock(this.#sample, tick, performance.now());
		if (this.speed !== this.#sample.speed) {
			this.speed = this.#sample.speed;
			clearTimeout(this.#tickTimer);
			this.#tick();
		}
	}

	#tick(): void {
		const localMs = performance.now();
		this.now = courtNow(this.#sample, localMs);
		// A few ms past the boundary, so that the second shown is the new one.
		this.#tickTimer = setTimeout(() => this.#tick(), untilNextTick(this.#sample, localMs) + 5);
	}
}

/** A live client for a page; call `start()` when the page is in the browser. */
export function connectLive(request: LiveRequest): LiveClient {
	return new LiveClient(request);
}
