import type { ReconciliationView } from '../../src/lib/contract/reconciliation.ts';
import { measureName } from '../core/indicator/measure-names.ts';
import { checkNames } from '../core/reconcile/checks.ts';
import { readLastReconciled } from '../store/reconcile.ts';
import { courtName, personName, type ViewContext } from './view-context.ts';

/** Where a difference lies, with days, units and persons as they are spoken of; case numbers and numbers of publications stay. */
const namedDetail = (context: ViewContext, detail: string): string =>
	detail
		.split(' ')
		.map((part) => context.directory().units.get(part)?.name ?? personName(context, part) ?? part)
		.join(' ');

/** The last reconciliation of each court; those that do not agree stand first. */
export async function reconciliationView(context: ViewContext, courts: readonly string[]): Promise<ReconciliationView> {
	const last = await readLastReconciled(context.db, courts);
	const place = (code: string): number => context.directory().courts.get(code)?.position ?? 0;
	const rows = last
		.map(({ court, at, checks, mismatches, uncompared }) => ({
			...{ court, courtName: courtName(context, court), at, checks },
			...(uncompared === undefined ? {} : { uncompared }),
			mismatches: mismatches.map(({ check, figure, detail, ...rest }) => ({
				...{ checkName: checkNames[check], figure: measureName(figure), ...rest },
				...(detail === undefined ? {} : { detail: namedDetail(context, detail) }),
			})),
		}))
		.sort((a, b) => Number(b.mismatches.length > 0) - Number(a.mismatches.length > 0) || place(a.court) - place(b.court));
	const known = new Set(last.map(({ court }) => court));
	return { rows, never: courts.filter((code) => !known.has(code)).map((code) => courtName(context, code)) };
}
