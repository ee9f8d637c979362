import type { Socket } from 'socket.io';

/** A screen that has more than this waiting for it gets no more frames until it has caught up. */
export const mostWaitingBytes = 1_000_000;
/** With no more than this waiting it has caught up. */
const caughtUpBytes = 64_000;
/** How every frame begins on the wire: an event of the main namespace. */
const frameBegins = '2["frame"';

interface Waiting {
	readonly type: string;
	readonly data?: string | { readonly byteLength: number };
}

/** What Engine.IO keeps for one connection. `writeBuffer` is not part of its declared interface; the slow-consumer test fails if it goes. */
interface Connection {
	writeBuffer?: Waiting[];
	readonly transport?: { readonly socket?: { readonly bufferedAmount?: number } };
}

const connectionOf = (socket: Pick<Socket, 'conn'>): Connection => socket.conn as unknown as Connection;

const sizeOf = ({ data }: Waiting): number => (typeof data === 'string' ? data.length : (data?.byteLength ?? 0));

/** Bytes that wait for a screen: in the connection's queue, and in its socket. Text counts by characters. */
export function bytesWaiting(socket: Pick<Socket, 'conn'>): number {
	const { writeBuffer = [], transport } = connectionOf(socket);
	let bytes = transport?.socket?.bufferedAmount ?? 0;
	for (const packet of writeBuffer) bytes += sizeOf(packet);
	return bytes;
}

/** Whether a screen is too far behind to be sent more. */
export const isBehind = (socket: Pick<Socket, 'conn'>): boolean => bytesWaiting(socket) > mostWaitingBytes;

/** Whether it has caught up. */
export const hasCaughtUp = (socket: Pick<Socket, 'conn'>): boolean => bytesWaiting(socket) <= caughtUpBytes;

/** Takes the frames out of a screen's queue: it will get a fresh snapshot instead. Everything else stays, in its order. */
export function dropFrames(socket: Pick<Socket, 'conn'>): void {
	const connection = connectionOf(socket);
	const { writeBuffer } = connection;
	if (!writeBuffer) return;
	const isFrame = ({ type, data }: Waiting): boolean => type === 'message' && typeof data === 'string' && data.startsWith(frameBegins);
	connection.writeBuffer = writeBuffer.filter((packet) => !isFrame(packet));
}
