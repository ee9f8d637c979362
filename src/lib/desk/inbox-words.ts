import type { InboxRow, InboxView } from '../contract/desk.ts';
import type { InboxFilter } from '../contract/unlock-desk.ts';
import type { BatchItem } from '../contract/unlock-moves.ts';
import type { Verdict } from './decision-words.ts';

const fields = ['court', 'node', 'phase', 'text'] as const;
const longest = 60;

/** The filter that an address names. */
export function readInboxFilter(query: URLSearchParams): InboxFilter {
	const found = fields.flatMap((field) => {
		const value = query.get(field)?.trim().slice(0, longest);
		return value ? [[field, value] as const] : [];
	});
	return Object.fromEntries(found);
}

/** The address of a box, with a filter, or with requests picked for a batch. */
export function inboxHref(box: InboxView['box'], filter: InboxFilter = {}): string {
	const query = new URLSearchParams({ ...(box === 'inbox' ? {} : { box }), ...filter });
	return `/desk/unlock${query.size > 0 ? `?${query.toString()}` : ''}`;
}

/** Whether a row can be decided together with others: it waits for this person and asks for a verdict. */
export const isPickable = (row: InboxRow): boolean => row.mine && row.step !== undefined && row.verdicts.length > 0;

const batchNames: Readonly<Record<Verdict, string>> = { approve: '同意', refuse: '不同意', return: '退回补正', escalate: '报高院' };

/** A verdict in a batch, by the kind of step. */
export function batchVerdict(row: Pick<InboxRow, 'phase'>, verdict: Verdict): string {
	if (verdict === 'approve' && row.phase === 'endorsing') return '同意上报';
	if (verdict === 'approve' && row.phase === 'forwarding') return '转报';
	return batchNames[verdict];
}

/** One line of a batch, as typed. */
export interface BatchTyped {
	readonly id: string;
	readonly caseNumber: string;
	readonly step: number;
	readonly verdict: string;
	readonly opinion: string;
}

const text = (value: FormDataEntryValue | undefined | null): string => (typeof value === 'string' ? value.trim() : '');

/** Reads a batch form: parallel lists, one entry for each request. */
export function readBatch(form: FormData): readonly BatchTyped[] {
	const list = (name: string): readonly string[] => form.getAll(name).map(text);
	const [cases, steps, verdicts, opinions] = [list('case'), list('step'), list('verdict'), list('opinion')];
	return list('id').map((id, at) => ({
		id,
		caseNumber: cases[at] ?? '',
		step: /^\d{1,3}$/.test(steps[at] ?? '') ? Number(steps[at]) : -1,
		verdict: verdicts[at] ?? '',
		opinion: opinions[at] ?? '',
	}));
}

const known: readonly string[] = ['approve', 'refuse', 'return', 'escalate'];

/** What keeps a line from being sent: it stays with a sentence, the others go. */
export function lineTrouble({ verdict, opinion, step }: BatchTyped): string | undefined {
	if (!known.includes(verdict)) return '请选择一项决定';
	if (opinion === '') return '请填写审批意见';
	return step < 0 ? '申请已变化，请回到列表重新选择' : undefined;
}

/** A line as it is sent. */
export function batchItem({ id, step, verdict, opinion }: BatchTyped): BatchItem {
	return { id, step, verdict: verdict as Verdict, opinion };
}

/** What became of a line. */
export interface BatchLine extends BatchTyped {
	readonly ok: boolean;
	readonly message?: string;
}
