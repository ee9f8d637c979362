import { appendAudit } from '../store/audit.ts';
import type { Actor, FlowContext } from './context.ts';

/** Records who took a list of cases along as a file: which list, how many rows, by what filter. */
export async function noteDownload(
	context: FlowContext,
	actor: Actor,
	list: string,
	of: { readonly rows: number; readonly format: string; readonly filter: object },
): Promise<void> {
	await context.store.write(({ db }) =>
		appendAudit(db, {
			at: context.now(),
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: 'list.download',
			object: list,
			after: of,
			result: 'ok',
			requestId: actor.requestId,
		}),
	);
}
