import { screenReportSchema, type ScreenCommand, type ScreenReport } from '../../src/lib/contract/screens.ts';
import { designStamp } from '../store/current-designs.ts';
import { screens, type ScreenRecord } from '../store/screens.ts';
import { readDesigns, type Designs } from './designs.ts';
import { DeviceNotes } from './device-notes.ts';
import type { DeviceParts, Presence } from './device-parts.ts';
import type { SocketCredentials, WallSocket } from './hub.ts';
import { daysOf, programOf, type MadeProgram } from './program.ts';
import { screenTokenOf } from './screen-token.ts';

export type { DeviceParts, Presence };

interface Device {
	readonly id: string;
	readonly sockets: Set<WallSocket>;
	/** Those of `sockets` that take programs and commands. A wall opened by its address (`?token=`) does not, and never reports. */
	readonly agents: Set<WallSocket>;
	readonly tokenHash: string;
	/** Faults that have been told already. */
	knownFaults: readonly string[];
	report?: ScreenReport;
	reportAtMs?: number;
	/** Reports in the second that began at `secondMs`. */
	reports: number;
	secondMs: number;
	/** What the program sent last depends on. */
	sentKey: string;
	/** Court, ceiling and purpose: a connection opened under others is made anew. */
	rights: string;
	messageUntil?: string;
	programFaults: readonly string[];
}

/** Real time after the last report at which a screen no longer counts as online, though its connection may be open. */
export const onlineMs = 90_000;
const reportsPerSecond = 20;
/** Real time after which a screen that could not be looked up is looked up again. */
const enterAgainMs = 1000;
const revokedReason = '屏幕已吊销或令牌失效，请重新配对';

const rightsOf = ({ court, ceiling, purpose }: ScreenRecord): string => `${court}|${ceiling}|${purpose}`;

/** Paired screens at the other end of sockets: told their program at connection and at every change, sent commands, asked how they are. */
export class Devices {
	readonly #parts: DeviceParts;
	readonly #notes: DeviceNotes;
	readonly #devices = new Map<string, Device>();
	readonly #timers: readonly NodeJS.Timeout[];
	#designs: Designs | undefined;
	#stamp: string | undefined;
	#directory: unknown;
	#directoryCount = 0;
	readonly #entering = new Set<Promise<void>>();
	#beating: Promise<void> | undefined;
	#again = false;
	#closed = false;

	constructor(parts: DeviceParts) {
		this.#parts = parts;
		this.#directory = parts.source.directory();
		this.#notes = new DeviceNotes(parts.write, parts.realMs);
		this.#timers = [
			setInterval(() => this.changed(), parts.beatMs ?? 1000),
			setInterval(() => void this.#notes.flush().catch(parts.onError), parts.flushMs ?? 2000),
		];
	}

	/** Looks after a socket that comes with a screen's token. */
	onSocket(socket: WallSocket, credentials: SocketCredentials): void {
		const token = screenTokenOf(credentials);
		if (!token || this.#closed) return;
		const early: unknown[] = [];
		let device: Device | undefined;
		let hasLeft = false;
		// Listening before the first answer of the database: what a screen says at connection must not be missed.
		socket.on('report', (raw) => (device ? this.#hear(device, socket, raw) : early.length < reportsPerSecond && early.push(raw)));
		socket.on('disconnect', () => {
			hasLeft = true;
			if (device) this.#left(device, socket);
		});
		const enter = (): void => {
			const entering = this.#enter(socket, token)
				.then((entered) => {
					device = entered;
					// It may have left meanwhile, also without closing its connection.
					if (entered && (hasLeft || socket.conn.readyState !== 'open')) this.#left(entered, socket);
					else if (entered) for (const raw of early) this.#hear(entered, socket, raw);
				})
				.catch((error: unknown) => {
					this.#parts.onError(error);
					// The connection stays, and nobody else would ask again for what the screen is to show.
					setTimeout(() => hasLeft || this.#closed || enter(), enterAgainMs).unref();
				})
				.finally(() => this.#entering.delete(entering));
			this.#entering.add(entering);
		};
		enter();
	}

	/** Records may have changed: whoever is connected is told. One look after another; calls in between ask for one more. */
	changed(): void {
		if (this.#closed) return;
		if (this.#beating) {
			this.#again = true;
			return;
		}
		this.#beating = this.#beat()
			.catch(this.#parts.onError)
			.finally(() => {
				this.#beating = undefined;
				if (!this.#again) return;
				this.#again = false;
				this.changed();
			});
	}

	/** Sends a command to those that are connected and take commands, and says which. */
	send(ids: readonly string[], command: ScreenCommand): ReadonlySet<string> {
		const reached = new Set<string>();
		for (const id of ids) {
			const device = this.#devices.get(id);
			for (const socket of device?.agents ?? []) socket.emit('command', command);
			if (device && device.agents.size > 0) reached.add(id);
		}
		return reached;
	}

	/** Which screens have an open connection that takes programs and commands. */
	connected(): ReadonlySet<string> {
		return new Set([...this.#devices.values()].filter(({ agents }) => agents.size > 0).map(({ id }) => id));
	}

	/** How a screen is now. */
	presence(id: string): Presence {
		const device = this.#devices.get(id);
		// Only pages that report nothing: they show what their address says, whatever the screen's program is.
		if (device && device.sockets.size > 0 && device.agents.size === 0) return { online: true, faults: [] };
		if (!device?.report || device.reportAtMs === undefined) return { online: false, faults: device?.programFaults ?? [] };
		const online = this.#parts.realMs() - device.reportAtMs <= onlineMs;
		return { online, report: device.report, reportAt: new Date(device.reportAtMs).toISOString(), faults: device.programFaults };
	}

	/** The program of a screen as of now, for the first paint of its page. */
	async programFor(record: ScreenRecord): Promise<MadeProgram | undefined> {
		return programOf(this.#parts.source, await this.designs(), record);
	}

	/** Scenes and playlists in force. */
	async designs(): Promise<Designs> {
		const { db, directory } = this.#parts.source;
		const stamp = await designStamp(db);
		if (!this.#designs || stamp !== this.#stamp) this.#designs = await readDesigns(db, directory);
		this.#stamp = stamp;
		return this.#designs;
	}

	/** Writes what is still to be kept. Connections are closed by the hub. */
	async close(): Promise<void> {
		this.#closed = true;
		for (const timer of this.#timers) clearInterval(timer);
		await Promise.all([this.#beating, ...this.#entering]);
		await this.#notes.flush().catch(this.#parts.onError);
	}

	async #enter(socket: WallSocket, token: { readonly hash: string; readonly fromCookie: boolean }): Promise<Device | undefined> {
		const { db } = this.#parts.source;
		const head = await screens.headOf(db, token.hash);
		const record = head?.state === 'approved' ? await screens.record(db, head.id) : undefined;
		if (!head || !record) {
			// An unknown token of a wall's address is answered where the wall asks for its topics.
			if (head || token.fromCookie) socket.emit('refused', { topic: 'screen', scope: head?.id ?? '', reason: revokedReason });
			return undefined;
		}
		const known = this.#devices.get(head.id);
		// Another token holds now: whoever came with the former one would be forgotten with its connections open.
		if (known && known.tokenHash !== token.hash) this.#shut(known);
		const device = known?.tokenHash === token.hash ? known : this.#add(record, token.hash);
		if (device.sockets.size === 0) this.#notes.line(device.id, 'connected', `已连接（${this.#parts.addressOf(socket.request)}）`);
		device.sockets.add(socket);
		if (token.fromCookie) device.agents.add(socket);
		const made = await this.programFor(record);
		if (made) socket.emit('program', made.program);
		// Connections that were there before were told of the record as it was: the next look compares with that, and tells them all.
		if (device.sentKey === '') this.#told(device, record, made);
		return device;
	}

	#add(record: ScreenRecord, tokenHash: string): Device {
		const faults = record.report?.faults;
		const device: Device = {
			...{
				id: record.id,
				sockets: new Set<WallSocket>(),
				agents: new Set<WallSocket>(),
				tokenHash,
				reports: 0,
				secondMs: 0,
				sentKey: '',
				rights: rightsOf(record),
			},
			...{ knownFaults: Array.isArray(faults) ? (faults as string[]) : [], programFaults: [] },
		};
		this.#devices.set(record.id, device);
		return device;
	}

	#left(device: Device, socket: WallSocket): void {
		device.agents.delete(socket);
		if (!device.sockets.delete(socket) || device.sockets.size > 0 || this.#devices.get(device.id) !== device) return;
		this.#devices.delete(device.id);
		if (!this.#closed) this.#notes.line(device.id, 'disconnected', '连接断开');
	}

	#hear(device: Device, socket: WallSocket, raw: unknown): void {
		const now = this.#parts.realMs();
		if (now - device.secondMs >= 1000) Object.assign(device, { secondMs: now, reports: 0 });
		device.reports += 1;
		if (device.reports > reportsPerSecond) return;
		const report = screenReportSchema.safeParse(raw);
		if (!report.success) return;
		// What reports is at work as a screen, though it came with its token.
		if (device.sockets.has(socket)) device.agents.add(socket);
		device.report = report.data;
		device.reportAtMs = now;
		for (const fault of report.data.faults) if (!device.knownFaults.includes(fault)) this.#notes.line(device.id, 'fault', fault);
		device.knownFaults = report.data.faults;
		this.#notes.report(device.id, report.data);
	}

	/** What a program depends on beside the court that it is about. */
	#keyOf(device: Device, revision: number, court: string): string {
		const { source } = this.#parts;
		const days = daysOf(source, court).map(({ day, working }) => `${day}${working ? '+' : '-'}`);
		const isOver = device.messageUntil !== undefined && device.messageUntil <= source.now();
		return [revision, this.#stamp, this.#directoryCount, ...days, isOver].join('|');
	}

	async #beat(): Promise<void> {
		if (this.#devices.size === 0) return;
		const { source } = this.#parts;
		if (source.directory() !== this.#directory) this.#directoryCount += 1;
		this.#directory = source.directory();
		await this.designs();
		const heads = new Map((await screens.heads(source.db)).map((head) => [head.id, head]));
		for (const device of [...this.#devices.values()]) {
			const head = heads.get(device.id);
			if (head?.state !== 'approved' || head.tokenHash !== device.tokenHash) this.#shut(device);
			else if (device.sentKey !== this.#keyOf(device, head.revision, device.rights.split('|')[0]!)) await this.#tell(device);
		}
	}

	/** The token no longer holds: the screen is told why, and its connections are closed. */
	#shut(device: Device): void {
		this.#devices.delete(device.id);
		this.#notes.line(device.id, 'disconnected', '令牌失效，连接已关闭');
		for (const socket of device.sockets) {
			socket.emit('refused', { topic: 'screen', scope: device.id, reason: revokedReason });
			socket.disconnect(true);
		}
		device.sockets.clear();
		device.agents.clear();
	}

	async #tell(device: Device): Promise<void> {
		const record = await screens.record(this.#parts.source.db, device.id);
		if (!record) return;
		const made = await this.programFor(record);
		const moved = device.rights !== rightsOf(record);
		if (made) for (const socket of device.sockets) socket.emit('program', made.program);
		this.#told(device, record, made);
		// What it watches was opened under other rights: the client comes back by itself, and asks for what it may see now.
		if (moved) for (const socket of device.sockets) socket.conn.close();
	}

	#told(device: Device, record: ScreenRecord, made: MadeProgram | undefined): void {
		for (const fault of made?.faults ?? []) if (!device.programFaults.includes(fault)) this.#notes.line(device.id, 'fault', fault);
		device.programFaults = made?.faults ?? [];
		device.rights = rightsOf(record);
		if (record.message) device.messageUntil = record.message.until;
		else delete device.messageUntil;
		device.sentKey = this.#keyOf(device, record.revision, record.court);
	}
}
