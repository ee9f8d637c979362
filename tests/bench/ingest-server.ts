import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createApp } from '../../server/app.ts';
import { createClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import type { Instant } from '../../server/core/time/types.ts';
import { newSecret, secretHash } from '../../server/auth/secrets.ts';
import { createLogger } from '../../server/log.ts';
import { apiKeys } from '../../server/store/accounts.ts';
import { openSqlite } from '../../server/store/open.ts';

// The server side of the ingest bench: the real application in a process of its own, telling how long its loop was held.
const folder = process.argv[2]!;
const store = await openSqlite(`${folder}/wall.db`);
const secret = newSecret('ecw');
await store.write(({ db }) => apiKeys.create(db, { id: 'bench', name: 'bench', hash: secretHash(secret), court: 'sf-higher' }));
const app = await createApp({
	config: readConfig({}),
	log: createLogger('silent'),
	store,
	clock: createClock('2026-10-14T00:30:00.000Z' as Instant, 0),
});
const http = createServer((request, response) => app.front(request, response, () => response.writeHead(404).end()));
http.listen(0, '127.0.0.1', () => process.send!({ port: (http.address() as { port: number }).port, secret }));
const delay = monitorEventLoopDelay({ resolution: 5 });
process.on('message', (message) => {
	if (message === 'start') delay.enable();
	else process.send!({ longestMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6 });
});
