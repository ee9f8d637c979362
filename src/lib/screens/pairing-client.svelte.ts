import type { PairingAnswer, PairingOffer } from '../contract/screens.ts';
import { codeLeftMs, nextPairing, pairingDeed, pairingPauseMs, pairingStart, type PairingOutcome, type PairingState } from './pairing.ts';

const path = '/api/v1/screen-pairings';
const timeoutMs = 8_000;

async function post(address: string, body: object): Promise<Response> {
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(), timeoutMs);
	try {
		return await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			cache: 'no-store',
			signal: stop.signal,
		});
	} finally {
		clearTimeout(timer);
	}
}

const outcomeOfStatus = (status: number): PairingOutcome => ({ kind: status === 429 ? 'crowded' : 'unreachable' });

async function askForCode(): Promise<PairingOutcome> {
	const ratio = window.devicePixelRatio || 1;
	const answer = await post(path, {
		width: Math.round(window.screen.width * ratio),
		height: Math.round(window.screen.height * ratio),
		userAgent: navigator.userAgent.slice(0, 300),
	});
	if (!answer.ok) return outcomeOfStatus(answer.status);
	const offer = (await answer.json()) as PairingOffer;
	return { kind: 'offered', offer, leftMs: codeLeftMs(offer.expiresAt, answer.headers.get('date'), Date.now()) };
}

async function collect({ id, secret }: PairingOffer): Promise<PairingOutcome> {
	const answer = await post(`${path}/${encodeURIComponent(id)}/collection`, { secret });
	// The server knows nothing of it (any more): as good as expired.
	if (answer.status === 404 || answer.status === 410) return { kind: 'answered', answer: { state: 'expired' } };
	if (!answer.ok) return outcomeOfStatus(answer.status);
	return { kind: 'answered', answer: (await answer.json()) as PairingAnswer };
}

/** Asks for a code and for its collection until the device has become a screen. The token itself comes as a cookie. */
export class PairingClient {
	state = $state.raw<PairingState>(pairingStart);
	/** Local ms, moving by the second. */
	now = $state(0);
	readonly #onPaired: (screen: string) => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#stopped = false;

	constructor(onPaired: (screen: string) => void) {
		this.#onPaired = onPaired;
	}

	/** How long the code on show still holds. */
	get leftMs(): number {
		return Math.max(0, (this.state.endsAtMs ?? 0) - this.now);
	}

	/** Goes on until the returned function is called. */
	start(): () => void {
		this.#stopped = false;
		const second = setInterval(() => (this.now = performance.now()), 1_000);
		void this.#step();
		return () => {
			this.#stopped = true;
			clearInterval(second);
			clearTimeout(this.#timer);
		};
	}

	async #step(): Promise<void> {
		const deed = pairingDeed(this.state, performance.now());
		const offer = this.state.offer;
		const question = deed === 'collect' && offer ? collect(offer) : askForCode();
		const outcome = await question.catch((): PairingOutcome => ({ kind: 'unreachable' }));
		if (this.#stopped) return;
		this.now = performance.now();
		this.state = nextPairing(this.state, outcome, this.now);
		if (this.state.paired !== undefined) return this.#onPaired(this.state.paired);
		this.#timer = setTimeout(() => void this.#step(), pairingPauseMs(this.state));
	}
}
