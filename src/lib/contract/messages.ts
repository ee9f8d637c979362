import { z } from 'zod';
import type { screenReportSchema } from './screens.ts';
import { type ScreenCommand, type ScreenProgram } from './screens.ts';
import { topicNames, type ClockTick, type Frame } from './topics.ts';

/** What a client asks for; the server answers only what its token or sign-in allows. */
export const subscribeSchema = z.object({
	topics: z.array(z.object({ topic: z.enum(topicNames), scope: z.string().regex(/^[a-z0-9-]{2,32}$/) })).max(64),
});

/** Messages from server to client. */
export interface ServerToClient {
	frame: (frame: Frame) => void;
	clock: (tick: ClockTick) => void;
	/** Build of the pages that the server gives out now: a page of another build reloads itself, when it can. */
	build: (build: string) => void;
	/** To a paired screen: what it is to show, whole. */
	program: (program: ScreenProgram) => void;
	/** To a paired screen: something to do once. */
	command: (command: ScreenCommand) => void;
	/** The subscription was refused in part or whole; the reason is Chinese text for people. */
	refused: (refusal: { readonly topic: string; readonly scope: string; readonly reason: string }) => void;
}

/** Messages from client to server. */
export interface ClientToServer {
	subscribe: (request: z.infer<typeof subscribeSchema>) => void;
	/** From a paired screen: how it is. */
	report: (report: z.infer<typeof screenReportSchema>) => void;
}
