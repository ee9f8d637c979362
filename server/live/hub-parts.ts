import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '../../src/lib/contract/messages.ts';
import type { ClockTick, TopicName } from '../../src/lib/contract/topics.ts';
import type { Change } from '../store/open.ts';
import type { Ceiling, Projector } from './projector.ts';
import type { LiveSource } from './scope.ts';
import type { Place } from './subscriptions.ts';

/** What a socket's handshake brought: a screen's token, cookies, and which of them is meant (see `ScreenHandshake`). */
export interface SocketCredentials {
	readonly token?: string;
	readonly cookie?: string;
	readonly screen?: boolean;
}

/** Who is at the other end of a socket, and what it may see at most. */
export interface Viewer {
	readonly ceiling: Ceiling;
	/** Whether a court's wall topics are open to this viewer. The lobby topic is open to everybody. */
	mayWatch(court: string): boolean;
}

/** A socket of ours. */
export type WallSocket = Socket<ClientToServer, ServerToClient>;

/** What the hub is built from. */
export interface HubParts {
	readonly source: LiveSource;
	readonly speed: () => number;
	/** Build of the pages that this server gives out; absent where it gives out none of its own (development). */
	readonly build?: string;
	/** Whether a request comes from our own pages: Socket.IO itself lets any origin in. */
	readonly originIsOurs: (request: IncomingMessage) => boolean;
	/** The viewer behind a handshake, by screen token or by sign-in. */
	readonly viewerOf: (handshake: SocketCredentials) => Promise<Viewer>;
	/** Told of every socket before its client hears that it is connected: paired screens are looked after elsewhere. */
	readonly onSocket?: (socket: WallSocket, credentials: SocketCredentials) => void;
	/** Told which topics somebody watches, and of every frame that differs from the last of its topic. */
	readonly observer?: {
		begins(place: Place): void;
		ends(place: Place): void;
		advanced(topic: TopicName, scope: string): void;
	};
	readonly onChange: (listener: (change: Change) => void) => () => void;
	readonly onError: (error: unknown) => void;
	/** How often every socket's rights are looked at again, at most. */
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

/** What a socket brought with its handshake. */
export function credentialsOf({ handshake }: WallSocket): SocketCredentials {
	const auth = handshake.auth as { token?: unknown; screen?: unknown };
	return {
		...(typeof auth.token === 'string' ? { token: auth.token } : {}),
		...(typeof auth.screen === 'boolean' ? { screen: auth.screen } : {}),
		...(handshake.headers.cookie ? { cookie: handshake.headers.cookie } : {}),
	};
}
