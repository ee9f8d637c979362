import { io, type Socket } from 'socket.io-client';
import { type ClientToServer, type ServerToClient } from '../../src/lib/contract/messages.ts';
import type { Frame, TopicName } from '../../src/lib/contract/topics.ts';
import { refreshPublicFigures } from '../../server/flows/refresh-public.ts';
import { projectedTopics } from '../../server/live/projector.ts';
import { lockedCases, openSite, type Site } from './site.ts';

/** A screen at the other end of a real socket, with everything it was sent. */
export interface Screen {
	readonly socket: Socket<ServerToClient, ClientToServer>;
	readonly frames: Frame[];
	readonly refused: { readonly topic: string; readonly scope: string; readonly reason: string }[];
	subscribe(topics: readonly TopicName[], scope: string): void;
	of(topic: TopicName, scope?: string): readonly Frame[];
}

/** How a screen knocks. */
export interface Knock {
	readonly token?: string;
	readonly cookie?: string;
	readonly origin?: string;
	readonly polling?: boolean;
	/** The Sec-Fetch-Site header. */
	readonly site?: string;
}

/** Every topic of a wall. */
export const wallTopics = projectedTopics.filter((topic) => topic !== 'lobby');

/** Waits until something is true; a live test has no other way, and never waits longer than it must. */
export async function until(what: string, holds: () => boolean, mostMs = 5000): Promise<void> {
	const started = performance.now();
	while (!holds()) {
		if (performance.now() - started > mostMs) throw new Error(`never: ${what}`);
		await new Promise((done) => setTimeout(done, 5));
	}
}

/** Screens of one application, closed together. */
export class Screens {
	readonly site: Site;
	/** Tokens of screens of the intermediate court. */
	readonly internal: string;
	readonly visitors: string;
	readonly #open: Screen[] = [];

	constructor(site: Site, tokens: { readonly internal: string; readonly visitors: string }) {
		this.site = site;
		this.internal = tokens.internal;
		this.visitors = tokens.visitors;
	}

	connect({ token, cookie, origin, polling, site }: Knock = {}): Screen {
		const extraHeaders = { ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}), ...(site ? { 'sec-fetch-site': site } : {}) };
		const socket: Screen['socket'] = io(this.site.base, {
			transports: [polling ? 'polling' : 'websocket'],
			reconnection: false,
			forceNew: true,
			auth: token ? { token } : {},
			extraHeaders,
		});
		const screen: Screen = {
			socket,
			frames: [],
			refused: [],
			subscribe: (topics, scope) => socket.emit('subscribe', { topics: topics.map((topic) => ({ topic, scope })) }),
			of: (topic, scope = 'zy') => screen.frames.filter((frame) => frame.topic === topic && frame.scope === scope),
		};
		socket.on('frame', (frame) => screen.frames.push(frame));
		socket.on('refused', (refusal) => screen.refused.push(refusal));
		this.#open.push(screen);
		return screen;
	}

	/** A screen that is let in. */
	async ready(knock: Knock): Promise<Screen> {
		const screen = this.connect(knock);
		await until('connected', () => screen.socket.connected);
		return screen;
	}

	/** A screen that has its snapshot; what may not be shown on it has been refused. */
	async watching(knock: Knock, topics: readonly TopicName[] = wallTopics, scope = 'zy'): Promise<Screen> {
		const screen = await this.ready(knock);
		screen.subscribe(topics, scope);
		const isRefused = (topic: TopicName): boolean => screen.refused.some((refusal) => refusal.topic === topic && refusal.scope === scope);
		await until('snapshot', () => topics.every((topic) => screen.of(topic, scope).length > 0 || isRefused(topic)));
		return screen;
	}

	closeAll(): void {
		for (const screen of this.#open.splice(0)) screen.socket.disconnect();
	}
}

/** An application with two locked cases, a sealed house and a public projection, and tokens for its screens. */
export async function openScreens(): Promise<Screens> {
	const site = await openSite();
	const tokens = { internal: await site.screen('zy', 'internal'), visitors: await site.screen('zy', 'public') };
	await lockedCases(site, [
		{ court: 'dc', caseNumber: '（2026）示0204执1号', handler: 'li' },
		{ court: 'dc', caseNumber: '（2026）示0204执2号', handler: 'wang' },
	]);
	const seal = { assetId: 'a1', assetKind: 'immovable', rank: 1, effectiveOn: '2026-03-10', expiresOn: '2026-04-01' };
	await site.send([{ type: 'asset-sealed', occurredAt: '2026-03-10', data: seal }]);
	await refreshPublicFigures(site.app.context);
	return new Screens(site, tokens);
}

/** Money that arrives: what tests change a wall with. */
export const fact = (receiptId: string, amountFen = 100) => ({
	type: 'money-arrived',
	occurredAt: '2026-03-12',
	data: { receiptId, amountFen },
});

/** The sum of money arrived that a screen shows last. */
export const arrived = (screen: Screen): number => (screen.of('funds').at(-1)?.payload as { arrivedFen: number }).arrivedFen;
