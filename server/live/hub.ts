import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { subscribeSchema, type ClientToServer, type ServerToClient } from '../../src/lib/contract/messages.ts';
import { type ClockTick, type TopicName } from '../../src/lib/contract/topics.ts';
import { superiorsOf } from '../core/directory/court-tree.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Change } from '../store/open.ts';
import { Projector, topicOrder, type Ceiling } from './projector.ts';
import type { LiveSource } from './scope.ts';

/** Who is at the other end of a socket, and what it may see at most. */
export interface Viewer {
	readonly ceiling: Ceiling;
	/** Whether a court's wall topics are open to this viewer. The lobby topic is open to everybody. */
	mayWatch(court: string): boolean;
}

/** What the hub is built from. */
export interface HubParts {
	readonly source: LiveSource;
	readonly speed: () => number;
	/** Whether a request comes from our own pages: Socket.IO itself lets any origin in. */
	readonly originIsOurs: (request: IncomingMessage) => boolean;
	/** The viewer behind a handshake, by screen token or by sign-in. */
	readonly viewerOf: (handshake: { readonly token?: string; readonly cookie?: string }) => Promise<Viewer>;
	readonly onChange: (listener: (change: Change) => void) => () => void;
	readonly onError: (error: unknown) => void;
	/** How often every socket's rights are looked at again. */
	readonly rightsEveryMs?: number;
}

/** The live side of the product. */
export interface Hub {
	attach(http: HttpServer): void;
	readonly projector: Projector;
	clock(): ClockTick;
	/** Projects everything that is watched again: court time has moved, or the rules have changed. */
	refresh(): void;
	/** Looks at every socket's rights again: it leaves what its viewer may no longer watch. */
	recheck(): Promise<void>;
	close(): Promise<void>;
}

type WallSocket = Socket<ClientToServer, ServerToClient>;

/** What just happened and what needs action goes out before the figures that only add up. */
type Pace = 'fast' | 'slow';
const fastTopics: readonly TopicName[] = ['ticker', 'actions', 'locks', 'requests'];

/** The first change goes out at once; later ones wait this long, and at least twice as long as the last projection took. */
const paces: Readonly<Record<Pace, { readonly topics: readonly TopicName[]; readonly coalesceMs: number }>> = {
	fast: { topics: fastTopics, coalesceMs: 30 },
	slow: { topics: topicOrder.filter((topic) => !fastTopics.includes(topic)), coalesceMs: 250 },
};
const busyFactor = 2;
const clockEveryMs = 5000;
const rightsEveryMs = 10_000;

const roomOf = (topic: string, scope: string, ceiling: Ceiling): string => `${topic}|${scope}|${ceiling}`;

/** Builds the live side: snapshot on subscribe, then whole payloads with a revision, projected once per topic, scope and ceiling. */
export function createHub(parts: HubParts): Hub {
	const { source } = parts;
	const watched = new Map<string, Map<TopicName, number>>();
	const pending = new Map<string, NodeJS.Timeout | 'now'>();
	const idleFrom = new Map<string, number>();
	/** Passes under way, and whether a change has come meanwhile. */
	const running = new Map<string, { again: boolean }>();
	let io: Server<ClientToServer, ServerToClient> | undefined;
	let lastDay = '';
	const projector = new Projector(source, (ceiling, frame) => io?.to(roomOf(frame.topic, frame.scope, ceiling)).emit('frame', frame));

	const clock = (): ClockTick => {
		const zone = [...source.directory().courts.values()][0]?.zone ?? 'Asia/Shanghai';
		const now = source.now();
		return { now, speed: parts.speed(), businessDay: dayOfInstant(now, zone), zone };
	};

	async function push(scope: string, pace: Pace): Promise<void> {
		const key = `${scope}|${pace}`;
		const { topics, coalesceMs } = paces[pace];
		const started = performance.now();
		pending.delete(key);
		// A change during this pass asks for another one, not for one beside it.
		const pass = { again: false };
		running.set(key, pass);
		for (const topic of topics) {
			if (!io || !watched.get(scope)?.has(topic)) continue;
			await projector.project(scope, [topic]).catch(parts.onError);
			// Requests and heartbeats get their turn between topics.
			await new Promise((resolve) => setImmediate(resolve));
		}
		const now = performance.now();
		idleFrom.set(key, now + Math.max(coalesceMs, (now - started) * busyFactor));
		running.delete(key);
		if (pass.again) schedule(scope, pace);
	}

	function mark(scope: string): void {
		if (watched.has(scope)) for (const pace of ['fast', 'slow'] as const) schedule(scope, pace);
	}

	function schedule(scope: string, pace: Pace): void {
		const key = `${scope}|${pace}`;
		const pass = running.get(key);
		if (pass) pass.again = true;
		if (pass || pending.has(key)) return;
		const wait = (idleFrom.get(key) ?? 0) - performance.now();
		if (wait <= 0) {
			pending.set(key, 'now');
			setImmediate(() => void push(scope, pace));
		} else
			pending.set(
				key,
				setTimeout(() => void push(scope, pace), wait),
			);
	}

	function changed({ courts }: Change): void {
		const scopes = new Set<string>();
		for (const court of courts) {
			scopes.add(court);
			for (const superior of superiorsOf(source.directory(), court)) scopes.add(superior.code);
		}
		for (const scope of scopes) mark(scope);
	}

	const refresh = (): void => {
		for (const scope of watched.keys()) mark(scope);
	};

	async function subscribe(socket: WallSocket, request: unknown): Promise<void> {
		const parsed = subscribeSchema.safeParse(request);
		if (!parsed.success) return void socket.emit('refused', { topic: '', scope: '', reason: '订阅请求格式不正确' });
		const viewer = await recheckSocket(socket);
		const byScope = Map.groupBy(parsed.data.topics, (item) => item.scope);
		for (const [scope, items] of byScope) {
			const topics = items.map((item) => item.topic).filter((topic) => allow(socket, viewer, topic, scope));
			if (topics.length === 0) continue;
			const stale = topics.filter((topic) => !watched.get(scope)?.has(topic));
			await projector.snapshot(scope, topics, viewer.ceiling, stale);
			if (!socket.connected) return;
			// Joined and answered in one go: no frame can fall between the snapshot and the room.
			for (const topic of topics) join(socket, topic, scope, viewer.ceiling);
			for (const frame of projector.frames(scope, topics, viewer.ceiling)) socket.emit('frame', frame);
		}
	}

	const isOpen = (viewer: Viewer, topic: string, scope: string): boolean =>
		source.directory().courts.has(scope) && (topic === 'lobby' || viewer.mayWatch(scope));

	/** The viewer as of now; rooms that are no longer open to it, or show more or less than it may see, are left. */
	async function recheckSocket(socket: WallSocket): Promise<Viewer> {
		const auth = socket.handshake.auth as { token?: unknown };
		const viewer = await parts.viewerOf({
			...(typeof auth.token === 'string' ? { token: auth.token } : {}),
			...(socket.handshake.headers.cookie ? { cookie: socket.handshake.headers.cookie } : {}),
		});
		for (const room of [...socket.rooms]) {
			const [topic, scope, ceiling] = room.split('|') as [TopicName, string?, string?];
			if (!scope || !ceiling || (isOpen(viewer, topic, scope) && (topic === 'lobby' || ceiling === viewer.ceiling))) continue;
			void socket.leave(room);
			leave(topic, scope);
			socket.emit('refused', { topic, scope, reason: '查看权限已变更，请重新打开页面' });
		}
		return viewer;
	}

	let rechecking = false;
	async function recheck(): Promise<void> {
		if (rechecking) return;
		rechecking = true;
		for (const socket of io?.sockets.sockets.values() ?? []) await recheckSocket(socket).catch(parts.onError);
		rechecking = false;
	}

	function allow(socket: WallSocket, viewer: Viewer, topic: TopicName, scope: string): boolean {
		const open = isOpen(viewer, topic, scope);
		if (!open) socket.emit('refused', { topic, scope, reason: '无权查看该法院的数据' });
		return open;
	}

	function join(socket: WallSocket, topic: TopicName, scope: string, ceiling: Ceiling): void {
		const room = roomOf(topic, scope, ceiling);
		if (socket.rooms.has(room)) return;
		void socket.join(room);
		const topics = watched.get(scope) ?? new Map<TopicName, number>();
		topics.set(topic, (topics.get(topic) ?? 0) + 1);
		watched.set(scope, topics);
	}

	function leave(topic: TopicName, scope: string): void {
		const topics = watched.get(scope);
		const left = (topics?.get(topic) ?? 1) - 1;
		if (left > 0) topics?.set(topic, left);
		else topics?.delete(topic);
		if (topics?.size === 0) watched.delete(scope);
	}

	function welcome(socket: WallSocket): void {
		socket.emit('clock', clock());
		// `disconnecting` still knows the rooms; after it they are gone.
		socket.on('disconnecting', () => {
			for (const room of socket.rooms) {
				const [topic, scope, ceiling] = room.split('|');
				if (scope && ceiling) leave(topic as TopicName, scope);
			}
		});
		socket.on('subscribe', (request) => void subscribe(socket, request).catch(parts.onError));
	}

	const stopListening = parts.onChange(changed);
	const beat = setInterval(() => {
		const tick = clock();
		io?.emit('clock', tick);
		// A new day changes every figure though nothing happened; a quiet feed grows old.
		if (tick.businessDay !== lastDay || parts.speed() > 1) refresh();
		lastDay = tick.businessDay;
	}, clockEveryMs);
	const slow = setInterval(refresh, 30_000);
	const rights = setInterval(() => void recheck(), parts.rightsEveryMs ?? rightsEveryMs);

	return {
		projector,
		clock,
		refresh,
		recheck,
		attach(http) {
			io = new Server(http, {
				serveClient: false,
				destroyUpgrade: false,
				maxHttpBufferSize: 64 * 1024,
				allowRequest: (request, done) => done(null, parts.originIsOurs(request)),
			});
			// Listening before the client hears that it is connected, so that no subscription comes too early.
			io.use((socket, next) => {
				welcome(socket);
				next();
			});
			io.engine.on('connection_error', () => undefined);
		},
		async close() {
			stopListening();
			clearInterval(beat);
			clearInterval(slow);
			clearInterval(rights);
			for (const timer of pending.values()) if (timer !== 'now') clearTimeout(timer);
			await io?.close();
		},
	};
}
