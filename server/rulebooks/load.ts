import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { checkLayer } from '../core/rulebook/layers.ts';
import type { CheckRule, ClockRule, NodeRule, Requirement, Rulebook, RuleLayer, Trigger } from '../core/rulebook/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import { layerFile, rulebookFile } from './schema.ts';
import type { LayerFile, RulebookFile } from './schema.ts';
import { readYaml, RuleFileError, type Located, type RuleText } from './read-yaml.ts';

type NodeRow = RulebookFile['nodes'][number];
type ClockRow = NodeRow['clocks'][number];
type TriggerRow = ClockRow['start'];
type CheckRow = RulebookFile['checks'][number];
type RequireRow = CheckRow['require'];

const NATIONAL = fileURLToPath(new URL('./national/', import.meta.url));

function triggerOf({ day, ...rest }: TriggerRow): Trigger {
	return { ...rest, ...(day === undefined ? {} : { dayField: day }) };
}

function clockOf(row: ClockRow, node: NodeRow): ClockRule {
	const { lock, start, stated, basis = node.basis, source = node.source, ...rest } = row;
	const lockable = lock !== false;
	return {
		...rest,
		locks: lock === true,
		lockable,
		start: triggerOf(start),
		basis,
		source,
		...(stated === undefined ? {} : { statedField: stated }),
	};
}

function nodeOf(row: NodeRow, section: string | undefined): NodeRule {
	const { basis: _basis, source: _source, clocks, ends, from, ...rest } = row;
	return {
		...rest,
		...(section === undefined ? {} : { section }),
		from: from as CourtDate,
		clocks: clocks.map((clock) => clockOf(clock, row)),
		ends: ends.map(triggerOf),
	} as NodeRule;
}

function requirementOf(row: RequireRow): Requirement {
	if (row.kind === 'not-before') return { ...row, start: triggerOf(row.start) };
	if (row.kind === 'done') return { ...row, events: row.events.map(triggerOf) } as Requirement;
	if (row.kind === 'at-most') return { ...row, event: triggerOf(row.event) };
	return row;
}

function checkOf(row: CheckRow, section: string | undefined): CheckRule {
	const { gates, require, variants, from, ...rest } = row;
	return {
		...rest,
		...(section === undefined ? {} : { section }),
		from: from as CourtDate,
		gates: triggerOf(gates),
		require: requirementOf(require),
		...(variants ? { variants: variants.map((each) => ({ when: each.when, require: requirementOf(each.require) })) } : {}),
	} as CheckRule;
}

type Path = readonly (string | number)[];
type NamedEvent = { readonly path: Path; readonly event: string };
type Rules = Pick<RulebookFile, 'nodes' | 'checks'>;

function eventsOfCheck(check: CheckRow, index: number): readonly NamedEvent[] {
	const path = ['checks', index];
	const ofRequire = (row: RequireRow): readonly string[] => {
		if (row.kind === 'not-before') return [row.start.event];
		if (row.kind === 'done') return row.events.map((each) => each.event);
		return row.kind === 'at-most' ? [row.event.event] : [];
	};
	const wanted = [check.require, ...(check.variants ?? []).map((each) => each.require)].flatMap(ofRequire);
	return [check.gates.event, ...wanted].map((event) => ({ path, event }));
}

function eventsOf(file: Rules): readonly NamedEvent[] {
	const ofNodes = file.nodes.flatMap((node, index) => [
		...node.clocks.map((clock, at) => ({ path: ['nodes', index, 'clocks', at, 'start'], event: clock.start.event })),
		...node.ends.map((end, at) => ({ path: ['nodes', index, 'ends', at], event: end.event })),
		...(node.renewedBy ?? []).map((event, at) => ({ path: ['nodes', index, 'renewedBy', at], event })),
	]);
	return [...ofNodes, ...file.checks.flatMap(eventsOfCheck)];
}

function unknownEvents(file: Rules, knownEvents: ReadonlySet<string>): Located[] {
	return eventsOf(file)
		.filter(({ event }) => !knownEvents.has(event))
		.map(({ path, event }) => ({ path, message: `未知的事件类型 ${event}` }));
}

const sha = (texts: readonly string[]): string => createHash('sha256').update(texts.join('\n\u0000\n')).digest('hex').slice(0, 12);

function parseFile<T extends Rules>(source: RuleText, schema: z.ZodType<T>, knownEvents: ReadonlySet<string>): T {
	const { value, refuse } = readYaml(source, schema);
	const unknown = unknownEvents(value, knownEvents);
	if (unknown.length > 0) refuse(unknown);
	return value;
}

/** Reads a rulebook from the texts of its files; one Error names file, line and, in Chinese, everything that is wrong. The version is the
 *  latest issue date and the first 12 digits of the texts' SHA-256, so that an edited rule cannot keep its version. */
export function parseRulebook(files: readonly RuleText[], knownEvents: ReadonlySet<string>): Rulebook {
	const parsed = files.map((file) => ({ file, value: parseFile(file, rulebookFile, knownEvents) }));
	const seen = new Map<string, string>();
	for (const { file, value } of parsed)
		for (const row of [...value.nodes, ...value.checks]) {
			const key = `${row.code} ${row.from}`;
			const other = seen.get(key);
			if (other !== undefined && other !== file.name)
				throw new RuleFileError([{ file: file.name, line: 1, message: `${row.code} 自 ${row.from} 起用的规则在 ${other} 中已有` }]);
			seen.set(key, file.name);
		}
	const issued = parsed.reduce((latest, { value }) => (value.issued > latest ? value.issued : latest), '');
	const workingHours = parsed.find(({ value }) => value.workingHours)?.value.workingHours;
	return {
		version: `${issued}-${sha(files.map((file) => file.text))}`,
		nodes: parsed.flatMap(({ value }) => value.nodes.map((row) => nodeOf(row, value.section))),
		checks: parsed.flatMap(({ value }) => value.checks.map((row) => checkOf(row, value.section))),
		...(workingHours ? { workingHours } : {}),
	};
}

/** Loads the national rulebook, or the files of another folder; a bad rulebook throws and so stops the start. */
export function loadRulebook(options: { readonly knownEvents: ReadonlySet<string>; readonly folder?: string }): Rulebook {
	const folder = options.folder ?? NATIONAL;
	const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
	const files = names.sort().map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
	return parseRulebook(files, options.knownEvents);
}

function layerOf(value: LayerFile, text: string): RuleLayer {
	const { nodes, checks, issued, ...rest } = value;
	return {
		...rest,
		version: `${issued}-${sha([text])}`,
		issued: issued as CourtDate,
		nodes: nodes.map((row) => nodeOf(row, undefined)),
		checks: checks.map((row) => checkOf(row, undefined)),
	} as RuleLayer;
}

/** Reads the text of a layer that was checked when it was loaded. */
export function readLayer(source: RuleText, knownEvents: ReadonlySet<string>): RuleLayer {
	const { value, refuse } = readYaml(source, layerFile);
	const unknown = unknownEvents(value, knownEvents);
	return unknown.length > 0 ? refuse(unknown) : layerOf(value, source.text);
}

/** Reads the layer of a province, a city or a court and checks it against the rules above it: what is looser must say why. */
export function parseLayer(source: RuleText, above: Rulebook, knownEvents: ReadonlySet<string>): RuleLayer {
	const { value, refuse } = readYaml(source, layerFile);
	const unknown = unknownEvents(value, knownEvents);
	if (unknown.length > 0) refuse(unknown);
	const layer = layerOf(value, source.text);
	const problems = checkLayer(above, layer);
	if (problems.length > 0) refuse(problems);
	return layer;
}
