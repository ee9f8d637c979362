import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where everything that a case is computed by stands: the core imports nothing else. */
const core = fileURLToPath(new URL('../core', import.meta.url));

function printOf(folder: string): string | undefined {
	try {
		const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
			.sort();
		if (names.length === 0) return undefined;
		const hash = createHash('sha256');
		// Zones and the order of texts come with the runtime.
		for (const part of ['node', 'v8', 'icu', 'tz', 'unicode']) hash.update(`${process.versions[part]}\n`);
		for (const name of names) hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
		return hash.digest('hex');
	} catch {
		return undefined;
	}
}

/**
 * A print of the program that computes cases: another one may compute another thing from the same facts. Taken when the program is loaded;
 * undefined where its text cannot be read, so that nothing computed before can be relied on.
 */
export const programPrint: string | undefined = printOf(core);
