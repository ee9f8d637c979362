import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { CaseFilter, IndicatorTarget } from '../core/indicator/types.ts';
import { mostTargets, targetProblems } from '../core/target/check.ts';
import { parseRule, ruleForms } from '../core/target/rule-text.ts';
import type { KnownIndicator, ParsedTargets, TargetDocument } from '../core/target/types.ts';
import { readYaml, RuleFileError, type RuleText } from './read-yaml.ts';

const text = z.string().trim().min(1);
const codes = z.array(text).min(1);

const file = z.strictObject({
	document: text.max(200),
	year: z.int().min(2000).max(2100).optional(),
	source: text.max(400).optional(),
	targets: z
		.array(
			z.strictObject({
				code: text.max(64),
				rule: z.union([z.string(), z.number()]),
				filter: z
					.strictObject({
						kinds: codes.optional(),
						courses: codes.optional(),
						enterprise: z.union([z.literal('any'), codes]).optional(),
						contractOnly: z.boolean().optional(),
					})
					.optional(),
				words: text.optional(),
			}),
		)
		.min(1)
		.max(mostTargets),
});

type Known = (code: string) => KnownIndicator | undefined;

/** Reads a document of targets; whatever is wrong is named with its line, in Chinese. */
export function readTargetFile(source: RuleText, known: Known): TargetDocument {
	const { value, refuse } = readYaml(source, file);
	const { targets: rows, ...head } = value;
	const targets = rows.map(({ rule, filter, code, words }, index): IndicatorTarget => {
		const parsed = parseRule(String(rule));
		if (!parsed) return refuse([{ path: ['targets', index, 'rule'], message: `读不懂目标「${rule}」，应写作${ruleForms}` }]);
		return {
			code,
			rule: parsed,
			document: head.document,
			...(filter ? { filter: filter as CaseFilter } : {}),
			...(words ? { words } : {}),
		};
	});
	const problems = targetProblems(targets, known);
	if (problems.length > 0) return refuse(problems.map(({ index, message }) => ({ path: ['targets', index], message })));
	return { ...(head as Omit<TargetDocument, 'targets'>), targets };
}

/** The same for a file that a person sends: what is wrong comes back as a list. */
export function parseTargetFile(source: RuleText, known: Known): ParsedTargets {
	try {
		return { ok: true, document: readTargetFile(source, known) };
	} catch (error) {
		if (error instanceof RuleFileError) return { ok: false, problems: error.problems };
		throw error;
	}
}

/** The example documents that the program brings along (the seeds S0 to S3), in the order of their names. */
export function loadExampleTargets(known: Known): readonly TargetDocument[] {
	const folder = fileURLToPath(new URL('./targets/', import.meta.url));
	return readdirSync(folder)
		.filter((name) => name.endsWith('.yaml'))
		.sort()
		.map((name) => ({
			id: name.replace(/\.yaml$/, ''),
			...readTargetFile({ name: `targets/${name}`, text: readFileSync(`${folder}${name}`, 'utf8') }, known),
		}));
}
