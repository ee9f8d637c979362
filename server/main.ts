import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { createApp, type App, type AppOptions } from './app.ts';

/** A running server with its application. */
export interface Running {
	readonly app: App;
	readonly http: Server;
	readonly port: number;
	stop(): Promise<void>;
}

/** Builds the application, listens, and stops gracefully. */
export async function serve(options: AppOptions): Promise<Running> {
	const { config } = options;
	// adapter-node assumes https: a form post over plain http would be refused as cross-site.
	process.env.PROTOCOL_HEADER ??= 'x-forwarded-proto';
	// A form with one document of 10 MB; the framework's own limit is 512 kB.
	process.env.BODY_SIZE_LIMIT ??= '12M';
	// Pages count tries and write the audit by the same address as the API; the framework takes the last of the header as well.
	if (config.TRUST_PROXY === '1') process.env.ADDRESS_HEADER ??= 'x-forwarded-for';
	const { handler } = (await import(pathToFileURL(resolve('build/handler.js')).href)) as { handler: (...args: unknown[]) => void };
	const app = await createApp({ build: pagesBuild(), ...options });
	const http = createServer((request, response) => {
		if (config.TRUST_PROXY === '0') request.headers['x-forwarded-proto'] = 'http';
		// Who comes past the proxy has no such header, and the framework would not do without.
		else request.headers['x-forwarded-for'] ??= request.socket.remoteAddress ?? '-';
		app.front(request, response, () => handler(request, response));
	});
	http.headersTimeout = 20_000;
	http.requestTimeout = 120_000;
	app.attach(http);
	await new Promise<void>((done, fail) => {
		http.once('error', fail);
		http.listen(config.PORT, config.HOST, done);
	});
	const { port } = http.address() as { port: number };
	return {
		app,
		http,
		port,
		stop: async () => {
			const closed = new Promise((done) => http.close(done));
			await app.close();
			http.closeAllConnections();
			await closed;
		},
	};
}

/** The build of the pages in the working folder, as they know it themselves. */
function pagesBuild(): string {
	const { version } = JSON.parse(readFileSync(resolve('build/client/_app/version.json'), 'utf8')) as { version: string };
	return version;
}

/** Stops on signals, within ten seconds. */
export function stopOnSignals(stop: () => Promise<void>): void {
	let stopping = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
		process.on(signal, () => {
			if (stopping) return;
			stopping = true;
			setTimeout(() => process.exit(1), 10_000).unref();
			void stop().then(() => process.exit(0));
		});
}
