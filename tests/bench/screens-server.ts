import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createApp } from '../../server/app.ts';
import { newSecret, secretHash } from '../../server/auth/secrets.ts';
import { createClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import type { Instant } from '../../server/core/time/types.ts';
import { createLogger } from '../../server/log.ts';
import { apiKeys } from '../../server/store/accounts.ts';
import { openSqlite } from '../../server/store/open.ts';
import { pairScreens } from './screens-world.ts';

// The server side of the screens bench: the real application with its jobs in a process of its own. Started again on the same folder
// it is the same server after a crash.
const [folder = '', port = '0', screensPerCourt = '50', begins = '2026-10-14T00:30:00.000Z'] = process.argv.slice(2);
const isNew = !existsSync(`${folder}/wall.db`);
const store = await openSqlite(`${folder}/wall.db`);
const secret = newSecret('ecw');
await store.write(({ db }) => apiKeys.create(db, { id: secret.slice(0, 12), name: 'bench', hash: secretHash(secret), court: 'sg' }));
const log = createLogger('silent');
log.error = ((details: { err?: Error }) => process.send!({ error: details.err?.stack ?? '?' })) as typeof log.error;
const app = await createApp({ config: readConfig({}), log, store, clock: createClock(begins as Instant, 1) });
const http = createServer((request, response) => app.front(request, response, () => response.writeHead(404).end()));
app.attach(http);
const at = (): number => performance.timeOrigin + performance.now();
store.onChange(({ courts }) => process.send!({ committed: [...courts], at: at() }));

const delay = monitorEventLoopDelay({ resolution: 5 });
let mostRss = 0;
setInterval(() => {
	mostRss = Math.max(mostRss, process.memoryUsage.rss());
}, 250).unref();

http.listen(Number(port), '127.0.0.1', () => process.send!({ port: (http.address() as { port: number }).port, secret, at: at() }));
process.on('message', (message) => {
	if (message === 'pair')
		void pairScreens(store, Number(screensPerCourt)).then(() => {
			app.startJobs();
			process.send!({ paired: true });
		});
	else if (message === 'measure') {
		delay.enable();
		mostRss = 0;
	} else if (message === 'tell') {
		const { user, system } = process.cpuUsage();
		process.send!({
			rssMb: mostRss / 1e6,
			loopP99Ms: delay.percentile(99) / 1e6,
			loopMaxMs: delay.max / 1e6,
			cpuMs: (user + system) / 1000,
		});
	}
});
if (!isNew) app.startJobs();
process.on('SIGTERM', () => process.exit(0));
