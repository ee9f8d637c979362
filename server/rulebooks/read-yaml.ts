import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { chineseErrors } from './schema.ts';

/** A rule file by its name and text. */
export interface RuleText {
	readonly name: string;
	readonly text: string;
}

/** Something wrong at a path of the file. */
export interface Located {
	readonly path: readonly (string | number)[];
	readonly message: string;
}

/** Something wrong at a line of a file. */
export interface RuleProblem {
	readonly file: string;
	readonly line: number;
	readonly message: string;
}

/** A rule file that cannot be used; the message names file, line and what is wrong, in Chinese. */
export class RuleFileError extends Error {
	readonly problems: readonly RuleProblem[];

	constructor(problems: readonly RuleProblem[]) {
		const shown = problems.map(({ file, line, message }) => `${file} 第 ${line} 行：${message}`);
		super(`规则文件有误，共 ${problems.length} 处：\n${shown.join('\n')}`);
		this.problems = problems;
	}
}

/** The line of the nearest thing written on the way to a path: a missing key is reported at the row that lacks it. */
function lineOf(document: Document, lines: LineCounter, path: Located['path']): number {
	for (let length = path.length; length >= 0; length -= 1) {
		const found = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
		if (isNode(found) && found.range) return lines.linePos(found.range[0]).line;
	}
	return 1;
}

const rowNames: Readonly<Record<string, string>> = {
	nodes: '节点',
	checks: '核查',
	confirm: '确认',
	change: '变更',
	lock: '锁定',
	enable: '启用',
	rows: '路径',
	targets: '目标',
};

function placeOf(document: Document, path: Located['path']): string {
	const [root, index, ...rest] = path;
	const name = typeof root === 'string' ? rowNames[root] : undefined;
	if (name === undefined || typeof index !== 'number') return path.join('.');
	const code = document.getIn([root, index, 'code']) ?? document.getIn([root, index, 'node']);
	return [`${name} ${typeof code === 'string' ? code : `第${index + 1}项`}`, rest.join('.')].filter(Boolean).join(' 的 ');
}

/** Reads one YAML file by its schema; `refuse` reports what is found wrong later, at the lines where it stands. */
export function readYaml<T>(
	source: RuleText,
	schema: z.ZodType<T>,
): { readonly value: T; readonly refuse: (problems: readonly Located[]) => never } {
	const lines = new LineCounter();
	const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false });
	if (document.errors.length > 0)
		throw new RuleFileError(
			document.errors.map((error) => ({
				file: source.name,
				line: lines.linePos(error.pos[0]).line,
				message: `不是合格的 YAML：${error.message}`,
			})),
		);
	const refuse = (problems: readonly Located[]): never => {
		throw new RuleFileError(
			problems.map(({ path, message }) => {
				const place = placeOf(document, path);
				const line = lineOf(document, lines, path);
				return { file: source.name, line, message: place === '' ? message : `${place}：${message}` };
			}),
		);
	};
	const parsed = schema.safeParse(document.toJS(), { error: chineseErrors });
	if (!parsed.success) return refuse(parsed.error.issues.map((issue) => ({ path: issue.path as Located['path'], message: issue.message })));
	return { value: parsed.data, refuse };
}
