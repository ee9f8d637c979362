import type { Readable } from 'node:stream';

/** A process that was started with `--inspect`, looked into from outside: what it keeps alive, garbage taken away first. */
export class ServerHeap {
	readonly #socket: WebSocket;
	readonly #answers = new Map<number, (result: { readonly result?: { readonly value?: number } }) => void>();
	#asked = 0;

	private constructor(socket: WebSocket) {
		this.#socket = socket;
		socket.addEventListener('message', ({ data }) => {
			const { id, result } = JSON.parse(String(data)) as { id?: number; result?: { result?: { value?: number } } };
			if (id === undefined) return;
			this.#answers.get(id)?.(result ?? {});
			this.#answers.delete(id);
		});
	}

	/** Waits for the address that the process says on its error output. */
	static async of(errors: Readable): Promise<ServerHeap> {
		const address = await new Promise<string>((resolve) => {
			let said = '';
			errors.on('data', (text: Buffer) => {
				said = said.slice(-1000) + String(text);
				const found = /Debugger listening on (ws:\S+)/.exec(said)?.[1];
				if (found) resolve(found);
			});
		});
		const socket = new WebSocket(address);
		await new Promise((resolve, reject) => {
			socket.addEventListener('open', resolve);
			socket.addEventListener('error', reject);
		});
		return new ServerHeap(socket);
	}

	/** Heap and buffers outside of it after a full collection, in MB. */
	async liveMb(): Promise<number> {
		await this.#send('HeapProfiler.collectGarbage', {});
		const expression = '(({ heapUsed, external }) => (heapUsed + external) / 1e6)(process.memoryUsage())';
		const { result } = await this.#send('Runtime.evaluate', { expression, returnByValue: true });
		return result?.value ?? Number.NaN;
	}

	close(): void {
		this.#socket.close();
	}

	#send(method: string, params: object): Promise<{ readonly result?: { readonly value?: number } }> {
		const id = (this.#asked += 1);
		return new Promise((resolve) => {
			this.#answers.set(id, resolve);
			this.#socket.send(JSON.stringify({ id, method, params }));
		});
	}
}
