import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../src/lib/contract/messages.ts';
import type { PairingOffer, ScreenCommand, ScreenProgram, ScreenReport } from '../../src/lib/contract/screens.ts';
import type { FlowContext } from '../../server/flows/context.ts';
import { codeTries, pairingAsks } from '../../server/flows/pair-screen.ts';
import type { ScreenParts } from '../../server/flows/screen-parts.ts';
import { exposuresOf } from '../../server/live/design-use.ts';
import { readDesigns } from '../../server/live/designs.ts';
import { until } from './screens.ts';
import type { Answer, Site } from './site.ts';

/** Parts of flows on screens without any connection: real time is moved by the test. */
export interface ScriptedParts extends ScreenParts {
	nowMs: number;
	changes: number;
}

/** Parts for flows alone. */
export function scriptedParts(context: FlowContext, nowMs = Date.parse('2026-03-02T01:00:00Z')): ScriptedParts {
	const parts: ScriptedParts = {
		nowMs,
		changes: 0,
		realMs: () => parts.nowMs,
		codeTries: codeTries(),
		asks: pairingAsks(),
		hasDesign: async (db, kind, court, id) => (await readDesigns(db, context.directory))[kind](court, id) !== undefined,
		exposes: async (db, record) => exposuresOf(await readDesigns(db, context.directory), context.directory(), record),
		changed: () => {
			parts.changes += 1;
		},
		send: () => new Set(),
		connected: () => new Set(),
	};
	return parts;
}

/** What an operator types for a new screen of the intermediate court. */
export const newDevice = {
	name: '三楼指挥大厅',
	court: 'zy',
	place: '三楼东侧',
	purpose: 'wall',
	ceiling: 'internal',
	groups: ['指挥中心'],
	settings: {},
} as const;

/** A device that asked to be paired. */
export async function askPairing(site: Site): Promise<PairingOffer> {
	const asked = await site.call('POST', 'screen-pairings', { body: { width: 1920, height: 1080, userAgent: 'test' } });
	if (asked.status !== 201) throw new Error(`pairing: ${asked.status} ${asked.text}`);
	return asked.body as unknown as PairingOffer;
}

/** The device asks how its pairing stands. */
export const collect = (site: Site, { id, secret }: PairingOffer): Promise<Answer> =>
	site.call('POST', `screen-pairings/${id}/collection`, { body: { secret } });

/** A screen paired over the real API, with its token. */
export async function pairDevice(
	site: Site,
	device: object = {},
	as = 'admin',
): Promise<{ readonly id: string; readonly token: string; readonly cookie: string }> {
	const offer = await askPairing(site);
	const approved = await site.call('POST', 'screen-pairings/approval', {
		as,
		body: { code: offer.code, device: { ...newDevice, ...device } },
	});
	if (approved.status !== 200) throw new Error(`approval: ${approved.status} ${approved.text}`);
	const answer = await collect(site, offer);
	const { token } = answer.body as { token: string };
	return { id: approved.body.id as string, token, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0]! };
}

/** A paired screen at the other end of a real socket, with everything it was told. */
export interface Device {
	readonly socket: Socket<ServerToClient, ClientToServer>;
	readonly programs: ScreenProgram[];
	readonly commands: ScreenCommand[];
	readonly refused: { readonly topic: string; readonly scope: string; readonly reason: string }[];
	readonly program: () => ScreenProgram | undefined;
	/** Topics of the frames it was sent. */
	readonly frames: string[];
}

const open: Device[] = [];

/** Connects as a paired screen, by token or by cookie, and waits for the first program unless told otherwise. */
export async function connectDevice(
	base: string,
	by: { readonly token?: string; readonly cookie?: string; readonly screen?: boolean; readonly waits?: boolean },
): Promise<Device> {
	const { token, cookie, screen, waits = true } = by;
	const socket: Device['socket'] = io(base, {
		transports: ['websocket'],
		reconnection: false,
		forceNew: true,
		auth: { ...(token ? { token } : {}), ...(screen === undefined ? {} : { screen }) },
		extraHeaders: cookie ? { cookie } : {},
	});
	const programs: ScreenProgram[] = [];
	const device: Device = { socket, programs, commands: [], refused: [], program: () => programs.at(-1), frames: [] };
	socket.on('program', (program) => programs.push(program));
	socket.on('command', (command) => device.commands.push(command));
	socket.on('refused', (refusal) => device.refused.push(refusal));
	socket.on('frame', (frame) => device.frames.push(JSON.stringify(frame)));
	open.push(device);
	await until('connected', () => socket.connected);
	if (waits) await until('the first program', () => programs.length > 0);
	return device;
}

/** Closes every device that is open. */
export function closeDevices(): void {
	for (const device of open.splice(0)) device.socket.disconnect();
}

/** What a screen says of itself when all is well. */
export const report = (more: Partial<ScreenReport> = {}): ScreenReport => ({
	build: 'b1',
	width: 1920,
	height: 1080,
	pixelRatio: 1,
	scene: 'overview',
	dataAgeSeconds: 1,
	uptimeSeconds: 10,
	faults: [],
	...more,
});
