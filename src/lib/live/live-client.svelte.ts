import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../contract/messages.ts';
import type { ScreenCommand, ScreenHandshake, ScreenProgram, ScreenReport } from '../contract/screens.ts';
import type { ClockTick, Frame, TopicName } from '../contract/topics.ts';
import { correctClock, courtNow, tickAt, untilNextTick, type ClockSample } from './clock.ts';
import { Listeners } from './listeners.ts';
import type { Shown } from './keeper.ts';
import { PageLife } from './page-life.ts';
import type { ConnectionState, LiveSource } from './source.ts';
import { TickWatch } from './tick-watch.ts';
import { TopicStore } from './topic-store.svelte.ts';

/** What a page wants to see live, and what it was rendered with. */
export interface LiveRequest {
	readonly topics: readonly TopicName[];
	readonly scope: string;
	readonly token?: string;
	/** The page of a paired screen: it comes with its cookie. Any other page in that browser comes as its person. */
	readonly asScreen?: boolean;
	readonly initialFrames: readonly Frame[];
	readonly initialClock: ClockTick;
	/** Where the server is; absent: where the page comes from. */
	readonly address?: string;
}

/** Real time after which a lost connection makes the figures stale. */
const staleAfterMs = 15_000;
/** After a new connection everything has been answered by then, or is not known any more. */
const answeredAfterMs = 5_000;
/** A refused screen asks again at this pace: the token may be allowed again without anybody touching the screen. */
const retryRefusedMs = 20_000;

const handshakeOf = ({ token, asScreen = false }: LiveRequest): ScreenHandshake => (token === undefined ? { screen: asScreen } : { token });

/** The live client: one socket, one store per topic, the court's clock. It starts with the page's own frames, so nothing waits for it. */
export class LiveClient implements LiveSource {
	readonly zone: string;
	now = $state(0);
	speed = $state(1);
	connection = $state.raw<ConnectionState>({ kind: 'connecting' });
	stale = $state(false);
	/** How many connections there have been: the server knows nothing of a former one. */
	connections = 0;
	readonly #request: LiveRequest;
	#scope: string;
	#stores = $state.raw<readonly TopicStore[]>([]);
	#sample: ClockSample;
	#socket: Socket<ServerToClient, ClientToServer> | undefined;
	/** Court time at which the server was last heard. */
	#heardAt: string;
	readonly #ticks = new TickWatch(() => this.#onQuiet());
	#life: PageLife | undefined;
	#answeredTimer: ReturnType<typeof setTimeout> | undefined;
	#tickTimer: ReturnType<typeof setTimeout> | undefined;
	#staleTimer: ReturnType<typeof setTimeout> | undefined;
	#retryTimer: ReturnType<typeof setTimeout> | undefined;
	readonly #programListeners = new Listeners<[ScreenProgram]>();
	readonly #commandListeners = new Listeners<[ScreenCommand]>();
	readonly #unpairedListeners = new Listeners<[]>();

	constructor(request: LiveRequest) {
		this.#request = request;
		this.#scope = request.scope;
		this.zone = request.initialClock.zone;
		this.#heardAt = request.initialClock.now;
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

	/** Hears every program that the server sends to this paired screen, until the returned function is called. */
	onProgram(listener: (program: ScreenProgram) => void): () => void {
		return this.#programListeners.add(listener);
	}

	/** Hears every command to this paired screen, until the returned function is called. */
	onCommand(listener: (command: ScreenCommand) => void): () => void {
		return this.#commandListeners.add(listener);
	}

	/** Hears that this device is no longer a screen, until the returned function is called. */
	onUnpaired(listener: () => void): () => void {
		return this.#unpairedListeners.add(listener);
	}

	/**
	 * Watches these topics of this court from now on. What is known of a court that stays is kept; for another court the
	 * connection is made anew, so that the server no longer sends the former one's.
	 */
	watch(topics: readonly TopicName[], scope: string): void {
		const moved = scope !== this.#scope;
		const known = moved ? [] : this.#stores;
		this.#scope = scope;
		this.#stores = topics.map((topic) => known.find((store) => store.topic === topic) ?? new TopicStore(topic, undefined));
		if (!this.#socket?.connected) return;
		if (moved) this.#socket.disconnect().connect();
		else this.#subscribe(topics.filter((topic) => !known.some((store) => store.topic === topic)));
	}

	/** Says how this paired screen is; false where nobody hears it now. */
	report(report: ScreenReport): boolean {
		if (!this.#socket?.connected) return false;
		this.#socket.emit('report', report);
		return true;
	}

	/** Connects and keeps connected until the returned function is called. */
	start(): () => void {
		if (this.#request.address === undefined) this.#beginPage();
		const options: Partial<ManagerOptions & SocketOptions> = {
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			auth: handshakeOf(this.#request),
			reconnectionDelay: 500,
			reconnectionDelayMax: 5_000,
			randomizationFactor: 0.5,
			timeout: 8_000,
		};
		const socket: Socket<ServerToClient, ClientToServer> =
			this.#request.address === undefined ? io(options) : io(this.#request.address, options);
		this.#socket = socket;
		socket.on('connect', () => this.#onConnected());
		socket.on('disconnect', (reason) => this.#onLost(reason === 'io server disconnect'));
		socket.on('connect_error', (error) => (socket.active ? this.#onFailed(socket) : this.#onRefused(error.message)));
		socket.on('frame', (frame) => this.#onFrame(frame));
		socket.on('clock', (tick) => this.#onClock(tick));
		socket.on('build', (build) => this.#life?.build.heard(build));
		socket.on('program', (program) => this.#programListeners.tell(program));
		socket.on('command', (command) => this.#commandListeners.tell(command));
		socket.on('refused', ({ topic, scope, reason }) => this.#onTopicRefused(topic, scope, reason));
		this.#tick();
		return () => this.#stop();
	}

	#store(topic: TopicName): TopicStore | undefined {
		return this.#stores.find((store) => store.topic === topic);
	}

	#stop(): void {
		for (const timer of [this.#tickTimer, this.#staleTimer, this.#retryTimer, this.#answeredTimer]) clearTimeout(timer);
		this.#ticks.stop();
		this.#life?.stop();
		this.#socket?.disconnect();
		this.#socket = undefined;
	}

	/** A page that was kept from before begins as what it is: old, and without the server. */
	#beginPage(): void {
		const life = new PageLife(
			() => this.#socket?.connected === true,
			() => this.#shown(),
		);
		this.#life = life;
		const old = PageLife.oldStart(this.#request.initialClock);
		if (old) {
			this.#sample = correctClock(undefined, old.tick, performance.now());
			this.now = this.#sample.courtMs;
			this.#beOld(old.heldUntil);
			void life.recall(this.#scope, this.#request.initialFrames).then((kept) => {
				if (!kept || this.connection.kind === 'live') return;
				for (const store of this.#stores) store.frame = kept.frames.find((frame) => frame.topic === store.topic) ?? store.frame;
				this.#beOld(kept.tick.now);
			});
		}
		life.keep();
	}

	#beOld(heldUntil: string): void {
		this.#heardAt = heldUntil;
		this.stale = true;
		this.connection = { kind: 'reconnecting', since: Date.parse(heldUntil) };
		for (const store of this.#stores) store.heldUntil(heldUntil);
	}

	/** What is on show, while it is true. */
	#shown(): Shown | undefined {
		if (this.connection.kind !== 'live' || this.stale) return undefined;
		return {
			scope: this.#scope,
			tick: tickAt(this.now, this.speed, this.zone),
			frames: this.#stores.flatMap((store) => store.frame ?? []),
		};
	}

	#onConnected(): void {
		this.connections += 1;
		clearTimeout(this.#staleTimer);
		this.#staleTimer = undefined;
		this.connection = { kind: 'live' };
		this.#ticks.heard();
		const nowMs = performance.now();
		for (const store of this.#stores) store.expectSnapshot(nowMs);
		this.#subscribe(this.#stores.map((store) => store.topic));
		clearTimeout(this.#answeredTimer);
		this.#answeredTimer = setTimeout(() => {
			for (const store of this.#stores) store.dropIfAwaited();
			this.stale = false;
		}, answeredAfterMs);
	}

	/** What is on show is old until every topic has been answered over the new connection. */
	#onAnswered(): void {
		if (this.stale && this.connection.kind === 'live' && this.#stores.every((store) => !store.isAwaited)) this.stale = false;
	}

	#onLost(byServer: boolean): void {
		this.#ticks.stop();
		clearTimeout(this.#answeredTimer);
		if (this.connection.kind !== 'reconnecting') this.connection = { kind: 'reconnecting', since: Date.parse(this.#heardAt) };
		for (const store of this.#stores) store.heldUntil(this.#heardAt);
		this.#staleTimer ??= setTimeout(() => (this.stale = true), staleAfterMs);
		// The library does not come back by itself when the server closed the socket on purpose (restart, revoked sign-in).
		if (byServer) this.#retryIn(500 + Math.random() * 2_000);
	}

	/** The connection hangs: nobody closed it, and nothing comes. */
	#onQuiet(): void {
		this.stale = true;
		this.#socket?.disconnect().connect();
	}

	/** A proxy that swallows WebSockets lets the attempt run out: the next one begins with the other transport. */
	#onFailed({ io: manager }: Socket): void {
		manager.opts.transports = [...(manager.opts.transports ?? [])].reverse() as typeof manager.opts.transports;
		this.#onLost(false);
	}

	#onRefused(reason: string): void {
		this.connection = { kind: 'refused', reason };
		this.#life?.forget();
		this.stale = true;
		this.#retryIn(retryRefusedMs * (0.75 + Math.random() / 2));
	}

	#retryIn(delayMs: number): void {
		clearTimeout(this.#retryTimer);
		this.#retryTimer = setTimeout(() => this.#socket?.connect(), delayMs);
	}

	#subscribe(topics: readonly TopicName[]): void {
		if (topics.length === 0) return;
		this.#socket?.emit('subscribe', { topics: topics.map((topic) => ({ topic, scope: this.#scope })) });
	}

	#onFrame(frame: Frame): void {
		if (frame.scope !== this.#scope) return;
		const askAgain = this.#store(frame.topic)?.take(frame, performance.now());
		if (askAgain) this.#subscribe([frame.topic]);
		this.#onAnswered();
	}

	#onTopicRefused(topic: string, scope: string, reason: string): void {
		if (topic === 'screen') {
			this.#life?.forget();
			this.#unpairedListeners.tell();
		}
		if (scope !== this.#scope) return;
		this.#store(topic as TopicName)?.refuse(reason);
		if (this.#stores.length > 0 && this.#stores.every((store) => store.refusal !== undefined)) this.#life?.forget();
		this.#onAnswered();
	}

	#onClock(tick: ClockTick): void {
		this.#ticks.heard();
		this.#heardAt = tick.now;
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
		this.#ticks.ticked(Date.now(), localMs);
		// A few ms past the boundary, so that the second shown is the new one.
		this.#tickTimer = setTimeout(() => this.#tick(), untilNextTick(this.#sample, localMs) + 5);
	}
}

/** A live client for a page; call `start()` when the page is in the browser. */
export function connectLive(request: LiveRequest): LiveClient {
	return new LiveClient(request);
}
