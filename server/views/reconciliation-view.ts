import type { ReconciliationView } from '../../src/lib/contract/reconciliation.ts';
import { checkNames } from '../core/reconcile/checks.ts';
import { readLastReconciled } from '../store/reconcile.ts';
import { courtName, type ViewContext } from './view-context.ts';

/** The last reconciliation of each court; those that do not agree stand first. */
export async function reconciliationView(context: ViewContext, courts: readonly string[]): Promise<ReconciliationView> {
	const last = await readLastReconciled(context.db, courts);
	const place = (code: string): number => context.directory().courts.get(code)?.position ?? 0;
	const rows = last
		.map(({ court, at, checks, mismatches }) => ({
			...{ court, courtName: courtName(context, court), at, checks },
			mismatches: mismatches.map(({ check, ...rest }) => ({ checkName: checkNames[check], ...rest })),
		}))
		.sort((a, b) => Number(b.mismatches.length > 0) - Number(a.mismatches.length > 0) || place(a.court) - place(b.court));
	const known = new Set(last.map(({ court }) => court));
	return { rows, never: courts.filter((code) => !known.has(code)).map((code) => courtName(context, code)) };
}
