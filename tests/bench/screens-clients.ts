import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../src/lib/contract/messages.ts';
import type { Frame, TickerPayload, TopicName } from '../../src/lib/contract/topics.ts';

const now = (): number => performance.timeOrigin + performance.now();

/** An event that was seen on a screen for the first time. */
export interface Receipt {
	readonly label: string;
	readonly at: number;
	readonly client: WallClient;
}

/** What all screens have seen. */
export class Rows {
	receipts: Receipt[] = [];
	forget(): void {
		this.receipts = [];
	}
}

/** A screen as its page is one: the same connection, the same subscription, the same judgement of revisions; only nothing is drawn. */
export class WallClient {
	/** When the last awaited snapshot was there. */
	liveAt: number | undefined;
	gaps = 0;
	duplicates = 0;
	readonly #socket: Socket<ServerToClient, ClientToServer>;
	readonly #revisions = new Map<TopicName, number>();
	readonly #frames = new Map<TopicName, number>();
	readonly #awaited = new Set<TopicName>();
	readonly #rows: Rows;
	#lastSeq = 0;

	constructor(address: string, token: string, scope: string, topics: readonly TopicName[], rows: Rows) {
		this.#rows = rows;
		this.#socket = io(address, {
			transports: ['websocket'],
			forceNew: true,
			auth: { token },
			reconnectionDelay: 500,
			reconnectionDelayMax: 5_000,
			randomizationFactor: 0.5,
			timeout: 8_000,
		});
		this.#socket.on('connect', () => {
			for (const topic of topics) this.#awaited.add(topic);
			this.#socket.emit('subscribe', { topics: topics.map((topic) => ({ topic, scope })) });
		});
		this.#socket.on('frame', (frame) => this.#take(frame));
		this.#socket.on('refused', ({ topic, reason }) => {
			throw new Error(`${topic} of ${scope} was refused: ${reason}`);
		});
	}

	framesByTopic(): ReadonlyMap<TopicName, number> {
		return new Map(this.#frames);
	}

	/** Topics of which nothing has come yet over this connection. */
	get awaited(): readonly TopicName[] {
		return [...this.#awaited];
	}

	get connected(): boolean {
		return this.#socket.connected;
	}

	close(): void {
		this.#socket.disconnect();
	}

	#take(frame: Frame): void {
		const { topic, revision } = frame;
		const last = this.#revisions.get(topic);
		if (!this.#awaited.delete(topic) && last !== undefined) {
			if (revision > last + 1) this.gaps += 1;
			if (revision <= last) this.duplicates += 1;
		}
		this.#revisions.set(topic, revision);
		this.#frames.set(topic, (this.#frames.get(topic) ?? 0) + 1);
		if (this.#awaited.size === 0) this.liveAt ??= now();
		if (topic === 'ticker') this.#look(frame.payload as TickerPayload);
	}

	#look({ rows }: TickerPayload): void {
		const at = now();
		for (const { seq, caseNumber } of rows) {
			if (seq <= this.#lastSeq) break;
			this.#rows.receipts.push({ label: caseNumber, at, client: this });
		}
		this.#lastSeq = Math.max(this.#lastSeq, rows[0]?.seq ?? 0);
	}
}
