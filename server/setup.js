// Set-up step: built-in modules only, run by whatever Node the host has (>= 20). It installs what is missing, builds what is
// stale, finds a browser for the tests, and hands over to the Node 26 that the project brings along.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const node26 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const [verb = 'start', ...rest] = process.argv.slice(2);

const say = (text) => console.log(`[setup] ${text}`);
const fail = (text) => {
	console.error(`[setup] ${text}`);
	process.exit(1);
};

function hashOf(paths) {
	const hash = createHash('sha256');
	const add = (path) => {
		const full = join(root, path);
		if (!existsSync(full)) return;
		const entries = readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
		for (const entry of entries) {
			const child = join(path, entry.name);
			if (entry.isDirectory()) add(child);
			else hash.update(child).update(readFileSync(join(root, child)));
		}
	};
	for (const path of paths) {
		const full = join(root, path);
		if (!existsSync(full)) continue;
		try {
			hash.update(path).update(readFileSync(full));
		} catch {
			add(path);
		}
	}
	return hash.digest('hex');
}

const stampFile = (name) => join(root, 'node_modules', `.stamp-${name}`);
const stampOf = (name) => (existsSync(stampFile(name)) ? readFileSync(stampFile(name), 'utf8') : '');

function npm(args) {
	const cli = process.env.npm_execpath;
	const [command, all] = cli ? [process.env.npm_node_execpath ?? process.execPath, [cli, ...args]] : ['npm', args];
	// The child must run under the host's Node: the one in node_modules may be replaced while it runs.
	const path = (process.env.PATH ?? '').split(delimiter).filter((part) => !part.startsWith(join(root, 'node_modules')));
	return (
		spawnSync(command, all, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, PATH: path.join(delimiter) } })
			.status === 0
	);
}

function runtimeIsThere() {
	if (!existsSync(node26)) return false;
	try {
		return execFileSync(node26, ['-p', 'process.versions.node'], { encoding: 'utf8' }).startsWith('26.');
	} catch {
		return false;
	}
}

function install() {
	const wanted = hashOf(['package.json', 'package-lock.json']);
	if (stampOf('install') === wanted && runtimeIsThere()) return;
	say('installing packages (about 20 to 90 s the first time) …');
	if (!npm(['install', '--include=dev', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']))
		fail('npm install failed: check the registry and run the command again');
	if (!runtimeIsThere()) npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error']);
	if (!runtimeIsThere()) fail('Node 26 did not arrive with the npm package "node": check that its install script may run');
	writeFileSync(stampFile('install'), hashOf(['package.json', 'package-lock.json']));
	say('packages are ready');
}

const env = () => ({ ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` });
const tool = (name, args, extra = {}) =>
	spawnSync(node26, [join(root, 'node_modules', ...name.split('/')), ...args], { cwd: root, stdio: 'inherit', env: { ...env(), ...extra } })
		.status === 0;

const buildInputs = ['src', 'static', 'package.json', 'package-lock.json', 'svelte.config.js', 'vite.config.ts', 'tsconfig.json'];

function build() {
	const wanted = hashOf(buildInputs);
	if (stampOf('build') === wanted && existsSync(join(root, 'build', 'handler.js'))) return;
	say('building the pages (about 20 s) …');
	if (!tool('vite/bin/vite.js', ['build', '--logLevel', 'warn'])) fail('the build failed, see above');
	writeFileSync(stampFile('build'), wanted);
	say('pages are built');
}

function browserPath() {
	const named = process.env.CHROMIUM_PATH ?? process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH;
	if (named) return existsSync(named) ? named : fail(`CHROMIUM_PATH names ${named}, which is not there`);
	for (const name of ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'])
		for (const dir of (process.env.PATH ?? '').split(delimiter)) if (dir && existsSync(join(dir, name))) return join(dir, name);
	const own = spawnSync(node26, ['-e', "console.log(require('@playwright/test').chromium.executablePath())"], {
		cwd: root,
		encoding: 'utf8',
	});
	const path = own.stdout?.trim();
	return path && existsSync(path) ? path : undefined;
}

function findBrowser() {
	let found = browserPath();
	if (found) return found;
	say("no Chromium found: trying Playwright's own download (20 s at most) …");
	spawnSync(node26, [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'], {
		cwd: root,
		stdio: 'ignore',
		timeout: 20_000,
		killSignal: 'SIGKILL',
	});
	found = browserPath();
	if (found) return found;
	if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0) {
		say('installing Chromium and a Chinese font with apt …');
		spawnSync('apt-get', ['update'], { stdio: 'ignore' });
		spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
		found = browserPath();
	}
	return found ?? fail('the browser tests need a Chromium: install one, or name it in CHROMIUM_PATH');
}

/**
 * How the service is started, here and by the benches. Much of what a frame or a sweep makes lives for a second: the young generation has
 * room for it. The bound of the old one is far above need (a city with 300,000 open nodes takes a third of it); below 2 GB the engine
 * collects before garbage is several times what lives. `HEAP_MB` sets another bound. Memory that threads give back is given to others: where
 * each has room of its own, a service that runs for months holds much that nobody uses.
 */
const flags = JSON.parse(readFileSync(join(root, 'server', 'service-flags.json'), 'utf8'));
const heapMb = Number(process.env.HEAP_MB ?? NaN);
const nodeFlags = [...flags.node, ...(heapMb >= 256 ? [`--max-old-space-size=${Math.floor(heapMb)}`] : [])];

/** Runs a file under Node 26, passing signals on, and ends with its exit code. */
function handOver(file, args, extra = {}) {
	const child = spawn(node26, [...nodeFlags, join(root, file), ...args], {
		cwd: root,
		stdio: 'inherit',
		env: { ...flags.env, ...env(), ...extra },
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

function check() {
	const steps = [
		['types of the server', () => tool('typescript/bin/tsc', ['-p', 'server/tsconfig.json', '--noEmit'])],
		[
			'types of the pages',
			() =>
				tool('@sveltejs/kit/svelte-kit.js', ['sync']) &&
				tool('svelte-check/bin/svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']),
		],
		['lint', () => tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0'])],
		['format', () => tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])],
		[
			'layer rules',
			() =>
				tool('dependency-cruiser/bin/dependency-cruiser.mjs', [
					'--config',
					'tests/architecture/dependency-cruiser.js',
					'server',
					'src',
					'--output-type',
					'err',
				]),
		],
	];
	for (const [name, run] of steps) {
		say(`check: ${name}`);
		if (!run()) fail(`check failed: ${name}`);
	}
	say('check: all clean');
}

function test() {
	build();
	const chromium = findBrowser();
	say('tests: unit, flow and live');
	const unit = rest.filter((arg) => !arg.startsWith('--e2e'));
	if (!rest.includes('--e2e') && !tool('vitest/vitest.mjs', ['run', ...unit])) fail('the tests failed');
	if (unit.length > 0) return;
	say('tests: browser');
	if (!tool('@playwright/test/cli.js', ['test'], { CHROMIUM_PATH: chromium })) fail('the browser tests failed');
}

mkdirSync(join(root, 'node_modules'), { recursive: true });
install();
switch (verb) {
	case 'build':
		build();
		break;
	case 'check':
		check();
		break;
	case 'test':
		test();
		break;
	case 'dev':
		handOver('node_modules/vite/bin/vite.js', ['dev', ...rest]);
		break;
	case 'bench':
		build();
		handOver('tests/bench/run.ts', rest, { CHROMIUM_PATH: browserPath() ?? '' });
		break;
	case 'start':
		build();
		handOver('server/cli.ts', ['serve', ...rest]);
		break;
	case 'demo':
		build();
		handOver('server/cli.ts', ['demo', ...rest]);
		break;
	case 'cli':
		handOver('server/cli.ts', rest);
		break;
	default:
		fail(`unknown verb: ${verb}`);
}
