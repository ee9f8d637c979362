import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { ClockRule, NodeRule, Rulebook, Trigger } from '../core/rulebook/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import { chineseErrors, rulebookFile } from './schema.ts';
import type { RulebookFile } from './schema.ts';

type NodeRow = RulebookFile['nodes'][number];
type ClockRow = NodeRow['clocks'][number];
type TriggerRow = ClockRow['start'];
type Path = readonly (string | number)[];
type Problem = { readonly path: Path; readonly message: string };

const NATIONAL = fileURLToPath(new URL('./national.yaml', import.meta.url));

function triggerOf({ event, day, where }: TriggerRow): Trigger {
	return { event, ...(day === undefined ? {} : { dayField: day }), ...(where === undefined ? {} : { where }) };
}

function clockOf(row: ClockRow, node: NodeRow): ClockRule {
	const { lock, start, basis = node.basis, source = node.source, ...rest } = row;
	return { ...rest, locks: lock, start: triggerOf(start), basis, source };
}

function nodeOf(row: NodeRow): NodeRule {
	const { code, name, when, asset, endsWhen, renewedBy, subject, survivesClosing, alarmAtLast } = row;
	const clocks = row.clocks.map((clock) => clockOf(clock, row));
	const optional = { asset, endsWhen, renewedBy, subject, alarmAtLast };
	return { code, name, from: row.from as CourtDate, when, clocks, ends: row.ends.map(triggerOf), survivesClosing, ...optional };
}

/** The line of the nearest thing written on the way to a path: a missing key is reported at the row that lacks it. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
	for (let length = path.length; length >= 0; length -= 1) {
		const found = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
		if (isNode(found) && found.range) return lines.linePos(found.range[0]).line;
	}
	return 1;
}

function placeOf(document: Document, path: Path): string {
	const [root, index, ...rest] = path;
	if (root !== 'nodes' || typeof index !== 'number') return path.join('.');
	const code = document.getIn(['nodes', index, 'code']);
	return [`节点 ${typeof code === 'string' ? code : `第${index + 1}项`}`, rest.join('.')].filter(Boolean).join(' 的 ');
}

function eventsOf(file: RulebookFile): { readonly path: Path; readonly event: string }[] {
	return file.nodes.flatMap((node, index) => [
		...node.clocks.map((clock, at) => ({ path: ['nodes', index, 'clocks', at, 'start'], event: clock.start.event })),
		...node.ends.map((end, at) => ({ path: ['nodes', index, 'ends', at], event: end.event })),
		...(node.renewedBy ?? []).map((event, at) => ({ path: ['nodes', index, 'renewedBy', at], event })),
	]);
}

function unknownEvents(file: RulebookFile, knownEvents: ReadonlySet<string>): Problem[] {
	return eventsOf(file)
		.filter(({ event }) => !knownEvents.has(event))
		.map(({ path, event }) => ({ path, message: `未知的事件类型 ${event}` }));
}

function refuse(file: string, problems: readonly { readonly line: number; readonly message: string }[]): never {
	const shown = problems.map(({ line, message }) => `${file} 第 ${line} 行：${message}`);
	throw new Error(`规则文件有误，共 ${problems.length} 处：\n${shown.join('\n')}`);
}

/** Reads a rulebook from its text; one Error names the file, the lines and, in Chinese, everything that is wrong. The version is the
 *  issue date and the first 12 digits of the text's SHA-256, so that an edited rule cannot keep its version. */
export function parseRulebook(text: string, file: string, knownEvents: ReadonlySet<string>): Rulebook {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	if (document.errors.length > 0) {
		refuse(
			file,
			document.errors.map((error) => ({ line: lines.linePos(error.pos[0]).line, message: `不是合格的 YAML：${error.message}` })),
		);
	}
	const locate = ({ path, message }: Problem): { line: number; message: string } => {
		const place = placeOf(document, path);
		return { line: lineOf(document, lines, path), message: place === '' ? message : `${place}：${message}` };
	};
	const parsed = rulebookFile.safeParse(document.toJS(), { error: chineseErrors });
	if (!parsed.success)
		refuse(
			file,
			parsed.error.issues.map((issue) => locate({ path: issue.path as Path, message: issue.message })),
		);
	const unknown = unknownEvents(parsed.data, knownEvents);
	if (unknown.length > 0) refuse(file, unknown.map(locate));
	const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
	return { version: `${parsed.data.issued}-${hash}`, nodes: parsed.data.nodes.map(nodeOf) };
}

/** Loads the national rulebook, or the file given; a bad rulebook throws and so stops the start. */
export function loadRulebook(options: { readonly knownEvents: ReadonlySet<string>; readonly file?: string }): Rulebook {
	const file = options.file ?? NATIONAL;
	return parseRulebook(readFileSync(file, 'utf8'), file, options.knownEvents);
}
