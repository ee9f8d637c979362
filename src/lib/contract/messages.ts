import { z } from 'zod';
import { topicNames, type ClockTick, type Frame } from './topics.ts';

/** What a client asks for; the server answers only what its token or sign-in allows. */
export const subscribeSchema = z.object({
	topics: z.array(z.object({ topic: z.enum(topicNames), scope: z.string().regex(/^[a-z0-9-]{2,32}$/) })).max(64),
});

/** Messages from server to client. */
export interface ServerToClient {
	frame: (frame: Frame) => void;
	clock: (tick: ClockTick) => void;
	/** The subscription was refused in part or whole; the reason is Chinese text for people. */
	refused: (refusal: { readonly topic: string; readonly scope: string; readonly reason: string }) => void;
}

/** Messages from client to server. */
export interface ClientToServer {
	subscribe: (request: z.infer<typeof subscribeSchema>) => void;
}
