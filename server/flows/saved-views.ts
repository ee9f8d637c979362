import { randomUUID } from 'node:crypto';
import type { Refusal } from '../core/unlock/decide.ts';
import { readSavedViews, removeView, saveView } from '../store/saved-views.ts';
import type { FlowContext } from './context.ts';

const mostViews = 20;
const longestName = 20;
const longestQuery = 500;

type Outcome = { readonly ok: true; readonly id: string } | Refusal;
const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** Keeps a filter of the worklist under a name of the person's own; a name in use takes the new filter. */
export async function keepView(
	context: FlowContext,
	accountId: string,
	view: { readonly name: string; readonly query: string },
): Promise<Outcome> {
	const name = view.name.trim();
	if (name === '') return refuse('name-missing', '请填写视图名称');
	if (name.length > longestName) return refuse('name-too-long', `视图名称最多 ${longestName} 字`);
	if (view.query !== '' && !view.query.startsWith('?')) return refuse('query-bad', '视图的筛选条件无法识别');
	if (view.query.length > longestQuery) return refuse('query-bad', '筛选条件过长，请减少条件后再保存');
	return context.store.write(async ({ db }) => {
		const kept = await readSavedViews(db, accountId);
		const known = kept.find((each) => each.name === name);
		if (!known && kept.length >= mostViews) return refuse('too-many', `最多保存 ${mostViews} 个视图，请先删除不用的`);
		const id = known?.id ?? randomUUID();
		await saveView(db, accountId, { id, name, query: view.query }, context.now());
		return { ok: true, id };
	});
}

/** Removes a kept filter of the person's own. */
export async function dropView(context: FlowContext, accountId: string, id: string): Promise<Outcome> {
	return context.store.write(async ({ db }) =>
		(await removeView(db, accountId, id)) ? { ok: true, id } : refuse('not-found', '没有这个视图，可能已删除'),
	);
}
