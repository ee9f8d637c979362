import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where systems keep Chromium or what is built on it. */
const places = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome-stable',
	'/usr/bin/google-chrome',
	'/usr/bin/microsoft-edge',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The Chromium that prints: the file that `CHROMIUM_PATH` names (none where that is `none`), else the first known one that is there. */
export function chromiumPath(named: string | undefined = process.env['CHROMIUM_PATH']): string | undefined {
	if (named) return existsSync(named) ? named : undefined;
	return places.find((place) => existsSync(place));
}

/** How long one document may take, in ms. */
const patience = 60_000;

function flags(folder: string): readonly string[] {
	return [
		'--headless',
		'--disable-gpu',
		'--disable-extensions',
		'--disable-background-networking',
		'--disable-sync',
		'--no-first-run',
		'--no-default-browser-check',
		// Containers give little shared memory.
		'--disable-dev-shm-usage',
		// The sandbox of Chromium refuses to run as root; the document has neither scripts nor outside resources.
		...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
		'--no-pdf-header-footer',
		`--user-data-dir=${join(folder, 'profile')}`,
		`--print-to-pdf=${join(folder, 'paper.pdf')}`,
		pathToFileURL(join(folder, 'paper.html')).href,
	];
}

/** Runs it to its end, or kills it with all that it started once the patience is over. */
async function run(program: string, folder: string, limit: number): Promise<string | undefined> {
	return new Promise((resolve) => {
		const child = spawn(program, [...flags(folder)], { stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' });
		let said = '';
		let late = false;
		const timer = setTimeout(() => {
			late = true;
			if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
			else child.kill('SIGKILL');
		}, limit);
		child.stderr.on('data', (part: Buffer) => {
			said = `${said}${part.toString('utf8')}`.slice(-2000);
		});
		child.on('error', (error) => {
			clearTimeout(timer);
			resolve(error.message);
		});
		child.on('close', (code) => {
			clearTimeout(timer);
			resolve(late ? `打印超过 ${limit / 1000} 秒` : code === 0 ? undefined : said || `退出码 ${code}`);
		});
	});
}

/**
 * The HTML of a paper printed to PDF by Chromium. Undefined where the machine has none: the paper is then given as Word, Excel and HTML only. An error
 * where Chromium is there and fails, so that no blank file is stored. The bytes bear the moment of printing: a PDF is stored, not made again.
 */
export async function renderPaperPdf(
	html: string,
	options: { readonly program?: string | undefined; readonly timeoutMs?: number } = {},
): Promise<Uint8Array | undefined> {
	const program = options.program ?? chromiumPath();
	if (!program) return undefined;
	const folder = await mkdtemp(join(tmpdir(), 'paper-'));
	try {
		await writeFile(join(folder, 'paper.html'), html, 'utf8');
		const fault = await run(program, folder, options.timeoutMs ?? patience);
		if (fault !== undefined) throw new Error(`PDF 生成失败：${fault}`);
		const pdf = await readFile(join(folder, 'paper.pdf')).catch(() => undefined);
		if (!pdf || pdf.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error('PDF 生成失败：没有输出');
		return new Uint8Array(pdf);
	} finally {
		// Children of Chromium may write into the profile for another moment.
		await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}
}
