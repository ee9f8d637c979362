import { defineConfig } from '@playwright/test';

const port = 4173;

// Without a locale that knows Chinese the browser calls every download `download`.
process.env.LANG ??= 'C.UTF-8';

/** Browser tests run against the production build on a real demo world of their own. */
export default defineConfig({
	testDir: 'tests/e2e',
	timeout: 60_000,
	fullyParallel: false,
	workers: 1,
	reporter: [['list']],
	use: {
		baseURL: `http://localhost:${port}`,
		launchOptions: {
			...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
			// Root in a container has no user namespaces; the pages under test are our own.
			args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
		},
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
	},
	webServer: {
		command: 'node server/cli.ts demo',
		url: `http://localhost:${port}/readyz`,
		timeout: 120_000,
		env: { PORT: String(port), DATA_DIR: './data/e2e', DEMO_CASES: '800', DEMO_SPEED: '60' },
	},
});
