import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue, catalogueByCode, wallEntries } from '../../server/core/indicator/catalogue/index.ts';
import { documents } from '../../server/core/indicator/catalogue/documents.ts';
import { targetsOf } from '../../server/core/indicator/targets.ts';
import { knownIndicator } from '../../server/core/target/known.ts';
import { loadExampleTargets } from '../../server/rulebooks/targets.ts';

/** Files that words on screen and paper are written in. */
const filesBelow = (folder: string): readonly string[] =>
	readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((file) => file.isFile() && /\.(?:ts|svelte|ya?ml|json)$/.test(file.name))
		.map((file) => join(file.parentPath, file.name));

describe('documents that figures and targets are taken from', () => {
	it('are cited by title and day: nobody reads 「来源 S1」', () => {
		const found = ['server', 'src'].flatMap(filesBelow).filter((file) => /来源\s*S\d/.test(readFileSync(file, 'utf8')));
		expect(found).toEqual([]);
		for (const { code, source } of catalogue) expect.soft([code, /\bS\d\b/.test(source)]).toEqual([code, false]);
	});

	it('have one name each, in the catalogue and beside the targets', () => {
		const cited = Object.values(documents) as readonly string[];
		for (const { id, document } of loadExampleTargets(knownIndicator)) expect.soft([id, cited.includes(document)]).toEqual([id, true]);
	});

	it('set what the wall shows as a reference: the bound of exactly the cases of its indicator', () => {
		const targets = loadExampleTargets(knownIndicator).flatMap(({ document, targets: list }) =>
			list.map((target) => ({ ...target, document })),
		);
		for (const { code, wall } of wallEntries) {
			const { rule, document } = wall.reference;
			const found = targetsOf(catalogueByCode.get(code)!, targets, undefined).filter((target) => target.document === document);
			expect.soft([code, found.map((target) => target.rule)]).toEqual([code, [rule]]);
		}
	});
});
