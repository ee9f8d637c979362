import { diffPapers, type PaperDiff } from '../core/report/paper-diff.ts';
import type { Paper } from '../core/report/paper.ts';
import { readIssuedFacts, type IssuedFacts } from '../store/paper-archive.ts';
import { bytesHash, paperForms, readFile, readFileHeads, type PaperForm, type StoredFile } from '../store/paper-files.ts';
import { readPaperById, readPublicationById, type StoredPaper } from '../store/publications.ts';
import type { FlowContext } from './context.ts';
import type { RenderPaper } from './paper-issue.ts';
import { wordsOfError } from './paper-runs.ts';

/** An issued paper with what stands beside it. */
export interface IssuedPaper extends StoredPaper {
	readonly series: string;
	readonly facts: IssuedFacts;
	readonly forms: readonly { readonly form: PaperForm; readonly sha256: string }[];
}

/** One issued paper; undefined also for records of a day, which have figures of their own kind. */
export async function readIssuedPaper(context: FlowContext, id: string): Promise<IssuedPaper | undefined> {
	const { read: db } = context.store;
	const stored = await readPaperById(db, id);
	const facts = stored && (await readIssuedFacts(db, id));
	return facts && { ...stored, facts, forms: await readFileHeads(db, id) };
}

/** A stored file of an issued paper, as it was issued. */
export const readIssuedFile = (context: FlowContext, id: string, form: PaperForm): Promise<StoredFile | undefined> =>
	readFile(context.store.read, id, form);

/** What a corrected version says otherwise than the one before it. */
export async function readDiff(
	context: FlowContext,
	id: string,
): Promise<{ readonly before: IssuedPaper; readonly after: IssuedPaper; readonly diff: PaperDiff } | undefined> {
	const after = await readIssuedPaper(context, id);
	const before = after?.facts.correctsId ? await readIssuedPaper(context, after.facts.correctsId) : undefined;
	return after && before && { before, after, diff: diffPapers(before.paper, after.paper) };
}

/** One thing that was checked of a publication. */
export interface CheckedPart {
	readonly name: string;
	readonly ok: boolean;
	readonly words: string;
}

const formNames: Readonly<Record<PaperForm, string>> = { docx: 'Word 文件', xlsx: 'Excel 文件', html: '网页', pdf: 'PDF 文件' };

async function checkFile(stored: StoredFile, paper: Paper, render: RenderPaper): Promise<CheckedPart> {
	const name = formNames[stored.form];
	if (!stored.intact) return { name, ok: false, words: '存档内容与签发时的校验值不符' };
	// A PDF carries the time and ids of the program that made it: it is stored and not made again.
	if (stored.form === 'pdf') return { name, ok: true, words: '存档与校验值一致；PDF 只存档，不重制' };
	const made = await render(paper, stored.form).then(
		(bytes) => ({ bytes }),
		(error: unknown) => ({ fault: wordsOfError(error) }),
	);
	if ('fault' in made) return { name, ok: false, words: `存档与校验值一致，但未能重新生成：${made.fault}` };
	const again = made.bytes;
	const same = again !== undefined && bytesHash(again) === stored.sha256;
	return {
		name,
		ok: same,
		words: same ? '存档与校验值一致，按定稿数据重新生成逐字节相同' : '按定稿数据重新生成的文件与存档不同（程序版本可能已变）',
	};
}

/** Checks a publication: its frozen figures against their hash, each stored file against its hash, and each against a rendering of today. */
export async function checkPublication(context: FlowContext, render: RenderPaper, id: string): Promise<readonly CheckedPart[] | undefined> {
	const frozen = (intact: boolean): CheckedPart => ({
		name: '定稿数据',
		ok: intact,
		words: intact ? '与签发时的校验值一致' : '与签发时的校验值不符',
	});
	const issued = await readIssuedPaper(context, id);
	if (!issued) {
		const daily = await readPublicationById(context.store.read, id);
		return daily && [frozen(daily.intact)];
	}
	const parts = [frozen(issued.intact)];
	for (const form of paperForms) {
		const stored = await readIssuedFile(context, id, form);
		if (stored) parts.push(await checkFile(stored, issued.paper, render));
		await context.yield();
	}
	return parts;
}
