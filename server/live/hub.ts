import { Server } from 'socket.io';
import type { ClientToServer, ServerToClient } from '../../src/lib/contract/messages.ts';
import { type ClockTick, type TopicName } from '../../src/lib/contract/topics.ts';
import { superiorsOf } from '../core/directory/court-tree.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Change } from '../store/open.ts';
import { hearAsked } from './ask-pace.ts';
import { dropFrames, hasCaughtUp, isBehind } from './backlog.ts';
import { DayRoll } from './day-roll.ts';
import { credentialsOf, type Hub, type HubParts, type SocketCredentials, type Viewer, type WallSocket } from './hub-parts.ts';
import { Passes } from './passes.ts';
import { mayShow, Projector, type Ceiling } from './projector.ts';
import { Subscriptions, type Place } from './subscriptions.ts';

export type { Hub, HubParts, SocketCredentials, Viewer, WallSocket };

const clockEveryMs = 5000;
/** Deadlines pass and feeds grow old though nothing happens. */
const refreshEveryMs = 30_000;
const rightsEveryMs = 2000;
/** Looking at rights takes at most one part in so many of the time. */
const rightsShare = 30;
/** Sockets whose rights are looked at before others get their turn. */
const rightsAtOnce = 20;
const backlogEveryMs = 250;

const roomOf = ({ topic, scope }: Place, ceiling: Ceiling): string => `${topic}|${scope}|${ceiling}`;

/** Builds the live side: snapshot on subscribe, then whole payloads with a revision, projected once per topic and scope, encoded once per ceiling. */
export function createHub(parts: HubParts): Hub {
	const { source } = parts;
	let io: Server<ClientToServer, ServerToClient> | undefined;
	const passes: Passes = new Passes(async (scope, topic) => {
		if (projector.isTrue(topic, scope)) return false;
		const before = projector.frame(topic, scope, 'internal');
		await projector.project(scope, [topic]);
		return projector.frame(topic, scope, 'internal') !== before;
	}, parts.onError);
	const projector = new Projector(source, sendToWatchers, {
		settled: (scope, topic) => passes.settled(scope, topic),
		onError: parts.onError,
	});
	const subscriptions = new Subscriptions(
		(place) => {
			parts.observer?.begins(place);
			passes.add(place.scope, place.topic);
		},
		(place) => {
			passes.remove(place.scope, place.topic);
			parts.observer?.ends(place);
		},
	);
	/** Snapshots that are due, by room: a thousand screens that come at once are answered together, each frame encoded once. */
	let outbox = new Map<string, { readonly place: Place; readonly ceiling: Ceiling; readonly sockets: Set<WallSocket> }>();

	const clock = (): ClockTick => {
		const zone = [...source.directory().courts.values()][0]?.zone ?? 'Asia/Shanghai';
		const now = source.now();
		return { now, speed: parts.speed(), businessDay: dayOfInstant(now, zone), zone };
	};

	function sendToWatchers(topic: TopicName, scope: string): void {
		parts.observer?.advanced(topic, scope);
		for (const ceiling of ['internal', 'public'] as const) {
			const room = roomOf({ topic, scope }, ceiling);
			if (!io?.sockets.adapter.rooms.has(room)) continue;
			const frame = projector.frame(topic, scope, ceiling);
			if (frame) io.to(room).emit('frame', frame);
		}
	}

	function changed({ courts, lobbies }: Change): void {
		const scopes = new Set<string>();
		for (const court of courts) {
			scopes.add(court);
			for (const superior of superiorsOf(source.directory(), court)) scopes.add(superior.code);
		}
		for (const scope of scopes) mark(scope);
		for (const court of lobbies) {
			projector.changed(court, 'lobby');
			passes.mark(court, { only: 'lobby' });
		}
	}

	function mark(scope: string, rush = false): void {
		projector.changed(scope);
		passes.mark(scope, { rush });
	}

	const refresh = (): void => {
		day.look();
		for (const scope of [...passes.scopes]) mark(scope);
	};

	let directory = source.directory();
	/** A change of the directory is told of before it can be read, and by the courts above as they were: when it can, everything is looked at. */
	const lookAtDirectory = (): void => {
		if (source.directory() === directory) return;
		directory = source.directory();
		refresh();
	};

	async function subscribe(socket: WallSocket, asked: readonly Place[]): Promise<void> {
		const viewer = await recheckSocket(socket, credentialsOf(socket));
		const places = asked.filter((place) => allow(socket, viewer, place));
		// Watched before it is looked at: a change that comes meanwhile is not missed.
		for (const place of places) subscriptions.watch(socket, place, viewer.ceiling);
		await Promise.all(places.map(({ scope, topic }) => passes.first(scope, topic)));
		for (const place of places) promise(socket, place);
	}

	/** A socket is owed the present frame of what it watches. */
	function promise(socket: WallSocket, place: Place): void {
		const ceiling = subscriptions.of(socket)?.watching.get(`${place.topic}|${place.scope}`)?.ceiling;
		if (!ceiling) return;
		const room = roomOf(place, ceiling);
		const due = outbox.get(room) ?? { place, ceiling, sockets: new Set() };
		due.sockets.add(socket);
		if (outbox.size === 0) setImmediate(keepPromises);
		outbox.set(room, due);
	}

	/** Joined and answered in one go: no frame can fall between the snapshot and the room. */
	function keepPromises(): void {
		const due = outbox;
		outbox = new Map();
		for (const [room, { place, ceiling, sockets }] of due) {
			const ready = [...sockets].filter((socket) => {
				const member = subscriptions.of(socket);
				return member && !member.behind && member.watching.get(`${place.topic}|${place.scope}`)?.ceiling === ceiling;
			});
			for (const socket of ready) void socket.join(room);
			const frame = projector.frame(place.topic, place.scope, ceiling);
			if (frame && ready.length > 0) io?.to(ready.map(({ id }) => id)).emit('frame', frame);
		}
	}

	/** Screens that do not take what they are sent are sent no more; those that have caught up get fresh frames instead of what they missed. */
	function lookAtBacklogs(): void {
		for (const socket of io?.sockets.sockets.values() ?? []) {
			const member = subscriptions.of(socket);
			if (member?.behind && hasCaughtUp(socket)) {
				member.behind = false;
				for (const place of member.watching.values()) promise(socket, place);
			} else if (member && !member.behind && isBehind(socket)) {
				member.behind = true;
				for (const place of member.watching.values()) void socket.leave(roomOf(place, place.ceiling));
				dropFrames(socket);
			}
		}
	}

	const isOpen = (viewer: Viewer, { topic, scope }: Place): boolean =>
		source.directory().courts.has(scope) && mayShow(topic, viewer.ceiling) && (topic === 'lobby' || viewer.mayWatch(scope));

	function allow(socket: WallSocket, viewer: Viewer, place: Place): boolean {
		const reason = !mayShow(place.topic, viewer.ceiling)
			? '对外展示的屏幕不显示此项'
			: !isOpen(viewer, place)
				? '无权查看该法院的数据'
				: subscriptions.hasRoom(socket, place)
					? undefined
					: '一个连接订阅的内容过多';
		if (reason !== undefined) socket.emit('refused', { ...place, reason });
		return reason === undefined;
	}

	/** The viewer as of now; what is no longer open to it, or would show more or less than it may see, is left. */
	async function recheckSocket(
		socket: WallSocket,
		credentials: SocketCredentials,
		viewerOf: HubParts['viewerOf'] = parts.viewerOf,
	): Promise<Viewer> {
		const viewer = await viewerOf(credentials);
		for (const place of [...(subscriptions.of(socket)?.watching.values() ?? [])]) {
			const { topic, scope, ceiling } = place;
			if (isOpen(viewer, place) && (topic === 'lobby' || ceiling === viewer.ceiling)) continue;
			void socket.leave(roomOf(place, ceiling));
			subscriptions.unwatch(socket, place);
			socket.emit('refused', { topic, scope, reason: '查看权限已变更，请重新打开页面' });
		}
		return viewer;
	}

	let rechecking: Promise<void> | undefined;
	let recheckingNext: Promise<void> | undefined;
	/** One round at a time; who asks during one waits for the next, because that one may have looked already. */
	function recheck(): Promise<void> {
		if (rechecking)
			return (recheckingNext ??= rechecking.then(() => {
				recheckingNext = undefined;
				return recheck();
			}));
		rechecking = recheckAll().finally(() => {
			rechecking = undefined;
		});
		return rechecking;
	}

	/** Sockets with the same credentials are asked about once. */
	async function recheckAll(): Promise<void> {
		const viewers = new Map<string, Promise<Viewer>>();
		const once = (credentials: SocketCredentials): Promise<Viewer> => {
			const key = JSON.stringify([credentials.token, credentials.cookie, credentials.screen]);
			const known = viewers.get(key) ?? parts.viewerOf(credentials);
			viewers.set(key, known);
			return known;
		};
		let looked = 0;
		for (const socket of [...(io?.sockets.sockets.values() ?? [])]) {
			if (closed) return;
			await recheckSocket(socket, credentialsOf(socket), once).catch(parts.onError);
			looked += 1;
			if (looked % rightsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
		}
	}

	let rights: NodeJS.Timeout | undefined;
	function recheckIn(ms: number): void {
		rights = setTimeout(() => {
			const began = performance.now();
			void recheck().finally(() => {
				const took = performance.now() - began;
				if (!closed) recheckIn(Math.max(parts.rightsEveryMs ?? rightsEveryMs, took * rightsShare));
			});
		}, ms);
	}

	function welcome(socket: WallSocket): void {
		subscriptions.enter(socket);
		socket.emit('clock', clock());
		if (parts.build !== undefined) socket.emit('build', parts.build);
		parts.onSocket?.(socket, credentialsOf(socket));
		socket.on('disconnect', () => subscriptions.leave(socket));
		hearAsked(socket, (places) => subscribe(socket, places), { answers, onError: parts.onError });
	}

	/** Subscriptions that are being answered. */
	const answers = new Set<Promise<void>>();
	let closed = false;
	/** A new day changes every figure though nothing happened: screens are told, and everything is projected anew, at once. */
	const day = new DayRoll(
		{
			now: () => source.now(),
			speed: () => parts.speed(),
			zones: () => new Set([...source.directory().courts.values()].map(({ zone }) => zone)),
		},
		() => {
			io?.emit('clock', clock());
			for (const scope of [...passes.scopes]) mark(scope, true);
		},
	);
	const stopListening = parts.onChange(changed);
	const timers = [
		setInterval(() => {
			io?.emit('clock', clock());
			if (parts.speed() > 1) refresh();
		}, clockEveryMs),
		setInterval(refresh, refreshEveryMs),
		setInterval(() => {
			lookAtDirectory();
			lookAtBacklogs();
		}, backlogEveryMs),
	];
	recheckIn(parts.rightsEveryMs ?? rightsEveryMs);

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
			closed = true;
			stopListening();
			day.stop();
			const passed = passes.close();
			clearTimeout(rights);
			for (const timer of timers) clearInterval(timer);
			await io?.close();
			// Whoever closes the database next must not be asked anything any more.
			await Promise.all([passed, rechecking, ...answers]);
		},
	};
}
