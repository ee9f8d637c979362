import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** One call as it came in. */
export interface Received {
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
	readonly body: { readonly type: string; readonly timestamp: string; readonly data: Readonly<Record<string, unknown>> };
}

/** A real http server that takes webhooks. What it answers can be changed while it runs. */
export interface Receiver {
	readonly url: string;
	readonly got: Received[];
	answer: (request: Received, response: ServerResponse) => void;
	/** Checks a call with the library's own verification; throws where the signature does not hold. */
	verify(secret: string, call: Received): unknown;
	close(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

/** Opens a receiver on a free port of this machine. */
export async function openReceiver(): Promise<Receiver> {
	const got: Received[] = [];
	const server = createServer((request, response) => {
		void textOf(request).then((text) => {
			const call: Received = {
				path: request.url ?? '',
				headers: request.headers as Record<string, string>,
				text,
				body: JSON.parse(text || '{}') as Received['body'],
			};
			got.push(call);
			receiver.answer(call, response);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const receiver: Receiver = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
		got,
		answer: (_call, response) => response.writeHead(204).end(),
		verify: (secret, call) => new Webhook(secret).verify(call.text, call.headers),
		close: async () => {
			const closed = new Promise((done) => server.close(done));
			server.closeAllConnections();
			await closed;
		},
	};
	return receiver;
}
